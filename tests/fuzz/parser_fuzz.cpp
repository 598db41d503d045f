// SPDX-License-Identifier: Apache-2.0
// Any bytes parse; what parses without error is formatted to a text of the same tokens that formatting leaves alone.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "parley/scenario/formatter.h"
#include "parley/scenario/lexer.h"
#include "parley/scenario/parser.h"

namespace {

using namespace parley::scenario;

void require(bool holds) {
  if (!holds) std::abort();
}

/// Tokens and comments as typed, in order.
std::vector<std::string> pieces(const SourceText& source) {
  Diagnostics none;
  const Tokens tokens = lex(source, none);
  std::vector<std::string> typed;
  for (const Token& token : tokens.list) typed.emplace_back(source.at(token.span));
  for (const Comment& comment : tokens.comments) typed.emplace_back(source.at(comment.span));
  return typed;
}

void check_format(const SourceText& source) {
  const auto once = format(source);
  require(once.has_value());
  const SourceText formatted("fuzz.parley", "", *once);
  require(pieces(source) == pieces(formatted));
  const auto twice = format(formatted);
  require(twice.has_value() && *twice == *once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const SourceText source("fuzz.parley", "", std::string(reinterpret_cast<const char*>(data), size));
  const Parsed parsed = parse(source);
  for (const Diagnostic& diagnostic : parsed.diagnostics.list) {
    require(!diagnostic.code.empty() && !diagnostic.message.empty() && diagnostic.span.end <= size);
    if (diagnostic.edit)
      require(diagnostic.edit->span.begin <= diagnostic.edit->span.end && diagnostic.edit->span.end <= size);
  }
  require(parsed.diagnostics.list.empty() || !render(parsed.diagnostics, source, false).empty());
  if (!parsed.diagnostics.has_errors()) check_format(source);
  (void)parse_expression(source);
  (void)parse_target_text(source);
  (void)parse_hold_text(source);
  return 0;
}
