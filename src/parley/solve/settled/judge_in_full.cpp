// SPDX-License-Identifier: Apache-2.0
// The definition: one action weakly best against every pure way of playing the free sets that reaches the set.
#include <algorithm>
#include <functional>

#include "parley/solve/settled/arithmetic.h"
#include "parley/solve/settled/judge.h"

namespace parley::solve::settled {

using game::NodeKind;
using game::none;

namespace {

// Enough ways to show what nearly every unsettled set turns on, where there are too many to try them all.
constexpr std::uint64_t ways_for_the_reason = 64;

SettledChoice not_settled(WhyUnsettled why) { return {.why = why}; }

}  // namespace

template <class T>
Verdict Judge<T>::judge_in_full(std::uint32_t h, const RunContext& run) {
  surroundings_.look(h);
  if (surroundings_.reached().empty()) return {.choice = not_settled(WhyUnsettled::never_reached)};
  find_gains(h);
  if (gain_forms_.overflowed()) return {.choice = not_settled(WhyUnsettled::too_many_ways), .waits_for_any = true};
  const T tolerance = tolerance_of(options_.tie_tolerance, ranges_[game_.infosets[h].player]);
  common_best_.clear();
  if (gains_are_known() && compare_nodes(tolerance)) {
    const bool one = surroundings_.reached().size() == 1;
    return {.choice = settle(one ? SettledBy::one_node : SettledBy::best_everywhere, common_best_),
            .reached = surroundings_.reached()};
  }
  return try_ways(h, tolerance, run);
}

/// A settled set below is played as settled, unless moves have no order and it also stands above and decides.
template <class T>
bool Judge<T>::stays_settled(std::uint32_t set) const {
  return actions_[set] != none && (graph_.ordered() || !surroundings_.is_freed(set));
}

template <class T>
void Judge<T>::find_forms_below(std::uint32_t h) {
  const std::uint32_t player = game_.infosets[h].player;
  ++stamp_;
  below_.clear();
  const auto look = [&](std::uint32_t n) {
    if (stamps_[n] == stamp_) return;
    stamps_[n] = stamp_;
    below_.push_back(n);
  };
  const auto look_below = [&](std::uint32_t n) {
    const auto& node = game_.nodes[n];
    if (node.kind == NodeKind::terminal || (graph_.ordered() && continuation_.values(n) != nullptr)) return;
    const auto edges = game_.edges_of(n);
    if (node.kind == NodeKind::decision && stays_settled(node.place)) {
      look(edges[actions_[node.place]].to);
    } else {
      for (const auto& edge : edges) look(edge.to);
    }
  };
  for (const std::uint32_t n : surroundings_.reached()) {
    for (const auto& edge : game_.edges_of(n)) look(edge.to);
  }
  std::size_t looked_at = 0;
  while (looked_at < below_.size()) look_below(below_[looked_at++]);  // more are found below
  std::ranges::sort(below_, std::greater<>{});
  for (const std::uint32_t n : below_) {
    if (gain_forms_.overflowed()) return;
    forms_of_[n] = form_of_node(n, player);
  }
}

template <class T>
FormId Judge<T>::form_of_node(std::uint32_t n, std::uint32_t player) {
  const auto& node = game_.nodes[n];
  if (node.kind == NodeKind::terminal) {
    return gain_forms_.constant(game_.payoffs[std::size_t{node.place} * game_.num_players + player]);
  }
  if (graph_.ordered()) {
    if (const T* const values = continuation_.values(n)) return gain_forms_.constant(values[player]);
  }
  const auto edges = game_.edges_of(n);
  if (node.kind == NodeKind::chance) {
    parts_.clear();
    for (const auto& edge : edges) parts_.push_back({edge.prob, forms_of_[edge.to]});
    return gain_forms_.sum(parts_);
  }
  if (stays_settled(node.place)) return forms_of_[edges[actions_[node.place]].to];
  by_action_.clear();
  for (const auto& edge : edges) by_action_.push_back(forms_of_[edge.to]);
  return gain_forms_.choice(node.place, by_action_);
}

/// Reached nodes with the same gains are of one kind: the mover need not tell them apart.
template <class T>
void Judge<T>::find_gains(std::uint32_t h) {
  gain_forms_.clear(noise_floor(ranges_[game_.infosets[h].player]));
  find_forms_below(h);
  std::map<std::vector<FormId>, std::uint32_t> kind_of;
  stakes_.gains.clear();
  stakes_.num_actions = game_.infosets[h].num_actions;
  kinds_.clear();
  for (const std::uint32_t n : surroundings_.reached()) {
    if (gain_forms_.overflowed()) return;
    const auto edges = game_.edges_of(n);
    std::vector<FormId> gains;
    for (std::size_t a = 1; a < edges.size(); ++a) {
      parts_.assign({{T(1), forms_of_[edges[a].to]}, {T(-1), forms_of_[edges[0].to]}});
      gains.push_back(gain_forms_.sum(parts_));
    }
    const auto [known, is_new] = kind_of.emplace(gains, static_cast<std::uint32_t>(stakes_.gains.size()));
    if (is_new) stakes_.gains.push_back(std::move(gains));
    kinds_.push_back(known->second);
  }
}

template <class T>
bool Judge<T>::gains_are_known() const {
  return std::ranges::all_of(stakes_.gains, [&](const std::vector<FormId>& gains) {
    return std::ranges::all_of(gains, [&](FormId gain) { return gain_forms_.is_constant(gain); });
  });
}

template <class T>
bool Judge<T>::compare_nodes(const T& tolerance) {
  bool same = true;
  for (const std::vector<FormId>& gains : stakes_.gains) {
    values_.assign(1, T{});
    for (const FormId gain : gains) values_.push_back(gain_forms_.constant_of(gain));
    mark_best(values_, tolerance);
    if (common_best_.empty()) common_best_ = best_here_;
    same = same && common_best_ == best_here_;
    for (std::size_t a = 0; a < common_best_.size(); ++a) common_best_[a] = common_best_[a] && best_here_[a];
  }
  return same;
}

/// The reach without what all ways that come to the set have in common: it does not move beliefs.
template <class T>
FormId Judge<T>::essential_reach() {
  reach_forms_.clear(T{});
  FormId reach = surroundings_.reach(reach_forms_, kinds_);
  // In a game without order a set above may stand below as well; then its choice is no mere factor.
  if (reach_forms_.overflowed() || !graph_.ordered()) return reach;
  if (stakes_.gains.size() == 1) return reach_forms_.leaf(0);
  while (reach_forms_.terms(reach).size() == 1) {
    const AtomId atom = reach_forms_.terms(reach).front().atom;
    if (reach_forms_.is_leaf(atom)) break;
    FormId only = reach_forms_.zero();
    for (const FormId form : reach_forms_.by_action(atom)) {
      if (form == reach_forms_.zero() || form == only) continue;
      if (only != reach_forms_.zero()) return reach;
      only = form;
    }
    reach = only;
  }
  return reach;
}

template <class T>
Verdict Judge<T>::try_ways(std::uint32_t h, const T& tolerance, const RunContext& run) {
  const bool known = gains_are_known();
  const bool any_common = std::ranges::find(common_best_, 1) != common_best_.end();
  stakes_.reach_forms = &reach_forms_;
  stakes_.gain_forms = &gain_forms_;
  stakes_.reach = essential_reach();
  const bool overflowed = reach_forms_.overflowed() || gain_forms_.overflowed();
  std::optional<Ways<T>> ways;
  if (!overflowed) ways.emplace(stakes_);
  const bool too_many = overflowed || ways->count() > options_.max_ways;
  if (too_many && any_common) {
    return {.choice = settle(SettledBy::best_everywhere, common_best_), .reached = surroundings_.reached()};
  }
  if (overflowed) return {.choice = not_settled(WhyUnsettled::too_many_ways), .waits_for_any = true};

  const std::uint64_t limit =
      too_many ? std::min<std::uint64_t>(ways_for_the_reason, options_.max_ways) : ways->count();
  const BestActions found = ways->best_actions(tolerance, limit, run);
  const bool any_best = std::ranges::find(found.best, 1) != found.best.end();
  if (found.complete && found.any_reached && any_best) {
    SettledBy by = SettledBy::every_way;
    if (ways->infosets().empty() && known) by = SettledBy::fixed_belief;
    return {.choice = settle(by, found.best), .reached = surroundings_.reached()};
  }
  // What others do at the same time is a matter of belief, wherever the graph has it.
  const bool later = std::ranges::any_of(
      ways->infosets(), [&](std::uint32_t set) { return game_.infosets[set].block > game_.infosets[h].block; });
  WhyUnsettled why = later ? WhyUnsettled::later_open : WhyUnsettled::belief_matters;
  if (any_best) why = found.complete ? WhyUnsettled::never_reached : WhyUnsettled::too_many_ways;
  Verdict verdict{.choice = not_settled(why)};
  for (const std::uint32_t set : ways->infosets()) {
    if (actions_[set] == none && set != h) verdict.waits_for.push_back(set);
  }
  return verdict;
}

template class Judge<double>;
template class Judge<Rational>;

}  // namespace parley::solve::settled
