// SPDX-License-Identifier: Apache-2.0
// The published games as files: every one reads, is of the size it should be, and is written so that it reads back.
#include <algorithm>

#include <gmock/gmock.h>

#include "games/game_files.h"
#include "parley/game/certificate.h"

namespace parley::game {
namespace {

using test::game_path;

struct Size {
  std::string_view file;
  std::size_t nodes, infosets, players;
};

// Source: README.md beside the files, counted there by another program.
constexpr Size sizes[] = {
    {"bagwell1995.efg", 15, 3, 2},
    {"selten1975_fig1.efg", 9, 3, 3},
    {"selten1975_fig2.efg", 7, 3, 2},
    {"reiley2008_fig1.efg", 11, 3, 2},
    {"myerson1991_fig2_1.efg", 11, 3, 2},
    {"myerson1991_fig4_2.efg", 11, 3, 2},
    {"vonstengel2022_fig10.12.efg", 11, 3, 2},
    {"shohamleytonbrown2008_fig5_1.efg", 10, 4, 2},
    {"watson2013_fig29_1.efg", 15, 4, 2},
    {"shohamleytonbrown2008_fig5_9.efg", 11, 5, 2},
    {"jakobsen2016_fig1a.efg", 15, 2, 2},
    {"shohamleytonbrown2008_fig6_8.efg", 29, 4, 2},
    {"vonstengelforges2008_fig1.efg", 15, 4, 2},
};

TEST(PublishedTrees, HaveTheNodesAndInformationSetsOfTheirDescription) {
  for (const Size& size : sizes) {
    const ExtensiveGame game = test::load_efg(game_path(size.file));
    EXPECT_EQ(game.nodes.size(), size.nodes) << size.file;
    EXPECT_EQ(game.players.size(), size.players) << size.file;
    const auto decisions = std::count_if(game.infosets.begin(), game.infosets.end(),
                                         [](const auto& infoset) { return infoset.player != none; });
    EXPECT_EQ(static_cast<std::size_t>(decisions), size.infosets) << size.file;
    const auto numeric = game::numeric(game);
    ASSERT_TRUE(numeric) << numeric.error().message;
    EXPECT_EQ(numeric->nodes.size(), size.nodes) << size.file;
    EXPECT_EQ(numeric->infosets.size(), size.infosets) << size.file;
  }
}

struct TableSize {
  std::string_view file;
  std::vector<std::size_t> strategies;
};

TEST(PublishedTables, HaveTheStrategiesOfTheirDescription) {
  const TableSize table_sizes[] = {
      {"vonstengel1999_6x6_game_with_75_eq_small_payoffs.nfg", {6, 6}},
      {"nau2004_sec3.nfg", {2, 2}},
      {"nau2004_sec4.nfg", {2, 2, 2}},
      {"shapley1974_fig2.nfg", {3, 3}},
      {"oneill.nfg", {4, 4}},
      {"2x2x2.nfg", {2, 2, 2}},
      {"deg1.nfg", {3, 3}},
  };
  for (const TableSize& size : table_sizes) {
    const StrategicGame game = test::load_nfg(game_path(size.file));
    ASSERT_EQ(game.strategies.size(), size.strategies.size()) << size.file;
    std::size_t cells = 1;
    for (std::size_t p = 0; p < size.strategies.size(); ++p) {
      EXPECT_EQ(game.strategies[p].size(), size.strategies[p]) << size.file;
      cells *= size.strategies[p];
    }
    EXPECT_EQ(game.contingencies.size(), cells) << size.file;
  }
}

std::filesystem::path tests_folder() { return PARLEY_TEST_DATA; }

TEST(EveryTreeFile, ReadsWithoutErrorAndReadsBackEqualAfterWriting) {
  const auto files = test::files_in(tests_folder(), ".efg");
  EXPECT_GE(files.size(), 25U);
  for (const auto& path : files) {
    if (path.string().find("/fuzz/") != std::string::npos) continue;
    const ExtensiveGame game = test::load_efg(path);
    const std::string written = write_efg(game);
    const auto back = read_efg(written);
    ASSERT_TRUE(back) << path << ": " << back.error().message;
    EXPECT_EQ(back->game, game) << path;
    EXPECT_EQ(write_efg(back->game), written) << path;
  }
}

TEST(EveryTableFile, ReadsWithoutErrorAndReadsBackEqualAfterWriting) {
  const auto files = test::files_in(tests_folder(), ".nfg");
  EXPECT_GE(files.size(), 9U);
  for (const auto& path : files) {
    if (path.string().find("/fuzz/") != std::string::npos) continue;
    const StrategicGame game = test::load_nfg(path);
    const std::string written = write_nfg(game);
    const auto back = read_nfg(written);
    ASSERT_TRUE(back) << path << ": " << back.error().message;
    EXPECT_EQ(back->game, game) << path;
  }
}

// Source: Wichardt 2008 and Gilboa 1997, whose point is that the player forgets.
TEST(ImperfectRecall, IsReadAndWrittenAndRefusedByName) {
  const ExtensiveGame wichardt = test::load_efg(game_path("wichardt2008.efg"));
  const auto refused = numeric(wichardt);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unsupported);
  EXPECT_EQ(refused.error().message,
            "player 1 (\"1\") does not have perfect recall: its information set \"1.2\" holds nodes that follow "
            "different own choices; solvers need perfect recall");
  const ExtensiveGame driver = test::load_efg(game_path("gilboa1997_fig1.efg"));
  EXPECT_THAT(imperfect_recall(driver), testing::HasSubstr("player 1 (\"1\")"));
  EXPECT_THAT(imperfect_recall(driver), testing::HasSubstr("information set \"1.1\""));
}

TEST(PerfectRecall, HoldsInEveryOtherPublishedTree) {
  for (const auto& path : test::files_in(tests_folder() / "games/files", ".efg")) {
    const bool forgets = path.stem() == "wichardt2008" || path.stem() == "gilboa1997_fig1";
    EXPECT_EQ(imperfect_recall(test::load_efg(path)).empty(), !forgets) << path;
  }
}

// Source: Jakobsen, Sorensen and Conitzer 2016: its two information sets have no common order in time.
TEST(NotTimeableTree, GivesItsInformationSetsOneBlock) {
  const auto game = test::load_numeric(game_path("jakobsen2016_fig1a.efg"));
  EXPECT_EQ(game.infosets[0].block, game.infosets[1].block);
}

TEST(TimeableTree, OrdersBlocksAlongEveryPath) {
  for (const Size& size : sizes) {
    if (size.file == "jakobsen2016_fig1a.efg") continue;
    const auto game = test::load_numeric(game_path(size.file));
    std::vector<std::uint32_t> before(game.nodes.size(), none);
    for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
      const bool decision = game.nodes[n].kind == NodeKind::decision;
      if (decision && before[n] != none) {
        EXPECT_LT(game.infosets[before[n]].block, game.infosets[game.nodes[n].place].block) << size.file;
      }
      for (const auto& edge : game.edges_of(n)) before[edge.to] = decision ? game.nodes[n].place : before[n];
    }
  }
}

