// SPDX-License-Identifier: Apache-2.0
// Frontiers of scenarios whose answers are known: refinement, staircases, what is said of F and of the centre.
#include "parley/study/frontier.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "parley/study/free_choice.h"
#include "parley/study/prediction.h"
#include "scenario_models.h"

namespace parley::study {
namespace {

Frontier frontier_of(const std::string& text, const std::string& event, const FrontierOptions& options) {
  const auto model = tests::model_of(text, {}, {"P(" + event + ")"});
  RunContext run;
  auto found = frontier(*model, options, run);
  if (found) return *std::move(found);
  ADD_FAILURE() << found.error().message;
  return {};
}

// The buyer buys where price + fee is at most what the thing is worth to it, more if a gift goes with it.
const std::string sale = R"(parley 1
player seller
player buyer
param worth_of_it : pos = uniform(0, 10)
param fee : real = uniform(0, 4)
param quality : real = in { 0: 1/2, 4: 1/2 }
play {
  seller picks price in { 0, 2, 4, 6, 8, 10 }
  seller picks gift in { plain: 0, fancy: 1 }
  buyer picks { buy, leave }
}
outcome sale when buyer is buy
outcome none_of_it otherwise
payoff seller { sale: price - (1 if gift is fancy), none_of_it: 0 }
payoff buyer { sale: worth_of_it - price - fee + (quality if gift is fancy), none_of_it: 0 }
)";

// The fight is worth it where risk is below one threshold and the prize above another that falls with the bribe: the
// chance rises with the prize, and falls with the risk, in every draw.
const std::string attack = R"(parley 1
player mason
player state
player rival type { tough: p_tough, meek: rest }
param p_tough : prob = 0.05 to 0.6
param prize : pos = 1 to 20
param cost : pos = 2 to 8
param pull : real = uniform(0, 3)
play {
  mason picks wall in { low: 0, middle: 1, high: 2 }
  state picks { advance, stay }
  rival picks answer in { fight, give_way } when state is advance
}
outcome quiet when state is stay
outcome war when answer is fight
outcome gain otherwise
payoff mason { war: -1, gain: 1, quiet: 0, always: -wall }
payoff state { quiet: 0, war: -cost - (2 if wall is high) - (1 if wall is middle), gain: prize + pull }
payoff rival { quiet: 0, war: (1 if type is tough else -9), gain: -4 }
)";

struct Question {
  std::string text, event, x, y;
  double level;
};

std::vector<std::pair<double, double>> points_of(const std::vector<Polyline>& lines) {
  std::vector<std::pair<double, double>> points;
  for (const Polyline& line : lines) points.insert(points.end(), line.begin(), line.end());
  std::ranges::sort(points);
  const auto again = std::ranges::unique(points);
  points.erase(again.begin(), again.end());
  return points;
}

void expect_same_steps(const std::vector<StaircaseStep>& found, const std::vector<StaircaseStep>& wanted) {
  ASSERT_EQ(found.size(), wanted.size());
  for (std::size_t k = 0; k < found.size(); ++k) {
    EXPECT_EQ(found[k].x, wanted[k].x);
    EXPECT_EQ(found[k].least_y, wanted[k].least_y) << "at " << found[k].x;
  }
}

