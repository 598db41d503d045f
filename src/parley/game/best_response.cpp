// SPDX-License-Identifier: Apache-2.0
// What a player's best plan in the whole game gets against the others' choices.
#include "parley/game/best_response.h"

namespace parley::game {

template <class T>
Parents parents_of(const NumericGame<T>& game) {
  Parents parents;
  parents.first.assign(game.nodes.size() + 1, 0);
  for (const auto& edge : game.edges) ++parents.first[edge.to + 1];
  for (std::size_t n = 0; n < game.nodes.size(); ++n) parents.first[n + 1] += parents.first[n];
  parents.nodes.resize(game.edges.size());
  // NOLINTNEXTLINE(misc-const-correctness): the check does not see the template change it
  std::vector<std::uint32_t> next(parents.first.begin(), parents.first.end() - 1);
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    for (const auto& edge : game.edges_of(n)) parents.nodes[next[edge.to]++] = n;
  }
  return parents;
}

namespace {

/// With perfect recall the choice at an information set can be made on its own once all later ones of the player are
/// known: it is best against the nodes weighted by the chance that the others and nature lead there. So a node is
/// valued when everything below it is, and all nodes of an own information set together.
template <class T>
class BestResponse {
 public:
  BestResponse(const NumericGame<T>& game, const Parents& parents, const StrategyProfile<T>& profile,
               std::uint32_t player)
      : game_(game), parents_(parents), profile_(profile), player_(player) {}

  T value() {
    weigh();
    count_edges();
    for (std::uint32_t n = 0; n < game_.nodes.size(); ++n) {
      if (game_.nodes[n].kind != NodeKind::terminal) continue;
      worth_[n] = game_.payoffs[game_.nodes[n].place * game_.num_players + player_];
      done(n);
    }
    while (!ready_.empty()) {
      const std::uint32_t n = ready_.back();
      ready_.pop_back();
      own(n) ? choose(game_.infosets[game_.nodes[n].place]) : average(n);
    }
    if (num_done_ != game_.nodes.size()) {
      throw InternalError("best response asked for a player without perfect recall");
    }
    return worth_[0];
  }

 private:
  [[nodiscard]] bool own(std::uint32_t n) const {
    const auto& node = game_.nodes[n];
    return node.kind == NodeKind::decision && game_.infosets[node.place].player == player_;
  }
  /// Chance of an edge where the player does not move.
  [[nodiscard]] const T& chance(std::uint32_t n, std::uint32_t k) const {
    const auto& node = game_.nodes[n];
    return node.kind == NodeKind::chance ? game_.edges[node.first_edge + k].prob : profile_.probs[node.place][k];
  }

  void weigh() {
    weight_.assign(game_.nodes.size(), T{});
    weight_[0] = T(1);
    for (std::uint32_t n = 0; n < game_.nodes.size(); ++n) {
      const auto edges = game_.edges_of(n);
      const bool mine = own(n);
      for (std::uint32_t k = 0; k < edges.size(); ++k) {
        T& to = weight_[edges[k].to];
        to = to + (mine ? weight_[n] : weight_[n] * chance(n, k));
      }
    }
  }

  void count_edges() {
    worth_.assign(game_.nodes.size(), T{});
    open_edges_.assign(game_.nodes.size(), 0);
    open_in_set_.assign(game_.infosets.size(), 0);
    for (std::uint32_t n = 0; n < game_.nodes.size(); ++n) {
      open_edges_[n] = game_.nodes[n].num_edges;
      if (own(n)) open_in_set_[game_.nodes[n].place] += game_.nodes[n].num_edges;
    }
  }

  /// Tell the nodes above that this one is valued.
  void done(std::uint32_t n) {
    ++num_done_;
    for (std::uint32_t i = parents_.first[n]; i < parents_.first[n + 1]; ++i) {
      const std::uint32_t parent = parents_.nodes[i];
      std::uint32_t& open = own(parent) ? open_in_set_[game_.nodes[parent].place] : open_edges_[parent];
      if (--open == 0) ready_.push_back(parent);
    }
  }

  void average(std::uint32_t n) {
    const auto edges = game_.edges_of(n);
    T sum{};
    for (std::uint32_t k = 0; k < edges.size(); ++k) sum = sum + chance(n, k) * worth_[edges[k].to];
    worth_[n] = sum;
    done(n);
  }

  void choose(const typename NumericGame<T>::Infoset& infoset) {
    std::uint32_t best = 0;
    T most{};
    for (std::uint32_t a = 0; a < infoset.num_actions; ++a) {
      T total{};
      for (const std::uint32_t n : infoset.nodes) total = total + weight_[n] * worth_[game_.edges_of(n)[a].to];
      if (a != 0 && !(most < total)) continue;
      best = a;
      most = total;
    }
    for (const std::uint32_t n : infoset.nodes) {
      worth_[n] = worth_[game_.edges_of(n)[best].to];
      done(n);
    }
  }

  const NumericGame<T>& game_;
  const Parents& parents_;
  const StrategyProfile<T>& profile_;
  std::uint32_t player_;
  std::vector<T> weight_;                  // chance that the others and nature lead to a node
  std::vector<T> worth_;                   // value to the player from a node on
  std::vector<std::uint32_t> open_edges_;  // edges to nodes not valued yet
  std::vector<std::uint32_t> open_in_set_;
  std::vector<std::uint32_t> ready_;
  std::size_t num_done_ = 0;
};

}  // namespace

template <class T>
T best_response_value(const NumericGame<T>& game, const Parents& parents, const StrategyProfile<T>& profile,
                      std::uint32_t player) {
  return BestResponse<T>(game, parents, profile, player).value();
}

template Parents parents_of(const NumericGame<double>&);
template Parents parents_of(const NumericGame<Rational>&);
template double best_response_value(const NumericGame<double>&, const Parents&, const StrategyProfile<double>&,
                                    std::uint32_t);
template Rational best_response_value(const NumericGame<Rational>&, const Parents&, const StrategyProfile<Rational>&,
                                      std::uint32_t);

}  // namespace parley::game
