// SPDX-License-Identifier: Apache-2.0
// Arithmetic and order of exact rationals: 64-bit fast paths, GMP where those do not hold the result.
#include "parley/math/rational.h"

#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "parley/base/result.h"
#include "parley/math/rational_big.h"

namespace parley {
namespace {

std::uint64_t size_of(std::int64_t value) {
  return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

UnsignedWide size_of(Wide value) {
  return value < 0 ? 0 - static_cast<UnsignedWide>(value) : static_cast<UnsignedWide>(value);
}

std::size_t mix(std::size_t seed, std::uint64_t word) {
  std::uint64_t z = seed ^ (word + 0x9e3779b97f4a7c15U + (seed << 6U) + (seed >> 2U));
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

std::size_t hash_integer(std::size_t seed, mpz_srcptr value) {
  std::size_t result = mix(seed, mpz_sgn(value) < 0 ? 1 : 0);
  for (std::size_t i = 0; i < mpz_size(value); ++i) {
    result = mix(result, mpz_getlimbn(value, static_cast<mp_size_t>(i)));
  }
  return result;
}

/// a + sign * b of inline forms. Knuth, The Art of Computer Programming 2, section 4.5.1: only gcds of the size of a
/// denominator are needed.
Rational add_inline(const Rational& a, const Rational& b, int sign) {
  const std::int64_t a_num = RationalAccess::numerator(a);
  const std::int64_t a_den = RationalAccess::denominator(a);
  const Wide b_num = static_cast<Wide>(RationalAccess::numerator(b)) * sign;
  const std::int64_t b_den = RationalAccess::denominator(b);
  if (a_den == 1 && b_den == 1) return RationalAccess::from_lowest_terms(a_num + b_num, 1);
  const std::int64_t common = std::gcd(a_den, b_den);
  if (common == 1) {
    return RationalAccess::from_lowest_terms(static_cast<Wide>(a_num) * b_den + b_num * a_den,
                                             static_cast<Wide>(a_den) * b_den);
  }
  const Wide sum = static_cast<Wide>(a_num) * (b_den / common) + b_num * (a_den / common);
  if (sum == 0) return {};
  const auto rest = static_cast<std::int64_t>(size_of(sum) % static_cast<UnsignedWide>(common));
  const std::int64_t shared = std::gcd(rest, common);
  return RationalAccess::from_lowest_terms(sum / shared, static_cast<Wide>(a_den / common) * (b_den / shared));
}

/// (a_num / a_den) * (b_num / b_den), both in lowest terms and b_den > 0; wide because a reciprocal may need 2^63.
Rational multiply_inline(std::int64_t a_num, std::int64_t a_den, Wide b_num, Wide b_den) {
  if (a_num == 0 || b_num == 0) return {};
  const std::uint64_t left = std::gcd(size_of(a_num), static_cast<std::uint64_t>(b_den));
  const std::uint64_t right = std::gcd(static_cast<std::uint64_t>(size_of(b_num)), static_cast<std::uint64_t>(a_den));
  return RationalAccess::from_lowest_terms((a_num / static_cast<Wide>(left)) * (b_num / static_cast<Wide>(right)),
                                           (a_den / static_cast<Wide>(right)) * (b_den / static_cast<Wide>(left)));
}

/// Nearest double to numerator / denominator, ties to even.
double nearest_double(mpz_srcptr numerator, mpz_srcptr denominator) {
  constexpr int quotient_bits = 62;  // more than 53 and a guard bit, and fits a word
  const auto gap = static_cast<std::int64_t>(mpz_sizeinbase(numerator, 2)) -
                   static_cast<std::int64_t>(mpz_sizeinbase(denominator, 2));
  if (gap > 1025) return mpz_sgn(numerator) * std::numeric_limits<double>::infinity();
  if (gap < -1080) return mpz_sgn(numerator) * 0.0;
  const std::int64_t shift = quotient_bits - gap;
  Integer top;
  Integer bottom;
  Integer quotient;
  Integer rest;
  mpz_abs(top.get(), numerator);
  mpz_set(bottom.get(), denominator);
  if (shift >= 0) {
    mpz_mul_2exp(top.get(), top.get(), static_cast<mp_bitcnt_t>(shift));
  } else {
    mpz_mul_2exp(bottom.get(), bottom.get(), static_cast<mp_bitcnt_t>(-shift));
  }
  mpz_tdiv_qr(quotient.get(), rest.get(), top.get(), bottom.get());
  std::uint64_t digits = mpz_get_ui(quotient.get());
  if (mpz_sgn(rest.get()) != 0) digits |= 1U;  // sticky: below the rounding position, since 62 > 54
  const auto leading = static_cast<std::int64_t>(std::bit_width(digits)) - 1 - shift;  // exponent of the first bit
  // Subnormal numbers have fewer digits; rounding to 53 first would round twice.
  const std::int64_t precision = leading >= -1022 ? 53 : 53 + leading + 1022;
  if (precision < 0) return mpz_sgn(numerator) * 0.0;
  const auto dropped = static_cast<std::uint64_t>(static_cast<std::int64_t>(std::bit_width(digits)) - precision);
  const std::uint64_t half = std::uint64_t{1} << (dropped - 1);
  const std::uint64_t tail = digits & ((half << 1U) - 1);
  std::uint64_t kept = digits >> dropped;
  if (tail > half || (tail == half && (kept & 1U) != 0)) ++kept;
  const double size =
      std::ldexp(static_cast<double>(kept), static_cast<int>(static_cast<std::int64_t>(dropped) - shift));
  return mpz_sgn(numerator) * size;
}

bool exact_in_double(std::int64_t value) { return size_of(value) <= (std::uint64_t{1} << 53U); }

}  // namespace

void Rational::BigDelete::operator()(Big* big) const { delete big; }

Rational::Rational(std::int64_t value) : numerator_(value) {}

Rational::Rational(const Rational& other)
    : numerator_(other.numerator_),
      denominator_(other.denominator_),
      big_(other.big_ ? new Big(*other.big_) : nullptr) {}

Rational& Rational::operator=(const Rational& other) {
  if (this != &other) *this = Rational(other);
  return *this;
}

Rational Rational::ratio(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) throw InternalError("Rational::ratio: the denominator is 0");
  const Wide sign = denominator < 0 ? -1 : 1;
  const auto common = static_cast<Wide>(std::gcd(size_of(numerator), size_of(denominator)));
  return RationalAccess::from_lowest_terms(sign * numerator / common, sign * denominator / common);
}

Rational Rational::from_double(double value) {
  if (!std::isfinite(value)) throw InternalError("Rational::from_double: the value is not finite");
  if (value == 0.0) return {};
  int exponent = 0;
  const double fraction = std::frexp(value, &exponent);
  auto digits = static_cast<std::int64_t>(std::ldexp(fraction, 53));
  exponent -= 53;
  const int zeros = std::countr_zero(size_of(digits));
  digits /= std::int64_t{1} << zeros;
  exponent += zeros;
  if (exponent <= 0 && exponent > -63) return RationalAccess::from_lowest_terms(digits, Wide{1} << -exponent);
  return RationalAccess::from_big([&](mpq_ptr out) {
    mpz_set_si(mpq_numref(out), digits);
    mpz_ptr part = exponent > 0 ? mpq_numref(out) : mpq_denref(out);
    mpz_mul_2exp(part, part, static_cast<mp_bitcnt_t>(std::abs(exponent)));
  });
}

int Rational::sign() const {
  if (big_) return mpq_sgn(big_->value);
  return (numerator_ > 0 ? 1 : 0) - (numerator_ < 0 ? 1 : 0);
}

bool Rational::is_integer() const { return big_ ? mpz_cmp_ui(mpq_denref(big_->value), 1) == 0 : denominator_ == 1; }

double Rational::to_double() const {
  if (!big_ && exact_in_double(numerator_) && exact_in_double(denominator_)) {
    return static_cast<double>(numerator_) / static_cast<double>(denominator_);
  }
  const BigView view(*this);
  return nearest_double(view.numerator(), view.denominator());
}

std::optional<std::int64_t> Rational::to_int64() const {
  if (big_ || denominator_ != 1) return std::nullopt;
  return numerator_;
}

std::size_t Rational::num_bits() const {
  if (!big_) {
    return static_cast<std::size_t>(std::bit_width(size_of(numerator_)) + std::bit_width(size_of(denominator_)));
  }
  return mpz_sizeinbase(mpq_numref(big_->value), 2) + mpz_sizeinbase(mpq_denref(big_->value), 2);
}

std::size_t Rational::hash() const {
  if (!big_) return mix(mix(0, static_cast<std::uint64_t>(numerator_)), static_cast<std::uint64_t>(denominator_));
  return hash_integer(hash_integer(1, mpq_numref(big_->value)), mpq_denref(big_->value));
}

Rational Rational::operator-() const {
  if (!big_) return RationalAccess::from_lowest_terms(-static_cast<Wide>(numerator_), denominator_);
  return RationalAccess::from_big([&](mpq_ptr out) { mpq_neg(out, big_->value); });
}

Rational operator+(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) return add_inline(a, b, 1);
  return RationalAccess::from_big([&](mpq_ptr out) { mpq_add(out, BigView(a).get(), BigView(b).get()); });
}

Rational operator-(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) return add_inline(a, b, -1);
  return RationalAccess::from_big([&](mpq_ptr out) { mpq_sub(out, BigView(a).get(), BigView(b).get()); });
}

