// SPDX-License-Identifier: Apache-2.0
// What must not change the selected equilibrium of random trees, and what may change it but leaves it an equilibrium.
#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <random>

#include <gmock/gmock.h>

#include "parley/game/certificate.h"
#include "parley/solve/sequential.h"
#include "unit/solve/random_games.h"

namespace parley::solve {
namespace {

using game::NodeKind;
using Game = game::NumericGame<Rational>;

constexpr std::uint64_t num_seeds = 400;  // about half of these games are small and have a core

std::uint32_t below(std::mt19937_64& random, std::size_t n) { return static_cast<std::uint32_t>(random() % n); }

Rational any_payoff(std::mt19937_64& random) {
  return Rational::ratio(static_cast<std::int64_t>(below(random, 1U << 17U)) - (1 << 16), 1 << 10);
}

/// A random tree whose ends all pay something else, in numbers that are exact in floating point. With the few payoffs
/// of RandomGame ties are common; a tie goes to the choice listed first, and equal payoffs of several ends make games
/// with branch points, whose path is traced with payoffs moved in the order of the ends: both turn on the order.
Game tree_without_ties(std::uint64_t seed) {
  Game game = test::RandomGame(seed, seed % 4 == 0).build();
  std::mt19937_64 random(seed);
  for (Rational& payoff : game.payoffs) payoff = any_payoff(random);
  return game;
}

struct Solved {
  SettledSolution settled;
  SequentialSolution solution;
  double range = 0.0;
};

/// Certified by what shares nothing with the solver.
Solved solved(const Game& exact) {
  const auto game = game::in_doubles(exact);
  Solved found{solve_settled(exact, {}, RunContext{}), {}, 0.0};
  found.solution = solve_sequential(game, found.settled, {}, RunContext{});
  EXPECT_TRUE(found.solution.verified);
  found.range = game.largest_payoff_range();
  const auto certificate = game::certify(game, found.solution.profile, found.solution.beliefs);
  EXPECT_LE(certificate.largest_deviation_gain, 1e-8 * found.range);
  EXPECT_LE(certificate.max_regret, 1e-8 * found.range);
  return found;
}

/// Calls `look(game, solved, random)` for each random tree that has a core and is small.
std::size_t for_each_tree(const std::function<void(const Game&, const Solved&, std::mt19937_64&)>& look) {
  std::size_t looked = 0;
  for (std::uint64_t seed = 0; seed < num_seeds && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    const Game game = tree_without_ties(seed);
    if (game.nodes.size() > 80) continue;
    const Solved found = solved(game);
    if (found.solution.core.infosets.empty()) continue;
    std::mt19937_64 random(seed + 1'000'000);
    look(game, found, random);
    ++looked;
  }
  return looked;
}

// The chances of mixed choices solve the equations of indifference to 1e-14 of the range; what that leaves of them is
// the equations' condition, 1e7 at most here. Beliefs where play does not come are those at lambda times the range =
// 1e7, and come close to their limit as one over it.
constexpr double near = 1e-6;

// One factor for all payoffs and a shift for each player are other units of the same utilities.
TEST(LogitEndOfRandomTrees, IsTheSameInOtherUnits) {
  const std::size_t looked = for_each_tree([](const Game& game, const Solved& found, std::mt19937_64& random) {
    Game changed = game;
    const Rational factor = Rational::ratio(1 + below(random, 1000), 1 + below(random, 1000));
    std::vector<Rational> shifts;
    for (std::uint32_t p = 0; p < game.num_players; ++p) shifts.push_back(any_payoff(random));
    for (std::size_t k = 0; k < game.payoffs.size(); ++k) {
      changed.payoffs[k] = game.payoffs[k] * factor + shifts[k % game.num_players];
    }
    const Solved other = solved(changed);
    for (std::size_t h = 0; h < game.infosets.size(); ++h) {
      EXPECT_EQ(other.solution.core.roles[h], found.solution.core.roles[h]);
      EXPECT_THAT(other.solution.profile.probs[h],
                  testing::Pointwise(testing::DoubleNear(near), found.solution.profile.probs[h]));
      EXPECT_THAT(other.solution.beliefs.probs[h],
                  testing::Pointwise(testing::DoubleNear(near), found.solution.beliefs.probs[h]));
    }
  });
  EXPECT_GT(looked, 100U);
}

/// Where everything goes: by old place, the new one.
struct Relabelling {
  std::vector<std::uint32_t> players, infosets, nodes, ends;
  std::vector<std::vector<std::uint32_t>> actions;  // by old information set
};

std::vector<std::uint32_t> shuffled(std::size_t size, std::mt19937_64& random) {
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::shuffle(order, random);
  return order;
}

/// Edges lead to later nodes in the new order too.
std::vector<std::uint32_t> another_order(const Game& game, std::mt19937_64& random) {
  std::vector<std::uint32_t> new_place(game.nodes.size()), ready{0};
  for (std::uint32_t next = 0; !ready.empty(); ++next) {
    std::swap(ready[below(random, ready.size())], ready.back());
    const std::uint32_t n = ready.back();
    ready.pop_back();
    new_place[n] = next;
    for (const auto& edge : game.edges_of(n)) ready.push_back(edge.to);
  }
  return new_place;
}

Relabelling any_relabelling(const Game& game, std::mt19937_64& random) {
  Relabelling to{shuffled(game.num_players, random),
                 shuffled(game.infosets.size(), random),
                 another_order(game, random),
                 shuffled(game.payoffs.size() / game.num_players, random),
                 {}};
  for (const auto& set : game.infosets) to.actions.push_back(shuffled(set.num_actions, random));
  return to;
}

Game relabelled(const Game& game, const Relabelling& to) {
  Game changed = game;
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    auto& set = changed.infosets[to.infosets[h]] = game.infosets[h];
    set.player = to.players[set.player];
    for (std::size_t a = 0; a < set.num_actions; ++a) set.actions[to.actions[h][a]] = game.infosets[h].actions[a];
    for (std::uint32_t& node : set.nodes) node = to.nodes[node];
    std::ranges::sort(set.nodes);
  }
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    auto& node = changed.nodes[to.nodes[n]] = game.nodes[n];
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      const bool decision = node.kind == NodeKind::decision;
      const std::uint32_t place = decision ? to.actions[node.place][k] : node.num_edges - 1 - k;
      auto& edge = changed.edges[node.first_edge + place] = game.edges[node.first_edge + k];
      edge.to = to.nodes[edge.to];
    }
    if (node.kind == NodeKind::decision) node.place = to.infosets[node.place];
    if (node.kind != NodeKind::terminal) continue;
    for (std::uint32_t p = 0; p < game.num_players; ++p) {
      changed.payoffs[to.ends[node.place] * game.num_players + to.players[p]] =
          game.payoffs[node.place * game.num_players + p];
    }
    node.place = to.ends[node.place];
  }
  return changed;
}

