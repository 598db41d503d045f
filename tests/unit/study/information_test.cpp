// SPDX-License-Identifier: Apache-2.0
// The worth of knowing in games of one move that are solved by hand.
#include "parley/study/information.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "parley/math/distribution.h"
#include "parley/study/worth.h"
#include "scenario_models.h"

namespace parley::study {
namespace {

/// The state takes what is safe, or a chance that is worth `risky`.
std::string gamble(const std::string& params, const std::string& risky, const std::string& safe) {
  return "parley 1\nplayer state\n" + params + R"(
play { state picks { hold, go } }
outcome quiet when state is hold
outcome risk otherwise
payoff state { quiet: )" +
         safe + ", risk: " + risky + " }\n";
}

/// To attack loses 10 against the strong, and wins something against the weak.
std::string attack(const std::string& evidence, const std::string& won = "10") {
  return R"(parley 1
player state
player rival type { strong: 0.4, weak: rest }
)" + evidence +
         R"(
play { state picks { hold, go } }
outcome quiet when state is hold
outcome lost when rival.type is strong
outcome won otherwise
payoff state { quiet: 0, lost: -10, won: )" +
         won + R"( }
payoff rival { quiet: 0, lost: 1, won: -1 }
)";
}

Result<Information> asked(const std::string& text, const InformationOptions& options = {"state", {"state"}},
                          const RunContext& run = {}) {
  return information(*tests::model_of(text), options, run);
}

const InformationRow* row(const Result<Information>& found, const std::string& name) {
  if (!found) {
    ADD_FAILURE() << found.error().message;
    return nullptr;
  }
  const auto it = std::ranges::find(found->rows, name, &InformationRow::name);
  if (it != found->rows.end()) return &*it;
  ADD_FAILURE() << "no row " << name;
  return nullptr;
}

// max(0.5 * 0 + 0.5 * 8, 3) = 4; known: 0.5 * 3 + 0.5 * 8 = 5.5. Each replicate has as many draws of either value.
TEST(InformationOnTwoValues, IsWhatTheBetterChoiceOfEachIsWorth) {
  const auto found = asked(gamble("param y : real = in { 0: 1/2, 8: 1/2 }", "y", "3"));
  const auto* y = row(found, "y");
  ASSERT_NE(y, nullptr);
  EXPECT_NEAR(found->value.mean, 4.0, 1e-9);
  EXPECT_NEAR(y->worth.mean, 1.5, 1e-9);
  EXPECT_NEAR(row(found, "everything drawn")->worth.mean, 1.5, 1e-9);
  ASSERT_EQ(y->changes.size(), 2U);
  EXPECT_EQ(y->changes[0].when, "is 0");
  EXPECT_EQ(y->changes[0].choice.front().second, "hold");
  EXPECT_EQ(y->changes[1].choice.front().second, "go");
  EXPECT_EQ(found->best.front().second, "go");
}

TEST(InformationOnEverything, IsExactlyNothingWhereChoicesDifferByRoundingAlone) {
  const ChoiceValues values = {{{1.0, 2.0, 3.0, 4.0}, {1.0, 2.0 + 1e-15, 3.0, 4.0}}, {1.0, 1.0, 1.0, 1.0}, 2};
  EXPECT_EQ(worth_of_draws(values).worth.mean, 0.0);
}

TEST(InformationOnADominantChoice, IsExactlyNothing) {
  const auto found = asked(gamble("param x : real = uniform(0, 10)", "x", "11"));
  for (const std::string name : {"x", "everything drawn"}) {
    EXPECT_EQ(row(found, name)->worth.mean, 0.0);
    EXPECT_EQ(row(found, name)->worth.standard_error, 0.0);
  }
  EXPECT_EQ(row(found, "x")->changes.size(), 1U);
}

