// SPDX-License-Identifier: Apache-2.0
// Words for what is not settled.
#include "parley/study/open_sets.h"

#include <fmt/format.h>

namespace parley::study {

std::string why_text(solve::WhyUnsettled why) {
  switch (why) {
    case solve::WhyUnsettled::none:
      return "settled";
    case solve::WhyUnsettled::belief_matters:
      return "what is best turns on a belief that others' choices shape";
    case solve::WhyUnsettled::later_open:
      return "what is best turns on later choices that are not settled";
    case solve::WhyUnsettled::never_reached:
      return "no play that is still open reaches it";
    case solve::WhyUnsettled::too_many_ways:
      return "there are too many ways of playing before and after it to try them all";
  }
  return {};
}

std::vector<UnsettledRow> unsettled_rows(
    const build::Model& model, const std::map<std::pair<std::uint32_t, solve::WhyUnsettled>, std::size_t>& open) {
  std::vector<UnsettledRow> rows;
  rows.reserve(open.size());
  for (const auto& [key, draws] : open) {
    rows.push_back({infoset_name(model.game, model.game.infosets[key.first]), why_text(key.second), draws});
  }
  return rows;
}

std::string not_solved_text(const std::vector<UnsettledRow>& rows) {
  constexpr std::size_t most_named = 6;
  std::string text = "no equilibrium was verified in any draw. Backward induction leaves open: ";
  for (std::size_t k = 0; k < rows.size() && k < most_named; ++k) {
    text += fmt::format("{}{}: {}", k == 0 ? "" : "; ", infoset_text(rows[k].infoset), rows[k].why);
  }
  if (rows.size() > most_named) text += fmt::format("; and {} more", rows.size() - most_named);
  return text + ". Hold the moves that tell something (`--hold`), or `convert` the game for another solver";
}

}  // namespace parley::study
