// SPDX-License-Identifier: Apache-2.0
// Equal worth within the supports, solved exactly; no more outside, checked exactly.
#include "parley/solve/nash/tables/support_proof.h"

#include <algorithm>
#include <utility>

#include "parley/math/exact_linear_system.h"

namespace parley::solve::nash {
namespace {

struct Mixture {
  std::vector<Rational> weights;  // on the supported strategies of who mixes
  Rational value;                 // of each of the other's strategies in its support
};

/// Of the player who answers, own strategies by row, the mixing one's supported strategies by column.
class Payoffs {
 public:
  Payoffs(const game::PayoffTable& table, std::size_t player, const std::vector<std::size_t>& mixed)
      : table_(&table), player_(player), mixed_(&mixed) {}

  [[nodiscard]] std::size_t num_strategies() const { return table_->sizes[player_]; }
  [[nodiscard]] std::vector<SparseEntry> row(std::size_t strategy) const {
    std::vector<SparseEntry> entries;
    entries.reserve(mixed_->size() + 1);
    for (std::size_t k = 0; k < mixed_->size(); ++k) {
      const std::size_t other = (*mixed_)[k];
      const std::size_t first = player_ == 0 ? strategy : other;
      const std::size_t second = player_ == 0 ? other : strategy;
      const Rational& payoff = table_->payoffs[player_][first + table_->sizes[0] * second];
      if (!payoff.is_zero()) entries.push_back({k, payoff});
    }
    return entries;
  }

 private:
  const game::PayoffTable* table_;
  std::size_t player_;
  const std::vector<std::size_t>* mixed_;
};

/// Weights that sum to 1 and make the supported answers worth one value; their system has the value as last unknown.
std::optional<Mixture> equalise(const Payoffs& payoffs, const std::vector<std::size_t>& answers,
                                const RunContext& run) {
  const std::size_t size = answers.size();
  SparseRows rows;
  rows.reserve(size + 1);
  for (const std::size_t answer : answers) {
    rows.push_back(payoffs.row(answer));
    rows.back().push_back({size, Rational(-1)});
  }
  auto& sum = rows.emplace_back();
  for (std::size_t k = 0; k < size; ++k) sum.push_back({k, Rational(1)});
  std::vector<Rational> rhs(size + 1);
  rhs.back() = Rational(1);
  auto solution = solve_exactly(rows, rhs, run);
  if (!solution) return std::nullopt;
  Mixture mixture;
  mixture.value = std::move(solution->back());
  solution->pop_back();
  mixture.weights = std::move(*solution);
  return mixture;
}

/// Supported answers are worth the value by the equations; is any other worth more? A few at a time, so that a stop is
/// heard and a better answer found early.
bool no_answer_gains(const Payoffs& payoffs, const std::vector<std::size_t>& answers, const Mixture& mixture,
                     const RunContext& run) {
  constexpr std::size_t at_once = 64;
  std::vector<bool> is_known(payoffs.num_strategies(), false);
  for (const std::size_t answer : answers) is_known[answer] = true;
  for (std::size_t s = 0; s < payoffs.num_strategies();) {
    if (run.should_stop()) return false;
    SparseRows rows;
    for (; s < payoffs.num_strategies() && rows.size() < at_once; ++s) {
      if (!is_known[s]) rows.push_back(payoffs.row(s));
    }
    const std::vector<Rational> worth = exact_product(rows, mixture.weights);
    if (std::ranges::any_of(worth, [&](const Rational& value) { return value > mixture.value; })) return false;
  }
  return true;
}

bool is_mixture(const Mixture& mixture) {
  return std::ranges::all_of(mixture.weights, [](const Rational& weight) { return weight.sign() >= 0; });
}

void spread(const std::vector<std::size_t>& support, std::vector<Rational> weights, std::size_t size,
            NashEquilibrium& equilibrium) {
  auto& exact = equilibrium.exact.probs.emplace_back(size);
  auto& nearest = equilibrium.profile.probs.emplace_back(size, 0.0);
  for (std::size_t k = 0; k < support.size(); ++k) {
    nearest[support[k]] = weights[k].to_double();
    exact[support[k]] = std::move(weights[k]);
  }
}

}  // namespace

std::optional<ProvedEquilibrium> prove_equilibrium(const game::PayoffTable& table, const Supports& supports,
                                                   const RunContext& run) {
  if (supports.first.empty() || supports.first.size() != supports.second.size()) return std::nullopt;
  const Payoffs of_first(table, 0, supports.second);
  const Payoffs of_second(table, 1, supports.first);
  auto second = equalise(of_first, supports.first, run);
  if (!second || !is_mixture(*second)) return std::nullopt;
  auto first = equalise(of_second, supports.second, run);
  if (!first || !is_mixture(*first)) return std::nullopt;
  if (!no_answer_gains(of_first, supports.first, *second, run)) return std::nullopt;
  if (!no_answer_gains(of_second, supports.second, *first, run)) return std::nullopt;
  ProvedEquilibrium result;
  spread(supports.first, std::move(first->weights), table.sizes[0], result.equilibrium);
  spread(supports.second, std::move(second->weights), table.sizes[1], result.equilibrium);
  result.first_value = std::move(second->value);
  result.second_value = std::move(first->value);
  return result;
}

}  // namespace parley::solve::nash
