// SPDX-License-Identifier: Apache-2.0
// The faces of both best-response polytopes that complement each other: where every strategy is a best response or not
// played.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/math/rational.h"
#include "parley/solve/nash/faces/corners.h"

namespace parley::solve {

/// Payoffs in integers, none below 0, and for each strategy at least one above 0 among what the OTHER player gets
/// against it: then the polytopes {x >= 0, second' x <= 1} and {y >= 0, first y <= 1} are bounded.
struct IntegerBimatrix {
  std::size_t num_rows = 0, num_columns = 0;
  std::vector<Rational> first, second;  ///< [row * num_columns + column]
};

/// Every point of one face with every point of the other is an equilibrium.
struct FacePair {
  std::vector<std::size_t> first, second;  ///< corners, in rising order
  friend auto operator<=>(const FacePair&, const FacePair&) = default;
};

struct ComplementaryFaces {
  Corners first, second;
  std::vector<FacePair> pairs;  ///< among them all that are in no larger one; in rising order, each once
  Termination termination = Termination::finished;
};

/// Goes through the labels: each must be tight for the one player or for the other, and a partial choice is given up as
/// soon as one of the two faces is empty. The label to decide next is the one that is farthest from both. Nothing is
/// rounded: pivots are exact, in machine words while these hold the numbers.
///
/// Cost     one to ten pivots a partial choice. Random games of 8, 12 and 16 strategies each take some 150, 650 and
/// 4,500
///          partial choices; the worst case is exponential, as is the number of equilibria.
/// Source   Audet, Hansen, Jaumard and Savard 2001 (choosing labels); Avis, Rosenberg, Savani and von Stengel 2010.
[[nodiscard]] ComplementaryFaces complementary_faces(const IntegerBimatrix& game, const RunContext& run);

}  // namespace parley::solve
