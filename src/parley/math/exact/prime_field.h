// SPDX-License-Identifier: Apache-2.0
// Arithmetic modulo a prime of 60 bits.
#pragma once

#include <cstdint>

#include "parley/math/rational_big.h"

namespace parley::exact {

/// Residues may be plain or *scaled* by 2^64 (Montgomery 1985): `product` of a scaled and a plain one is plain, of two
/// scaled ones scaled.
class PrimeField {
 public:
  /// Needs an odd prime below 2^61.
  explicit PrimeField(std::uint64_t prime) : prime_(prime) {
    std::uint64_t inverse = prime;  // right in the last three bits; every step doubles them
    for (int step = 0; step < 5; ++step) inverse *= 2 - prime * inverse;
    negative_inverse_ = 0 - inverse;
    const std::uint64_t one = (0 - prime) % prime;
    square_ = static_cast<std::uint64_t>(static_cast<UnsignedWide>(one) * one % prime);
  }

  [[nodiscard]] std::uint64_t prime() const { return prime_; }
  [[nodiscard]] std::uint64_t scaled(std::uint64_t plain) const { return product(plain, square_); }

  /// sum / 2^64, for a sum below prime * 2^64.
  [[nodiscard]] std::uint64_t reduced(UnsignedWide sum) const {
    const std::uint64_t multiple = static_cast<std::uint64_t>(sum) * negative_inverse_;
    const auto high = static_cast<std::uint64_t>((sum + static_cast<UnsignedWide>(multiple) * prime_) >> 64U);
    return high >= prime_ ? high - prime_ : high;
  }
  [[nodiscard]] std::uint64_t product(std::uint64_t a, std::uint64_t b) const {
    return reduced(static_cast<UnsignedWide>(a) * b);
  }
  [[nodiscard]] std::uint64_t difference(std::uint64_t a, std::uint64_t b) const {
    return a >= b ? a - b : a + prime_ - b;
  }
  /// Of a scaled residue that is not 0, scaled.
  [[nodiscard]] std::uint64_t inverse(std::uint64_t a) const {
    std::uint64_t result = scaled(1);
    for (std::uint64_t exponent = prime_ - 2; exponent != 0; exponent >>= 1U) {
      if ((exponent & 1U) != 0) result = product(result, a);
      a = product(a, a);
    }
    return result;
  }

  /// A sum of products, reduced once.
  class Sum {
   public:
    explicit Sum(const PrimeField& field) : limit_(static_cast<UnsignedWide>(field.prime_) << 64U) {}
    void add(std::uint64_t a, std::uint64_t b) {
      sum_ += static_cast<UnsignedWide>(a) * b;
      if (sum_ >= limit_) sum_ -= limit_;
    }
    [[nodiscard]] UnsignedWide value() const { return sum_; }

   private:
    UnsignedWide limit_;
    UnsignedWide sum_ = 0;
  };

 private:
  std::uint64_t prime_;
  std::uint64_t negative_inverse_;  // -1 / prime modulo 2^64
  std::uint64_t square_;            // 2^128 modulo the prime
};

}  // namespace parley::exact
