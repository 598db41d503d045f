// SPDX-License-Identifier: Apache-2.0
// How what moves an answer is written: bars, ranges with ticks where the answer turns, JSON with nulls.
#include "parley/report/drivers_text.h"

#include <cmath>
#include <string>

#include <gmock/gmock.h>

#include "fixtures.h"
#include "parley/report/json_drivers.h"

namespace parley::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

study::Drivers shapley() {
  study::Drivers drivers;
  drivers.target = "P(handover)";
  drivers.method = study::DriversMethod::shapley;
  drivers.draws = drivers.draws_done = 4096;
  drivers.replicates = 16;
  drivers.effective_draws = 3500.5;
  drivers.evaluations = 12288;
  drivers.mean = 0.25;
  drivers.variance = 0.04;
  drivers.params.push_back({"aid", 4.0, 8.0, 16.0, {}, {}, IndexEstimate{0.2, 0.01, 0.18, 0.221}, {}});
  drivers.params.push_back({"pain",
                            20.0,
                            34.0,
                            60.0,
                            {},
                            {},
                            IndexEstimate{0.8, 0.02, 0.76, 0.84},
                            {{40.0, "no exit", "handover"}, {52.0, "handover", "splinter"}}});
  drivers.notes = {"A note."};
  return drivers;
}

study::Drivers saltelli() {
  study::Drivers drivers = shapley();
  drivers.method = study::DriversMethod::saltelli;
  for (auto& row : drivers.params) {
    row.total_index = row.shapley_effect;
    row.first_order_index = IndexEstimate{-0.0001, 0.01, -0.02, 0.02};
    row.shapley_effect.reset();
  }
  return drivers;
}

// The largest first. The range of pain has 36 columns: the median 34 is 14 / 40 of the way, the ticks at 40 and 52 are
// 20 / 40 and 32 / 40 of it.
TEST(TextOfDrivers, HasABarAnInputAndTicksWhereTheAnswerTurns) {
  const std::string text = drivers_text({}, "An exit", "", shapley());
  EXPECT_THAT(text, HasSubstr("An exit: what moves P(handover)\n"));
  EXPECT_THAT(text, HasSubstr("  pain  ███████████████████▎       80.0 %  76.0 to 84.0\n"
                              "           20 ────────────┼─────│─────────│─────── 60\n"
                              "  aid   ████▊                      20.0 %  18.0 to 22.1\n"
                              "            4 ────────────┼─────────────────────── 16\n"));
  EXPECT_THAT(text, HasSubstr("a\n  tick │ where the most likely outcome turns"));
  EXPECT_THAT(text, HasSubstr("Where the answer turns, all else at the central draw\n"
                              "  pain at 40: the most likely outcome turns from no exit to handover.\n"
                              "  pain at 52: the most likely outcome turns from handover to splinter.\n"));
  EXPECT_THAT(text, HasSubstr("worth 3,500 after the evidence"));
  EXPECT_THAT(text, HasSubstr("  A note.\n"));
}

TEST(TextOfDrivers, SaysNothingOfTicksWhereThereAreNone) {
  study::Drivers drivers = shapley();
  for (auto& row : drivers.params) row.switches.clear();
  EXPECT_THAT(drivers_text({}, "", "", drivers), Not(HasSubstr("turns")));
}

TEST(TextOfDrivers, HasBothIndicesWhereInputsAreIndependent) {
  const std::string text = drivers_text({}, "", "", saltelli());
  EXPECT_THAT(text, HasSubstr("in all  95 % interval     alone  95 % interval\n"));
  EXPECT_THAT(text, HasSubstr("80.0 %  76.0 to 84.0      0.0 %  -2.0 to 2.0\n"));
}

TEST(TextOfDrivers, FitsTheScreenWhateverTheNames) {
  for (study::Drivers drivers : {shapley(), saltelli()}) {
    drivers.params[0].name = "evidence a_very_long_name_indeed (2)";
    drivers.params[0].low = -123456.7;
    drivers.params[0].high = 1234567.8;
    for (const std::size_t width : {60U, 72U, 80U, 120U}) {
      const std::string text = drivers_text({.colour = false, .width = width}, "An exit", "", drivers);
      for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        EXPECT_LE(display_width(text.substr(begin, end - begin)), width) << text.substr(begin, end - begin);
        begin = end + 1;
      }
    }
  }
}

TEST(TextOfDrivers, OfWhatDoesNotVaryHasNoBars) {
  study::Drivers drivers = shapley();
  drivers.varies = false;
  drivers.variance = 0.0;
  for (auto& row : drivers.params) row.shapley_effect.reset();
  drivers.notes = {"P(handover) is the same in every draw."};
  const std::string text = drivers_text({}, "", "", drivers);
  EXPECT_THAT(text, Not(HasSubstr("share of its variance")));
  EXPECT_THAT(text, HasSubstr("is the same in every draw"));
}

TEST(TextOfDrivers, StoppedAmongOtherGamesSaysSo) {
  study::Drivers drivers = shapley();
  drivers.private_rows.emplace();
  EXPECT_THAT(drivers_text({}, "", "", drivers), HasSubstr("No param that is drawn enters"));
  drivers.termination = Termination::time_limit;
  const std::string text = drivers_text({}, "", "", drivers);
  EXPECT_THAT(text, HasSubstr("Stopped before the first such game was solved."));
  EXPECT_THAT(text, Not(HasSubstr("only the first base points")));
}

TEST(TextOfDrivers, SaysWhereAVariantDoesNotDefineTheTarget) {
  study::Drivers drivers = shapley();
  study::OtherGame game;
  game.draws = 4096;
  game.other = game.difference = {std::nan(""), std::nan("")};
  drivers.structure.emplace().rows.push_back({"tame", "Never fights", game});
  EXPECT_THAT(drivers_text({}, "", "", drivers), HasSubstr("`tame`: the condition cannot"));
}

TEST(JsonOfDrivers, HasNullsForWhatWasNotComputedAndAlwaysSwitches) {
  const std::string json = drivers_json(testing::head(), shapley()).dump();
  EXPECT_THAT(json, HasSubstr(R"("schema": "parley/drivers/1")"));
  EXPECT_THAT(json, HasSubstr(R"("method": "shapley")"));
  EXPECT_THAT(json, HasSubstr(R"("first_order_index": null)"));
  EXPECT_THAT(json, HasSubstr(R"("first_order_index_interval": null)"));
  EXPECT_THAT(json, HasSubstr(R"("shapley_effect_interval": [0.18, 0.221])"));
  EXPECT_THAT(json, HasSubstr(R"("switches": [])"));
  EXPECT_THAT(json, HasSubstr(R"({"value": 40, "from": "no exit", "to": "handover", "what": "outcome"})"));
}

}  // namespace
}  // namespace parley::report
