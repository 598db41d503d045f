// SPDX-License-Identifier: Apache-2.0
// The default selection in a game of either kind of number.
#include "parley/study/named_game.h"

#include <utility>

#include "parley/study/listing.h"

namespace parley::study {

AnySolvedGame solved_by_default(AnyGame game, solve::SettledSolution settled, const RunContext& run) {
  return std::visit(
      [&](auto& numbers) -> AnySolvedGame {
        if (settled.all_settled) return solved_by_induction(std::move(numbers), std::move(settled));
        return solved_by_path(std::move(numbers), std::move(settled), run);
      },
      game);
}

Result<PlayAtDraw> default_play(const NamedGame& named, AnyGame game, solve::SettledSolution settled,
                                const RunContext& run) {
  const AnySolvedGame solved = solved_by_default(std::move(game), std::move(settled), run);
  const auto checked = std::visit([&](const auto& one) { return one.check(named.name_of); }, solved);
  if (!checked) return std::unexpected(checked.error());
  return named.describe(solved);
}

Result<PlaysAtDraw> listed_plays(const NamedGame& named, const solve::ListOptions& options, const RunContext& run) {
  const AnySolvedGame solved = solved_by_default(named.game, named.settled, run);
  auto listing = std::visit([&](const auto& one) { return list_of(one, options, run); }, solved);
  if (!listing) return std::unexpected(listing.error());
  PlaysAtDraw plays;
  plays.concept_name = concept_text(options.concept_kind);
  plays.label = listing->label;
  plays.selected = named.describe(solved);
  plays.termination = listing->termination;
  for (auto& one : listing->equilibria) plays.equilibria.push_back(named.describe(std::move(one)));
  return plays;
}

}  // namespace parley::study