// E max(4, x) = 0.4 * 4 + (100 - 16) / 20 = 5.8, and max(4, 5) = 5. Bins are 0.625 wide; choosing the better side of
// the one that holds 4 loses at most 0.625^2 / 8 / 10 = 0.005 of it.
TEST(InformationOnAUniformNumber, IsTheClosedForm) {
  const auto found = asked(gamble("param x : real = uniform(0, 10)\nparam z : real = uniform(0, 1)", "x + 0 * z", "4"));
  const auto* x = row(found, "x");
  ASSERT_NE(x, nullptr);
  EXPECT_NEAR(x->worth.mean, 0.8, 0.005 + 3.0 * x->worth.standard_error);
  const auto* all = row(found, "everything drawn");
  EXPECT_NEAR(all->worth.mean, 0.8, 3.0 * all->worth.standard_error + 1e-6);
  EXPECT_GE(all->worth.mean, x->worth.mean);
  ASSERT_EQ(x->changes.size(), 2U);
  EXPECT_THAT(x->changes[0].when, testing::StartsWith("below"));
  const auto* z = row(found, "z");  // worth nothing: noise of the halves alone
  EXPECT_LE(z->worth.mean, 3.0 * z->worth.standard_error);
}

// 0.6 * 10 - 0.4 * 10 = 2 without knowing; 0.6 * 10 = 6 with the type known.
TEST(InformationOnAType, IsWhatASpyIsWorth) {
  const auto found = asked(attack(""));
  const auto* type = row(found, "type of rival");
  ASSERT_NE(type, nullptr);
  EXPECT_NEAR(found->value.mean, 2.0, 1e-9);
  EXPECT_NEAR(type->worth.mean, 4.0, 1e-9);
  EXPECT_EQ(type->changes[0].when, "strong");
  EXPECT_EQ(type->changes[0].choice.front().second, "hold");
  EXPECT_NEAR(type->changes[0].share, 0.4, 1e-9);
}

// Three types, so that one of them is what the others leave: with the type known 0.3 * 10 + 0.2 * 4 = 3.8; without, to
// go is worth 3.8 - 0.5 * 10 < 0.
TEST(InformationOnAType, HasEveryLabel) {
  const auto found = asked(R"(parley 1
player state
player rival type { strong: 0.5, middling: 0.2, weak: rest }
play { state picks { hold, go } }
outcome quiet when state is hold
outcome lost when rival.type is strong
outcome draw when rival.type is middling
outcome won otherwise
payoff state { quiet: 0, lost: -10, draw: 4, won: 10 }
payoff rival { quiet: 0, lost: 1, draw: 0, won: -1 }
)");
  const auto* type = row(found, "type of rival");
  ASSERT_NE(type, nullptr);
  EXPECT_NEAR(found->value.mean, 0.0, 1e-9);
  EXPECT_NEAR(type->worth.mean, 3.8, 1e-9);
  EXPECT_EQ(type->changes[2].choice.front().second, "go");
}

// Without the report: 2, as above. It is made with chance 0.4 * 3/4 + 0.6 * 1/4 = 0.45, and then strong has 2/3: hold,
// 0. The contrary has 0.55, and strong 0.1 / 0.55: to attack is worth 10 (0.45 - 0.1) / 0.55. 0.55 of that is 3.5.
TEST(InformationFromAReport, IsThatOfBayes) {
  for (const std::string known : {"", " known to nobody"}) {
    const auto found =
        asked(attack("evidence scouts \"They saw guns\"" + known + " { rival.type strong : weak = 3 : 1 }"));
    const auto* report = row(found, "scouts");
    ASSERT_NE(report, nullptr);
    EXPECT_NEAR(report->worth.mean, 1.5, 1e-9);
    EXPECT_NEAR(report->changes[0].share, 0.45, 1e-9);
    EXPECT_EQ(report->changes[0].choice.front().second, "hold");
    EXPECT_EQ(report->changes[1].choice.front().second, "go");
  }
}

