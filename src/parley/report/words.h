// SPDX-License-Identifier: Apache-2.0
// The one vocabulary of likelihood (docs: words of likelihood); seven bands after ICD 203 with the ends told apart.
#pragma once

#include <string>
#include <string_view>

namespace parley::report {

/// never in this model (0); remote (below 1 %); almost no chance [1, 5); very unlikely [5, 20); unlikely [20, 45);
/// roughly even [45, 55]; likely (55, 80]; very likely (80, 95]; almost certain (95, 99]; nearly always (above 99 %);
/// always in this model (1). "undefined" for what is no probability.
[[nodiscard]] std::string_view likelihood_word(double prob);
/// Both words where the mean plus or minus two standard errors crosses a border: "unlikely or roughly even". Never and
/// always are for what has no error: with one, 0 is "remote" and 1 "nearly always".
[[nodiscard]] std::string likelihood_words(double mean, double standard_error);

}  // namespace parley::report
