// SPDX-License-Identifier: Apache-2.0
// A costly signal that separates.
#include "parley/scenario/templates/texts.h"

namespace parley::scenario::templates_text {

const std::string_view signalling = R"parley(parley 1
# A costly signal: troops at the border cost little to one who means to fight and much to one who does not, so they tell
# the other side what words could not. What a choice tells lies in its being free: held to it by an order that all know,
# the same troops tell nothing, and that is what the last lines expect.
# After James D. Fearon (1997), "Signaling Foreign Policy Interests: Tying Hands versus Sinking Costs", Journal of
# Conflict Resolution 41(1), 68-90. Invented numbers.

scenario "A costly signal" { payoffs -30 to 10 }

player challenger "State that wants a concession"  type { resolved: p_resolved, bluffing: rest }
player target     "State that may concede"

param p_resolved    : prob = uniform(0.2, 0.5)  "the challenger means to fight"
param cost_resolved : pos  = uniform(1, 6)      "what troops at the border cost one who means to fight"
param cost_bluffing : pos  = uniform(14, 20)    "what they cost one who does not"

play {
  challenger picks signal in { words, troops }
  target     picks reply in { concede, resist }
  challenger picks last in { fight, back_down } when reply is resist
}

outcome concession "The target concedes"        when reply is concede
outcome war        "The challenger fights"      when last is fight
outcome retreat    "The challenger backs down"  otherwise

payoff challenger {
  concession: 10
  war: 2 if type is resolved else -8
  retreat: -2
  always: -(cost_resolved if type is resolved else cost_bluffing) if signal is troops
}
payoff target { concession: -3, war: -6, retreat: 4 }

ask predict outcomes
ask why war
expect P(concession) < 0.001 holding signal is troops
expect P(war) rises with p_resolved holding signal is troops
expect P(war given challenger.type is bluffing) < 0.001 holding signal is words
)parley";

}  // namespace parley::scenario::templates_text
