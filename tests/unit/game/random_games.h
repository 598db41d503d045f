// SPDX-License-Identifier: Apache-2.0
// Small random trees with perfect recall, and what brute force says of them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "parley/game/extensive_game.h"
#include "parley/game/profile.h"

namespace parley::test {

/// Splitmix64 (Steele, Lea and Flood 2014): the same numbers on every machine.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(next() % bound); }

 private:
  std::uint64_t state_;
};

/// Nodes of a player join an information set only where its own moves before are the same, so recall is perfect.
class RandomTree {
 public:
  RandomTree(std::uint64_t seed, std::uint32_t num_players, std::uint32_t depth) : random_(seed), depth_(depth) {
    game_.title = "random";
    for (std::uint32_t p = 0; p < num_players; ++p) game_.players.push_back("p" + std::to_string(p + 1));
    numbers_.assign(num_players + 1, 0);
    grow(std::vector<std::string>(num_players), 0);
  }
  [[nodiscard]] const game::ExtensiveGame& game() const { return game_; }

 private:
  std::uint32_t grow(const std::vector<std::string>& own, std::uint32_t level) {
    const auto index = static_cast<std::uint32_t>(game_.nodes.size());
    game_.nodes.emplace_back();
    const auto players = static_cast<std::uint32_t>(game_.players.size());
    if (level == depth_ || (level > 0 && random_.below(6) == 0)) {
      game_.nodes[index].outcome = outcome();
      return index;
    }
    if (random_.below(5) == 0) game_.nodes[index].outcome = outcome();  // an outcome on the way
    const std::uint32_t mover = random_.below(players + 1);
    const bool chance = mover == players;
    const std::uint32_t infoset = chance ? chance_infoset() : decision_infoset(mover, own[mover]);
    game_.nodes[index].kind = chance ? game::NodeKind::chance : game::NodeKind::decision;
    game_.nodes[index].infoset = infoset;
    for (std::size_t a = 0; a < game_.infosets[infoset].actions.size(); ++a) {
      std::vector<std::string> after = own;
      if (!chance) after[mover] += std::to_string(infoset) + "." + std::to_string(a) + " ";
      const std::uint32_t child = grow(after, level + 1);
      game_.nodes[index].children.push_back(child);
    }
    return index;
  }

  std::uint32_t outcome() {
    game::ExtensiveGame::Outcome outcome;
    outcome.number = static_cast<std::int64_t>(game_.outcomes.size()) + 1;
    for (std::size_t p = 0; p < game_.players.size(); ++p) {
      outcome.payoffs.push_back(
          Rational::ratio(static_cast<std::int64_t>(random_.below(13)) - 6, 1 + random_.below(2)));
    }
    game_.outcomes.push_back(std::move(outcome));
    return static_cast<std::uint32_t>(game_.outcomes.size() - 1);
  }

  std::uint32_t chance_infoset() {
    game::ExtensiveGame::Infoset infoset;
    infoset.number = ++numbers_.back();
    const std::uint32_t first = random_.below(5);  // 0: a branch that is never taken
    infoset.actions = {"a", "b"};
    infoset.probs = {Rational::ratio(first, 5), Rational::ratio(5 - first, 5)};
    game_.infosets.push_back(std::move(infoset));
    return static_cast<std::uint32_t>(game_.infosets.size() - 1);
  }

  std::uint32_t decision_infoset(std::uint32_t player, const std::string& own) {
    const std::uint32_t actions = 2 + (random_.below(4) == 0 ? 1 : 0);
    std::vector<std::uint32_t>& known = sets_[{player, own, actions}];
    if (!known.empty() && random_.below(3) != 0) return known[random_.below(static_cast<std::uint32_t>(known.size()))];
    game::ExtensiveGame::Infoset infoset;
    infoset.player = player;
    infoset.number = ++numbers_[player];
    for (std::uint32_t a = 0; a < actions; ++a) infoset.actions.push_back("a" + std::to_string(a + 1));
    game_.infosets.push_back(std::move(infoset));
    known.push_back(static_cast<std::uint32_t>(game_.infosets.size() - 1));
    return known.back();
  }

