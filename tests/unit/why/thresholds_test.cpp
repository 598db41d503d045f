// SPDX-License-Identifier: Apache-2.0
// Thresholds of published games with a closed form, found as the numbers at which the selected equilibrium turns.
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "verified.h"

namespace parley {
namespace {

constexpr double tolerance = 1e-6;  // of a threshold; what is halved ends at 1e-9 of its range

why::Explanation explained(const build::Model& model, const std::string& outcome, study::DrawPoint point = {}) {
  const auto found = why::explain(model, tests::outcome_of(model, outcome), {.point = point}, RunContext{});
  if (!found) {
    ADD_FAILURE() << found.error().message;
    return {};
  }
  return *found;
}

std::optional<double> value_of(const std::vector<why::SingleChange>& changes, const std::string& name) {
  for (const why::SingleChange& change : changes) {
    if (change.name == name) return change.value_after;
  }
  return std::nullopt;
}

/// Where the goal is met, by a number that the file states as certain.
double threshold(const why::Explanation& explanation, why::Goal goal, const std::string& name) {
  for (const why::GoalChanges& changes : explanation.facts.changes) {
    if (changes.goal != goal) continue;
    if (const auto value = value_of(changes.constants, name)) return *value;
  }
  ADD_FAILURE() << "nothing turns by " << name;
  return 0.0;
}

/// Where the choice at a set of the path flips.
double flip(const why::Explanation& explanation, const std::string& set, const std::string& name) {
  for (const why::PathChoice& choice : explanation.facts.path) {
    if (study::infoset_text(choice.infoset) != set) continue;
    if (const auto value = value_of(choice.constants, name)) return *value;
  }
  ADD_FAILURE() << "the choice of " << set << " does not flip by " << name;
  return 0.0;
}

using why::Goal;

// Krcmaric 2018 as a small tree: a guilty leader fights iff reach * prison > war + (1 - hold) death - hold office =
// 1/5; a clean one cracks down iff booty > min(reach * prison, 1/5), that is reach < 1/10.
TEST(WhyThreshold, OfTheJusticeDilemma) {
  const auto model = tests::case_model("published/justice_dilemma");
  const auto found = explained(*model, "civil_war");
  EXPECT_FALSE(found.facts.holds);
  EXPECT_NEAR(threshold(found, Goal::happens, "reach"), 1.0 / 5.0, tolerance);
  EXPECT_NEAR(threshold(found, Goal::happens, "prison"), 4.0 / 3.0, tolerance);
  EXPECT_NEAR(threshold(found, Goal::happens, "war"), 0.15, tolerance);
  EXPECT_NEAR(flip(found, "leader at methods, having seen clean", "reach"), 1.0 / 10.0, tolerance);
  EXPECT_NEAR(flip(found, "leader at methods, having seen clean", "booty"), 0.15, tolerance);
}

// Powell 1988: a defender with loss D pushes iff risk < 1/(1 + D); the crisis opens iff resolute < 5/8.
TEST(WhyThreshold, OfBrinkmanship) {
  const auto model = tests::case_model("published/brinkmanship");
  const auto found = explained(*model, "disaster");
  EXPECT_TRUE(found.facts.holds);
  EXPECT_NEAR(found.facts.prob, 6.0 / 25.0, 1e-12);
  EXPECT_NEAR(flip(found, "challenger at move, round 1", "resolute"), 5.0 / 8.0, tolerance);
  EXPECT_NEAR(flip(found, "defender (resolute) at answer, round 1, having seen push, calm", "risk"), 1.0 / 3.0,
              tolerance);
  EXPECT_NEAR(flip(found, "defender (irresolute) at answer, round 1, having seen push, calm", "risk"), 1.0 / 6.0,
              tolerance);
  EXPECT_NEAR(threshold(found, Goal::vanishes, "risk"), 1.0 / 6.0, tolerance);
}

// Lewis and Schultz 2003: no bluffing, so that nobody backs down, iff firm > 1/(1 + audience) = 2/3; the unresolved
// always challenge where resolved passes 1/(1 - war_soft) = 1/2.
TEST(WhyThreshold, OfCrisisSignalling) {
  const auto model = tests::case_model("published/crisis_signalling");
  const auto found = explained(*model, "retreat");
  EXPECT_NEAR(threshold(found, Goal::vanishes, "firm"), 2.0 / 3.0, tolerance);
  EXPECT_NEAR(flip(found, "challenger (unresolved) at opening", "resolved"), 1.0 / 2.0, tolerance);
}

// Signorino 1999 with a report of 6 : 1: attack iff 6 f / (6 f + 1 - f) < gain / (gain + loss), at gain = loss f < 1/7.
TEST(WhyThreshold, OfDeterrenceWithEvidence) {
  const auto model = tests::case_model("published/deterrence_evidence");
  const auto found = explained(*model, "war");
  EXPECT_NEAR(threshold(found, Goal::happens, "firm"), 1.0 / 7.0, tolerance);
  EXPECT_NEAR(threshold(found, Goal::happens, "loss"), 2.0 / 3.0, tolerance);
  EXPECT_NEAR(threshold(found, Goal::happens, "gain"), 3.0 / 2.0, tolerance);
}

// Fearon 1995: the risk of war is taken iff Pr(weak) > (x_safe - p + cost) / (x_risky - p + cost) = 3/5.
TEST(WhyThreshold, OfTwoTypesOfTarget) {
  const auto model = tests::case_model("published/fearon_two_types");
  const auto found = explained(*model, "war");
  EXPECT_NEAR(threshold(found, Goal::vanishes, "weak"), 3.0 / 5.0, tolerance);
  EXPECT_NEAR(threshold(found, Goal::vanishes, "cost"), 0.11 / 0.3, tolerance);
}

// The same with weak drawn from 0.4 to 0.8: in every draw the outcome turns at 3/5.
TEST(WhyThreshold, OfAnUncertainPriorInEveryDraw) {
  const auto model = tests::case_model("published/uncertain_prior");
  for (std::size_t draw = 0; draw < 16; ++draw) {
    SCOPED_TRACE(draw);
    const auto found = explained(*model, "war", {.draw = draw});
    bool is_there = false;
    for (const why::GoalChanges& changes : found.facts.changes) {
      const auto value = value_of(changes.singles, "weak");
      if (!value) continue;
      EXPECT_NEAR(*value, 3.0 / 5.0, tolerance);
      is_there = true;
    }
    EXPECT_TRUE(is_there);
  }
}

// Selten 1978: every town enters iff duopoly > elsewhere.
TEST(WhyThreshold, OfTheChainStore) {
  const auto model = tests::case_model("published/chain_store");
  const auto found = explained(*model, "all_enter");
  EXPECT_TRUE(found.facts.is_likeliest);
  EXPECT_NEAR(threshold(found, Goal::not_likeliest, "elsewhere"), 2.0, tolerance);
  EXPECT_NEAR(threshold(found, Goal::not_likeliest, "duopoly"), 1.0, tolerance);
  EXPECT_NEAR(threshold(found, Goal::vanishes, "elsewhere"), 2.0, tolerance);
}

// Spence 1973: separation, where an able worker alone takes the degree, needs cost_able < 1 < cost_other.
TEST(WhyThreshold, OfASignalOfAbility) {
  const auto model = tests::case_model("published/spence_signal");
  const auto found = explained(*model, "manager");
  EXPECT_NEAR(flip(found, "worker (able) at school", "cost_able"), 1.0, tolerance);
  EXPECT_NEAR(threshold(found, Goal::vanishes, "cost_able"), 1.0, tolerance);
}

// Inspection game: violation v = effort / (1 - harm_caught + effort), inspection 1/5. Undetected violation 4/5 v is
// more likely than quiet 1 - v from v = 5/9 on: effort = 3/4.
TEST(WhyThreshold, OfMixedPlayInTheInspectionGame) {
  const auto model = tests::case_model("published/inspection");
  const auto found = explained(*model, "undetected");
  EXPECT_NEAR(threshold(found, Goal::likeliest, "effort"), 3.0 / 4.0, tolerance);
}

// Stahl 1972 on a grid: the second offer is the least above 0.95 d; below d = 11/19 it is 0.55 and no longer 0.65, and
// the first offer then has to be more than 0.45 d, above 0.25.
TEST(WhyThreshold, OfAlternatingOffersOnAGrid) {
  const auto model = tests::case_model("published/stahl_offers");
  const auto found = explained(*model, "deal1");
  EXPECT_NEAR(flip(found, "a at offer1", "patience"), 11.0 / 19.0, tolerance);
}

}  // namespace
}  // namespace parley
