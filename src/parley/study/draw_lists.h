// SPDX-License-Identifier: Apache-2.0
// The other equilibria of draws that backward induction does not settle: what chances they give.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/study/engine.h"
#include "parley/study/points.h"

namespace parley::study {

/// Over the selected equilibrium of a draw and every pure sequential one.
struct DrawList {
  std::vector<double> lows, highs;  ///< by quantity: smallest and largest reported chance
  std::size_t equilibria = 1;       ///< different ones on the path
  bool is_every_pure = true;        ///< false: the search was cut, or beliefs are undecided
};

/// Shared by all threads. The model must outlive it.
class DrawLister {
 public:
  /// Lists are made where the tree of all histories has at most so many nodes.
  static constexpr double most_nodes = 2'000;

  /// Errors   stopped while the tree was built.
  [[nodiscard]] static Result<DrawLister> of(const build::Model& model, const RunContext& run);

  /// False where the tree is too large.
  [[nodiscard]] bool can_list() const { return tree_ != nullptr; }
  /// Of the draw in a lane that is solved. `levers`: as in BlockSolver::begin_chunk.
  [[nodiscard]] DrawList list(const BlockSolver& solver, std::size_t lane, const Points& draws,
                              const std::vector<double>& levers, const RunContext& run) const;

 private:
  [[nodiscard]] std::vector<double> slots_of(std::size_t draw, const Points& draws,
                                             const std::vector<double>& levers) const;

  std::shared_ptr<const build::Model> tree_;
};

}  // namespace parley::study
