// SPDX-License-Identifier: Apache-2.0
// The protocol in sentences.
#include "parley/scenario/outline.h"

#include <algorithm>
#include <sstream>

#include <gtest/gtest.h>

#include "parley/base/unicode.h"
#include "unit/scenario/checker_text.h"

namespace parley::scenario {
namespace {

std::string outline_of(std::string_view lines, int width = 80) {
  const SourceText source = text_of(lines);
  const auto analysis = analyse(source);
  EXPECT_TRUE(analysis && analysis->scenario);
  return analysis && analysis->scenario ? outline(*analysis->scenario, source, width) : std::string();
}

TEST(Outline, TellsWhoMovesWhoSeesAndWhatIsNotKnown) {
  const std::string text = outline_of(
      "scenario \"A bargain\" { horizon \"a week\" }\nplayer leader \"The leader\" type { firm worth 3: p, soft worth "
      "1: rest }\n"
      "player rival\nparam p : prob = 0.2 to 0.4 \"how firm\"\nparam cost = 1 to 3 private to rival parts 3\n"
      "play {\n  chance luck { good: 0.5, bad: rest } seen by rival\n"
      "  leader picks offer in { low: 1, high: 2 when p > 0.3 } seen by rival with error 0.1\n"
      "  simultaneous {\n    leader picks { stay, leave }\n    rival picks { ask_more, accept } seen by nobody\n  }\n"
      "  stop when rival is accept\n  repeat 2 times as t until late is a {\n    rival picks late in { a, b } when "
      "leader is stay\n"
      "  }\n}\npayoff leader { left: 0, stayed: type - offer }\npayoff rival { always: cost }\n");
  EXPECT_EQ(text,
            "A bargain\n(horizon a week)\n\n"
            "Players\n"
            "  leader: The leader. Its type is firm (worth 3) with chance p and soft (worth\n"
            "    1) otherwise. Only it knows which.\n"
            "  rival. Only it knows cost, one of 3 equally likely parts of 1 to 3.\n\n"
            "Play\n"
            "  1. Chance decides luck: good with chance 0.5 and bad otherwise. rival sees it.\n"
            "  2. leader picks offer (low = 1 or high = 2 (if p > 0.3)). rival sees it, with\n"
            "    error 0.1.\n"
            "  3. At the same time, none knowing the others' choice:\n"
            "     - leader picks stay or leave. rival sees it.\n"
            "     - rival picks ask_more or accept. Nobody else sees it.\n"
            "  4. The play ends here if rival is accept.\n"
            "  5. Up to 2 times, until late is a (t is the round):\n"
            "     - If leader is stay, rival picks late (a or b). leader sees it.\n"
            "  Then the play ends.\n\n"
            "Outcomes, of which the first that holds is taken\n"
            "  left, when leader is leave.\n"
            "  stayed, otherwise.\n\n"
            "What each wants\n"
            "  leader: 0 in left; type - offer in stayed.\n"
            "  rival: always cost.\n\n"
            "What only the analyst does not know\n"
            "  p: 0.2 to 0.4, how firm.\n");
}

TEST(Outline, KeepsToTheWidth) {
  for (const int width : {40, 60, 80, 120}) {
    const auto source = read_source(PARLEY_TEST_DATA "/cases/negotiated_exit/negotiated_exit.parley");
    ASSERT_TRUE(source);
    const auto analysis = analyse(*source);
    ASSERT_TRUE(analysis && analysis->scenario);
    std::istringstream lines(outline(*analysis->scenario, *source, width));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), width) << line;
  }
}

TEST(Outline, CutsWordsThatAreLongerThanALine) {
  const std::string name(300, 'x');
  std::istringstream lines(outline_of("param " + name + " = 1 to 2\nlet other = " + name + "\n", 50));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 50U);
}

}  // namespace
}  // namespace parley::scenario
