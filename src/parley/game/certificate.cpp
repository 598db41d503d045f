// SPDX-License-Identifier: Apache-2.0
// What anyone can recompute of a solution from the game alone: values, gains, regrets.
#include "parley/game/certificate.h"

#include "parley/game/best_response.h"

namespace parley::game {
namespace {

template <class T>
class Certifier {
 public:
  Certifier(const NumericGame<T>& game, const StrategyProfile<T>& profile, const Beliefs<T>& beliefs)
      : game_(game), profile_(profile), beliefs_(beliefs) {}

  Certificate<T> certify() {
    check_shapes();
    value_nodes();
    own_chances();
    reported_chances();
    gains();
    regrets();
    return std::move(out_);
  }

 private:
  using Edge = typename NumericGame<T>::Edge;

  void check_shapes() const {
    bool fits = profile_.probs.size() == game_.infosets.size() && beliefs_.probs.size() == game_.infosets.size();
    for (std::size_t h = 0; fits && h < game_.infosets.size(); ++h) {
      fits = profile_.probs[h].size() == game_.infosets[h].num_actions &&
             beliefs_.probs[h].size() == game_.infosets[h].nodes.size();
    }
    if (!fits) throw InternalError("a certificate was asked for a profile or beliefs of another game");
  }

  [[nodiscard]] const T& worth(std::uint32_t node, std::uint32_t player) const {
    return worth_[std::size_t{node} * game_.num_players + player];
  }
  [[nodiscard]] const T& chance(std::uint32_t n, std::uint32_t k, T Edge::* nature) const {
    const auto& node = game_.nodes[n];
    return node.kind == NodeKind::chance ? game_.edges[node.first_edge + k].*nature : profile_.probs[node.place][k];
  }

  /// What the profile is worth from each node on. Edges lead to later nodes, so one pass from the back does.
  void value_nodes() {
    worth_.assign(game_.nodes.size() * game_.num_players, T{});
    for (std::uint32_t n = static_cast<std::uint32_t>(game_.nodes.size()); n-- > 0;) {
      const auto& node = game_.nodes[n];
      for (std::uint32_t p = 0; p < game_.num_players; ++p) {
        T& sum = worth_[std::size_t{n} * game_.num_players + p];
        if (node.kind == NodeKind::terminal) sum = game_.payoffs[std::size_t{node.place} * game_.num_players + p];
        for (std::uint32_t k = 0; k < node.num_edges; ++k) {
          sum = sum + chance(n, k, &Edge::prob) * worth(game_.edges[node.first_edge + k].to, p);
        }
      }
    }
    out_.values.assign(worth_.begin(), worth_.begin() + game_.num_players);
  }

  [[nodiscard]] std::vector<T> node_chances(T Edge::* nature) const {
    std::vector<T> reach(game_.nodes.size(), T{});
    reach[0] = T(1);
    for (std::uint32_t n = 0; n < game_.nodes.size(); ++n) {
      const auto edges = game_.edges_of(n);
      for (std::uint32_t k = 0; k < edges.size(); ++k) {
        reach[edges[k].to] = reach[edges[k].to] + reach[n] * chance(n, k, nature);
      }
    }
    return reach;
  }

  /// Sum over the ends of the game: chance of the end times what is listed for it.
  [[nodiscard]] std::vector<T> average(const std::vector<T>& reach, const std::vector<T>& table,
                                       std::uint32_t width) const {
    std::vector<T> sums(width, T{});
    for (std::size_t n = 0; n < game_.nodes.size(); ++n) {
      if (game_.nodes[n].kind != NodeKind::terminal) continue;
      for (std::uint32_t i = 0; i < width; ++i) {
        sums[i] = sums[i] + reach[n] * table[std::size_t{game_.nodes[n].place} * width + i];
      }
    }
    return sums;
  }

  void own_chances() {
    const std::vector<T> reach = node_chances(&Edge::prob);
    out_.quantities = average(reach, game_.indicators, game_.num_quantities);
    out_.reach.assign(game_.infosets.size(), T{});
    for (std::size_t h = 0; h < game_.infosets.size(); ++h) {
      for (const std::uint32_t n : game_.infosets[h].nodes) out_.reach[h] = out_.reach[h] + reach[n];
    }
  }

  void reported_chances() {
    const std::vector<T> reach = node_chances(&Edge::report_prob);
    out_.reported_quantities = average(reach, game_.indicators, game_.num_quantities);
    out_.reported_values = average(reach, game_.payoffs, game_.num_players);
  }

  void gains() {
    out_.gain.assign(game_.infosets.size(), T{});
    out_.action_values.resize(game_.infosets.size());
    for (std::size_t h = 0; h < game_.infosets.size(); ++h) {
      const auto& infoset = game_.infosets[h];
      std::vector<T>& values = out_.action_values[h];
      values.assign(infoset.num_actions, T{});
      for (std::size_t k = 0; k < infoset.nodes.size(); ++k) {
        const auto edges = game_.edges_of(infoset.nodes[k]);
        for (std::uint32_t a = 0; a < infoset.num_actions; ++a) {
          values[a] = values[a] + beliefs_.probs[h][k] * worth(edges[a].to, infoset.player);
        }
      }
      out_.gain[h] = gain(values, profile_.probs[h]);
      if (out_.largest_deviation_gain < out_.gain[h]) out_.largest_deviation_gain = out_.gain[h];
    }
  }

  /// Best choice that is not played for sure, minus what is played.
  static T gain(const std::vector<T>& values, const std::vector<T>& probs) {
    T played{};
    const T* best = nullptr;
    for (std::size_t a = 0; a < values.size(); ++a) {
      played = played + probs[a] * values[a];
      if (probs[a] < T(1) && (best == nullptr || *best < values[a])) best = &values[a];
    }
    return best == nullptr ? T{} : *best - played;
  }

  void regrets() {
    const Parents parents = parents_of(game_);
    for (std::uint32_t p = 0; p < game_.num_players; ++p) {
      // The profile's own plan is among those that the best is the best of: less is rounding.
      T regret = best_response_value(game_, parents, profile_, p) - out_.values[p];
      if (regret < T{}) regret = T{};
      if (out_.max_regret < regret) out_.max_regret = regret;
      out_.regret.push_back(std::move(regret));
    }
  }

  const NumericGame<T>& game_;
  const StrategyProfile<T>& profile_;
  const Beliefs<T>& beliefs_;
  std::vector<T> worth_;  // [node * num_players + player]
  Certificate<T> out_;
};

}  // namespace

template <class T>
Certificate<T> certify(const NumericGame<T>& game, const StrategyProfile<T>& profile, const Beliefs<T>& beliefs) {
  return Certifier<T>(game, profile, beliefs).certify();
}

template Certificate<double> certify(const NumericGame<double>&, const StrategyProfile<double>&,
                                     const Beliefs<double>&);
template Certificate<Rational> certify(const NumericGame<Rational>&, const StrategyProfile<Rational>&,
                                       const Beliefs<Rational>&);

}  // namespace parley::game
