// SPDX-License-Identifier: Apache-2.0
// The equilibria of a tree that can be found, not one that is selected.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/game/numeric_game.h"
#include "parley/game/profile.h"

namespace parley::solve {

enum class ListConcept : std::uint8_t {
  sequential,  ///< in pure choices, and mixed ones as far as they are found
  pure,        ///< sequential in pure choices
  pbe,         ///< weak perfect Bayesian in pure choices
};

enum class Standing : std::uint8_t {
  sequential,  ///< beliefs from one set of mistakes are attached
  weak_pbe,    ///< beliefs support it set by set, and no mistakes give them together
  undecided,   ///< beliefs support it set by set; whether mistakes give them together is not known
};

/// How the mistakes that beliefs off the path come from compare: made with chance weight * e^order, e falling to 0.
struct MistakeSize {
  double order = 1.0;
  double log_weight = 0.0;
};

/// Over the beliefs of one set that support its choice. Nodes that the same mistakes lead to form a group: how their
/// chances compare is fixed by what is played and drawn.
struct BeliefRange {
  double low = 0.0, high = 1.0;
  std::size_t group = 0;
};

struct ListedEquilibrium {
  game::StrategyProfile<double> profile;
  game::Beliefs<double> beliefs;
  Standing standing = Standing::sequential;
  /// By set and action; empty for what the logit path found, and where the standing is not sequential (each belief then
  /// supports its own set).
  std::vector<std::vector<MistakeSize>> mistakes;
  /// By set off the path with several nodes, by node: the chances over all beliefs of that set under which its choice
  /// is best, the rest of the play as it is. Empty elsewhere.
  std::vector<std::vector<BeliefRange>> belief_ranges;
  bool is_selected = false;   ///< the logit path ends in it
  bool is_component = false;  ///< another entry of the list is joined to it by equilibria
};

struct ListOptions {
  ListConcept concept_kind = ListConcept::sequential;
  bool mixed = true;  ///< of `sequential`: look for mixed ones in small games
  std::size_t most_pure_patterns = 200'000;
  std::size_t most_mixed_patterns = 20'000;  ///< in trees of more than 500 nodes fewer, by their size
};

struct EquilibriumList {
  std::vector<ListedEquilibrium> equilibria;  ///< two that agree wherever play can come are one entry
  bool is_every_pure = true;                  ///< no pure one is missing; false: a limit was met, or one is undecided
  bool is_only_one = false;  ///< better choices everywhere leave a single play: there is no other, mixed or pure
  Termination termination = Termination::finished;
};

/// Needs    a tree (no merged histories) with perfect recall. `selected`: what the logit path or backward induction
///          found, if anything; it is in the list.
/// Cost     patterns on the path times parts off the path: choices that are worse everywhere are cut beforehand.
/// Source   Kreps and Wilson 1982; Kohlberg and Reny 1997; Perea, Jansen and Peters 1997.
[[nodiscard]] EquilibriumList list_equilibria(const game::NumericGame<double>& game, const ListOptions& options,
                                              const std::optional<ListedEquilibrium>& selected, const RunContext& run);

/// False where histories were merged.
[[nodiscard]] bool can_list(const game::NumericGame<double>& game);

}  // namespace parley::solve
