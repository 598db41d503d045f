// SPDX-License-Identifier: Apache-2.0
// Weights of mistakes of given orders under which given nodes' beliefs support what is done.
#pragma once

#include <cstddef>
#include <vector>

#include "parley/solve/lists/mistakes.h"
#include "parley/solve/lists/supporting_beliefs.h"

namespace parley::solve::lists {

/// How a node is come to: the chance of what is played and drawn on the way, and which mistakes it takes.
struct Way {
  double log_chance = 0.0;
  std::vector<std::size_t> mistakes;  ///< unknowns
};

/// By set: the ways to its nodes, the nodes that stay possible, and one belief on them that supports the set by itself.
/// Refers to what the search holds.
struct WeightProblem {
  const std::vector<SupportingBeliefs>& sets;
  const std::vector<std::vector<Way>>& ways;
  const std::vector<std::vector<std::size_t>>& possible;
  const std::vector<std::vector<double>>& supports;
  std::size_t num_unknowns = 0;

  /// At set k, where mistakes have these weights.
  [[nodiscard]] std::vector<double> belief(std::size_t k, const std::vector<double>& log_weights) const;
  [[nodiscard]] bool all_hold(const std::vector<double>& log_weights) const;
};

struct WeightSearch {
  Consistency result = Consistency::none;
  std::vector<double> log_weights;  ///< by unknown
};

[[nodiscard]] WeightSearch find_weights(const WeightProblem& problem);

}  // namespace parley::solve::lists
