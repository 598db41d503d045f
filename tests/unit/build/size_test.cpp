// SPDX-License-Identifier: Apache-2.0
// The size of a game is found before the game is made, and building ends when it is told to.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "parley/build/builder.h"
#include "scenario_models.h"

namespace parley {
namespace {

using tests::built;

/// Two players pick one of `choices` numbers each, `rounds` times: choices^(2 rounds) plays.
std::string rounds_of_picks(int choices, int rounds) {
  return fmt::format(R"(parley 1
player one
player two
play {{
  repeat {} times as round {{
    one picks x in 1 to {} step 1
    two picks y in 1 to {} step 1
  }}
}}
outcome end otherwise
payoff one {{ end: x * y }}
payoff two {{ end: x - y }}
)",
                     rounds, choices, choices);
}

build::BuildOptions as_tree(std::uint64_t max_nodes) {
  build::BuildOptions options;
  options.merge = false;
  options.max_nodes = max_nodes;
  return options;
}

void expect_refused(const build::Built& result, const std::string& message) {
  EXPECT_EQ(result.model, nullptr);
  ASSERT_EQ(result.diagnostics.list.size(), 1U);
  EXPECT_EQ(result.diagnostics.list.front().code, "P0701");
  EXPECT_THAT(result.diagnostics.list.front().message, testing::HasSubstr(message));
}

// 1 + 7 + 7^2 + 7^3 + 7^4 nodes.
TEST(Size, IsToldExactlyWhereItIsNotFarPastTheLimit) {
  const std::string text = rounds_of_picks(7, 2);
  expect_refused(built(text, as_tree(2800)), "needs 2801 stored nodes; the limit is 2800");
  const auto model = built(text, as_tree(2801)).model;
  ASSERT_NE(model, nullptr);
  EXPECT_EQ(model->game.nodes.size(), 2801U);
}

// Nothing but the last round is ever asked about: the first has 1 + 1 nodes, the second 1 + 7, and there are 7^2 ends.
TEST(Size, CountsMergedHistoriesOnce) {
  const std::string text = rounds_of_picks(7, 2);
  build::BuildOptions options;
  options.max_nodes = 58;
  expect_refused(built(text, options), "needs 59 stored nodes; the limit is 58");
  options.max_nodes = 59;
  EXPECT_NE(built(text, options).model, nullptr);
}

// 1 + 18 + 18^2 + 18^3 + 18^4 nodes: more than are made without counting first.
TEST(Size, IsCountedFirstWhereTheGameIsLarge) {
  const std::string text = rounds_of_picks(18, 2);
  expect_refused(built(text, as_tree(111'150)), "needs more than 111150 stored nodes");
  const auto model = built(text, as_tree(111'151)).model;
  ASSERT_NE(model, nullptr);
  EXPECT_EQ(model->game.nodes.size(), 111'151U);
}

TEST(Size, OfAnEnormousGameIsRefusedBeforeItIsMade) {
  expect_refused(built(rounds_of_picks(10, 15), as_tree(200'000)), "needs more than 200000 stored nodes");
}

TEST(Building, EndsWhenItIsToldTo) {
  std::stop_source stop;
  stop.request_stop();
  RunContext run;
  run.stop = stop.get_token();
  const scenario::SourceText source("test.parley", "", rounds_of_picks(18, 2));
  for (const std::uint64_t max_nodes : {std::uint64_t{1000}, std::uint64_t{10'000'000}}) {  // counting, unrolling
    const auto result = build::build(tests::analysed(source), as_tree(max_nodes), run);
    EXPECT_EQ(result.model, nullptr);
    EXPECT_EQ(result.termination, Termination::stopped);
    EXPECT_TRUE(result.diagnostics.list.empty());
  }
}

}  // namespace
}  // namespace parley