// Names and places carry no meaning where nothing ties (see tree_without_ties).
TEST(LogitEndOfRandomTrees, IsTheSameUnderOtherNames) {
  std::size_t moved = 0;
  const std::size_t looked = for_each_tree([&](const Game& game, const Solved& found, std::mt19937_64& random) {
    const Relabelling to = any_relabelling(game, random);
    const Game renamed = relabelled(game, to);
    const Solved other = solved(renamed);
    EXPECT_EQ(found.settled.ties, 0U);
    if (found.solution.payoffs_were_moved || other.solution.payoffs_were_moved) {
      ++moved;  // by the order of the ends
      return;
    }
    for (std::size_t h = 0; h < game.infosets.size(); ++h) {
      const std::uint32_t there = to.infosets[h];
      EXPECT_EQ(other.solution.core.roles[there], found.solution.core.roles[h]);
      for (std::size_t a = 0; a < game.infosets[h].num_actions; ++a) {
        EXPECT_NEAR(other.solution.profile.probs[there][to.actions[h][a]], found.solution.profile.probs[h][a], near);
      }
      for (std::size_t k = 0; k < game.infosets[h].nodes.size(); ++k) {
        const auto& nodes = renamed.infosets[there].nodes;
        const auto place = std::ranges::find(nodes, to.nodes[game.infosets[h].nodes[k]]) - nodes.begin();
        EXPECT_NEAR(other.solution.beliefs.probs[there][static_cast<std::size_t>(place)],
                    found.solution.beliefs.probs[h][k], near);
      }
    }
  });
  EXPECT_GT(looked, 100U);
  EXPECT_LT(moved, looked / 20);
}

