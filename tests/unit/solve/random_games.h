// SPDX-License-Identifier: Apache-2.0
// Small random games with hidden and simultaneous moves, chance, early ends and many ties.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "game_builder.h"

namespace parley::test {

/// Plays are sequences of steps. A player knows its own picks and the labels shown to it, in order, so recall is
/// perfect. With `shuffled`, chance first draws, unseen, in which order two of the steps are made: such a game has
/// information sets that stand above one another both ways.
class RandomGame {
 public:
  RandomGame(std::uint64_t seed, bool shuffled) : random_(seed), shuffled_(shuffled) {
    num_players_ = pick(2, 3);
    const std::uint32_t num_steps = pick(2, 5);
    top_payoff_ = pick(1, 6);
    for (std::uint32_t k = 0; k < num_steps; ++k) add_step(k);
    if (shuffled_) steps_[1].block = steps_[0].block;
    for (std::uint32_t i = 0; i < num_players_; ++i) {
      payoff_steps_.push_back({pick(0, num_steps - 1), pick(0, num_steps - 1)});
      by_end_.push_back(pick(0, 2) > 0);
    }
  }

  game::NumericGame<Rational> build() {
    std::vector<std::uint32_t> order(steps_.size());
    for (std::uint32_t k = 0; k < order.size(); ++k) order[k] = k;
    Tree tree;
    if (shuffled_) {
      auto other = order;
      std::swap(other[0], other[1]);
      tree = chance({Rational::ratio(1, 2), Rational::ratio(1, 2)}, {grow(order, 0, {}), grow(other, 0, {})});
    } else {
      tree = grow(order, 0, {});
    }
    return GameBuilder(num_players_, 3, sets_).build(tree);
  }

 private:
  struct Step {
    bool is_chance = false;
    std::uint32_t player = 0, num_labels = 2, block = 0;
    std::vector<bool> shown_to;
    std::uint32_t skip_step = 99, skip_label = 0;  // skipped where that step showed that label
    std::uint32_t stop_label = 99;                 // the play ends after this label
  };
  struct Pick {
    std::uint32_t step, label;
  };

  std::uint32_t pick(std::uint32_t low, std::uint32_t high) {
    return low + static_cast<std::uint32_t>(random_() % (high - low + 1));
  }

  void add_step(std::uint32_t k) {
    Step step;
    step.is_chance = pick(0, 3) == 0 && !(shuffled_ && k < 2);
    step.player = shuffled_ && k < 2 ? k : pick(0, num_players_ - 1);
    step.num_labels = pick(0, 3) == 0 ? 3 : 2;
    const bool same_block = k > 0 && pick(0, 3) == 0;
    step.block = k == 0 ? 0 : steps_.back().block + (same_block ? 0 : 1);
    for (std::uint32_t i = 0; i < num_players_; ++i) step.shown_to.push_back(pick(0, 2) == 0);
    if (k > 0 && pick(0, 3) == 0 && steps_[0].block < step.block) {
      step.skip_step = pick(0, k - 1);
      step.skip_label = pick(0, 1);
      if (steps_[step.skip_step].block == step.block) step.skip_step = 99;
    }
    if (pick(0, 3) == 0) step.stop_label = pick(0, 1);
    steps_.push_back(step);
  }

  Tree grow(const std::vector<std::uint32_t>& order, std::size_t at, const std::vector<Pick>& played) {
    if (at == order.size()) return finish(played);
    const std::uint32_t k = order[at];
    const Step& step = steps_[k];
    for (const Pick& past : played) {
      if (past.step == step.skip_step && past.label == step.skip_label) return grow(order, at + 1, played);
    }
    std::vector<Tree> branches;
    for (std::uint32_t label = 0; label < step.num_labels; ++label) {
      auto next = played;
      next.push_back({k, label});
      branches.push_back(label == step.stop_label ? finish(next) : grow(order, at + 1, next));
    }
    if (step.is_chance) {
      // Eighths are exact in floating point, so that the brute force needs no tolerance.
      const auto first = static_cast<int>(pick(1, 6));
      std::vector<Rational> probs{Rational::ratio(first, 8)};
      if (step.num_labels == 3) probs.push_back(Rational::ratio(1, 8));
      Rational rest(1);
      for (const Rational& prob : probs) rest -= prob;
      probs.push_back(rest);
      return chance(std::move(probs), std::move(branches));
    }
    return choice(set_of(k, played), std::move(branches));
  }

  std::string set_of(std::uint32_t k, const std::vector<Pick>& played) {
    const Step& step = steps_[k];
    std::string name = std::to_string(k);
    for (const Pick& past : played) {
      const Step& other = steps_[past.step];
      const bool own = !other.is_chance && other.player == step.player;
      if (own || (other.block < step.block && other.shown_to[step.player])) {
        name += " " + std::to_string(past.step) + ":" + std::to_string(past.label);
      }
    }
    if (std::ranges::none_of(sets_, [&](const SetSpec& set) { return set.name == name; })) {
      sets_.push_back({name, step.player, step.block});
    }
    return name;
  }

  /// Payoffs in -1 .. 5, fewer in some games, that hang on two steps or on the whole play.
  Tree finish(const std::vector<Pick>& played) {
    std::vector<Rational> payoffs;
    for (std::uint32_t i = 0; i < num_players_; ++i) {
      std::string key = std::to_string(i);
      for (const Pick& past : played) {
        if (by_end_[i] || past.step == payoff_steps_[i].first || past.step == payoff_steps_[i].second) {
          key += " " + std::to_string(past.step) + ":" + std::to_string(past.label);
        }
      }
      const auto [known, is_new] = payoffs_.emplace(key, 0);
      if (is_new) known->second = static_cast<int>(pick(0, top_payoff_)) - 1;
      payoffs.emplace_back(known->second);
    }
    return end(std::move(payoffs), pick(0, 2));
  }

  std::mt19937_64 random_;
  bool shuffled_;
  std::uint32_t num_players_ = 2, top_payoff_ = 3;
  std::vector<Step> steps_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> payoff_steps_;
  std::vector<bool> by_end_;
  std::map<std::string, int> payoffs_;
  std::vector<SetSpec> sets_;
};

}  // namespace parley::test
