// SPDX-License-Identifier: Apache-2.0
// Settled choices of random games against the definition tried out word by word, and against relabelled games.
#include <functional>
#include <numeric>
#include <set>

#include <gtest/gtest.h>

#include "parley/solve/settled.h"
#include "random_games.h"

namespace parley::solve {
namespace {

using game::NodeKind;
using game::none;

/// language.md, section 9, *Settled*, without any shortcut: all pure ways of everything that is free, chances of
/// reaching a set by walking down from each node. Numbers are small multiples of powers of two, hence exact.
class ByTheWord {
 public:
  explicit ByTheWord(const game::NumericGame<double>& game)
      : game_(game),
        parent_(game.nodes.size(), none),
        action(game.infosets.size(), none),
        tied(game.infosets.size()),
        reached(game.infosets.size()) {
    for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
      for (const auto& edge : game.edges_of(n)) parent_[edge.to] = n;
    }
    solve();
  }

  [[nodiscard]] static std::uint64_t num_profiles(const game::NumericGame<double>& game) {
    std::uint64_t count = 1;
    for (const auto& set : game.infosets) count = std::min<std::uint64_t>(count * set.num_actions, 1U << 30U);
    return count;
  }

 private:
  void solve() {
    std::set<std::uint32_t> blocks;
    for (const auto& set : game_.infosets) blocks.insert(set.block);
    bool changed = true;
    while (changed) {
      changed = false;
      for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
        const auto before = action;
        std::vector<std::uint32_t> found = action;
        for (std::uint32_t h = 0; h < game_.infosets.size(); ++h) {
          if (game_.infosets[h].block == *block && action[h] == none) found[h] = judge(h);
        }
        action = found;
        changed = changed || action != before;
      }
    }
  }

  [[nodiscard]] bool is_choice(std::uint32_t n) const { return game_.nodes[n].kind == NodeKind::decision; }

  [[nodiscard]] bool is_above(std::uint32_t s, std::uint32_t h) const {
    for (std::uint32_t n : game_.infosets[h].nodes) {
      while ((n = parent_[n]) != none) {
        if (is_choice(n) && game_.nodes[n].place == s) return true;
      }
    }
    return false;
  }

  /// Calls `visit` with every pure profile in which the sets of `fixed` play as given (none: free).
  void for_all(const std::vector<std::uint32_t>& fixed,
               const std::function<void(const std::vector<std::uint32_t>&)>& visit) const {
    std::vector<std::uint32_t> profile(fixed.size(), 0);
    for (std::size_t s = 0; s < fixed.size(); ++s) profile[s] = fixed[s] == none ? 0 : fixed[s];
    while (true) {
      visit(profile);
      std::size_t s = 0;
      for (; s < fixed.size(); ++s) {
        if (fixed[s] != none) continue;
        if (++profile[s] < game_.infosets[s].num_actions) break;
        profile[s] = 0;
      }
      if (s == fixed.size()) return;
    }
  }

  [[nodiscard]] double reach_from(std::uint32_t n, std::uint32_t h, const std::vector<std::uint32_t>& profile) const {
    const auto& node = game_.nodes[n];
    if (is_choice(n) && node.place == h) return 1;
    if (node.kind == NodeKind::terminal) return 0;
    if (is_choice(n)) return reach_from(game_.edges_of(n)[profile[node.place]].to, h, profile);
    double total = 0;
    for (const auto& edge : game_.edges_of(n)) total += edge.prob * reach_from(edge.to, h, profile);
    return total;
  }

  [[nodiscard]] bool decides(std::uint32_t s, std::uint32_t h) const {
    bool differs = false;
    for_all(std::vector<std::uint32_t>(game_.infosets.size(), none), [&](const auto& profile) {
      if (differs) return;
      for (const std::uint32_t n : game_.infosets[s].nodes) {
        const auto edges = game_.edges_of(n);
        for (const auto& edge : edges) {
          differs = differs || reach_from(edge.to, h, profile) != reach_from(edges[0].to, h, profile);
        }
      }
    });
    return differs;
  }

