// SPDX-License-Identifier: Apache-2.0
// Bounds of forms over boxes of chances, one player averaged out after another.

#include "parley/solve/nash/support_forms.h"

namespace parley::solve {
namespace {

/// The value at which the least mean stops filling up chances: all cheaper ones are at their highest.
double marginal_value(const Enclosure<double>* values, std::size_t stride, std::span<const Enclosure<double>> chances) {
  double rest = 1.0;
  for (const auto& chance : chances) rest -= chance.low;
  double reached = 0.0;
  double last = -std::numeric_limits<double>::infinity();
  // Equal values are passed together: each round goes to the next larger one.
  for (std::size_t round = 0; round < chances.size(); ++round) {
    double next = std::numeric_limits<double>::infinity();
    for (std::size_t s = 0; s < chances.size(); ++s) {
      const double value = values[s * stride].low;
      if (value > last && value < next) next = value;
    }
    if (next == std::numeric_limits<double>::infinity()) break;
    reached = next;
    for (std::size_t s = 0; s < chances.size(); ++s) {
      if (values[s * stride].low == next) rest -= chances[s].high - chances[s].low;
    }
    if (rest <= 0.0) break;
    last = next;
  }
  return reached;
}
Rational marginal_value(const Enclosure<Rational>* values, std::size_t, std::span<const Enclosure<Rational>>) {
  return values->low;  // exact boxes are small or points: any value serves
}

/// For every number z the mean is z + sum x_s (v_s - z), since the chances sum to 1; the best z makes this bound the
/// least value of the linear program (duality), and every z makes it a bound.
template <class N>
N least_mean(const Enclosure<N>* values, std::size_t stride, std::span<const Enclosure<N>> chances) {
  const N z = marginal_value(values, stride, chances);
  N sum = z;
  for (std::size_t s = 0; s < chances.size(); ++s) {
    const Enclosure<N>& v = values[s * stride];
    const Enclosure<N>& x = chances[s];
    const N low = rounded_down(v.low - z);
    if (x.low >= N{}) {
      sum = rounded_down(sum + rounded_down(low * (low >= N{} ? x.low : x.high)));
    } else {
      sum = rounded_down(sum + (Enclosure<N>{low, rounded_up(v.high - z)} * x).low);
    }
  }
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
  constexpr std::size_t few = 8;
  Enclosure<N> space[few];
  Box<N> more;
  if (chances.size() > few) more.resize(chances.size());
  Enclosure<N>* const negated = chances.size() > few ? more.data() : space;
  for (std::size_t s = 0; s < chances.size(); ++s) negated[s] = -values[s * stride];
  return {least_mean(values, stride, chances), -least_mean<N>(negated, 1, chances)};
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
