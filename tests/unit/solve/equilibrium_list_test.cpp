// SPDX-License-Identifier: Apache-2.0
// Lists of equilibria against brute force, and every entry against what shares nothing with the search.
#include "parley/solve/equilibrium_list.h"

#include <cmath>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "game_builder.h"
#include "parley/game/certificate.h"
#include "parley/solve/refinements.h"
#include "random_games.h"
#include "signalling_games.h"

namespace parley::solve {
namespace {

using test::chance;
using test::choice;
using test::end;
using test::GameBuilder;
using test::Tree;
using Game = game::NumericGame<double>;

EquilibriumList pure_list(const Game& game) {
  ListOptions options;
  options.concept_kind = ListConcept::pure;
  return list_equilibria(game, options, std::nullopt, RunContext{});
}

EquilibriumList pbe_list(const Game& game) {
  ListOptions options;
  options.concept_kind = ListConcept::pbe;
  return list_equilibria(game, options, std::nullopt, RunContext{});
}

void expect_certified(const Game& game, const ListedEquilibrium& one) {
  const auto certificate = game::certify(game, one.profile, one.beliefs);
  EXPECT_LE(certificate.largest_deviation_gain, 1e-8 * game.largest_payoff_range());
  EXPECT_LE(certificate.max_regret, 1e-8 * game.largest_payoff_range());
}

/// Bayes' rule where every choice that is not made is made with chance weight * e^order, e small: what the beliefs of
/// the list must be close to.
void expect_beliefs_of_mistakes(const Game& game, const ListedEquilibrium& one) {
  constexpr long double small = 1e-6L;
  std::vector<long double> reach(game.nodes.size(), 0.0L);
  reach[0] = 1.0L;
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    const auto edges = game.edges_of(n);
    for (std::size_t k = 0; k < edges.size(); ++k) {
      long double step = edges[k].prob;
      if (game.nodes[n].kind == game::NodeKind::decision) {
        const MistakeSize mistake = one.mistakes[game.nodes[n].place][k];
        step = one.profile.probs[game.nodes[n].place][k];
        if (step == 0.0L) {
          step = std::exp(static_cast<long double>(mistake.log_weight)) *
                 std::pow(small, static_cast<long double>(mistake.order));
        }
      }
      reach[edges[k].to] += reach[n] * step;
    }
  }
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    long double sum = 0.0L;
    for (const std::uint32_t n : game.infosets[h].nodes) sum += reach[n];
    for (std::size_t k = 0; k < game.infosets[h].nodes.size(); ++k) {
      // Weights of the search lie within e^20 or so of each other; what is of higher order is smaller still.
      EXPECT_NEAR(one.beliefs.probs[h][k], static_cast<double>(reach[game.infosets[h].nodes[k]] / sum), 1e-2)
          << "set " << h << " node " << k;
    }
  }
}

// ---- signalling games against brute force ----

std::set<std::string> plays_of(const test::SignallingGame& about, const EquilibriumList& list) {
  std::set<std::string> plays;
  for (const ListedEquilibrium& one : list.equilibria) {
    std::vector<std::uint32_t> chosen;
    for (const auto& row : one.profile.probs) {
      chosen.push_back(static_cast<std::uint32_t>(std::ranges::max_element(row) - row.begin()));
    }
    const auto first_reply = chosen.begin() + about.num_types();
    plays.insert(about.play_text({chosen.begin(), first_reply}, {first_reply, chosen.end()}));
  }
  return plays;
}

class Signalling : public testing::TestWithParam<std::int64_t> {};

// Payoffs up to 999 have few ties, up to 3 very many.
TEST_P(Signalling, ListIsThatOfBruteForce) {
  std::size_t entries = 0;
  for (std::uint64_t seed = 1; seed <= 250; ++seed) {
    const test::SignallingGame about(seed, GetParam());
    const Game game = game::in_doubles(about.build());
    const EquilibriumList list = pure_list(game);
    EXPECT_TRUE(list.is_every_pure);
    EXPECT_EQ(plays_of(about, list), about.pure_equilibria()) << "seed " << seed;
    EXPECT_EQ(plays_of(about, list).size(), list.equilibria.size()) << "seed " << seed;
    for (const ListedEquilibrium& one : list.equilibria) {
      EXPECT_EQ(one.standing, Standing::sequential);
      expect_certified(game, one);
      expect_beliefs_of_mistakes(game, one);
    }
    entries += list.equilibria.size();
  }
  EXPECT_GT(entries, 250U);
}

