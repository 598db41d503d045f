// SPDX-License-Identifier: Apache-2.0
// Lemke's path in floating point, its proof, and the exact path where that is not enough.
#include "parley/solve/nash/sequence_lemke.h"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "parley/solve/nash/sequences/complementarity.h"
#include "parley/solve/nash/sequences/exact_path.h"
#include "parley/solve/nash/sequences/exact_plans.h"
#include "parley/solve/nash/simplex/complementary_path.h"

namespace parley::solve {
namespace {

template <class T>
std::array<RealizationPlan<T>, 2> uniform_prior(const SequenceForm& form) {
  return {uniform_plan<T>(form.players[0]), uniform_plan<T>(form.players[1])};
}

std::array<std::vector<Rational>, 2> exact_payoffs(const SequenceForm& form) {
  std::array<std::vector<Rational>, 2> payoffs;
  for (std::size_t p = 0; p < 2; ++p) {
    payoffs[p].reserve(form.cells.size());
    for (const auto& cell : form.cells) payoffs[p].push_back(cell.payoffs[p]);
  }
  return payoffs;
}

}  // namespace

bool fits_exact_path(const SequenceForm& form) {
  constexpr std::size_t most_sequences = 1000;  // the table then takes some 100 megabytes
  return form.num_sequences(0) + form.num_sequences(1) <= most_sequences;
}

TreeEquilibrium solve_by_exact_path(const SequenceForm& form, const RunContext& run) {
  TreeEquilibrium found;
  found.by_exact_pivots = true;
  found.termination = run.why_stopped();
  if (found.termination != Termination::finished || !fits_exact_path(form)) return found;
  const auto problem = complementarity<Rational>(form, exact_payoffs(form), uniform_prior<Rational>(form));
  const ExactPath path = follow_exact_path(problem, run);
  if (!path.basis.empty()) {
    if (auto proved = proved_equilibrium(form, problem.supports(path.basis), run)) {
      found = *std::move(proved);
    } else if (!run.should_stop()) {
      throw InternalError("an exact basis of Lemke's path is no equilibrium");
    }
  }
  found.num_pivots = path.num_pivots;
  found.by_exact_pivots = true;
  if (!found.profile) found.termination = run.why_stopped();
  return found;
}

Result<TreeEquilibrium> solve_sequence_lemke(const game::NumericGame<Rational>& game, const RunContext& run) {
  const auto form = sequence_form(game);
  if (!form) return std::unexpected(form.error());
  const auto problem =
      complementarity<double>(*form, {unit_payoffs(*form, 0), unit_payoffs(*form, 1)}, uniform_prior<double>(*form));
  std::size_t num_pivots = 0;
  for (const double bit : {1e-6, 1e-8, 1e-5}) {
    const simplex::PathEnd end = simplex::follow_path(problem, bit, 1, run);
    num_pivots += end.num_pivots;
    if (run.should_stop()) break;
    if (end.basis.empty()) continue;
    auto proved = proved_equilibrium(*form, problem.supports(end.basis), run);
    if (!proved) continue;
    proved->num_pivots = num_pivots;
    return *std::move(proved);
  }
  TreeEquilibrium found = solve_by_exact_path(*form, run);
  found.num_pivots += num_pivots;
  return found;
}

}  // namespace parley::solve
