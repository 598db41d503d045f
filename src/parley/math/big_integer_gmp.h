// SPDX-License-Identifier: Apache-2.0
// The GMP side of BigInteger: what its sources share and no other folder sees.
#pragma once

#include <gmp.h>

#include "parley/math/big_integer.h"
#include "parley/math/rational_big.h"

namespace parley {

struct BigInteger::Value : Integer {};

struct BigIntegerAccess {
  [[nodiscard]] static mpz_ptr get(BigInteger& integer) { return integer.value_->get(); }
  [[nodiscard]] static mpz_srcptr get(const BigInteger& integer) { return integer.value_->get(); }
};

}  // namespace parley
