// SPDX-License-Identifier: Apache-2.0
// The stories of P02: names, kinds and what may stand where.
#include "parley/scenario/code_families.h"
#include "parley/scenario/story_text.h"

namespace parley::scenario {
namespace {

constexpr ShortStory entries[] = {
    {"P0201", "a name that nothing has",
     "Every name must be declared somewhere in the file: by a statement, a pick, a chance move or a round. Mostly the "
     "name is misspelt; sometimes a label stands where the thing that it belongs to should be tested.",
     "param cost = 1\npayoff leader { left: 0, stayed: 1 - csot }",
     "param cost = 1\npayoff leader { left: 0, stayed: 1 - cost }"},
    {"P0202", "a name that is already taken",
     "All names of a file live in one space, so that a name means the same thing wherever it stands. Only the labels "
     "of "
     "choices, types and chance moves are apart: they belong to what they label.",
     "param cost = 1\nlet cost = 2", "param cost = 1\nlet double_cost = 2 * cost"},
    {"P0203", "a name of another sort",
     "The name exists, but it names something else than this place needs: a source where a player should stand, for "
     "example.",
     "source BRIEF \"A briefing\"\nparam cost : pos = 1 to 4 from leader\nlet weight = cost",
     "source BRIEF \"A briefing\"\nparam cost : pos = 1 to 4 from BRIEF\nlet weight = cost"},
    {"P0204", "a condition where a number is needed",
     "Numbers and conditions are different kinds. A condition is not 0 or 1 by itself: say what it is worth.",
     "payoff leader { left: 0, stayed: 8 * (leader is stay) }",
     "payoff leader { left: 0, stayed: (8 if leader is stay) }"},
    {"P0205", "a number where a condition is needed",
     "After `when`, `if`, `not` and around `and` and `or` stands something that holds or does not. Compare a number "
     "with "
     "another, and test a pick by its label.",
     "param cost = 1\noutcome left when cost\noutcome stayed otherwise",
     "param cost = 1\noutcome left when cost > 2\noutcome stayed otherwise"},
    {"P0206", "a label that its owner does not have",
     "A pick, a chance move or a type is tested with one of its own labels. Labels are listed where it is declared, or "
     "in "
     "its menu.",
     "outcome left when leader is leaves\noutcome stayed otherwise",
     "outcome left when leader is leave\noutcome stayed otherwise"},
    {"P0207", "a label without a value in arithmetic",
     "A pick, a chance move or a type stands for a number only where every one of its labels has a value: from a menu, "
     "from `worth`, or because the label is a number.",
     "payoff leader { left: 0, stayed: 10 * leader }",
     "play {\n  leader picks { stay: 1, leave: 0 }\n}\npayoff leader { left: 0, stayed: 10 * leader }"},
    {"P0208", "a player without a type",
     "Only what a player was declared with can be tested or counted. A type says what the others do not know about the "
     "player.",
     "payoff leader { left: 0, stayed: 1 if type is firm }",
     "player leader type { firm: 0.4, soft: rest }\npayoff leader { left: 0, stayed: 1 if type is firm }"},
    {"P0209", "`type` without a player",
     "Inside `payoff X` the word `type` alone is the type of X. Everywhere else nobody's own type is meant, and the "
     "player must be named.",
     "player leader type { firm: 0.4, soft: rest }\nlet pride = 1 if type is firm",
     "player leader type { firm: 0.4, soft: rest }\nlet pride = 1 if leader.type is firm"},
    {"P0210", "a label that stands twice",
     "The labels of one pick, chance move, menu or type must differ, or a test could not tell them apart. Numbers are "
     "compared by value: 0.5 and 1/2 are one label.",
     "play {\n  leader picks { stay, leave, stay }\n}", "play {\n  leader picks { stay, leave, wait }\n}"},
    {"P0211", "a function that does not exist, or takes other arguments",
     "The functions are `min`, `max`, `abs`, `exp`, `log`, `sqrt`, `clamp(x, low, high)`, `mod(a, b)` and "
     "`count(condition)`.",
     "let worth_of_it = clamp(2, 1)", "let worth_of_it = clamp(2, 0, 1)"},
    {"P0212", "`is` on something that has no labels",
     "`is` and `in` test the label of a pick, a chance move or a type. Numbers are compared with `=`, `<` and `>`, and "
     "each pick goes by its own name.",
     "param cost = 1\noutcome left when cost is 2\noutcome stayed otherwise",
     "param cost = 1\noutcome left when cost = 2\noutcome stayed otherwise"},
    {"P0213", "a number that does not exist",
     "Division by zero, the logarithm of a number that is not above 0 and the square root of a negative one have no "
     "finite value, and numbers of thousands of digits are kept by no computer that has other things to do.",
     "let share = 1 / (2 - 2)", "let share = 1 / (2 + 2)"},
    {"P0214", "an expression that nests too deeply",
     "With every `let` put in its place, an expression may nest 1,000 operations deep. A chain of `let`s, each made "
     "from "
     "the one before, is best cut short.",
     "", "let share = 1 + 2 + 3"},
    {"P0215", "something that may not be used here",
     "Each place has its limits. The arguments of a distribution are constants, since parameters are drawn each by "
     "itself; a prior is settled before any move; an outcome's name is a condition only in a question.",
     "param cost : pos = 1 to 4\nparam gain : pos = cost to 9\nlet net = gain - cost",
     "param cost : pos = 1 to 4\nparam extra : pos = 1 to 5\nlet net = extra + cost - cost"},
    {"P0216", "a `count` without its rounds",
     "`count(condition)` is the number of finished rounds in which the condition held. It needs exactly one `repeat` "
     "in "
     "the play, and no other `count` around it.",
     "let waits = count(leader is stay)",
     "play {\n  repeat 3 times {\n    leader picks { stay, leave }\n  }\n}\nlet waits = count(leader is stay)"},
    {"P0217", "a circle of definitions",
     "A `let` is a name for an expression, put in where it is used. One that uses itself, directly or by way of "
     "others, "
     "would never end.",
     "let a = b + 1\nlet b = a - 1", "let a = 2\nlet b = a - 1"},
    {"P0218", "more variants than a file may have",
     "Every variant is checked as a whole file of its own. There may be 256 of them, and fewer in a file of many "
     "hundred "
     "thousand bytes.",
     "", "variant tempted \"Leaving pays\" {\n  payoff leader { left: 2, stayed: 1 }\n}"},
};

/// A chain long enough to be refused.
std::string long_chain() {
  std::string lines = "let x0 = 1\n";
  for (int i = 1; i <= 1'100; ++i) {
    lines += "let x" + std::to_string(i) + " = x" + std::to_string(i - 1) + " + 1\n";
  }
  return lines;
}

std::string many_variants() {
  std::string lines;
  for (int i = 0; i <= 256; ++i) lines += "variant v" + std::to_string(i) + " \"One more\" { }\n";
  return lines;
}

std::vector<ShortStory> with_long_texts() {
  static const std::string chain = long_chain();
  static const std::string variants = many_variants();
  std::vector<ShortStory> all(std::begin(entries), std::end(entries));
  for (ShortStory& story : all) {
    if (story.code == "P0214") story.failing = chain;
    if (story.code == "P0218") story.failing = variants;
  }
  return all;
}

}  // namespace

std::span<const CodeStory> name_stories() {
  static const StoryFamily family(with_long_texts());
  return family.stories();
}

}  // namespace parley::scenario
