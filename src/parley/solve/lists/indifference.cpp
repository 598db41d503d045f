// SPDX-License-Identifier: Apache-2.0
// Newton's method on the indifferences of a pattern.
#include "parley/solve/lists/indifference.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <ranges>

#include <Eigen/Dense>

namespace parley::solve::lists {

using game::NodeKind;

namespace {

constexpr double least_chance = 1e-9;
constexpr int num_starts = 4;
constexpr int most_steps = 40;

class Indifference {
 public:
  Indifference(const HistoryTree& tree, const Pattern& pattern) : tree_(tree), pattern_(pattern), met_(pattern.size()) {
    find_nodes();
    for (std::uint32_t h = 0; h < pattern.size(); ++h) {
      for (std::size_t k = 1; k < pattern[h].size(); ++k) unknowns_.push_back({h, k});
    }
    const auto& game = tree.game();
    for (std::uint32_t p = 0; p < game.num_players; ++p) ranges_.push_back(game.payoff_range(p));
  }

  std::vector<IndifferentPlay> find() {
    std::vector<IndifferentPlay> plays;
    for (int start = 0; start < num_starts; ++start) {
      auto play = from(start);
      if (!play) continue;
      const bool is_new = std::ranges::none_of(plays, [&](const auto& known) { return is_same(known, *play); });
      if (is_new) plays.push_back(*std::move(play));
      if (!plays.back().is_isolated) break;  // of a continuum one point will do
    }
    return plays;
  }

 private:
  struct Unknown {
    std::uint32_t set = 0;
    std::size_t place = 1;  // in the pattern's list of the set; the first one's chance is what is left
  };

  /// Nodes that the pattern comes to, parents first.
  void find_nodes() {
    std::vector<std::uint32_t> ahead = {0};
    while (!ahead.empty()) {
      const std::uint32_t n = ahead.back();
      ahead.pop_back();
      nodes_.push_back(n);
      const auto& node = tree_.game().nodes[n];
      if (node.kind == NodeKind::decision) {
        met_[node.place].push_back(n);
        for (const std::uint32_t a : pattern_[node.place]) ahead.push_back(tree_.child(n, a));
      } else {
        for (const auto& edge : tree_.game().edges_of(n)) ahead.push_back(edge.to);
      }
    }
    reach_.resize(tree_.game().nodes.size());
    worth_.resize(tree_.game().nodes.size() * tree_.game().num_players);
  }

  void evaluate(const Behaviour& behaviour) {
    const auto& game = tree_.game();
    const std::uint32_t width = game.num_players;
    reach_[0] = 1.0;
    const auto for_branches = [&](std::uint32_t n, const auto& act) {
      const auto& node = game.nodes[n];
      const auto edges = game.edges_of(n);
      if (node.kind == NodeKind::chance) {
        for (const auto& edge : edges) act(edge.to, edge.prob);
      } else if (node.kind == NodeKind::decision) {
        for (const std::uint32_t a : pattern_[node.place]) act(edges[a].to, behaviour[node.place][a]);
      }
    };
    for (const std::uint32_t n : nodes_) {
      for_branches(n, [&](std::uint32_t to, double chance) { reach_[to] = reach_[n] * chance; });
    }
    for (const std::uint32_t n : std::views::reverse(nodes_)) {
      double* worth = worth_.data() + std::size_t{n} * width;
      const auto& node = game.nodes[n];
      if (node.kind == NodeKind::terminal) {
        std::copy_n(game.payoffs.begin() + static_cast<std::ptrdiff_t>(std::size_t{node.place} * width), width, worth);
        continue;
      }
      std::fill_n(worth, width, 0.0);
      for_branches(n, [&](std::uint32_t to, double chance) {
        for (std::uint32_t p = 0; p < width; ++p) worth[p] += chance * worth_[std::size_t{to} * width + p];
      });
    }
  }

  /// By unknown: the chance of coming to its set, and that times what its action gains over the first one.
  struct Gains {
    Eigen::VectorXd weight, weighed_gain;
  };

  Gains gains(const Behaviour& behaviour) {
    evaluate(behaviour);
    Gains found{Eigen::VectorXd::Zero(size()), Eigen::VectorXd::Zero(size())};
    for (Eigen::Index u = 0; u < size(); ++u) {
      const auto [set, place] = unknowns_[static_cast<std::size_t>(u)];
      const std::uint32_t player = tree_.player_of(set);
      const auto worth = [&](std::uint32_t n) { return worth_[std::size_t{n} * tree_.game().num_players + player]; };
      for (const std::uint32_t n : met_[set]) {
        found.weight(u) += reach_[n];
        found.weighed_gain(u) +=
            reach_[n] * (worth(tree_.child(n, pattern_[set][place])) - worth(tree_.child(n, pattern_[set].front())));
      }
    }
    return found;
  }

  [[nodiscard]] Eigen::Index size() const { return static_cast<Eigen::Index>(unknowns_.size()); }

