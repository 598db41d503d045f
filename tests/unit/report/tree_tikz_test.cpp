// SPDX-License-Identifier: Apache-2.0
// Trees as TikZ: where nodes and dashed lines stand, and that no text is a command.
#include "parley/report/tree_tikz.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixtures.h"
#include "hostile.h"
#include "parley/report/tree_layout.h"

namespace parley::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TreeRow decision(std::uint32_t parent, std::uint32_t depth, std::uint32_t infoset, std::string label) {
  TreeRow row;
  row.kind = game::NodeKind::decision;
  row.parent = parent;
  row.depth = depth;
  row.player = 0;
  row.step = "one";
  row.infoset = infoset;
  row.label = std::move(label);
  return row;
}

TreeRow end(std::uint32_t parent, std::uint32_t depth, std::string label) {
  TreeRow row;
  row.parent = parent;
  row.depth = depth;
  row.label = std::move(label);
  row.outcome = "over";
  row.payoffs = {Number(Rational::ratio(-1, 3)), Number(2.5)};
  return row;
}

/// Chance picks one of four nodes that belong to `infosets`; each has two ends.
GameTree fan(const std::array<std::uint32_t, 4>& infosets, const std::string& text = "left") {
  GameTree tree;
  tree.players = {"one", "two"};
  TreeRow root;
  root.kind = game::NodeKind::chance;
  root.step = "weather";
  tree.rows.push_back(root);
  for (const std::uint32_t infoset : infosets) {
    const auto node = static_cast<std::uint32_t>(tree.rows.size());
    tree.rows.push_back(decision(0, 1, infoset, text));
    tree.rows.back().prob = Number(Rational::ratio(1, 4));
    tree.rows.push_back(end(node, 2, "up"));
    tree.rows.push_back(end(node, 2, "down"));
  }
  return tree;
}

TreeLayout layout(const GameTree& tree) {
  return layout_tree(tree, {.row = 1.0, .lane = 0.5, .fan = 1.0}, [](const TreeRow&) { return 2.0; });
}

std::string tikz(const GameTree& tree, const std::string& title = "A title") {
  return tree_tikz(testing::head(), title, "centre", tree).value();
}

TEST(TreeLayout, GivesEachEndARowAndCentresNodesOverTheirBranches) {
  const TreeLayout places = layout(fan({0, 1, 2, 3}));
  EXPECT_EQ(places.y, (std::vector<double>{3.5, 6.5, 7, 6, 4.5, 5, 4, 2.5, 3, 2, 0.5, 1, 0}));
  EXPECT_EQ(places.x[0], 0.0);
  EXPECT_EQ(places.x[1], 3.0);
  EXPECT_EQ(places.x[2], 6.0);
  EXPECT_TRUE(places.lines.empty());
}

TEST(TreeLayout, DrawsThroughNodesOnlyWhereNothingStandsBetween) {
  const TreeLayout side_by_side = layout(fan({0, 0, 1, 1}));
  ASSERT_EQ(side_by_side.lines.size(), 2U);
  EXPECT_TRUE(side_by_side.lines[0].through_nodes);
  EXPECT_TRUE(side_by_side.lines[1].through_nodes);
  EXPECT_EQ(side_by_side.level_from[1], side_by_side.x[1]);
  const TreeLayout interleaved = layout(fan({0, 1, 0, 1}));
  ASSERT_EQ(interleaved.lines.size(), 2U);
  EXPECT_FALSE(interleaved.lines[0].through_nodes);
  EXPECT_EQ(interleaved.lines[0].x, 3.5);
  EXPECT_EQ(interleaved.lines[1].x, 4.0);
  EXPECT_EQ(interleaved.level_from[1], 4.5);
}

TEST(TreeLayout, LeapsFromColumnToColumn) {
  GameTree tree = fan({0, 0, 1, 2});
  tree.rows.push_back(decision(12, 3, 0, "late"));
  tree.rows[12].kind = game::NodeKind::decision;
  tree.rows[12].infoset = 7;
  const TreeLayout places = layout(tree);
  ASSERT_EQ(places.leaps.size(), 1U);
  EXPECT_EQ(places.leaps[0].first, 4U);
  EXPECT_EQ(places.leaps[0].second, 13U);
}