// Each chance rises or falls along each axis in every draw, and so does the share of the draws: no island of the event
// can lie inside a cell, and refinement has no excuse. Numbers are equal to the bit: the same points, the same draws.
TEST(Refinement, FindsWhatAllPointsShow) {
  const std::vector<Question> questions = {{sale, "sale", "price", "fee", 0.5},
                                           {sale, "sale", "price", "gift", 0.75},
                                           {sale, "sale", "gift", "price", 0.75},
                                           {attack, "state is stay", "prize", "cost", 0.3},
                                           {attack, "state is advance", "prize", "wall", 0.6}};
  std::size_t saved = 0;
  for (const Question& question : questions) {
    for (const std::uint64_t seed : {1U, 2U}) {
      SCOPED_TRACE(question.x + " x " + question.y + ", seed " + std::to_string(seed));
      FrontierOptions options{.x = question.x, .y = question.y, .level = question.level, .draws = {}};
      options.draws = {.draws = 64, .replicates = 16, .seed = seed};
      const Frontier refined = frontier_of(question.text, question.event, options);
      options.refine = false;
      const Frontier whole = frontier_of(question.text, question.event, options);
      EXPECT_EQ(points_of(refined.contour), points_of(whole.contour));
      EXPECT_EQ(points_of(refined.band_low), points_of(whole.band_low));
      EXPECT_EQ(points_of(refined.band_high), points_of(whole.band_high));
      expect_same_steps(refined.staircase, whole.staircase);
      expect_same_steps(refined.band_low_steps, whole.band_low_steps);
      expect_same_steps(refined.band_high_steps, whole.band_high_steps);
      EXPECT_FALSE(whole.contour.empty() && whole.staircase.empty());
      saved += whole.cells_evaluated - refined.cells_evaluated;
    }
  }
  EXPECT_GT(saved, 0U);
}

// At a prior of 0 the evidence refutes every draw: the points there are not defined, and no line leads to them.
TEST(UndefinedPoints, BoundNoLine) {
  const std::string text = R"(parley 1
player claimant
player holder type { firm: p_firm, soft: rest }
param p_firm : prob = in { 0: 1/4, 1/2: 3/4 }
param mood : real = uniform(0, 1)
evidence report "It looked firm" { holder.type firm : soft = 1 : 0 }
play { claimant picks { claim, let_be } }
outcome peace when claimant is let_be
outcome war otherwise
payoff claimant { peace: 1 / 2, war: mood }
payoff holder { always: 0 }
)";
  FrontierOptions options{.x = "p_firm", .y = "mood", .draws = {.draws = 32, .replicates = 16, .seed = 1}};
  options.grid_x = options.grid_y = 3;
  const Frontier found = frontier_of(text, "peace", options);
  EXPECT_FALSE(found.prob[0][0].has_value());
  EXPECT_EQ(found.prob[0][1], 1.0);
  EXPECT_EQ(found.prob[2][1], 0.0);
  ASSERT_FALSE(found.contour.empty());
  for (const Polyline& line : found.contour) {
    for (const auto& [x, y] : line) EXPECT_GE(x, found.x.values[1]);
  }
}

// The axis `a` is part of the name of the step `stage`, whose label is no axis' own.
TEST(CentralFlip, TellsAnAxisFromAStepWhoseNameHoldsIt) {
  const std::string text = R"(parley 1
player guard
player guest
param a : real = uniform(0, 1)
param heat : real = uniform(0, 1)
play {
  chance stage { storm: 1/2, calm: rest }
  guest picks { come, go }
}
outcome visit when guest is come
outcome none_of_it otherwise
payoff guard { always: 0 * heat }
payoff guest { visit: (1/2 - a if stage is calm else 2 + heat), none_of_it: 0 }
)";
  FrontierOptions options{.x = "a", .y = "heat", .level = 0.75, .draws = {}};
  options.draws.draws = 16;
  const Frontier found = frontier_of(text, "visit", options);
  ASSERT_FALSE(found.central_flip.empty());
  const CentralFlip& flip = found.central_flip.front();
  EXPECT_EQ(flip.player, "guest");
  ASSERT_EQ(flip.infoset.seen.size(), 1U);
  EXPECT_EQ(flip.infoset.seen.front().label, "calm");
  EXPECT_EQ(choice_text(flip.choice_from), "come");
  EXPECT_EQ(choice_text(flip.choice_to), "go");
}

