// SPDX-License-Identifier: Apache-2.0
// Rounds of pushing with a risk that nobody controls: shows `repeat`.
#include "parley/scenario/templates/texts.h"

namespace parley::scenario::templates_text {

const std::string_view brinkmanship = R"parley(parley 1
# A crisis in rounds: each push runs a risk of disaster that nobody controls, and only the defender knows how much it
# would lose. After Robert Powell (1988), "Nuclear Brinkmanship with Two-Sided Incomplete Information", American
# Political Science Review 82(1), 155-178. Invented numbers.

scenario "A threat that leaves something to chance" { payoffs -5 to 1 }

player challenger "State that opens the crisis"
player defender   "State that is challenged"  type { resolute: p_resolute, irresolute: rest }

param risk       : prob = uniform(0.18, 0.30)  "chance of disaster from one push"
param p_resolute : prob = uniform(0.10, 0.40)  "the defender is resolute"

play {
  repeat 2 times {
    challenger picks move in { submit, push }
    stop when move is submit
    chance first_risk { blow_up: risk, calm: rest }
    stop when first_risk is blow_up
    defender   picks answer in { submit, push }
    stop when answer is submit
    chance second_risk { blow_up: risk, calm: rest }
    stop when second_risk is blow_up
  }
}

outcome disaster            "Disaster"                when first_risk is blow_up or second_risk is blow_up
outcome defender_prevails   "The challenger submits"  when move is submit
outcome challenger_prevails "The defender submits"    when answer is submit
outcome stand_off           "Nobody submits"          otherwise

payoff challenger { disaster: -1, challenger_prevails: 1, otherwise: 0 }
payoff defender   { disaster: -2 if type is resolute else -5, challenger_prevails: 0, otherwise: 1 }

ask predict outcomes
ask frontier disaster on risk x p_resolute where P >= 25%
expect P(disaster) > 0.25
expect P(disaster) < 0.32
expect P(disaster) rises with risk
expect P(disaster) < 0.001 holding p_resolute = 0.7  # against a defender most likely resolute no crisis is opened
)parley";

}  // namespace parley::scenario::templates_text
