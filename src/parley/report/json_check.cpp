// SPDX-License-Identifier: Apache-2.0
// Writes what `check` finds as JSON.
#include "parley/report/json_check.h"

#include "parley/report/json_parts.h"

namespace parley::report {
namespace {

Json expectation_json(const study::ExpectationResult& result) {
  Json value;
  if (result.values.size() == 1) value = Json(result.values[0]);
  if (result.values.size() > 1) value = json_array(result.values, [](double number) { return Json(number); });
  return Json::object()
      .set("line", result.expectation.line)
      .set("variant", text_or_null(result.expectation.variant))
      .set("text", result.expectation.text)
      .set("value", std::move(value))
      .set("holds", result.holds)
      .set("standard_error", result.standard_error)
      .set("close", result.close)
      .set("problem", text_or_null(result.problem));
}

Json not_settled_json(const study::NotSettled& row) {
  Json object = Json::object();
  set_infoset(object, row.infoset);
  return object.set("why", row.why);
}

}  // namespace

Json check_json(const Head& head, bool ok, const std::optional<study::Summary>& summary,
                const std::vector<study::ExpectationResult>& expectations) {
  Json json = document("parley/check/1", head);
  json.set("ok", ok).set("game", summary ? game_json(summary->game) : Json());
  if (summary) json.set("not_settled", json_array(summary->not_settled, not_settled_json));
  return json.set("expect", json_array(expectations, expectation_json));
}

}  // namespace parley::report
