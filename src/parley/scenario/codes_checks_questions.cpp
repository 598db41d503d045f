// SPDX-License-Identifier: Apache-2.0
// The stories of P06, questions, and W, warnings.
#include "parley/scenario/code_families.h"
#include "parley/scenario/story_text.h"

namespace parley::scenario {
namespace {

constexpr ShortStory question_entries[] = {
    {"P0601", "something that is no lever",
     "A lever is a pick, a chance move or a parameter: something that can be announced and held. A type cannot: ask "
     "what "
     "follows from it by `given`. Nor can a private parameter, which is a type.",
     "param cost = 1 to 4 private to leader\npayoff leader { left: 0, stayed: cost }\nexpect P(left) < 0.5 holding "
     "cost = 2",
     "param cost = 1 to 4 private to leader\npayoff leader { left: 0, stayed: cost }\nexpect P(left given cost > 2) < "
     "0.5"},
    {"P0602", "a lever held where it cannot be",
     "A pick is held at one of its choices. Between them it can be held only where all choices have values and nothing "
     "tests its labels with `is`; a parameter keeps to its support.",
     "expect P(left) > 0.5 holding leader is leaving", "expect P(left) > 0.5 holding leader is leave"},
    {"P0603", "an axis without numbers",
     "An axis is a parameter, or a pick or chance move whose labels all have values.",
     "param cost = 1 to 4\npayoff leader { left: 0, stayed: cost }\nask frontier left on cost x leader",
     "param cost = 1 to 4\nparam gain = 1 to 4\npayoff leader { left: gain, stayed: cost }\nask frontier left on cost "
     "x gain"},
    {"P0604", "a lever in two places at once", "Each axis and each held lever stands once in a question.",
     "param cost = 1 to 4\npayoff leader { left: 0, stayed: cost }\nexpect P(left) < 0.5 holding cost = 1, cost = 2",
     "param cost = 1 to 4\npayoff leader { left: 0, stayed: cost }\nexpect P(left) < 0.5 holding cost = 1"},
    {"P0605", "a chance outside 0 to 1",
     "A level or a bound for a chance lies between 0 and 1; percentages are written with their sign.",
     "expect P(left) < 50", "expect P(left) < 50%"},
    {"P0606", "an order that no choice meets",
     "`holding offer > 0.5` runs the test at every choice that meets the order. There must be one, its values must be "
     "fixed, and only tests of the file may use an order; a parameter has no choices.",
     "play {\n  leader picks { stay: 1, leave: 0 }\n}\nexpect P(left) < 0.5 holding leader > 1",
     "play {\n  leader picks { stay: 1, leave: 0 }\n}\nexpect P(left) < 0.5 holding leader > 0"},
    {"P0607", "a lever that is not the player's",
     "What knowing a parameter first is worth is asked for the adviser of one player, who fixes that player's picks. "
     "Without `by` these are its picks that have no `when`.",
     "player rival\nplay {\n  rival picks { call, wait }\n  leader picks { stay, leave }\n}\npayoff rival { always: 0 "
     "}\n"
     "ask information for leader by rival",
     "player rival\nplay {\n  rival picks { call, wait }\n  leader picks { stay, leave }\n}\npayoff rival { always: 0 "
     "}\n"
     "ask information for leader by leader"},
    {"P0608", "a comparison of variants without variants",
     "`ask variants` compares the file with its variants, and needs at least one.", "ask variants of P(left)",
     "ask variants of P(left)\nvariant tempted \"Leaving pays\" {\n  payoff leader { left: 2, stayed: 1 }\n}"},
};

constexpr ShortStory warning_entries[] = {
    {"W0201", "a name that nothing uses",
     "A parameter, `let` or menu that enters nothing changes nothing. Often another name was meant somewhere.",
     "param cost = 1", "param cost = 1\npayoff leader { left: 0, stayed: 1 - cost }"},
    {"W0301", "one source behind both a prior and evidence",
     "A prior made from a source already holds what the source says. Counted again as evidence, it weighs twice.",
     "source BRIEF \"A briefing\"\nparam p : prob = 0.2 to 0.6 from BRIEF\nplayer leader type { firm: p, soft: rest }\n"
     "evidence talk \"Tough words\" from BRIEF { leader.type firm : soft = 2 : 1 }",
     "source BRIEF \"A briefing\"\nparam p : prob = 0.2 to 0.6\nplayer leader type { firm: p, soft: rest }\n"
     "evidence talk \"Tough words\" from BRIEF { leader.type firm : soft = 2 : 1 }"},
    {"W0302", "evidence that changes nothing",
     "A threshold outside the range of the parameter has all values on one side, so that the odds weigh nothing.",
     "param cost : pos = uniform(1, 4)\npayoff leader { left: 0, stayed: 2 - cost }\n"
     "evidence bill \"A bill\" { cost above 5 : below 5 = 2 : 1 }",
     "param cost : pos = uniform(1, 4)\npayoff leader { left: 0, stayed: 2 - cost }\n"
     "evidence bill \"A bill\" { cost above 2 : below 2 = 2 : 1 }"},
    {"W0303", "chances that break the rules in some draws",
     "In a draw in which chances leave 0 to 1, or add up to more than 1, there is no game: the draw fails and is "
     "counted. "
     "A study in which too many fail is refused.",
     "param p : prob = 0.2 to 0.7\nparam q : prob = 0.2 to 0.7\n"
     "play {\n  chance weather { fair: p, dull: q, foul: rest }\n  leader picks { stay, leave }\n}",
     "param p : prob = 0.2 to 0.7\nparam q : prob = 0.2 to 0.7\n"
     "play {\n  chance weather { fair: p, dull: (1 - p) * q, foul: rest }\n  leader picks { stay, leave }\n}"},
    {"W0401", "a step that is never reached",
     "No play that can come to the step meets its `when`, whatever the parameters are.",
     "play {\n  leader picks { stay, leave }\n  stop when leader is stay\n  leader picks later in { call, write } when "
     "leader is stay\n}",
     "play {\n  leader picks { stay, leave }\n  stop when leader is stay\n  leader picks later in { call, write }\n}"},
    {"W0402", "a choice that is never open", "The `when` of the choice fails in every play that comes to the step.",
     "play {\n  leader picks { stay, leave }\n  leader picks later in { call, write when leader is stay } when leader "
     "is leave\n}",
     "play {\n  leader picks { stay, leave }\n  leader picks later in { call, write when leader is stay }\n}"},
    {"W0403", "a choice that is never best",
     "In every one of the draws that were solved, 64 or fewer, the player does something else, wherever the choice is "
     "open, on the path of play or off it. `parley check` says so where backward induction settles the game.",
     "outcome left when leader is leave\noutcome stayed otherwise\npayoff leader { left: 0, stayed: 1 }",
     "param calm : prob = 0.2 to 0.8\noutcome left when leader is leave\noutcome stayed otherwise\n"
     "payoff leader { left: 0.5, stayed: calm }"},
    {"W0501", "a payoff that uses what its player cannot see",
     "A payoff may use another player's type, and often should. But the player must then average over it in every "
     "choice, "
     "by what it believes.",
     "player rival type { firm: 0.4, soft: rest }\npayoff rival { always: 0 }\n"
     "payoff leader { left: 0, stayed: 1 if rival.type is soft else -1 }",
     "player rival type { firm: 0.4, soft: rest } seen by leader\npayoff rival { always: 0 }\n"
     "payoff leader { left: 0, stayed: 1 if rival.type is soft else -1 }"},
    {"W0502", "an outcome in which no play ends",
     "Outcomes are tried in order. One that can never hold, or whose plays are all taken by outcomes before it, says "
     "nothing.",
     "outcome left when leader is leave\noutcome gone when leader is leave\noutcome stayed otherwise\n"
     "payoff leader { left: 0, gone: 0, stayed: 1 }",
     "outcome left when leader is leave\noutcome stayed otherwise\npayoff leader { left: 0, stayed: 1 }"},
    {"W0503", "a doubt that may be one player's secret",
     "A plain parameter is what the analyst does not know; in each draw all players know it. Written so, a doubt that "
     "the "
     "players have about each other disappears from the game, and often the war with it. `private to X` keeps it in "
     "the "
     "game.",
     "param cost = 1 to 4\npayoff leader { left: 2, stayed: cost }",
     "param cost = 1 to 4 private to leader\npayoff leader { left: 2, stayed: cost }"},
};

}  // namespace

std::span<const CodeStory> question_stories() {
  static const StoryFamily family(question_entries);
  return family.stories();
}

std::span<const CodeStory> warning_stories() {
  static const StoryFamily family(warning_entries);
  return family.stories();
}

}  // namespace parley::scenario