  [[nodiscard]] double value(std::uint32_t n, std::uint32_t player, const std::vector<std::uint32_t>& profile) const {
    const auto& node = game_.nodes[n];
    if (node.kind == NodeKind::terminal) return game_.payoffs[node.place * game_.num_players + player];
    if (is_choice(n)) return value(game_.edges_of(n)[profile[node.place]].to, player, profile);
    double total = 0;
    for (const auto& edge : game_.edges_of(n)) total += edge.prob * value(edge.to, player, profile);
    return total;
  }

  [[nodiscard]] double weight(std::uint32_t n, std::uint32_t player, const std::vector<std::uint32_t>& profile) const {
    double result = 1;
    for (std::uint32_t above = parent_[n]; above != none; n = above, above = parent_[n]) {
      const auto& node = game_.nodes[above];
      const auto edges = game_.edges_of(above);
      for (std::uint32_t a = 0; a < edges.size(); ++a) {
        if (edges[a].to != n) continue;
        if (node.kind == NodeKind::chance) {
          result *= edges[a].prob;
        } else if (game_.infosets[node.place].player != player && profile[node.place] != a) {
          result = 0;
        }
      }
    }
    return result;
  }

  std::uint32_t judge(std::uint32_t h) {
    const auto& set = game_.infosets[h];
    std::vector<std::uint32_t> fixed(game_.infosets.size(), none);
    for (std::uint32_t s = 0; s < fixed.size(); ++s) {
      if (s == h || action[s] == none) continue;
      const bool frees = game_.infosets[s].player != set.player && is_above(s, h) && decides(s, h);
      if (!frees) fixed[s] = action[s];
    }
    std::vector<bool> best(set.num_actions, true);
    bool any = false;
    for_all(fixed, [&](const auto& profile) {
      std::vector<double> totals(set.num_actions, 0);
      double reach = 0;
      for (const std::uint32_t n : set.nodes) {
        const double w = weight(n, set.player, profile);
        if (w > 0) reached[h].insert(n);
        reach += w;
        const auto edges = game_.edges_of(n);
        for (std::uint32_t a = 0; a < edges.size(); ++a) totals[a] += w * value(edges[a].to, set.player, profile);
      }
      if (reach == 0) return;
      any = true;
      for (std::uint32_t a = 0; a < totals.size(); ++a) {
        for (const double other : totals) best[a] = best[a] && totals[a] >= other;
      }
    });
    tied[h].clear();
    for (std::uint32_t a = 0; a < best.size(); ++a) {
      if (best[a] && any) tied[h].push_back(a);
    }
    const std::uint32_t first = tied[h].empty() ? none : tied[h].front();
    if (tied[h].size() == 1) tied[h].clear();
    return first;
  }

  const game::NumericGame<double>& game_;
  std::vector<std::uint32_t> parent_;

 public:
  std::vector<std::uint32_t> action;             ///< by set: settled on it, or none
  std::vector<std::vector<std::uint32_t>> tied;  ///< by set
  std::vector<std::set<std::uint32_t>> reached;  ///< by set: nodes with positive weight, not yet narrowed
};

void expect_same(const SettledSolution& solution, const SettledSolution& other) {
  ASSERT_EQ(solution.choices.size(), other.choices.size());
  for (std::size_t h = 0; h < solution.choices.size(); ++h) {
    EXPECT_EQ(solution.choices[h].by, other.choices[h].by) << h;
    EXPECT_EQ(solution.choices[h].why, other.choices[h].why) << h;
    EXPECT_EQ(solution.choices[h].action, other.choices[h].action) << h;
    EXPECT_EQ(solution.choices[h].tied, other.choices[h].tied) << h;
    EXPECT_EQ(solution.choices[h].tie_matters, other.choices[h].tie_matters) << h;
  }
}

struct Tally {
  int games = 0, settled = 0, open = 0, by_ways = 0, ties = 0;
};

