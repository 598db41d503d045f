// SPDX-License-Identifier: Apache-2.0
// Where the checker's parts leave what they have to say; ordering, merging and the cap come later, in analyse().
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/scenario/diagnostic.h"
#include "parley/scenario/source.h"

namespace parley::scenario {

class Reporter {
 public:
  /// The reference holds until the next report; add labels, notes and help at once.
  Diagnostic& error(std::string_view code, Span span, std::string message) {
    ++num_errors_;
    return add(Severity::error, code, span, std::move(message));
  }
  Diagnostic& warning(std::string_view code, Span span, std::string message) {
    return add(Severity::warning, code, span, std::move(message));
  }
  Diagnostic& note(std::string_view code, Span span, std::string message) {
    return add(Severity::note, code, span, std::move(message));
  }

  [[nodiscard]] std::size_t num_errors() const { return num_errors_; }
  /// Suggestions cost a search through all names: past some errors nobody reads them any more.
  [[nodiscard]] bool may_suggest() const { return num_errors_ < 50; }
  [[nodiscard]] std::vector<Diagnostic> take() { return std::move(list_); }

 private:
  Diagnostic& add(Severity severity, std::string_view code, Span span, std::string message) {
    Diagnostic& made = list_.emplace_back();
    made.severity = severity;
    made.code = code;
    made.span = span;
    made.message = std::move(message);
    return made;
  }

  std::vector<Diagnostic> list_;
  std::size_t num_errors_ = 0;
};

}  // namespace parley::scenario
