// SPDX-License-Identifier: Apache-2.0
// The columns of the problem, and where its path begins.
#include "parley/solve/nash/sequences/complementarity.h"

#include <algorithm>
#include <cstddef>

namespace parley::solve {
namespace {

template <class T>
class Columns {
 public:
  Columns(const SequenceForm& form, const std::array<std::vector<T>, 2>& payoffs,
          const std::array<RealizationPlan<T>, 2>& prior)
      : form_(form), payoffs_(payoffs), prior_(prior) {
    for (std::size_t p = 0; p < 2; ++p) {
      problem_.num_sequences[p] = static_cast<std::uint32_t>(form.num_sequences(p));
      num_worths_[p] = static_cast<std::uint32_t>(form.players[p].sets.size() + 1);
    }
    problem_.num_rows = problem_.num_complementary() + num_worths_[0] + num_worths_[1];
    problem_.columns.resize(2 * problem_.num_complementary() + num_worths_[0] + num_worths_[1] + 1);
    problem_.rhs.resize(problem_.num_rows);
  }

  Complementarity<T> problem() {
    for (std::size_t p = 0; p < 2; ++p) {
      const auto values = add_payoffs(p);
      add_structure(p);
      add_start(p, values);
    }
    problem_.basis.push_back(problem_.weight());
    return std::move(problem_);
  }

 private:
  /// Of a player's sequence: its plan's unknown, and the row of its loss.
  [[nodiscard]] std::uint32_t plan(std::size_t p, std::uint32_t s) const {
    return p == 0 ? s : problem_.num_sequences[0] + s;
  }
  [[nodiscard]] std::uint32_t slack(std::size_t p, std::uint32_t s) const {
    return problem_.num_complementary() + plan(p, s);
  }
  [[nodiscard]] std::uint32_t worth(std::size_t p, std::uint32_t set) const {
    return 2 * problem_.num_complementary() + (p == 0 ? 0 : num_worths_[0]) + set;
  }
  [[nodiscard]] std::uint32_t sum_row(std::size_t p, std::uint32_t set) const {
    return problem_.num_complementary() + (p == 0 ? 0 : num_worths_[0]) + set;
  }
  void add(std::uint32_t column, std::uint32_t row, T value) {
    problem_.columns[column].emplace_back(row, std::move(value));
  }

  /// Returns the values of the player's sequences against the prior.
  std::vector<T> add_payoffs(std::size_t p) {
    std::vector<T> values(form_.num_sequences(p));
    for (std::size_t c = 0; c < form_.cells.size(); ++c) {
      const auto& at = form_.cells[c].at;
      const T& payoff = payoffs_[p][c];
      if (payoff == T{}) continue;
      add(plan(1 - p, at[1 - p]), plan(p, at[p]), T{} - payoff);
      values[at[p]] = values[at[p]] + payoff * prior_[1 - p][at[1 - p]];
    }
    for (std::uint32_t s = 0; s < values.size(); ++s) {
      if (values[s] != T{}) add(problem_.weight(), plan(p, s), T{} - values[s]);
    }
    return values;
  }

  void add_structure(std::size_t p) {
    const auto& sets = form_.players[p].sets;
    for (std::uint32_t s = 0; s < form_.num_sequences(p); ++s) add(slack(p, s), plan(p, s), T(-1));
    add(worth(p, 0), plan(p, 0), T(1));
    add(plan(p, 0), sum_row(p, 0), T(1));
    for (std::uint32_t k = 0; k < sets.size(); ++k) {
      add(worth(p, 1 + k), plan(p, sets[k].parent), T(-1));
      add(plan(p, sets[k].parent), sum_row(p, 1 + k), T(-1));
      for (std::uint32_t a = 0; a < sets[k].num_actions; ++a) {
        add(worth(p, 1 + k), plan(p, sets[k].first + a), T(1));
        add(plan(p, sets[k].first + a), sum_row(p, 1 + k), T(1));
      }
    }
    add(problem_.weight(), sum_row(p, 0), T(1));
    problem_.rhs[sum_row(p, 0)] = T(1);
  }

  /// The best reply's unknowns and all others' slacks; the weight stands in for the first player's empty sequence.
  void add_start(std::size_t p, const std::vector<T>& values) {
    const auto& player = form_.players[p];
    const auto reply = best_plan<T>(player, values);
    std::vector<bool> is_reply(form_.num_sequences(p), false);
    is_reply[0] = true;
    for (std::size_t k = 0; k < player.sets.size(); ++k) is_reply[player.sets[k].first + reply.actions[k]] = true;
    for (std::uint32_t s = 0; s < is_reply.size(); ++s) {
      if (p == 0 && s == 0) continue;
      problem_.basis.push_back(is_reply[s] ? plan(p, s) : slack(p, s));
    }
    for (std::uint32_t w = 0; w < num_worths_[p]; ++w) problem_.basis.push_back(worth(p, w));
  }

  const SequenceForm& form_;
  const std::array<std::vector<T>, 2>& payoffs_;
  const std::array<RealizationPlan<T>, 2>& prior_;
  std::array<std::uint32_t, 2> num_worths_{};
  Complementarity<T> problem_;
};

}  // namespace

template <class T>
std::array<Support, 2> Complementarity<T>::supports(const std::vector<std::uint32_t>& of_basis) const {
  std::array<Support, 2> supports;
  for (const std::uint32_t k : of_basis) {
    if (k < num_sequences[0]) supports[0].push_back(k);
    if (k >= num_sequences[0] && k < num_complementary()) supports[1].push_back(k - num_sequences[0]);
  }
  for (Support& support : supports) std::ranges::sort(support);
  return supports;
}

template <class T>
Complementarity<T> complementarity(const SequenceForm& form, const std::array<std::vector<T>, 2>& payoffs,
                                   const std::array<RealizationPlan<T>, 2>& prior) {
  return Columns<T>(form, payoffs, prior).problem();
}

template <class T>
RealizationPlan<T> uniform_plan(const game::PlayerSequences& player) {
  RealizationPlan<T> plan(player.sequences.size(), T(1));
  for (const auto& set : player.sets) {
    const T share = plan[set.parent] / T(set.num_actions);
    for (std::uint32_t a = 0; a < set.num_actions; ++a) plan[set.first + a] = share;
  }
  return plan;
}

template struct Complementarity<double>;
template struct Complementarity<Rational>;
template Complementarity<double> complementarity(const SequenceForm&, const std::array<std::vector<double>, 2>&,
                                                 const std::array<RealizationPlan<double>, 2>&);
template Complementarity<Rational> complementarity(const SequenceForm&, const std::array<std::vector<Rational>, 2>&,
                                                   const std::array<RealizationPlan<Rational>, 2>&);
template RealizationPlan<double> uniform_plan(const game::PlayerSequences&);
template RealizationPlan<Rational> uniform_plan(const game::PlayerSequences&);

}  // namespace parley::solve
