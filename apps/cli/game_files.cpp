// SPDX-License-Identifier: Apache-2.0
// Reads and writes .efg and .nfg for the verbs that take them.
#include "game_files.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include <fmt/format.h>

#include "parley/game/format/efg.h"
#include "parley/game/format/nfg.h"

namespace parley::cli {

namespace {

constexpr std::size_t max_game_bytes = std::size_t{256} << 20U;
constexpr std::uint64_t max_contingencies = 10'000'000;

template <class One>
Result<Game> with_warnings(Session& session, Result<game::GameFile<One>> file) {
  const std::string& name = session.options().file;
  if (!file) return std::unexpected(Error{file.error().code, fmt::format("{}: {}", name, file.error().message)});
  for (const std::string& warning : file->warnings) session.say(fmt::format("warning: {}: {}", name, warning));
  return Game(std::move(file->game));
}

}  // namespace

FileKind file_kind(const std::string& path) {
  std::string ending = std::filesystem::path(path).extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (ending == ".efg") return FileKind::efg;
  return ending == ".nfg" ? FileKind::nfg : FileKind::scenario;
}

FileKind kind_of_input(Session& session) {
  const std::string& path = session.options().file;
  if (path != "-") return file_kind(path);
  const auto text = session.read(path, max_game_bytes);
  if (!text) return FileKind::scenario;  // whose reader says what is wrong
  const std::string_view content = *text;
  const std::size_t first = std::min(content.find_first_not_of(" \t\r\n"), content.size());
  const std::string_view word = content.substr(first, 4);
  if (word == "EFG ") return FileKind::efg;
  return word == "NFG " ? FileKind::nfg : FileKind::scenario;
}

Result<Game> read_game(Session& session) {
  const std::string& path = session.options().file;
  const auto text = session.read(path, max_game_bytes);
  if (!text) return std::unexpected(text.error());
  if (kind_of_input(session) == FileKind::nfg) return with_warnings(session, game::read_nfg(*text));
  return with_warnings(session, game::read_efg(*text));
}

Result<std::string> game_text(const Game& game, FileKind kind) {
  const auto* tree = std::get_if<game::ExtensiveGame>(&game);
  if (kind == FileKind::efg) {
    return game::write_efg(tree != nullptr ? *tree : game::extensive(std::get<game::StrategicGame>(game)));
  }
  if (tree == nullptr) return game::write_nfg(std::get<game::StrategicGame>(game));
  const auto table = game::strategic_form(*tree, max_contingencies);
  if (!table) return std::unexpected(table.error());
  return game::write_nfg(*table);
}

}  // namespace parley::cli
