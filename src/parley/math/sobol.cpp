// SPDX-License-Identifier: Apache-2.0
// Direction numbers from the polynomials of Joe and Kuo, and scrambling by a hash that keeps nested intervals nested.
#include "parley/math/sobol.h"

#include <bit>
#include <string>

#include <boost/random/detail/sobol_table.hpp>

#include "parley/base/result.h"
#include "parley/math/mixed.h"

namespace parley {
namespace {

using JoeKuo = boost::random::detail::qrng_tables::sobol;

constexpr std::size_t num_bits = 32;

std::uint32_t reversed(std::uint32_t x) {
  x = ((x >> 1U) & 0x55555555U) | ((x & 0x55555555U) << 1U);
  x = ((x >> 2U) & 0x33333333U) | ((x & 0x33333333U) << 2U);
  x = ((x >> 4U) & 0x0f0f0f0fU) | ((x & 0x0f0f0f0fU) << 4U);
  x = ((x >> 8U) & 0x00ff00ffU) | ((x & 0x00ff00ffU) << 8U);
  return (x >> 16U) | (x << 16U);
}

/// The directions of one dimension, first bit of the fraction highest. Source: Bratley and Fox 1988, Algorithm 659.
void fill_directions(std::size_t dimension, std::uint32_t* directions) {
  if (dimension == 0) {
    for (std::size_t k = 0; k < num_bits; ++k) directions[k] = std::uint32_t{1} << (num_bits - 1 - k);
    return;
  }
  const std::uint32_t polynomial = JoeKuo::polynomial(dimension - 1);
  const auto degree = static_cast<std::size_t>(std::bit_width(polynomial)) - 1;
  for (std::size_t k = 0; k < degree; ++k) {
    directions[k] = std::uint32_t{JoeKuo::minit(dimension - 1, k)} << (num_bits - 1 - k);
  }
  for (std::size_t k = degree; k < num_bits; ++k) {
    std::uint32_t next = directions[k - degree] ^ (directions[k - degree] >> degree);
    for (std::size_t j = 1; j < degree; ++j) {
      if (((polynomial >> (degree - j)) & 1U) != 0) next ^= directions[k - j];
    }
    directions[k] = next;
  }
}

/// A permutation in which bit i of the result depends on bits 0 to i alone: on reversed coordinates, a nested scramble.
/// Every step is of such a kind: adding, multiplying by an odd number, and xor with an even multiple.
/// Source: Laine and Karras 2011, section 3.1, with the steps and constants of Vegdahl 2021 ("Building a better LK
/// hash"). Differs: a 64-bit key, one half added, the other multiplied by. The constants of 2011 make the scrambles of
/// neighbouring cells depend on each other so much that error bars come out at half their size.
std::uint32_t scrambled(std::uint32_t x, std::uint64_t key) {
  x ^= x * 0x3d20adeaU;
  x += static_cast<std::uint32_t>(key);
  x *= static_cast<std::uint32_t>(key >> 32U) | 1U;
  x ^= x * 0x05526c56U;
  x ^= x * 0x53a22864U;
  return x;
}

}  // namespace

std::size_t SobolPoints::max_dimension() { return JoeKuo::max_dimension; }

SobolPoints::SobolPoints(std::size_t dimension) : dimension_(dimension), directions_(dimension * num_bits) {
  if (dimension > max_dimension()) {
    throw InternalError("SobolPoints: " + std::to_string(dimension) + " dimensions asked, " +
                        std::to_string(max_dimension()) + " known");
  }
  for (std::size_t d = 0; d < dimension; ++d) fill_directions(d, &directions_[d * num_bits]);
  // Kept reversed, since scrambling works on reversed coordinates.
  for (std::uint32_t& direction : directions_) direction = reversed(direction);
}

void SobolPoints::point(std::uint64_t seed, std::uint32_t replicate, std::uint32_t index, double* out) const {
  const std::uint64_t stream = mixed(mixed(seed) ^ replicate);
  for (std::size_t d = 0; d < dimension_; ++d) {
    const std::uint32_t* directions = &directions_[d * num_bits];
    std::uint32_t coordinate = 0;
    for (std::uint32_t rest = index; rest != 0; rest &= rest - 1) coordinate ^= directions[std::countr_zero(rest)];
    const std::uint32_t cell = reversed(scrambled(coordinate, mixed(stream + d)));
    out[d] = (static_cast<double>(cell) + 0.5) * 0x1p-32;
  }
}

}  // namespace parley
