// SPDX-License-Identifier: Apache-2.0
// Deterrence with a private resolve and one report on it.
#include "parley/scenario/templates/texts.h"

namespace parley::scenario::templates_text {

const std::string_view deterrence = R"parley(parley 1
# Deterrence: attack or not, resist or not, when only the defender knows whether it is firm.
# After Curtis S. Signorino (1999), "Strategic Interaction and the Statistical Analysis of International Conflict",
# American Political Science Review 93(2), 279-297. Invented numbers.

scenario "Deterrence" { as_of 2025-01-15, horizon "one year", payoffs -2 to 2 }

player attacker "State that may attack"
player defender "State that may resist"  type { firm: p_firm, soft: rest }

source DESK "Desk officers, from the last ten years"  grade B3
source NEWS "Reports on the reserves"                 grade B2  date 2025-01-10

# What only the analyst does not know. A range is a 90 % interval.
param p_firm : prob = 0.1 to 0.4  from DESK  "the defender is firm, before the report"
param loss   : pos  = 0.9 to 1.8  from DESK  "what a war costs the attacker"

# Known to all: the attacker has read it too. The odds say how much likelier the report is if the defender is firm.
evidence mobilisation "The defender called up its reserves" from NEWS { defender.type firm : soft = 3 to 12 : 1 }

play {
  attacker picks { refrain, attack }
  defender picks { resist, yield } when attacker is attack
}

outcome quiet        "No attack"             when attacker is refrain
outcome war          "The defender resists"  when defender is resist
outcome capitulation "The defender yields"   otherwise

payoff attacker { quiet: 0, war: -loss, capitulation: 1 }
payoff defender { quiet: 1, war: 0.25 if type is firm else -1, capitulation: 0 }

ask predict outcomes
ask drivers of P(war)
ask why quiet
expect P(quiet) > 0.5
expect P(war) falls with loss
expect P(capitulation given defender.type is firm) < 0.001  # the firm resist
)parley";

}  // namespace parley::scenario::templates_text
