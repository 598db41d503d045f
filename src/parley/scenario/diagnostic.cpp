// SPDX-License-Identifier: Apache-2.0
// The order of diagnostics and how many errors a file is told of at once.
#include "parley/scenario/diagnostic.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace parley::scenario {
namespace {

bool is_closing_note(const Diagnostic& diagnostic) { return diagnostic.code == "P0100"; }

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error && count(Severity::error) >= max_errors) {
    ++num_omitted;
    return;
  }
  list.push_back(std::move(diagnostic));
}

void Diagnostics::finish() {
  std::erase_if(list, is_closing_note);
  const auto before = [](const Diagnostic& a, const Diagnostic& b) {
    return std::tuple(a.span.begin, a.severity) < std::tuple(b.span.begin, b.severity);
  };
  // Insertion keeps the order of what was said about one place; lists are short and nearly sorted.
  for (auto next = list.begin(); next != list.end(); ++next) {
    std::rotate(std::upper_bound(list.begin(), next, *next, before), next, std::next(next));
  }
  std::size_t errors = 0;
  std::erase_if(list, [&](const Diagnostic& d) { return d.severity == Severity::error && ++errors > max_errors; });
  if (errors > max_errors) num_omitted += errors - max_errors;
  if (num_omitted == 0) return;
  Diagnostic closing;
  closing.severity = Severity::note;
  closing.code = "P0100";
  closing.message =
      num_omitted == 1 ? "1 more error is not shown" : fmt::format("{} more errors are not shown", num_omitted);
  closing.span = list.empty() ? Span() : list.back().span;
  list.push_back(std::move(closing));
}

bool Diagnostics::has_errors() const { return count(Severity::error) > 0; }

std::size_t Diagnostics::count(Severity severity) const {
  return static_cast<std::size_t>(std::ranges::count(list, severity, &Diagnostic::severity));
}

}  // namespace parley::scenario
