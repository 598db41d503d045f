// SPDX-License-Identifier: Apache-2.0
// Whether one information set is settled, given what is settled so far: sufficient tests first, then the definition.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/solve/settled.h"
#include "parley/solve/settled/continuation.h"
#include "parley/solve/settled/surroundings.h"
#include "parley/solve/settled/ways.h"

namespace parley::solve::settled {

struct Verdict {
  SettledChoice choice;
  std::vector<std::uint32_t> reached{};    ///< with a tie: the nodes of the set that play can come to
  std::vector<std::uint32_t> waits_for{};  ///< not settled: what may change that is that one of these sets is settled
  bool waits_for_any = false;              ///< not settled: any set may
};

template <class T>
class Judge {
 public:
  Judge(GameGraph<T>& graph, Continuation<T>& continuation, const std::vector<std::uint32_t>& actions,
        const SettledOptions& options);

  [[nodiscard]] Verdict judge(std::uint32_t h, const RunContext& run);

 private:
  /// The tests that need what follows each action to be known, at all nodes of the set.
  [[nodiscard]] std::optional<SettledChoice> judge_at_once(std::uint32_t h);
  /// Actions within the tolerance of the best, as flags in best_here_.
  void mark_best(std::span<const T> values, const T& tolerance);
  [[nodiscard]] SettledChoice settle(SettledBy by, const std::vector<char>& best) const;

  [[nodiscard]] Verdict judge_in_full(std::uint32_t h, const RunContext& run);
  void find_gains(std::uint32_t h);
  void find_forms_below(std::uint32_t h);
  [[nodiscard]] bool stays_settled(std::uint32_t set) const;
  [[nodiscard]] FormId form_of_node(std::uint32_t node, std::uint32_t player);
  [[nodiscard]] bool gains_are_known() const;
  /// Sets common_best_ to the actions best at every reached node; true where those are the same everywhere.
  [[nodiscard]] bool compare_nodes(const T& tolerance);
  [[nodiscard]] FormId essential_reach();
  [[nodiscard]] Verdict try_ways(std::uint32_t h, const T& tolerance, const RunContext& run);

  GameGraph<T>& graph_;
  const game::NumericGame<T>& game_;
  Continuation<T>& continuation_;
  const std::vector<std::uint32_t>& actions_;
  const SettledOptions& options_;
  std::vector<T> ranges_;                   // by player
  std::optional<ReachClasses<T>> classes_;  // made when a set of several nodes first asks
  Surroundings<T> surroundings_;
  std::vector<T> values_, totals_;  // by action
  std::vector<char> best_here_, common_best_;

  ChoiceForms<T> reach_forms_, gain_forms_;
  Stakes<T> stakes_;
  std::vector<std::uint32_t> kinds_;  // by reached node: index into stakes_.gains
  std::vector<std::uint32_t> below_;
  std::vector<std::uint32_t> stamps_;  // by node: equal to stamp_ below the set that is judged
  std::vector<FormId> forms_of_;       // by node, valid below
  std::uint32_t stamp_ = 0;
  std::vector<typename ChoiceForms<T>::Part> parts_;
  std::vector<FormId> by_action_;
};

}  // namespace parley::solve::settled
