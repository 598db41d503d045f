// SPDX-License-Identifier: Apache-2.0
// Writes what moves an answer as JSON.
#include "parley/report/json_drivers.h"

#include "parley/report/json_parts.h"

namespace parley::report {
namespace {

using Index = std::optional<IndexEstimate>;

void set_index(Json& object, const std::string& name, const Index& index) {
  object.set(name, index ? Json(index->value) : Json());
  object.set(name + "_interval", index ? Json::array().push(index->low).push(index->high) : Json());
}

Json switch_json(const study::Switch& turn) {
  return Json::object().set("value", turn.value).set("from", turn.from).set("to", turn.to);
}

Json row_json(const study::DriverRow& row) {
  Json object = Json::object();
  object.set("name", row.name);
  set_index(object, "first_order_index", row.first_order_index);
  set_index(object, "total_index", row.total_index);
  set_index(object, "shapley_effect", row.shapley_effect);
  return object.set("range", Json::array().push(row.low).push(row.high))
      .set("median", row.median)
      .set("switches", json_array(row.switches, switch_json));
}

Json counts_json(const study::Drivers& drivers) {
  return Json::object()
      .set("evaluations", drivers.evaluations)
      .set("left_out", drivers.left_out)
      .set("ties", drivers.counts.ties)
      .set("ties_that_matter", drivers.counts.ties_that_matter)
      .set("unsettled", drivers.counts.unsettled)
      .set("unsolved", drivers.counts.unsolved)
      .set("failed", drivers.counts.failed);
}

}  // namespace

Json drivers_json(const Head& head, const study::Drivers& drivers) {
  return document("parley/drivers/1", head)
      .set("target", drivers.target)
      .set("method", drivers.method == study::DriversMethod::saltelli ? "saltelli" : "shapley")
      .set("params", json_array(drivers.params, row_json))
      .set("draws", drivers.draws)
      .set("draws_done", drivers.draws_done)
      .set("effective_draws", drivers.effective_draws)
      .set("replicates", drivers.replicates)
      .set("mean", drivers.mean)
      .set("variance", drivers.variance)
      .set("counts", counts_json(drivers))
      .set("failures", json_array(drivers.failures,
                                  [](const study::FailureRow& row) {
                                    return Json::object()
                                        .set("message", row.message)
                                        .set("draws", row.draws)
                                        .set("first_draw", row.first_draw);
                                  }))
      .set("notes", json_array(drivers.notes, [](const std::string& note) { return Json(note); }))
      .set("held", held_json(drivers.held))
      .set("termination", termination_name(drivers.termination));
}

}  // namespace parley::report
