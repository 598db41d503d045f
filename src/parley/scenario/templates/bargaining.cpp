// SPDX-License-Identifier: Apache-2.0
// A demand under a private cost of war.
#include "parley/scenario/templates/texts.h"

namespace parley::scenario::templates_text {

const std::string_view bargaining = R"parley(parley 1
# One demand, accepted or fought over, when only the target knows what war would cost it.
# After James D. Fearon (1995), "Rationalist Explanations for War", International Organization 49(3), 379-414.
# Invented numbers; the prize is 100.

scenario "A demand under a private cost of war" { payoffs -60 to 100 }

player challenger "State that makes the demand"
player target     "State that answers it"

# `private to target` keeps the doubt inside the game: the challenger trades a larger share against a greater risk of
# war. Its own cost is known to both sides, and only the analyst is in doubt about it.
param cost     : pos = uniform(0, 40)  private to target parts 5  "what war costs the target: 4, 12, 20, 28 or 36"
param own_cost : pos = 4 to 16                                    "what war costs the challenger"

play {
  challenger picks demand in 45.5 to 89.5 step 1
  target     picks { accept, fight }
}

outcome settlement "The demand is met"         when target is accept
outcome war        "War; each side wins half"  otherwise

payoff challenger { settlement: demand, war: 50 - own_cost }
payoff target     { settlement: 100 - demand, war: 50 - cost }

ask predict outcomes
ask frontier war on demand x own_cost
expect P(war) > 0.3
expect P(war) < 0.4
expect P(war) falls with own_cost
expect P(war) < 0.001 holding demand = 53.5  # what even the cheapest war would lose
expect P(war given cost > 20) < 0.001

variant analyst_doubt "Both sides know the cost; only the analyst does not" {
  param cost : pos = uniform(0, 40)  "what war costs the target"
  expect P(war) < 0.001
}
)parley";

}  // namespace parley::scenario::templates_text
