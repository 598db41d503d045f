// SPDX-License-Identifier: Apache-2.0
// Writes boxes as JSON.
#include "parley/report/json_boxes.h"

#include "parley/report/json_parts.h"

namespace parley::report {
namespace {

Json restriction_json(const study::BoxRestriction& row, bool has_p_value) {
  Json object = Json::object();
  object.set("param", row.param);
  if (row.values.empty()) {
    object.set("low", row.low).set("high", row.high);
  } else {
    object.set("values", json_array(row.values, [](double value) { return Json(value); }));
  }
  return has_p_value ? object.set("p_value", row.p_value) : object;
}

void set_numbers(Json& object, const study::BoxNumbers& numbers) {
  object.set("coverage", numbers.coverage.mean)
      .set("density", numbers.density.mean)
      .set("mass", numbers.mass.mean)
      .set("coverage_standard_error", numbers.coverage.standard_error)
      .set("density_standard_error", numbers.density.standard_error)
      .set("mass_standard_error", numbers.mass.standard_error);
}

Json box_json(const study::FoundBox& box) {
  Json object = Json::object();
  object.set("peel", box.peel)
      .set("restrictions", json_array(box.restrictions, [](const auto& row) { return restriction_json(row, true); }))
      .set("dropped", json_array(box.dropped, [](const study::DroppedRestriction& row) {
             return Json::object().set("param", row.param).set("p_value", row.p_value);
           }));
  set_numbers(object, box.numbers);
  return object;
}

Json peel_json(const study::PeelRow& row) {
  Json object = Json::object();
  set_numbers(object, row.numbers);
  return object.set("restrictions",
                    json_array(row.restrictions, [](const auto& one) { return restriction_json(one, false); }));
}

}  // namespace

Json boxes_json(const Head& head, const study::Boxes& boxes) {
  return document("parley/boxes/1", head)
      .set("event", boxes.event)
      .set("threshold", boxes.threshold)
      .set("draws", boxes.draws)
      .set("effective_draws", boxes.effective_draws)
      .set("held", held_json(boxes.held))
      .set("share_of_interest", boxes.share_of_interest.mean)
      .set("share_of_interest_standard_error", boxes.share_of_interest.standard_error)
      .set("boxes", json_array(boxes.boxes, box_json))
      .set("trajectory", json_array(boxes.trajectory, peel_json))
      .set("counts", counts_json(boxes.counts))
      .set("failures", failures_json(boxes.failures))
      .set("draws_done", boxes.draws_done)
      .set("termination", termination_name(boxes.termination));
}

}  // namespace parley::report
