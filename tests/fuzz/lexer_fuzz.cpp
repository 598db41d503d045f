// SPDX-License-Identifier: Apache-2.0
// Any bytes: the tokens and comments lie in the text in order, and everything said about it has a place and a code.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "parley/scenario/lexer.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parley::scenario;
  const SourceText source("fuzz.parley", "", std::string(reinterpret_cast<const char*>(data), size));
  Diagnostics diagnostics;
  const Tokens tokens = lex(source, diagnostics);
  require(!tokens.list.empty() && tokens.list.back().kind == TokenKind::file_end);
  std::uint32_t before = 0;
  for (const Token& token : tokens.list) {
    require(token.span.begin >= before && token.span.begin <= token.span.end && token.span.end <= size);
    before = token.span.end;
    if (token.kind == TokenKind::text) require(unquote(token.text).size() <= token.text.size());
  }
  before = 0;
  for (const Comment& comment : tokens.comments) {
    require(comment.span.begin >= before && comment.span.begin < comment.span.end && comment.span.end <= size);
    before = comment.span.end;
  }
  diagnostics.finish();
  for (const Diagnostic& diagnostic : diagnostics.list) {
    require(!diagnostic.code.empty() && !diagnostic.message.empty() && diagnostic.span.end <= size);
  }
  require(diagnostics.list.empty() || !render(diagnostics, source, true).empty());
  return 0;
}
