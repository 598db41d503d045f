// SPDX-License-Identifier: Apache-2.0
// Chances of reaching an information set as forms of everybody's choices, from its nodes up to the root.
#include "parley/solve/settled/surroundings.h"

#include <algorithm>
#include <ranges>

namespace parley::solve::settled {

using game::NodeKind;
using game::none;

template <class T>
Surroundings<T>::Surroundings(GameGraph<T>& graph, const std::vector<std::uint32_t>& actions)
    : graph_(graph),
      game_(graph.game()),
      actions_(actions),
      stamps_(game_.nodes.size(), 0),
      is_live_(game_.nodes.size(), 0),
      forms_of_(game_.nodes.size(), 0),
      kind_stamps_(game_.infosets.size(), 0),
      is_kept_(game_.infosets.size(), 0) {}

template <class T>
void Surroundings<T>::look(std::uint32_t h) {
  h_ = h;
  ++stamp_;
  find_above();
  find_kept();
  find_reached();
}

template <class T>
void Surroundings<T>::find_above() {
  above_ = game_.infosets[h_].nodes;
  for (const std::uint32_t n : above_) stamps_[n] = stamp_;
  for (std::size_t k = 0; k < above_.size(); ++k) {
    for (const std::uint32_t parent : graph_.parents(above_[k])) {
      if (is_above(parent)) continue;
      stamps_[parent] = stamp_;
      above_.push_back(parent);
    }
  }
  std::ranges::sort(above_);
  settled_above_.clear();
  for (const std::uint32_t n : above_) {
    const auto& node = game_.nodes[n];
    if (node.kind != NodeKind::decision || actions_[node.place] == none) continue;
    if (game_.infosets[node.place].player == game_.infosets[h_].player) continue;
    if (kind_stamps_[node.place] == stamp_) continue;
    kind_stamps_[node.place] = stamp_;
    settled_above_.push_back(node.place);
  }
}

/// The form of a node from those of the nodes it leads to. With `keep`, kept choices are made and the mover's own
/// earlier choices count as made where they lead to h; without, every choice stands for itself.
template <class T>
FormId Surroundings<T>::combine(ChoiceForms<T>& forms, std::uint32_t n, bool keep) {
  const auto& node = game_.nodes[n];
  const auto edges = game_.edges_of(n);
  const auto form_at = [&](std::uint32_t to) { return is_above(to) ? forms_of_[to] : forms.zero(); };
  const bool own = node.kind == NodeKind::decision && game_.infosets[node.place].player == game_.infosets[h_].player;
  if (node.kind == NodeKind::chance || (keep && own)) {
    parts_.clear();
    for (const auto& edge : edges) {
      if (form_at(edge.to) != forms.zero()) parts_.push_back({own ? T(1) : edge.prob, form_at(edge.to)});
    }
    return forms.sum(parts_);
  }
  if (keep && kind_stamps_[node.place] == stamp_ && is_kept_[node.place]) {
    return form_at(edges[actions_[node.place]].to);
  }
  by_action_.clear();
  for (const auto& edge : edges) by_action_.push_back(form_at(edge.to));
  return forms.choice(node.place, by_action_);
}

template <class T>
void Surroundings<T>::find_kept() {
  if (settled_above_.empty()) return;
  forms_.clear(T{});
  const FormId one = forms_.constant(T(1));
  for (const std::uint32_t n : above_ | std::views::reverse) {
    const bool in_h = game_.nodes[n].kind == NodeKind::decision && game_.nodes[n].place == h_;
    forms_of_[n] = in_h ? one : combine(forms_, n, false);
  }
  for (const std::uint32_t set : settled_above_) is_kept_[set] = !forms_.overflowed() && is_idle(set);
}

template <class T>
bool Surroundings<T>::is_idle(std::uint32_t set) const {
  const auto form_at = [&](std::uint32_t to) { return is_above(to) ? forms_of_[to] : forms_.zero(); };
  return std::ranges::all_of(game_.infosets[set].nodes, [&](std::uint32_t n) {
    const auto edges = game_.edges_of(n);
    return std::ranges::all_of(edges, [&](const auto& edge) { return form_at(edge.to) == form_at(edges[0].to); });
  });
}

template <class T>
void Surroundings<T>::find_reached() {
  reached_.clear();
  for (const std::uint32_t n : above_) is_live_[n] = n == 0 ? 1 : 0;
  for (const std::uint32_t n : above_) {
    if (!is_live_[n]) continue;
    const auto& node = game_.nodes[n];
    if (node.kind == NodeKind::decision && node.place == h_) {
      reached_.push_back(n);
      continue;
    }
    const auto edges = game_.edges_of(n);
    if (node.kind == NodeKind::decision && kind_stamps_[node.place] == stamp_ && is_kept_[node.place]) {
      is_live_[edges[actions_[node.place]].to] = 1;
    } else {
      for (const auto& edge : edges) is_live_[edge.to] = 1;
    }
  }
}

template <class T>
FormId Surroundings<T>::reach(ChoiceForms<T>& forms, const std::vector<std::uint32_t>& kinds) {
  auto kind = kinds.rbegin();
  for (const std::uint32_t n : above_ | std::views::reverse) {
    if (!is_live_[n]) {
      forms_of_[n] = forms.zero();
    } else if (game_.nodes[n].kind == NodeKind::decision && game_.nodes[n].place == h_) {
      forms_of_[n] = forms.leaf(*kind++);
    } else {
      forms_of_[n] = combine(forms, n, true);
    }
  }
  return forms_of_[above_.front()];
}

template class Surroundings<double>;
template class Surroundings<Rational>;

}  // namespace parley::solve::settled
