// SPDX-License-Identifier: Apache-2.0
// The list of templates.
#include "parley/scenario/templates.h"

#include <algorithm>
#include <array>

#include "parley/scenario/templates/texts.h"

namespace parley::scenario {

std::span<const Template> templates() {
  static const std::array all = {
      Template{"deterrence", "attack or not, resist or not, with a report on the defender's secret resolve",
               templates_text::deterrence},
      Template{"bargaining", "one demand, accepted or fought over, when war has a private cost",
               templates_text::bargaining},
      Template{"signalling", "a costly signal that only those send who mean it", templates_text::signalling},
      Template{"attrition", "a siege in rounds, with a battle for those who hold out", templates_text::attrition},
      Template{"negotiated_exit", "a standoff with pressure, offers, a patron and officers who decide",
               templates_text::negotiated_exit},
  };
  return all;
}

const Template* find_template(std::string_view name) {
  const auto all = templates();
  const auto found = std::ranges::find(all, name, &Template::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace parley::scenario