// The type high sells dear and the type low cheap, with and without a warrant; the types are equally likely, and a
// third of the draws finds the high one not caring about warrants, which then gives none.
TEST(FreeChoice, OfAnOwnerWithTypesIsAShareOfItsChoices) {
  const std::string text = R"(parley 1
player seller type { high: 1/2, low: rest }
param care : real = in { 1: 2/3, -1: 1/3 }
param heat : real = uniform(0, 1)
play {
  seller picks price in { 1, 3 } and warrant in { no: 0, yes: 1 }
}
outcome dear when price > 2
outcome cheap otherwise
payoff seller { dear: (1 if type is high) + care * warrant, cheap: (1 if type is low) + care * warrant }
)";
  FrontierOptions options{.x = "price", .y = "warrant", .draws = {.draws = 300, .replicates = 4, .seed = 1}};
  options.grid_x = options.grid_y = 3;
  const Frontier found = frontier_of(text, "dear", options);
  ASSERT_TRUE(found.free_choice);
  EXPECT_EQ(found.free_choice->owner, "seller");
  EXPECT_EQ(found.free_choice->y_label, "yes");
  EXPECT_TRUE(found.free_choice->together);
  EXPECT_NEAR(found.free_choice->share, 1.0 / 2 * 2 / 3, 0.01) << "300 scrambled points: thirds are off by 1/256";
}

// Source: `predict` of the same draws. One lever, one set: the share is that of the plan.
TEST(FreeChoice, OfOneLeverIsThePlanOfThePrediction) {
  const auto source = scenario::read_source(PARLEY_TEST_DATA "/cases/private_cost/private_cost.parley");
  const auto model = build::build(tests::analysed(*source), {}).model;
  RunContext run;
  const DrawOptions draws{.draws = 512, .replicates = 16, .seed = 1};
  const auto prediction = predict(*model, draws, run);
  ASSERT_TRUE(prediction);
  const auto most = std::ranges::max_element(
      prediction->plans, {}, [](const PlanRow& row) { return row.infoset.player == "challenger" ? row.share : 0.0; });
  const auto demand = build::lever(*model, "demand");
  const auto own_cost = build::lever(*model, "own_cost");
  const auto found = free_choice(*model, *demand, *own_cost, draws, run);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->x_label, choice_text(most->choice));
  EXPECT_NEAR(found->share, most->share, 1e-12);
  EXPECT_GT(found->share, 0.8);
}

// The gift is chosen in knowledge of the price: the pair is that of the second move. With the gift hidden from the
// second owner no move shows both.
TEST(FreeChoice, OfTwoMovesIsAPairWhereTheLaterKnowsTheEarlier) {
  const auto text = [](const std::string& second) {
    return R"(parley 1
player seller
player baker
param taste : real = in { 3: 1/2, -1: 1/4, 2: 1/4 }
param heat : real = uniform(0, 1)
play {
  seller picks price in { 0, 2 } seen by nobody
  )" + second +
           R"( picks gift in { plain: 0, fancy: 1 }
}
outcome sold otherwise
payoff seller { sold: price * taste + gift * (taste - 2.5) }
payoff baker { sold: gift * (taste - 2.5) }
)";
  };
  FrontierOptions options{.x = "price", .y = "gift", .draws = {.draws = 256, .replicates = 16, .seed = 1}};
  options.grid_x = options.grid_y = 2;
  const Frontier known = frontier_of(text("seller"), "sold", options);
  ASSERT_TRUE(known.free_choice);
  EXPECT_EQ(known.free_choice->owner, "seller");
  EXPECT_EQ(known.free_choice->x_label, "2");
  EXPECT_EQ(known.free_choice->y_label, "fancy");
  EXPECT_TRUE(known.free_choice->together);
  EXPECT_NEAR(known.free_choice->share, 0.5, 1e-12);
  const Frontier hidden = frontier_of(text("baker"), "sold", options);
  ASSERT_TRUE(hidden.free_choice);
  EXPECT_EQ(hidden.free_choice->owner, "seller and baker");
  EXPECT_FALSE(hidden.free_choice->together);
  EXPECT_NEAR(hidden.free_choice->share, 0.5, 1e-12) << "price 2 in three quarters of the draws, gift fancy in half";
}