/// The game in which information set h has one action more. `lead(n)` says where it leads at node n, from the edges
/// that are there; nodes may be added.
Game with_action(const Game& game, std::uint32_t h, const std::function<std::uint32_t(Game&, std::uint32_t)>& lead) {
  Game changed = game;
  auto& set = changed.infosets[h];
  set.actions.push_back(set.num_actions++);
  changed.edges.clear();
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    const auto edges = game.edges_of(n);
    changed.nodes[n].first_edge = static_cast<std::uint32_t>(changed.edges.size());
    changed.edges.insert(changed.edges.end(), edges.begin(), edges.end());
    if (game.nodes[n].kind != NodeKind::decision || game.nodes[n].place != h) continue;
    const std::uint32_t to = lead(changed, n);
    changed.edges.push_back({to, {}, {}, game.nodes[n].num_edges});
    ++changed.nodes[n].num_edges;
  }
  return changed;
}

std::uint32_t add_end(Game& game, const std::vector<Rational>& payoffs) {
  const auto place = static_cast<std::uint32_t>(game.payoffs.size() / game.num_players);
  game.nodes.push_back({NodeKind::terminal, static_cast<std::uint32_t>(game.edges.size()), 0, place, game::none});
  game.payoffs.insert(game.payoffs.end(), payoffs.begin(), payoffs.end());
  game.indicators.resize(game.indicators.size() + game.num_quantities);
  return static_cast<std::uint32_t>(game.nodes.size()) - 1;
}

/// A choice of set h that ends the game and pays the mover less than any other end does.
Game with_dominated_action(const Game& game, std::uint32_t h, std::mt19937_64& random) {
  return with_action(game, h, [&](Game& changed, std::uint32_t) {
    std::vector<Rational> payoffs;
    for (std::uint32_t p = 0; p < game.num_players; ++p) payoffs.push_back(any_payoff(random));
    payoffs[game.infosets[h].player] = Rational(-65);
    return add_end(changed, payoffs);
  });
}

// A worse choice may change the limit, since on the way there it is played with some chance; where backward induction
// cuts it off before the path begins, and leaves the same core, it changes nothing at all.
TEST(LogitEndOfRandomTrees, WithADominatedChoiceIsAnEquilibriumAndTheSameWhereItIsSettledAway) {
  std::size_t same_cores = 0;
  const std::size_t looked = for_each_tree([&](const Game& game, const Solved& found, std::mt19937_64& random) {
    for (std::uint32_t h = 0; h < game.infosets.size(); ++h) {
      SCOPED_TRACE(h);
      const Solved other = solved(with_dominated_action(game, h, random));
      EXPECT_LE(other.solution.profile.probs[h].back(), 1e-8);
      const auto& roles = found.solution.core.roles;
      if (roles[h] != CoreRole::replaced || other.solution.core.roles != roles) continue;
      ++same_cores;
      for (const std::uint32_t set : found.solution.core.infosets) {
        EXPECT_EQ(other.solution.profile.probs[set], found.solution.profile.probs[set]);
      }
    }
  });
  EXPECT_GT(looked, 100U);
  EXPECT_GT(same_cores, 50U);
}

// The limit is not that of the game without the duplicate: two names for one choice are twice as likely at lambda = 0.
// What comes out is an equilibrium all the same. Both names lead to one node, which nobody can tell apart.
TEST(LogitEndOfRandomTrees, WithADuplicateChoiceIsAnEquilibrium) {
  std::size_t certified = 0;
  for_each_tree([&](const Game& game, const Solved&, std::mt19937_64& random) {
    const std::uint32_t h = below(random, game.infosets.size());
    const std::uint32_t twin = below(random, game.infosets[h].num_actions);
    solved(with_action(game, h, [&](Game&, std::uint32_t n) { return game.edges_of(n)[twin].to; }));
    ++certified;
  });
  EXPECT_GT(certified, 100U);
}

}  // namespace
}  // namespace parley::solve
