// SPDX-License-Identifier: Apache-2.0
// Making and copying integers of any size.
#include "parley/math/big_integer.h"

#include "parley/base/result.h"
#include "parley/math/big_integer_gmp.h"

namespace parley {

void BigInteger::ValueDelete::operator()(Value* value) const { delete value; }

BigInteger::BigInteger() : value_(new Value) {}

BigInteger::BigInteger(Int128 value) : BigInteger() { set_wide(value_->get(), value); }

BigInteger::BigInteger(const Rational& value) : BigInteger() {
  if (!value.is_integer()) throw InternalError("BigInteger: " + value.to_string() + " is no integer");
  mpz_set(value_->get(), BigView(value).numerator());
}

BigInteger::BigInteger(const BigInteger& other) : BigInteger() { mpz_set(value_->get(), other.value_->get()); }

BigInteger& BigInteger::operator=(const BigInteger& other) {
  if (this == &other) return *this;
  if (!value_) value_.reset(new Value);
  mpz_set(value_->get(), other.value_->get());
  return *this;
}

}  // namespace parley
