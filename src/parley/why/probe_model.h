// SPDX-License-Identifier: Apache-2.0
// The model with every number that may be changed as an input, drawn or stated as certain, and how far each may go.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/math/distribution.h"
#include "parley/math/number.h"

namespace parley::why {

/// A number that may be changed; number m is input m of the probe model.
struct Movable {
  std::string name;
  bool is_drawn = true;
  Distribution distribution;  ///< of a drawn one
  Support support = Support::real;
  build::Origin origin = {};

  /// Where it is looked at, rising: every value of a list, else `count` points of the range.
  /// Needs    `base`: its value at the point, from which the span of one that is not drawn follows.
  [[nodiscard]] std::vector<double> values(double base, std::size_t count) const;
  [[nodiscard]] bool is_list() const { return is_drawn && distribution.is_discrete(); }
  /// Normal score of a value of a drawn one; a list's value stands at the middle of its band of chance.
  [[nodiscard]] double score(double value) const;
  /// The value at a score; a list's value by whose band it falls into.
  [[nodiscard]] double value_at(double score) const;
};

/// Point of all inputs, in their order.
using Point = std::vector<double>;

struct ProbeModel {
  build::Model model;  ///< everything that may be changed counts as drawn
  std::vector<Movable> movables;
  std::vector<Number> constants;  ///< as the file states them: the first inputs

  /// All inputs at what is drawn.
  [[nodiscard]] std::vector<Number> inputs(const std::vector<Number>& drawn) const;
};

/// Params that are held are left alone. Where the game with its constants as inputs cannot be built, they stay
/// constants. Errors   stopped.
[[nodiscard]] Result<ProbeModel> probe_model(const build::Model& model, const RunContext& run);

}  // namespace parley::why
