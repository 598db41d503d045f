// SPDX-License-Identifier: Apache-2.0
// Parsing that keeps the tokens: the formatter sets them anew, with what the parser found out about each.
#pragma once

#include "parley/scenario/lexer.h"
#include "parley/scenario/parser.h"

namespace parley::scenario {

struct ParsedTokens {
  Parsed parsed;
  Tokens tokens;  ///< point into the source text
};

[[nodiscard]] ParsedTokens parse_tokens(const SourceText& source);

}  // namespace parley::scenario
