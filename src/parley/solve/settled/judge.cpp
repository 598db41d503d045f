// SPDX-License-Identifier: Apache-2.0
// The sufficient tests, which decide nearly every set.
#include "parley/solve/settled/judge.h"

#include <algorithm>

#include "parley/solve/settled/arithmetic.h"

namespace parley::solve::settled {

using game::none;

template <class T>
Judge<T>::Judge(GameGraph<T>& graph, Continuation<T>& continuation, const std::vector<std::uint32_t>& actions,
                const SettledOptions& options)
    : graph_(graph),
      game_(graph.game()),
      continuation_(continuation),
      actions_(actions),
      options_(options),
      surroundings_(graph, actions),
      stamps_(game_.nodes.size(), 0),
      forms_of_(game_.nodes.size(), 0) {
  for (std::uint32_t i = 0; i < game_.num_players; ++i) ranges_.push_back(game_.payoff_range(i));
}

template <class T>
Verdict Judge<T>::judge(std::uint32_t h, const RunContext& run) {
  if (graph_.ordered()) {
    if (auto choice = judge_at_once(h)) {
      Verdict verdict{.choice = std::move(*choice)};
      // Only nodes that play can come to count for what a tie changes.
      if (!verdict.choice.tied.empty()) {
        surroundings_.look(h);
        verdict.reached = surroundings_.reached();
      }
      return verdict;
    }
  }
  return judge_in_full(h, run);
}

template <class T>
void Judge<T>::mark_best(std::span<const T> values, const T& tolerance) {
  const T enough = *std::ranges::max_element(values) - tolerance;
  best_here_.resize(values.size());
  for (std::size_t a = 0; a < values.size(); ++a) best_here_[a] = values[a] >= enough;
}

template <class T>
SettledChoice Judge<T>::settle(SettledBy by, const std::vector<char>& best) const {
  SettledChoice choice{.by = by};
  for (std::uint32_t a = 0; a < best.size(); ++a) {
    if (best[a] != 0) choice.tied.push_back(a);
  }
  choice.action = choice.tied.front();
  if (choice.tied.size() == 1) choice.tied.clear();
  return choice;
}

template <class T>
std::optional<SettledChoice> Judge<T>::judge_at_once(std::uint32_t h) {
  const auto& set = game_.infosets[h];
  if (set.nodes.empty()) return std::nullopt;
  if (!classes_) classes_.emplace(game_);
  const T tolerance = tolerance_of(options_.tie_tolerance, ranges_[set.player]);
  bool fixed_belief = true;
  bool best_everywhere = true;
  T reach{};
  totals_.assign(set.num_actions, T{});
  for (const std::uint32_t n : set.nodes) {
    if (classes_->reach_class[n] == none) return std::nullopt;
    values_.clear();
    for (const auto& edge : game_.edges_of(n)) {
      const T* const values = continuation_.values(edge.to);
      if (values == nullptr) return std::nullopt;
      values_.push_back(values[set.player]);
    }
    fixed_belief = fixed_belief && classes_->reach_class[n] == classes_->reach_class[set.nodes.front()];
    if (best_everywhere) {
      mark_best(values_, tolerance);
      if (n == set.nodes.front()) common_best_ = best_here_;
      best_everywhere = best_here_ == common_best_;
    }
    if (fixed_belief) {
      reach += classes_->weight[n];
      for (std::size_t a = 0; a < values_.size(); ++a) totals_[a] += classes_->weight[n] * values_[a];
    } else if (!best_everywhere) {
      return std::nullopt;
    }
  }
  if (set.nodes.size() == 1) return settle(SettledBy::one_node, common_best_);
  if (!fixed_belief) return settle(SettledBy::best_everywhere, common_best_);
  mark_best(totals_, tolerance * reach);
  return settle(SettledBy::fixed_belief, best_here_);
}

template class Judge<double>;
template class Judge<Rational>;

}  // namespace parley::solve::settled