// Equilibria know no unit and no zero: each player's payoffs by a factor of its own, and shifted.
TEST_P(Signalling, ListStaysWhateverThePayoffUnits) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const test::SignallingGame about(seed, GetParam());
    Game game = game::in_doubles(about.build());
    const auto plays = plays_of(about, pure_list(game));
    for (std::size_t k = 0; k < game.payoffs.size(); ++k) {
      game.payoffs[k] = k % 2 == 0 ? 4.0 * game.payoffs[k] - 1000.0 : 0.0625 * game.payoffs[k] + 3.0;
    }
    EXPECT_EQ(plays_of(about, pure_list(game)), plays) << "seed " << seed;
  }
}

/// The game with one more action at a set, the last one, that ends the play and gives everybody `payoff`.
Game with_an_exit(const game::NumericGame<Rational>& exact, std::uint32_t set, double payoff) {
  Game game = game::in_doubles(exact);
  std::vector<Game::Edge> edges;
  const std::size_t num_nodes = game.nodes.size();
  for (std::size_t n = 0; n < num_nodes; ++n) {
    const auto old = game.edges_of(static_cast<std::uint32_t>(n));
    const auto first = static_cast<std::uint32_t>(edges.size());
    edges.insert(edges.end(), old.begin(), old.end());
    if (game.nodes[n].kind == game::NodeKind::decision && game.nodes[n].place == set) {
      auto& exit = edges.emplace_back();
      exit.to = static_cast<std::uint32_t>(game.nodes.size());
      exit.label = game.infosets[set].num_actions;
      auto& end = game.nodes.emplace_back();
      end.place = static_cast<std::uint32_t>(game.payoffs.size() / game.num_players);
      game.payoffs.insert(game.payoffs.end(), game.num_players, payoff);
      game.indicators.insert(game.indicators.end(), game.num_quantities, 0.0);
    }
    game.nodes[n].first_edge = first;
    game.nodes[n].num_edges = static_cast<std::uint32_t>(edges.size()) - first;
  }
  game.edges = std::move(edges);
  game.infosets[set].actions.push_back(game.infosets[set].num_actions++);
  return game;
}

// A dominated action is played in no equilibrium and supports none: beliefs after it are nobody's.
TEST_P(Signalling, ListStaysWithADominatedAction) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const test::SignallingGame about(seed, GetParam());
    const auto exact = about.build();
    const auto plays = plays_of(about, pure_list(game::in_doubles(exact)));
    const auto set = static_cast<std::uint32_t>(seed % exact.infosets.size());
    EXPECT_EQ(plays_of(about, pure_list(with_an_exit(exact, set, -1.0))), plays) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Payoffs, Signalling, testing::Values(999, 3),
                         [](const auto& top) { return "UpTo" + std::to_string(top.param); });

// ---- any game: what sampled mistakes support must be in the list ----

std::string path_text(const Game& game, const std::vector<std::uint32_t>& chosen) {
  std::string text(game.infosets.size(), '-');
  std::vector<std::uint32_t> ahead = {0};
  while (!ahead.empty()) {
    const std::uint32_t n = ahead.back();
    ahead.pop_back();
    const auto edges = game.edges_of(n);
    if (game.nodes[n].kind == game::NodeKind::decision) {
      const std::uint32_t set = game.nodes[n].place;
      text[set] = static_cast<char>('0' + chosen[set]);
      ahead.push_back(edges[chosen[set]].to);
    } else {
      for (const auto& edge : edges) ahead.push_back(edge.to);
    }
  }
  return text;
}

game::StrategyProfile<double> pure_profile(const Game& game, const std::vector<std::uint32_t>& chosen) {
  game::StrategyProfile<double> profile;
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    profile.probs.emplace_back(game.infosets[h].num_actions, 0.0)[chosen[h]] = 1.0;
  }
  return profile;
}

