// SPDX-License-Identifier: Apache-2.0
// From rationals to integers: in machine words where they hold the rows.
#include "parley/math/exact/integer_rows.h"

#include <limits>
#include <numeric>
#include <optional>

#include "parley/base/result.h"

namespace parley::exact {
namespace {

constexpr std::int64_t small_limit = std::int64_t{1} << 62;

/// value * scale, for a scale that the denominator divides.
std::optional<std::int64_t> scaled(const Rational& value, std::int64_t scale) {
  std::int64_t result = 0;
  const std::int64_t factor = scale / RationalAccess::denominator(value);
  if (__builtin_mul_overflow(RationalAccess::numerator(value), factor, &result)) return std::nullopt;
  if (result <= -small_limit || result >= small_limit) return std::nullopt;
  return result;
}

bool widen_scale(std::int64_t& scale, const Rational& value) {
  if (RationalAccess::is_big(value)) return false;
  const std::int64_t denominator = RationalAccess::denominator(value);
  if (denominator == 1) return true;
  return !__builtin_mul_overflow(scale, denominator / std::gcd(scale, denominator), &scale);
}

void set_scaled(mpz_ptr target, const Rational& value, mpz_srcptr scale) {
  const BigView view(value);
  mpz_divexact(target, scale, view.denominator());
  mpz_mul(target, target, view.numerator());
}

void widen_scale(mpz_ptr scale, const Rational& value) { mpz_lcm(scale, scale, BigView(value).denominator()); }

std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

}  // namespace

Rational in_lowest_terms(mpz_srcptr numerator, mpz_srcptr denominator) {
  return RationalAccess::from_big([&](mpq_ptr target) {
    mpz_set(mpq_numref(target), numerator);
    mpz_set(mpq_denref(target), denominator);
    mpq_canonicalize(target);
  });
}

CommonFractions::CommonFractions(const std::vector<Rational>& values) : CommonFractions(values.size()) {
  for (const Rational& value : values) {
    const BigView view(value);
    if (mpz_divisible_p(denominator.get(), view.denominator()) == 0) widen_scale(denominator.get(), value);
  }
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (!values[k].is_zero()) set_scaled(numerators[k].get(), values[k], denominator.get());
  }
}

IntegerRows::IntegerRows(const SparseRows& rows, const std::vector<Rational>& rhs, std::size_t num_columns)
    : scales_(rows.size()) {
  if (!rhs.empty() && rhs.size() != rows.size()) throw InternalError("IntegerRows: as many right-hand sides as rows");
  if (num_columns > std::numeric_limits<std::uint32_t>::max()) throw InternalError("IntegerRows: too many columns");
  begins_.reserve(rows.size() + 1);
  for (const auto& row : rows) {
    for (const SparseEntry& entry : row) {
      if (entry.column >= num_columns) throw InternalError("IntegerRows: an entry stands in no column");
      if (!entry.value.is_zero()) columns_.push_back(static_cast<std::uint32_t>(entry.column));
    }
    begins_.push_back(columns_.size());
  }
  is_small_ = read_small(rows, rhs);
  if (!is_small_) read_big(rows, rhs);
}

bool IntegerRows::read_small(const SparseRows& rows, const std::vector<Rational>& rhs) {
  small_.reserve(columns_.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::int64_t scale = 1;
    if (!rhs.empty() && !widen_scale(scale, rhs[r])) return false;
    for (const SparseEntry& entry : rows[r]) {
      if (!widen_scale(scale, entry.value)) return false;
    }
    mpz_set_si(scales_[r].get(), scale);
    std::uint64_t sum = 0;
    for (const SparseEntry& entry : rows[r]) {
      if (entry.value.is_zero()) continue;
      const auto value = scaled(entry.value, scale);
      if (!value) return false;
      sum += magnitude(*value);
      if (sum >= static_cast<std::uint64_t>(small_limit)) return false;
      small_.push_back(*value);
    }
    if (rhs.empty()) continue;
    const auto value = scaled(rhs[r], scale);
    if (!value) return false;
    small_rhs_.push_back(*value);
  }
  return true;
}

void IntegerRows::read_big(const SparseRows& rows, const std::vector<Rational>& rhs) {
  small_.clear();
  small_rhs_.clear();
  big_ = std::vector<Integer>(columns_.size());
  big_rhs_ = std::vector<Integer>(rhs.size());
  std::size_t next = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    auto* const scale = scales_[r].get();
    mpz_set_ui(scale, 1);
    if (!rhs.empty()) widen_scale(scale, rhs[r]);
    for (const SparseEntry& entry : rows[r]) widen_scale(scale, entry.value);
    for (const SparseEntry& entry : rows[r]) {
      if (!entry.value.is_zero()) set_scaled(big_[next++].get(), entry.value, scale);
    }
    if (!rhs.empty()) set_scaled(big_rhs_[r].get(), rhs[r], scale);
  }
}

void IntegerRows::multiply(std::size_t row, const std::vector<Integer>& x, mpz_ptr sum) const {
  mpz_set_ui(sum, 0);
  for (std::size_t k = begins_[row]; k < begins_[row + 1]; ++k) {
    const mpz_srcptr factor = x[columns_[k]].get();
    if (!is_small_) {
      mpz_addmul(sum, big_[k].get(), factor);
    } else if (small_[k] < 0) {
      mpz_submul_ui(sum, factor, magnitude(small_[k]));
    } else {
      mpz_addmul_ui(sum, factor, magnitude(small_[k]));
    }
  }
}

bool IntegerRows::holds(std::size_t row, const CommonFractions& x) const {
  Integer left;
  Integer right;
  multiply(row, x.numerators, left.get());
  if (is_small_) {
    mpz_mul_si(right.get(), x.denominator.get(), small_rhs_[row]);
  } else {
    mpz_mul(right.get(), x.denominator.get(), big_rhs_[row].get());
  }
  return mpz_cmp(left.get(), right.get()) == 0;
}

std::uint64_t IntegerRows::residue(std::size_t entry, std::uint64_t prime) const {
  if (!is_small_) return mpz_fdiv_ui(big_[entry].get(), prime);
  const std::int64_t rest = small_[entry] % static_cast<std::int64_t>(prime);
  return rest < 0 ? static_cast<std::uint64_t>(rest) + prime : static_cast<std::uint64_t>(rest);
}

std::size_t IntegerRows::determinant_bits() const {
  std::size_t twice_bits = 0;
  Integer sum;
  Integer value;
  for (std::size_t r = 0; r < num_rows(); ++r) {
    mpz_set_ui(sum.get(), 0);
    const auto add = [&](mpz_srcptr part) { mpz_addmul(sum.get(), part, part); };
    const auto add_small = [&](std::int64_t part) {
      mpz_set_si(value.get(), part);
      add(value.get());
    };
    for (std::size_t k = begins_[r]; k < begins_[r + 1]; ++k) {
      is_small_ ? add_small(small_[k]) : add(big_[k].get());
    }
    if (!small_rhs_.empty()) add_small(small_rhs_[r]);
    if (!big_rhs_.empty()) add(big_rhs_[r].get());
    twice_bits += mpz_sizeinbase(sum.get(), 2);
  }
  return twice_bits / 2 + 1;
}

}  // namespace parley::exact
