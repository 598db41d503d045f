// SPDX-License-Identifier: Apache-2.0
// Malformed .nfg files, each with the message that it gets: the line, what was found, what was expected.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parley/game/format/nfg.h"

namespace parley::game {
namespace {

struct Broken {
  std::string_view text;  // where it begins with |, it follows a first line with players "1" and "2"
  std::string_view message;
};

constexpr std::string_view first_line = "NFG 1 R \"t\" { \"1\" \"2\" }\n";

constexpr Broken broken_files[] = {
    {"", "line 1: found the end of the file, expected 'NFG', the first word of an .nfg file"},
    {R"(EFG 2 R "t" { "1" }
t "" 0)",
     "line 1: found 'EFG', expected 'NFG', the first word of an .nfg file"},
    {R"(NFG 2 R "t" { "1" } { 1 } 0)", "line 1: found '2', expected version 1 of the format"},
    {R"(NFG 1 Q "t" { "1" } { 1 } 0)", "line 1: found 'Q', expected 'R' or 'D'"},
    {R"(NFG 1 R "t" { } { })", "line 1: found no player, expected at least one player"},
    {R"(NFG 1 R { "1" } { 1 } 0)", "line 1: found '{', expected the title in quotes"},
    {"|", "line 2: found the end of the file, expected { the strategies of the players, as labels or counts }"},
    {"|1 2 3", "line 2: found '1', expected { the strategies of the players, as labels or counts }"},
    {R"(|{ 2 }
1 2)",
     "line 2: found strategies of 1 player, expected those of 2 players"},
    {R"(|{ 2 2 2 }
1 2)",
     "line 2: found strategies of 3 players, expected those of 2 players"},
    {"|{ 2 0 }", "line 2: found 0 strategies, expected at least one"},
    {"|{ 2 -1 }", "line 2: found -1 strategies, expected at least one"},
    {"|{ 2 x }", "line 2: found 'x', expected a number of strategies, { labels } or '}'"},
    {R"(|{ 2 { "a" } })", "line 2: found '{', expected a number of strategies, { labels } or '}'"},
    {R"(|{ { "a" } 2 })", "line 2: found '2', expected { the strategies of a player }"},
    {R"(|{ { "a" } { } })", "line 2: found a player without strategies, expected at least one strategy"},
    {R"(|{ { "a" } { "b" })", "line 2: found the end of the file, expected { the strategies of a player }"},
    {"|{ 1 1 }", "line 2: found the end of the file, expected 2 payoffs from line 2 on and not 0"},
    {R"(|{ 1 1 }
1)",
     "line 3: found the end of the file, expected 2 payoffs from line 3 on and not 1"},
    {R"(|{ 1 1 }
1 2 3)",
     "line 3: found '3', expected the end of the file after the 1 contingency of the table"},
    {R"(|{ 2 2 }
1 2 3 4 5 6 7)",
     "line 3: found the end of the file, expected 8 payoffs from line 3 on and not 7"},
    {R"(|{ 1 1 }
1 x)",
     "line 3: found 'x', expected a payoff (such as 2, -0.25, 1e-3 or 1/3)"},
    {R"(|{ 1 1 }
1 1/0)",
     "line 3: found '1/0', expected a payoff (such as 2, -0.25, 1e-3 or 1/3)"},
    {R"(|{ 1 1 } "c" "d"
1 2)",
     R"(line 2: found the text "d", expected a payoff (such as 2, -0.25, 1e-3 or 1/3))"},
    {R"(|{ 1 1 }
{ { "o" 1 } }
1)",
     "line 3: found 1 payoff, expected 2, one for each player"},
    {R"(|{ 1 1 }
{ { "o" 1 2 3 } }
1)",
     "line 3: found 3 payoffs, expected 2, one for each player"},
    {R"(|{ 1 1 }
{ { "o" 1 2 } }
2)",
     "line 4: found outcome 2, expected an outcome's number from 0 (none) to 1"},
    {R"(|{ 1 1 }
{ { "o" 1 2 } }
-1)",
     "line 4: found outcome -1, expected an outcome's number from 0 (none) to 1"},
    {R"(|{ 1 1 }
{ { "o" 1 2 } }
0.5)",
     "line 4: found '0.5', expected the number of an outcome"},
    {R"(|{ 1 1 }
{ { "o" 1 2 } })",
     "line 3: found the end of the file, expected 1 outcome number from line 3 on and not 0"},
    {R"(|{ 1 1 }
{ { "o" 1 2 } }
1 1)",
     "line 4: found '1', expected the end of the file after the 1 contingency of the table"},
    {R"(|{ 1 1 }
{ { "o" 1 2 }
1)",
     "line 4: found '1', expected { an outcome's label and payoffs } or '}'"},
    {R"(|{ 1 1 }
{ "o" 1 2 }
1)",
     R"(line 3: found the text "o", expected { an outcome's label and payoffs } or '}')"},
    {R"(|{ 4000000000 4000000000 }
1)",
     "line 2: found more contingencies than the rest of the file has room for, expected a payoff or an outcome for "
     "each of them"},
};

TEST(BrokenNfg, TellsLineAndRule) {
  EXPECT_GE(std::size(broken_files), 30U);
  for (const Broken& broken : broken_files) {
    std::string text(broken.text);
    if (text.starts_with('|')) text = std::string(first_line) + text.substr(1);
    const auto file = read_nfg(text);
    ASSERT_FALSE(file) << text;
    EXPECT_EQ(file.error().code, ErrorCode::bad_input);
    EXPECT_EQ(file.error().message, broken.message) << text;
  }
}

}  // namespace
}  // namespace parley::game