/// Beliefs of mistakes of random whole orders and random weights.
game::Beliefs<double> sampled_beliefs(const Game& game, const std::vector<std::uint32_t>& chosen,
                                      std::mt19937_64& random) {
  std::vector<std::vector<std::pair<int, double>>> mistakes;
  for (const auto& set : game.infosets) {
    auto& row = mistakes.emplace_back();
    for (std::uint32_t a = 0; a < set.num_actions; ++a) {
      row.emplace_back(1 + static_cast<int>(random() % 3), std::exp(static_cast<double>(random() % 9) - 4.0));
    }
  }
  std::vector<std::pair<int, double>> reach(game.nodes.size());
  reach[0] = {0, 1.0};
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    const auto edges = game.edges_of(n);
    for (std::uint32_t k = 0; k < edges.size(); ++k) {
      auto next = reach[n];
      const std::uint32_t set = game.nodes[n].place;
      if (game.nodes[n].kind == game::NodeKind::chance) {
        next.second *= edges[k].prob;
      } else if (chosen[set] != k) {
        next.first += mistakes[set][k].first;
        next.second *= mistakes[set][k].second;
      }
      reach[edges[k].to] = next;
    }
  }
  game::Beliefs<double> beliefs;
  for (const auto& set : game.infosets) {
    int least = 1000;
    double sum = 0.0;
    for (const std::uint32_t n : set.nodes) least = std::min(least, reach[n].first);
    auto& row = beliefs.probs.emplace_back();
    for (const std::uint32_t n : set.nodes) {
      row.push_back(reach[n].first == least ? reach[n].second : 0.0);
      sum += row.back();
    }
    for (double& share : row) share /= sum;
  }
  return beliefs;
}

TEST(EquilibriumList, HasAllThatSampledMistakesSupport) {
  std::size_t sampled = 0, listed = 0, weak = 0, undecided = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Game game = game::in_doubles(test::RandomGame(seed, seed % 5 == 0).build());
    std::size_t num_profiles = 1;
    for (const auto& set : game.infosets) num_profiles *= set.num_actions;
    if (num_profiles > 2000) continue;
    const EquilibriumList list = pure_list(game);
    std::set<std::string> plays;
    for (const ListedEquilibrium& one : list.equilibria) {
      std::vector<std::uint32_t> chosen;
      for (const auto& row : one.profile.probs) {
        chosen.push_back(static_cast<std::uint32_t>(std::ranges::max_element(row) - row.begin()));
      }
      EXPECT_TRUE(plays.insert(path_text(game, chosen)).second) << "twice in the list, seed " << seed;
      undecided += one.standing == Standing::undecided ? 1 : 0;
      if (one.standing != Standing::sequential) continue;
      expect_certified(game, one);
      expect_beliefs_of_mistakes(game, one);
    }
    listed += plays.size();
    for (const ListedEquilibrium& one : pbe_list(game).equilibria) weak += one.standing == Standing::weak_pbe ? 1 : 0;
    std::mt19937_64 random(seed);
    std::vector<std::uint32_t> chosen(game.infosets.size(), 0);
    for (std::size_t k = 0; k < num_profiles; ++k) {
      const std::string path = path_text(game, chosen);
      for (int sample = 0; sample < 20 && !plays.contains(path); ++sample) {
        const auto beliefs = sampled_beliefs(game, chosen, random);
        const auto certificate = game::certify(game, pure_profile(game, chosen), beliefs);
        EXPECT_GT(certificate.largest_deviation_gain, 1e-12) << "seed " << seed << " path " << path;
        ++sampled;
      }
      for (std::size_t h = 0; h < chosen.size() && ++chosen[h] == game.infosets[h].num_actions; ++h) chosen[h] = 0;
    }
  }
  EXPECT_GT(sampled, 2000U);
  EXPECT_GT(listed, 100U);
  RecordProperty("weak", static_cast<int>(weak));
  RecordProperty("undecided", static_cast<int>(undecided));
}

// ---- beliefs that hang together ----

/// One stays out or errs to A or B. Two, seeing that, ends the play or hands on to three, who does not learn more. Two
/// hands on if A has at least 2/3; three is hard if A has at most `most` of three's belief.
Game handed_on(const Rational& most) {
  // hard: A -(1 - most), B most; soft: 0. Best if most (1 - a) >= (1 - most) a, that is a <= most.
  const auto after = [&](const Rational& to_two, const Rational& hard) {
    return choice("two", {end({3, 0, 0}), choice("three", {end({0, to_two, hard}), end({3, to_two, 0})})});
  };
  const Tree a = after(Rational(1), most - Rational(1));
  const Tree b = after(Rational(-2), most);
  return game::in_doubles(
      GameBuilder(3, 1, {{"one", 0, 0}, {"two", 1, 1}, {"three", 2, 2}}).build(choice("one", {end({1, 0, 0}), a, b})));
}

