// SPDX-License-Identifier: Apache-2.0
// Exact rational numbers of any size.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace parley {

/// An exact rational in lowest terms. Small values (64-bit numerator and denominator) are held inline; larger ones in
/// GMP, which no header shows. Cheap to move, regular, totally ordered, hashable by `hash()`.
class Rational {
 public:
  Rational() = default;
  Rational(std::int64_t value);  // NOLINT(google-explicit-constructor): integers are rationals
  /// Needs denominator != 0 (InternalError otherwise).
  static Rational ratio(std::int64_t numerator, std::int64_t denominator);
  /// "12", "-0.25", "1e-3", "1/3", "35%". Nothing if the text is no such number; exponents beyond 4,000 are refused.
  static std::optional<Rational> parse(std::string_view text);
  /// The exact value of a finite double (InternalError otherwise).
  static Rational from_double(double value);

  Rational(const Rational& other);
  Rational(Rational&& other) noexcept = default;
  Rational& operator=(const Rational& other);
  Rational& operator=(Rational&& other) noexcept = default;
  ~Rational() = default;

  [[nodiscard]] int sign() const;
  [[nodiscard]] bool is_zero() const { return sign() == 0; }
  [[nodiscard]] bool is_integer() const;
  /// The nearest double, ties to even; huge values give an infinity.
  [[nodiscard]] double to_double() const;
  /// The value as std::int64_t where it is an integer of that size.
  [[nodiscard]] std::optional<std::int64_t> to_int64() const;
  /// "3", "-1/3".
  [[nodiscard]] std::string to_string() const;
  /// A finite decimal ("0.25", "-12") where there is one, the form of to_string() otherwise.
  [[nodiscard]] std::string to_decimal_string() const;
  [[nodiscard]] std::size_t hash() const;
  /// Bits of the numerator and the denominator together: what exact arithmetic costs.
  [[nodiscard]] std::size_t num_bits() const;

  Rational operator-() const;
  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  friend Rational operator/(const Rational& a, const Rational& b);  ///< Needs b != 0 (InternalError otherwise).
  Rational& operator+=(const Rational& b) { return *this = *this + b; }
  Rational& operator-=(const Rational& b) { return *this = *this - b; }
  Rational& operator*=(const Rational& b) { return *this = *this * b; }
  Rational& operator/=(const Rational& b) { return *this = *this / b; }
  friend bool operator==(const Rational& a, const Rational& b);
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

  /// The largest integer not above the value.
  [[nodiscard]] Rational floor() const;
  /// value^exponent; needs value != 0 where exponent < 0.
  [[nodiscard]] Rational pow(std::int32_t exponent) const;

 private:
  struct Big;  // an mpq
  struct BigDelete {
    void operator()(Big* big) const;
  };
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  std::unique_ptr<Big, BigDelete> big_;  // set where the inline form does not hold the value

  friend struct RationalAccess;
};

}  // namespace parley
