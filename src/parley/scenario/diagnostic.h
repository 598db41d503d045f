// SPDX-License-Identifier: Apache-2.0
// What the checker says about a scenario: the value, the place, the rule, and what would help.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/scenario/source.h"

namespace parley::scenario {

enum class Severity : unsigned char { error, warning, note };

/// A second place that explains the first, with its own short text.
struct Label {
  Span span;
  std::string text;
};

/// Replace the text at `span` by `replacement`; shown as help and offered to editors.
struct Edit {
  Span span;
  std::string replacement;
};

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;     ///< "P0304", "W0501": see codes.h
  std::string message;  ///< names the value and the rule; lower case, present tense, no full stop
  Span span;
  std::string label;  ///< short text beside the underline; may be empty
  std::vector<Label> labels;
  std::vector<std::string> notes;
  std::string help;          ///< what to do, in words; may be empty
  std::optional<Edit> edit;  ///< the safe edit that `help` describes, where there is one
};

/// All diagnostics of one file in the order of the text (errors before warnings at one place); at most 20 errors, then
/// a closing note says how many more there were.
struct Diagnostics {
  static constexpr std::size_t max_errors = 20;

  std::vector<Diagnostic> list;
  std::size_t num_omitted = 0;  ///< errors beyond those kept

  /// Adds, unless it is an error and `max_errors` of them are kept already: then it is counted only.
  void add(Diagnostic diagnostic);
  /// Puts the list in order, keeps the first `max_errors` errors and ends it with the closing note where some were
  /// left out. May be called again after further diagnostics came in.
  void finish();

  [[nodiscard]] bool has_errors() const;
  [[nodiscard]] std::size_t count(Severity severity) const;
};

/// For people: code, message, `--> name:line:column`, the source line with its underline, labels, notes, help. Columns
/// count display width (tabs as 4, combining marks as 0, wide characters as 2); lines longer than `width` are cut
/// around the place. `colour` adds ANSI colours and nothing else.
[[nodiscard]] std::string render(const Diagnostics& diagnostics, const SourceText& source, bool colour, int width = 80);

}  // namespace parley::scenario
