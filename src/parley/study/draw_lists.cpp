// SPDX-License-Identifier: Apache-2.0
// Lists the pure sequential equilibria of one draw on the tree of all histories.
#include "parley/study/draw_lists.h"

#include <algorithm>
#include <cmath>

#include "parley/build/hold.h"
#include "parley/game/certificate.h"
#include "parley/solve/equilibrium_list.h"
#include "parley/study/solved_game.h"

namespace parley::study {

namespace {

constexpr std::size_t most_patterns = 5'000;  // of one draw
constexpr double same = 1e-9;                 // of a chance, or of a value's size

}  // namespace

Result<DrawLister> DrawLister::of(const build::Model& model, const RunContext& run) {
  DrawLister lister;
  const auto num_levers =
      static_cast<std::size_t>(std::ranges::count(model.inputs, build::Input::Kind::lever, &build::Input::kind));
  const auto inputs = build::centre_inputs(model, std::vector<double>(num_levers, 0.0));
  const std::vector<Number> slots = model.game.program.evaluate(inputs);
  if (!(build::count(model, slots).nodes <= most_nodes)) return lister;
  if (!model.merged) {
    lister.tree_ = std::shared_ptr<const build::Model>(&model, [](const build::Model*) {});
    return lister;
  }
  auto tree = build::without_merging(model, run);
  if (!tree) return std::unexpected(tree.error());
  lister.tree_ = std::make_shared<const build::Model>(*std::move(tree));
  return lister;
}

std::vector<double> DrawLister::slots_of(std::size_t draw, const Points& draws,
                                         const std::vector<double>& levers) const {
  std::vector<double> drawn(tree_->drawn.size());
  draws.draw(draw, drawn.data());
  std::vector<Number> inputs(tree_->inputs.size());
  for (std::size_t d = 0; d < drawn.size(); ++d) inputs[tree_->drawn[d]] = Number(drawn[d]);
  std::size_t next_lever = 0;
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    if (tree_->inputs[k].kind == build::Input::Kind::lever) inputs[k] = Number(levers.at(next_lever++));
  }
  std::vector<double> slots;
  for (const Number& slot : tree_->game.program.evaluate(inputs)) slots.push_back(slot.value);
  return slots;
}

DrawList DrawLister::list(const BlockSolver& solver, std::size_t lane, const Points& draws,
                          const std::vector<double>& levers, const RunContext& run) const {
  DrawList answer;
  const std::size_t num_quantities = tree_->game.quantities.size();
  for (std::size_t q = 0; q < num_quantities; ++q) answer.lows.push_back(solver.quantity(q, lane));
  answer.highs = answer.lows;
  const std::vector<double> slots = slots_of(solver.first_draw() + lane, draws, levers);
  const auto game = game::at_draw(tree_->game, slots);
  if (!game) {
    answer.is_every_pure = false;
    return answer;
  }
  solve::ListOptions options;
  options.concept_kind = solve::ListConcept::pure;
  options.most_pure_patterns = most_patterns;
  const solve::EquilibriumList list = solve::list_equilibria(*game, options, std::nullopt, run);
  answer.is_every_pure = list.is_every_pure;
  bool has_selected = false;
  std::size_t num_listed = 0;
  for (const solve::ListedEquilibrium& one : list.equilibria) {
    const auto certificate = game::certify(*game, one.profile, one.beliefs);
    if (one.standing != solve::Standing::sequential || !leaves_no_gain(*game, certificate)) {
      answer.is_every_pure = false;
      continue;
    }
    ++num_listed;
    bool is_selected = true;
    for (std::size_t q = 0; q < num_quantities; ++q) {
      const double chance = certificate.reported_quantities[q];
      is_selected = is_selected && std::abs(chance - solver.quantity(q, lane)) <= same;
      answer.lows[q] = std::min(answer.lows[q], chance);
      answer.highs[q] = std::max(answer.highs[q], chance);
    }
    for (std::size_t p = 0; p < tree_->game.num_players(); ++p) {
      const double value = certificate.reported_values[p];
      // Sums in another order: of the size of the payoffs, however small or large those are.
      const double size = std::max(std::abs(value), game->payoff_range(static_cast<std::uint32_t>(p)));
      is_selected = is_selected && std::abs(value - solver.value(p, lane)) <= same * size;
    }
    has_selected = has_selected || is_selected;
  }
  answer.equilibria = num_listed + (has_selected ? 0 : 1);
  return answer;
}

}  // namespace parley::study
