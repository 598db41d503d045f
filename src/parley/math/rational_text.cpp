// SPDX-License-Identifier: Apache-2.0
// Reading and writing exact rationals as text.
#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "parley/math/rational.h"
#include "parley/math/rational_big.h"

namespace parley {
namespace {

constexpr int largest_exponent = 4000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Move the leading digits of `text` to the end of `digits`.
std::size_t take_digits(std::string_view& text, std::string& digits) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  digits.append(text.substr(0, count));
  text.remove_prefix(count);
  return count;
}

/// The exponent after an `e` that has been read; nothing if there is none or it is out of bounds.
std::optional<int> take_exponent(std::string_view& text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  std::string digits;
  if (take_digits(text, digits) == 0) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || value > largest_exponent) return std::nullopt;
  return negative ? -value : value;
}

Rational scaled(const std::string& digits, std::int64_t power_of_ten) {
  Integer scale;
  mpz_ui_pow_ui(scale.get(), 10, static_cast<unsigned long>(power_of_ten < 0 ? -power_of_ten : power_of_ten));
  return RationalAccess::from_big([&](mpq_ptr out) {
    mpz_set_str(mpq_numref(out), digits.c_str(), 10);
    if (power_of_ten >= 0) {
      mpz_mul(mpq_numref(out), mpq_numref(out), scale.get());
    } else {
      mpz_set(mpq_denref(out), scale.get());
      mpq_canonicalize(out);
    }
  });
}

/// digits [. digits] [e [+-] digits] [%], all of the text.
std::optional<Rational> parse_decimal(std::string_view text) {
  std::string digits;
  std::size_t num_digits = take_digits(text, digits);
  std::int64_t power = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const std::size_t decimals = take_digits(text, digits);
    num_digits += decimals;
    power -= static_cast<std::int64_t>(decimals);
  }
  if (num_digits == 0) return std::nullopt;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    const std::optional<int> exponent = take_exponent(text);
    if (!exponent) return std::nullopt;
    power += *exponent;
  }
  if (text.starts_with('%')) {
    text.remove_prefix(1);
    power -= 2;
  }
  if (!text.empty()) return std::nullopt;
  return scaled(digits, power);
}

std::string digits_of(mpz_srcptr value) {
  std::string text(mpz_sizeinbase(value, 10) + 2, '\0');
  mpz_get_str(text.data(), 10, value);
  text.resize(text.find('\0'));
  return text;
}

}  // namespace

std::optional<Rational> Rational::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t slash = text.find('/');
  std::optional<Rational> value = parse_decimal(text.substr(0, slash));
  if (!value) return std::nullopt;
  if (slash != std::string_view::npos) {
    const std::optional<Rational> divisor = parse_decimal(text.substr(slash + 1));
    if (!divisor || divisor->is_zero()) return std::nullopt;
    *value /= *divisor;
  }
  return negative ? -*value : *std::move(value);
}

std::string Rational::to_string() const {
  if (!big_) {
    const std::string top = std::to_string(numerator_);
    return denominator_ == 1 ? top : top + "/" + std::to_string(denominator_);
  }
  const std::string top = digits_of(mpq_numref(big_->value));
  return is_integer() ? top : top + "/" + digits_of(mpq_denref(big_->value));
}

std::string Rational::to_decimal_string() const {
  const BigView view(*this);
  Integer rest;
  Integer five;
  mpz_set_ui(five.get(), 5);
  const mp_bitcnt_t twos = mpz_scan1(view.denominator(), 0);
  mpz_tdiv_q_2exp(rest.get(), view.denominator(), twos);
  const mp_bitcnt_t fives = mpz_remove(rest.get(), rest.get(), five.get());
  if (mpz_cmp_ui(rest.get(), 1) != 0) return to_string();
  const std::size_t decimals = std::max(twos, fives);
  Integer digits;  // |value| * 10^decimals
  mpz_ui_pow_ui(digits.get(), 10, decimals);
  mpz_mul(digits.get(), digits.get(), view.numerator());
  mpz_divexact(digits.get(), digits.get(), view.denominator());
  mpz_abs(digits.get(), digits.get());
  std::string text = digits_of(digits.get());
  if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
  if (decimals > 0) text.insert(text.size() - decimals, 1, '.');
  if (sign() < 0) text.insert(0, 1, '-');
  return text;
}

}  // namespace parley
