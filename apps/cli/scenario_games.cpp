// SPDX-License-Identifier: Apache-2.0
// Turns a scenario at a draw into a game.
#include "scenario_games.h"

#include <fmt/format.h>

namespace parley::cli {

Step<game::ExtensiveGame> extensive_game(Session& session, CheckedScenario& checked) {
  const auto model = build_model(session, checked, {.merge = false});
  if (!model) return std::unexpected(model.error());
  const auto slots = slots_at(**model, session.options());
  if (!slots) return std::unexpected(session.fail(slots.error()));
  const std::string title = (*model)->title.empty() ? checked.source.name() : (*model)->title;
  const std::string comment = fmt::format("parley {}: {}", PARLEY_VERSION, canonical_command(session.options()));
  auto tree = game::extensive((*model)->game, *slots, title, comment);
  if (!tree) return std::unexpected(session.fail(tree.error()));
  return *std::move(tree);
}

}  // namespace parley::cli
