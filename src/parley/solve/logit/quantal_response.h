// SPDX-License-Identifier: Apache-2.0
// What each choice is worth where everybody plays every choice with some chance, and how that moves with the log-odds.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "parley/game/numeric_game.h"

namespace parley::solve::logit {

/// The play is given by log-odds: for every information set and every action but the first, log p(action) - log
/// p(first). Chances of coming to a node are kept as logarithms, so that beliefs are right however unlikely the set is.
///
/// A choice may be ruled out: it is played with chance 0, and its log-odds only say how likely it is compared with
/// other ruled-out choices, for beliefs where play does not come. Where play comes, what follows a ruled-out choice has
/// no part in the belief.
class QuantalResponse {
 public:
  /// Needs    perfect recall; `game` must outlive it. Memory: O(nodes * unknowns * players).
  explicit QuantalResponse(const game::NumericGame<double>& game);

  [[nodiscard]] std::size_t num_unknowns() const { return num_unknowns_; }
  [[nodiscard]] std::size_t num_sets() const { return sets_.size(); }
  [[nodiscard]] std::uint32_t num_actions(std::size_t h) const { return sets_[h].num_actions; }
  /// The unknown of action a > 0.
  [[nodiscard]] std::size_t unknown(std::size_t h, std::uint32_t a) const { return sets_[h].first_unknown + a - 1; }
  /// Largest range of a player's payoffs; 1 where no payoff varies.
  [[nodiscard]] double scale() const { return scale_; }

  /// Adds to every payoff of the ends a fixed amount in [-size, size]: the same pattern for every game of this shape.
  void move_payoffs(double size);

  /// by set and action: true where the choice is ruled out. Empty: none is.
  void rule_out(std::vector<std::vector<bool>> ruled_out);
  /// Cost     O(edges * players), with gradients times the unknowns below and above.
  void evaluate(std::span<const double> log_odds, bool with_gradients);

  // What `evaluate` found:
  [[nodiscard]] double prob(std::size_t h, std::uint32_t a) const { return probs_[sets_[h].first_action + a]; }
  [[nodiscard]] double log_prob(std::size_t h, std::uint32_t a) const { return log_probs_[sets_[h].first_action + a]; }
  [[nodiscard]] std::vector<double> beliefs_at(std::size_t h) const {
    const auto first = beliefs_.begin() + static_cast<std::ptrdiff_t>(sets_[h].first_node);
    return {first, first + static_cast<std::ptrdiff_t>(sets_[h].nodes.size())};
  }
  /// To the mover, given its belief and everybody's play afterwards.
  [[nodiscard]] double value(std::size_t h, std::uint32_t a) const { return values_[sets_[h].first_action + a]; }
  /// By unknown.
  [[nodiscard]] std::span<const double> gradient(std::size_t h, std::uint32_t a) const {
    return {gradients_.data() + (sets_[h].first_action + a) * num_unknowns_, num_unknowns_};
  }
  /// Of the best choice over what is played, at the set where that is largest.
  [[nodiscard]] double largest_gain() const;

 private:
  /// Unknowns that what follows a node can depend on: they are numbered so that these lie together.
  struct Range {
    std::size_t first = 0, last = 0;
    void cover(const Range& other);
  };
  /// Information sets that stand above a node, in rising order: a part of passed_.
  struct Passed {
    std::uint32_t first = 0, count = 0;
  };
  struct Node {
    game::NodeKind kind = game::NodeKind::terminal;
    std::uint32_t first_edge = 0, num_edges = 0;
    std::uint32_t place = 0;  // decision: set; terminal: index
    std::uint32_t first_in = 0, num_in = 0;
    Passed above;
    Range below;
    std::uint64_t asked_by =
        0;  // by player (those past 63 share a bit): it moves above, so that its worth is asked for
  };
  struct In {
    std::uint32_t from = 0, action = 0;  // the edge's index at its node
  };
  struct Edge {
    std::uint32_t to = 0;
    double prob = 0.0, log_prob = 0.0;
  };
  struct Set {
    std::uint32_t player = 0, num_actions = 0;
    std::size_t first_unknown = 0, first_action = 0, first_node = 0;
    std::vector<std::uint32_t> nodes;
    std::vector<std::uint32_t> above;  // sets above any of its nodes
  };

  void number_unknowns();
  void find_above();
  void find_below();
  [[nodiscard]] Passed keep(std::vector<std::uint32_t> sets);
  void add(double* to, double weight, const double* from, std::span<const std::uint32_t> sets) const;
  void clear(double* row, std::span<const std::uint32_t> sets) const;
  [[nodiscard]] std::span<const std::uint32_t> above(const Node& node) const {
    return {passed_.data() + node.above.first, node.above.count};
  }
  [[nodiscard]] static std::uint64_t bit_of(std::uint32_t player) { return std::uint64_t{1} << std::min(player, 63U); }
  void find_probs(std::span<const double> log_odds);
  void find_reach(bool with_gradients);
  void arrive(std::uint32_t n, bool with_gradients);
  [[nodiscard]] bool is_played(const In& in) const;
  void add_reach_gradient(const In& in, double weight, double* to) const;
  void find_worth(bool with_gradients);
  void find_values(bool with_gradients);
  [[nodiscard]] double log_reach_by(const In& in) const;
  [[nodiscard]] double* reach_gradient(std::uint32_t n) { return reach_gradients_.data() + n * num_unknowns_; }
  [[nodiscard]] const double* reach_gradient(std::uint32_t n) const {
    return reach_gradients_.data() + n * num_unknowns_;
  }
  [[nodiscard]] double& worth(std::uint32_t n, std::uint32_t player) { return worth_[n * num_players_ + player]; }
  [[nodiscard]] double* worth_gradient(std::uint32_t n, std::uint32_t player) {
    return worth_gradients_.data() + (std::size_t{n} * num_players_ + player) * num_unknowns_;
  }
  [[nodiscard]] bool is_ruled_out(std::size_t h, std::uint32_t a) const {
    return !ruled_out_.empty() && ruled_out_[h][a];
  }

  std::uint32_t num_players_ = 0;
  std::size_t num_unknowns_ = 0;
  double scale_ = 1.0;
  std::vector<Node> nodes_;
  std::vector<In> ins_;
  std::vector<Edge> edges_;
  std::vector<Set> sets_;
  std::vector<std::uint32_t> passed_;
  std::vector<double> payoffs_;
  std::vector<std::vector<bool>> ruled_out_;
  std::vector<double> probs_, log_probs_, values_, gradients_;  // by action
  std::vector<double> beliefs_;                                 // by node of a set
  std::vector<bool> is_played_;                                 // by node: play comes there
  std::vector<double> log_reach_, reach_gradients_;             // by node
  std::vector<double> worth_, worth_gradients_;                 // by node and player
  std::vector<double> mean_gradient_;
};

}  // namespace parley::solve::logit
