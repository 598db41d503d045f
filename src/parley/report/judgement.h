// SPDX-License-Identifier: Apache-2.0
// What a report says in sentences: the bottom line, how far to trust it, and the judgements behind it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parley/report/report.h"

namespace parley::report {

/// The most likely outcome, what would be enough, and what that hangs on.
[[nodiscard]] std::vector<Sentence> bottom_line(const Report& report);

enum class ConfidenceLevel : std::uint8_t { low, moderate, high };
[[nodiscard]] std::string level_name(ConfidenceLevel level);

/// A rule of confidence, and what it says of this report.
struct ConfidenceReason {
  std::string rule;     ///< "sources", "range", "equilibria", "variants"
  bool lowers = false;  ///< it makes confidence low
  std::string text;
};

/// How far to trust the chance of the most likely outcome; likelihood is another matter and another sentence.
/// Source   docs/methods/report.md: low where any rule lowers it; high where none does, the range is under 0.2 and a
///          source is graded B2 or better; moderate otherwise.
struct Confidence {
  ConfidenceLevel level = ConfidenceLevel::moderate;
  std::vector<ConfidenceReason> reasons;
};
[[nodiscard]] Confidence confidence(const Report& report);
[[nodiscard]] std::vector<Sentence> confidence_sentences(const Confidence& confidence);

/// One number that the report judges, and what moves it.
struct Judgement {
  Sentence claim;
  std::string drivers;  ///< a sentence; empty where they were not asked for
};
/// The outcomes in question, then the targets of the file's asks.
[[nodiscard]] std::vector<Judgement> judgements(const Report& report);

/// What of the answer depends on how the game is told and played.
[[nodiscard]] std::vector<Sentence> alternative_sentences(const Report& report);
/// What the model takes as given or does not know of.
[[nodiscard]] std::vector<Sentence> left_out(const Report& report);
/// How the numbers were made, with the counts that make them honest.
[[nodiscard]] std::vector<Sentence> method_sentences(const Report& report);

}  // namespace parley::report
