// SPDX-License-Identifier: Apache-2.0
// Saltelli's design, and points that share inputs in a random order.
#include "parley/math/designs.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "parley/math/mixed.h"

namespace parley {

namespace {

/// What hashed words are used for: each use its own stream.
enum Stream : std::uint64_t { order_stream = 1, partner_stream = 2, other_stream = 3 };

}  // namespace

PairedPoints::PairedPoints(std::vector<std::uint32_t> coordinates, std::uint32_t num_coordinates,
                           std::size_t num_replicates, std::uint64_t seed)
    : coordinates_(std::move(coordinates)),
      num_coordinates_(num_coordinates),
      num_replicates_(num_replicates),
      seed_(seed),
      points_(std::size_t{2} * std::max(num_coordinates, 1U)) {}

void PairedPoints::pair(std::size_t base, double* first, double* second) const {
  std::vector<double> point(points_.dimension());
  points_.point(seed_, static_cast<std::uint32_t>(base % num_replicates_),
                static_cast<std::uint32_t>(base / num_replicates_), point.data());
  for (std::size_t i = 0; i < coordinates_.size(); ++i) {
    first[i] = point[coordinates_[i]];
    second[i] = point[num_coordinates_ + coordinates_[i]];
  }
}

void SaltelliDesign::point(std::size_t base, std::size_t column, double* out) const {
  std::vector<double> other(dimension());
  if (column == 1) {
    points_.pair(base, other.data(), out);
    return;
  }
  points_.pair(base, out, other.data());
  if (column >= 2) out[column - 2] = other[column - 2];
}

ShapleyDesign::ShapleyDesign(PairedPoints points, GaussianCopula copula, std::size_t num_partners)
    : points_(std::move(points)),
      copula_(std::move(copula)),
      num_partners_(num_partners),
      local_(std::max<std::size_t>(points_.dimension(), 1)) {}

std::uint64_t ShapleyDesign::seed_of(std::size_t index, std::uint64_t stream) const {
  return mixed(mixed(mixed(points_.seed()) + stream) + index);
}

ShapleyDesign::Base ShapleyDesign::base(std::size_t index) const {
  Base base{std::vector<std::uint32_t>(dimension()), copula_, std::vector<double>(dimension())};
  std::iota(base.order.begin(), base.order.end(), 0U);
  const std::uint64_t seed = seed_of(index, order_stream);
  for (std::size_t k = dimension(); k > 1; --k) std::swap(base.order[k - 1], base.order[below(mixed(seed + k), k)]);
  base.copula = copula_.in_order(base.order);
  std::vector<double> other(dimension());
  points_.pair(index, base.shared.data(), other.data());
  return base;
}

void ShapleyDesign::renewed(std::size_t index, std::size_t partner, double* out) const {
  if (num_partners_ > 1) {
    local_.point(seed_of(index, partner_stream), 0, static_cast<std::uint32_t>(partner), out);
    return;
  }
  std::vector<double> shared(dimension());
  points_.pair(index, shared.data(), out);
}

std::vector<double> ShapleyDesign::others(std::size_t index, std::size_t count) const {
  std::vector<double> all(count * dimension());
  const std::uint64_t seed = seed_of(index, other_stream);
  for (std::size_t m = 0; m < count && dimension() > 0; ++m) {
    local_.point(seed, 0, static_cast<std::uint32_t>(m), all.data() + m * dimension());
  }
  return all;
}

void ShapleyDesign::join(const Base& base, std::size_t num_shared, const double* renewed, double* out) {
  for (std::size_t k = 0; k < base.order.size(); ++k) {
    const std::uint32_t input = base.order[k];
    out[input] = k < num_shared ? base.shared[input] : renewed[input];
  }
  base.copula.join(out);
}

}  // namespace parley