// With odds r : 1 the attack after the contrary has 10 (0.6 r/(1+r) - 0.4 /(1+r)) in the mean over r.
TEST(InformationFromAReport, HasOddsThatAreARange) {
  const auto found = asked(attack("evidence scouts \"They saw guns\" { rival.type strong : weak = 2 to 6 : 1 }"));
  const auto odds = Distribution::range(Support::positive, Number(2.0), Number(6.0));
  constexpr int steps = 20'000;
  double expected = 0.0;
  for (int k = 0; k < steps; ++k) {
    const double r = odds->quantile((k + 0.5) / steps);
    expected += 10.0 * (0.6 * r - 0.4) / (1.0 + r) / steps;
  }
  const auto* report = row(found, "scouts");
  ASSERT_NE(report, nullptr);
  EXPECT_NEAR(report->worth.mean, expected - 2.0, 3.0 * report->worth.standard_error + 1e-4);
}

// Matching pennies below a tax that pays fee - 1: what backward induction does not settle is the same with and without
// the tax, so that knowing the fee is worth E max(0, fee - 1) = 1/4. The border of two of the 16 bins lies at 1, up to
// a draw.
TEST(InformationOnAnUnsettledGame, IsTheClosedForm) {
  const auto found = asked(R"(parley 1
player odd
player even
param fee : real = uniform(0, 2)
play {
  odd picks tax in { low, high }
  simultaneous {
    odd picks a in { heads, tails }
    even picks b in { heads, tails }
  }
}
outcome same when (a is heads and b is heads) or (a is tails and b is tails)
outcome other otherwise
payoff odd { same: -1, other: 1, always: (fee - 1 if tax is high) }
payoff even { same: 1, other: -1 }
)",
                           {"odd", {"tax"}, {}, {.draws = 256}});
  const auto* fee = row(found, "fee");
  ASSERT_NE(fee, nullptr);
  EXPECT_GT(found->counts.unsettled, 0U);
  EXPECT_NEAR(fee->worth.mean, 0.25, 3.0 * fee->worth.standard_error + 1e-3);
}

// The report is made with chance 1/2, and then x has the mean 0.75 * 7.5 + 0.25 * 2.5 = 6.25; else 3.75, less than what
// is safe: 0.5 * 6.25 + 0.5 * 4 = 5.125 against 5 without it.
TEST(InformationFromAReport, MayBeOnAParam) {
  const auto found =
      asked(gamble("param x : real = uniform(0, 10)\nevidence e \"Seen\" { x above 5 : below 5 = 3 : 1 }", "x", "4"));
  const auto* report = row(found, "e");
  ASSERT_NE(report, nullptr);
  EXPECT_NEAR(report->worth.mean, 0.125, 3.0 * report->worth.standard_error + 1e-3);
  EXPECT_NEAR(report->changes[0].share, 0.5, 1e-3);
}

// Below 0 the chance of luck is none, and to go cannot be solved; the evidence as it stands weighs such draws 0.
// Without it they are left out for every choice: what is left says so always.
TEST(InformationFromAReport, LeavesOutDrawsThatOneChoiceLeavesUnsolved) {
  const auto found = asked(R"(parley 1
player state
param x : real = uniform(-0.5, 1)
evidence e "Seen" { x above 0 : below 0 = 1 : 0 }
play {
  state picks { hold, go }
  chance luck { good: x, bad: rest } when state is go
}
outcome quiet when state is hold
outcome won when luck is good
outcome lost otherwise
payoff state { quiet: 0, won: 1, lost: -1 }
)");
  const auto* report = row(found, "e");
  ASSERT_NE(report, nullptr);
  EXPECT_EQ(report->changes[0].share, 1.0);
}

TEST(Information, SaysWhatGetsNoRow) {
  const auto found =
      asked(gamble("param x : real = uniform(0, 10)\nparam y : real = uniform(0, 10)\n"
                   "evidence e \"Seen\" { x above 5 : below 5 = 3 : 1, y above 5 : below 5 = 3 : 1 }",
                   "x + 0 * y", "4"));
  ASSERT_TRUE(found);
  EXPECT_THAT(found->left_out, testing::ElementsAre(testing::HasSubstr("evidence e")));
}

