// SPDX-License-Identifier: Apache-2.0
// Where a function is to be evaluated so that its variance can be shared out among its inputs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/math/copula.h"
#include "parley/math/sobol.h"

namespace parley {

/// Two independent points of scrambled Sobol coordinates for each base point: base b is point b div R of replicate b
/// mod R of a run with this seed.
class PairedPoints {
 public:
  /// `coordinates`: by input, which of `num_coordinates` is its own in the first point; those of the second come after
  /// all of the first. Needs 2 num_coordinates <= SobolPoints::max_dimension().
  PairedPoints(std::vector<std::uint32_t> coordinates, std::uint32_t num_coordinates, std::size_t num_replicates,
               std::uint64_t seed);

  [[nodiscard]] std::size_t dimension() const { return coordinates_.size(); }
  [[nodiscard]] std::uint64_t seed() const { return seed_; }
  /// Uniforms by input.
  void pair(std::size_t base, double* first, double* second) const;

 private:
  std::vector<std::uint32_t> coordinates_;
  std::uint32_t num_coordinates_;
  std::size_t num_replicates_;
  std::uint64_t seed_;
  SobolPoints points_;
};

/// Saltelli's design for independent inputs: A, B, and A with one coordinate of B at a time.
/// Source: Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola 2010.
class SaltelliDesign {
 public:
  explicit SaltelliDesign(PairedPoints points) : points_(std::move(points)) {}

  [[nodiscard]] std::size_t dimension() const { return points_.dimension(); }
  [[nodiscard]] std::size_t num_columns() const { return dimension() + 2; }
  /// Column 0 is A, 1 is B, 2 + i is A with coordinate i of B. Uniforms by input.
  void point(std::size_t base, std::size_t column, double* out) const;

 private:
  PairedPoints points_;
};

/// For inputs joined by a copula: a base point x with an order of the inputs, and points that share the first k inputs
/// of that order with it, the others drawn anew given these. The orders are random permutations.
/// Source: Song, Nelson and Staum 2016, section 4; Owen and Prieur 2017. Differs: all k of an order share their new
/// coordinates, so that an input without influence changes nothing, to the bit.
class ShapleyDesign {
 public:
  /// `num_partners`: points that share k inputs, for each k and base point; at least 1.
  ShapleyDesign(PairedPoints points, GaussianCopula copula, std::size_t num_partners);

  [[nodiscard]] std::size_t dimension() const { return points_.dimension(); }
  [[nodiscard]] std::size_t num_partners() const { return num_partners_; }
  [[nodiscard]] const GaussianCopula& copula() const { return copula_; }

  /// What belongs to one base point.
  struct Base {
    std::vector<std::uint32_t> order;  ///< of the inputs
    GaussianCopula copula;             ///< joined in that order
    std::vector<double> shared;        ///< by input: independent uniforms of x
  };
  [[nodiscard]] Base base(std::size_t index) const;
  /// The coordinates that partner `partner` of a base point has in the place of those of x.
  void renewed(std::size_t index, std::size_t partner, double* out) const;
  /// Further such coordinates, `count` of them a base point and even among themselves: [draw][input].
  [[nodiscard]] std::vector<double> others(std::size_t index, std::size_t count) const;
  /// Joined uniforms of the point that shares the first `num_shared` inputs of the order with x; all of them: x itself.
  static void join(const Base& base, std::size_t num_shared, const double* renewed, double* out);

 private:
  [[nodiscard]] std::uint64_t seed_of(std::size_t index, std::uint64_t stream) const;

  PairedPoints points_;
  GaussianCopula copula_;
  std::size_t num_partners_;
  SobolPoints local_;
};

}  // namespace parley
