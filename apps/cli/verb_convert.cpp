// SPDX-License-Identifier: Apache-2.0
// `parley convert`: game files that other tools read.
#include <fmt/format.h>

#include "game_files.h"
#include "session.h"

namespace parley::cli {

Exit run_convert(Session& session) {
  const Options& options = session.options();
  const FileKind to = file_kind(options.second);
  if (to == FileKind::scenario) {
    return session.fail(
        {ErrorCode::bad_option, fmt::format("`{}`: `convert` writes .efg and .nfg files", options.second)});
  }
  if (file_kind(options.file) == FileKind::scenario) {
    return session.fail(
        {ErrorCode::bad_option, fmt::format("`{}`: `convert` reads .efg and .nfg files", options.file)});
  }
  const auto game = read_game(session);
  if (!game) return session.fail(game.error());
  const auto text = game_text(*game, to);
  if (!text) return session.fail(text.error());
  return session.answer_to(options.second, *text);
}

}  // namespace parley::cli
