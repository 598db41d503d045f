// SPDX-License-Identifier: Apache-2.0
// Draws of what the analyst does not know: draw i of a run with seed s is a function of (s, i) alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/base/result.h"
#include "parley/build/model.h"
#include "parley/math/sobol.h"
#include "parley/study/points.h"

namespace parley::study {

struct DrawOptions {
  std::size_t draws = 4096;     ///< rounded up to a multiple of `replicates`; at least 1
  std::size_t replicates = 16;  ///< independent scramblings for the error bar; at least 2
  std::uint64_t seed = 1;
};

/// Draw i is point i div R of replicate i mod R, through the copula and the quantiles of the marginals.
class Draws final : public Points {
 public:
  /// Errors   bad_option: a count out of range, or more drawn inputs than Sobol dimensions.
  static Result<Draws> from(const build::Model& model, const DrawOptions& options);

  [[nodiscard]] std::size_t size() const override { return size_; }
  [[nodiscard]] std::size_t replicates() const { return replicates_; }
  void draw(std::size_t index, double* out) const override;
  /// Compute all draws now and keep them (8 bytes a number): for studies that go over them many times.
  void tabulate();

 private:
  Draws(const build::Model& model, const DrawOptions& options, std::size_t size);

  std::size_t size_ = 0, replicates_ = 0;
  std::uint64_t seed_ = 1;
  SobolPoints points_;
  std::vector<std::uint32_t> dimensions_;
  GaussianCopula copula_;
  std::vector<Distribution> marginals_;
  std::vector<double> table_;  // [draw][dimension]; empty where not kept
};

}  // namespace parley::study
