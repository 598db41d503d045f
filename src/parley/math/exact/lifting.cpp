// SPDX-License-Identifier: Apache-2.0
// Dixon's lifting, and fractions from residues.
#include "parley/math/exact/lifting.h"

namespace parley::exact {

namespace {

constexpr std::size_t spare_bits = 48;  // a fraction that is by chance so much shorter than the modulus: 1 in 2^48

[[nodiscard]] std::size_t num_bits(mpz_srcptr value) { return mpz_sizeinbase(value, 2); }

struct Fraction {
  Integer numerator, denominator;
};

/// The pair at the largest quotient in Euclid's algorithm for modulus and residue.
bool find_fraction(mpz_srcptr residue, mpz_srcptr modulus, Fraction& found) {
  Integer r0;
  Integer r1;
  Integer t0;
  Integer t1;
  Integer quotient;
  mpz_set(r0.get(), modulus);
  mpz_mod(r1.get(), residue, modulus);
  mpz_set_ui(t1.get(), 1);
  std::size_t most_bits = 0;
  while (mpz_sgn(r1.get()) != 0) {
    mpz_fdiv_qr(quotient.get(), r0.get(), r0.get(), r1.get());
    if (const std::size_t bits = num_bits(quotient.get()); bits > most_bits) {
      most_bits = bits;
      mpz_set(found.numerator.get(), r1.get());
      mpz_set(found.denominator.get(), t1.get());
    }
    mpz_submul(t0.get(), quotient.get(), t1.get());
    mpz_swap(r0.get(), r1.get());
    mpz_swap(t0.get(), t1.get());
  }
  if (mpz_sgn(found.denominator.get()) < 0) {
    mpz_neg(found.numerator.get(), found.numerator.get());
    mpz_neg(found.denominator.get(), found.denominator.get());
  }
  return most_bits > spare_bits;
}

}  // namespace

Lifting::Lifting(const IntegerRows& rows, const ModularLu& lu, const PrimeField& field)
    : rows_(&rows), lu_(&lu), field_(field), x_(rows.num_rows()) {
  mpz_set_ui(modulus_.get(), 1);
  if (rows.is_small()) {
    small_residual_.reserve(rows.num_rows());
    for (std::size_t r = 0; r < rows.num_rows(); ++r) small_residual_.push_back(rows.small_rhs(r));
  } else {
    big_residual_ = std::vector<Integer>(rows.num_rows());
    for (std::size_t r = 0; r < rows.num_rows(); ++r) mpz_set(big_residual_[r].get(), rows.big_rhs(r));
  }
}

void Lifting::step() {
  const std::uint64_t prime = field_.prime();
  std::vector<std::uint64_t> rhs;
  rhs.reserve(x_.size());
  for (const std::int64_t value : small_residual_) {
    const std::int64_t rest = value % static_cast<std::int64_t>(prime);
    rhs.push_back(rest < 0 ? static_cast<std::uint64_t>(rest) + prime : static_cast<std::uint64_t>(rest));
  }
  for (const Integer& value : big_residual_) rhs.push_back(mpz_fdiv_ui(value.get(), prime));
  const std::vector<std::uint64_t> digits = lu_->solve(rhs);
  for (std::size_t k = 0; k < x_.size(); ++k) mpz_addmul_ui(x_[k].get(), modulus_.get(), digits[k]);
  mpz_mul_ui(modulus_.get(), modulus_.get(), prime);
  rows_->is_small() ? reduce_small(digits) : reduce_big(digits);
}

/// Sums stay below 2^62 + 2^62 * prime, and what is left after the division below 2^62 + 1.
void Lifting::reduce_small(const std::vector<std::uint64_t>& digits) {
  for (std::size_t r = 0; r < small_residual_.size(); ++r) {
    Wide left = small_residual_[r];
    for (std::size_t k = rows_->begin(r); k < rows_->begin(r + 1); ++k) {
      left -= static_cast<Wide>(rows_->small(k)) * static_cast<Wide>(digits[rows_->column(k)]);
    }
    small_residual_[r] = static_cast<std::int64_t>(left / static_cast<Wide>(field_.prime()));
  }
}

void Lifting::reduce_big(const std::vector<std::uint64_t>& digits) {
  for (std::size_t r = 0; r < big_residual_.size(); ++r) {
    auto* const left = big_residual_[r].get();
    for (std::size_t k = rows_->begin(r); k < rows_->begin(r + 1); ++k) {
      mpz_submul_ui(left, rows_->big(k), digits[rows_->column(k)]);
    }
    mpz_divexact_ui(left, left, field_.prime());
  }
}

bool find_fractions(const Lifting& lifting, CommonFractions& fractions, const RunContext& run) {
  const mpz_srcptr modulus = lifting.modulus();
  const std::size_t modulus_bits = lifting.modulus_bits();
  auto* const denominator = fractions.denominator.get();
  mpz_set_ui(denominator, 1);
  Integer half;
  mpz_fdiv_q_2exp(half.get(), modulus, 1);
  Fraction fraction;
  for (std::size_t j = 0; j < fractions.numerators.size(); ++j) {
    if (run.should_stop()) return false;
    auto* const numerator = fractions.numerators[j].get();
    // Most unknowns have the denominator that is known by now.
    mpz_mul(numerator, lifting.residues()[j].get(), denominator);
    mpz_mod(numerator, numerator, modulus);
    if (mpz_cmp(numerator, half.get()) > 0) mpz_sub(numerator, numerator, modulus);
    if (num_bits(numerator) + num_bits(denominator) + spare_bits <= modulus_bits) continue;
    if (!find_fraction(numerator, modulus, fraction)) return false;
    mpz_set(numerator, fraction.numerator.get());
    mpz_mul(denominator, denominator, fraction.denominator.get());
    if (num_bits(numerator) + num_bits(denominator) + spare_bits > modulus_bits) return false;
    for (std::size_t i = 0; i < j; ++i) {
      mpz_mul(fractions.numerators[i].get(), fractions.numerators[i].get(), fraction.denominator.get());
    }
  }
  return true;
}

}  // namespace parley::exact
