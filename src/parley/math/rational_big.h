// SPDX-License-Identifier: Apache-2.0
// The GMP side of Rational: what its sources share and no other folder sees.
#pragma once

#include <cstdint>

#include <gmp.h>

#include "parley/math/rational.h"

namespace parley {

__extension__ using Wide = __int128;  // holds sums and products of two inline numerators or denominators
__extension__ using UnsignedWide = unsigned __int128;

/// An mpz_t that clears itself.
class Integer {
 public:
  Integer() { mpz_init(value_); }
  Integer(const Integer&) = delete;
  Integer& operator=(const Integer&) = delete;
  ~Integer() { mpz_clear(value_); }
  [[nodiscard]] mpz_ptr get() { return value_; }
  [[nodiscard]] mpz_srcptr get() const { return value_; }

 private:
  mpz_t value_;
};

struct Rational::Big {
  mpq_t value;

  Big() { mpq_init(value); }
  Big(const Big& other) : Big() { mpq_set(value, other.value); }
  Big& operator=(const Big&) = delete;
  ~Big() { mpq_clear(value); }
};

inline void set_wide(mpz_ptr target, Wide value) {
  const bool negative = value < 0;
  const UnsignedWide size = negative ? -static_cast<UnsignedWide>(value) : static_cast<UnsignedWide>(value);
  const std::uint64_t words[2] = {static_cast<std::uint64_t>(size), static_cast<std::uint64_t>(size >> 64)};
  mpz_import(target, 2, -1, sizeof words[0], 0, 0, words);
  if (negative) mpz_neg(target, target);
}

/// The one way into and out of a Rational's parts.
struct RationalAccess {
  [[nodiscard]] static std::int64_t numerator(const Rational& r) { return r.numerator_; }
  [[nodiscard]] static std::int64_t denominator(const Rational& r) { return r.denominator_; }
  [[nodiscard]] static bool is_big(const Rational& r) { return r.big_ != nullptr; }
  [[nodiscard]] static mpq_srcptr big(const Rational& r) { return r.big_->value; }

  /// From lowest terms with a positive denominator.
  static Rational from_lowest_terms(Wide numerator, Wide denominator) {
    Rational result;
    if (fits(numerator) && fits(denominator)) {
      result.numerator_ = static_cast<std::int64_t>(numerator);
      result.denominator_ = static_cast<std::int64_t>(denominator);
      return result;
    }
    result.big_.reset(new Rational::Big);
    set_wide(mpq_numref(result.big_->value), numerator);
    set_wide(mpq_denref(result.big_->value), denominator);
    return result;
  }

  /// Fill an mpq, which must be left in lowest terms, and keep it inline where it fits.
  template <class Fill>
  static Rational from_big(Fill fill) {
    Rational result;
    result.big_.reset(new Rational::Big);
    fill(static_cast<mpq_ptr>(result.big_->value));
    const mpq_srcptr value = result.big_->value;
    if (fits(mpq_numref(value)) && fits(mpq_denref(value))) {
      result.numerator_ = mpz_get_si(mpq_numref(value));
      result.denominator_ = mpz_get_si(mpq_denref(value));
      result.big_.reset();
    }
    return result;
  }

  [[nodiscard]] static bool fits(Wide value) { return value == static_cast<std::int64_t>(value); }
  [[nodiscard]] static bool fits(mpz_srcptr value) { return mpz_fits_slong_p(value) != 0; }
};

static_assert(sizeof(long) == sizeof(std::int64_t), "GMP's signed long is what the inline form holds");

/// A read-only mpq of either form, for the functions that need not be fast.
class BigView {
 public:
  explicit BigView(const Rational& r) {
    if (RationalAccess::is_big(r)) {
      view_ = RationalAccess::big(r);
      return;
    }
    mpz_set_si(mpq_numref(own_.value), RationalAccess::numerator(r));
    mpz_set_si(mpq_denref(own_.value), RationalAccess::denominator(r));
    view_ = own_.value;
  }
  BigView(const BigView&) = delete;
  BigView& operator=(const BigView&) = delete;
  ~BigView() = default;
  [[nodiscard]] mpq_srcptr get() const { return view_; }
  [[nodiscard]] mpz_srcptr numerator() const { return mpq_numref(view_); }
  [[nodiscard]] mpz_srcptr denominator() const { return mpq_denref(view_); }

 private:
  struct Own {
    mpq_t value;
    Own() { mpq_init(value); }
    Own(const Own&) = delete;
    Own& operator=(const Own&) = delete;
    ~Own() { mpq_clear(value); }
  };
  Own own_;
  mpq_srcptr view_ = nullptr;
};

}  // namespace parley
