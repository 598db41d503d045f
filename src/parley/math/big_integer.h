// SPDX-License-Identifier: Apache-2.0
// Integers of any size, as exact pivoting needs them where machine words end.
#pragma once

#include <cstdint>
#include <memory>

#include "parley/math/rational.h"

namespace parley {

__extension__ using Int128 = __int128;

/// Held in GMP, which no header shows. Zero where nothing was stored.
class BigInteger {
 public:
  BigInteger();
  explicit BigInteger(Int128 value);
  /// Needs an integer (InternalError otherwise).
  explicit BigInteger(const Rational& value);
  BigInteger(const BigInteger& other);
  BigInteger(BigInteger&& other) noexcept = default;
  BigInteger& operator=(const BigInteger& other);
  BigInteger& operator=(BigInteger&& other) noexcept = default;
  ~BigInteger() = default;

 private:
  struct Value;
  struct ValueDelete {
    void operator()(Value* value) const;
  };
  std::unique_ptr<Value, ValueDelete> value_;

  friend struct BigIntegerAccess;
};

}  // namespace parley
