// SPDX-License-Identifier: Apache-2.0
// Gauss-Jordan elimination in rationals.
#include "parley/solve/nash/linear_support.h"

#include <utility>

namespace parley::solve {
namespace {

/// One row an equation: a coefficient for each unknown, then the right side.
std::vector<std::vector<Rational>> rows_of(const SupportForms<Rational>& forms) {
  std::vector<std::vector<Rational>> rows;
  rows.reserve(forms.equations.size());
  for (std::size_t e = 0; e < forms.equations.size(); ++e) {
    auto& row = rows.emplace_back();
    row.reserve(forms.layout.num_unknowns + 1);
    for (const auto& derivative : forms.derivatives[e]) {
      row.push_back(derivative.coefficients.empty() ? Rational() : derivative.coefficients.front().low);
    }
    row.push_back(-forms.equations[e].coefficients.front().low);  // there all unknowns are 0
  }
  return rows;
}

void clear_column(std::vector<std::vector<Rational>>& rows, std::size_t pivot, std::size_t column) {
  const Rational head = rows[pivot][column];
  for (Rational& cell : rows[pivot]) cell /= head;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const Rational factor = rows[r][column];
    if (r == pivot || factor.is_zero()) continue;
    for (std::size_t k = column; k < rows[r].size(); ++k) rows[r][k] -= factor * rows[pivot][k];
  }
}

}  // namespace

bool is_linear(const SupportForms<Rational>& forms) {
  if (forms.layout.players.size() <= 2) return true;
  for (const auto& row : forms.derivatives) {
    for (const auto& derivative : row) {
      for (const auto& c : derivative.coefficients) {
        if (c != derivative.coefficients.front()) return false;
      }
    }
  }
  return true;
}

LinearSolution solve_linear(const SupportForms<Rational>& forms) {
  auto rows = rows_of(forms);
  const std::size_t num_unknowns = forms.layout.num_unknowns;
  std::size_t rank = 0;
  for (std::size_t column = 0; column < num_unknowns; ++column) {
    std::size_t pivot = rank;
    while (pivot < rows.size() && rows[pivot][column].is_zero()) ++pivot;
    if (pivot == rows.size()) continue;
    std::swap(rows[pivot], rows[rank]);
    clear_column(rows, rank++, column);
  }
  for (std::size_t r = rank; r < rows.size(); ++r) {
    if (!rows[r].back().is_zero()) return {};
  }
  if (rank < num_unknowns) return {.kind = LinearSolution::Kind::many, .unknowns = {}};
  LinearSolution solution{.kind = LinearSolution::Kind::one, .unknowns = {}};
  solution.unknowns.reserve(num_unknowns);
  for (std::size_t k = 0; k < num_unknowns; ++k) solution.unknowns.push_back(rows[k].back());
  return solution;
}

}  // namespace parley::solve
