// SPDX-License-Identifier: Apache-2.0
// The Krawczyk operator and proofs by it.
#include "parley/math/krawczyk.h"

#include <cstdint>

namespace parley {
namespace {

double in_numbers(double value, double) { return value; }
Rational in_numbers(double value, const Rational&) { return Rational::from_double(value); }

/// By exact elimination.
int sign_of_determinant(std::vector<Rational> matrix, std::size_t size) {
  int sign = 1;
  for (std::size_t column = 0; column < size; ++column) {
    std::size_t pivot = column;
    while (pivot < size && matrix[pivot * size + column].is_zero()) ++pivot;
    if (pivot == size) return 0;
    if (pivot != column) {
      sign = -sign;
      for (std::size_t k = 0; k < size; ++k) std::swap(matrix[pivot * size + k], matrix[column * size + k]);
    }
    const Rational head = matrix[column * size + column];
    sign *= head.sign();
    for (std::size_t r = column + 1; r < size; ++r) {
      const Rational factor = matrix[r * size + column] / head;
      if (factor.is_zero()) continue;
      for (std::size_t k = column; k < size; ++k) matrix[r * size + k] -= factor * matrix[column * size + k];
    }
  }
  return sign;
}

template <class N>
std::optional<Box<N>> approximate_inverse(std::span<const Enclosure<N>> jacobian, std::size_t size) {
  std::vector<double> middles;
  middles.reserve(size * size);
  for (const Enclosure<N>& entry : jacobian) middles.push_back(to_double(middle(entry)));
  const auto inverted = inverse(std::move(middles), size);
  if (!inverted) return std::nullopt;
  Box<N> y;
  y.reserve(size * size);
  for (const double entry : *inverted) y.push_back(point(in_numbers(entry, N{})));
  return y;
}

template <class N>
Box<N> contraction_matrix(std::span<const Enclosure<N>> y, std::span<const Enclosure<N>> jacobian, std::size_t size) {
  Box<N> m(size * size);
  for (std::size_t r = 0; r < size; ++r) {
    for (std::size_t c = 0; c < size; ++c) {
      Enclosure<N> sum = point(r == c ? N(1) : N(0));
      for (std::size_t k = 0; k < size; ++k) sum = sum - y[r * size + k] * jacobian[k * size + c];
      m[r * size + c] = sum;
    }
  }
  return m;
}

/// All sums of |m| along rows are below 1 in units of the weights: I - M is regular.
template <class N>
bool contracts(const Box<N>& m, const std::vector<N>& weights) {
  const std::size_t size = weights.size();
  for (std::size_t r = 0; r < size; ++r) {
    N sum{};
    for (std::size_t c = 0; c < size; ++c) {
      sum = rounded_up(sum + rounded_up(largest_size(m[r * size + c]) * weights[c]));
    }
    if (!(sum < weights[r])) return false;
  }
  return true;
}

template <class N>
std::vector<N> sides(std::span<const Enclosure<N>> box) {
  std::vector<N> widths;
  widths.reserve(box.size());
  for (const Enclosure<N>& side : box) widths.push_back(width(side));
  return widths;
}

}  // namespace

std::optional<std::vector<double>> inverse(std::vector<double> matrix, std::size_t size) {
  std::vector<double> out(size * size, 0.0);
  for (std::size_t k = 0; k < size; ++k) out[k * size + k] = 1.0;
  for (std::size_t column = 0; column < size; ++column) {
    std::size_t pivot = column;
    for (std::size_t r = column + 1; r < size; ++r) {
      if (std::abs(matrix[r * size + column]) > std::abs(matrix[pivot * size + column])) pivot = r;
    }
    const double head = matrix[pivot * size + column];
    if (!(std::abs(head) > 1e-14)) return std::nullopt;
    for (std::size_t k = 0; k < size; ++k) {
      std::swap(matrix[pivot * size + k], matrix[column * size + k]);
      std::swap(out[pivot * size + k], out[column * size + k]);
      matrix[column * size + k] /= head;
      out[column * size + k] /= head;
    }
    for (std::size_t r = 0; r < size; ++r) {
      const double factor = matrix[r * size + column];
      if (r == column || factor == 0.0) continue;
      for (std::size_t k = 0; k < size; ++k) {
        matrix[r * size + k] -= factor * matrix[column * size + k];
        out[r * size + k] -= factor * out[column * size + k];
      }
    }
  }
  return out;
}

template <class N>
std::optional<KrawczykStep<N>> krawczyk_step(std::span<const N> centre, std::span<const Enclosure<N>> box,
                                             std::span<const Enclosure<N>> values,
                                             std::span<const Enclosure<N>> jacobian) {
  const std::size_t size = box.size();
  const auto inverted = approximate_inverse(jacobian, size);
  if (!inverted) return std::nullopt;
  const Box<N>& y = *inverted;
  const Box<N> m = contraction_matrix<N>(y, jacobian, size);
  KrawczykStep<N> step;
  step.image.reserve(size);
  for (std::size_t r = 0; r < size; ++r) {
    Enclosure<N> sum = point(centre[r]);
    for (std::size_t k = 0; k < size; ++k) {
      sum = sum - y[r * size + k] * values[k] + m[r * size + k] * (box[k] - point(centre[k]));
    }
    step.image.push_back(sum);
  }
  step.is_regular = contracts(m, std::vector<N>(size, N(1))) || contracts(m, sides(box));
  return step;
}

int determinant_sign(const Box<Rational>& matrix, std::size_t size) {
  const auto y = approximate_inverse<Rational>(matrix, size);
  std::vector<Rational> entries;
  entries.reserve(size * size);
  if (y && contracts(contraction_matrix<Rational>(*y, matrix, size), std::vector<Rational>(size, Rational(1)))) {
    for (const auto& entry : *y) entries.push_back(entry.low);
    return sign_of_determinant(std::move(entries), size);
  }
  const bool is_exact = std::ranges::all_of(matrix, [](const auto& entry) { return entry.low == entry.high; });
  if (!is_exact) return 0;
  for (const auto& entry : matrix) entries.push_back(entry.low);
  return sign_of_determinant(std::move(entries), size);
}

template std::optional<KrawczykStep<double>> krawczyk_step(std::span<const double>, std::span<const Enclosure<double>>,
                                                           std::span<const Enclosure<double>>,
                                                           std::span<const Enclosure<double>>);
template std::optional<KrawczykStep<Rational>> krawczyk_step(std::span<const Rational>,
                                                             std::span<const Enclosure<Rational>>,
                                                             std::span<const Enclosure<Rational>>,
                                                             std::span<const Enclosure<Rational>>);

namespace {

constexpr std::int32_t kept_bits = 120;  // of ends of boxes; far beyond any width that is asked for

bool lies_inside(const Box<Rational>& inner, const Box<Rational>& outer) {
  for (std::size_t k = 0; k < inner.size(); ++k) {
    if (!(outer[k].low < inner[k].low && inner[k].high < outer[k].high)) return false;
  }
  return true;
}

Rational widest(const Box<Rational>& box) {
  Rational most;
  for (const auto& side : box) most = std::max(most, width(side));
  return most;
}

std::optional<Box<Rational>> exact_image(const SquareSystem& system, const Box<Rational>& box) {
  std::vector<Rational> centre;
  Box<Rational> centre_box;
  for (const auto& side : box) {
    centre.push_back(middle(side));
    centre_box.push_back(point(centre.back()));
  }
  const Box<Rational> values = system.values(centre_box);
  const Box<Rational> jacobian = system.jacobian(box);
  auto step = krawczyk_step<Rational>(centre, box, values, jacobian);
  if (!step) return std::nullopt;
  for (auto& side : step->image) side = rounded_outwards(side, kept_bits);
  return std::move(step->image);
}

}  // namespace

std::optional<Box<Rational>> prove_root(const SquareSystem& system, std::span<const double> near,
                                        const Rational& width) {
  constexpr std::int32_t first_radii[] = {-36, -26, -44, -16};
  for (const std::int32_t radius_bits : first_radii) {
    const Rational radius = Rational(2).pow(radius_bits);
    Box<Rational> box;
    for (const double value : near) {
      const Rational centre = Rational::from_double(value);
      box.push_back(rounded_outwards({centre - radius, centre + radius}, kept_bits));
    }
    auto image = exact_image(system, box);
    if (!image || !lies_inside(*image, box)) continue;
    while (widest(*image) > width) {
      auto next = exact_image(system, *image);
      if (!next) break;
      for (std::size_t k = 0; k < next->size(); ++k) (*next)[k] = intersection((*next)[k], (*image)[k]);
      if (widest(*next) * Rational(2) > widest(*image)) break;
      image = std::move(next);
    }
    return image;
  }
  return std::nullopt;
}

}  // namespace parley
