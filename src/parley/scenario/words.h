// SPDX-License-Identifier: Apache-2.0
// The key words of the language, and which known word a misspelt one is nearest to.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace parley::scenario {

[[nodiscard]] std::span<const std::string_view> statement_words();  ///< begin statements
[[nodiscard]] std::span<const std::string_view> step_words();       ///< begin steps (a pick begins with its player)
[[nodiscard]] std::span<const std::string_view> function_words();
[[nodiscard]] std::span<const std::string_view> clause_words();  ///< go on within a statement or step

/// Neither a name nor a label.
[[nodiscard]] bool is_keyword(std::string_view word);
[[nodiscard]] bool is_one_of(std::string_view word, std::span<const std::string_view> words);

/// The one of `known` that `word` most likely stands for: within a third of its length in edits (a swap of neighbours
/// is one, upper or lower case none), and no other as near. Nothing if there is none.
[[nodiscard]] std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string_view> known);

}  // namespace parley::scenario
