// SPDX-License-Identifier: Apache-2.0
// Lifting until fractions show that solve the system.
#include "parley/math/exact_linear_system.h"

#include <cstdint>

#include "parley/base/result.h"
#include "parley/math/exact/integer_rows.h"
#include "parley/math/exact/lifting.h"
#include "parley/math/exact/modular_lu.h"

namespace parley {
namespace {

using exact::CommonFractions;
using exact::IntegerRows;
using exact::ModularLu;
using exact::PrimeField;

/// The largest primes below 2^60.
constexpr std::uint64_t primes[] = {(std::uint64_t{1} << 60U) - 93, (std::uint64_t{1} << 60U) - 107,
                                    (std::uint64_t{1} << 60U) - 173, (std::uint64_t{1} << 60U) - 179,
                                    (std::uint64_t{1} << 60U) - 257};

std::vector<exact::ResidueRow> residues(const IntegerRows& rows, const PrimeField& field) {
  std::vector<exact::ResidueRow> result(rows.num_rows());
  for (std::size_t r = 0; r < rows.num_rows(); ++r) {
    result[r].reserve(rows.begin(r + 1) - rows.begin(r));
    for (std::size_t k = rows.begin(r); k < rows.begin(r + 1); ++k) {
      const std::uint64_t residue = rows.residue(k, field.prime());
      if (residue != 0) result[r].push_back({rows.column(k), field.scaled(residue)});
    }
  }
  return result;
}

bool solves(const IntegerRows& rows, const CommonFractions& x, const RunContext& run) {
  for (std::size_t r = 0; r < rows.num_rows(); ++r) {
    if (run.should_stop() || !rows.holds(r, x)) return false;
  }
  return true;
}

std::vector<Rational> values_of(const CommonFractions& x) {
  std::vector<Rational> values;
  values.reserve(x.numerators.size());
  for (const Integer& numerator : x.numerators) {
    values.push_back(exact::in_lowest_terms(numerator.get(), x.denominator.get()));
  }
  return values;
}

/// Tries for fractions each time the digits are an eighth more: the tries cost less than the steps, and few steps are
/// taken in vain.
std::optional<std::vector<Rational>> lift(const IntegerRows& rows, const ModularLu& lu, const PrimeField& field,
                                          const RunContext& run) {
  constexpr std::size_t digit_bits = 59;
  constexpr std::size_t digits_too_many = 20;  // beyond which the spare bits of a fraction cannot be missed
  const std::size_t most_steps = 2 * rows.determinant_bits() / digit_bits + digits_too_many;
  exact::Lifting lifting(rows, lu, field);
  std::size_t next_try = 2;
  for (std::size_t steps = 1; steps <= most_steps; ++steps) {
    if (run.should_stop()) return std::nullopt;
    lifting.step();
    if (steps < next_try && steps < most_steps) continue;
    next_try += 1 + next_try / 8;
    CommonFractions x(rows.num_rows());
    if (exact::find_fractions(lifting, x, run) && solves(rows, x, run)) return values_of(x);
    if (run.should_stop()) return std::nullopt;
  }
  throw InternalError("solve_exactly: a regular system's solution did not show within Hadamard's bound");
}

}  // namespace

std::optional<std::vector<Rational>> solve_exactly(const SparseRows& rows, const std::vector<Rational>& rhs,
                                                   const RunContext& run) {
  if (rhs.size() != rows.size()) throw InternalError("solve_exactly: as many right-hand sides as rows");
  if (rows.empty()) return std::vector<Rational>{};
  const IntegerRows integers(rows, rhs, rows.size());
  for (const std::uint64_t prime : primes) {
    const PrimeField field(prime);
    const auto lu = ModularLu::factor(field, residues(integers, field), run);
    if (lu) return lift(integers, *lu, field, run);
    if (run.should_stop()) return std::nullopt;
  }
  return std::nullopt;
}

std::vector<Rational> exact_product(const SparseRows& rows, const std::vector<Rational>& x) {
  const IntegerRows integers(rows, {}, x.size());
  const CommonFractions fractions(x);
  Integer sum;
  Integer denominator;
  std::vector<Rational> products;
  products.reserve(rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    integers.multiply(r, fractions.numerators, sum.get());
    mpz_mul(denominator.get(), fractions.denominator.get(), integers.scale(r));
    products.push_back(exact::in_lowest_terms(sum.get(), denominator.get()));
  }
  return products;
}

}  // namespace parley
