// SPDX-License-Identifier: Apache-2.0
// Boxes of scenarios: of one whose box is known, and of the large example on fresh draws.
#include "parley/study/boxes.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "parley/study/sampler.h"
#include "scenario_models.h"

namespace parley::study {
namespace {

// The buyer buys where worth is above 6 and the colour is 2 or 3: nobody else moves, and mood is noise.
const std::string shop = R"(parley 1
player buyer
param worth : pos = uniform(0, 10)
param mood : real = uniform(0, 1)
param colour : real = in { 1: 1/4, 2: 1/4, 3: 1/2 }
play { buyer picks { buy, leave } }
outcome sale when buyer is buy
outcome none_of_it otherwise
payoff buyer { sale: (worth - 6) if colour >= 2 else -1, none_of_it: 0 }
)";

Result<Boxes> boxes_of(const std::string& text, const std::string& event, const BoxesOptions& options,
                       std::size_t threads = 1) {
  const auto model = tests::model_of(text, {}, {"P(" + event + ")"});
  RunContext run;
  run.num_threads = threads;
  return boxes(*model, options, run);
}

std::shared_ptr<const build::Model> large_example() {
  const auto source = scenario::read_source(PARLEY_TEST_DATA "/cases/negotiated_exit/negotiated_exit.parley");
  auto scenario = tests::analysed(*source);
  auto question = scenario::parse_event(scenario, "leader is exit");
  build::BuildOptions options;
  options.targets.push_back(question->target);
  return build::build(question->scenario, options).model;
}

// A step peels at most 5 % of the box's weight, 0.5 of the width of 10 at most.
TEST(BoxesOfAShop, AreThePartOfTheSpaceInWhichTheBuyerBuys) {
  const auto found = boxes_of(shop, "buyer is buy", {});
  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->boxes.size(), 1U);
  const FoundBox& box = found->boxes.front();
  ASSERT_EQ(box.restrictions.size(), 2U);
  EXPECT_EQ(box.restrictions[0].param, "worth");
  EXPECT_NEAR(box.restrictions[0].low.value(), 6.0, 0.5);
  EXPECT_FALSE(box.restrictions[0].high);
  EXPECT_THAT(box.restrictions[1].values, testing::ElementsAre(2.0, 3.0));
  EXPECT_THAT(box.restrictions[1].all_values, testing::ElementsAre(1.0, 2.0, 3.0));
  for (const BoxRestriction& row : box.restrictions) EXPECT_LT(row.p_value, 1e-6);
  EXPECT_NEAR(found->share_of_interest.mean, 0.4 * 0.75, 4.0 * found->share_of_interest.standard_error + 1e-3);
  EXPECT_GT(box.numbers.coverage.mean, 0.87);  // (4 - 0.5) / 4
  EXPECT_GT(box.numbers.density.mean, 0.88);   // 4 / (4 + 0.5)
}

TEST(BoxesOfAShop, AreNoneWhereAllDrawsOrNoneAreOfInterest) {
  for (const std::string& event :
       {std::string("buyer in { buy, leave }"), std::string("not (buyer in { buy, leave })")}) {
    const auto found = boxes_of(shop, event, {});
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_TRUE(found->boxes.empty());
    EXPECT_TRUE(found->trajectory.empty());
  }
}

TEST(BoxesOfAShop, ShowTheStepThatIsAskedFor) {
  const auto found = boxes_of(shop, "buyer is buy", {.peel = 1});
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->boxes.front().peel, 1U);
  const auto beyond = boxes_of(shop, "buyer is buy", {.peel = 10'000});
  ASSERT_FALSE(beyond);
  EXPECT_THAT(beyond.error().message, testing::HasSubstr("--peel 10000"));
}

TEST(BoxesOfAShop, WorkWithTheFewestDraws) {
  const auto found = boxes_of(shop, "buyer is buy", {.peel = {}, .draws = {.draws = 1, .replicates = 2}});
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->draws, 2U);
}

/// The sides of a box as another sample of the model sees them.
bool is_inside(const build::Model& model, const FoundBox& box, const std::vector<double>& at) {
  return std::ranges::all_of(box.restrictions, [&](const BoxRestriction& row) {
    const auto d =
        std::ranges::find_if(model.drawn, [&](std::uint32_t i) { return model.inputs[i].name == row.param; });
    const double x = at[static_cast<std::size_t>(d - model.drawn.begin())];
    if (!row.values.empty()) return std::ranges::find(row.values, x) != row.values.end();
    return (!row.low || x >= *row.low) && (!row.high || x <= *row.high);
  });
}

