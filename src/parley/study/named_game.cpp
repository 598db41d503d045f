// SPDX-License-Identifier: Apache-2.0
// The default selection in a game of either kind of number.
#include "parley/study/named_game.h"

#include <utility>

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

}  // namespace parley::study
