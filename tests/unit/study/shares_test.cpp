// SPDX-License-Identifier: Apache-2.0
// Shapley shares of games whose shares are known.
#include "parley/study/shares.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <stop_token>
#include <vector>

#include <gmock/gmock.h>

#include "parley/study/coordinates.h"
#include "parley/study/draws.h"
#include "scenario_models.h"

namespace parley::study {
namespace {

using Value = std::function<double(const std::vector<bool>&)>;

/// Worth without a spread over four replicates.
Worth sure(double value) { return {Replicated{value, std::vector<double>(4, 0.0)}}; }

std::vector<std::size_t> singles(std::size_t count) {
  std::vector<std::size_t> groups(count);
  std::iota(groups.begin(), groups.end(), std::size_t{0});
  return groups;
}

Shares shared(std::size_t count, const Value& value, const RunContext& run = {}) {
  const HybridWorth worth = [&](const std::vector<bool>& applied) -> Result<std::optional<Worth>> {
    return sure(value(applied));
  };
  const auto made = share_out(singles(count), sure(value(std::vector<bool>(count, false))),
                              sure(value(std::vector<bool>(count, true))), worth, {}, run);
  EXPECT_TRUE(made);
  return made ? *made : Shares{};
}

double sum_of_shares(const Shares& shares) {
  double sum = 0.0;
  for (const auto& row : shares.rows) sum += row[0].shapley->mean;
  return sum;
}

std::size_t num_applied(const std::vector<bool>& applied) {
  return static_cast<std::size_t>(std::ranges::count(applied, true));
}

// Each of k changes adds its own number whatever else is changed: that is its share, by all orders and by random ones.
// Rounding of at most 2^6 terms below 3: 1e-13.
TEST(Shares, OfASumAreItsTerms) {
  for (const std::size_t count : {1UL, 3UL, 6UL, 9UL}) {
    const Shares shares = shared(count, [](const std::vector<bool>& applied) {
      double sum = 0.25;
      for (std::size_t k = 0; k < applied.size(); ++k) sum += applied[k] ? 0.1 * static_cast<double>(k) - 0.2 : 0.0;
      return sum;
    });
    EXPECT_EQ(shares.exact, count <= 6);
    ASSERT_EQ(shares.rows.size(), count);
    for (std::size_t k = 0; k < count; ++k) {
      const double term = 0.1 * static_cast<double>(k) - 0.2;
      EXPECT_NEAR(shares.rows[k][0].shapley->mean, term, 1e-13);
      EXPECT_NEAR(shares.rows[k][0].shapley->standard_error, 0.0, 1e-13);
      EXPECT_NEAR(shares.rows[k][0].alone->mean, term, 1e-13);
      EXPECT_NEAR(shares.rows[k][0].taken_back->mean, term, 1e-13);
    }
    EXPECT_NEAR(sum_of_shares(shares), shares.whole[0].mean, 1e-12);
  }
}

// 2 * 3 becomes 5 * 7. First alone: 3 * 3 = 9, taken back 35 - 2 * 7 = 21, share 15; second 2 * 4 = 8, 35 - 5 * 3 = 20,
// share 14; in all 29.
TEST(Shares, OfAProductOfTwoAreTheMeansOfBothOrders) {
  const Shares shares =
      shared(2, [](const std::vector<bool>& applied) { return (applied[0] ? 5.0 : 2.0) * (applied[1] ? 7.0 : 3.0); });
  EXPECT_DOUBLE_EQ(shares.rows[0][0].alone->mean, 9.0);
  EXPECT_DOUBLE_EQ(shares.rows[0][0].taken_back->mean, 21.0);
  EXPECT_DOUBLE_EQ(shares.rows[0][0].shapley->mean, 15.0);
  EXPECT_DOUBLE_EQ(shares.rows[1][0].shapley->mean, 14.0);
  EXPECT_DOUBLE_EQ(shares.whole[0].mean, 29.0);
  EXPECT_EQ(shares.hybrids, 2U);
}

// Source: Shapley 1953. One of three is worth a third of the whole where two are needed, and two gloves of one hand
// against one of the other have 1/6 each against 2/3.
TEST(Shares, AreShapleysOnHisOwnExamples) {
  const Shares majority = shared(3, [](const std::vector<bool>& a) { return num_applied(a) >= 2 ? 1.0 : 0.0; });
  for (const auto& row : majority.rows) EXPECT_NEAR(row[0].shapley->mean, 1.0 / 3.0, 1e-15);
  const Shares gloves = shared(3, [](const std::vector<bool>& a) { return a[2] && (a[0] || a[1]) ? 1.0 : 0.0; });
  EXPECT_NEAR(gloves.rows[0][0].shapley->mean, 1.0 / 6.0, 1e-15);
  EXPECT_NEAR(gloves.rows[1][0].shapley->mean, 1.0 / 6.0, 1e-15);
  EXPECT_NEAR(gloves.rows[2][0].shapley->mean, 2.0 / 3.0, 1e-15);
}

// Nine changes of which five are needed: 1/9 each, and every group stands once at the fifth place of each block.
TEST(Shares, OverRandomOrdersGiveEveryPlaceToAll) {
  const Shares shares = shared(9, [](const std::vector<bool>& a) { return num_applied(a) >= 5 ? 1.0 : 0.0; });
  EXPECT_FALSE(shares.exact);
  for (const auto& row : shares.rows) EXPECT_NEAR(row[0].shapley->mean, 1.0 / 9.0, 1e-14);
}

// The square of a sum of c has the shares c_k times the sum: c_k^2 + 2 c_k sum of the others, half of the cross terms
// to each. Six blocks: Student's t with 5 degrees of freedom passes 6 once in 540.
TEST(Shares, OverRandomOrdersAreWithinTheirError) {
  const auto c = [](std::size_t k) { return 1.0 + 0.5 * static_cast<double>(k * k % 7); };
  const Shares shares = shared(9, [&](const std::vector<bool>& a) {
    double sum = 0.0;
    for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] ? c(k) : 0.0;
    return sum * sum;
  });
  double sum = 0.0;
  for (std::size_t k = 0; k < 9; ++k) sum += c(k);
  for (std::size_t k = 0; k < 9; ++k) {
    const Estimate share = *shares.rows[k][0].shapley;
    EXPECT_GT(share.standard_error, 0.0);
    EXPECT_NEAR(share.mean, c(k) * sum, 6.0 * share.standard_error);
  }
  EXPECT_NEAR(sum_of_shares(shares), sum * sum, 1e-10);  // rounding of numbers of some hundreds
}

TEST(Shares, JoinChangesThatDoNotStandAlone) {
  const HybridWorth worth = [](const std::vector<bool>& applied) -> Result<std::optional<Worth>> {
    if (applied[2] && !applied[0]) return std::nullopt;
    return sure(static_cast<double>(num_applied(applied)));
  };
  const auto made = share_out(singles(4), sure(0.0), sure(4.0), worth, {}, {});
  ASSERT_TRUE(made);
  EXPECT_THAT(made->groups, ::testing::ElementsAre(std::vector<std::size_t>{0, 2}, std::vector<std::size_t>{1},
                                                   std::vector<std::size_t>{3}));
  EXPECT_DOUBLE_EQ(made->rows[0][0].shapley->mean, 2.0);
}

TEST(Shares, JoinAllWhereNoHybridStands) {
  const HybridWorth worth = [](const std::vector<bool>&) -> Result<std::optional<Worth>> { return std::nullopt; };
  const auto made = share_out(singles(3), sure(1.0), sure(5.0), worth, {}, {});
  ASSERT_TRUE(made);
  ASSERT_EQ(made->groups.size(), 1U);
  EXPECT_DOUBLE_EQ(made->rows[0][0].shapley->mean, 4.0);
}

// A single group: the share is the difference, and so is its error: replicates differ by 1, -1, 1, -1 over 4 draws'
// worth of 1, so sqrt(4 * 4 / 3).
TEST(Shares, HaveTheErrorOfTheReplicates) {
  const Worth none = {Replicated{0.0, {0, 0, 0, 0}}}, all = {Replicated{1.0, {1, -1, 1, -1}}};
  const HybridWorth worth = [](const std::vector<bool>&) -> Result<std::optional<Worth>> { return std::nullopt; };
  const auto made = share_out({0}, none, all, worth, {}, {});
  ASSERT_TRUE(made);
  EXPECT_DOUBLE_EQ(made->rows[0][0].shapley->standard_error, std::sqrt(16.0 / 3.0));
}

TEST(Shares, OfARunThatIsStoppedAreWhatIsKnown) {
  std::stop_source source;
  RunContext run;
  run.stop = source.get_token();
  std::size_t calls = 0;
  const HybridWorth worth = [&](const std::vector<bool>& applied) -> Result<std::optional<Worth>> {
    if (++calls == 3) source.request_stop();
    return sure(static_cast<double>(num_applied(applied)));
  };
  const auto made = share_out(singles(3), sure(0.0), sure(3.0), worth, {}, run);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->termination, Termination::stopped);
  EXPECT_DOUBLE_EQ(made->rows[2][0].alone->mean, 1.0);
  EXPECT_FALSE(made->rows[0][0].taken_back);
  EXPECT_FALSE(made->rows[0][0].shapley);
  EXPECT_DOUBLE_EQ(made->whole[0].mean, 3.0);
}

// A param before p takes its coordinate; on shared ones p is drawn as in the first model, bit by bit.
TEST(SharedCoordinates, DrawTheSameNameFromTheSamePoint) {
  const auto model_with = [](const std::string& params) {
    return tests::model_of("parley 1\nplayer one\n" + params + R"(
play {
  chance coin { yes: p, no: rest }
}
outcome hit when coin is yes
outcome miss otherwise
payoff one { hit: q, miss: 0 }
)");
  };
  const auto first = model_with("param p : prob = uniform(0, 1)\nparam q : real = 1");
  const auto second = model_with("param q : real = uniform(0, 1)\nparam p : prob = uniform(0, 1)");
  SharedCoordinates coordinates(*first);
  const build::Model shared = coordinates.on_these(*second);
  const DrawOptions options = {.draws = 64, .replicates = 16, .seed = 1};
  const auto alone = Draws::from(*first, options), moved = Draws::from(shared, options);
  ASSERT_TRUE(alone && moved);
  for (std::size_t i = 0; i < alone->size(); ++i) {
    double p = 0.0;
    std::vector<double> both(2);
    alone->draw(i, &p);
    moved->draw(i, both.data());
    EXPECT_EQ(both[1], p);
  }
}

}  // namespace
}  // namespace parley::study
