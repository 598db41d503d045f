// SPDX-License-Identifier: Apache-2.0
// Points of the designs that share out a variance, as drawn inputs of a model.
#pragma once

#include <cstddef>
#include <vector>

#include "parley/build/model.h"
#include "parley/math/designs.h"
#include "parley/study/points.h"

namespace parley::study {

/// The distribution of one input after evidence on it alone: the chance of each piece is multiplied by its likelihood.
class BentMarginal {
 public:
  explicit BentMarginal(Distribution distribution, const build::MarginalWeight& weight = {{}, {1.0}});
  [[nodiscard]] double quantile(double u) const;

 private:
  Distribution distribution_;
  std::vector<double> lows_;     // where piece j begins, before the evidence
  std::vector<double> highs_;    // where it ends
  std::vector<double> reached_;  // chance after the evidence of the pieces before j, and 1 at the end
};

/// By drawn input, bent by the evidence where that weighs inputs one by one and `bent` is asked for.
[[nodiscard]] std::vector<BentMarginal> marginals_of(const build::Model& model, bool bent);

/// Columns [first_column, first_column + num_columns) of a Saltelli design, base point by base point.
class SaltelliPoints final : public Points {
 public:
  SaltelliPoints(const SaltelliDesign& design, const std::vector<BentMarginal>& marginals, std::size_t base_points,
                 std::size_t first_column, std::size_t num_columns)
      : design_(design),
        marginals_(marginals),
        base_points_(base_points),
        first_column_(first_column),
        num_columns_(num_columns) {}

  [[nodiscard]] std::size_t size() const override { return base_points_ * num_columns_; }
  void draw(std::size_t index, double* out) const override;

 private:
  const SaltelliDesign& design_;
  const std::vector<BentMarginal>& marginals_;
  std::size_t base_points_, first_column_, num_columns_;
};

/// The base points of a Shapley design.
class ShapleyBasePoints final : public Points {
 public:
  ShapleyBasePoints(const ShapleyDesign& design, const std::vector<BentMarginal>& marginals, std::size_t base_points)
      : design_(design), marginals_(marginals), base_points_(base_points) {}

  [[nodiscard]] std::size_t size() const override { return base_points_; }
  void draw(std::size_t index, double* out) const override;

 private:
  const ShapleyDesign& design_;
  const std::vector<BentMarginal>& marginals_;
  std::size_t base_points_;
};

/// Its partners, base point by base point: those that share 0 inputs, then those that share 1 ...
class ShapleyPartners final : public Points {
 public:
  ShapleyPartners(const ShapleyDesign& design, const std::vector<BentMarginal>& marginals, std::size_t base_points)
      : design_(design), marginals_(marginals), base_points_(base_points) {}

  [[nodiscard]] std::size_t block() const { return design_.dimension() * design_.num_partners(); }
  [[nodiscard]] std::size_t size() const override { return base_points_ * block(); }
  void draw(std::size_t index, double* out) const override;

 private:
  const ShapleyDesign& design_;
  const std::vector<BentMarginal>& marginals_;
  std::size_t base_points_;
};

}  // namespace parley::study