Tally compare_with_the_word(bool shuffled, int num_games) {
  Tally tally;
  for (std::uint64_t seed = 0; tally.games < num_games; ++seed) {
    const auto exact = test::RandomGame(seed, shuffled).build();
    const auto floating = game::in_doubles(exact);
    if (exact.infosets.empty() || ByTheWord::num_profiles(floating) > 1500) continue;
    ++tally.games;
    const ByTheWord word(floating);
    const auto solution = solve_settled(exact, {}, RunContext{});
    for (std::size_t h = 0; h < exact.infosets.size(); ++h) {
      const SettledChoice& choice = solution.choices[h];
      const bool settled = choice.by != SettledBy::not_settled;
      EXPECT_EQ(settled ? choice.action : none, word.action[h]) << "seed " << seed << " set " << h;
      EXPECT_EQ(choice.tied, word.tied[h]) << "seed " << seed << " set " << h;
      ++(settled ? tally.settled : tally.open);
      tally.by_ways += choice.by == SettledBy::every_way ? 1 : 0;
      tally.ties += choice.tied.empty() ? 0 : 1;
    }
    expect_same(solution, solve_settled(floating, {}, RunContext{}));
    if (testing::Test::HasFailure()) return tally;
  }
  return tally;
}

// Source: language.md, section 9, *Settled*. No tolerance: which sets are settled, on what, and what is tied.
TEST(SettledOnRandomGames, IsTheDefinition) {
  const Tally tally = compare_with_the_word(false, 2000);
  // The games are of use only if all kinds of answers are frequent among them.
  EXPECT_GT(tally.settled, 1000);
  EXPECT_GT(tally.open, 400);
  EXPECT_GT(tally.by_ways, 100);
  EXPECT_GT(tally.ties, 300);
}

TEST(SettledOnRandomGames, IsTheDefinitionWhereMovesHaveNoOrder) {
  const Tally tally = compare_with_the_word(true, 500);
  EXPECT_GT(tally.settled, 300);
  EXPECT_GT(tally.open, 300);
  EXPECT_GT(tally.by_ways, 30);
}

/// The game with equal subtrees stored once, as merged histories are.
game::NumericGame<Rational> merged(const game::NumericGame<Rational>& tree) {
  std::map<std::vector<std::string>, std::uint32_t> known;  // what a node is -> its number, children first
  std::vector<std::uint32_t> number(tree.nodes.size()), original;
  for (auto n = static_cast<std::uint32_t>(tree.nodes.size()); n-- > 0;) {
    const auto& node = tree.nodes[n];
    std::vector<std::string> key{std::to_string(static_cast<int>(node.kind))};
    if (node.kind == NodeKind::decision) key.push_back(std::to_string(node.place));
    for (const auto& edge : tree.edges_of(n)) {
      key.push_back(std::to_string(number[edge.to]) + " " + edge.prob.to_string());
    }
    for (std::uint32_t k = 0; node.kind == NodeKind::terminal && k < tree.num_players; ++k) {
      key.push_back(tree.payoffs[node.place * tree.num_players + k].to_string());
    }
    for (std::uint32_t k = 0; node.kind == NodeKind::terminal && k < tree.num_quantities; ++k) {
      key.push_back(tree.indicators[node.place * tree.num_quantities + k].to_string());
    }
    const auto [found, is_new] = known.emplace(std::move(key), static_cast<std::uint32_t>(original.size()));
    if (is_new) original.push_back(n);
    number[n] = found->second;
  }
  game::NumericGame<Rational> graph = tree;
  graph.nodes.clear();
  graph.edges.clear();
  for (auto& set : graph.infosets) set.nodes.clear();
  const auto last = static_cast<std::uint32_t>(original.size()) - 1;
  for (std::uint32_t id = 0; id <= last; ++id) {
    auto node = tree.nodes[original[last - id]];
    const auto edges = tree.edges_of(original[last - id]);
    node.first_edge = static_cast<std::uint32_t>(graph.edges.size());
    if (node.kind == NodeKind::decision) graph.infosets[node.place].nodes.push_back(id);
    for (auto edge : edges) {
      edge.to = last - number[edge.to];
      graph.edges.push_back(edge);
    }
    graph.nodes.push_back(node);
  }
  return graph;
}

