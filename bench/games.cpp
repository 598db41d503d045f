// SPDX-License-Identifier: Apache-2.0
// Nodes in the order of play, so that edges lead to later ones.
#include "games.h"

#include <vector>

namespace parley::bench {

namespace {

using game::NodeKind;
using Game = game::NumericGame<double>;

/// Nodes are added in the order in which they were promised: the edges of a node name nodes that come later.
class Tree {
 public:
  Tree(std::uint32_t num_players, std::uint32_t num_sets) {
    game_.num_players = num_players;
    game_.infosets.resize(num_sets);
  }

  void chance(const std::vector<double>& probs, std::uint32_t first_to) {
    game_.nodes.push_back({NodeKind::chance, next_edge(), static_cast<std::uint32_t>(probs.size()), 0, game::none});
    for (std::uint32_t k = 0; k < probs.size(); ++k) {
      game_.edges.push_back({first_to + k, probs[k], probs[k], k});
    }
  }

  /// Of two actions.
  void choice(std::uint32_t set, std::uint32_t player, std::uint32_t first_to, std::uint32_t second_to) {
    auto& infoset = game_.infosets[set];
    infoset.player = player;
    infoset.num_actions = 2;
    infoset.actions = {0, 1};
    infoset.nodes.push_back(static_cast<std::uint32_t>(game_.nodes.size()));
    game_.nodes.push_back({NodeKind::decision, next_edge(), 2, set, game::none});
    game_.edges.push_back({first_to, 0.0, 0.0, 0});
    game_.edges.push_back({second_to, 0.0, 0.0, 1});
  }

  void end(double one, double two) {
    const auto place = static_cast<std::uint32_t>(game_.payoffs.size() / 2);
    game_.nodes.push_back({NodeKind::terminal, next_edge(), 0, place, game::none});
    game_.payoffs.insert(game_.payoffs.end(), {one, two});
  }

  void set_block(std::uint32_t set, std::uint32_t block) { game_.infosets[set].block = block; }
  [[nodiscard]] Game take() { return std::move(game_); }

 private:
  [[nodiscard]] std::uint32_t next_edge() const { return static_cast<std::uint32_t>(game_.edges.size()); }

  Game game_;
};

}  // namespace

Game signalling_game(std::mt19937_64& random) {
  const auto unit = [&] { return static_cast<double>(random() >> 11U) * 0x1p-53; };
  Tree tree(2, 4);
  const double prior = 0.1 + 0.8 * unit();
  tree.chance({prior, 1.0 - prior}, 1);
  for (std::uint32_t type = 0; type < 2; ++type) tree.choice(type, 0, 3 + 2 * type, 4 + 2 * type);
  for (std::uint32_t k = 0; k < 4; ++k) tree.choice(2 + k % 2, 1, 7 + 2 * k, 8 + 2 * k);
  for (int k = 0; k < 8; ++k) {
    const double sender = unit();
    tree.end(sender, unit());
  }
  tree.set_block(2, 1);
  tree.set_block(3, 1);
  return tree.take();
}

Game kuhn_poker(std::uint32_t cards) {
  constexpr std::uint32_t nodes_a_deal = 9;
  const std::uint32_t deals = cards * (cards - 1);
  Tree tree(2, 4 * cards);
  for (std::uint32_t set = 0; set < 4 * cards; ++set) tree.set_block(set, set < cards ? 0 : set < 3 * cards ? 1 : 2);
  tree.chance(std::vector<double>(deals, 1.0 / deals), 1);
  // All deals' first moves come first, as edges of the chance move lead to nodes in a row.
  std::uint32_t after = 1 + deals;
  for (std::uint32_t deal = 0; deal < deals; ++deal, after += nodes_a_deal - 1) {
    tree.choice(deal / (cards - 1), 0, after, after + 1);  // check, bet
  }
  after = 1 + deals;
  for (std::uint32_t deal = 0; deal < deals; ++deal, after += nodes_a_deal - 1) {
    const std::uint32_t mine = deal / (cards - 1);
    const std::uint32_t others = deal % (cards - 1);
    const std::uint32_t yours = others < mine ? others : others + 1;
    const double sign = mine > yours ? 1.0 : -1.0;
    tree.choice(cards + yours, 1, after + 3, after + 2);      // after a check: check, bet
    tree.choice(2 * cards + yours, 1, after + 4, after + 5);  // after a bet: fold, call
    tree.choice(3 * cards + mine, 0, after + 6, after + 7);   // after a check and a bet: fold, call
    tree.end(sign, -sign);
    tree.end(1, -1);
    tree.end(2 * sign, -2 * sign);
    tree.end(-1, 1);
    tree.end(2 * sign, -2 * sign);
  }
  return tree.take();
}

}  // namespace parley::bench
