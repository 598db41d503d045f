// SPDX-License-Identifier: Apache-2.0
// The arithmetic of fraction-free pivoting in machine words, in 128 bits and in GMP. For sources of this folder.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "parley/math/big_integer_gmp.h"

namespace parley {

/// (a p - f g) / divisor, a division that leaves no rest. `combine` is false where the numbers do not hold the quotient
/// for sure. Quotients of machine words are found from the right: multiply by the inverse of the odd part modulo a
/// power of two (Jebelean 1993).
template <class Int>
class PivotArithmetic;

namespace pivot_detail {

/// Of an odd number modulo 2^64: each step doubles the number of right bits, from three on.
[[nodiscard]] inline std::uint64_t inverse(std::uint64_t odd) {
  std::uint64_t x = odd;
  for (int step = 0; step < 5; ++step) x *= 2 - odd * x;
  return x;
}

[[nodiscard]] inline UnsignedWide size_of(Wide value) {
  return value < 0 ? 0 - static_cast<UnsignedWide>(value) : static_cast<UnsignedWide>(value);
}

[[nodiscard]] inline int bits_of(Wide value) {
  const UnsignedWide size = size_of(value);
  const auto high = static_cast<std::uint64_t>(size >> 64U);
  const auto low = static_cast<std::uint64_t>(size);
  return static_cast<int>(high != 0 ? 64 + std::bit_width(high) : std::bit_width(low));
}

/// The lowest 192 bits of a number in two's complement.
struct Low192 {
  std::uint64_t word[3];

  static Low192 product(Wide a, Wide b) {
    const auto a0 = static_cast<std::uint64_t>(a);
    const auto a1 = static_cast<std::uint64_t>(static_cast<UnsignedWide>(a) >> 64U);
    const auto b0 = static_cast<std::uint64_t>(b);
    const auto b1 = static_cast<std::uint64_t>(static_cast<UnsignedWide>(b) >> 64U);
    const std::uint64_t a2 = a < 0 ? ~std::uint64_t{0} : 0;
    const std::uint64_t b2 = b < 0 ? ~std::uint64_t{0} : 0;
    const UnsignedWide low = static_cast<UnsignedWide>(a0) * b0;
    const UnsignedWide cross = static_cast<UnsignedWide>(a0) * b1;
    const UnsignedWide other = static_cast<UnsignedWide>(a1) * b0;
    const UnsignedWide middle = (low >> 64U) + static_cast<std::uint64_t>(cross) + static_cast<std::uint64_t>(other);
    const std::uint64_t high = static_cast<std::uint64_t>(middle >> 64U) + static_cast<std::uint64_t>(cross >> 64U) +
                               static_cast<std::uint64_t>(other >> 64U) + a1 * b1 + a0 * b2 + a2 * b0;
    return {{static_cast<std::uint64_t>(low), static_cast<std::uint64_t>(middle), high}};
  }

  Low192& operator-=(const Low192& b) {
    UnsignedWide rest = 0;  // of the subtraction so far: 0 or -1
    for (int k = 0; k < 3; ++k) {
      rest += word[k];
      rest -= b.word[k];
      word[k] = static_cast<std::uint64_t>(rest);
      rest = (rest >> 64U) != 0 ? ~UnsignedWide{0} : 0;
    }
    return *this;
  }

  /// Bits shift .. shift + 127; shift < 64.
  [[nodiscard]] UnsignedWide from(int shift) const {
    const auto join = [](std::uint64_t high, std::uint64_t low) {
      return (static_cast<UnsignedWide>(high) << 64U) | low;
    };
    if (shift == 0) return join(word[1], word[0]);
    const int up = 64 - shift;
    return join((word[1] >> shift) | (word[2] << up), (word[0] >> shift) | (word[1] << up));
  }
};

/// A product of two 128-bit numbers in full: sign and size.
struct Product256 {
  int sign = 0;
  UnsignedWide high = 0, low = 0;

  Product256(Wide a, Wide b) {
    if (a == 0 || b == 0) return;
    sign = (a < 0) == (b < 0) ? 1 : -1;
    const UnsignedWide x = size_of(a), y = size_of(b);
    const auto x0 = static_cast<std::uint64_t>(x), x1 = static_cast<std::uint64_t>(x >> 64U);
    const auto y0 = static_cast<std::uint64_t>(y), y1 = static_cast<std::uint64_t>(y >> 64U);
    const UnsignedWide p00 = static_cast<UnsignedWide>(x0) * y0, p01 = static_cast<UnsignedWide>(x0) * y1;
    const UnsignedWide p10 = static_cast<UnsignedWide>(x1) * y0, p11 = static_cast<UnsignedWide>(x1) * y1;
    const UnsignedWide middle = (p00 >> 64U) + static_cast<std::uint64_t>(p01) + static_cast<std::uint64_t>(p10);
    low = (middle << 64U) | static_cast<std::uint64_t>(p00);
    high = p11 + (p01 >> 64U) + (p10 >> 64U) + (middle >> 64U);
  }

  [[nodiscard]] int compare(const Product256& other) const {
    if (sign != other.sign) return sign < other.sign ? -1 : 1;
    const int larger = high != other.high ? (high < other.high ? -1 : 1)
                       : low != other.low ? (low < other.low ? -1 : 1)
                                          : 0;
    return sign * larger;
  }
};

}  // namespace pivot_detail

template <>
class PivotArithmetic<std::int64_t> {
 public:
  explicit PivotArithmetic(std::int64_t divisor)
      : zeros_(std::countr_zero(static_cast<std::uint64_t>(divisor))),
        inverse_(pivot_detail::inverse(static_cast<std::uint64_t>(divisor) >> zeros_)),
        limit_(static_cast<Wide>(divisor) << 62) {}

