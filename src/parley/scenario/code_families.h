// SPDX-License-Identifier: Apache-2.0
// The stories of the diagnostic codes, one span a family; codes.cpp strings them together in the order of the codes.
#pragma once

#include <span>

#include "parley/scenario/codes.h"

namespace parley::scenario {

[[nodiscard]] std::span<const CodeStory> text_stories();      ///< P01: text and syntax
[[nodiscard]] std::span<const CodeStory> name_stories();      ///< P02: names and kinds
[[nodiscard]] std::span<const CodeStory> chance_stories();    ///< P03: probabilities and distributions
[[nodiscard]] std::span<const CodeStory> play_stories();      ///< P04: play and information
[[nodiscard]] std::span<const CodeStory> outcome_stories();   ///< P05: outcomes and payoffs
[[nodiscard]] std::span<const CodeStory> question_stories();  ///< P06: questions
[[nodiscard]] std::span<const CodeStory> limit_stories();     ///< P07: limits
[[nodiscard]] std::span<const CodeStory> warning_stories();   ///< W

}  // namespace parley::scenario
