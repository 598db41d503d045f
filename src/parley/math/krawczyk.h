// SPDX-License-Identifier: Apache-2.0
// Interval Newton steps: proofs that a system of equations has one root in a box, or none.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "parley/math/enclosure.h"

namespace parley {

/// Row by row; nothing where the matrix is singular as far as floating point can tell.
[[nodiscard]] std::optional<std::vector<double>> inverse(std::vector<double> matrix, std::size_t size);

template <class N>
struct KrawczykStep {
  Box<N> image;             ///< holds every root that the box holds
  bool is_regular = false;  ///< the box holds at most one root, and no singular Jacobian
};

/// With c the centre, Y close to the inverse Jacobian and M = I - Y J(box), the image is c - Y f(c) + M (box - c).
/// Where it lies inside the box, the box has a root.
///
/// Needs    `values` encloses f at the centre; `jacobian`, row by row, all Jacobians between the centre and points of
/// the
///          box; centre within the box.
/// Returns  nothing where no Y was found. Cost: O(unknowns^3).
/// Source   Krawczyk 1969 (Computing 4: 187-201); Moore 1977 (existence).
template <class N>
[[nodiscard]] std::optional<KrawczykStep<N>> krawczyk_step(std::span<const N> centre, std::span<const Enclosure<N>> box,
                                                           std::span<const Enclosure<N>> values,
                                                           std::span<const Enclosure<N>> jacobian);

/// The sign that the determinants of all matrices within the entries have; 0 where they differ, some are singular, or
/// neither was shown. Exact for a single matrix. Row by row.
[[nodiscard]] int determinant_sign(const Box<Rational>& matrix, std::size_t size);

/// Equations in as many unknowns, exactly: enclosures of f and, row by row, of its Jacobian all over a box.
struct SquareSystem {
  std::function<Box<Rational>(const Box<Rational>&)> values;
  std::function<Box<Rational>(const Box<Rational>&)> jacobian;
};

/// A box with exactly one root, proved in exact arithmetic on dyadic boxes, shrunk until no side is wider than `width`
/// or steps no longer help.
///
/// Needs    `near` close to a regular root; width > 0.
/// Returns  nothing where no proof was found: the root is singular, too far away, or none.
[[nodiscard]] std::optional<Box<Rational>> prove_root(const SquareSystem& system, std::span<const double> near,
                                                      const Rational& width);

}  // namespace parley
