// SPDX-License-Identifier: Apache-2.0
// A choice for each of a few ranges of one number.
#pragma once

#include <cstddef>
#include <vector>

namespace parley::study {

/// Cells in order, `sums[cell * num_choices + choice]`. At most three ranges of neighbouring cells, each with one
/// choice, of the largest sum; of fewer ranges that keep 95 % of what three gain over `for_all`, the fewest. Ranges and
/// choices are changed for gains above `least` alone. Returns  the choice by cell.
[[nodiscard]] std::vector<std::size_t> choices_by_range(const std::vector<double>& sums, std::size_t num_choices,
                                                        std::size_t for_all, double least);

}  // namespace parley::study
