// SPDX-License-Identifier: Apache-2.0
// Every claim of an explanation solved again on both sides of it, in models of the test's own making.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "parley/build/hold.h"
#include "parley/game/certificate.h"
#include "parley/game/numeric_game.h"
#include "parley/solve/settled.h"
#include "parley/study/draws.h"
#include "parley/study/solved_game.h"
#include "parley/why/why.h"
#include "scenario_models.h"

namespace parley::tests {

inline std::shared_ptr<const build::Model> file_model(const std::string& path, const std::string& variant = {}) {
  const auto source = scenario::read_source(std::string(PARLEY_TEST_DATA "/") + path);
  if (!source) {
    ADD_FAILURE() << source.error().message;
    return nullptr;
  }
  return build::build(analysed(*source, variant), {}).model;
}

/// "published/spence_signal" of tests/cases.
inline std::shared_ptr<const build::Model> case_model(const std::string& name, const std::string& variant = {}) {
  return file_model("cases/" + name + "/" + name.substr(name.rfind('/') + 1) + ".parley", variant);
}

inline std::size_t outcome_of(const build::Model& model, const std::string& name) {
  for (std::size_t k = 0; k < model.outcome_texts.size(); ++k) {
    if (model.game.quantities[k].name == name) return k;
  }
  ADD_FAILURE() << "no outcome " << name;
  return 0;
}

/// What is played at one point.
struct Played {
  std::vector<double> outcomes;                          // reported chances
  std::map<std::string, std::set<std::string>> choices;  // by set: those made
};

class Verifier {
 public:
  Verifier(const build::Model& model, study::DrawPoint point, const study::DrawOptions& draws) : model_(model) {
    const std::vector<Number> centre = build::centre_inputs(model);
    std::vector<double> drawn(model.drawn.size());
    if (point.draw) study::Draws::from(model, draws)->draw(*point.draw, drawn.data());
    for (std::size_t d = 0; d < drawn.size(); ++d) {
      const std::uint32_t input = model.drawn[d];
      values_[model.inputs[input].name] = point.draw ? Number(drawn[d]) : centre[input];
    }
  }

  /// Claims verified so far.
  [[nodiscard]] std::size_t count() const { return count_; }

  void check(const why::PointFacts& facts, std::size_t outcome) {
    for (const why::PathChoice& choice : facts.path) {
      if (choice.flip) check_flip(choice, *choice.flip, outcome);
      for (const why::SingleChange& change : choice.constants) check_flip(choice, change, outcome);
    }
    for (const why::GoalChanges& changes : facts.changes) {
      for (const why::SingleChange& change : changes.singles) check_single(changes.goal, change, outcome);
      for (const why::SingleChange& change : changes.constants) check_single(changes.goal, change, outcome);
      if (changes.joint) check_joint(changes.goal, *changes.joint, outcome);
      for (const why::LeverChange& lever : changes.levers) check_lever(changes.goal, lever, outcome);
    }
  }

 private:
  using Values = std::vector<std::pair<std::string, double>>;

  void check_flip(const why::PathChoice& choice, const why::SingleChange& change, std::size_t outcome) {
    SCOPED_TRACE(study::infoset_text(choice.infoset) + " by " + change.name);
    const auto before = at({{change.name, change.value_before}});
    const auto after = at({{change.name, change.value_after}});
    const std::string set = study::infoset_text(choice.infoset);
    ASSERT_TRUE(before && after && before->choices.contains(set) && after->choices.contains(set));
    EXPECT_EQ(before->choices.at(set), texts(choice.choices));
    EXPECT_EQ(after->choices.at(set), texts(change.after.choices));
    EXPECT_NE(before->choices.at(set), after->choices.at(set));
    same_side(*before, change.before, outcome);
    same_side(*after, change.after, outcome);
    ++count_;
  }

  void check_single(why::Goal goal, const why::SingleChange& change, std::size_t outcome) {
    SCOPED_TRACE("goal by " + change.name);
    turns(goal, at({{change.name, change.value_before}}), at({{change.name, change.value_after}}), change.before,
          change.after, outcome);
  }

  void check_joint(why::Goal goal, const why::JointChange& joint, std::size_t outcome) {
    SCOPED_TRACE("joint change");
    Values before, after;
    for (const auto& part : joint.parts) {
      before.emplace_back(part.name, part.value_before);
      after.emplace_back(part.name, part.value_after);
    }
    turns(goal, at(before), at(after), joint.before, joint.after, outcome);
  }

