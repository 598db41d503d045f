// SPDX-License-Identifier: Apache-2.0
// Certificates in lanes: the same as those of one numeric game at a time.
#include "parley/game/block_certificate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "parley/game/certificate.h"
#include "random_game.h"

namespace parley::game {
namespace {

using test::RandomGame;
using test::RandomSource;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// A block of draws of a game, each with a pure profile.
struct Block {
  std::vector<std::vector<double>> inputs;   // [input][lane]
  std::vector<std::vector<double>> choices;  // [information set][lane]
};

std::vector<const double*> lanes_of(const std::vector<std::vector<double>>& rows) {
  std::vector<const double*> lanes;
  for (const auto& row : rows) lanes.push_back(row.data());
  return lanes;
}

std::vector<double> slots_at(const ParametricGame& game, const Block& block, std::size_t lane) {
  std::vector<Number> inputs;
  for (const auto& input : block.inputs) inputs.emplace_back(input[lane]);
  std::vector<double> slots;
  for (const Number& slot : game.program.evaluate(inputs)) slots.push_back(slot.value);
  return slots;
}

/// Lanes from `count` on are undefined; a set that is not in a draw's game has a choice that means nothing.
Block random_block(const ParametricGame& game, RandomSource& random, std::size_t count) {
  Block block;
  block.inputs.assign(game.program.num_inputs(), std::vector(block_size, undefined));
  block.choices.assign(game.infosets.size(), std::vector(block_size, undefined));
  // Sets whose choice is the same in all draws are common.
  const bool same = random.one_in(3);
  for (std::size_t lane = 0; lane < count; ++lane) {
    for (auto& input : block.inputs) input[lane] = random.uniform();
    const std::vector<double> slots = slots_at(game, block, lane);
    for (std::size_t h = 0; h < game.infosets.size(); ++h) {
      std::vector<double> there;
      for (std::size_t a = 0; a < game.infosets[h].actions.size(); ++a) {
        if (slots[game.infosets[h].available[a].at()] == 1.0) there.push_back(static_cast<double>(a));
      }
      const std::uint32_t pick = same ? 0 : random.below(static_cast<std::uint32_t>(there.size()));
      block.choices[h][lane] = there[pick];
    }
  }
  return block;
}

void run(BlockCertificate& certificate, const ParametricGame& game, const Block& block, std::size_t count) {
  const LaneCode code(game.program, certificate.needed());
  LaneCode::Registers registers(code);
  code.run(lanes_of(block.inputs), registers);
  std::vector<const double*> slots;
  for (std::size_t k = 0; k < certificate.needed().size(); ++k) slots.push_back(registers.output(k));
  certificate.run(slots, lanes_of(block.choices), count);
}

struct Scalar {
  NumericGame<double> game;
  Certificate<double> certificate;
};

/// By the definition, one draw at a time.
Scalar certify_lane(const ParametricGame& game, const Block& block, std::size_t lane) {
  auto drawn = at_draw(game, slots_at(game, block, lane));
  EXPECT_TRUE(drawn.has_value()) << drawn.error().message;
  StrategyProfile<double> profile;
  for (const auto& set : drawn->infosets) {
    std::vector<double> probs;
    for (const std::uint32_t action : set.actions)
      probs.push_back(block.choices[set.origin][lane] == action ? 1.0 : 0.0);
    profile.probs.push_back(std::move(probs));
  }
  Scalar scalar{std::move(*drawn), {}};
  scalar.certificate = certify(scalar.game, profile, tremble_beliefs(scalar.game, profile));
  return scalar;
}

/// Lanes and the definition add the same products up in another order: a few roundings of the largest payoff a level,
/// and there are at most a dozen levels. 1e-12 is a thousand times that.
void expect_equal(const BlockCertificate& certificate, const Scalar& scalar, std::size_t num_infosets,
                  std::size_t lane) {
  double scale = 1.0;
  for (const double payoff : scalar.game.payoffs) scale = std::max(scale, std::fabs(payoff));
  EXPECT_NEAR(certificate.largest_gain()[lane], scalar.certificate.largest_deviation_gain, 1e-12 * scale);
  for (std::uint32_t p = 0; p < scalar.game.num_players; ++p) {
    EXPECT_NEAR(certificate.value(p, lane), scalar.certificate.values[p], 1e-12 * scale);
  }
  std::vector<double> reach(num_infosets, 0.0);
  for (std::size_t h = 0; h < scalar.game.infosets.size(); ++h) {
    reach[scalar.game.infosets[h].origin] = scalar.certificate.reach[h];
  }
  for (std::uint32_t h = 0; h < num_infosets; ++h) {
    EXPECT_NEAR(certificate.reach(InfosetId{h}, lane), reach[h], 1e-12 * reach[h]) << "information set " << h;
    EXPECT_EQ(certificate.on_path(InfosetId{h}, lane), reach[h] > 0.0) << "information set " << h;
  }
}

void compare(const ParametricGame& game, RandomSource& random, std::size_t count) {
  BlockCertificate certificate(game);
  for (int repetition = 0; repetition < 2; ++repetition) {  // nothing is left over from the block before
    const Block block = random_block(game, random, count);
    run(certificate, game, block, count);
    for (std::size_t lane = 0; lane < count; ++lane) {
      expect_equal(certificate, certify_lane(game, block, lane), game.infosets.size(), lane);
    }
  }
}

class BlockCertificateOfRandomGames : public testing::TestWithParam<bool> {};

TEST_P(BlockCertificateOfRandomGames, AgreesWithTheDefinitionInEveryLane) {
  RandomSource random(GetParam() ? 1 : 2);
  for (int repetition = 0; repetition < 150; ++repetition) {
    const ParametricGame game = RandomGame(random, GetParam()).build(1 + random.below(8));
    SCOPED_TRACE("game " + std::to_string(repetition));
    compare(game, random, random.one_in(8) ? block_size : 1 + random.below(12));
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(TreesAndMergedGraphs, BlockCertificateOfRandomGames, testing::Bool(),
                         [](const auto& kind) { return kind.param ? std::string("Merged") : std::string("Trees"); });

}  // namespace
}  // namespace parley::game
