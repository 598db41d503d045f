// SPDX-License-Identifier: Apache-2.0
// What lies above an information set: who can bring play there, and whose settled choice is taken for granted.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/solve/settled/choice_forms.h"
#include "parley/solve/settled/game_graph.h"

namespace parley::solve::settled {

/// For one information set h at a time; `look` again for another.
template <class T>
class Surroundings {
 public:
  /// `actions[s]`: the settled action of information set s, or none.
  Surroundings(GameGraph<T>& graph, const std::vector<std::uint32_t>& actions);

  void look(std::uint32_t h);

  /// Nodes of h that play can come to while settled choices that do not decide whether h is reached are kept to.
  [[nodiscard]] const std::vector<std::uint32_t>& reached() const { return reached_; }
  /// Another's settled set above h that decides whether h is reached: free for h.
  [[nodiscard]] bool is_freed(std::uint32_t set) const { return kind_stamps_[set] == stamp_ && !is_kept_[set]; }
  /// How likely play comes to which of the reached nodes: leaf k stands for the nodes with kinds[j] == k.
  [[nodiscard]] FormId reach(ChoiceForms<T>& forms, const std::vector<std::uint32_t>& kinds);

 private:
  void find_above();
  void find_kept();
  /// Whether the set's actions are all alike in how likely h is reached, at every node of it and whatever others do.
  [[nodiscard]] bool is_idle(std::uint32_t set) const;
  void find_reached();
  [[nodiscard]] bool is_above(std::uint32_t node) const { return stamps_[node] == stamp_; }
  [[nodiscard]] FormId combine(ChoiceForms<T>& forms, std::uint32_t node, bool keep);

  GameGraph<T>& graph_;
  const game::NumericGame<T>& game_;
  const std::vector<std::uint32_t>& actions_;
  std::uint32_t h_ = 0;
  std::uint32_t stamp_ = 0;
  std::vector<std::uint32_t> stamps_;       // by node: equal to stamp_ above and in h
  std::vector<std::uint32_t> above_;        // those nodes, in rising order
  std::vector<char> is_live_;               // by node, valid above
  std::vector<FormId> forms_of_;            // by node, valid above
  std::vector<std::uint32_t> kind_stamps_;  // by set: equal to stamp_ for others' settled sets above h
  std::vector<char> is_kept_;               // by set, valid for those
  std::vector<std::uint32_t> settled_above_;
  std::vector<std::uint32_t> reached_;
  ChoiceForms<T> forms_;
  std::vector<typename ChoiceForms<T>::Part> parts_;
  std::vector<FormId> by_action_;
};

}  // namespace parley::solve::settled