TEST(TreeTikz, HasFractionsDashedLinesAndPayoffs) {
  const std::string tex = tikz(fan({0, 0, 1, 2}));
  EXPECT_THAT(tex, HasSubstr("{left ($0.25$)}"));
  EXPECT_THAT(tex, HasSubstr("{over ($-\\frac{1}{3}$, $2.5$)}"));
  EXPECT_THAT(tex, HasSubstr("\\draw[infoset] (n1) -- (n4);"));
  EXPECT_THAT(tex, HasSubstr("predict x.parley\n"));
  EXPECT_THAT(tex, Not(HasSubstr("lualatex")));
  EXPECT_THAT(tikz(fan({0, 0, 1, 2}), "é"), HasSubstr("lualatex"));
}

TEST(TreeTikz, SaysHowDeepATreeCanBeDrawn) {
  GameTree wide = fan({0, 1, 2, 3});
  while (wide.rows.size() <= most_tikz_nodes) wide.rows.push_back(end(0, 1, "more"));
  EXPECT_THAT(tree_tikz(testing::head(), "", "", wide).error().message,
              HasSubstr("the tree has 2,001 nodes, a picture at most 2,000: `--depth N`"));
  wide.rows.resize(1'000);
  EXPECT_EQ(tree_tikz(testing::head(), "", "", wide).error().code, ErrorCode::too_large);
}

TEST(TreeTikz, KeepsTextFromActing) {
  for (const std::string& text : testing::hostile_texts()) {
    const std::string tex = tikz(fan({0, 1, 2, 3}, text), text);
    const std::size_t begin = tex.find("\\documentclass");
    ASSERT_NE(begin, std::string::npos);
    // The four lines before it are comments whatever is in the title.
    const std::string comments = tex.substr(0, begin);
    EXPECT_GE(std::ranges::count(comments, '\n'), 4);
    EXPECT_EQ(std::ranges::count(comments, '\n'), testing::occurrences(comments, "\n% ") + 1) << text.substr(0, 80);
    for (const char* command : {"\\input{", "\\write18{", "^^M"}) {
      EXPECT_EQ(tex.find(command, begin), std::string::npos) << text.substr(0, 80);
    }
  }
}

/// Runs LaTeX in a folder of its own; the exit code.
int compile(const std::string& tex) {
  const auto folder = std::filesystem::temp_directory_path() / "parley_tikz_test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "tree.tex") << tex;
  const std::string command = "cd " + folder.string() + " && pdflatex -interaction=batchmode -halt-on-error tree.tex";
  const int code = std::system((command + " > /dev/null 2>&1").c_str());
  std::filesystem::remove_all(folder);
  return code;
}

// LaTeX is a peer to look with, no need of the project: where it is not installed the test counts as skipped.
TEST(TreeTikz, CompilesAsItIsWhereThereIsLatex) {
  if (std::system("kpsewhich standalone.cls > /dev/null 2>&1") != 0) GTEST_SKIP() << "no pdflatex with standalone.cls";
  GameTree tree = fan({0, 1, 0, 1});
  std::size_t row = 1;
  for (const std::string& text : testing::hostile_texts()) {
    std::string ascii;  // pdflatex knows few letters beyond
    for (const char c : text) ascii += static_cast<unsigned char>(c) < 0x80 ? c : 'x';
    tree.rows[row].label = ascii;
    tree.rows[row].step = ascii;
    tree.rows[row].outcome = ascii;
    row = row % 12 + 1;
    if (row == 1) {
      EXPECT_EQ(compile(tikz(tree, ascii)), 0);
    }
  }
  EXPECT_EQ(compile(tikz(tree, "$\\input{/etc/passwd}$")), 0);
}

}  // namespace
}  // namespace parley::report
