// SPDX-License-Identifier: Apache-2.0
// Sobol points with hashed Owen scrambling: point i of replicate r is a function of (seed, r, i) alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace parley {

/// Directions of Joe and Kuo, nested uniform scrambling by hashing (Burley 2020, "Practical hash-based Owen
/// scrambling").
/// Differs: the hash is Vegdahl's (2021) with 64-bit keys per (seed, replicate, dimension), indices are not shuffled,
/// 32 bits a coordinate, values at the middle of their cells so that every coordinate is strictly inside (0, 1).
class SobolPoints {
 public:
  /// Needs dimension <= max_dimension().
  explicit SobolPoints(std::size_t dimension);
  static std::size_t max_dimension();

  /// out[d] for d < dimension: coordinates in (0, 1) of point `index` (below 2^32) in replicate `replicate`.
  void point(std::uint64_t seed, std::uint32_t replicate, std::uint32_t index, double* out) const;

  [[nodiscard]] std::size_t dimension() const { return dimension_; }

 private:
  std::size_t dimension_;
  std::vector<std::uint32_t> directions_;  // [dimension][32]
};

}  // namespace parley
