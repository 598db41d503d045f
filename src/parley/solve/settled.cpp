// SPDX-License-Identifier: Apache-2.0
// Sweeps the information sets from the last block to the first until nothing changes.
#include "parley/solve/settled.h"

#include <algorithm>
#include <numeric>

#include "parley/solve/settled/arithmetic.h"
#include "parley/solve/settled/continuation.h"
#include "parley/solve/settled/game_graph.h"
#include "parley/solve/settled/judge.h"

namespace parley::solve {

namespace {

using game::none;
using settled::Continuation;
using settled::GameGraph;
using settled::Judge;
using settled::Verdict;

/// What is settled stays settled: later findings only take ways away, and judging anew could trade one tied choice for
/// another without end.
template <class T>
class Sweep {
 public:
  Sweep(const game::NumericGame<T>& game, const SettledOptions& options, const RunContext& run)
      : game_(game),
        options_(options),
        run_(run),
        graph_(game),
        actions_(game.infosets.size(), none),
        continuation_(graph_, actions_, game.payoffs, game.num_players),
        judge_(graph_, continuation_, actions_, options_),
        verdicts_(game.infosets.size()),
        is_judged_(game.infosets.size(), 0),
        order_(game.infosets.size()) {
    std::iota(order_.begin(), order_.end(), 0U);
    std::ranges::sort(order_, [&](std::uint32_t h, std::uint32_t other) {
      const std::uint32_t block = game.infosets[h].block;
      const std::uint32_t other_block = game.infosets[other].block;
      return block != other_block ? block > other_block : h < other;
    });
  }

  SettledSolution solve() {
    SettledSolution solution;
    bool changed = true;
    while (changed && solution.termination == Termination::finished) {
      changed = false;
      for (std::size_t first = 0; first < order_.size();) {
        std::size_t last = first;
        while (last < order_.size() && block(last) == block(first)) ++last;
        changed = judge_block(first, last) || changed;
        first = last;
        if (run_.should_stop()) solution.termination = run_.why_stopped();
        if (solution.termination != Termination::finished) break;
      }
      sweep_changed_ = changed;
    }
    note_what_ties_change();
    write(solution);
    return solution;
  }

 private:
  [[nodiscard]] std::uint32_t block(std::size_t k) const { return game_.infosets[order_[k]].block; }

  /// Sets of one block are judged against the same state, whichever is written first.
  bool judge_block(std::size_t first, std::size_t last) {
    newly_settled_.clear();
    for (std::size_t k = first; k < last; ++k) {
      const std::uint32_t h = order_[k];
      if (!needs_judging(h)) continue;
      if (run_.should_stop()) break;
      verdicts_[h] = judge_.judge(h, run_);
      is_judged_[h] = 1;
      if (verdicts_[h].choice.by != SettledBy::not_settled) newly_settled_.push_back(h);
    }
    for (const std::uint32_t h : newly_settled_) actions_[h] = verdicts_[h].choice.action;
    for (const std::uint32_t h : newly_settled_) continuation_.set_settled(h);
    return !newly_settled_.empty();
  }

  [[nodiscard]] bool needs_judging(std::uint32_t h) const {
    if (actions_[h] != none) return false;
    if (is_judged_[h] == 0) return true;
    const Verdict& verdict = verdicts_[h];
    return (verdict.waits_for_any && sweep_changed_) ||
           std::ranges::any_of(verdict.waits_for, [&](std::uint32_t set) { return actions_[set] != none; });
  }

  void note_what_ties_change() {
    const auto is_tied = [](const Verdict& verdict) { return !verdict.choice.tied.empty(); };
    if (std::ranges::none_of(verdicts_, is_tied)) return;
    Continuation<T> chances(graph_, actions_, game_.indicators, game_.num_quantities);
    for (Verdict& verdict : verdicts_) {
      if (is_tied(verdict)) verdict.choice.tie_matters = tie_matters(verdict, chances);
    }
  }

  bool tie_matters(const Verdict& verdict, Continuation<T>& chances) const {
    return std::ranges::any_of(verdict.reached, [&](std::uint32_t n) {
      const auto edges = game_.edges_of(n);
      return std::ranges::any_of(verdict.choice.tied, [&](std::uint32_t a) {
        return !same_outcomes(edges[a].to, edges[verdict.choice.action].to, chances);
      });
    });
  }

  /// Where later choices are open, only the same node is known to lead to the same outcomes.
  bool same_outcomes(std::uint32_t node, std::uint32_t other, Continuation<T>& chances) const {
    if (node == other) return true;
    const T* const x = chances.values(node);
    const T* const y = chances.values(other);
    if (x == nullptr || y == nullptr) return false;
    const std::uint32_t count = std::min(game_.num_quantities, options_.num_outcomes);
    return std::equal(x, x + count, y,
                      [](const T& p, const T& q) { return settled::same_number(p, q, settled::noise_floor(T(1))); });
  }

  void write(SettledSolution& solution) {
    solution.all_settled = true;
    for (Verdict& verdict : verdicts_) {
      solution.all_settled = solution.all_settled && verdict.choice.by != SettledBy::not_settled;
      if (!verdict.choice.tied.empty()) ++solution.ties;
      if (verdict.choice.tie_matters) ++solution.ties_that_matter;
      solution.choices.push_back(std::move(verdict.choice));
    }
  }

  const game::NumericGame<T>& game_;
  const SettledOptions& options_;
  const RunContext& run_;
  GameGraph<T> graph_;
  std::vector<std::uint32_t> actions_;  // by information set: the settled action, or none
  Continuation<T> continuation_;
  Judge<T> judge_;
  std::vector<Verdict> verdicts_;  // by information set
  std::vector<char> is_judged_;
  std::vector<std::uint32_t> order_;  // from the last block to the first
  std::vector<std::uint32_t> newly_settled_;
  bool sweep_changed_ = false;
};

}  // namespace

template <class T>
SettledSolution solve_settled(const game::NumericGame<T>& game, const SettledOptions& options, const RunContext& run) {
  return Sweep<T>(game, options, run).solve();
}

template SettledSolution solve_settled<double>(const game::NumericGame<double>&, const SettledOptions&,
                                               const RunContext&);
template SettledSolution solve_settled<Rational>(const game::NumericGame<Rational>&, const SettledOptions&,
                                                 const RunContext&);

}  // namespace parley::solve
