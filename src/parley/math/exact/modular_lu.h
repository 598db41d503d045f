// SPDX-License-Identifier: Apache-2.0
// Sparse triangular factors modulo a prime.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/math/exact/prime_field.h"

namespace parley::exact {

struct ResidueEntry {
  std::uint32_t index = 0;    ///< a column, or a row in the lower factor
  std::uint64_t residue = 0;  ///< scaled
};
using ResidueRow = std::vector<ResidueEntry>;

class ModularLu {
 public:
  /// Needs    a square system, residues scaled and not 0.
  /// Returns  nothing where it is singular modulo the prime, or where `run` asked to stop.
  /// Cost     pivots where least is filled in; a full table: size^3 / 3 products.
  static std::optional<ModularLu> factor(const PrimeField& field, std::vector<ResidueRow> rows, const RunContext& run);

  /// The plain x with rows x = rhs (plain).
  [[nodiscard]] std::vector<std::uint64_t> solve(const std::vector<std::uint64_t>& rhs) const;

 private:
  friend class Elimination;
  struct Step {
    std::uint32_t row = 0, column = 0;
    std::uint64_t inverse = 0;  // of the pivot, scaled
    ResidueRow upper;           // what else stands in the pivot row
  };

  explicit ModularLu(const PrimeField& field) : field_(field) {}

  PrimeField field_;
  std::vector<Step> steps_;
  std::vector<ResidueRow> lower_;  // by row: multiples of which earlier pivot rows were taken away
};

}  // namespace parley::exact
