// SPDX-License-Identifier: Apache-2.0
// Square systems of linear equations in rationals, solved and proved.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/math/rational.h"

namespace parley {

struct SparseEntry {
  std::size_t column = 0;
  Rational value;
};

/// Each row's entries in any order, no column twice.
using SparseRows = std::vector<std::vector<SparseEntry>>;

/// The one x with rows x = rhs. What is returned was put into the equations, exactly; that it is the only solution is
/// proved as well.
///
/// Needs    as many right-hand sides as rows; columns below the number of rows (InternalError otherwise).
/// Returns  nothing where the rows are singular, or where `run` asked to stop (`run.why_stopped()` tells which).
///          Singular means: modulo five primes of 60 bits.
/// Cost     sparse elimination modulo a prime once, then a product with the factors and one with the rows for every 60
///          bits of the solution's largest numerator and denominator together. A full table of 300 rows with entries
///          up to 100: about 0.1 s; a thousand rows of a game tree: less.
/// Source   Dixon 1982 (lifting); Monagan 2004 (fractions from residues, as soon as they show); Markowitz 1957 (order
///          of elimination).
[[nodiscard]] std::optional<std::vector<Rational>> solve_exactly(const SparseRows& rows,
                                                                 const std::vector<Rational>& rhs,
                                                                 const RunContext& run = {});

/// rows x, by integers over one denominator: far faster than sums of rationals where x has long denominators.
///
/// Needs    columns below the size of x (InternalError otherwise).
[[nodiscard]] std::vector<Rational> exact_product(const SparseRows& rows, const std::vector<Rational>& x);

}  // namespace parley
