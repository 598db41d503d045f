// SPDX-License-Identifier: Apache-2.0
// The patient rule induction method: boxes in the space of inputs in which points of interest are dense.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "parley/base/run_context.h"

namespace parley {

struct PrimColumn {
  std::vector<double> values;  ///< by point
  bool discrete = false;       ///< restricted to a set of values and not to a range
};

/// Columns by point, all of one length. Points that weigh 0 count nowhere.
struct PrimPoints {
  std::vector<PrimColumn> inputs;
  std::vector<double> interest;  ///< 0 or 1
  std::vector<double> weights;   ///< at least 0

  [[nodiscard]] std::size_t size() const { return weights.size(); }
};

/// One input of a box is held to low <= x <= high, or, where it is discrete, to `values`.
struct BoxSide {
  std::size_t input = 0;
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  std::vector<double> values = {};  ///< rising; empty where the input is continuous

  [[nodiscard]] bool holds(double value) const;
};

/// The inputs that are restricted, in their order. Empty: everything.
using Box = std::vector<BoxSide>;

[[nodiscard]] bool contains(const Box& box, const PrimPoints& points, std::size_t point);

struct BoxMeasure {
  double coverage = 0.0;  ///< share of the weight of interest that is inside; NaN where there is none
  double density = 0.0;   ///< share of the weight inside that is of interest; NaN where nothing is inside
  double mass = 0.0;      ///< share of all weight that is inside; NaN where there is none
};
[[nodiscard]] BoxMeasure measure(const Box& box, const PrimPoints& points);

struct PrimOptions {
  double alpha = 0.05;       ///< the most of a box's weight that is peeled at once, but for ties; in (0, 1)
  double least_mass = 0.05;  ///< of all weight, that a box keeps; in (0, 1)
};

struct PrimStep {
  Box box;
  BoxMeasure measure;
};

/// Peel from everything downwards: the first step is the whole, each later one has lost a slice.
///
/// At each step the ends of every continuous input, and every value of a discrete one, may be peeled. An end loses
/// whole groups of equal values: as many as weigh at most `alpha` of the box, at least one. The peel is taken that
/// gains most density a weight peeled (ties: the lighter peel, then the order of the inputs, the low end first). Sides
/// lie midway between the last point that was kept and the first that was peeled. Ends where the interest fills the
/// box, where no peel leaves `least_mass`, or where `run` says stop (the steps so far are good). Cost     O(points x
/// inputs) a step, after one sort of each input. Source   Friedman and Fisher 1999 (Statistics and Computing 9),
/// sections 8 and 14.1. Differs: gain a weight peeled
///          (their criterion for values of unequal weight) for all inputs alike.
[[nodiscard]] std::vector<PrimStep> peel(const PrimPoints& points, const PrimOptions& options, const RunContext& run);

/// Extend the sides again, by `alpha` of the box's weight or one value at a time, as long as the density rises.
[[nodiscard]] Box paste(const Box& box, const PrimPoints& points, const PrimOptions& options, const RunContext& run);

/// The step of the largest harmonic mean of coverage and density; the first of those tied. Needs a step.
[[nodiscard]] std::size_t best_step(const std::vector<PrimStep>& steps);

/// The chance that as many draws as are effective inside the box, each of interest as often as in the box without side
/// number `side`, give a density as high as the box's: low where the side matters. Counts need not be whole: the
/// binomial tail is the incomplete beta function. 1 where nothing is inside or the side adds no density.
/// Source   Bryant and Lempert 2010 (Technological Forecasting and Social Change 77), quasi-p-values; effective numbers
///          (sum w)^2 / sum w^2 in the place of counts.
[[nodiscard]] double quasi_p_value(const Box& box, std::size_t side, const PrimPoints& points);

}  // namespace parley
