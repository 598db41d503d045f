// SPDX-License-Identifier: Apache-2.0
// Reads game files and profiles for tests.
#pragma once

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "parley/game/format/efg.h"
#include "parley/game/format/nfg.h"
#include "parley/game/gambit_line.h"

namespace parley::test {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::filesystem::path game_path(std::string_view name) {
  return std::filesystem::path(PARLEY_TEST_DATA) / "games/files" / name;
}

inline std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder, std::string_view extension) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == extension) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

inline game::ExtensiveGame load_efg(const std::filesystem::path& path) {
  auto file = game::read_efg(read_file(path));
  if (!file) {
    ADD_FAILURE() << path << ": " << file.error().message;
    return {};
  }
  return file->game;
}

inline game::StrategicGame load_nfg(const std::filesystem::path& path) {
  auto file = game::read_nfg(read_file(path));
  if (!file) {
    ADD_FAILURE() << path << ": " << file.error().message;
    return {};
  }
  return file->game;
}

/// Either kind of file as solvers read it.
inline game::NumericGame<Rational> load_numeric(const std::filesystem::path& path) {
  if (path.extension() == ".nfg") return game::numeric(load_nfg(path));
  auto numeric = game::numeric(load_efg(path));
  if (!numeric) {
    ADD_FAILURE() << path << ": " << numeric.error().message;
    return {};
  }
  return *std::move(numeric);
}

/// Every game file below the folder of the tests that solvers take: those with perfect recall.
inline std::vector<std::filesystem::path> solvable_files(const std::filesystem::path& tests) {
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"games/files", "cases/published"}) {
    for (const char* extension : {".efg", ".nfg"}) {
      for (auto& path : files_in(tests / folder, extension)) {
        if (path.extension() == ".efg" && !game::imperfect_recall(load_efg(path)).empty()) continue;
        files.push_back(std::move(path));
      }
    }
  }
  return files;
}

/// The file's name as the name of a test.
inline std::string test_name(const std::filesystem::path& path) {
  std::string name = path.filename().string();
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

/// "NE,0,1,1/2,1/2" for a game: the inverse of to_gambit_line.
inline game::StrategyProfile<Rational> parse_profile(const game::NumericGame<Rational>& game, std::string_view line) {
  EXPECT_TRUE(line.starts_with("NE,"));
  line.remove_prefix(3);
  game::StrategyProfile<Rational> profile;
  profile.probs.resize(game.infosets.size());
  for (const std::uint32_t h : game::gambit_order(game)) {
    for (std::uint32_t a = 0; a < game.infosets[h].num_actions; ++a) {
      const std::size_t comma = std::min(line.find(','), line.size());
      const auto prob = Rational::parse(line.substr(0, comma));
      EXPECT_TRUE(prob) << line;
      profile.probs[h].push_back(prob.value_or(Rational()));
      line.remove_prefix(std::min(comma + 1, line.size()));
    }
  }
  EXPECT_TRUE(line.empty()) << "numbers left over: " << line;
  return profile;
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

/// The same profile in floating point.
inline game::StrategyProfile<double> in_doubles(const game::StrategyProfile<Rational>& exact) {
  game::StrategyProfile<double> profile;
  for (const auto& row : exact.probs) {
    auto& to = profile.probs.emplace_back();
    for (const Rational& prob : row) to.push_back(prob.to_double());
  }
  return profile;
}

}  // namespace parley::test
