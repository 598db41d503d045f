// SPDX-License-Identifier: Apache-2.0
// Chances or values, their errors and changes as cells of a table.
#pragma once

#include <string>

#include "parley/math/statistics.h"
#include "parley/study/prediction.h"

namespace parley::report {

/// How numbers of one target are written: points of a per cent, or payoff units.
struct NumberWords {
  bool is_value = false;

  [[nodiscard]] std::string mean(double value) const;    ///< "61.4 %", "35.49"
  [[nodiscard]] std::string error(double value) const;   ///< "±0.3", "±0.062"; "-" where undefined
  [[nodiscard]] std::string change(double value) const;  ///< "+12.3" points, "-0.051"; "0" for what is exactly so
  /// "+1.9 ±0.1"; "0" where nothing changes at all, "-" where undefined.
  [[nodiscard]] std::string change(const Estimate& change) const;
  [[nodiscard]] std::string range(const study::Average& average) const;  ///< "12-78 %", "3.1 to 4"
};

}  // namespace parley::report
