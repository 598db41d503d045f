// SPDX-License-Identifier: Apache-2.0
// The stories of P04 and P05: the play, what its players know, outcomes and payoffs.
#include "parley/scenario/code_families.h"
#include "parley/scenario/story_text.h"

namespace parley::scenario {
namespace {

constexpr ShortStory play_entries[] = {
    {"P0401", "no play", "A scenario is about what can happen: the `play` lists the steps in their order.",
     "parley 1\n\nplayer leader\n\noutcome stayed otherwise\n\npayoff leader { stayed: 1 }\n",
     "outcome stayed otherwise\n\npayoff leader { stayed: 1 }\n"},
    {"P0402", "a name used before it is settled",
     "A `when` or a chance may use only what the play has settled by then. Inside a `repeat` a name means the last "
     "round's "
     "value until this round settles it.",
     "play {\n  chance weather { fair: 0.5 if leader is stay else 0.2, foul: rest }\n  leader picks { stay, leave }\n}",
     "play {\n  leader picks { stay, leave }\n  chance weather { fair: 0.5 if leader is stay else 0.2, foul: rest "
     "}\n}"},
    {"P0403", "a choice that tells its player too much",
     "Which choices are open is seen by the player who makes the move. Their conditions may therefore use only what it "
     "has "
     "seen exactly: its own type, parameters, the round, and moves that are shown to it without error.",
     "play {\n  chance weather { fair: 0.5, foul: rest } seen by nobody\n  leader picks { stay, leave when weather is "
     "fair }\n}",
     "play {\n  chance weather { fair: 0.5, foul: rest }\n  leader picks { stay, leave when weather is fair }\n}"},
    {"P0404", "a second pick without a name",
     "A pick without a name is called by its player's name. The next one of the same player needs a name of its own.",
     "play {\n  leader picks { stay, leave }\n  leader picks { return, rest_abroad } when leader is leave\n}",
     "play {\n  leader picks { stay, leave }\n  leader picks later in { return, rest_abroad } when leader is leave\n}"},
    {"P0405", "a menu picked from twice under its own name",
     "A pick from a menu without a name has the menu's name. The second such pick needs a name of its own.",
     "menu offer { low: 0, high: 1 }\nplay {\n  leader picks offer\n  leader picks offer\n}\noutcome done otherwise\n"
     "payoff leader { done: offer }",
     "menu offer { low: 0, high: 1 }\nplay {\n  leader picks offer\n  leader picks last in offer\n}\n"
     "outcome done otherwise\npayoff leader { done: offer + last }"},
    {"P0406", "a scale that has no values, or too many",
     "`low to high step s` goes upwards by a step above 0, and ends at the last value not above its end. A pick may "
     "have "
     "10,000 values at most.",
     "play {\n  leader picks share in 1 to 0 step 0.1\n}\noutcome done otherwise\npayoff leader { done: share }",
     "play {\n  leader picks share in 0 to 1 step 0.1\n}\noutcome done otherwise\npayoff leader { done: share }"},
    {"P0407", "a simultaneous block that is not simultaneous",
     "Nobody sees a move of the block before the block ends, so no `when` and no chance inside may use a name of the "
     "same "
     "block, and the block holds picks and chance moves only.",
     "play {\n  simultaneous {\n    leader picks { stay, leave }\n    leader picks coat in { yes, no } when leader is "
     "leave\n"
     "  }\n}",
     "play {\n  leader picks { stay, leave }\n  leader picks coat in { yes, no } when leader is leave\n}"},
    {"P0408", "a repetition that cannot be",
     "A `repeat` has at least one round, and repeats do not nest: a name could not say which of the rounds it means.",
     "play {\n  repeat 2 times {\n    repeat 3 times {\n      leader picks { stay, leave }\n    }\n  }\n}",
     "play {\n  repeat 6 times {\n    leader picks { stay, leave }\n  }\n}"},
    {"P0409", "a `seen by` that makes no sense",
     "`seen by` lists each player once, and an error needs another label for which the true one could be mistaken.",
     "player rival\npayoff rival { always: 0 }\nplay {\n  leader picks { stay, leave } seen by rival, rival\n}",
     "player rival\npayoff rival { always: 0 }\nplay {\n  leader picks { stay, leave } seen by rival with error "
     "0.1\n}"},
    {"P0410", "a value of a step that was skipped",
     "A skipped pick or chance move has no value, and a number cannot be made of it. The message shows a play in which "
     "it "
     "is needed all the same: ask first whether the step was made.",
     "parley 1\nplayer leader\nplayer rival\nplay {\n  leader picks { stay, leave }\n  rival picks price in { 1, 2 } "
     "when leader is stay\n}\n"
     "outcome done otherwise\npayoff leader { done: price }\npayoff rival { done: 0 }\n",
     "parley 1\nplayer leader\nplayer rival\nplay {\n  leader picks { stay, leave }\n  rival picks price in { 1, 2 } "
     "when leader is stay\n}\n"
     "outcome done otherwise\npayoff leader { done: price if leader is stay else 0 }\npayoff rival { done: 0 }\n"},
    {"P0411", "no choice left",
     "A player who is to move must have a choice. The message shows a play in which the `when` of every choice fails.",
     "parley 1\nplayer leader\nplayer rival\nplay {\n  leader picks { stay, leave }\n"
     "  rival picks { call when leader is stay, write when leader is stay }\n}\n"
     "outcome done otherwise\npayoff leader { done: 0 }\npayoff rival { done: 0 }\n",
     "parley 1\nplayer leader\nplayer rival\nplay {\n  leader picks { stay, leave }\n"
     "  rival picks { call, write } when leader is stay\n}\n"
     "outcome done otherwise\npayoff leader { done: 0 }\npayoff rival { done: 0 }\n"},
};

constexpr ShortStory outcome_entries[] = {
    {"P0501", "no outcome", "Every play ends in an outcome; a scenario names at least one.",
     "parley 1\n\nplayer leader\n\nplay {\n  leader picks { stay, leave }\n}\n\npayoff leader { always: 1 }\n",
     "outcome done otherwise\n\npayoff leader { always: 1 }\n"},
    {"P0502", "an outcome after `otherwise`",
     "Outcomes are tried in order and the first that holds is taken. `otherwise` always holds, so it stands once and "
     "last.",
     "outcome stayed otherwise\noutcome left when leader is leave",
     "outcome left when leader is leave\noutcome stayed otherwise"},
    {"P0503", "a player without a payoff",
     "A player that wants nothing would choose anything. Say what each player gets in each outcome.", "player rival",
     "player rival\npayoff rival { always: 0 }"},
    {"P0504", "a payoff that leaves out outcomes",
     "A payoff gives a number for every outcome, by name or by `otherwise`. Where `always` stands, an outcome that is "
     "left "
     "out counts 0 beside it.",
     "payoff leader { stayed: 1 }", "payoff leader { stayed: 1, otherwise: 0 }"},
    {"P0505", "an outcome that a payoff gives twice",
     "Each outcome, `otherwise` and `always` stand at most once in a payoff.",
     "payoff leader { left: 0, stayed: 1, left: 2 }", "payoff leader { left: 2, stayed: 1 }"},
    {"P0506", "a scale of payoffs that goes downwards",
     "The declared scale names the lowest total payoff and then the highest.",
     "scenario \"A choice\" { payoffs 10 to 0 }", "scenario \"A choice\" { payoffs 0 to 10 }"},
    {"P0507", "no player", "A scenario is about players: name at least one.",
     "parley 1\n\nplay {\n  chance coin { heads: 0.5, tails: rest }\n}\n\noutcome done otherwise\n",
     "play {\n  chance coin { heads: 0.5, tails: rest }\n}\noutcome done otherwise\npayoff leader { done: 0 }"},
    {"P0508", "a play that ends in no outcome",
     "Outcomes are tried in order and one must hold at the end of every play. The message shows a play that ends in "
     "none.",
     "parley 1\nplayer leader\nplay {\n  leader picks { stay, leave }\n}\noutcome stayed when leader is stay\n"
     "payoff leader { stayed: 1 }\n",
     "parley 1\nplayer leader\nplay {\n  leader picks { stay, leave }\n}\noutcome stayed when leader is stay\n"
     "outcome left otherwise\npayoff leader { stayed: 1, left: 0 }\n"},
};

}  // namespace

std::span<const CodeStory> play_stories() {
  static const StoryFamily family(play_entries);
  return family.stories();
}

std::span<const CodeStory> outcome_stories() {
  static const StoryFamily family(outcome_entries);
  return family.stories();
}

}  // namespace parley::scenario