// To go pays where both numbers are on the same side of 1/2, to hold where they are not: either alone tells nothing.
// Values are 1 or -1, so that one who knows nothing gets 0 and one who knows both gets 1. No first split gains: one of
// the numbers is split at its median, 1/2 up to a few draws, then the other. A cell split elsewhere first costs less
// than a tenth.
TEST(InformationOnAGroup, FindsWhatTwoNumbersTellTogether) {
  const std::string same = "(1 if (x > 1/2 and y > 1/2) or (x <= 1/2 and y <= 1/2) else -1)";
  const auto found = asked(gamble("param x : real = uniform(0, 1)\nparam y : real = uniform(0, 1)", same, "-" + same),
                           {"state", {"state"}, {{"x", "y"}}});
  const auto* group = row(found, "x, y");
  ASSERT_NE(group, nullptr);
  EXPECT_GT(group->worth.mean, 0.9);
  EXPECT_LE(row(found, "x")->worth.mean, 3.0 * row(found, "x")->worth.standard_error);
}

TEST(Information, NamesWhatIsWrong) {
  const std::string text = gamble("param x : real = uniform(0, 10)", "x", "4");
  const auto message = [&](const InformationOptions& options) {
    const auto found = asked(text, options);
    return found ? std::string() : found.error().message;
  };
  EXPECT_THAT(message({"nobody", {"state"}}), testing::HasSubstr("the players are state"));
  EXPECT_THAT(message({"state", {"x"}}), testing::HasSubstr("no pick of `state`"));
  EXPECT_THAT(message({"state", {}}), testing::HasSubstr("no lever"));
  EXPECT_THAT(message({"state", {"state", "state"}}), testing::HasSubstr("twice"));
  EXPECT_THAT(message({"state", {"state"}, {{"x", "w"}}}), testing::HasSubstr("`w` is not drawn"));
  EXPECT_THAT(message({"state", {"state"}, {{"x"}}}), testing::HasSubstr("two names or more"));
  std::stop_source stop;
  stop.request_stop();
  RunContext run;
  run.stop = stop.get_token();
  const auto stopped = asked(text, {"state", {"state"}}, run);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::stopped);
}

TEST(Information, RefusesTooManyChoices) {
  std::string picks, names;
  InformationOptions options = {"state", {}};
  for (int k = 0; k < 13; ++k) {
    picks += "  state picks p" + std::to_string(k) + " in { a, b }\n";
    options.by.push_back("p" + std::to_string(k));
  }
  const auto found = asked("parley 1\nplayer state\nplay {\n" + picks +
                               "}\noutcome one when p0 is a\noutcome two otherwise\npayoff state { one: 1, two: 2 }\n",
                           options);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::too_large);
  EXPECT_THAT(found.error().message, testing::HasSubstr("8192"));
}

// Four chunks of draws, so that threads share them; the logit path solves none.
TEST(Information, IsTheSameBytesForAnyNumberOfThreads) {
  const auto model = tests::model_of(attack(R"(param gain : pos = 4 to 16
param toll : pos = 0.5 to 4
evidence scouts "They saw guns" { rival.type strong : weak = 2 to 6 : 1 }
evidence tale "The hoard is large" { gain above 8 : below 8 = 2 : 1 }
)",
                                            "gain - toll"));
  std::vector<std::vector<std::uint64_t>> bits;
  for (const std::size_t threads : {1U, 2U, 4U}) {
    RunContext run;
    run.num_threads = threads;
    const auto found = information(*model, {"state", {"state"}, {{"gain", "toll"}}}, run);
    ASSERT_TRUE(found);
    auto& of_this = bits.emplace_back();
    of_this.push_back(std::bit_cast<std::uint64_t>(found->value.mean));
    for (const InformationRow& one : found->rows) {
      EXPECT_GE(one.worth.mean, 0.0);
      of_this.push_back(std::bit_cast<std::uint64_t>(one.worth.mean));
      of_this.push_back(std::bit_cast<std::uint64_t>(one.worth.standard_error));
    }
  }
  EXPECT_EQ(bits[0], bits[1]);
  EXPECT_EQ(bits[0], bits[2]);
}

}  // namespace
}  // namespace parley::study
