// SPDX-License-Identifier: Apache-2.0
// The beliefs at one information set under which what is done there is best.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "parley/solve/lists/history_tree.h"

namespace parley::solve::lists {

/// A polytope in the chances of the set's nodes: every row has a number for each node, and its average under the belief
/// must be at least 0 (or, where several actions are played, exactly 0), up to the tolerance.
class SupportingBeliefs {
 public:
  /// Needs    `behaviour` decided at the set and at all sets that can be met after it.
  SupportingBeliefs(const HistoryTree& tree, const Behaviour& behaviour, std::uint32_t set);

  /// The same in the chances of groups of nodes, inside each of which the chances stand to each other as `shares` say
  /// (by node; those of a group sum to 1). `groups`: the nodes of each.
  [[nodiscard]] SupportingBeliefs grouped(const std::vector<std::vector<std::size_t>>& groups,
                                          const std::vector<double>& shares) const;

  [[nodiscard]] std::uint32_t set() const { return set_; }
  [[nodiscard]] std::size_t num_nodes() const { return num_nodes_; }
  [[nodiscard]] bool is_possible() const;
  /// A belief with just these nodes possible, well inside where there is room; nothing where there is none.
  [[nodiscard]] std::optional<std::vector<double>> on(const std::vector<std::size_t>& nodes) const;
  /// Some belief that supports the set. Needs: is_possible().
  [[nodiscard]] std::vector<double> some() const;
  [[nodiscard]] bool holds(const std::vector<double>& belief) const;
  /// Smallest and largest chance of a node over all these beliefs. Needs: is_possible().
  struct Range {
    double low = 0.0, high = 1.0;
  };
  [[nodiscard]] Range range(std::size_t node) const;

  struct Row {
    std::vector<double> gains;  ///< by node, payoff units: of the action played over another one
    bool is_equal = false;
  };
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
  [[nodiscard]] double tolerance() const { return tolerance_; }

 private:
  std::uint32_t set_;
  std::size_t num_nodes_;
  double tolerance_;
  std::vector<Row> rows_;
};

}  // namespace parley::solve::lists
