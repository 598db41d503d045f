// SPDX-License-Identifier: Apache-2.0
// Patterns on the path, what supports each off it, and what becomes of them in a list.
#include "parley/solve/equilibrium_list.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "parley/solve/lists/components.h"
#include "parley/solve/lists/indifference.h"
#include "parley/solve/lists/off_path.h"
#include "parley/solve/lists/path_patterns.h"
#include "parley/solve/lists/play_on_path.h"

namespace parley::solve {

using lists::Behaviour;
using lists::Consistency;

namespace {

class Lister {
 public:
  Lister(const game::NumericGame<double>& game, const ListOptions& options, const RunContext& run)
      : tree_(game), open_(tree_), options_(options), run_(run) {}

  EquilibriumList list(const std::optional<ListedEquilibrium>& selected) {
    list_.is_only_one = open_.is_one_play();
    const auto pure = lists::for_each_pattern(tree_, open_, lists::PatternKind::pure, options_.most_pure_patterns, run_,
                                              [&](const lists::Pattern& pattern) { try_pure(pattern); });
    list_.is_every_pure = list_.is_every_pure && pure.is_complete;
    if (options_.concept_kind == ListConcept::sequential && options_.mixed) {
      lists::for_each_pattern(tree_, open_, lists::PatternKind::mixed, most_mixed_patterns(), run_,
                              [&](const lists::Pattern& pattern) { try_mixed(pattern); });
      drop_inner_points();
    }
    if (selected) add_selected(*selected);
    lists::mark_components(tree_, list_.equilibria);
    for (ListedEquilibrium& one : list_.equilibria) find_belief_ranges(one);
    list_.termination = run_.why_stopped();
    return std::move(list_);
  }

 private:
  /// Each costs a walk over the tree a few hundred times.
  [[nodiscard]] std::size_t most_mixed_patterns() const {
    constexpr std::size_t usual_nodes = 500;
    return options_.most_mixed_patterns * usual_nodes / std::max(usual_nodes, tree_.game().nodes.size());
  }

  void try_pure(const lists::Pattern& pattern) {
    Behaviour behaviour(tree_.num_sets());
    for (std::uint32_t h = 0; h < tree_.num_sets(); ++h) {
      if (pattern[h].empty()) continue;
      behaviour[h].assign(tree_.game().infosets[h].num_actions, 0.0);
      behaviour[h][pattern[h].front()] = 1.0;
    }
    try_behaviour(std::move(behaviour), false);
  }

  void try_mixed(const lists::Pattern& pattern) {
    for (lists::IndifferentPlay& play : lists::find_indifferent(tree_, pattern)) {
      const std::size_t before = list_.equilibria.size();
      try_behaviour(std::move(play.behaviour), true);
      if (list_.equilibria.size() > before && !play.is_isolated) inner_points_.push_back(before);
    }
  }

  void try_behaviour(Behaviour behaviour, bool mixed) {
    const lists::PlayOnPath play = lists::play_on_path(tree_, std::move(behaviour));
    lists::OffPathOptions options;
    options.mixed = options_.concept_kind == ListConcept::sequential && options_.mixed;
    Standing standing = Standing::sequential;
    lists::OffPathPlay found = lists::support_off_path(tree_, open_, play, options, run_);
    bool is_complete = found.is_complete;
    if (options_.concept_kind == ListConcept::pbe && found.result != Consistency::found) {
      // Weaker: beliefs set by set. No mistakes: that is proved only where the search for them was complete.
      standing = found.result == Consistency::none && found.is_complete ? Standing::weak_pbe : Standing::undecided;
      options.rule = lists::OffPathRule::set_by_set;
      found = lists::support_off_path(tree_, open_, play, options, run_);
      is_complete = found.is_complete;
    } else if (found.result == Consistency::undecided) {
      standing = Standing::undecided;
    }
    if (!mixed) {
      list_.is_every_pure = list_.is_every_pure && is_complete &&
                            (options_.concept_kind == ListConcept::pbe || standing != Standing::undecided);
    }
    if (found.result != Consistency::none) add(std::move(found), standing);
  }

