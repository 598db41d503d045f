// SPDX-License-Identifier: Apache-2.0
// What every JSON document begins with: its schema, where it comes from, and what was said about the scenario.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parley/report/json_writer.h"

namespace parley::report {

/// What is needed to make the same document again.
struct Provenance {
  std::string file_sha256;
  std::string version;
  std::string isa;  ///< instruction set of the lanes
  std::uint64_t seed = 1;
  std::string command;  ///< canonical: verb, file name without its folder, the options that change the answer
};

/// A diagnostic as documents carry it; places are lines and code points from 1.
struct DiagnosticRow {
  std::string severity, code, message;
  std::uint32_t line = 0, column = 0, length = 0;
  std::string help;
};

struct Head {
  Provenance provenance;
  std::vector<DiagnosticRow> diagnostics;
};

/// An object with `schema`, `provenance` and `diagnostics`; the answer's own keys follow.
[[nodiscard]] Json document(std::string_view schema, const Head& head);
/// parley/diagnostics/1: instead of an answer, where the scenario has errors.
[[nodiscard]] Json diagnostics_json(const Head& head);

/// An answer to one `ask` line of a file.
struct Answer {
  std::uint32_t line = 0;
  std::string ask;
  Json result;
};
/// parley/answers/1: several answers, each with the document it would be alone.
[[nodiscard]] Json answers_json(const Head& head, const std::vector<Answer>& answers);

}  // namespace parley::report
