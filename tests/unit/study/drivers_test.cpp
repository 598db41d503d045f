// SPDX-License-Identifier: Apache-2.0
// What moves an answer, in scenarios that compute functions whose shares are known.
#include "parley/study/drivers.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "scenario_models.h"

namespace parley {
namespace {

using study::Drivers;
using study::DriversMethod;
using ::testing::HasSubstr;

Result<Drivers> tried(const std::string& text, const std::string& target, study::DrawOptions options = {}) {
  const auto model = tests::model_of(text, {}, {target});
  RunContext run;
  run.num_threads = 2;
  return study::drivers(*model, model->targets.front(), options, run);
}

Drivers drivers_of(const std::string& text, const std::string& target, study::DrawOptions options = {}) {
  auto found = tried(text, target, options);
  if (!found) {
    ADD_FAILURE() << found.error().message;
    return {};
  }
  return *std::move(found);
}

/// Three bootstrap standard errors. The floor is for estimates without spread over base points: Sobol points leave an
/// error of the order of 1 over their number, 4,096, which the bootstrap cannot see there.
void expect_share(const std::optional<IndexEstimate>& found, double wanted, const std::string& what) {
  ASSERT_TRUE(found) << what;
  EXPECT_NEAR(found->value, wanted, std::max(3.0 * found->standard_error, 1e-3)) << what;
}

/// Rows by name.
std::map<std::string, study::DriverRow> by_name(const Drivers& drivers) {
  std::map<std::string, study::DriverRow> rows;
  for (const auto& row : drivers.params) rows.emplace(row.name, row);
  return rows;
}

/// A player whose value is a function of the params.
std::string payoff_scenario(const std::string& declarations, const std::string& payoff) {
  return "parley 1\nscenario \"A function\"\nplayer one\n" + declarations +
         "play { one picks { go, stay } }\noutcome gone when one is go\noutcome here otherwise\n"
         "payoff one { gone: " +
         payoff + ", here: -100 }\n";
}

// Source: Saltelli and Sobol 1995: V_i = 1 / (3 (1 + a_i)^2), V = prod (1 + V_j) - 1.
TEST(Drivers, OfAPayoffThatIsTheGFunctionAreThoseOfItsClosedForm) {
  const std::vector<double> a = {0, 1, 4.5, 9, 99, 99, 99, 99};
  std::string declarations, payoff = "1";
  double all = 1.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    declarations += fmt::format("param x{} : real = uniform(0, 1)\n", i);
    payoff += fmt::format(" * (abs(4 * x{} - 2) + {}) / {}", i, a[i], 1.0 + a[i]);
    all *= 1.0 + 1.0 / (3.0 * (1.0 + a[i]) * (1.0 + a[i]));
  }
  const Drivers found = drivers_of(payoff_scenario(declarations, payoff), "value(one)");
  EXPECT_EQ(found.method, DriversMethod::saltelli);
  EXPECT_EQ(found.evaluations, 4096U * 10U);
  EXPECT_NEAR(found.mean, 1.0, 0.01);
  ASSERT_EQ(found.params.size(), a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double part = 1.0 / (3.0 * (1.0 + a[i]) * (1.0 + a[i]));
    expect_share(found.params[i].first_order_index, part / (all - 1.0), fmt::format("first order of x{}", i));
    expect_share(found.params[i].total_index, part * all / (1.0 + part) / (all - 1.0), fmt::format("total of x{}", i));
    EXPECT_FALSE(found.params[i].shapley_effect);
  }
}

// After the evidence x is 1 with chance 3 * 3/4 / (3 * 3/4 + 1/4) = 0.9, so its variance is 0.09. y, uniform, has
// density 2/3 below 1/2 and 4/3 above: its mean is 7/12 and its mean square (2/3)(1/24) + (4/3)(7/24) = 5/12, so its
// variance is 5/12 - 49/144 = 11/144. z is uniform below 1/4, the rest being ruled out: its variance is 1/192.
constexpr double part_x = 0.09, part_y = 11.0 / 144.0, part_z = 1.0 / 192.0;
const std::string bent_params =
    "param x : real = in { 0: 1/4, 1: 3/4 }\nparam y : real = uniform(0, 1)\nparam z : real = uniform(0, 1)\n"
    "evidence e1 \"on x\" { x above 1/2 : below 1/2 = 3 : 1 }\nevidence e2 \"on y\" { y above 0.5 : below 0.5 = 2 : 1 "
    "}\n"
    "evidence e3 \"low\" { z above 1/4 : below 1/4 = 0 : 1 }\n";

TEST(Drivers, AreOfTheDistributionAfterTheEvidence) {
  const Drivers found = drivers_of(payoff_scenario(bent_params, "x + y + z"), "value(one)");
  EXPECT_EQ(found.method, DriversMethod::saltelli);
  constexpr double all = part_x + part_y + part_z;
  EXPECT_NEAR(found.mean, 0.9 + 7.0 / 12.0 + 0.125, 0.005);
  EXPECT_NEAR(found.variance, all, 0.02 * all);
  const auto rows = by_name(found);
  for (const auto& [name, part] : std::map<std::string, double>{{"x", part_x}, {"y", part_y}, {"z", part_z}}) {
    expect_share(rows.at(name).first_order_index, part / all, name);
    expect_share(rows.at(name).total_index, part / all, name);
  }
}

TEST(Drivers, TakeSeveralThresholdsOnOneParam) {
  const std::string params =
      "param y : real = uniform(0, 1)\nparam z : real = uniform(0, 1)\n"
      "evidence e1 \"odds\" { y above 0.5 : below 0.5 = 2 : 1 }\n"
      "evidence e2 \"low\" { z above 1/4 : below 1/4 = 1 : 3 }\nevidence e3 \"high\" { z above 3/4 : below 3/4 = 3 : 1 "
      "}\n";
  // Products by piece: 3, 1 and 3. Weighted by their widths 1/4, 1/2, 1/4: masses 3/8, 1/4, 3/8 (after / 2).
  // E z^2 = 3/2 (1/192) + 1/2 (27/192 - 1/192) + 3/2 (1/3 - 27/192), the mean is 1/2.
  const double square = 1.5 / 192.0 + 0.5 * 26.0 / 192.0 + 1.5 * (1.0 / 3.0 - 27.0 / 192.0);
  const double part = square - 0.25, all = part + part_y;
  const Drivers found = drivers_of(payoff_scenario(params, "y + z"), "value(one)");
  EXPECT_EQ(found.method, DriversMethod::saltelli);
  const auto rows = by_name(found);
  expect_share(rows.at("z").total_index, part / all, "z");
  expect_share(rows.at("y").total_index, part_y / all, "y");
}

// The same by weights: two params that are correlated and do nothing make the method another.
TEST(Drivers, AreTheSameByWeightsAsByBentMarginals) {
  const std::string params =
      bent_params +
      "param u : real = normal(0, 1)\nparam v : real = normal(0, 1)\ncorrelate u, v by 0.5 because \"test\"\n";
  const Drivers found = drivers_of(payoff_scenario(params, "x + y + z + 0 * u * v"), "value(one)", {.draws = 16384});
  EXPECT_EQ(found.method, DriversMethod::shapley);
  constexpr double all = part_x + part_y + part_z;
  const auto rows = by_name(found);
  for (const auto& [name, part] : std::map<std::string, double>{{"x", part_x}, {"y", part_y}, {"z", part_z}}) {
    expect_share(rows.at(name).shapley_effect, part / all, name);
  }
  EXPECT_EQ(rows.at("u").shapley_effect->value, 0.0);
  EXPECT_EQ(rows.at("v").shapley_effect->high, 0.0);
  EXPECT_LT(found.effective_draws, 16384.0 / 3.0);  // e3 alone leaves a quarter
  ASSERT_FALSE(found.notes.empty());
  EXPECT_THAT(found.notes.front(), HasSubstr("u and v are correlated"));
}

// Evidence on a type whose odds are a range and whose prior is a param: with likelihoods o : 1 the weight of a draw is
// o p + 1 - p over what that is at the centre's prior, (o + 1) / 2. The chance of the type after it is
// o p / (o p + 1 - p). By the midpoint rule over the chances of p and o, for each set of known inputs.
TEST(Drivers, OfATypeAfterEvidenceWithRangeOddsAreThoseOfQuadrature) {
  constexpr std::size_t cells = 400;
  const auto middle = [](std::size_t cell) { return (static_cast<double>(cell) + 0.5) / static_cast<double>(cells); };
  const Distribution odds = *Distribution::range(Support::positive, Number(Rational(1)), Number(Rational(9)));
  std::vector<double> p_weight(cells), p_sum(cells), o_weight(cells), o_sum(cells);
  double weight = 0.0, sum = 0.0, square = 0.0;
  for (std::size_t i = 0; i < cells; ++i) {
    const double p = middle(i);
    for (std::size_t j = 0; j < cells; ++j) {
      const double o = odds.quantile(middle(j));
      const double w = (o * p + 1.0 - p) / (0.5 * o + 0.5), f = o * p / (o * p + 1.0 - p);
      weight += w, sum += w * f, square += w * f * f;
      p_weight[i] += w, p_sum[i] += w * f, o_weight[j] += w, o_sum[j] += w * f;
    }
  }
  const double mean = sum / weight, variance = square / weight - mean * mean;
  double by_p = -mean * mean, by_o = -mean * mean;
  for (std::size_t i = 0; i < cells; ++i) {
    by_p += p_sum[i] * p_sum[i] / p_weight[i] / weight;
    by_o += o_sum[i] * o_sum[i] / o_weight[i] / weight;
  }
  const Drivers found = drivers_of(
      "parley 1\nscenario \"A type\"\nparam p : prob = uniform(0, 1)\nplayer one type { soft: p, hard: rest }\n"
      "evidence report \"A report\" { one.type soft : hard = 1 to 9 : 1 }\n"
      "play { one picks { go, stay } }\noutcome gone when one is go\noutcome here otherwise\n"
      "payoff one { gone: 1, here: 0 }\n",
      "P(one.type is soft)");
  EXPECT_EQ(found.method, DriversMethod::shapley);
  EXPECT_NEAR(found.mean, mean, 0.005);
  EXPECT_NEAR(found.variance, variance, 0.03 * variance);
  const auto rows = by_name(found);
  expect_share(rows.at("p").shapley_effect, 0.5 * (by_p + variance - by_o) / variance, "p");
  expect_share(rows.at("evidence report").shapley_effect, 0.5 * (by_o + variance - by_p) / variance, "odds");
}

// A draw counts as far as it makes the condition likely: p has density 2 p, q is uniform and the answer is p q. So
// E p = 2/3, E p^2 = 1/2, the variance is 1/2 * 1/3 - 1/9 = 1/18, p alone takes 1/72 of it and q alone 1/27.
TEST(Drivers, OfAConditionalChanceAreThoseOfWhatTheConditionLeaves) {
  const Drivers found = drivers_of(
      "parley 1\nscenario \"A hit\"\nplayer one\nparam p : prob = uniform(0, 1)\nparam q : prob = uniform(0, 1)\n"
      "param idle : prob = uniform(0, 1)\n"
      "play { one picks { go, stay }\n chance c { hit: p, miss: rest }\n chance e { yes: p * q, no: rest } }\n"
      "outcome yes when e is yes\noutcome no otherwise\npayoff one { yes: 1, no: 0 }\n",
      "P(e is yes given c is hit)");
  EXPECT_NEAR(found.mean, 1.0 / 3.0, 0.003);
  EXPECT_NEAR(found.variance, 1.0 / 18.0, 0.001);
  EXPECT_EQ(found.condition_partners, 16U);
  const auto rows = by_name(found);
  const double p = 0.5 * (1.0 / 72.0 + 1.0 / 18.0 - 1.0 / 27.0) * 18.0;
  // The chance p has a squared relative variation of 1/3 before the condition, which over 17 draws is the most that the
  // mean chance in the denominator can shift either.
  EXPECT_NEAR(rows.at("p").shapley_effect->value, p, 3.0 * rows.at("p").shapley_effect->standard_error + 1.0 / 51.0);
  EXPECT_EQ(rows.at("idle").shapley_effect->value, 0.0);
}

TEST(Drivers, OfWhatDoesNotVaryAreNotSet) {
  const Drivers found = drivers_of(payoff_scenario("param x : real = uniform(0, 1)\n", "7"), "value(one)");
  EXPECT_FALSE(found.varies);
  EXPECT_EQ(found.variance, 0.0);
  ASSERT_EQ(found.params.size(), 1U);
  EXPECT_FALSE(found.params[0].total_index);
  EXPECT_FALSE(found.params[0].shapley_effect);
  ASSERT_EQ(found.notes.size(), 1U);
  EXPECT_THAT(found.notes[0], HasSubstr("the same in every draw"));
}

TEST(Drivers, OfAScenarioWithoutDrawnInputsHaveNoRows) {
  const Drivers found = drivers_of(payoff_scenario("", "7"), "value(one)");
  EXPECT_TRUE(found.params.empty());
  EXPECT_EQ(found.mean, 7.0);
  EXPECT_THAT(found.notes.at(0), HasSubstr("Nothing is drawn"));
}

TEST(Drivers, OfCorrelatedParamsWithFewValuesSayWhatIsKnownOfThem) {
  const Drivers found =
      drivers_of(payoff_scenario("param x : real = in { 0: 1/4, 1: 3/4 }\nparam y : real = uniform(0, 1)\n"
                                 "correlate x, y by 0.3 because \"test\"\n",
                                 "x + y"),
                 "value(one)", {.draws = 1024});
  ASSERT_EQ(found.notes.size(), 2U);
  EXPECT_THAT(found.notes[0], HasSubstr("x and y are correlated"));
  EXPECT_THAT(found.notes[1], HasSubstr("Of x, correlated and with few values"));
}

// In draws with x above 0.99 a table adds up to more than 1.
TEST(Drivers, LeaveOutWholeBasePointsAndSaySo) {
  const Drivers found = drivers_of(
      "parley 1\nscenario \"A rule\"\nplayer one\nparam x : real = uniform(0, 1)\nparam y : real = uniform(0, 1)\n"
      "play { one picks { go, stay }\n chance c { a: 0.01 + x, b: rest } }\n"
      "outcome a when c is a\noutcome b otherwise\npayoff one { a: y, b: x }\n",
      "value(one)");
  // A base point has 4 games, two with each x of its pair: it is left out where either lies above 0.99, with chance
  // 1 - 0.99^2 = 0.0199. Sobol points hit that within a few of 4,096.
  EXPECT_NEAR(static_cast<double>(found.left_out), 0.0199 * 4096, 8.0);
  EXPECT_GT(found.counts.failed, found.left_out);
  EXPECT_EQ(found.draws_done, 4096U);
  EXPECT_THAT(found.notes.back(), HasSubstr("were left out"));
}

TEST(Drivers, AreRefusedBelowAnEffectiveThousand) {
  const std::string tied =
      "parley 1\nscenario \"A type\"\nparam p : prob = uniform(0, 1)\nplayer one type { soft: p, hard: rest }\n"
      "evidence report \"A report\" { one.type soft : hard = 1 : 0 }\n"
      "play { one picks { go, stay } }\noutcome gone when one is go\noutcome here otherwise\n"
      "payoff one { gone: 1, here: 0 }\n";
  // The weight is p over a constant: n (E p)^2 / E p^2 = 3/4 n, 900, but for what Sobol points miss.
  const auto refused = tried(tied, "value(one)", {.draws = 1200});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::bad_option);
  EXPECT_THAT(refused.error().message, HasSubstr("an effective 90"));
  EXPECT_THAT(refused.error().message, HasSubstr("`--draws 2000` would leave more"));
  const auto few = tried(payoff_scenario("param x : real = uniform(0, 1)\n", "x"), "value(one)", {.draws = 512});
  ASSERT_FALSE(few);
  EXPECT_THAT(few.error().message, HasSubstr("`--draws 512`"));
  const auto many = tried(payoff_scenario("param x : real = uniform(0, 1)\n", "x"), "value(one)", {.draws = 4000000});
  ASSERT_FALSE(many);
  EXPECT_THAT(many.error().message, HasSubstr("`--draws 2796192` is possible"));
}

