// SPDX-License-Identifier: Apache-2.0
// One path of almost completely labelled vertices.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "parley/base/run_context.h"
#include "parley/solve/nash/tables/exact_response.h"
#include "parley/solve/nash/tables/response_tableau.h"
#include "parley/solve/nash/tables/support_proof.h"

namespace parley::solve::nash {

/// Two tableaux: in that of player p stand p's strategies as what they lack to the unit, and the other's as weights.
/// Each label is basic in one and not basic in the other, but for the missing one on the way.
template <class Tableau>
class LemkeHowsonPath {
 public:
  enum class End : std::uint8_t { equilibrium, cut, broken };

  /// By player; from the same seed or not.
  LemkeHowsonPath(Tableau first, Tableau second);

  /// From the artificial equilibrium on. `broken`: rounding left no step, or `run` asked to stop.
  [[nodiscard]] End follow(Label missing, std::size_t most_pivots, const RunContext& run);
  [[nodiscard]] std::size_t num_pivots() const { return num_pivots_; }
  /// At the end: the strategies that may be played.
  [[nodiscard]] Supports supports(const game::PayoffTable& table) const;

 private:
  /// Often enough that errors stay small, seldom enough to cost little.
  [[nodiscard]] bool keep_accurate();

  std::array<Tableau, 2> tableaux_;
  std::size_t num_pivots_ = 0;
};

extern template class LemkeHowsonPath<ResponseTableau>;
extern template class LemkeHowsonPath<ExactResponse>;

}  // namespace parley::solve::nash
