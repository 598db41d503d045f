// SPDX-License-Identifier: Apache-2.0
// Certificates in lanes: the same as those of one numeric game at a time.
#include "parley/game/block_certificate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "every_target.h"
#include "parley/base/result.h"
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
  for (int repetition = 0; repetition < 400; ++repetition) {
    const ParametricGame game = RandomGame(random, GetParam()).build(1 + random.below(8));
    SCOPED_TRACE("game " + std::to_string(repetition));
    compare(game, random, random.one_in(8) ? block_size : 1 + random.below(12));
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(TreesAndMergedGraphs, BlockCertificateOfRandomGames, testing::Bool(),
                         [](const auto& kind) { return kind.param ? std::string("Merged") : std::string("Trees"); });

class BlockCertificateOnEveryTarget : public test::EveryTarget {};

TEST_F(BlockCertificateOnEveryTarget, HasTheSameBits) {
  RandomSource random(3);
  for (int repetition = 0; repetition < 20; ++repetition) {
    const ParametricGame game = RandomGame(random, true).build(6);
    const Block block = random_block(game, random, block_size);
    std::vector<std::vector<double>> gains;
    for_each_target([&] {
      BlockCertificate certificate(game);
      run(certificate, game, block, block_size);
      gains.push_back(certificate.largest_gain());
      for (std::uint32_t p = 0; p < game.num_players(); ++p) {
        for (std::size_t lane = 0; lane < block_size; ++lane) gains.back().push_back(certificate.value(p, lane));
      }
    });
    for (const auto& other : gains) EXPECT_EQ(other, gains.front());
  }
}

// ---- small games by hand ----

/// Nature moves left or right, once or many times in the same direction; then a player who cannot tell the ends of the
/// two ways apart says which it was, and is paid 1 where it is right.
class Guess {
 public:
  /// `length` moves of nature on either way; going on has chance `on` left and `other_on` right.
  Guess(std::uint32_t length, double on, double other_on) {
    game_.players = {"guesser"};
    game_.steps.push_back({"nature", {"nature"}, {"on", "stop"}, {}});
    game_.steps.push_back({"guess", {"guess"}, {"left", "right"}, {}});
    game_.chances.push_back({0, 0});
    game_.program = Program(1);
    Infoset& set = game_.infosets.emplace_back();
    set.step = 1;
    set.actions = {0, 1};
    set.available = {game_.program.exact(1), game_.program.exact(1)};
    const std::uint32_t root = add_node();
    std::uint32_t left = add_node(), right = add_node();
    split(root, game_.program.constant(0.5), left, right);
    for (std::uint32_t k = 0; k < length; ++k) {
      left = go_on(left, on);
      right = go_on(right, other_on);
    }
    guess(left, 0);
    guess(right, 1);
  }

  const ParametricGame& game() const { return game_; }

 private:
  std::uint32_t add_node() {
    game_.nodes.emplace_back();
    return static_cast<std::uint32_t>(game_.nodes.size() - 1);
  }
  void split(std::uint32_t node, Slot chance, std::uint32_t first, std::uint32_t second) {
    const Slot rest = game_.program.subtract(game_.program.exact(1), chance);
    game_.nodes[node] = {NodeKind::chance, static_cast<std::uint32_t>(game_.edges.size()), 2, 0};
    game_.edges.push_back({NodeId{first}, 0, chance, chance});
    game_.edges.push_back({NodeId{second}, 1, rest, rest});
  }
  std::uint32_t end(double payoff) {
    const std::uint32_t node = add_node();
    game_.nodes[node].place = static_cast<std::uint32_t>(game_.terminals.size());
    game_.terminals.push_back({{game_.program.constant(payoff)}, {}});
    return node;
  }
  std::uint32_t go_on(std::uint32_t node, double chance) {
    const std::uint32_t stop = end(0.0), next = add_node();
    split(node, game_.program.constant(chance), next, stop);
    return next;
  }
  void guess(std::uint32_t node, std::uint32_t right_answer) {
    const std::uint32_t said_left = end(right_answer == 0 ? 1.0 : 0.0), said_right = end(right_answer == 1 ? 1.0 : 0.0);
    game_.nodes[node] = {NodeKind::decision, static_cast<std::uint32_t>(game_.edges.size()), 2, 0};
    game_.edges.push_back({NodeId{said_left}, 0, {}, {}});
    game_.edges.push_back({NodeId{said_right}, 1, {}, {}});
    game_.infosets[0].nodes.push_back(NodeId{node});
  }

  ParametricGame game_;
};

double gain_of_saying_left(const Guess& guess) {
  BlockCertificate certificate(guess.game());
  Block block;
  block.inputs.assign(1, std::vector(block_size, 0.0));
  block.choices.assign(1, std::vector(block_size, 0.0));
  run(certificate, guess.game(), block, block_size);
  return certificate.largest_gain()[block_size - 1];
}

// Bayes: left has odds (on / other_on)^length, so right is right with chance 1 / (1 + odds) and left with the rest.
TEST(BlockCertificateOfAGuess, GainsWhatBayesSays) {
  EXPECT_NEAR(gain_of_saying_left(Guess(1, 0.25, 0.75)), 0.5, 1e-15);
  EXPECT_NEAR(gain_of_saying_left(Guess(2, 0.25, 0.5)), 0.6, 1e-15);
  EXPECT_EQ(gain_of_saying_left(Guess(1, 0.75, 0.25)), 0.0);
}

// Chances of 1e-1200 and less are no doubles; their ratio, 3 to 1 after the last move, still is. Each product rounds by
// at most 2^-53 of itself: 400 of them by less than 1e-13.
TEST(BlockCertificateOfAGuess, HoldsWhereBothChancesVanish) {
  const double ratio = std::pow(3.0, 1.0 / 400.0);
  EXPECT_NEAR(gain_of_saying_left(Guess(400, 1e-3, 1e-3 * ratio)), 0.5, 1e-12);
  EXPECT_NEAR(gain_of_saying_left(Guess(37, 1e-100, 1e-100 * std::pow(3.0, 1.0 / 37.0))), 0.5, 1e-12);
  // A way that is 1e400 times less likely counts for nothing, though both vanish.
  EXPECT_NEAR(gain_of_saying_left(Guess(400, 1e-4, 1e-3)), 1.0, 1e-12);
  EXPECT_EQ(gain_of_saying_left(Guess(400, 1e-3, 1e-4)), 0.0);
}

TEST(BlockCertificateOfAGuess, ReachesWhatIsUnlikelyAndNotWhatIsBelowAnyDouble) {
  Block block;
  block.inputs.assign(1, std::vector(block_size, 0.0));
  block.choices.assign(1, std::vector(block_size, 0.0));
  const Guess unlikely(100, 1e-3, 1e-3), hopeless(400, 1e-3, 1e-3);
  BlockCertificate certificate(unlikely.game());
  run(certificate, unlikely.game(), block, 1);
  EXPECT_NEAR(certificate.reach(InfosetId{0}, 0), 1e-300, 1e-312);
  EXPECT_TRUE(certificate.on_path(InfosetId{0}, 0));
  BlockCertificate other(hopeless.game());
  run(other, hopeless.game(), block, 1);
  EXPECT_EQ(other.reach(InfosetId{0}, 0), 0.0);
}

TEST(BlockCertificateOfAConstantGame, NeedsNoSlots) {
  const Guess guess(1, 0.25, 0.75);
  BlockCertificate certificate(guess.game());
  EXPECT_TRUE(certificate.needed().empty());
}

TEST(BlockCertificateRun, RefusesTheNumbersOfAnotherGame) {
  const Guess guess(1, 0.25, 0.75);
  BlockCertificate certificate(guess.game());
  EXPECT_THROW(certificate.run({}, {}, 1), InternalError);
}

}  // namespace
}  // namespace parley::game
