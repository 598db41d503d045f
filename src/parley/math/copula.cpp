// SPDX-License-Identifier: Apache-2.0
// Gaussian copula: from rank correlations to a Cholesky factor, and from independent to dependent uniforms.
#include "parley/math/copula.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "parley/math/distribution.h"

namespace parley {
namespace {

// A variance left over of less than this is 0 within the rounding of the factorisation: the matrix is singular.
constexpr double smallest_pivot = 1e-12;

std::size_t row_start(std::size_t row) { return row * (row + 1) / 2; }

/// Lower triangles, row by row. Nothing if the matrix is not positive definite; where that is known, a pivot that
/// rounding made too small is the smallest.
std::optional<std::vector<double>> cholesky(std::vector<double> matrix, std::size_t dimension,
                                            bool is_known_definite = false) {
  for (std::size_t i = 0; i < dimension; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = matrix[row_start(i) + j];
      for (std::size_t k = 0; k < j; ++k) rest -= matrix[row_start(i) + k] * matrix[row_start(j) + k];
      if (i == j && !(rest > smallest_pivot)) {
        if (!is_known_definite) return std::nullopt;
        rest = smallest_pivot;
      }
      matrix[row_start(i) + j] = i == j ? std::sqrt(rest) : rest / matrix[row_start(j) + j];
    }
  }
  return matrix;
}

/// The copula's correlations for `factor` times the rank correlations. Source: Pearson 1907.
std::vector<double> correlation_matrix(const std::vector<std::size_t>& correlated,
                                       const std::vector<RankCorrelation>& correlations, double factor) {
  std::vector<double> matrix(row_start(correlated.size()), 0.0);
  for (std::size_t i = 0; i < correlated.size(); ++i) matrix[row_start(i) + i] = 1.0;
  const auto place = [&](std::size_t margin) {
    return static_cast<std::size_t>(std::ranges::lower_bound(correlated, margin) - correlated.begin());
  };
  for (const RankCorrelation& pair : correlations) {
    const std::size_t low = place(std::min(pair.first, pair.second));
    const std::size_t high = place(std::max(pair.first, pair.second));
    matrix[row_start(high) + low] = 2.0 * std::sin(std::numbers::pi * factor * pair.spearman / 6.0);
  }
  return matrix;
}

std::optional<Error> check(std::size_t dimension, const std::vector<RankCorrelation>& correlations) {
  std::set<std::pair<std::size_t, std::size_t>> seen;
  for (const auto& [first, second, spearman] : correlations) {
    if (first >= dimension || second >= dimension || first == second) {
      return Error{ErrorCode::bad_input, fmt::format("a correlation joins margins {} and {} of {}: it needs two "
                                                     "different ones, counted from 0",
                                                     first, second, dimension)};
    }
    if (!(spearman >= -1.0 && spearman <= 1.0)) {
      return Error{ErrorCode::bad_input,
                   fmt::format("a rank correlation of {} is not possible: it lies between -1 and 1", spearman)};
    }
    if (!seen.insert(std::minmax(first, second)).second) {
      return Error{ErrorCode::bad_input,
                   fmt::format("margins {} and {} are correlated twice: name a pair once", first, second)};
    }
  }
  return std::nullopt;
}

}  // namespace

GaussianCopula GaussianCopula::independent(std::size_t dimension) {
  GaussianCopula copula;
  copula.dimension_ = dimension;
  return copula;
}

Result<GaussianCopula> GaussianCopula::from(std::size_t dimension, const std::vector<RankCorrelation>& correlations) {
  if (std::optional<Error> error = check(dimension, correlations)) return std::unexpected(*std::move(error));
  GaussianCopula copula = independent(dimension);
  std::set<std::size_t> correlated;
  for (const RankCorrelation& pair : correlations) {
    if (pair.spearman != 0.0) correlated.insert({pair.first, pair.second});
  }
  copula.correlated_.assign(correlated.begin(), correlated.end());
  std::vector<RankCorrelation> named = correlations;
  std::erase_if(named, [](const RankCorrelation& pair) { return pair.spearman == 0.0; });
  const std::size_t size = copula.correlated_.size();
  const auto factorised = [&](double factor) {
    return cholesky(correlation_matrix(copula.correlated_, named, factor), size);
  };
  if (std::optional<std::vector<double>> factor = factorised(1.0)) {
    copula.cholesky_ = *std::move(factor);
    return copula;
  }
  int hundredths = 99;
  while (!factorised(hundredths / 100.0)) --hundredths;  // ends: at 0 the matrix is the identity
  return fail(
      ErrorCode::bad_input,
      fmt::format("the correlations contradict each other: their matrix is not positive definite; multiplied by "
                  "{:.2f} all of them would be possible",
                  hundredths / 100.0));
}

void GaussianCopula::join(double* uniforms) const {
  constexpr double smallest = 0x1p-1022;
  constexpr double largest = 1.0 - 0x1p-53;
  if (correlated_.empty()) return;
  // The first margin depends on no other: its uniform stays what it is.
  const double first = uniforms[correlated_.front()];
  for (const std::size_t margin : correlated_) uniforms[margin] = normal_quantile(uniforms[margin]);
  // From the last row up, since row i needs the independent normals of the rows before it.
  for (std::size_t i = correlated_.size(); i-- > 1;) {
    double joined = 0.0;
    for (std::size_t j = 0; j <= i; ++j) joined += cholesky_[row_start(i) + j] * uniforms[correlated_[j]];
    uniforms[correlated_[i]] = std::clamp(normal_cdf(joined), smallest, largest);
  }
  uniforms[correlated_.front()] = first;
}

double GaussianCopula::correlation(std::size_t first, std::size_t second) const {
  if (first == second) return 1.0;
  const auto row = std::ranges::find(correlated_, first) - correlated_.begin();
  const auto column = std::ranges::find(correlated_, second) - correlated_.begin();
  const auto shared = static_cast<std::size_t>(std::min(row, column));
  if (static_cast<std::size_t>(std::max(row, column)) >= correlated_.size()) return 0.0;
  double sum = 0.0;
  for (std::size_t k = 0; k <= shared; ++k) {
    sum += cholesky_[row_start(static_cast<std::size_t>(row)) + k] *
           cholesky_[row_start(static_cast<std::size_t>(column)) + k];
  }
  return sum;
}

GaussianCopula GaussianCopula::in_order(std::span<const std::uint32_t> order) const {
  GaussianCopula other = independent(dimension_);
  if (correlated_.empty()) return other;
  other.correlated_.reserve(correlated_.size());
  for (const std::uint32_t margin : order) {
    if (std::ranges::find(correlated_, margin) != correlated_.end()) other.correlated_.push_back(margin);
  }
  std::vector<double> matrix(row_start(correlated_.size()));
  for (std::size_t i = 0; i < other.correlated_.size(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      matrix[row_start(i) + j] = correlation(other.correlated_[i], other.correlated_[j]);
    }
  }
  other.cholesky_ = cholesky(std::move(matrix), other.correlated_.size(), true).value();
  return other;
}

}  // namespace parley