  [[nodiscard]] bool combine(std::int64_t a, std::int64_t p, std::int64_t f, std::int64_t g, std::int64_t& out) const {
    const Wide top = static_cast<Wide>(a) * p - static_cast<Wide>(f) * g;
    if (top > limit_ || top < -limit_) return false;
    out = static_cast<std::int64_t>(static_cast<std::uint64_t>(top >> zeros_) * inverse_);
    return true;
  }

  static int sign(std::int64_t a) { return (a > 0 ? 1 : 0) - (a < 0 ? 1 : 0); }
  static int compare_products(std::int64_t a, std::int64_t b, std::int64_t c, std::int64_t d) {
    const Wide left = static_cast<Wide>(a) * b, right = static_cast<Wide>(c) * d;
    return (left > right ? 1 : 0) - (left < right ? 1 : 0);
  }
  static std::int64_t negative(std::int64_t a) { return -a; }
  static double quotient(std::int64_t a, std::int64_t b) { return static_cast<double>(a) / static_cast<double>(b); }
  static Rational ratio(std::int64_t a, std::int64_t b) { return Rational::ratio(a, b); }

 private:
  int zeros_;
  std::uint64_t inverse_;
  Wide limit_;
};

template <>
class PivotArithmetic<Int128> {
 public:
  explicit PivotArithmetic(Int128 divisor) : bits_(pivot_detail::bits_of(divisor)) {
    const auto low = static_cast<std::uint64_t>(divisor);
    is_even_in_words_ = low == 0;
    if (is_even_in_words_) return;
    zeros_ = std::countr_zero(low);
    const UnsignedWide odd = static_cast<UnsignedWide>(divisor) >> zeros_;
    inverse_ = pivot_detail::inverse(static_cast<std::uint64_t>(odd));
    inverse_ *= 2 - odd * inverse_;
  }

  [[nodiscard]] bool combine(Int128 a, Int128 p, Int128 f, Int128 g, Int128& out) const {
    using pivot_detail::bits_of;
    using pivot_detail::Low192;
    const int bits = std::max(bits_of(a) + bits_of(p), bits_of(f) + bits_of(g)) + 1;  // of the number above the line
    if (bits - bits_ + 1 > 126 || is_even_in_words_) return false;
    Low192 top = Low192::product(a, p);
    top -= Low192::product(f, g);
    out = static_cast<Int128>(top.from(zeros_) * inverse_);
    return true;
  }

  static int sign(Int128 a) { return (a > 0 ? 1 : 0) - (a < 0 ? 1 : 0); }
  static int compare_products(Int128 a, Int128 b, Int128 c, Int128 d) {
    return pivot_detail::Product256(a, b).compare(pivot_detail::Product256(c, d));
  }
  static Int128 negative(Int128 a) { return -a; }
  static double quotient(Int128 a, Int128 b) { return static_cast<double>(a) / static_cast<double>(b); }
  static Rational ratio(Int128 a, Int128 b) {
    return RationalAccess::from_big([&](mpq_ptr out) {
      set_wide(mpq_numref(out), a);
      set_wide(mpq_denref(out), b);
      mpq_canonicalize(out);
    });
  }

 private:
  int bits_;
  bool is_even_in_words_ = false;  // more trailing zeros than the 192 bits leave room for
  int zeros_ = 0;
  UnsignedWide inverse_ = 0;
};

template <>
class PivotArithmetic<BigInteger> {
 public:
  explicit PivotArithmetic(const BigInteger& divisor) : divisor_(divisor) {}

  [[nodiscard]] bool combine(const BigInteger& a, const BigInteger& p, const BigInteger& f, const BigInteger& g,
                             BigInteger& out) const {
    const mpz_ptr to = BigIntegerAccess::get(out);
    mpz_mul(to, get(a), get(p));
    mpz_submul(to, get(f), get(g));
    mpz_divexact(to, to, get(divisor_));
    return true;
  }

  static int sign(const BigInteger& a) { return mpz_sgn(get(a)); }
  static int compare_products(const BigInteger& a, const BigInteger& b, const BigInteger& c, const BigInteger& d) {
    Integer left, right;
    mpz_mul(left.get(), get(a), get(b));
    mpz_mul(right.get(), get(c), get(d));
    const int order = mpz_cmp(left.get(), right.get());
    return (order > 0 ? 1 : 0) - (order < 0 ? 1 : 0);
  }
  static BigInteger negative(const BigInteger& a) {
    BigInteger out;
    mpz_neg(BigIntegerAccess::get(out), get(a));
    return out;
  }
  static double quotient(const BigInteger& a, const BigInteger& b) {
    long above = 0, below = 0;
    const double top = mpz_get_d_2exp(&above, get(a)), bottom = mpz_get_d_2exp(&below, get(b));
    const long shift = std::clamp(above - below, -2000L, 2000L);
    return std::ldexp(top / bottom, static_cast<int>(shift));
  }
  static Rational ratio(const BigInteger& a, const BigInteger& b) {
    return RationalAccess::from_big([&](mpq_ptr out) {
      mpz_set(mpq_numref(out), get(a));
      mpz_set(mpq_denref(out), get(b));
      mpq_canonicalize(out);
    });
  }

 private:
  static mpz_srcptr get(const BigInteger& a) { return BigIntegerAccess::get(a); }
  const BigInteger& divisor_;
};

}  // namespace parley
