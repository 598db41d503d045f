// SPDX-License-Identifier: Apache-2.0
// The polytope of response_tableau.h in rationals: a basis, and what a step needs of its tableau, solved when asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/math/exact_linear_system.h"
#include "parley/solve/nash/tables/positive_payoffs.h"

namespace parley::solve::nash {

/// A step costs a few linear systems of as many unknowns as strategies have weight, which are few where paths begin,
/// and products with the payoffs. A whole tableau of long rationals would cost far more.
class ExactResponse {
 public:
  using Number = Rational;

  /// `payoffs` and `run` must outlive it. Same `seed`, same direction of the infinitesimal moves.
  ExactResponse(const PositivePayoffs<Rational>& payoffs, std::uint64_t seed, const RunContext& run);

  [[nodiscard]] bool is_basic(Label label) const { return is_basic_[label]; }
  /// As in ResponseTableau. Nothing also where the run was asked to stop, which the caller has to find out.
  [[nodiscard]] std::optional<Label> entering(const Rational& least) const;
  [[nodiscard]] std::optional<Label> leaving(Label entering) const;
  void exchange(Label entering, Label leaving);

 private:
  /// A value for each basic variable: the weights in the order of columns_, then the other rows in their order.
  using Values = std::vector<Rational>;
  [[nodiscard]] SparseRows square() const;
  /// What the basic variables are for a right-hand side, by row.
  [[nodiscard]] std::optional<Values> basic_values(const std::vector<Rational>& rhs) const;
  [[nodiscard]] std::vector<Rational> unit_rhs() const;
  [[nodiscard]] std::vector<Rational> moved_rhs() const;
  [[nodiscard]] std::vector<Rational> column(Label label) const;
  [[nodiscard]] bool is_column(Label label) const;

  const PositivePayoffs<Rational>* payoffs_;
  const RunContext* run_;
  std::uint64_t seed_;
  std::vector<bool> is_basic_;
  std::vector<std::size_t> columns_;     // whose u is basic
  std::vector<std::size_t> rows_;        // whose w is not; as many
  std::vector<std::size_t> other_rows_;  // whose w is basic
};

}  // namespace parley::solve::nash