TEST(Drivers, OfAConditionThatCannotBeAreRefused) {
  const auto refused = tried(payoff_scenario("param x : real = uniform(0, 1)\n", "x"), "P(gone given here)");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("its condition has a chance below 1e-9"));
}

std::vector<std::uint64_t> bits_of(const Drivers& drivers) {
  std::vector<std::uint64_t> bits;
  const auto add = [&](double number) { bits.push_back(std::bit_cast<std::uint64_t>(number)); };
  for (const double number : {drivers.mean, drivers.variance, drivers.effective_draws}) add(number);
  for (const auto& row : drivers.params) {
    for (const auto& share : {row.first_order_index, row.total_index, row.shapley_effect}) {
      if (!share) continue;
      for (const double number : {share->value, share->standard_error, share->low, share->high}) add(number);
    }
  }
  bits.push_back(drivers.evaluations);
  return bits;
}

std::shared_ptr<const build::Model> case_model(const std::string& name, const std::string& target) {
  const auto source = scenario::read_source(PARLEY_TEST_DATA "/cases/" + name + "/" + name + ".parley");
  const auto question = scenario::parse_target(tests::analysed(*source), target);
  return build::build(question->scenario, {.targets = {question->target}, .holds = {}}).model;
}

void expect_same_for_any_threads(const std::string& name, const std::string& target, std::size_t draws) {
  const auto model = case_model(name, target);
  std::vector<std::uint64_t> first;
  for (const std::size_t threads : {1U, 2U, 4U}) {
    RunContext run;
    run.num_threads = threads;
    const auto found = study::drivers(*model, model->targets.front(), {.draws = draws, .seed = 3}, run);
    ASSERT_TRUE(found) << found.error().message;
    if (threads == 1) first = bits_of(*found);
    EXPECT_EQ(bits_of(*found), first) << target << ", " << threads << " threads";
  }
}

