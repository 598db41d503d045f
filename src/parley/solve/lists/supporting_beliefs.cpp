// SPDX-License-Identifier: Apache-2.0
// Linear programs over the beliefs at one set.
#include "parley/solve/lists/supporting_beliefs.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "parley/math/linear_program.h"

namespace parley::solve::lists {

namespace {

constexpr double least_chance = 1e-9;  // a node that is possible has at least this chance in some belief

/// Chances of `nodes` (their places are the unknowns) sum to 1; `extra` more unknowns have no part in that.
LinearProgram simplex(std::size_t num_nodes, std::size_t extra) {
  LinearProgram program(num_nodes + extra);
  std::vector<double> ones(num_nodes + extra, 0.0);
  std::fill_n(ones.begin(), num_nodes, 1.0);
  program.add_equal(ones, 1.0);
  return program;
}

}  // namespace

SupportingBeliefs::SupportingBeliefs(const HistoryTree& tree, const Behaviour& behaviour, std::uint32_t set)
    : set_(set), num_nodes_(tree.game().infosets[set].nodes.size()), tolerance_(tree.tolerance(tree.player_of(set))) {
  const auto& infoset = tree.game().infosets[set];
  const auto worths = [&](std::uint32_t action) {
    std::vector<double> worth;
    worth.reserve(infoset.nodes.size());
    for (const std::uint32_t n : infoset.nodes) worth.push_back(tree.action_worth(behaviour, n, action));
    return worth;
  };
  const std::vector<double>& probs = behaviour[set];
  const auto played = static_cast<std::uint32_t>(std::ranges::max_element(probs) - probs.begin());
  const std::vector<double> base = worths(played);
  for (std::uint32_t a = 0; a < infoset.num_actions; ++a) {
    if (a == played) continue;
    Row row{worths(a), probs[a] > 0.0};
    for (std::size_t k = 0; k < base.size(); ++k) {
      const double gain = base[k] - row.gains[k];
      row.gains[k] = std::abs(gain) <= tolerance_ ? 0.0 : gain;  // a tie (NaN, where it is not known, stays)
    }
    rows_.push_back(std::move(row));
  }
}

SupportingBeliefs SupportingBeliefs::grouped(const std::vector<std::vector<std::size_t>>& groups,
                                             const std::vector<double>& shares) const {
  SupportingBeliefs fewer = *this;
  fewer.num_nodes_ = groups.size();
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    std::vector<double>& gains = fewer.rows_[r].gains;
    gains.assign(groups.size(), 0.0);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      for (const std::size_t node : groups[g]) gains[g] += shares[node] * rows_[r].gains[node];
      if (std::abs(gains[g]) <= tolerance_) gains[g] = 0.0;
    }
  }
  return fewer;
}

bool SupportingBeliefs::holds(const std::vector<double>& belief) const {
  return std::ranges::all_of(rows_, [&](const Row& row) {
    double mean = 0.0;
    for (std::size_t k = 0; k < belief.size(); ++k) mean += belief[k] * row.gains[k];
    return mean >= -tolerance_ && (!row.is_equal || mean <= tolerance_);
  });
}

bool SupportingBeliefs::is_possible() const {
  std::vector<double> belief(num_nodes_, 0.0);
  for (std::size_t k = 0; k < num_nodes_; ++k) {
    belief[k] = 1.0;
    if (holds(belief)) return true;
    belief[k] = 0.0;
  }
  for (const Row& row : rows_) {
    if (std::ranges::all_of(row.gains, [&](double gain) { return gain < -tolerance_; })) return false;
  }
  LinearProgram program = simplex(num_nodes_, 0);
  for (const Row& row : rows_) {
    program.add_at_least(row.gains, -tolerance_);
    if (row.is_equal) program.add_at_most(row.gains, tolerance_);
  }
  return program.is_feasible();
}

std::optional<std::vector<double>> SupportingBeliefs::on(const std::vector<std::size_t>& nodes) const {
  // Unknowns: the chances of the nodes, and how much room there is on all sides at once.
  const std::size_t room = nodes.size();
  const auto solve = [&](bool room_in_rows) -> std::optional<std::vector<double>> {
    LinearProgram program = simplex(nodes.size(), 1);
    std::vector<double> line(nodes.size() + 1, 0.0);
    for (std::size_t k = 0; k < nodes.size(); ++k) {
      std::ranges::fill(line, 0.0);
      line[k] = 1.0;
      line[room] = -1.0;
      program.add_at_least(line, 0.0);
    }
    for (const Row& row : rows_) {
      double largest = 0.0;
      for (std::size_t k = 0; k < nodes.size(); ++k) {
        line[k] = row.gains[nodes[k]];
        largest = std::max(largest, std::abs(line[k]));
      }
      line[room] = 0.0;
      if (row.is_equal) {
        program.add_equal(line, 0.0);
      } else if (room_in_rows && largest > 0.0) {
        line[room] = -largest;
        program.add_at_least(line, 0.0);
      } else {
        program.add_at_least(line, 0.0);
      }
    }
    std::ranges::fill(line, 0.0);
    line[room] = 1.0;
    const auto found = program.maximise(line);
    if (!found || found->x[room] <= least_chance) return std::nullopt;
    return std::vector<double>(found->x.begin(), found->x.end() - 1);
  };
  auto chances = solve(true);
  if (!chances) chances = solve(false);
  if (!chances) return std::nullopt;
  std::vector<double> belief(num_nodes_, 0.0);
  for (std::size_t k = 0; k < nodes.size(); ++k) belief[nodes[k]] = (*chances)[k];
  return belief;
}

std::vector<double> SupportingBeliefs::some() const {
  std::vector<std::size_t> all(num_nodes_);
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (auto inside = on(all)) return *std::move(inside);
  LinearProgram program = simplex(num_nodes_, 0);
  for (const Row& row : rows_) {
    program.add_at_least(row.gains, 0.0);
    if (row.is_equal) program.add_at_most(row.gains, 0.0);
  }
  const auto found = program.maximise(std::vector<double>(num_nodes_, 0.0));
  return found ? found->x : std::vector<double>(num_nodes_, 1.0 / static_cast<double>(num_nodes_));
}

SupportingBeliefs::Range SupportingBeliefs::range(std::size_t node) const {
  LinearProgram program = simplex(num_nodes_, 0);
  for (const Row& row : rows_) {
    // No tolerance: the ends of the range are where the choice stops being best.
    program.add_at_least(row.gains, 0.0);
    if (row.is_equal) program.add_at_most(row.gains, 0.0);
  }
  std::vector<double> objective(num_nodes_, 0.0);
  objective[node] = -1.0;
  const auto low = program.maximise(objective);
  objective[node] = 1.0;
  const auto high = program.maximise(objective);
  if (!low || !high) return {};  // supported only up to the tolerance
  return {low->x[node], high->x[node]};
}

}  // namespace parley::solve::lists
