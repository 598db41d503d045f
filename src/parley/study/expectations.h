// SPDX-License-Identifier: Apache-2.0
// The model's own tests: `expect` lines, evaluated over all draws.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/hold.h"
#include "parley/build/model.h"
#include "parley/study/draws.h"

namespace parley::study {

/// One `expect` line, as `build` hands it on.
struct Expectation {
  enum class Test : std::uint8_t { less, less_equal, greater, greater_equal, rises, falls };
  std::uint32_t line = 0;
  std::string variant;  ///< empty: the file's
  std::string text;
  std::size_t target = 0;  ///< index into Model::targets
  Test test = Test::less;
  double bound = 0.0;
  std::string axis;                            ///< rises, falls
  std::vector<std::vector<build::Hold>> runs;  ///< each must pass
};

struct ExpectationResult {
  Expectation expectation;
  std::vector<double> values;   ///< one a run; for rises and falls one a point of the axis, run after run
  double standard_error = 0.0;  ///< of the value nearest its bound
  bool holds = false;
  bool close = false;   ///< passes within two standard errors of its number
  std::string problem;  ///< why it could not be computed; empty otherwise
};

[[nodiscard]] Result<std::vector<ExpectationResult>> evaluate(const build::Model& model,
                                                              const std::vector<Expectation>& expectations,
                                                              const DrawOptions& options, RunContext& run);

}  // namespace parley::study
