// SPDX-License-Identifier: Apache-2.0
// Merged and unmerged graphs give the same answers, on every case and every variant.
#include <filesystem>

#include <gmock/gmock.h>

#include "parley/study/prediction.h"
#include "scenario_models.h"

namespace parley {
namespace {

struct File {
  std::string path, variant;
};

/// All cases with all their variants.
std::vector<File> all_cases() {
  std::vector<File> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(PARLEY_TEST_DATA "/cases")) {
    if (entry.path().extension() != ".parley") continue;
    const auto source = scenario::read_source(entry.path().string());
    files.push_back({entry.path().string(), ""});
    const auto scenario = tests::analysed(*source);
    for (const auto& variant : scenario->variants) files.push_back({entry.path().string(), variant.name});
  }
  return files;
}

Result<study::Prediction> predicted(const File& file, bool merge) {
  const auto source = scenario::read_source(file.path);
  build::BuildOptions options;
  options.merge = merge;
  const build::Built built = build::build(tests::analysed(*source, file.variant), options);
  RunContext run;
  return study::predict(*built.model, {.draws = 320, .replicates = 16, .seed = 5}, run);
}

// What is counted before a game is made is what is made then.
TEST(Size, IsWhatIsStoredThen) {
  for (const File& file : all_cases()) {
    SCOPED_TRACE(file.path + " " + file.variant);
    const auto scenario = tests::analysed(*scenario::read_source(file.path), file.variant);
    build::BuildOptions options;
    options.merge = false;
    const std::size_t stored = build::build(scenario, options).model->game.nodes.size();
    options.max_nodes = stored - 1;
    const auto refused = build::build(scenario, options).diagnostics;
    ASSERT_TRUE(refused.has_errors());
    EXPECT_TRUE(std::ranges::any_of(refused.list, [&](const scenario::Diagnostic& one) {
      return one.message.starts_with("the game needs " + std::to_string(stored) + " stored nodes;");
    }));
  }
}

TEST(Merging, ChangesNoPrediction) {
  std::size_t settled = 0;
  for (const File& file : all_cases()) {
    SCOPED_TRACE(file.path + " " + file.variant);
    const auto merged = predicted(file, true);
    const auto tree = predicted(file, false);
    ASSERT_EQ(merged.has_value(), tree.has_value());
    if (!merged) continue;  // not settled either way
    ++settled;
    EXPECT_EQ(merged->counts.unsettled, tree->counts.unsettled);
    EXPECT_EQ(merged->counts.failed, tree->counts.failed);
    EXPECT_NEAR(merged->effective_draws, tree->effective_draws, 1e-9);
    for (std::size_t k = 0; k < tree->outcomes.size(); ++k) {
      // Sums are taken in another order: rounding of some dozens of terms of size 1.
      EXPECT_NEAR(merged->outcomes[k].chance.mean, tree->outcomes[k].chance.mean, 1e-12);
    }
    for (std::size_t p = 0; p < tree->values.size(); ++p) {
      EXPECT_NEAR(merged->values[p].value.mean, tree->values[p].value.mean, 1e-10);
    }
  }
  EXPECT_GE(settled, 11U);
}

TEST(Merging, CountsTheTreeItDoesNotBuild) {
  for (const File& file : all_cases()) {
    SCOPED_TRACE(file.path + " " + file.variant);
    const auto source = scenario::read_source(file.path);
    const auto scenario = tests::analysed(*source, file.variant);
    const auto merged = build::build(scenario, {}).model;
    build::BuildOptions as_tree;
    as_tree.merge = false;
    const auto tree = build::build(scenario, as_tree).model;
    const auto counted = build::count(*merged, merged->game.program.evaluate(build::centre_inputs(*merged)));
    const auto stored = build::count(*tree, tree->game.program.evaluate(build::centre_inputs(*tree)));
    EXPECT_EQ(counted.nodes, stored.nodes);
    EXPECT_EQ(counted.terminals, stored.terminals);
    EXPECT_EQ(counted.decision_nodes, stored.decision_nodes);
    EXPECT_EQ(counted.infosets, stored.infosets);
    EXPECT_LE(merged->game.nodes.size(), tree->game.nodes.size());
  }
}

// Talk that enters no payoff still tells something about a type that matters: it must not be forgotten.
constexpr const char* cheap_talk = R"(parley 1
player leader type { open: 0.4, determined: rest }
player coercer
play {
  leader  picks statement in { conciliatory, defiant }
  coercer picks reply in { offer, escalate }
  leader  picks answer in { give_in, hold_out }
}
outcome deal when reply is offer and answer is give_in
outcome surrender when answer is give_in
outcome conflict when reply is escalate
outcome refusal otherwise
payoff leader {
  deal: 60 if type is open else 20
  refusal: 25 if type is open else 70
  surrender: 30 if type is open else 5
  conflict: -10 if type is open else 35
}
payoff coercer { deal: 70, refusal: 30, surrender: 91, conflict: 10 }
)";

std::size_t sets_of(const build::Model& model, std::uint32_t player) {
  std::size_t sets = 0;
  for (const auto& set : model.game.infosets) sets += set.player.index == player ? 1 : 0;
  return sets;
}

TEST(Merging, KeepsCheapTalkApart) {
  const auto model = tests::model_of(cheap_talk);
  EXPECT_EQ(sets_of(*model, 1), 2U);
}

TEST(Merging, ForgetsTalkOfOneWhoHidesNothing) {
  std::string text = cheap_talk;
  const std::string type = " type { open: 0.4, determined: rest }";
  text.replace(text.find(type), type.size(), "");
  for (auto at = text.find("if type is open"); at != std::string::npos; at = text.find("if type is open")) {
    text.replace(at, 15, "if 1 < 2");
  }
  const auto model = tests::model_of(text);
  EXPECT_EQ(sets_of(*model, 1), 1U);
}

// Forty months: a tree of more than 10^20 nodes.
TEST(Merging, FitsFortyRoundsIntoAGraphOfThousands) {
  const std::string text = R"(parley 1
param push : prob = 0.02 to 0.10
player coercer
player leader
play {
  repeat 40 times as month {
    coercer picks pressure in { ease, squeeze }
    leader picks stance in { stay, leave }
    stop when stance is leave
    chance revolt { yes: push if pressure is squeeze else 0.01, no: rest }
    stop when revolt is yes
  }
}
outcome exit when stance is leave
outcome fall when revolt is yes
outcome endures otherwise
payoff coercer { exit: 10, fall: 6, endures: 0, always: -0.1 * count(pressure is squeeze) }
payoff leader { exit: 3, fall: -20, endures: 8, always: 0.2 * month - 0.15 * count(pressure is squeeze) }
)";
  const auto model = tests::model_of(text);
  ASSERT_NE(model, nullptr);
  EXPECT_LT(model->game.nodes.size(), 100'000U);
  const auto sizes = build::count(*model, model->game.program.evaluate(build::centre_inputs(*model)));
  EXPECT_GT(sizes.nodes, 1e12);
  RunContext run;
  const auto prediction = study::predict(*model, {.draws = 64, .replicates = 16, .seed = 1}, run);
  ASSERT_TRUE(prediction) << prediction.error().message;
  double total = 0.0;
  for (const auto& outcome : prediction->outcomes) total += outcome.chance.mean;
  EXPECT_NEAR(total, 1.0, 1e-12);
  EXPECT_EQ(prediction->counts.unsettled, 0U);
  EXPECT_LT(prediction->largest_deviation_gain, 1e-9);
}

}  // namespace
}  // namespace parley
