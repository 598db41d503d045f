// SPDX-License-Identifier: Apache-2.0
// The sentences of an explanation: made of its facts and of nothing else.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parley/build/model.h"
#include "parley/why/explanation.h"

namespace parley::report {

/// What a sentence is about.
enum class WhyPart : std::uint8_t {
  answer,      ///< what is so at the point
  path,        ///< the path of play, and what would flip each choice
  deviations,  ///< what stops the outcome, or how it comes about
  change,      ///< what would turn it
  draws,       ///< the whole set of draws
  typical,     ///< a typical draw, where the point is none
};

struct WhySentence {
  WhyPart part = WhyPart::answer;
  std::string text;
  std::vector<build::Origin> origins = {};  ///< the places of the file on which its numbers rest
};

/// In the order of the parts.
[[nodiscard]] std::vector<WhySentence> why_sentences(const why::Explanation& explanation);

/// "answer", "path", ..: as the JSON has it.
[[nodiscard]] std::string why_part_name(WhyPart part);

}  // namespace parley::report
