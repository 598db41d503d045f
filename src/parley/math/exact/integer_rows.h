// SPDX-License-Identifier: Apache-2.0
// Sparse rows of rationals as integers, and rationals over one denominator.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parley/math/exact_linear_system.h"
#include "parley/math/rational_big.h"

namespace parley::exact {

/// Needs a denominator that is not 0.
[[nodiscard]] Rational in_lowest_terms(mpz_srcptr numerator, mpz_srcptr denominator);

/// Rationals over one denominator > 0.
struct CommonFractions {
  explicit CommonFractions(std::size_t size) : numerators(size) { mpz_set_ui(denominator.get(), 1); }
  explicit CommonFractions(const std::vector<Rational>& values);

  std::vector<Integer> numerators;
  Integer denominator;
};

/// Each row, with its right-hand side where there is one, times the least number that makes it integer. Zeros are left
/// out.
class IntegerRows {
 public:
  /// Needs `rhs` empty or as long as `rows`; columns below `num_columns` (InternalError otherwise).
  IntegerRows(const SparseRows& rows, const std::vector<Rational>& rhs, std::size_t num_columns);

  [[nodiscard]] std::size_t num_rows() const { return begins_.size() - 1; }
  /// Entries of row r are those from begin(r) to before begin(r + 1).
  [[nodiscard]] std::size_t begin(std::size_t row) const { return begins_[row]; }
  [[nodiscard]] std::uint32_t column(std::size_t entry) const { return columns_[entry]; }
  [[nodiscard]] mpz_srcptr scale(std::size_t row) const { return scales_[row].get(); }

  /// All entries, right-hand sides and sums of absolute values of a row are below 2^62; then `small` holds the entries
  /// and `small_rhs` the right-hand sides. Otherwise `big` and `big_rhs` do.
  [[nodiscard]] bool is_small() const { return is_small_; }
  [[nodiscard]] std::int64_t small(std::size_t entry) const { return small_[entry]; }
  [[nodiscard]] std::int64_t small_rhs(std::size_t row) const { return small_rhs_[row]; }
  [[nodiscard]] mpz_srcptr big(std::size_t entry) const { return big_[entry].get(); }
  [[nodiscard]] mpz_srcptr big_rhs(std::size_t row) const { return big_rhs_[row].get(); }

  /// sum = row * x.
  void multiply(std::size_t row, const std::vector<Integer>& x, mpz_ptr sum) const;
  /// Does the row, right-hand side included, hold for x?
  [[nodiscard]] bool holds(std::size_t row, const CommonFractions& x) const;
  /// Residue of an entry modulo a prime.
  [[nodiscard]] std::uint64_t residue(std::size_t entry, std::uint64_t prime) const;
  /// By Hadamard: every determinant of a square part of rows and right-hand sides is below 2 to this.
  [[nodiscard]] std::size_t determinant_bits() const;

 private:
  bool read_small(const SparseRows& rows, const std::vector<Rational>& rhs);
  void read_big(const SparseRows& rows, const std::vector<Rational>& rhs);

  std::vector<std::size_t> begins_{0};
  std::vector<std::uint32_t> columns_;
  std::vector<Integer> scales_;
  bool is_small_ = false;
  std::vector<std::int64_t> small_, small_rhs_;
  std::vector<Integer> big_, big_rhs_;
};

}  // namespace parley::exact
