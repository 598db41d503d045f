// SPDX-License-Identifier: Apache-2.0
// Writes what knowing more would be worth as JSON.
#include "parley/report/json_information.h"

#include <string>

#include "parley/report/json_parts.h"

namespace parley::report {
namespace {

Json texts_json(const std::vector<std::string>& texts) {
  return json_array(texts, [](const std::string& text) { return Json(text); });
}

Json row_json(const study::InformationRow& row) {
  return Json::object()
      .set("kind", kind_name(row.kind))
      .set("name", row.name)
      .set("members", texts_json(row.members))
      .set("worth", row.worth.mean)
      .set("standard_error", row.worth.standard_error)
      .set("changes", json_array(row.changes, [](const study::Change& change) {
             return Json::object()
                 .set("when", change.when)
                 .set("choice", choice_json(change.choice))
                 .set("share", change.share);
           }));
}

}  // namespace

std::string kind_name(study::InformationRow::Kind kind) {
  switch (kind) {
    case study::InformationRow::Kind::param:
      return "param";
    case study::InformationRow::Kind::odds:
      return "odds";
    case study::InformationRow::Kind::group:
      return "group";
    case study::InformationRow::Kind::type:
      return "type";
    case study::InformationRow::Kind::evidence:
      return "evidence";
    case study::InformationRow::Kind::everything:
      return "everything";
  }
  return {};
}

Json information_json(const Head& head, const study::Information& information) {
  return document("parley/information/1", head)
      .set("player", information.player)
      .set("by", texts_json(information.by))
      .set("choices", information.num_choices)
      .set("draws", information.draws)
      .set("effective_draws", information.effective_draws)
      .set("held", held_json(information.held))
      .set("best", Json::object()
                       .set("choice", choice_json(information.best))
                       .set("value", information.value.mean)
                       .set("standard_error", information.value.standard_error))
      .set("rows", json_array(information.rows, row_json))
      .set("left_out", texts_json(information.left_out))
      .set("counts", counts_json(information.counts))
      .set("termination", termination_name(information.termination));
}

}  // namespace parley::report