  [[nodiscard]] Behaviour start_at(int start) const {
    Behaviour behaviour(pattern_.size());
    std::uint32_t salt = 0;
    for (std::uint32_t h = 0; h < pattern_.size(); ++h) {
      if (pattern_[h].empty()) continue;
      behaviour[h].assign(tree_.game().infosets[h].num_actions, 0.0);
      double sum = 0.0;
      for (const std::uint32_t a : pattern_[h]) {
        // Uniform play, then points of a sequence that spreads evenly.
        const double spread = std::fmod(0.6180339887498949 * (++salt) + 0.37 * start, 1.0);
        behaviour[h][a] = start == 0 ? 1.0 : 0.05 + spread;
        sum += behaviour[h][a];
      }
      for (double& chance : behaviour[h]) chance /= sum;
    }
    return behaviour;
  }

  /// Gains are linear in the chances of each set: the slope along one is a difference of two plays, without error.
  Eigen::MatrixXd slopes(const Behaviour& behaviour, const Gains& here) {
    Eigen::MatrixXd matrix(size(), size());
    for (Eigen::Index u = 0; u < size(); ++u) {
      const auto [set, place] = unknowns_[static_cast<std::size_t>(u)];
      Behaviour corner = behaviour;
      std::ranges::fill(corner[set], 0.0);
      corner[set][pattern_[set].front()] = 1.0;
      const Gains first = gains(corner);
      corner[set][pattern_[set].front()] = 0.0;
      corner[set][pattern_[set][place]] = 1.0;
      const Gains second = gains(corner);
      const Eigen::ArrayXd weight = (second.weight - first.weight).array();
      const Eigen::ArrayXd weighed = (second.weighed_gain - first.weighed_gain).array();
      matrix.col(u) =
          (weighed * here.weight.array() - here.weighed_gain.array() * weight) / here.weight.array().square();
    }
    return matrix;
  }

  std::optional<IndifferentPlay> from(int start) {
    Behaviour behaviour = start_at(start);
    for (int step = 0; step < most_steps; ++step) {
      const Gains here = gains(behaviour);
      Eigen::VectorXd gain = here.weighed_gain.array() / here.weight.array();
      double worst = 0.0;
      Eigen::MatrixXd matrix = slopes(behaviour, here);
      for (Eigen::Index u = 0; u < size(); ++u) {
        const double range = ranges_[tree_.player_of(unknowns_[static_cast<std::size_t>(u)].set)];
        if (range > 0.0) {
          gain(u) /= range;
          matrix.row(u) /= range;
        }
        worst = std::max(worst, std::abs(gain(u)));
      }
      if (!std::isfinite(worst)) return std::nullopt;
      Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> factors;
      factors.setThreshold(1e-9);
      factors.compute(matrix);
      if (worst <= 1e-14 || (step + 1 == most_steps && worst <= 1e-12)) {
        return IndifferentPlay{std::move(behaviour), factors.rank() == size()};
      }
      const auto moved = move(behaviour, -factors.solve(gain));
      if (!moved || (*moved < 1e-15 && worst > 1e-12)) return std::nullopt;
      if (*moved < 1e-15) return IndifferentPlay{std::move(behaviour), factors.rank() == size()};
    }
    return std::nullopt;
  }

  /// As far as all chances stay above 0, at most nine tenths of the way to it; returns the largest change, nothing
  /// where some chance has all but vanished.
  std::optional<double> move(Behaviour& behaviour, const Eigen::VectorXd& step) const {
    Behaviour change(behaviour.size());
    for (Eigen::Index u = 0; u < size(); ++u) {
      const auto [set, place] = unknowns_[static_cast<std::size_t>(u)];
      if (change[set].empty()) change[set].assign(behaviour[set].size(), 0.0);
      change[set][pattern_[set][place]] += step(u);
      change[set][pattern_[set].front()] -= step(u);
    }
    double share = 1.0;
    double largest = 0.0;
    for (std::size_t h = 0; h < change.size(); ++h) {
      for (std::size_t a = 0; a < change[h].size(); ++a) {
        if (change[h][a] < 0.0) share = std::min(share, -0.9 * behaviour[h][a] / change[h][a]);
        largest = std::max(largest, std::abs(change[h][a]));
      }
    }
    for (std::size_t h = 0; h < change.size(); ++h) {
      for (const std::uint32_t a : pattern_[h]) {
        if (change[h].empty()) continue;
        behaviour[h][a] += share * change[h][a];
        if (behaviour[h][a] < least_chance) return std::nullopt;
      }
    }
    return largest;
  }

  static bool is_same(const IndifferentPlay& one, const IndifferentPlay& other) {
    for (std::size_t h = 0; h < one.behaviour.size(); ++h) {
      for (std::size_t a = 0; a < one.behaviour[h].size(); ++a) {
        if (std::abs(one.behaviour[h][a] - other.behaviour[h][a]) > 1e-7) return false;
      }
    }
    return true;
  }

  const HistoryTree& tree_;
  const Pattern& pattern_;
  std::vector<Unknown> unknowns_;
  std::vector<std::uint32_t> nodes_;
  std::vector<std::vector<std::uint32_t>> met_;  // by set: those of its nodes
  std::vector<double> reach_, worth_, ranges_;
};

}  // namespace

std::vector<IndifferentPlay> find_indifferent(const HistoryTree& tree, const Pattern& pattern) {
  return Indifference(tree, pattern).find();
}

}  // namespace parley::solve::lists
