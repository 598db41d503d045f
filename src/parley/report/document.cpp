// SPDX-License-Identifier: Apache-2.0
// Begins documents and gathers answers.
#include "parley/report/document.h"

namespace parley::report {
namespace {

Json diagnostic_json(const DiagnosticRow& row) {
  return Json::object()
      .set("severity", row.severity)
      .set("code", row.code)
      .set("message", row.message)
      .set("line", row.line)
      .set("column", row.column)
      .set("length", row.length)
      .set("help", row.help.empty() ? Json() : Json(row.help));
}

}  // namespace

Json document(std::string_view schema, const Head& head) {
  const Provenance& from = head.provenance;
  return Json::object()
      .set("schema", schema)
      .set("provenance", Json::object()
                             .set("file_sha256", from.file_sha256)
                             .set("version", from.version)
                             .set("isa", from.isa)
                             .set("seed", from.seed)
                             .set("command", from.command))
      .set("diagnostics", json_array(head.diagnostics, diagnostic_json));
}

Json diagnostics_json(const Head& head) { return document("parley/diagnostics/1", head); }

Json answers_json(const Head& head, const std::vector<Answer>& answers) {
  const auto answer_json = [](const Answer& answer) {
    return Json::object().set("line", answer.line).set("ask", answer.ask).set("result", answer.result);
  };
  return document("parley/answers/1", head).set("answers", json_array(answers, answer_json));
}

}  // namespace parley::report
