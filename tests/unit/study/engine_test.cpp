// SPDX-License-Identifier: Apache-2.0
// The fast way over blocks of draws against the definition, one draw at a time.
#include "parley/study/engine.h"

#include <filesystem>

#include <gmock/gmock.h>

#include "parley/game/certificate.h"
#include "scenario_models.h"

namespace parley {
namespace {

using study::BlockSolver;

/// One draw by the definition: what it reports of each quantity and player; nothing where it is not settled.
struct ByDefinition {
  std::vector<double> quantities, values;
  double largest_gain = 0.0;
};

std::optional<ByDefinition> by_definition(const build::Model& model, const std::vector<Number>& inputs) {
  std::vector<double> slots;
  for (const Number& slot : model.game.program.evaluate(inputs)) slots.push_back(slot.value);
  const auto game = game::at_draw(model.game, slots);
  if (!game) return std::nullopt;
  const auto solution = solve::solve_settled(*game, {}, RunContext{});
  if (!solution.all_settled) return std::nullopt;
  game::StrategyProfile<double> profile;
  for (std::size_t h = 0; h < game->infosets.size(); ++h) {
    profile.probs.emplace_back(game->infosets[h].num_actions, 0.0);
    profile.probs.back()[solution.choices[h].action] = 1.0;
  }
  const auto certificate = game::certify(*game, profile, game::tremble_beliefs(*game, profile));
  return ByDefinition{certificate.reported_quantities, certificate.reported_values, certificate.largest_deviation_gain};
}

TEST(Engine, AgreesWithTheDefinitionDrawByDraw) {
  std::size_t compared = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(PARLEY_TEST_DATA "/cases")) {
    if (entry.path().extension() != ".parley") continue;
    SCOPED_TRACE(entry.path().string());
    const auto source = scenario::read_source(entry.path().string());
    const auto model = build::build(tests::analysed(*source), {}).model;
    const study::PreparedModel prepared(*model, study::Purpose::certified);
    BlockSolver solver(prepared);
    constexpr std::size_t num_draws = 96;  // one block and a half
    const auto draws = study::Draws::from(*model, {.draws = num_draws, .replicates = 16, .seed = 11});
    solver.begin_chunk(*draws, 0, num_draws, {});
    for (std::size_t block = 0; block < solver.num_blocks(); ++block) {
      solver.solve(block);
      solver.certify();
      for (std::size_t lane = 0; lane < solver.count(); ++lane) {
        std::vector<Number> inputs = build::centre_inputs(*model);
        std::vector<double> drawn(model->drawn.size());
        draws->draw(solver.first_draw() + lane, drawn.data());
        for (std::size_t d = 0; d < drawn.size(); ++d) inputs[model->drawn[d]] = Number(drawn[d]);
        const auto want = by_definition(*model, inputs);
        ASSERT_EQ(solver.status(lane) == study::DrawStatus::solved, want.has_value());
        if (!want) continue;
        ++compared;
        for (std::size_t q = 0; q < want->quantities.size(); ++q) {
          ASSERT_NEAR(solver.quantity(q, lane), want->quantities[q], 1e-12);
        }
        for (std::size_t p = 0; p < want->values.size(); ++p) {
          ASSERT_NEAR(solver.value(p, lane), want->values[p], 1e-10);  // payoffs of size 100, some 50 operations
        }
        ASSERT_NEAR(solver.largest_gain(lane), want->largest_gain, 1e-10);
      }
    }
  }
  EXPECT_GT(compared, 800U);
}

// Trap (a) of the methods: the order in which a block is written must not matter, and the fast tests settle neither.
TEST(Engine, LeavesToTheDefinitionWhatOnlyItSettles) {
  for (const bool swapped : {false, true}) {
    const std::string a = "    a picks { t, d }\n";
    const std::string b = "    b picks { l, r }\n";
    const auto model =
        tests::model_of("parley 1\nplayer a\nplayer b\nparam eps : prob = 0.1 to 0.2\nplay {\n  simultaneous {\n" +
                        (swapped ? b + a : a + b) + R"(  }
}
outcome tl when a is t and b is l
outcome tr when a is t
outcome dl when b is l
outcome dr otherwise
payoff a { tl: 0, tr: 10, dl: 1, dr: 0 }
payoff b { tl: 1, tr: 1, dl: 1, dr: 0, always: 0 * eps }
)");
    const study::PreparedModel prepared(*model, study::Purpose::chances);
    BlockSolver solver(prepared);
    const auto draws = study::Draws::from(*model, {.draws = 16, .replicates = 16, .seed = 1});
    solver.begin_chunk(*draws, 0, 16, {});
    solver.solve(0);
    EXPECT_EQ(solver.status(0), study::DrawStatus::solved);
    EXPECT_EQ(solver.quantity(2, 0), 1.0) << "(d, l) whichever is written first";
  }
}

}  // namespace
}  // namespace parley
