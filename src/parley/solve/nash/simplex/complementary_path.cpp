// SPDX-License-Identifier: Apache-2.0
// Complementary pivots on factors of the basis.
#include "parley/solve/nash/simplex/complementary_path.h"

#include <algorithm>

namespace parley::solve::simplex {
namespace {

Equations equations_of(const Complementarity<double>& problem) {
  Equations equations;
  equations.columns.num_rows = problem.num_rows;
  for (std::uint32_t k = 0; k < problem.columns.size(); ++k) {
    for (const auto& [row, value] : problem.columns[k]) equations.columns.add(row, value);
    equations.columns.end_column();
    equations.is_free.push_back(problem.is_free(k));
  }
  equations.rhs = problem.rhs;
  equilibrate(equations);
  return equations;
}

}  // namespace

PathEnd follow_path(const Complementarity<double>& problem, double bit, std::uint64_t seed, const RunContext& run) {
  constexpr std::size_t pivots_a_row = 200;
  const Equations equations = equations_of(problem);
  BasicSolution solution(equations, problem.basis);
  solution.raise(bit, seed);
  PathEnd end;
  if (!solution.refresh()) return end;
  const std::size_t most_pivots = pivots_a_row * (problem.num_rows + 100);
  for (std::uint32_t entering = 0; end.num_pivots < most_pivots; ++end.num_pivots) {
    if (run.should_stop()) return end;
    if (solution.is_worn()) {
      if (!solution.refresh()) return end;
      solution.lift();
    }
    Eigen::VectorXd column = solution.solved_column(entering);
    std::size_t r = solution.leaving(column);
    if (r == nowhere && !solution.is_fresh()) {
      if (!solution.refresh()) return end;
      solution.lift();
      column = solution.solved_column(entering);
      r = solution.leaving(column);
    }
    if (r == nowhere) return end;
    const std::uint32_t left = solution.basis()[r];
    const double entry = column[static_cast<Eigen::Index>(r)];
    solution.exchange(r, entering, column, std::max(0.0, solution.value(r) / entry));
    if (left == problem.weight()) {
      end.basis = solution.basis();
      return end;
    }
    entering = problem.complement(left);
    if (entering == 0) return end;  // rounding has led back to the start
  }
  return end;
}

}  // namespace parley::solve::simplex