// The box was chosen on other draws than those it is measured on, so that fresh draws differ by the errors of both
// alone: three standard errors of the difference.
TEST(BoxesOfTheLargeExample, ReproduceCoverageAndDensityOnFreshDraws) {
  const auto model = large_example();
  for (const std::optional<std::size_t> peel : {std::optional<std::size_t>(), std::optional<std::size_t>(20)}) {
    const auto found = boxes(*model, {.peel = peel}, {});
    ASSERT_TRUE(found) << found.error().message;
    const FoundBox& box = found->boxes.front();
    ASSERT_FALSE(box.restrictions.empty());
    const DrawOptions fresh = {.draws = 8192, .replicates = 32, .seed = 977};
    auto draws = Draws::from(*model, fresh);
    const auto sample = Sampler(*model).at(*draws, {}, {}, "");
    ASSERT_TRUE(sample);
    const TargetColumn column = target_column(*sample, model->targets.front());
    std::vector<double> at(model->drawn.size()), interest(sample->size()), inside(sample->size()), both(sample->size());
    for (std::size_t i = 0; i < sample->size(); ++i) {
      draws->draw(i, at.data());
      interest[i] = column.numbers[i] >= 0.5 ? 1.0 : 0.0;
      inside[i] = is_inside(*model, box, at) ? 1.0 : 0.0;
      both[i] = interest[i] * inside[i];
    }
    const Estimate coverage = replicated_ratio(both, column.weights, interest, fresh.replicates);
    const Estimate density = replicated_ratio(both, column.weights, inside, fresh.replicates);
    const auto error = [](const Estimate& a, const Estimate& b) {
      return std::hypot(a.standard_error, b.standard_error);
    };
    EXPECT_NEAR(box.numbers.coverage.mean, coverage.mean, 3.0 * error(box.numbers.coverage, coverage));
    EXPECT_NEAR(box.numbers.density.mean, density.mean, 3.0 * error(box.numbers.density, density));
  }
}

using Bits = std::vector<std::uint64_t>;

Bits bits_of(const Boxes& boxes) {
  Bits bits;
  const auto add = [&](const Estimate& estimate) {
    bits.push_back(std::bit_cast<std::uint64_t>(estimate.mean));
    bits.push_back(std::bit_cast<std::uint64_t>(estimate.standard_error));
  };
  const auto add_numbers = [&](const BoxNumbers& numbers, const std::vector<BoxRestriction>& rows) {
    for (const Estimate& estimate : {numbers.coverage, numbers.density, numbers.mass}) add(estimate);
    for (const BoxRestriction& row : rows) {
      bits.push_back(std::bit_cast<std::uint64_t>(row.low.value_or(-1.0)));
      bits.push_back(std::bit_cast<std::uint64_t>(row.high.value_or(-1.0)));
    }
  };
  add(boxes.share_of_interest);
  for (const FoundBox& box : boxes.boxes) add_numbers(box.numbers, box.restrictions);
  for (const PeelRow& row : boxes.trajectory) add_numbers(row.numbers, row.restrictions);
  return bits;
}

TEST(BoxesOfTheLargeExample, AreTheSameBytesForAnyNumberOfThreads) {
  const auto model = large_example();
  std::vector<Bits> bits;
  for (const std::size_t threads : {1U, 2U, 4U}) {
    RunContext run;
    run.num_threads = threads;
    const auto found = boxes(*model, {}, run);
    ASSERT_TRUE(found);
    bits.push_back(bits_of(*found));
  }
  EXPECT_EQ(bits[0], bits[1]);
  EXPECT_EQ(bits[0], bits[2]);
}

// 0.7 + 0.1 is a little below 0.8 in doubles. The two values of half the weight each: within their Sobol cells.
TEST(Boxes, CountADrawWhoseChanceIsTheThresholdButForRounding) {
  const auto found = boxes_of(R"(parley 1
player one
param firm : prob = in { 0.7: 1/2, 0.3: 1/2 }
play {
  chance luck { good: firm, fair: 0.1, bad: rest }
  one picks { act, wait }
}
outcome acted when one is act
outcome waited otherwise
payoff one { acted: 1, waited: 0 }
)",
                              "luck is good or luck is fair", {.threshold = 0.8});
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_NEAR(found->share_of_interest.mean, 0.5, 1.0 / 256.0);
}

TEST(Boxes, SayOfAStepThatTheyDidNotComeToThatTheyWereStopped) {
  const auto model = large_example();
  std::stop_source stop;
  RunContext run;
  run.stop = stop.get_token();
  run.on_progress = [&](const Progress& progress) {
    if (progress.done == progress.total) stop.request_stop();
  };
  const auto found = boxes(*model, {.peel = 3}, run);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::stopped);
}

TEST(Boxes, SayThatTheyWereStopped) {
  const auto model = large_example();
  std::stop_source stop;
  stop.request_stop();
  RunContext run;
  run.stop = stop.get_token();
  const auto found = boxes(*model, {}, run);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::stopped);
}

}  // namespace
}  // namespace parley::study