// Histories of one information set with the same future are one node: beliefs add up, and nothing else changes.
TEST(SettledOnMergedGraphs, IsWhatItIsOnTheTree) {
  std::size_t saved = 0;
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    const auto tree = test::RandomGame(seed, seed % 4 == 0).build();
    const auto graph = merged(tree);
    saved += tree.nodes.size() - graph.nodes.size();
    const auto on_tree = solve_settled(tree, {}, RunContext{});
    const auto on_graph = solve_settled(graph, {}, RunContext{});
    expect_same(on_graph, solve_settled(game::in_doubles(graph), {}, RunContext{}));
    for (std::size_t h = 0; h < tree.infosets.size(); ++h) {
      const bool settled = on_tree.choices[h].by != SettledBy::not_settled;
      ASSERT_EQ(settled, on_graph.choices[h].by != SettledBy::not_settled) << "seed " << seed << " set " << h;
      EXPECT_EQ(on_tree.choices[h].why, on_graph.choices[h].why) << "seed " << seed << " set " << h;
      EXPECT_EQ(on_tree.choices[h].action, on_graph.choices[h].action) << "seed " << seed << " set " << h;
      EXPECT_EQ(on_tree.choices[h].tied, on_graph.choices[h].tied) << "seed " << seed << " set " << h;
      EXPECT_EQ(on_tree.choices[h].tie_matters, on_graph.choices[h].tie_matters) << "seed " << seed << " set " << h;
    }
  }
  EXPECT_GT(saved, 5000U);
}

// Preferences are what they are up to a positive factor and a shift.
TEST(SettledUnderAffineChange, OfOnePlayersPayoffsIsTheSame) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const auto game = test::RandomGame(seed, seed % 4 == 0).build();
    auto changed = game;
    const auto player = static_cast<std::uint32_t>(seed % game.num_players);
    for (std::size_t k = player; k < changed.payoffs.size(); k += game.num_players) {
      changed.payoffs[k] = changed.payoffs[k] * Rational::ratio(3, 7) - Rational(11);
    }
    const auto solution = solve_settled(game, {}, RunContext{});
    expect_same(solution, solve_settled(changed, {}, RunContext{}));
    expect_same(solution, solve_settled(game::in_doubles(changed), {}, RunContext{}));
  }
}

/// The same game with information set h called order[h] and every set's actions listed backwards.
game::NumericGame<Rational> relabelled(const game::NumericGame<Rational>& game,
                                       const std::vector<std::uint32_t>& order) {
  auto changed = game;
  for (std::size_t h = 0; h < order.size(); ++h) changed.infosets[order[h]] = game.infosets[h];
  for (auto& node : changed.nodes) {
    if (node.kind != NodeKind::decision) continue;
    node.place = order[node.place];
    std::reverse(changed.edges.begin() + node.first_edge, changed.edges.begin() + node.first_edge + node.num_edges);
  }
  return changed;
}

// Names carry no meaning. Where there is a tie the first listed is taken, so that games with ties may differ.
TEST(SettledUnderRelabelling, IsTheSameWhereNothingTies) {
  int compared = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const auto game = test::RandomGame(seed, seed % 4 == 0).build();
    std::vector<std::uint32_t> order(game.infosets.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::shuffle(order, std::mt19937_64(seed));
    const auto solution = solve_settled(game, {}, RunContext{});
    const auto other = solve_settled(relabelled(game, order), {}, RunContext{});
    if (solution.ties > 0) continue;
    ++compared;
    for (std::size_t h = 0; h < order.size(); ++h) {
      const SettledChoice& choice = other.choices[order[h]];
      EXPECT_EQ(solution.choices[h].by, choice.by);
      // With too many ways the reason is looked for among a few, and which these are hangs on the labels.
      const auto too_many = WhyUnsettled::too_many_ways;
      if (choice.why != too_many && solution.choices[h].why != too_many) {
        EXPECT_EQ(solution.choices[h].why, choice.why);
      }
      if (choice.by == SettledBy::not_settled) continue;
      EXPECT_EQ(solution.choices[h].action, game.infosets[h].num_actions - 1 - choice.action) << seed;
    }
  }
  EXPECT_GT(compared, 300);
}

}  // namespace
}  // namespace parley::solve
