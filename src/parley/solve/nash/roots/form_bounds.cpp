// SPDX-License-Identifier: Apache-2.0
// Bounds of forms over boxes of chances, one player averaged out after another.
#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "parley/solve/nash/roots/support_forms.h"

namespace parley::solve {
namespace {

// For every number z the mean of values v under chances x is z + sum x_s (v_s - z), since the chances sum to 1. The
// best z makes the bound that this gives the value of the linear program (duality), and every z makes it a bound.

/// The z of the least mean in floating point: cheap values are taken as often as their chances allow, up to it.
template <class Low>
double marginal_value(const Low& low, std::span<const Enclosure<double>> chances) {
  constexpr double none = std::numeric_limits<double>::infinity();
  double rest = 1.0;
  for (const auto& chance : chances) rest -= chance.low;
  double reached = -none;
  while (true) {
    double next = none;
    for (std::size_t s = 0; s < chances.size(); ++s) {
      if (low(s) > reached) next = std::min(next, low(s));
    }
    if (next == none) return reached;
    reached = next;
    for (std::size_t s = 0; s < chances.size(); ++s) {
      if (low(s) == reached) rest -= chances[s].high - chances[s].low;
    }
    if (rest <= 0.0) return reached;
  }
}

/// Needs chances of at least 0. Each of the k terms has three roundings of at most 2^-53 of its size, the sum one for
/// each term; all of them together are less than what is taken off in the end.
template <class Low>
double least_mean(const Low& low, std::span<const Enclosure<double>> chances) {
  const double z = chances.size() == 2 ? std::min(low(0), low(1)) : marginal_value(low, chances);
  double sum = z;
  double sizes = std::abs(z);
  for (std::size_t s = 0; s < chances.size(); ++s) {
    const double above = low(s) - z;
    const double term = above * (above >= 0.0 ? chances[s].low : chances[s].high);
    sum += term;
    sizes += std::abs(term);
  }
  const auto k = static_cast<double>(chances.size());
  return sum - ((k + 4.0) * 0x1p-52 * sizes + (k + 2.0) * std::numeric_limits<double>::min());
}

/// For chances of any sign, as tight boxes around roots outside of the simplex have.
template <class N>
Enclosure<N> signed_mean(const Enclosure<N>* values, std::size_t stride, std::span<const Enclosure<N>> chances) {
  const Enclosure<N> z = point(middle(values[0]));
  Enclosure<N> sum = z;
  for (std::size_t s = 0; s < chances.size(); ++s) sum = sum + (values[s * stride] - z) * chances[s];
  return sum;
}

/// Averages out one player in place; `stride` is how far its strategies lie apart.
template <class N>
void average_out(Box<N>& cells, std::size_t stride, std::span<const Enclosure<N>> chances) {
  const std::size_t block = stride * chances.size();
  std::size_t out = 0;
  for (std::size_t start = 0; start < cells.size(); start += block) {
    for (std::size_t k = start; k < start + stride; ++k) cells[out++] = mean(&cells[k], stride, chances);
  }
  cells.resize(out);
}

}  // namespace

template <class N>
Enclosure<N> mean(const Enclosure<N>* values, std::size_t stride, std::span<const Enclosure<N>> chances) {
  if constexpr (std::is_same_v<N, double>) {
    if (std::ranges::all_of(chances, [](const auto& chance) { return chance.low >= 0.0; })) {
      return {least_mean([&](std::size_t s) { return values[s * stride].low; }, chances),
              -least_mean([&](std::size_t s) { return -values[s * stride].high; }, chances)};
    }
  }
  return signed_mean(values, stride, chances);
}

template <class N>
Box<N> bounds_by_strategy(const Form<N>& form, std::size_t which, const ChanceLayout& layout, const Box<N>& chances) {
  Box<N> cells = form.coefficients;
  std::size_t stride = 1;
  for (std::size_t k = 0; k < form.over.size(); ++k) {
    const std::uint32_t j = form.over[k];
    if (k == which) {
      stride = layout.sizes[j];
      continue;
    }
    average_out<N>(cells, stride, std::span(chances).subspan(layout.first_chance[j], layout.sizes[j]));
  }
  return cells;
}

template <class N>
Enclosure<N> bounds(const Form<N>& form, const ChanceLayout& layout, const Box<N>& chances) {
  if (form.coefficients.empty()) return {};
  return bounds_by_strategy(form, form.over.size(), layout, chances).front();
}

template <class N>
Box<N> equation_values(const SupportForms<N>& forms, const Box<N>& chances) {
  Box<N> values;
  values.reserve(forms.equations.size());
  for (const auto& equation : forms.equations) values.push_back(bounds(equation, forms.layout, chances));
  return values;
}

template <class N>
Box<N> equation_jacobian(const SupportForms<N>& forms, const Box<N>& chances) {
  Box<N> jacobian;
  jacobian.reserve(forms.equations.size() * forms.equations.size());
  for (const auto& row : forms.derivatives) {
    for (const auto& form : row) jacobian.push_back(bounds(form, forms.layout, chances));
  }
  return jacobian;
}

template <class N>
Box<N> chances_of(const ChanceLayout& layout, const Box<N>& unknowns) {
  Box<N> chances(layout.num_chances);
  for (std::size_t k = 0; k < layout.players.size(); ++k) {
    Enclosure<N> first = point(N(1));
    for (std::size_t s = 1; s < layout.sizes[k]; ++s) {
      const Enclosure<N>& chance = unknowns[layout.first_unknown[k] + s - 1];
      chances[layout.first_chance[k] + s] = chance;
      first = first - chance;
    }
    chances[layout.first_chance[k]] = first;
  }
  return chances;
}

template Enclosure<double> mean(const Enclosure<double>*, std::size_t, std::span<const Enclosure<double>>);
template Enclosure<Rational> mean(const Enclosure<Rational>*, std::size_t, std::span<const Enclosure<Rational>>);
template Box<double> bounds_by_strategy(const Form<double>&, std::size_t, const ChanceLayout&, const Box<double>&);
template Box<Rational> bounds_by_strategy(const Form<Rational>&, std::size_t, const ChanceLayout&,
                                          const Box<Rational>&);
template Enclosure<double> bounds(const Form<double>&, const ChanceLayout&, const Box<double>&);
template Enclosure<Rational> bounds(const Form<Rational>&, const ChanceLayout&, const Box<Rational>&);
template Box<double> equation_values(const SupportForms<double>&, const Box<double>&);
template Box<Rational> equation_values(const SupportForms<Rational>&, const Box<Rational>&);
template Box<double> equation_jacobian(const SupportForms<double>&, const Box<double>&);
template Box<Rational> equation_jacobian(const SupportForms<Rational>&, const Box<Rational>&);
template Box<double> chances_of(const ChanceLayout&, const Box<double>&);
template Box<Rational> chances_of(const ChanceLayout&, const Box<Rational>&);

}  // namespace parley::solve
