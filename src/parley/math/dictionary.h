// SPDX-License-Identifier: Apache-2.0
// A polyhedron at one of its vertices, in exact integers: basic variables as sums of nonbasic ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/math/big_integer.h"
#include "parley/math/rational.h"

namespace parley {

/// Rows say  basic = (constant + sum of coefficient * nonbasic) / denominator, with one denominator, above 0, for all.
/// Variables are told by label. Int is std::int64_t, Int128 or BigInteger: what does not fit is refused, and `widened`
/// goes on from there.
///
/// Source   Edmonds 1967 and Bareiss 1968 (pivoting without fractions: every entry is a minor of the first rows);
///          Chvatal 1983 (dictionaries).
template <class Int>
class Dictionary {
 public:
  using Label = std::uint32_t;
  static constexpr Label no_label = 0xffffffffU;

  /// Basic variables `basic` and nonbasic ones `nonbasic`, with labels below `num_labels`; all numbers 0, the
  /// denominator 1.
  Dictionary(std::size_t num_labels, std::vector<Label> basic, std::vector<Label> nonbasic);

  /// Needs integers that Int holds (`fits`).
  void set_constant(std::size_t row, const Rational& value) { entry(row, 0) = from_integer(value); }
  void set_coefficient(std::size_t row, std::size_t column, const Rational& value) {
    entry(row, column + 1) = from_integer(value);
  }
  [[nodiscard]] static bool fits(const Rational& value);

  [[nodiscard]] std::size_t num_labels() const { return row_of_.size(); }
  [[nodiscard]] std::size_t num_rows() const { return basic_.size(); }
  [[nodiscard]] std::size_t num_columns() const { return nonbasic_.size(); }
  [[nodiscard]] Label basic(std::size_t row) const { return basic_[row]; }
  [[nodiscard]] Label nonbasic(std::size_t column) const { return nonbasic_[column]; }
  /// The row or the column of a variable; `num_rows()` or `num_columns()` where it has none.
  [[nodiscard]] std::size_t row_of(Label label) const {
    return row_of_[label] < 0 ? num_rows() : place(row_of_[label]);
  }
  [[nodiscard]] std::size_t column_of(Label label) const {
    return column_of_[label] < 0 ? num_columns() : place(column_of_[label]);
  }

  [[nodiscard]] int constant_sign(std::size_t row) const;
  [[nodiscard]] int coefficient_sign(std::size_t row, std::size_t column) const;
  [[nodiscard]] double constant_near(std::size_t row) const;  ///< nearest double of constant / denominator, or so
  [[nodiscard]] double coefficient_near(std::size_t row, std::size_t column) const;
  [[nodiscard]] Rational constant(std::size_t row) const;  ///< exactly

  /// Which of two rows, both with a coefficient below 0 in `column`, reaches 0 first as its variable grows: the sign of
  /// (limit of row `a` minus limit of row `b`).
  [[nodiscard]] int compare_limits(std::size_t a, std::size_t b, std::size_t column) const;
  /// The same where the variables in `perturbed` may fall below 0 by powers of one infinitely small number, the first
  /// listed by the largest. Never 0 for two rows of a dictionary reached from one in which all of them were basic.
  [[nodiscard]] int compare_limits(std::size_t a, std::size_t b, std::size_t column,
                                   const std::vector<Label>& perturbed) const;

  /// Exchange the variables of a row and a column; needs a coefficient that is not 0. False where the numbers get too
  /// large for Int: the dictionary is then as it was. Cost: O(rows * columns).
  [[nodiscard]] bool pivot(std::size_t row, std::size_t column);

  /// Fix the variable at 0 for ever; the last column takes its place.
  void drop_column(std::size_t column);
  /// Forget a variable that is 0 anyway; the last row takes its place.
  void drop_row(std::size_t row);

  template <class Wider>
  [[nodiscard]] Dictionary<Wider> widened() const;

 private:
  template <class Other>
  friend class Dictionary;

  /// Memory that a copy does not take along.
  struct Buffer {
    std::vector<Int> entries;
    Buffer() = default;
    Buffer(const Buffer& /*other*/) {}
    Buffer(Buffer&&) noexcept = default;
    Buffer& operator=(const Buffer& other) {
      if (this != &other) entries.clear();
      return *this;
    }
    Buffer& operator=(Buffer&&) noexcept = default;
    ~Buffer() = default;
  };

  [[nodiscard]] static Int from_integer(const Rational& value);
  [[nodiscard]] static std::size_t place(std::int32_t at) { return static_cast<std::size_t>(at); }
  [[nodiscard]] Int& entry(std::size_t row, std::size_t column) { return entries_[row * stride_ + column]; }
  [[nodiscard]] const Int& entry(std::size_t row, std::size_t column) const { return entries_[row * stride_ + column]; }
  [[nodiscard]] int compare_terms(std::size_t a, std::size_t b, std::size_t column, Label perturbed) const;

  std::size_t stride_;
  Int denominator_;
  std::vector<Int> entries_;  // [row][0]: constant; [row][1 + column]
  Buffer next_;               // the other of two, so that a pivot that fails leaves no trace
  std::vector<Label> basic_, nonbasic_;
  std::vector<std::int32_t> row_of_, column_of_;  // by label; -1: none
};

extern template class Dictionary<std::int64_t>;
extern template class Dictionary<Int128>;
extern template class Dictionary<BigInteger>;

}  // namespace parley
