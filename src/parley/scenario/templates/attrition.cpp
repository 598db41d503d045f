// SPDX-License-Identifier: Apache-2.0
// A siege in rounds: shows `repeat` and `count`.
#include "parley/scenario/templates/texts.h"

namespace parley::scenario::templates_text {

const std::string_view attrition = R"parley(parley 1
# A siege in rounds: each round costs both sides, and who holds out to the end leaves the rest to a battle. After John
# Maynard Smith (1974), "The Theory of Games and the Evolution of Animal Conflicts", Journal of Theoretical Biology
# 47(1), 209-221. Invented numbers; the city is worth 1 to either side.

scenario "A siege" { payoffs -2 to 1 }

player challenger "State that lays siege"
player defender   "State under siege"

param p_win           : prob = uniform(0.3, 0.7)  "the challenger wins the battle"
param cost_challenger : pos  = 0.05 to 0.4        "what a round costs the challenger"
param cost_defender   : pos  = 0.05 to 0.4        "what a round costs the defender"

play {
  repeat 3 times {
    challenger picks move in { hold, leave }
    stop when move is leave
    defender   picks answer in { hold, surrender }
    stop when answer is surrender
  }
  chance battle { won: p_win, lost: rest }  # reached where nobody gave up
}

let rounds = count(answer is hold)  # those that both sides sat out

outcome lifted    "The siege is lifted"             when move is leave
outcome surrender "The defender surrenders"         when answer is surrender
outcome victory   "The challenger wins the battle"  when battle is won
outcome repulse   "The defender wins the battle"    otherwise

payoff challenger { surrender: 1, victory: 1, otherwise: 0, always: -cost_challenger * rounds }
payoff defender   { lifted: 1, repulse: 1, otherwise: 0, always: -cost_defender * rounds }

ask predict outcomes
ask frontier surrender on cost_challenger x cost_defender where P >= 1/2
expect P(surrender) rises with cost_defender
expect P(lifted) rises with cost_challenger
expect P(victory or repulse) < 0.001 holding cost_challenger = 0.4  # three rounds cost more than the city is worth
)parley";

}  // namespace parley::scenario::templates_text
