// SPDX-License-Identifier: Apache-2.0
// What can be said of an expression before any game is built: intervals of numbers, and conditions that surely hold.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "parley/scenario/scenario.h"

namespace parley::scenario {

/// A closed interval; infinite ends where nothing is known.
struct Interval {
  double low = 0.0;
  double high = 0.0;

  [[nodiscard]] static Interval point(double value) { return {value, value}; }
  [[nodiscard]] static Interval everything();
  [[nodiscard]] bool is_point() const { return low == high; }
};

enum class Truth : unsigned char { no, yes, unknown };

/// One way in which things may stand: labels of variables and types, and where the parameters may lie.
struct Situation {
  static constexpr std::int32_t none = -1;     ///< the step was skipped, or has not come yet
  static constexpr std::int32_t unknown = -2;  ///< any label or none

  std::vector<std::int32_t> labels;  ///< by VariableId
  std::vector<std::int32_t> types;   ///< by PlayerId; never none
  std::vector<Interval> params;      ///< by ParamId

  /// Everything unknown and every parameter anywhere in its support.
  explicit Situation(const Scenario& scenario);
};

/// Evaluates expressions in a situation, each shared one once until the situation changes.
class Ranges {
 public:
  Ranges(const Scenario& scenario, const Situation& situation);

  void situation_changed() { ++stamp_; }
  Interval number(ExprId id);
  Truth condition(ExprId id);

 private:
  struct Kept {
    std::uint32_t stamp = 0;
    Interval interval;  // of a condition: 0 no, 1 yes, [0, 1] unknown
  };

  Interval evaluate(const Expr& expr);
  Interval evaluate_condition(const Expr& expr);
  Interval arithmetic(const Expr& expr);
  Interval labels_hull(std::int32_t label, std::size_t count, const std::vector<std::optional<ExprId>>& values);

  const Scenario& scenario_;
  const Situation& situation_;
  std::vector<Kept> kept_;
  std::uint32_t stamp_ = 1;
};

/// Where a parameter's draws lie; of a private one, where the medians of its parts do.
[[nodiscard]] Interval support_of(const Param& param);

}  // namespace parley::scenario