  void add(lists::OffPathPlay found, Standing standing) {
    ListedEquilibrium one;
    one.beliefs = lists::beliefs_from(tree_, found.behaviour, found.mistakes);
    one.standing = standing;
    if (standing == Standing::sequential) {
      for (const auto& row : found.mistakes) {
        auto& sizes = one.mistakes.emplace_back();
        for (const lists::Mistake& mistake : row) sizes.push_back({mistake.order, mistake.log_weight});
      }
    } else {
      support_set_by_set(found.behaviour, one.beliefs);
    }
    one.profile.probs = std::move(found.behaviour);
    list_.equilibria.push_back(std::move(one));
  }

  /// Beliefs off the path that do not support their set are replaced by some that do.
  void support_set_by_set(const Behaviour& behaviour, game::Beliefs<double>& beliefs) const {
    for (std::uint32_t h = 0; h < tree_.num_sets(); ++h) {
      if (tree_.game().infosets[h].nodes.size() < 2) continue;
      const lists::SupportingBeliefs supporting(tree_, behaviour, h);
      if (!supporting.holds(beliefs.probs[h]) && supporting.is_possible()) beliefs.probs[h] = supporting.some();
    }
  }

  /// Points inside a continuum stand for it only where none of its ends is in the list.
  void drop_inner_points() {
    std::vector<bool> is_dropped(list_.equilibria.size(), false);
    for (const std::size_t inner : inner_points_) {
      for (std::size_t k = 0; k < list_.equilibria.size(); ++k) {
        if (k != inner && !is_dropped[k] && lists::are_joined(tree_, list_.equilibria[inner], list_.equilibria[k])) {
          is_dropped[inner] = true;
        }
      }
    }
    std::vector<ListedEquilibrium> kept;
    for (std::size_t k = 0; k < is_dropped.size(); ++k) {
      if (!is_dropped[k]) kept.push_back(std::move(list_.equilibria[k]));
    }
    list_.equilibria = std::move(kept);
  }

  /// First in the list; an entry with the same play on the path makes room for it, or keeps its own mistakes.
  void add_selected(const ListedEquilibrium& selected) {
    const auto same = std::ranges::find_if(list_.equilibria,
                                           [&](const auto& one) { return lists::agree_on_path(tree_, one, selected); });
    if (same == list_.equilibria.end()) {
      if (options_.concept_kind != ListConcept::sequential) return;
      list_.equilibria.insert(list_.equilibria.begin(), selected);
    } else {
      std::rotate(list_.equilibria.begin(), same, same + 1);
    }
    list_.equilibria.front().is_selected = true;
  }

  void find_belief_ranges(ListedEquilibrium& one) const {
    const lists::PlayOnPath play = lists::play_on_path(tree_, one.profile.probs);
    one.belief_ranges.resize(tree_.num_sets());
    for (std::uint32_t h = 0; h < tree_.num_sets(); ++h) {
      if (play.comes_to(h) || tree_.game().infosets[h].nodes.size() < 2) continue;
      const lists::NodeGroups groups = lists::group_nodes(tree_, one.profile.probs, h);
      const auto beliefs = lists::grouped(lists::SupportingBeliefs(tree_, one.profile.probs, h), groups);
      for (std::size_t k = 0; k < groups.shares.size(); ++k) {
        const auto range = beliefs.range(groups.group_of[k]);
        one.belief_ranges[h].push_back(
            {range.low * groups.shares[k], range.high * groups.shares[k], groups.group_of[k]});
      }
    }
  }

  lists::HistoryTree tree_;
  lists::OpenActions open_;
  const ListOptions& options_;
  const RunContext& run_;
  std::vector<std::size_t> inner_points_;  // entries that are points of a continuum with the same actions
  EquilibriumList list_;
};

}  // namespace

bool can_list(const game::NumericGame<double>& game) { return lists::HistoryTree::fits(game); }

EquilibriumList list_equilibria(const game::NumericGame<double>& game, const ListOptions& options,
                                const std::optional<ListedEquilibrium>& selected, const RunContext& run) {
  return Lister(game, options, run).list(selected);
}

}  // namespace parley::solve