  void check_lever(why::Goal goal, const why::LeverChange& lever, std::size_t outcome) {
    SCOPED_TRACE("held lever");
    std::vector<build::Hold> holds;
    for (const build::Held& held : lever.held) holds.push_back({held.name, held.value});
    turns(goal, at({}), at({}, holds), lever.before, lever.after, outcome);
  }

  static bool is_met(why::Goal goal, const std::vector<double>& outcomes, std::size_t outcome) {
    const bool happens = outcomes[outcome] > why::least_chance;
    const bool is_likeliest = happens && outcomes[outcome] >= *std::ranges::max_element(outcomes);
    switch (goal) {
      case why::Goal::happens:
        return happens;
      case why::Goal::likeliest:
        return is_likeliest;
      case why::Goal::not_likeliest:
        return !is_likeliest;
      case why::Goal::vanishes:
        break;
    }
    return !happens;
  }

  void turns(why::Goal goal, const std::optional<Played>& before, const std::optional<Played>& after,
             const why::Side& side_before, const why::Side& side_after, std::size_t outcome) {
    ASSERT_TRUE(before && after);
    EXPECT_FALSE(is_met(goal, before->outcomes, outcome));
    EXPECT_TRUE(is_met(goal, after->outcomes, outcome));
    same_side(*before, side_before, outcome);
    same_side(*after, side_after, outcome);
    ++count_;
  }

  /// Chances are sums of products of some hundred terms: 1e-9 leaves room for their roundings and for the logit path.
  static void same_side(const Played& played, const why::Side& side, std::size_t outcome) {
    EXPECT_NEAR(played.outcomes[outcome], side.prob, 1e-9);
  }

  static std::set<std::string> texts(const std::vector<why::ChoiceChance>& choices) {
    std::set<std::string> texts;
    for (const why::ChoiceChance& one : choices) texts.insert(study::choice_text(one.choice));
    return texts;
  }

  /// With drawn numbers at other values, and constants and levers held in a model built for it.
  std::optional<Played> at(const Values& values, std::vector<build::Hold> holds = {}) {
    std::map<std::string, Number> drawn = values_;
    for (const auto& [name, value] : values) {
      if (drawn.contains(name)) {
        drawn[name] = Number(value);
      } else {
        holds.push_back({name, Number(value)});
      }
    }
    if (holds.empty()) return solved(model_, drawn);
    const auto held = build::hold(model_, holds);
    if (!held) {
      ADD_FAILURE() << held.error().message;
      return std::nullopt;
    }
    return solved(*held, drawn);
  }

  static std::optional<Played> solved(const build::Model& model, const std::map<std::string, Number>& drawn) {
    std::vector<Number> inputs;
    for (const build::Input& input : model.inputs) inputs.push_back(drawn.at(input.name));
    std::vector<double> slots;
    for (const Number& slot : model.game.program.evaluate(inputs)) slots.push_back(slot.value);
    auto game = game::at_draw(model.game, slots);
    if (!game) {
      ADD_FAILURE() << game.error().message;
      return std::nullopt;
    }
    solve::SettledOptions options;
    options.num_outcomes = static_cast<std::uint32_t>(model.outcome_texts.size());
    auto settled = solve::solve_settled(*game, options, RunContext{});
    const auto found = settled.all_settled ? study::solved_by_induction(*std::move(game), std::move(settled))
                                           : study::solved_by_path(*std::move(game), std::move(settled), RunContext{});
    EXPECT_TRUE(study::leaves_no_gain(found.game, found.certificate));
    for (const double chance : found.certificate.reported_quantities)
      EXPECT_TRUE(chance >= 0.0 && chance <= 1.0 + 1e-9);
    Played played;
    played.outcomes = found.certificate.reported_quantities;
    played.outcomes.resize(model.outcome_texts.size());
    for (std::size_t h = 0; h < found.game.infosets.size(); ++h) {
      const auto& set = model.game.infosets[found.game.infosets[h].origin];
      auto& made = played.choices[study::infoset_text(study::infoset_name(model.game, set))];
      for (std::size_t a = 0; a < found.profile.probs[h].size(); ++a) {
        if (!(found.profile.probs[h][a] > 0.0)) continue;
        made.insert(study::choice_text(study::choice_name(model.game, set, found.game.infosets[h].actions[a])));
      }
    }
    return played;
  }

  const build::Model& model_;
  std::map<std::string, Number> values_;
  std::size_t count_ = 0;
};

}  // namespace parley::tests