std::vector<Standing> standings_out(const Game& game) {
  std::vector<Standing> standings;
  for (const ListedEquilibrium& one : pbe_list(game).equilibria) {
    if (one.profile.probs[0][0] == 1.0) standings.push_back(one.standing);
  }
  return standings;
}

// Two and three hold the same belief: what is possible set by set is not possible at once.
TEST(EquilibriumList, TellsBeliefsThatDoNotHangTogether) {
  EXPECT_EQ(standings_out(handed_on(Rational::ratio(1, 3))), std::vector{Standing::weak_pbe});
  EXPECT_EQ(standings_out(handed_on(Rational::ratio(3, 4))), std::vector{Standing::sequential});
  EXPECT_EQ(standings_out(handed_on(Rational::ratio(2, 3))), std::vector{Standing::sequential});
  const Game game = handed_on(Rational::ratio(1, 3));
  for (const ListedEquilibrium& one : pure_list(game).equilibria) EXPECT_EQ(one.profile.probs[0][0], 0.0);
}

/// As above with a third way in: two needs A at least `least_a`, three B at least `least_b`, of three nodes.
Game three_ways(const Rational& least_a, const Rational& least_b) {
  const auto after = [&](bool is_a, bool is_b) {
    const Rational to_two = is_a ? Rational(1) - least_a : Rational(0) - least_a;
    const Rational hard = is_b ? Rational(1) - least_b : Rational(0) - least_b;
    return choice("two", {end({3, 0, 0}), choice("three", {end({0, to_two, hard}), end({3, to_two, 0})})});
  };
  return game::in_doubles(
      GameBuilder(3, 1, {{"one", 0, 0}, {"two", 1, 1}, {"three", 2, 2}})
          .build(choice("one", {end({1, 0, 0}), after(true, false), after(false, true), after(false, false)})));
}

TEST(EquilibriumList, FindsOneBeliefForTwoSets) {
  EXPECT_EQ(standings_out(three_ways(Rational::ratio(2, 5), Rational::ratio(2, 5))), std::vector{Standing::sequential});
  EXPECT_EQ(standings_out(three_ways(Rational::ratio(1, 2), Rational::ratio(1, 2))), std::vector{Standing::sequential});
  EXPECT_NE(standings_out(three_ways(Rational::ratio(3, 5), Rational::ratio(3, 5))), std::vector{Standing::sequential});
}

// Selten's horse: (down, across, left) is a Nash equilibrium and rational nowhere off its path.
TEST(EquilibriumList, LeavesOutNashPlayThatIsNotSequential) {
  const Game game = game::in_doubles(
      GameBuilder(3, 1, {{"one", 0, 0}, {"two", 1, 1}, {"three", 2, 2}})
          .build(choice("one", {choice("three", {end({3, 2, 2}), end({0, 0, 0})}),
                                choice("two", {choice("three", {end({4, 4, 0}), end({0, 0, 1})}), end({1, 1, 1})})})));
  for (const EquilibriumList& list : {pure_list(game), pbe_list(game)}) {
    ASSERT_EQ(list.equilibria.size(), 1U);
    EXPECT_EQ(list.equilibria[0].profile.probs[0][1], 1.0);
  }
}

// Trap (b) of the methods: the list of the whole game has what the core lacks.
TEST(EquilibriumList, IsMadeOverTheWholeGame) {
  const Game game = game::in_doubles(
      GameBuilder(3, 1, {{"one", 0, 0}, {"two", 1, 1}, {"three", 2, 2}})
          .build(choice("one", {choice("two", {end({2, 1, 0}), choice("three", {end({0, 0, 0}), end({0, 0, 5})})}),
                                choice("three", {end({3, 0, 1}), end({0, 0, 0})})})));
  std::set<std::size_t> first;
  for (const ListedEquilibrium& one : pure_list(game).equilibria) {
    first.insert(one.profile.probs[0][0] == 1.0 ? 0U : 1U);
  }
  EXPECT_EQ(first, (std::set<std::size_t>{0, 1}));
}

// ---- refinements ----

