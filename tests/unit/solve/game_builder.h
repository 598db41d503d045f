// SPDX-License-Identifier: Apache-2.0
// Small games for tests, written as the trees that they are.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "parley/game/numeric_game.h"

namespace parley::test {

/// A node of a tree: an end, a chance move or a choice of a named information set.
struct Tree {
  std::vector<Rational> payoffs;  ///< an end: by player
  std::uint32_t outcome = 0;      ///< an end: the one quantity that is 1
  std::string set;                ///< a choice
  std::vector<Rational> probs;    ///< a chance move: by branch
  std::vector<Tree> branches;
};

inline Tree end(std::vector<Rational> payoffs, std::uint32_t outcome = 0) {
  return {std::move(payoffs), outcome, {}, {}, {}};
}
inline Tree chance(std::vector<Rational> probs, std::vector<Tree> branches) {
  return {{}, 0, {}, std::move(probs), std::move(branches)};
}
inline Tree choice(std::string set, std::vector<Tree> branches) {
  return {{}, 0, std::move(set), {}, std::move(branches)};
}

struct SetSpec {
  std::string name;
  std::uint32_t player = 0;
  std::uint32_t block = 0;
};

/// The game of a tree; information set k is the k-th of `sets`.
class GameBuilder {
 public:
  GameBuilder(std::uint32_t num_players, std::uint32_t num_outcomes, const std::vector<SetSpec>& sets) {
    game_.num_players = num_players;
    game_.num_quantities = num_outcomes;
    for (const SetSpec& set : sets) {
      index_[set.name] = static_cast<std::uint32_t>(game_.infosets.size());
      auto& infoset = game_.infosets.emplace_back();
      infoset.player = set.player;
      infoset.block = set.block;
    }
  }

  game::NumericGame<Rational> build(const Tree& tree) {
    add(tree);
    return std::move(game_);
  }

 private:
  std::uint32_t add(const Tree& tree) {
    const auto id = static_cast<std::uint32_t>(game_.nodes.size());
    game_.nodes.emplace_back();
    if (tree.branches.empty()) {
      add_end(id, tree);
      return id;
    }
    const bool is_chance = tree.set.empty();
    const auto first = static_cast<std::uint32_t>(game_.edges.size());
    const auto count = static_cast<std::uint32_t>(tree.branches.size());
    game_.edges.resize(first + count);
    game_.nodes[id] = {is_chance ? game::NodeKind::chance : game::NodeKind::decision, first, count, 0, game::none};
    if (!is_chance) add_choice(id, index_.at(tree.set), count);
    for (std::uint32_t k = 0; k < count; ++k) {
      const std::uint32_t to = add(tree.branches[k]);
      auto& edge = game_.edges[first + k];
      edge.to = to;
      edge.label = k;
      if (is_chance) edge.prob = edge.report_prob = tree.probs[k];
    }
    return id;
  }

  void add_choice(std::uint32_t id, std::uint32_t set, std::uint32_t num_actions) {
    auto& infoset = game_.infosets[set];
    game_.nodes[id].place = set;
    infoset.num_actions = num_actions;
    infoset.actions.clear();
    for (std::uint32_t a = 0; a < num_actions; ++a) infoset.actions.push_back(a);
    infoset.nodes.push_back(id);
  }

  void add_end(std::uint32_t id, const Tree& tree) {
    game_.nodes[id].kind = game::NodeKind::terminal;
    game_.nodes[id].place = static_cast<std::uint32_t>(game_.payoffs.size() / game_.num_players);
    game_.payoffs.insert(game_.payoffs.end(), tree.payoffs.begin(), tree.payoffs.end());
    for (std::uint32_t q = 0; q < game_.num_quantities; ++q) {
      game_.indicators.push_back(q == tree.outcome ? Rational(1) : Rational(0));
    }
  }

  game::NumericGame<Rational> game_;
  std::map<std::string, std::uint32_t> index_;
};

}  // namespace parley::test
