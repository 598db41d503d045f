// SPDX-License-Identifier: Apache-2.0
// Plays the free information sets in every pure way and keeps the actions that are weakly best against each.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/solve/settled/choice_forms.h"

namespace parley::solve::settled {

/// What a set's choice hangs on: `reach` has a leaf for each kind of node of the set, weighted with how likely play
/// comes there; gains[k] are, at nodes of kind k, what actions 1, 2, ... bring the mover above action 0.
template <class T>
struct Stakes {
  const ChoiceForms<T>* reach_forms = nullptr;
  FormId reach = 0;
  const ChoiceForms<T>* gain_forms = nullptr;
  std::vector<std::vector<FormId>> gains;
  std::uint32_t num_actions = 0;
};

struct BestActions {
  std::vector<char> best;    ///< by action: weakly best against every way tried
  bool any_reached = false;  ///< at least one way reaches the set
  bool complete = false;     ///< every way was tried, or `best` ran empty
};

template <class T>
class Ways {
 public:
  explicit Ways(const Stakes<T>& stakes);

  /// Information sets whose choice the stakes hang on, in rising order.
  [[nodiscard]] std::span<const std::uint32_t> infosets() const { return infosets_; }
  /// Ways to play them, actions of one set without a difference counted once; at most 2^62.
  [[nodiscard]] std::uint64_t count() const { return count_; }

  /// Tries all ways, or the first `limit` of a fixed scattered order where there are more.
  [[nodiscard]] BestActions best_actions(const T& tolerance, std::uint64_t limit, const RunContext& run);

 private:
  /// The choices in some forms, each with its set's place in infosets_.
  struct Choices {
    const ChoiceForms<T>* forms;
    std::vector<AtomId> atoms;
    std::vector<std::uint32_t> place;  // by atom id
  };

  void find_infosets();
  void find_distinct_actions();
  void choose(std::uint64_t way, std::uint64_t stride, bool all);
  [[nodiscard]] FormId chosen(const Choices& choices, AtomId atom) const;
  void spread(FormId form, const T& reach);
  void spread_reach();
  void value_gains();
  /// False where the way does not reach the set.
  bool weigh(const T& tolerance, std::vector<char>& best);
  [[nodiscard]] T value(FormId gain) const;

  const Stakes<T>& stakes_;
  Choices above_, below_;  // in the order of their evaluation
  std::vector<std::uint32_t> infosets_;
  std::vector<std::vector<std::uint32_t>> distinct_;  // by infosets_: actions that differ
  std::uint64_t count_ = 1;
  std::vector<std::uint32_t> actions_;  // by infosets_
  std::vector<T> weights_;              // by atom of above_: chance that play comes there
  std::vector<T> leaf_weights_;         // by kind of node
  std::vector<T> values_;               // by atom of below_
  std::vector<T> totals_;               // by action
};

}  // namespace parley::solve::settled