/// Beer and quiche of Cho and Kreps (1987): strong with 9/10. Both drink beer, or both eat quiche; only the first
/// stands.
Game beer_and_quiche() {
  const auto receiver = [](bool is_strong, bool likes) {
    const int meal = likes ? 1 : 0;
    // Duel or not: 2 more for the sender without a duel; the receiver duels the weak.
    return std::vector<Tree>{end({meal, is_strong ? 0 : 1}), end({meal + 2, is_strong ? 1 : 0})};
  };
  const auto type = [&](const std::string& name, bool is_strong) {
    return choice(name,
                  {choice("beer", receiver(is_strong, is_strong)), choice("quiche", receiver(is_strong, !is_strong))});
  };
  return game::in_doubles(GameBuilder(2, 1, {{"strong", 0, 0}, {"weak", 0, 0}, {"beer", 1, 1}, {"quiche", 1, 1}})
                              .build(chance({Rational::ratio(9, 10), Rational::ratio(1, 10)},
                                            {type("strong", true), type("weak", false)})));
}

TEST(Refinements, BeerPassesAndQuicheFails) {
  const Game game = beer_and_quiche();
  const EquilibriumList list = pure_list(game);
  ASSERT_EQ(list.equilibria.size(), 2U);
  for (const ListedEquilibrium& one : list.equilibria) {
    const bool is_beer = one.profile.probs[0][0] == 1.0;
    EXPECT_EQ(one.profile.probs[1][0], is_beer ? 1.0 : 0.0);
    const Refinements found = refinements_of(game, one);
    EXPECT_TRUE(found.subgame_perfect);
    EXPECT_EQ(found.intuitive_criterion, is_beer ? Refinement::passed : Refinement::failed);
    EXPECT_EQ(found.d1, is_beer ? Refinement::passed : Refinement::failed);
    // Off the path the weak must be likely enough for a duel: at least 1/2.
    const std::size_t unsent = is_beer ? 3 : 2;
    EXPECT_NEAR(one.belief_ranges[unsent][1].low, 0.5, 1e-9);
    EXPECT_NEAR(one.belief_ranges[unsent][1].high, 1.0, 1e-9);
  }
}

// Where both could gain by the message but one by more replies than the other: the intuitive criterion says nothing, D1
// does. High gains for replies of at least 1/4, low for at least 1/2; the receiver pays t to type t.
TEST(Refinements, D1TellsMoreThanTheIntuitiveCriterion) {
  const auto type = [](const std::string& name, int need, bool is_high) {
    return choice(name,
                  {end({0, 0}), choice("asked", {end({-need, is_high ? 0 : 1}), end({4 - need, is_high ? 1 : 0})})});
  };
  const Game game = game::in_doubles(GameBuilder(2, 1, {{"high", 0, 0}, {"low", 0, 0}, {"asked", 1, 1}})
                                         .build(chance({Rational::ratio(1, 2), Rational::ratio(1, 2)},
                                                       {type("high", 1, true), type("low", 2, false)})));
  for (const ListedEquilibrium& one : pure_list(game).equilibria) {
    if (one.profile.probs[0][0] != 1.0 || one.profile.probs[1][0] != 1.0) continue;
    const Refinements found = refinements_of(game, one);
    EXPECT_EQ(found.intuitive_criterion, Refinement::passed);
    EXPECT_EQ(found.d1, Refinement::failed);
    return;
  }
  FAIL() << "nobody asks: not in the list";
}

// ---- limits ----

TEST(EquilibriumList, SaysWhereItWasCut) {
  const Game game = game::in_doubles(test::SignallingGame(3, 999).build());
  ListOptions options;
  options.concept_kind = ListConcept::pure;
  options.most_pure_patterns = 1;
  EXPECT_FALSE(list_equilibria(game, options, std::nullopt, RunContext{}).is_every_pure);
  RunContext stopped;
  stopped.deadline = RunContext::Clock::now();
  const EquilibriumList list = list_equilibria(game, {}, std::nullopt, stopped);
  EXPECT_FALSE(list.is_every_pure);
  EXPECT_EQ(list.termination, Termination::time_limit);
}

TEST(EquilibriumList, OnePlayerHasItsBestPlan) {
  const Game game =
      game::in_doubles(GameBuilder(1, 1, {{"one", 0, 0}}).build(choice("one", {end({0}), end({1}), end({3})})));
  const EquilibriumList list = list_equilibria(game, {}, std::nullopt, RunContext{});
  EXPECT_TRUE(list.is_only_one);
  ASSERT_EQ(list.equilibria.size(), 1U);
  EXPECT_EQ(list.equilibria[0].profile.probs[0][2], 1.0);
}

}  // namespace
}  // namespace parley::solve