  Random random_;
  std::uint32_t depth_;
  game::ExtensiveGame game_;
  std::vector<std::int64_t> numbers_;
  std::map<std::tuple<std::uint32_t, std::string, std::uint32_t>, std::vector<std::uint32_t>> sets_;
};

/// Each row: 0, 1 or fractions with a small denominator.
inline game::StrategyProfile<Rational> random_profile(const game::NumericGame<Rational>& game, Random& random,
                                                      bool pure) {
  game::StrategyProfile<Rational> profile;
  for (const auto& infoset : game.infosets) {
    std::vector<std::uint32_t> weights(infoset.num_actions, 0);
    weights[random.below(infoset.num_actions)] = 1;
    std::uint32_t sum = 1;
    for (std::uint32_t& weight : weights) {
      const std::uint32_t more = pure ? 0 : random.below(3);
      weight += more;
      sum += more;
    }
    auto& row = profile.probs.emplace_back();
    for (const std::uint32_t weight : weights) row.push_back(Rational::ratio(weight, sum));
  }
  return profile;
}

/// Expected payoff from a node on, by the definition.
inline Rational expected(const game::NumericGame<Rational>& game, const game::StrategyProfile<Rational>& profile,
                         std::uint32_t player, std::uint32_t n = 0) {
  const auto& node = game.nodes[n];
  if (node.kind == game::NodeKind::terminal) return game.payoffs[node.place * game.num_players + player];
  Rational sum;
  const auto edges = game.edges_of(n);
  for (std::size_t k = 0; k < edges.size(); ++k) {
    const Rational& p = node.kind == game::NodeKind::chance ? edges[k].prob : profile.probs[node.place][k];
    if (!p.is_zero()) sum += p * expected(game, profile, player, edges[k].to);
  }
  return sum;
}

/// Chance of coming to each node, by the definition.
inline void spread(const game::NumericGame<Rational>& game, const game::StrategyProfile<Rational>& profile,
                   const Rational& chance, std::uint32_t n, std::vector<Rational>& out) {
  out[n] += chance;
  const auto edges = game.edges_of(n);
  for (std::size_t k = 0; k < edges.size(); ++k) {
    const bool nature = game.nodes[n].kind == game::NodeKind::chance;
    spread(game, profile, chance * (nature ? edges[k].prob : profile.probs[game.nodes[n].place][k]), edges[k].to, out);
  }
}

inline std::uint64_t num_pure_plans(const game::NumericGame<Rational>& game, std::uint32_t player) {
  std::uint64_t count = 1;
  for (const auto& infoset : game.infosets) {
    if (infoset.player == player) count *= infoset.num_actions;
  }
  return count;
}

/// The most that any of the player's pure plans gets.
inline Rational best_plan_by_enumeration(const game::NumericGame<Rational>& game,
                                         game::StrategyProfile<Rational> profile, std::uint32_t player) {
  Rational best;
  for (std::uint64_t plan = 0; plan < num_pure_plans(game, player); ++plan) {
    std::uint64_t rest = plan;
    for (std::size_t h = 0; h < game.infosets.size(); ++h) {
      if (game.infosets[h].player != player) continue;
      profile.probs[h].assign(game.infosets[h].num_actions, Rational());
      profile.probs[h][rest % game.infosets[h].num_actions] = Rational(1);
      rest /= game.infosets[h].num_actions;
    }
    const Rational value = expected(game, profile, player);
    if (plan == 0 || best < value) best = value;
  }
  return best;
}

inline constexpr std::uint64_t most_plans = 600;  // keeps the enumeration of all plans fast

/// Calls `check` for random games that are small enough to enumerate, with a random profile for each.
template <class Check>
std::size_t for_random_games(std::uint64_t seeds, bool pure, const Check& check) {
  std::size_t checked = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const RandomTree tree(seed, 1 + static_cast<std::uint32_t>(seed % 3), 5);
    const auto game = game::numeric(tree.game());
    EXPECT_TRUE(game) << game.error().message;
    std::uint64_t plans = 1;
    for (std::uint32_t p = 0; p < game->num_players; ++p) plans = std::max(plans, num_pure_plans(*game, p));
    if (plans > most_plans) continue;
    Random random(seed + 1000);
    check(*game, random_profile(*game, random, pure));
    ++checked;
  }
  return checked;
}

}  // namespace parley::test
