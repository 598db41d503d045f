// SPDX-License-Identifier: Apache-2.0
// Supports chosen player by player, with dominated strategies cut after each choice.
#include "parley/solve/nash/roots/support_order.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace parley::solve {
namespace {

/// Payoffs of one player by their place in the order: compared quickly, and exactly.
std::vector<std::uint32_t> ranks(const std::vector<Rational>& payoffs) {
  std::vector<std::size_t> order(payoffs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return payoffs[a] < payoffs[b]; });
  std::vector<std::uint32_t> rank(payoffs.size());
  for (std::size_t k = 1; k < order.size(); ++k) {
    rank[order[k]] = rank[order[k - 1]] + (payoffs[order[k - 1]] < payoffs[order[k]] ? 1U : 0U);
  }
  return rank;
}

using Sizes = std::vector<std::uint32_t>;

std::vector<Sizes> sizes_in_order(const Sizes& largest) {
  std::vector<Sizes> all;
  Sizes sizes(largest.size(), 1);
  while (true) {
    all.push_back(sizes);
    std::size_t p = 0;
    while (p < sizes.size() && sizes[p] == largest[p]) sizes[p++] = 1;
    if (p == sizes.size()) break;
    ++sizes[p];
  }
  const auto key = [](const Sizes& s) {
    const auto [least, most] = std::ranges::minmax(s);
    const std::uint32_t imbalance = most - least;
    const auto total = std::accumulate(s.begin(), s.end(), std::uint32_t{0});
    return s.size() == 2 ? std::pair(imbalance, total) : std::pair(total, imbalance);
  };
  std::ranges::stable_sort(all, {}, key);
  return all;
}

class Chooser {
 public:
  Chooser(const game::PayoffTable& table, const RunContext& run,
          const std::function<void(const SupportProfile&)>& visit)
      : table_(table), run_(run), visit_(visit) {
    std::size_t stride = 1;
    for (std::size_t p = 0; p < table.num_players(); ++p) {
      strides_.push_back(stride);
      stride *= table.sizes[p];
      ranks_.push_back(ranks(table.payoffs[p]));
    }
  }

  Termination run() {
    SupportProfile open;
    for (const std::uint32_t size : table_.sizes) {
      open.emplace_back(size);
      std::iota(open.back().begin(), open.back().end(), std::uint32_t{0});
    }
    sizes_.assign(table_.num_players(), 1);
    if (!cut_dominated(open, 0)) return Termination::finished;
    Sizes largest;
    for (const auto& strategies : open) largest.push_back(static_cast<std::uint32_t>(strategies.size()));
    for (const Sizes& sizes : sizes_in_order(largest)) {
      if (std::ranges::max(sizes) == 1) continue;
      sizes_ = sizes;
      choose(open, 0);
      if (stopped_) return run_.why_stopped();
    }
    return Termination::finished;
  }

 private:
  /// `open` holds the supports of the first `player` players.
  void choose(const SupportProfile& open, std::size_t player) {
    stopped_ = stopped_ || run_.should_stop();
    if (stopped_) return;
    if (player == open.size()) {
      visit_(open);
      return;
    }
    const auto& from = open[player];
    std::vector<bool> taken(from.size(), false);
    std::fill_n(taken.begin(), sizes_[player], true);
    do {
      SupportProfile next = open;
      next[player].clear();
      for (std::size_t k = 0; k < from.size(); ++k) {
        if (taken[k]) next[player].push_back(from[k]);
      }
      if (cut_dominated(next, player + 1)) choose(next, player + 1);
      if (stopped_) return;
    } while (std::prev_permutation(taken.begin(), taken.end()));
  }

  /// False where a chosen support holds a dominated strategy, or too little is left for one yet to be chosen.
  bool cut_dominated(SupportProfile& open, std::size_t num_chosen) const {
    bool changed = true;
    while (changed) {
      changed = false;
      for (std::size_t p = 0; p < open.size(); ++p) {
        const auto cells = cells_of_others(open, p);
        const auto num_cut = std::erase_if(open[p], [&](std::uint32_t s) { return is_dominated(p, s, cells); });
        if (num_cut == 0) continue;
        if (p < num_chosen || open[p].size() < sizes_[p]) return false;
        changed = true;
      }
    }
    return true;
  }

  std::vector<std::size_t> cells_of_others(const SupportProfile& open, std::size_t player) const {
    std::vector<std::size_t> cells{0};
    for (std::size_t q = 0; q < open.size(); ++q) {
      if (q == player) continue;
      std::vector<std::size_t> more;
      more.reserve(cells.size() * open[q].size());
      for (const std::uint32_t s : open[q]) {
        for (const std::size_t cell : cells) more.push_back(cell + s * strides_[q]);
      }
      cells = std::move(more);
    }
    return cells;
  }

  bool is_dominated(std::size_t player, std::uint32_t strategy, const std::vector<std::size_t>& cells) const {
    const auto& rank = ranks_[player];
    const std::size_t stride = strides_[player];
    for (std::uint32_t other = 0; other < table_.sizes[player]; ++other) {
      if (other == strategy) continue;
      const bool dominates = std::ranges::all_of(
          cells, [&](std::size_t cell) { return rank[cell + other * stride] > rank[cell + strategy * stride]; });
      if (dominates) return true;
    }
    return false;
  }

  const game::PayoffTable& table_;
  const RunContext& run_;
  const std::function<void(const SupportProfile&)>& visit_;
  std::vector<std::size_t> strides_;
  std::vector<std::vector<std::uint32_t>> ranks_;
  Sizes sizes_;
  bool stopped_ = false;
};

}  // namespace

Termination for_each_support(const game::PayoffTable& table, const RunContext& run,
                             const std::function<void(const SupportProfile&)>& visit) {
  return Chooser(table, run, visit).run();
}

}  // namespace parley::solve
