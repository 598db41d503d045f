// SPDX-License-Identifier: Apache-2.0
// What a comparison of variants comes to in words, and which variants say otherwise than the file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parley/study/variants.h"

namespace parley::report {

/// What one row says of a target.
struct RowConclusions {
  bool is_known = false;                  ///< false: the run stopped before its first draw
  std::string most_likely;                ///< outcome of the largest mean chance
  std::string side;                       ///< "above", "below" 1/2, "open" within two errors; empty: no probability
  std::string likelihood;                 ///< the word, or both that two errors reach; empty: no probability
  std::vector<std::string> differs_in{};  ///< the kinds below in which it contradicts the file
};

/// One thing that is concluded, of the file, and the variants that say otherwise.
struct Conclusion {
  std::string kind;  ///< "most_likely_outcome", "side", "likelihood"
  std::string of_file;
  std::vector<std::string> differing;  ///< names of variants
};

struct Conclusions {
  std::vector<RowConclusions> rows;  ///< by row of the comparison
  std::vector<Conclusion> all;
};

/// Of target `t`. Two contradict each other where their most likely outcomes differ; where they lie on different sides
/// of 1/2 by more than two errors each; where no word of likelihood within two errors is common to both.
[[nodiscard]] Conclusions conclusions_of(const study::VariantComparison& comparison, std::size_t t);

/// True where two likelihoods, each one word or two ("unlikely or roughly even"), have a word in common.
[[nodiscard]] bool share_a_word(std::string_view a, std::string_view b);

}  // namespace parley::report
