// SPDX-License-Identifier: Apache-2.0
// Sobol point, copula, quantiles.
#include "parley/study/draws.h"

#include <algorithm>

#include <fmt/format.h>

namespace parley::study {

namespace {

/// What is found of each is kept until the quantiles are taken: some gigabytes at most.
constexpr std::size_t max_draws = std::size_t{1} << 26U;

}  // namespace

Result<Draws> Draws::from(const build::Model& model, const DrawOptions& options) {
  if (options.replicates < 2 || options.replicates > 1024) {
    return fail(ErrorCode::bad_option, fmt::format("--replicates {} is not in 2 to 1024", options.replicates));
  }
  if (options.draws < 1 || options.draws > max_draws) {
    return fail(ErrorCode::bad_option, fmt::format("--draws {} is not in 1 to {}", options.draws, max_draws));
  }
  if (model.num_dimensions > SobolPoints::max_dimension()) {
    return fail(ErrorCode::bad_option, fmt::format("{} parameters are drawn; there are Sobol points for {}",
                                                   model.num_dimensions, SobolPoints::max_dimension()));
  }
  const std::size_t rounded = (options.draws + options.replicates - 1) / options.replicates * options.replicates;
  return Draws(model, options, rounded);
}

Draws::Draws(const build::Model& model, const DrawOptions& options, std::size_t size)
    : size_(size),
      replicates_(options.replicates),
      seed_(options.seed),
      points_(std::max<std::size_t>(model.num_dimensions, 1)),
      dimensions_(model.dimensions),
      copula_(model.copula) {
  for (const std::uint32_t input : model.drawn) marginals_.push_back(model.inputs[input].distribution);
}

void Draws::draw(std::size_t index, double* out) const {
  const std::size_t dimension = marginals_.size();
  if (!table_.empty()) {
    std::copy_n(table_.data() + index * dimension, dimension, out);
    return;
  }
  if (dimension == 0) return;
  std::vector<double> point(points_.dimension());
  points_.point(seed_, static_cast<std::uint32_t>(index % replicates_), static_cast<std::uint32_t>(index / replicates_),
                point.data());
  for (std::size_t d = 0; d < dimension; ++d) out[d] = point[dimensions_[d]];
  copula_.join(out);
  for (std::size_t d = 0; d < dimension; ++d) out[d] = marginals_[d].quantile(out[d]);
}

void Draws::tabulate() {
  if (marginals_.empty() || !table_.empty()) return;
  std::vector<double> table(size_ * marginals_.size());
  for (std::size_t i = 0; i < size_; ++i) draw(i, table.data() + i * marginals_.size());
  table_ = std::move(table);
}

}  // namespace parley::study
