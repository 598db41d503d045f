// SPDX-License-Identifier: Apache-2.0
// Pivots and comparisons of dictionaries.
#include "parley/math/dictionary.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "parley/base/result.h"
#include "parley/math/pivot_arithmetic.h"

namespace parley {

template <class Int>
Dictionary<Int>::Dictionary(std::size_t num_labels, std::vector<Label> basic, std::vector<Label> nonbasic)
    : stride_(nonbasic.size() + 1),
      denominator_(1),
      entries_(basic.size() * stride_),
      basic_(std::move(basic)),
      nonbasic_(std::move(nonbasic)),
      row_of_(num_labels, -1),
      column_of_(num_labels, -1) {
  for (std::size_t r = 0; r < basic_.size(); ++r) row_of_[basic_[r]] = static_cast<std::int32_t>(r);
  for (std::size_t c = 0; c < nonbasic_.size(); ++c) column_of_[nonbasic_[c]] = static_cast<std::int32_t>(c);
}

template <class Int>
bool Dictionary<Int>::fits(const Rational& value) {
  if constexpr (std::is_same_v<Int, BigInteger>) {
    return value.is_integer();
  } else {
    return value.to_int64().has_value();
  }
}

template <class Int>
Int Dictionary<Int>::from_integer(const Rational& value) {
  if (!fits(value)) throw InternalError("Dictionary: " + value.to_string() + " is no integer of the size that is held");
  if constexpr (std::is_same_v<Int, BigInteger>) {
    return BigInteger(value);
  } else {
    return *value.to_int64();
  }
}

template <class Int>
int Dictionary<Int>::constant_sign(std::size_t row) const {
  return PivotArithmetic<Int>::sign(entry(row, 0));
}

template <class Int>
int Dictionary<Int>::coefficient_sign(std::size_t row, std::size_t column) const {
  return PivotArithmetic<Int>::sign(entry(row, column + 1));
}

template <class Int>
double Dictionary<Int>::constant_near(std::size_t row) const {
  return PivotArithmetic<Int>::quotient(entry(row, 0), denominator_);
}

template <class Int>
double Dictionary<Int>::coefficient_near(std::size_t row, std::size_t column) const {
  return PivotArithmetic<Int>::quotient(entry(row, column + 1), denominator_);
}

template <class Int>
Rational Dictionary<Int>::constant(std::size_t row) const {
  return PivotArithmetic<Int>::ratio(entry(row, 0), denominator_);
}

template <class Int>
int Dictionary<Int>::compare_limits(std::size_t a, std::size_t b, std::size_t column) const {
  // constant_a / -coefficient_a against constant_b / -coefficient_b, with both coefficients below 0
  return -PivotArithmetic<Int>::compare_products(entry(a, 0), entry(b, column + 1), entry(b, 0), entry(a, column + 1));
}

template <class Int>
int Dictionary<Int>::compare_limits(std::size_t a, std::size_t b, std::size_t column,
                                    const std::vector<Label>& perturbed) const {
  int order = compare_limits(a, b, column);
  for (std::size_t k = 0; order == 0 && k < perturbed.size(); ++k) order = compare_terms(a, b, column, perturbed[k]);
  return order;
}

/// With s = e - e for a perturbed variable s: a basic s has one e more, a nonbasic one stands at -e.
template <class Int>
int Dictionary<Int>::compare_terms(std::size_t a, std::size_t b, std::size_t column, Label perturbed) const {
  using Arithmetic = PivotArithmetic<Int>;
  const Int& below_a = entry(a, column + 1);
  const Int& below_b = entry(b, column + 1);
  const std::size_t c = column_of(perturbed);
  if (c < num_columns()) return Arithmetic::compare_products(entry(a, c + 1), below_b, entry(b, c + 1), below_a);
  const std::size_t r = row_of(perturbed);
  if (r == a) return 1;  // denominator / -below_a is above 0
  if (r == b) return -1;
  return 0;
}

template <class Int>
bool Dictionary<Int>::pivot(std::size_t row, std::size_t column) {
  using Arithmetic = PivotArithmetic<Int>;
  const std::size_t width = num_columns() + 1, at = column + 1;
  const Int p = entry(row, at);
  const bool is_positive = Arithmetic::sign(p) > 0;
  const Arithmetic arithmetic(denominator_);
  std::vector<Int>& next = next_.entries;
  next.resize(entries_.size());
  for (std::size_t r = 0; r < num_rows(); ++r) {
    if (r == row) continue;
    const Int* from = &entries_[r * stride_];
    Int* to = &next[r * stride_];
    const Int& f = from[at];
    const Int* pivot_row = &entries_[row * stride_];
    for (std::size_t k = 0; k < width; ++k) {
      if (k == at) continue;
      const bool is_held = is_positive ? arithmetic.combine(from[k], p, f, pivot_row[k], to[k])
                                       : arithmetic.combine(f, pivot_row[k], from[k], p, to[k]);
      if (!is_held) return false;
    }
    to[at] = is_positive ? f : Arithmetic::negative(f);
  }
  for (std::size_t k = 0; k < width; ++k) {
    const Int& from = entry(row, k);
    next[row * stride_ + k] = is_positive ? Arithmetic::negative(from) : from;
  }
  next[row * stride_ + at] = is_positive ? denominator_ : Arithmetic::negative(denominator_);
  denominator_ = is_positive ? p : Arithmetic::negative(p);
  std::swap(entries_, next);
  std::swap(basic_[row], nonbasic_[column]);
  row_of_[basic_[row]] = static_cast<std::int32_t>(row);
  column_of_[basic_[row]] = -1;
  column_of_[nonbasic_[column]] = static_cast<std::int32_t>(column);
  row_of_[nonbasic_[column]] = -1;
  return true;
}

template <class Int>
void Dictionary<Int>::drop_column(std::size_t column) {
  const std::size_t last = num_columns() - 1;
  column_of_[nonbasic_[column]] = -1;
  if (column != last) {
    for (std::size_t r = 0; r < num_rows(); ++r) std::swap(entry(r, column + 1), entry(r, last + 1));
    nonbasic_[column] = nonbasic_[last];
    column_of_[nonbasic_[column]] = static_cast<std::int32_t>(column);
  }
  nonbasic_.pop_back();
}

template <class Int>
void Dictionary<Int>::drop_row(std::size_t row) {
  const std::size_t last = num_rows() - 1;
  row_of_[basic_[row]] = -1;
  if (row != last) {
    for (std::size_t k = 0; k <= num_columns(); ++k) std::swap(entry(row, k), entry(last, k));
    basic_[row] = basic_[last];
    row_of_[basic_[row]] = static_cast<std::int32_t>(row);
  }
  basic_.pop_back();
  entries_.resize(basic_.size() * stride_);
}

template <class Int>
template <class Wider>
Dictionary<Wider> Dictionary<Int>::widened() const {
  Dictionary<Wider> wide(row_of_.size(), basic_, nonbasic_);
  wide.denominator_ = Wider(denominator_);
  for (std::size_t r = 0; r < num_rows(); ++r) {
    for (std::size_t k = 0; k <= num_columns(); ++k) wide.entry(r, k) = Wider(entry(r, k));
  }
  return wide;
}

template class Dictionary<std::int64_t>;
template class Dictionary<Int128>;
template class Dictionary<BigInteger>;
template Dictionary<Int128> Dictionary<std::int64_t>::widened() const;
template Dictionary<BigInteger> Dictionary<Int128>::widened() const;

}  // namespace parley
