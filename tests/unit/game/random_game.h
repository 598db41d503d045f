// SPDX-License-Identifier: Apache-2.0
// Random parametric games for tests: trees and merged graphs with chance, guards and choices that are not always there.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "parley/game/parametric.h"
#include "random_program.h"

namespace parley::test {

/// Grows a game level by level: all nodes of a level are of one kind, those of a level of decisions are one player's
/// and stand in random information sets. Inputs lie in [0, 1]. Every draw of it keeps the rules: where a branch is not
/// in the game, payoffs behind it may be infinite or undefined.
class RandomGame {
 public:
  RandomGame(RandomSource& random, bool merged) : random_(random), merged_(merged) {
    game_.program = game::Program(num_inputs);
    const std::uint32_t num_players = 1 + random_.below(4);
    for (std::uint32_t p = 0; p < num_players; ++p) game_.players.push_back("player");
    game_.steps.push_back({"step", {"step"}, {"a", "b", "c", "d"}, {}});
    game_.chances.push_back({0, 0});
  }

  static constexpr std::uint32_t num_inputs = 4;

  game::ParametricGame build(std::uint32_t num_levels) {
    std::vector<Open> level{{add_node(), always()}};
    for (std::uint32_t depth = 0; depth < num_levels && !level.empty(); ++depth) level = add_level(level, depth);
    for (const Open& node : level) end(node);
    return std::move(game_);
  }

 private:
  static constexpr std::size_t widest = 60;
  /// A node that has no edges yet, and a condition that holds in every draw that it is in the game of.
  struct Open {
    std::uint32_t node;
    game::Slot in_game;
  };
  /// The branches of the nodes of a level: chances, or conditions.
  using Branches = std::vector<game::Slot>;

  game::Slot always() { return game_.program.exact(1); }
  game::Slot input() { return game_.program.input(random_.below(num_inputs)); }
  game::Slot condition() {
    return random_.one_in(6) ? game_.program.exact(random_.below(2))
                             : game_.program.binary(game::Op::less, input(), game_.program.constant(random_.uniform()));
  }
  game::Slot both(game::Slot a, game::Slot b) { return game_.program.binary(game::Op::logical_and, a, b); }

  std::uint32_t add_node() {
    game_.nodes.emplace_back();
    return static_cast<std::uint32_t>(game_.nodes.size() - 1);
  }

  /// A chance that is 0 in some draws and 1 in others.
  game::Slot share() {
    game::Program& program = game_.program;
    if (random_.one_in(4)) return program.constant(std::vector{0.0, 0.25, 0.5, 1.0}[random_.below(4)]);
    const game::Slot x = input();
    const game::Slot never = program.binary(game::Op::less, x, program.constant(0.2));
    const game::Slot surely = program.binary(game::Op::less, program.constant(0.8), x);
    return program.select(never, program.exact(0), program.select(surely, program.exact(1), x));
  }

  Branches chances(std::uint32_t num) {
    game::Program& program = game_.program;
    Branches out;
    game::Slot rest = program.exact(1);
    for (std::uint32_t k = 0; k + 1 < num; ++k) {
      const game::Slot here = share();
      out.push_back(program.multiply(rest, here));
      rest = program.multiply(rest, program.subtract(program.exact(1), here));
    }
    out.push_back(rest);
    return out;
  }

  Branches available(std::uint32_t num) {
    Branches out;
    const std::uint32_t always_there = random_.below(num);
    for (std::uint32_t k = 0; k < num; ++k) {
      out.push_back(k == always_there || random_.one_in(2) ? always() : condition());
    }
    return out;
  }

  Branches guard() {
    const game::Slot holds = condition();
    return {holds, game_.program.unary(game::Op::logical_not, holds)};
  }

  std::vector<Open> add_level(const std::vector<Open>& level, std::uint32_t depth) {
    const auto kind = std::vector{game::NodeKind::chance, game::NodeKind::guard, game::NodeKind::decision,
                                  game::NodeKind::decision}[random_.below(4)];
    const std::uint32_t num = kind == game::NodeKind::guard ? 2 : 1 + random_.below(4);
    if (kind != game::NodeKind::decision) {
      std::vector<Branches> tables;
      for (int i = 0; i < 2; ++i) tables.push_back(kind == game::NodeKind::guard ? guard() : chances(num));
      return add_nodes(level, kind, [&](const Open&) { return std::pair(0U, tables[random_.below(2)]); });
    }
    const auto first = static_cast<std::uint32_t>(game_.infosets.size());
    const std::uint32_t num_sets = 1 + random_.below(static_cast<std::uint32_t>(level.size()));
    const std::uint32_t player = random_.below(static_cast<std::uint32_t>(game_.num_players()));
    for (std::uint32_t h = 0; h < num_sets; ++h) {
      game::Infoset& set = game_.infosets.emplace_back();
      set.player = game::PlayerId{player};
      set.step = 0;
      set.block = depth;
      set.available = available(num);
      for (std::uint32_t a = 0; a < num; ++a) set.actions.push_back(a);
    }
    return add_nodes(level, kind, [&](const Open& open) {
      const std::uint32_t h = first + random_.below(num_sets);
      game_.infosets[h].nodes.push_back(game::NodeId{open.node});
      return std::pair(h, Branches(game_.infosets[h].available));
    });
  }

  template <class Choose>
  std::vector<Open> add_nodes(const std::vector<Open>& level, game::NodeKind kind, Choose choose) {
    std::vector<Open> next;
    for (const Open& open : level) {
      if (random_.one_in(8) || next.size() > widest) {
        end(open);
        continue;
      }
      const auto [place, branches] = choose(open);
      game_.nodes[open.node] = {kind, static_cast<std::uint32_t>(game_.edges.size()),
                                static_cast<std::uint32_t>(branches.size()), place};
      for (std::uint32_t k = 0; k < branches.size(); ++k) {
        const game::Slot taken = kind == game::NodeKind::chance
                                     ? game_.program.binary(game::Op::less, game_.program.exact(0), branches[k])
                                     : branches[k];
        game::Edge edge{game::NodeId{follow(next, both(open.in_game, taken))}, k, branches[k], branches[k]};
        game_.edges.push_back(edge);
      }
    }
    return next;
  }

  std::uint32_t follow(std::vector<Open>& next, game::Slot in_game) {
    if (merged_ && !next.empty() && !random_.one_in(3)) {
      Open& shared = next[random_.below(static_cast<std::uint32_t>(next.size()))];
      shared.in_game = game_.program.binary(game::Op::logical_or, shared.in_game, in_game);
      return shared.node;
    }
    next.push_back({add_node(), in_game});
    return next.back().node;
  }

  void end(const Open& open) {
    game::Program& program = game_.program;
    game::Terminal terminal;
    for (std::size_t p = 0; p < game_.num_players(); ++p) {
      game::Slot payoff = program.constant(static_cast<double>(random_.below(5)));
      if (!random_.one_in(3)) payoff = program.multiply(program.constant(random_.between(-10.0, 10.0)), input());
      if (random_.one_in(2)) payoff = program.add(payoff, input());
      terminal.payoffs.push_back(program.divide(payoff, open.in_game));
    }
    game_.nodes[open.node] = {game::NodeKind::terminal, 0, 0, static_cast<std::uint32_t>(game_.terminals.size())};
    game_.terminals.push_back(std::move(terminal));
  }

  RandomSource& random_;
  bool merged_;
  game::ParametricGame game_;
};

}  // namespace parley::test
