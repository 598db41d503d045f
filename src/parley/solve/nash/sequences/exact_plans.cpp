// SPDX-License-Identifier: Apache-2.0
// Indifference as an exact linear system.
#include "parley/solve/nash/sequences/exact_plans.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "parley/math/exact_linear_system.h"

namespace parley::solve {
namespace {

constexpr std::size_t nowhere = ~std::size_t{0};

std::vector<std::size_t> places(const Support& support, std::size_t num_sequences) {
  std::vector<std::size_t> place(num_sequences, nowhere);
  for (std::size_t i = 0; i < support.size(); ++i) place[support[i]] = i;
  return place;
}

Rational product(const std::vector<Rational>& a, const std::vector<Rational>& b) {
  Rational sum;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!a[i].is_zero() && !b[i].is_zero()) sum += a[i] * b[i];
  }
  return sum;
}

/// What each sequence of `player` is worth against a plan of the other.
std::vector<Rational> exact_values(const SequenceForm& form, std::size_t player,
                                   const RealizationPlan<Rational>& plan) {
  SparseRows rows(form.num_sequences(player));
  for (const auto& cell : form.cells) {
    if (plan[cell.at[1 - player]].is_zero() || cell.payoffs[player].is_zero()) continue;
    rows[cell.at[player]].push_back({cell.at[1 - player], cell.payoffs[player]});
  }
  return exact_product(rows, plan);
}

}  // namespace

std::optional<Indifference> indifference(const SequenceForm& form, std::size_t player,
                                         const std::array<Support, 2>& supports, const RunContext& run) {
  const std::size_t other = 1 - player;
  const auto& own = form.players[player];
  const auto& others = form.players[other];
  const auto columns = places(supports[player], own.sequences.size());
  const auto lines = places(supports[other], others.sequences.size());
  const std::size_t num_columns = supports[player].size() + 1 + others.sets.size();
  const std::size_t num_lines = supports[other].size() + 1 + own.sets.size();
  if (num_columns != num_lines) return std::nullopt;
  SparseRows rows(num_lines);

  // A best reply's sequence is worth what its set is worth, less the sets to which it leads.
  for (const auto& cell : form.cells) {
    const std::size_t row = lines[cell.at[other]];
    const std::size_t column = columns[cell.at[player]];
    if (row != nowhere && column != nowhere && !cell.payoffs[other].is_zero()) {
      rows[row].push_back({column, cell.payoffs[other]});
    }
  }
  const auto add_worth = [&](std::uint32_t sequence, std::size_t worth, const Rational& sign) {
    if (lines[sequence] != nowhere) rows[lines[sequence]].push_back({supports[player].size() + worth, sign});
  };
  add_worth(0, 0, Rational(-1));
  for (std::size_t k = 0; k < others.sets.size(); ++k) {
    const auto& set = others.sets[k];
    for (std::uint32_t a = 0; a < set.num_actions; ++a) add_worth(set.first + a, 1 + k, Rational(-1));
    add_worth(set.parent, 1 + k, Rational(1));
  }

  const auto add_chance = [&](std::size_t line, std::uint32_t sequence, const Rational& sign) {
    if (columns[sequence] != nowhere) rows[supports[other].size() + line].push_back({columns[sequence], sign});
  };
  add_chance(0, 0, Rational(1));
  for (std::size_t k = 0; k < own.sets.size(); ++k) {
    const auto& set = own.sets[k];
    for (std::uint32_t a = 0; a < set.num_actions; ++a) add_chance(1 + k, set.first + a, Rational(1));
    add_chance(1 + k, set.parent, Rational(-1));
  }
  std::vector<Rational> rhs(num_lines);
  rhs[supports[other].size()] = Rational(1);

  const auto solution = solve_exactly(rows, rhs, run);
  if (!solution) return std::nullopt;
  Indifference found;
  found.plan.resize(own.sequences.size());
  for (std::size_t i = 0; i < supports[player].size(); ++i) found.plan[supports[player][i]] = (*solution)[i];
  found.worths.assign(solution->begin() + static_cast<std::ptrdiff_t>(supports[player].size()), solution->end());
  return found;
}

std::vector<Rational> losses(const SequenceForm& form, std::size_t player, const RealizationPlan<Rational>& plan,
                             const std::vector<Rational>& worths) {
  const auto& sets = form.players[player].sets;
  std::vector<Rational> losses = exact_values(form, player, plan);
  for (Rational& loss : losses) loss = -loss;
  losses[0] += worths[0];
  for (std::size_t k = 0; k < sets.size(); ++k) {
    for (std::uint32_t a = 0; a < sets[k].num_actions; ++a) losses[sets[k].first + a] += worths[1 + k];
    losses[sets[k].parent] -= worths[1 + k];
  }
  return losses;
}

std::optional<TreeEquilibrium> proved_equilibrium(const SequenceForm& form,
                                                  const std::array<RealizationPlan<Rational>, 2>& plans) {
  TreeEquilibrium found;
  for (std::size_t p = 0; p < 2; ++p) {
    if (!is_realization_plan(form.players[p], plans[p])) return std::nullopt;
    const auto values = exact_values(form, p, plans[1 - p]);
    found.values[p] = product(values, plans[p]);
    if (best_plan<Rational>(form.players[p], values).value != found.values[p]) return std::nullopt;
  }
  found.profile = behaviour(form, plans);
  return found;
}

std::optional<TreeEquilibrium> proved_equilibrium(const SequenceForm& form, const std::array<Support, 2>& supports,
                                                  const RunContext& run) {
  std::array<RealizationPlan<Rational>, 2> plans;
  for (std::size_t p = 0; p < 2; ++p) {
    auto found = indifference(form, p, supports, run);
    if (!found || !is_realization_plan(form.players[p], found->plan)) return std::nullopt;
    plans[p] = std::move(found->plan);
  }
  return proved_equilibrium(form, plans);
}

}  // namespace parley::solve