struct Known {
  std::string_view file, profile;
  std::vector<std::string_view> values;
};

// Source: README.md beside the files: values of the games' equilibria. O'Neill 1987; von Stengel 2022, exercise 10.12;
// Selten 1975; Nau et al. 2004; Bagwell 1995. The profiles are the papers'.
TEST(KnownEquilibria, HaveRegretExactlyZeroAndThePublishedValues) {
  const Known known[] = {
      {"oneill.nfg", "NE,2/5,1/5,1/5,1/5,2/5,1/5,1/5,1/5", {"-1/5", "1/5"}},
      {"nau2004_sec3.nfg", "NE,3/5,2/5,2/5,3/5", {"6/5", "6/5"}},
      {"shapley1974_fig2.nfg", "NE,0,1,0,0,1,0", {"3", "3"}},
      {"shapley1974_fig2.nfg", "NE,0,0,1,0,0,1", {"1", "1"}},
      {"bagwell1995.efg", "NE,0,1,0,1,0,1", {"4", "4"}},
      {"selten1975_fig1.efg", "NE,1,0,1,0,0,1", {"1", "1", "1"}},
      {"myerson1991_fig2_1.efg", "NE,1,0,1/3,2/3,2/3,1/3", {"1/3", "-1/3"}},
      {"selten1975_fig2.efg", "NE,1,0,0,1,1,0", {"1", "1"}},
  };
  for (const Known& equilibrium : known) {
    const auto game = test::load_numeric(game_path(equilibrium.file));
    const auto profile = test::parse_profile(game, equilibrium.profile);
    const auto certificate = certify(game, profile, tremble_beliefs(game, profile));
    for (std::size_t p = 0; p < equilibrium.values.size(); ++p) {
      EXPECT_EQ(certificate.values[p].to_string(), equilibrium.values[p]) << equilibrium.file;
    }
    EXPECT_EQ(certificate.max_regret.to_string(), "0") << equilibrium.file << " " << equilibrium.profile;
  }
}

// Source: Myerson 1991, figure 4.2: (B1, Z1, W2) is an equilibrium of the agent form but not of the game. No agent that
// moves gains on its own; the second agent of player 1 would, but never moves; both together get 3 instead of 2.
TEST(MyersonFigure42, HasNoGainForAnyAgentThatMovesAndRegretOneForThePlayer) {
  const auto game = test::load_numeric(game_path("myerson1991_fig4_2.efg"));
  const auto profile = test::parse_profile(game, "NE,0,1,0,1,1,0");
  const auto certificate = certify(game, profile, tremble_beliefs(game, profile));
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    if (certificate.reach[h].is_zero()) continue;
    EXPECT_LE(certificate.gain[h], Rational(0)) << h;
  }
  EXPECT_EQ(certificate.values[0], Rational(2));
  EXPECT_EQ(certificate.max_regret, Rational(1));
  EXPECT_EQ(certificate.regret[0], Rational(1));
  EXPECT_EQ(certificate.regret[1], Rational(0));
}

// The profiles are derived by hand from their papers (README.md there).
TEST(PublishedCases, HaveProfilesWithRegretExactlyZero) {
  std::size_t checked = 0;
  for (const auto& path : test::files_in(tests_folder() / "cases/published", ".txt")) {
    const std::filesystem::path folder = path.parent_path();
    std::filesystem::path file = folder / (folder.filename().string() + ".efg");
    if (!std::filesystem::exists(file)) file.replace_extension(".nfg");
    const auto game = test::load_numeric(file);
    for (const std::string& line : test::lines_of(test::read_file(path))) {
      const auto profile = test::parse_profile(game, line);
      const auto certificate = certify(game, profile, tremble_beliefs(game, profile));
      EXPECT_EQ(certificate.max_regret.to_string(), "0") << path << " " << line;
      EXPECT_EQ(to_gambit_line(game, profile), line) << path;
      ++checked;
    }
  }
  EXPECT_EQ(checked, 23U);
}

}  // namespace
}  // namespace parley::game
