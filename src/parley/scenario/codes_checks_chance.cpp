// SPDX-License-Identifier: Apache-2.0
// The stories of P03: probabilities, distributions, evidence, correlation.
#include "parley/scenario/code_families.h"
#include "parley/scenario/story_text.h"

namespace parley::scenario {
namespace {

constexpr ShortStory entries[] = {
    {"P0301", "arguments that make no distribution",
     "A range goes upwards, a standard deviation is above 0, the chances of a table add up to 1. The message says "
     "which "
     "rule of the distribution is broken.",
     "param cost : pos = 4 to 1\nlet net = 5 - cost", "param cost : pos = 1 to 4\nlet net = 5 - cost"},
    {"P0302", "a distribution that leaves its support",
     "`pos` promises a number above 0 and `prob` one between 0 and 1, in every draw. A form that can break the promise "
     "is "
     "refused: nothing is cut off silently. An end of probability zero is no leaving.",
     "param cost : pos = normal(5, 2)\nlet net = 5 - cost",
     "param cost : pos = lognormal(1.6, 0.4)\nlet net = 5 - cost"},
    {"P0303", "a probability outside 0 to 1",
     "A chance lies between 0 and 1, in every draw and after every history. Percentages are written with their sign: "
     "35%.",
     "play {\n  chance weather { fair: 35, foul: rest }\n  leader picks { stay, leave }\n}",
     "play {\n  chance weather { fair: 35%, foul: rest }\n  leader picks { stay, leave }\n}"},
    {"P0304", "chances that do not add up to 1",
     "The branches of one chance move, or the labels of one type, add up to 1 in every draw, not only at the median. "
     "The "
     "entry `rest` takes what the others leave. What cannot be judged from the text is left to the draws: one that "
     "breaks "
     "the rule is an error of that draw.",
     "param p : prob = 0.15 to 0.5\nplay {\n  chance weather { fair: p, foul: 0.85 }\n  leader picks { stay, leave "
     "}\n}",
     "param p : prob = 0.15 to 0.5\nplay {\n  chance weather { fair: p, foul: rest }\n  leader picks { stay, leave "
     "}\n}"},
    {"P0305", "two entries that both take the rest",
     "`rest` is what the other entries leave, so there can be only one.",
     "play {\n  chance weather { fair: 0.3, dull: rest, foul: rest }\n  leader picks { stay, leave }\n}",
     "play {\n  chance weather { fair: 0.3, dull: 0.2, foul: rest }\n  leader picks { stay, leave }\n}"},
    {"P0306", "a distribution that does not exist, or takes other arguments",
     "The distributions are normal(m, s), lognormal(m, s), logitnormal(m, s), uniform(a, b), triangular(a, mode, b), "
     "pert(a, mode, b), beta(a, b), gamma(shape, scale), a range `a to b`, a table `in { v: p }` and `samples`.",
     "param cost : pos = triangular(1, 4)\nlet net = 5 - cost",
     "param cost : pos = triangular(1, 2, 4)\nlet net = 5 - cost"},
    {"P0307", "samples that cannot be used",
     "A scenario reads only files below its own folder, by a relative path without `..`. The file is a table of "
     "numbers, "
     "separated by commas, with or without a header row; a table of several columns needs `column NAME`.",
     "param cost = samples \"../costs.csv\"\nlet net = 5 - cost", "param cost = 1 to 4\nlet net = 5 - cost"},
    {"P0308", "a private parameter with nothing to hide",
     "`private to X` makes a type out of a distribution: X is one of `parts` equally likely parts of it. A constant "
     "has "
     "no parts, and the number of parts is a whole number from 1 to 1000.",
     "param cost = 3 private to leader\npayoff leader { left: 0, stayed: cost }",
     "param cost = 1 to 3 private to leader\npayoff leader { left: 0, stayed: cost }"},
    {"P0309", "a correlation that cannot be",
     "`correlate` joins two different drawn parameters by a rank correlation between -1 and 1. A constant varies with "
     "nothing, and a private parameter is a type, drawn in the game and not by the analyst.",
     "param a = 1 to 2\nparam b = 3\nlet both = a + b\ncorrelate a, b by 0.5",
     "param a = 1 to 2\nparam b = 3 to 4\nlet both = a + b\ncorrelate a, b by 0.5"},
    {"P0310", "correlations that cannot hold together",
     "If a goes with b and b with c, a and c cannot be strangers. Pairs that are not named have correlation 0. The "
     "message gives the largest factor by which all could be multiplied.",
     "param a = 1 to 2\nparam b = 1 to 2\nparam c = 1 to 2\nlet total = a + b + c\ncorrelate a, b by 0.9\ncorrelate b, "
     "c by 0.9",
     "param a = 1 to 2\nparam b = 1 to 2\nparam c = 1 to 2\nlet total = a + b + c\ncorrelate a, b by 0.9\n"
     "correlate b, c by 0.9\ncorrelate a, c by 0.8"},
    {"P0311", "odds that say nothing",
     "A likelihood is not below 0, and 0 only as a point and not for every label. Nor is it 0 wherever the parameter "
     "can "
     "lie, or for every type that the prior at the centre allows: draws could not be weighed. A range of odds is a "
     "lognormal 90 % interval: it goes upwards and begins above 0.",
     "player leader type { firm: 0.4, soft: rest }\nevidence talk \"Tough words\" { leader.type firm : soft = 3 to 2 : "
     "1 }",
     "player leader type { firm: 0.4, soft: rest }\nevidence talk \"Tough words\" { leader.type firm : soft = 2 to 3 : "
     "1 }"},
    {"P0312", "likelihoods that leave out labels",
     "Evidence on a type gives the likelihood of every label once. The short form with one pair of odds is for types "
     "of "
     "two labels.",
     "player leader type { firm: 0.4, soft: 0.3, torn: rest }\nevidence talk \"Words\" { leader.type { firm: 1, soft: "
     "2 } }",
     "player leader type { firm: 0.4, soft: 0.3, torn: rest }\n"
     "evidence talk \"Words\" { leader.type { firm: 1, soft: 2, torn: 1 } }"},
    {"P0313", "two thresholds in one piece of evidence",
     "Evidence on a parameter weighs the values above a threshold against those below it: the same number stands "
     "twice.",
     "param cost : pos = 1 to 4\nlet net = 5 - cost\nevidence bill \"A bill\" { cost above 2 : below 3 = 2 : 1 }",
     "param cost : pos = 1 to 4\nlet net = 5 - cost\nevidence bill \"A bill\" { cost above 2 : below 2 = 2 : 1 }"},
    {"P0314", "evidence on a constant",
     "Evidence moves what is not known. A constant stays what it is; record such evidence as `noted`.",
     "param cost = 3\nlet net = 5 - cost\nevidence bill \"A bill\" { cost above 2 : below 2 = 2 : 1 }",
     "param cost = 3\nlet net = 5 - cost\nevidence bill \"A bill\" { noted }"},
};

}  // namespace

std::span<const CodeStory> chance_stories() {
  static const StoryFamily family(entries);
  return family.stories();
}

}  // namespace parley::scenario
