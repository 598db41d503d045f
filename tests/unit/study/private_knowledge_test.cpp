// SPDX-License-Identifier: Apache-2.0
// Private against common knowledge where both numbers are known by hand.
#include "parley/study/private_knowledge.h"

#include <bit>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "scenario_models.h"

namespace parley {
namespace {

using testing::DoubleNear;

std::shared_ptr<const build::Model> analyst_doubt() {
  const auto source = scenario::read_source(PARLEY_TEST_DATA "/cases/private_cost/private_cost.parley");
  auto scenario = tests::analysed(*source, "analyst_doubt");
  auto question = scenario::parse_target(scenario, "P(war)");
  build::BuildOptions options;
  options.targets.push_back(question->target);
  return build::build(question->scenario, options).model;
}

study::PrivateKnowledge known(const build::Model& model, const study::DrawOptions& draws, std::size_t threads = 1) {
  RunContext run;
  run.num_threads = threads;
  auto knowledge = study::private_knowledge(model, 0, draws, run);
  if (!knowledge) ADD_FAILURE() << knowledge.error().message;
  return knowledge ? *std::move(knowledge) : study::PrivateKnowledge();
}

// tests/cases/private_cost/expected.json, by closed form: war never comes where the cost is known, and with chance
// 0.3708 where it is the target's secret in five parts. The challenger's own cost in five parts is known by hand as
// well: with the target's cost common, no war either way.
TEST(PrivateKnowledge, BringsTheWarOfTheClosedFormBack) {
  const auto model = analyst_doubt();
  const auto knowledge = known(*model, {.draws = 4096, .replicates = 16, .seed = 1});
  ASSERT_EQ(knowledge.rows.size(), 2U);
  const study::PrivateRow& cost = knowledge.rows[0];
  EXPECT_EQ(cost.secret.param, "cost");
  EXPECT_EQ(cost.secret.player, "target");
  EXPECT_EQ(cost.game.draws, 4096U);
  EXPECT_THAT(cost.game.as_it_stands.mean, DoubleNear(0.0, 1e-12));
  EXPECT_THAT(cost.game.other.mean, DoubleNear(0.3708, 4.0 * cost.game.other.standard_error + 5e-5));
  EXPECT_THAT(cost.game.difference.mean, DoubleNear(cost.game.other.mean - cost.game.as_it_stands.mean, 1e-12));
  const study::PrivateRow& own = knowledge.rows[1];
  EXPECT_EQ(own.secret.param, "own_cost");
  EXPECT_THAT(own.game.other.mean, DoubleNear(0.0, 1e-12));
}

TEST(PrivateKnowledge, AParamThatIsHeldIsNoSecret) {
  const auto model = analyst_doubt();
  const auto held = build::hold(*model, {{"cost", Number(20.0)}});
  const auto knowledge = known(*held, {.draws = 256, .replicates = 16, .seed = 1});
  ASSERT_EQ(knowledge.rows.size(), 1U);
  EXPECT_EQ(knowledge.rows[0].secret.param, "own_cost");
}

TEST(PrivateKnowledge, ThreadsDoNotChangeABit) {
  const auto model = analyst_doubt();
  std::vector<std::vector<std::uint64_t>> bits;
  for (const std::size_t threads : {1U, 2U, 4U}) {
    auto& mine = bits.emplace_back();
    for (const auto& row : known(*model, {.draws = 3072, .replicates = 16, .seed = 1}, threads).rows) {
      mine.push_back(std::bit_cast<std::uint64_t>(row.game.other.mean));
      mine.push_back(std::bit_cast<std::uint64_t>(row.game.difference.standard_error));
    }
  }
  EXPECT_EQ(bits[0], bits[1]);
  EXPECT_EQ(bits[0], bits[2]);
}

}  // namespace
}  // namespace parley
