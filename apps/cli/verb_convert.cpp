// SPDX-License-Identifier: Apache-2.0
// `parley convert`: game files that other tools read.
#include <fmt/format.h>

#include "game_files.h"
#include "scenario_games.h"

namespace parley::cli {

namespace {

/// What a game file holds, or what a scenario is at a draw.
Step<Game> game_to_write(Session& session) {
  if (kind_of_input(session) != FileKind::scenario) {
    auto game = read_game(session);
    if (!game) return std::unexpected(session.fail(game.error()));
    return *std::move(game);
  }
  auto checked = open_scenario(session);
  if (!checked) return std::unexpected(checked.error());
  auto tree = extensive_game(session, *checked);
  if (!tree) return std::unexpected(tree.error());
  show_warnings(session, *checked);
  return Game(*std::move(tree));
}

}  // namespace

Exit run_convert(Session& session) {
  const Options& options = session.options();
  const FileKind to = file_kind(options.second);
  if (to == FileKind::scenario) {
    return session.fail(
        {ErrorCode::bad_option, fmt::format("`{}`: `convert` writes .efg and .nfg files", options.second)});
  }
  const auto game = game_to_write(session);
  if (!game) return game.error();
  const auto text = game_text(*game, to);
  if (!text) return session.fail(text.error());
  return session.answer_to(options.second, *text);
}

}  // namespace parley::cli