TEST(Drivers, AreTheSameBitByBitForAnyNumberOfThreads) {
  expect_same_for_any_threads("negotiated_exit", "P(handover)", 1280);
  expect_same_for_any_threads("private_cost", "P(war)", 1008);
}

// Every draw of the second scenario needs the logit path.
TEST(SlowDrivers, AreTheSameBitByBitForAnyNumberOfThreadsWithConditionsAndPaths) {
  expect_same_for_any_threads("negotiated_exit", "P(handover given leader is exit)", 2048);
  expect_same_for_any_threads("public_defiance", "P(deal)", 1008);
}

TEST(Drivers, SayThatTheyWereStoppedBeforeThereWasEnough) {
  const auto model = case_model("negotiated_exit", "P(handover)");
  std::stop_source source;
  source.request_stop();
  RunContext run;
  run.stop = source.get_token();
  const auto found = study::drivers(*model, model->targets.front(), {}, run);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::stopped);
  EXPECT_THAT(found.error().message, HasSubstr("0 of 4096 base points"));
}

// Stopped among the points that go with the base points: those that are whole count.
TEST(Drivers, OfARunThatWasStoppedAreThoseOfItsFirstBasePoints) {
  const auto model = case_model("negotiated_exit", "P(handover)");
  std::stop_source source;
  RunContext run;
  run.stop = source.get_token();
  run.on_progress = [&](const Progress& progress) {
    if (progress.phase.starts_with("solving points") && progress.done >= 40) source.request_stop();
  };
  const auto found = study::drivers(*model, model->targets.front(), {}, run);
  ASSERT_TRUE(found) << found.error().message;
  EXPECT_EQ(found->termination, Termination::stopped);
  EXPECT_LT(found->draws_done, 4096U);
  EXPECT_GE(found->draws_done, 40U * 1024U / 16U);
  double sum = 0.0;
  for (const auto& row : found->params) sum += row.shapley_effect->value;
  EXPECT_NEAR(sum, 1.0, 1e-12);
}

}  // namespace
}  // namespace parley
