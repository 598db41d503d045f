// SPDX-License-Identifier: Apache-2.0
// Reads the tokens of a scenario into a syntax tree; after an error it goes on at the next key word.
#pragma once

#include "parley/scenario/diagnostic.h"
#include "parley/scenario/source.h"
#include "parley/scenario/syntax.h"

namespace parley::scenario {

struct Parsed {
  syntax::File file;
  Diagnostics diagnostics;  ///< P01xx (text and syntax) and P07xx (nesting)
};

[[nodiscard]] Parsed parse(const SourceText& source);

/// One expression or question standing alone (command line); the spans are places in `source`.
struct ParsedExpr {
  syntax::ExprPtr expr;  ///< null where there are errors
  Diagnostics diagnostics;
};
struct ParsedTarget {
  std::optional<syntax::TargetExpr> target;  ///< empty where there are errors
  Diagnostics diagnostics;
};
struct ParsedHold {
  std::optional<syntax::HoldExpr> hold;  ///< "NAME=LABEL" is read as "NAME is LABEL"
  Diagnostics diagnostics;
};
[[nodiscard]] ParsedExpr parse_expression(const SourceText& source);
[[nodiscard]] ParsedTarget parse_target_text(const SourceText& source);
[[nodiscard]] ParsedHold parse_hold_text(const SourceText& source);

}  // namespace parley::scenario
