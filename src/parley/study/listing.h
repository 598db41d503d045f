// SPDX-License-Identifier: Apache-2.0
// All equilibria of one game that can be found, each certified, with what kind of list that is.
#pragma once

#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/solve/equilibrium_list.h"
#include "parley/study/solved_game.h"

namespace parley::study {

/// What a list of equilibria is a list of, in the words of docs/language.md, section 8.
struct ListLabel {
  std::string kind = "selected";  ///< "selected", "complete", "found"
  std::string of = "sequential equilibria";
};

/// Averages of the smallest and of the largest chance over the equilibria found in each draw.
struct FoundBounds {
  double lowest = 0.0;
  double highest = 0.0;
};

struct Listing {
  std::vector<SolvedGame<double>> equilibria;
  ListLabel label;
  Termination termination = Termination::finished;
};

/// `solved`: the game with what was selected in it, which is in the list where it is an equilibrium of the kind.
/// Errors   unsupported where histories were merged.
template <class T>
[[nodiscard]] Result<Listing> list_of(const SolvedGame<T>& solved, const solve::ListOptions& options,
                                      const RunContext& run);

}  // namespace parley::study
