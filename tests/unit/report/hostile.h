// SPDX-License-Identifier: Apache-2.0
// Texts that try to break out of where they are written, or to be run there.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace parley::report::testing {

inline const std::array<std::string, 18>& hostile_texts() {
  static const std::array<std::string, 18> texts = {
      "<script>alert(1)</script>",
      "\"quoted\" & 'single' \"><img src=x onerror=alert(1)>",
      "a | b | c",
      "=cmd|' /C calc'!A0",
      "+1+1; =2",
      "@SUM(A1:A9)",
      "-2+3",
      "שלום مرحبا \u202Eabc\u202C \u2066x\u2069",
      std::string(2000, 'w'),
      "two\nlines\r\nand\ttabs",
      "]]> --> */ </script> </style>",
      "$\\input{/etc/passwd}$ \\write18{rm -rf} ^^M % _ ~ # & {",
      "[a link](javascript:alert(1)) ![image](x) <http://host> https://host/x www.host.example someone@host.example",
      "**bold** _it_ ~~no~~ `code` # head $x$ {{braces}}",
      "- item\n1. one\n> quote\n# heading\n---\n===\n```",
      "```\nfence\n~~~",
      std::string("nul \0 bell \a escape \x1b[31m", 24),
      "broken \xff\xc3 bytes 😀 é",
  };
  return texts;
}

/// How often `part` stands in the text.
inline std::ptrdiff_t occurrences(std::string_view text, std::string_view part) {
  std::ptrdiff_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

}  // namespace parley::report::testing
