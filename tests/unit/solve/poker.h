// SPDX-License-Identifier: Apache-2.0
// Poker for two as trees: Kuhn's with any number of cards, Leduc hold'em.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "parley/game/numeric_game.h"

namespace parley::test {

struct PokerRules {
  std::uint32_t ranks = 3, suits = 1;
  std::vector<std::int64_t> bets = {1};  ///< by round; a public card is dealt before each round but the first
  std::uint32_t raises = 1;              ///< most bets and raises in a round
  std::int64_t ante = 1;
};

inline PokerRules kuhn(std::uint32_t cards) { return {.ranks = cards}; }
inline PokerRules leduc(std::uint32_t raises) { return {.ranks = 3, .suits = 2, .bets = {2, 4}, .raises = raises}; }

/// Cards of one rank are alike, so chance deals ranks. A pair with the public card beats any higher card.
class Poker {
 public:
  explicit Poker(PokerRules rules) : rules_(std::move(rules)) { game_.num_players = 2; }

  game::NumericGame<Rational> build() {
    const std::uint32_t root = add();
    deal(root, {}, "", {rules_.ante, rules_.ante});
    for (auto& node : game_.nodes) {
      if (node.kind == game::NodeKind::terminal) node.first_edge = static_cast<std::uint32_t>(game_.edges.size());
    }
    return std::move(game_);
  }

 private:
  using Pot = std::array<std::int64_t, 2>;

  std::uint32_t add() {
    game_.nodes.emplace_back();
    return static_cast<std::uint32_t>(game_.nodes.size() - 1);
  }

  std::uint32_t branch(std::uint32_t n, game::NodeKind kind, std::size_t count) {
    auto& node = game_.nodes[n];
    node.kind = kind;
    node.first_edge = static_cast<std::uint32_t>(game_.edges.size());
    node.num_edges = static_cast<std::uint32_t>(count);
    game_.edges.resize(game_.edges.size() + count);
    return node.first_edge;
  }

  std::uint32_t child(std::uint32_t edge, std::uint32_t label) {
    const std::uint32_t to = add();
    game_.edges[edge].to = to;
    game_.edges[edge].label = label;
    return to;
  }

  void deal(std::uint32_t n, const std::vector<std::uint32_t>& dealt, const std::string& history, const Pot& pot) {
    if (dealt.size() == 2 && history.empty()) return bet(n, dealt, history, pot, 0, 0, false);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> left;
    for (std::uint32_t rank = 0; rank < rules_.ranks; ++rank) {
      std::uint32_t cards = rules_.suits;
      for (const std::uint32_t card : dealt) cards -= card == rank ? 1 : 0;
      if (cards > 0) left.emplace_back(rank, cards);
    }
    const auto total = static_cast<std::int64_t>(rules_.ranks * rules_.suits - dealt.size());
    const std::uint32_t first = branch(n, game::NodeKind::chance, left.size());
    for (std::uint32_t k = 0; k < left.size(); ++k) {
      game_.edges[first + k].prob = game_.edges[first + k].report_prob = Rational::ratio(left[k].second, total);
      const std::uint32_t to = child(first + k, k);
      auto next = dealt;
      next.push_back(left[k].first);
      if (dealt.size() < 2) {
        deal(to, next, history, pot);
      } else {
        bet(to, next, history + "/" + std::to_string(left[k].first), pot, 0, 0, false);
      }
    }
  }

  std::uint32_t infoset(std::uint32_t n, std::uint32_t player, const std::string& key, std::uint32_t actions) {
    const auto [known, is_new] = sets_.emplace(std::pair(player, key), game_.infosets.size());
    if (is_new) {
      auto& set = game_.infosets.emplace_back();
      set.player = player;
      set.num_actions = actions;
      for (std::uint32_t a = 0; a < actions; ++a) set.actions.push_back(a);
    }
    game_.infosets[known->second].nodes.push_back(n);
    return static_cast<std::uint32_t>(known->second);
  }

  void bet(std::uint32_t n, const std::vector<std::uint32_t>& dealt, const std::string& history, const Pot& pot,
           std::uint32_t player, std::uint32_t raised, bool checked) {
    const std::int64_t behind = pot[1 - player] - pot[player];
    const std::string actions = std::string(behind > 0 ? "f" : "") + "c" + (raised < rules_.raises ? "r" : "");
    const std::uint32_t first = branch(n, game::NodeKind::decision, actions.size());
    const std::uint32_t set =
        infoset(n, player, std::to_string(dealt[player]) + history, static_cast<std::uint32_t>(actions.size()));
    game_.nodes[n].place = set;
    game_.infosets[set].block = static_cast<std::uint32_t>(history.size());
    for (std::uint32_t k = 0; k < actions.size(); ++k) {
      const std::uint32_t to = child(first + k, k);
      Pot next = pot;
      if (actions[k] == 'f') {
        end(to, player == 1 ? pot[1] : -pot[0]);
        continue;
      }
      const std::string after = history + actions[k];
      next[player] += behind;
      if (actions[k] == 'r') {
        next[player] += rules_.bets[dealt.size() - 2];
        bet(to, dealt, after, next, 1 - player, raised + 1, false);
      } else if (behind == 0 && !checked) {
        bet(to, dealt, after, next, 1 - player, raised, true);
      } else if (dealt.size() - 1 < rules_.bets.size()) {
        deal(to, dealt, after, next);
      } else {
        show(to, dealt, next);
      }
    }
  }

  void show(std::uint32_t n, const std::vector<std::uint32_t>& dealt, const Pot& pot) {
    const auto hand = [&](std::size_t player) {
      return std::pair(dealt.size() > 2 && dealt[2] == dealt[player], dealt[player]);
    };
    end(n, hand(0) == hand(1) ? 0 : hand(0) > hand(1) ? pot[1] : -pot[0]);
  }

  void end(std::uint32_t n, std::int64_t gain) {
    game_.nodes[n].place = static_cast<std::uint32_t>(game_.payoffs.size() / 2);
    game_.payoffs.emplace_back(gain);
    game_.payoffs.emplace_back(-gain);
  }

  PokerRules rules_;
  game::NumericGame<Rational> game_;
  std::map<std::pair<std::uint32_t, std::string>, std::size_t> sets_;
};

}  // namespace parley::test
