// SPDX-License-Identifier: Apache-2.0
// The simplex method on one player's response tableau, then the proof of where it ends.
#include "parley/solve/nash/zero_sum.h"

#include <cstdint>
#include <utility>

#include "parley/base/result.h"
#include "parley/solve/nash/tables/exact_response.h"
#include "parley/solve/nash/tables/response_tableau.h"
#include "parley/solve/nash/tables/support_proof.h"

namespace parley::solve {

namespace {

using nash::Label;
using nash::PositivePayoffs;
using nash::Supports;

enum class End : std::uint8_t { best, cut, broken };

/// The largest sum of u with payoffs u <= 1 is one over the value, at u = y / value (Dantzig's rule; ties between rows
/// are broken by the tableau, so that it ends).
template <class Tableau>
End climb(Tableau& tableau, const typename Tableau::Number& least_gain, std::size_t most_pivots,
          const RunContext& run) {
  for (std::size_t pivots = 0; pivots < most_pivots; ++pivots) {
    const auto entering = tableau.entering(least_gain);
    if (run.should_stop()) return End::broken;
    if (!entering) return End::best;
    const auto leaving = tableau.leaving(*entering);
    if (!leaving) return End::broken;
    tableau.exchange(*entering, *leaving);
  }
  return End::cut;
}

/// The strategies of the second player that are weighted, and those of the first that are worth the whole value.
template <class Tableau>
Supports supports(const game::PayoffTable& table, const Tableau& tableau) {
  Supports result;
  for (std::size_t i = 0; i < table.sizes[0]; ++i) {
    if (!tableau.is_basic(static_cast<Label>(i))) result.first.push_back(i);
  }
  for (std::size_t j = 0; j < table.sizes[1]; ++j) {
    if (tableau.is_basic(static_cast<Label>(table.sizes[0] + j))) result.second.push_back(j);
  }
  return result;
}

/// The simplex method takes about as many pivots as there are strategies.
std::size_t pivot_limit(const game::PayoffTable& table) {
  return 1000 + 50 * (std::size_t{table.sizes[0]} + table.sizes[1]);
}

/// Twice over, the second time from a rebuilt tableau and to smaller gains.
std::optional<nash::ProvedEquilibrium> solve_in_doubles(const game::PayoffTable& table, const RunContext& run) {
  constexpr double first_gain = 1e-10;
  constexpr double last_gain = 1e-13;
  const PositivePayoffs<double> payoffs(table, 0);
  nash::ResponseTableau tableau(payoffs, 0);
  for (const double least_gain : {first_gain, last_gain}) {
    if (climb(tableau, least_gain, pivot_limit(table), run) == End::broken) return std::nullopt;
    if (auto proved = nash::prove_equilibrium(table, supports(table, tableau), run)) return proved;
    if (!tableau.rebuild()) return std::nullopt;
  }
  return std::nullopt;
}

/// Ends at an optimum unless it is stopped, or two infinitesimal moves meet; then they are chosen anew.
std::optional<nash::ProvedEquilibrium> solve_in_rationals(const game::PayoffTable& table, const RunContext& run) {
  const PositivePayoffs<Rational> payoffs(table, 0);
  std::size_t most_pivots = pivot_limit(table);
  for (std::uint64_t seed = 0; !run.should_stop(); ++seed, most_pivots *= 2) {
    nash::ExactResponse response(payoffs, seed, run);
    if (climb(response, Rational(0), most_pivots, run) != End::best) continue;
    return nash::prove_equilibrium(table, supports(table, response), run);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Rational> constant_sum(const game::PayoffTable& table) {
  if (table.num_players() != 2 || table.num_contingencies() == 0) return std::nullopt;
  Rational sum = table.payoffs[0][0] + table.payoffs[1][0];
  for (std::size_t k = 1; k < table.num_contingencies(); ++k) {
    if (table.payoffs[0][k] + table.payoffs[1][k] != sum) return std::nullopt;
  }
  return sum;
}

ZeroSumSolution solve_zero_sum(const game::PayoffTable& table, const RunContext& run) {
  if (!constant_sum(table)) throw InternalError("solve_zero_sum: the payoffs do not sum to a constant");
  auto proved = solve_in_doubles(table, run);
  if (!proved && !run.should_stop()) proved = solve_in_rationals(table, run);
  ZeroSumSolution solution;
  if (proved) {
    solution.equilibrium = std::move(proved->equilibrium);
    solution.value = std::move(proved->first_value);
  } else if (run.should_stop()) {
    solution.termination = run.why_stopped();
  } else {
    throw InternalError("solve_zero_sum: the simplex method in rationals ended in no optimum");
  }
  return solution;
}

}  // namespace parley::solve