TEST(LargestGain, IsThatOfASampleWhereTheLevelIsCrossedNowhere) {
  FrontierOptions options{.x = "price", .y = "fee", .level = 0.9999, .draws = {}};
  options.grid_x = options.grid_y = 3;
  options.draws = {.draws = 32, .replicates = 16, .seed = 1};
  const Frontier crossed_nowhere = frontier_of(sale, "none_of_it or sale", options);
  EXPECT_TRUE(crossed_nowhere.binding.empty());
  EXPECT_GE(crossed_nowhere.points_certified, 1U);
  EXPECT_EQ(crossed_nowhere.largest_deviation_gain, 0.0);
  options.level = 0.5;
  const Frontier crossed = frontier_of(sale, "sale", options);
  EXPECT_FALSE(crossed.binding.empty());
  EXPECT_GE(crossed.points_certified, 2U);
}

/// Both meet at one of two places, or at none; each place has its worth. No two points of the axes are the same.
std::string meeting(const std::string& payoffs) {
  return R"(parley 1
player ann
player bob
param hill : real = uniform(1, 3)
param lake : real = uniform(1.1, 3.2)
play {
  simultaneous {
    ann picks { up, down }
    bob picks { climb, swim }
  }
}
outcome on_hill when ann is up and bob is climb
outcome at_lake when ann is down and bob is swim
outcome lost otherwise
)" + payoffs;
}

FrontierOptions coarse(const std::string& x, const std::string& y) {
  FrontierOptions options{.x = x, .y = y, .draws = {.draws = 32, .replicates = 16, .seed = 1}};
  options.grid_x = options.grid_y = 5;
  return options;
}

// To meet on the hill and to meet at the lake are equilibria whatever the places are worth; the better one is selected.
TEST(Selection, ThatJumpsWhileTheOldEquilibriumStandsIsARowOfItsOwn) {
  const Frontier found = frontier_of(meeting("payoff ann { on_hill: hill, at_lake: lake, lost: 0 }\n"
                                             "payoff bob { on_hill: hill, at_lake: lake, lost: 0 }\n"),
                                     "on_hill", coarse("hill", "lake"));
  ASSERT_FALSE(found.binding.empty());
  double jumped = 0.0;
  for (const BindingRow& row : found.binding) {
    if (row.selection) jumped += row.share;
  }
  EXPECT_NEAR(jumped, 1.0, 1e-12);
  EXPECT_EQ(found.binding.front().player, "ann");
  EXPECT_EQ(choice_text(found.binding.front().choice_from), "down");
  EXPECT_EQ(choice_text(found.binding.front().choice_to), "up");
}

// Ann plays a game without an equilibrium in sure choices where it is worth more than staying at home, 1/2 hill against
// lake: neither choice stands where the other is made, though the logit path is needed everywhere.
TEST(Selection, IsNotToBlameWhereTheOldChoiceNoLongerStands) {
  const std::string text = R"(parley 1
player ann
player bob
param hill : real = uniform(1, 3)
param lake : real = uniform(1.1, 3.2)
play {
  ann picks out in { go, stay }
  simultaneous {
    ann picks side in { left, right } when out is go
    bob picks { port, starboard } when out is go
  }
}
outcome home when out is stay
outcome met when side is left and bob is port
outcome met_again when side is right and bob is starboard
outcome missed otherwise
payoff ann { home: lake / 2, met: hill, met_again: hill, missed: 0 }
payoff bob { home: 0, met: 0, met_again: 0, missed: 1 }
)";
  const Frontier found = frontier_of(text, "home", coarse("hill", "lake"));
  EXPECT_GT(found.unsettled, 0U);
  ASSERT_FALSE(found.binding.empty());
  for (const BindingRow& row : found.binding) EXPECT_FALSE(row.selection);
  EXPECT_EQ(found.binding.front().infoset.step, "out");
}

}  // namespace
}  // namespace parley::study
