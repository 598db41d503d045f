// SPDX-License-Identifier: Apache-2.0
// The digits of a system's solution to the base of a prime, and the fractions that they are residues of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/math/exact/integer_rows.h"
#include "parley/math/exact/modular_lu.h"

namespace parley::exact {

/// After k steps: x modulo prime^k, and the residual (rhs - rows x) / prime^k.
class Lifting {
 public:
  /// All three must outlive it; `rows` with right-hand sides, regular modulo the prime.
  Lifting(const IntegerRows& rows, const ModularLu& lu, const PrimeField& field);

  void step();
  [[nodiscard]] const std::vector<Integer>& residues() const { return x_; }
  [[nodiscard]] mpz_srcptr modulus() const { return modulus_.get(); }
  [[nodiscard]] std::size_t modulus_bits() const { return mpz_sizeinbase(modulus_.get(), 2); }

 private:
  void reduce_small(const std::vector<std::uint64_t>& digits);
  void reduce_big(const std::vector<std::uint64_t>& digits);

  const IntegerRows* rows_;
  const ModularLu* lu_;
  PrimeField field_;
  std::vector<Integer> x_;
  Integer modulus_;
  std::vector<std::int64_t> small_residual_;
  std::vector<Integer> big_residual_;
};

/// Fractions over one denominator with these residues, numerator and denominator together much shorter than the
/// modulus; false where some residue shows none yet. `fractions` has room for all.
///
/// Source   Monagan 2004: of all fractions with a given residue, Euclid's algorithm meets the one that stands out at
///          its largest quotient.
[[nodiscard]] bool find_fractions(const Lifting& lifting, CommonFractions& fractions, const RunContext& run);

}  // namespace parley::exact
