// SPDX-License-Identifier: Apache-2.0
// The fast way over blocks of draws against the definition, one draw at a time.
#include "parley/study/engine.h"

#include <filesystem>

#include <gmock/gmock.h>

#include "by_definition.h"
#include "scenario_models.h"

namespace parley {
namespace {

using study::BlockSolver;

TEST(Engine, AgreesWithTheDefinitionDrawByDraw) {
  std::size_t compared = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(PARLEY_TEST_DATA "/cases")) {
    if (entry.path().extension() != ".parley") continue;
    SCOPED_TRACE(entry.path().string());
    const auto source = scenario::read_source(entry.path().string());
    const auto model = build::build(tests::analysed(*source), {}).model;
    const study::PreparedModel prepared(*model, study::Purpose::certified);
    const RunContext run;
    BlockSolver solver(prepared, run);
    constexpr std::size_t num_draws = 96;  // one block and a half
    const auto draws = study::Draws::from(*model, {.draws = num_draws, .replicates = 16, .seed = 11});
    solver.begin_chunk(*draws, 0, num_draws, {});
    for (std::size_t block = 0; block < solver.num_blocks(); ++block) {
      solver.solve(block);
      solver.certify();
      for (std::size_t lane = 0; lane < solver.count(); ++lane) {
        const auto want = tests::by_definition(*model, tests::inputs_of(*model, *draws, solver.first_draw() + lane));
        ASSERT_EQ(solver.status(lane), study::DrawStatus::solved);
        ASSERT_EQ(solver.open_sets(lane).empty(), want.has_value());
        ASSERT_LE(solver.largest_gain(lane), 1e-8 * 100) << "of the payoff range";
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
    const RunContext run;
    BlockSolver solver(prepared, run);
    const auto draws = study::Draws::from(*model, {.draws = 16, .replicates = 16, .seed = 1});
    solver.begin_chunk(*draws, 0, 16, {});
    solver.solve(0);
    EXPECT_EQ(solver.status(0), study::DrawStatus::solved);
    EXPECT_EQ(solver.quantity(2, 0), 1.0) << "(d, l) whichever is written first";
  }
}

}  // namespace
}  // namespace parley