Rational operator*(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) return multiply_inline(a.numerator_, a.denominator_, b.numerator_, b.denominator_);
  return RationalAccess::from_big([&](mpq_ptr out) { mpq_mul(out, BigView(a).get(), BigView(b).get()); });
}

Rational operator/(const Rational& a, const Rational& b) {
  if (b.is_zero()) throw InternalError("Rational: division by 0");
  if (!a.big_ && !b.big_) {
    const Wide sign = b.numerator_ < 0 ? -1 : 1;
    return multiply_inline(a.numerator_, a.denominator_, sign * b.denominator_, sign * b.numerator_);
  }
  return RationalAccess::from_big([&](mpq_ptr out) { mpq_div(out, BigView(a).get(), BigView(b).get()); });
}

bool operator==(const Rational& a, const Rational& b) {
  // What fits is always inline, so the two forms never hold the same value.
  if (a.big_ && b.big_) return mpq_equal(a.big_->value, b.big_->value) != 0;
  return !a.big_ && !b.big_ && a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) {
    const Wide left = static_cast<Wide>(a.numerator_) * b.denominator_;
    const Wide right = static_cast<Wide>(b.numerator_) * a.denominator_;
    return left <=> right;
  }
  return mpq_cmp(BigView(a).get(), BigView(b).get()) <=> 0;
}

Rational Rational::floor() const {
  if (!big_) {
    const std::int64_t toward_zero = numerator_ / denominator_;
    return toward_zero - (numerator_ < 0 && denominator_ != 1 ? 1 : 0);
  }
  return RationalAccess::from_big(
      [&](mpq_ptr out) { mpz_fdiv_q(mpq_numref(out), mpq_numref(big_->value), mpq_denref(big_->value)); });
}

Rational Rational::pow(std::int32_t exponent) const {
  if (exponent < 0 && is_zero()) throw InternalError("Rational::pow: 0 to a negative power");
  const auto size = static_cast<unsigned long>(std::abs(static_cast<std::int64_t>(exponent)));
  const BigView view(*this);
  return RationalAccess::from_big([&](mpq_ptr out) {  // powers of coprime integers are coprime
    mpz_pow_ui(mpq_numref(out), view.numerator(), size);
    mpz_pow_ui(mpq_denref(out), view.denominator(), size);
    if (exponent < 0) mpq_inv(out, out);
  });
}

}  // namespace parley
