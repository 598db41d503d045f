// SPDX-License-Identifier: Apache-2.0
// Gauss-Jordan elimination in rationals, and the corners of small polytopes by trying all.
#include "parley/solve/nash/roots/linear_support.h"

#include <algorithm>
#include <utility>

namespace parley::solve {
namespace {

using Rows = std::vector<std::vector<Rational>>;  // a coefficient for each unknown, then the right side

void clear_column(Rows& rows, std::size_t pivot, std::size_t column) {
  const Rational head = rows[pivot][column];
  for (Rational& cell : rows[pivot]) cell /= head;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const Rational factor = rows[r][column];
    if (r == pivot || factor.is_zero()) continue;
    for (std::size_t k = column; k < rows[r].size(); ++k) rows[r][k] -= factor * rows[pivot][k];
  }
}

Rows rows_of(const std::vector<LinearForm>& forms) {
  Rows rows;
  rows.reserve(forms.size());
  for (const auto& form : forms) {
    rows.push_back(form.coefficients);
    rows.back().push_back(-form.constant);
  }
  return rows;
}

/// Brings the rows to echelon form; how many are independent.
std::size_t eliminate(Rows& rows, std::size_t num_unknowns) {
  std::size_t rank = 0;
  for (std::size_t column = 0; column < num_unknowns; ++column) {
    std::size_t pivot = rank;
    while (pivot < rows.size() && rows[pivot][column].is_zero()) ++pivot;
    if (pivot == rows.size()) continue;
    std::swap(rows[pivot], rows[rank]);
    clear_column(rows, rank++, column);
  }
  return rank;
}

std::vector<LinearForm> linear_equations(const SupportForms<Rational>& forms) {
  std::vector<LinearForm> equations;
  equations.reserve(forms.equations.size());
  for (const auto& equation : forms.equations) equations.push_back(*linear_form(equation, forms.layout));
  return equations;
}

/// What must be at least 0: chances, and losses by strategies that are not used.
std::vector<LinearForm> linear_conditions(const SupportForms<Rational>& forms) {
  const ChanceLayout& layout = forms.layout;
  std::vector<LinearForm> conditions;
  for (std::size_t j = 0; j < layout.players.size(); ++j) {
    LinearForm first{.coefficients = std::vector<Rational>(layout.num_unknowns), .constant = Rational(1)};
    for (std::size_t s = 1; s < layout.sizes[j]; ++s) {
      const std::size_t unknown = layout.first_unknown[j] + s - 1;
      first.coefficients[unknown] = Rational(-1);
      conditions.push_back({.coefficients = std::vector<Rational>(layout.num_unknowns), .constant = {}});
      conditions.back().coefficients[unknown] = Rational(1);
    }
    conditions.push_back(std::move(first));
  }
  for (const auto& gain : forms.gains) {
    auto condition = linear_form(gain, layout);
    if (!condition) continue;
    for (Rational& c : condition->coefficients) c = -c;
    condition->constant = -condition->constant;
    conditions.push_back(std::move(*condition));
  }
  return conditions;
}

bool keeps(const std::vector<LinearForm>& conditions, const std::vector<Rational>& at) {
  return std::ranges::all_of(conditions, [&](const LinearForm& condition) {
    Rational value = condition.constant;
    for (std::size_t k = 0; k < at.size(); ++k) value += condition.coefficients[k] * at[k];
    return value.sign() >= 0;
  });
}

/// Whether there are at most `most` ways to choose `few` of `many`.
bool are_at_most(std::size_t most, std::size_t few, std::size_t many) {
  std::size_t ways = 1;
  for (std::size_t k = 0; k < few; ++k) {
    ways = ways * (many - k) / (k + 1);
    if (ways > most) return false;
  }
  return true;
}

}  // namespace

bool is_linear(const SupportForms<Rational>& forms) {
  return forms.layout.players.size() <= 2 || std::ranges::all_of(forms.equations, [&](const auto& equation) {
           return linear_form(equation, forms.layout).has_value();
         });
}

std::optional<LinearForm> linear_form(const Form<Rational>& form, const ChanceLayout& layout) {
  LinearForm linear{.coefficients = {}, .constant = form.coefficients.front().low};
  linear.coefficients.reserve(layout.num_unknowns);
  for (std::uint32_t k = 0; k < layout.players.size(); ++k) {
    for (std::size_t s = 1; s < layout.sizes[k]; ++s) {
      const auto slope = derivative(form, layout, k, s);
      const auto differs = [&](const auto& c) { return c != slope.coefficients.front(); };
      if (std::ranges::any_of(slope.coefficients, differs)) return std::nullopt;
      linear.coefficients.push_back(slope.coefficients.empty() ? Rational() : slope.coefficients.front().low);
    }
  }
  return linear;
}

LinearSolution solve_linear(const std::vector<LinearForm>& forms) {
  if (forms.empty()) return {.kind = LinearSolution::Kind::one, .unknowns = {}};
  const std::size_t num_unknowns = forms.front().coefficients.size();
  Rows rows = rows_of(forms);
  const std::size_t rank = eliminate(rows, num_unknowns);
  for (std::size_t r = rank; r < rows.size(); ++r) {
    if (!rows[r].back().is_zero()) return {};
  }
  if (rank < num_unknowns) return {.kind = LinearSolution::Kind::many, .unknowns = {}};
  LinearSolution solution{.kind = LinearSolution::Kind::one, .unknowns = {}};
  solution.unknowns.reserve(num_unknowns);
  for (std::size_t k = 0; k < num_unknowns; ++k) solution.unknowns.push_back(rows[k].back());
  return solution;
}

LinearSolution solve_linear(const SupportForms<Rational>& forms) { return solve_linear(linear_equations(forms)); }

std::optional<std::vector<std::vector<Rational>>> corners(const SupportForms<Rational>& forms, const RunContext& run) {
  constexpr std::size_t most_systems = 5000;
  const auto equations = linear_equations(forms);
  const auto conditions = linear_conditions(forms);
  Rows rows = rows_of(equations);
  const std::size_t num_tight = forms.layout.num_unknowns - eliminate(rows, forms.layout.num_unknowns);
  if (!are_at_most(most_systems, num_tight, conditions.size())) return std::nullopt;
  std::vector<std::vector<Rational>> found;
  std::vector<bool> tight(conditions.size(), false);
  std::fill_n(tight.begin(), num_tight, true);
  do {
    if (run.should_stop()) return std::nullopt;
    auto system = equations;
    for (std::size_t k = 0; k < conditions.size(); ++k) {
      if (tight[k]) system.push_back(conditions[k]);
    }
    auto solution = solve_linear(system);
    if (solution.kind != LinearSolution::Kind::one || !keeps(conditions, solution.unknowns)) continue;
    if (std::ranges::find(found, solution.unknowns) == found.end()) found.push_back(std::move(solution.unknowns));
  } while (std::prev_permutation(tight.begin(), tight.end()));
  return found;
}

}  // namespace parley::solve
