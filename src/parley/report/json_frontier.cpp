// SPDX-License-Identifier: Apache-2.0
// Writes a frontier as JSON.
#include "parley/report/json_frontier.h"

#include "parley/report/json_parts.h"
#include "parley/report/sentences.h"

namespace parley::report {
namespace {

Json point_json(const std::pair<double, double>& point) { return Json::array().push(point.first).push(point.second); }

Json axis_json(const study::FrontierAxis& axis) {
  return Json::object()
      .set("name", axis.name)
      .set("values", json_array(axis.values, [](double value) { return Json(value); }))
      .set("labels",
           axis.labels.empty() ? Json() : json_array(axis.labels, [](const std::string& text) { return Json(text); }))
      .set("discrete", axis.discrete);
}

Json grid_json(const std::vector<std::vector<std::optional<double>>>& grid) {
  return json_array(grid, [](const auto& row) {
    return json_array(row, [](const std::optional<double>& cell) { return Json(cell); });
  });
}

Json lines_json(const std::vector<study::Polyline>& lines) {
  return json_array(lines, [](const study::Polyline& line) { return json_array(line, point_json); });
}

Json steps_json(const std::vector<study::StaircaseStep>& steps) {
  return json_array(steps, [](const study::StaircaseStep& step) {
    return Json::object().set("x", step.x).set("least_y", step.least_y);
  });
}

Json binding_json(const study::BindingRow& row) {
  Json object = Json::object();
  object.set("from", point_json(row.from)).set("to", point_json(row.to));
  if (row.player.empty()) {
    object.set("player", Json()).set("type", Json()).set("step", Json()).set("round", Json());
    object.set("seen", Json::array()).set("choice_from", Json()).set("choice_to", Json());
  } else {
    set_infoset(object, row.infoset);
    object.set("choice_from", choice_json(row.choice_from)).set("choice_to", choice_json(row.choice_to));
  }
  return object.set("share", row.share).set("selection", row.selection);
}

Json flip_json(const study::CentralFlip& flip) {
  Json object = Json::object();
  object.set("from", point_json(flip.from))
      .set("to", point_json(flip.to))
      .set("prob_from", flip.prob_from)
      .set("prob_to", flip.prob_to);
  set_infoset(object, flip.infoset);
  return object.set("choice_from", choice_json(flip.choice_from))
      .set("choice_to", choice_json(flip.choice_to))
      .set("margin_from", flip.margin_from)
      .set("margin_to", flip.margin_to);
}

Json free_choice_json(const std::optional<study::FreeChoice>& point) {
  if (!point) return {};
  return Json::object()
      .set("owner", text_or_null(point->owner))
      .set("x", point->x)
      .set("y", point->y)
      .set("x_label", text_or_null(point->x_label))
      .set("y_label", text_or_null(point->y_label))
      .set("share", point->share)
      .set("together", point->together);
}

}  // namespace

Json frontier_json(const Head& head, const study::Frontier& frontier) {
  const bool numeric = !frontier.x.discrete && !frontier.y.discrete;
  Json json = document("parley/frontier/1", head);
  json.set("event", frontier.event)
      .set("level", frontier.level)
      .set("draws", frontier.draws)
      .set("held", held_json(frontier.held))
      .set("x", axis_json(frontier.x))
      .set("y", axis_json(frontier.y))
      .set("prob", grid_json(frontier.prob))
      .set("standard_error", grid_json(frontier.standard_error))
      .set("lowest", frontier.unsettled > 0 ? grid_json(frontier.lowest) : Json())
      .set("highest", frontier.unsettled > 0 ? grid_json(frontier.highest) : Json());
  if (numeric) {
    json.set("contour", lines_json(frontier.contour))
        .set("band",
             Json::object().set("low", lines_json(frontier.band_low)).set("high", lines_json(frontier.band_high)));
  } else {
    json.set("staircase", steps_json(frontier.staircase))
        .set("band", Json::object()
                         .set("low", steps_json(frontier.band_low_steps))
                         .set("high", steps_json(frontier.band_high_steps)));
  }
  return json.set("binding", json_array(frontier.binding, binding_json))
      .set("central_flip", json_array(frontier.central_flip, flip_json))
      .set("free_choice", free_choice_json(frontier.free_choice))
      .set("share", grid_json(frontier.share))
      .set("counts", Json::object()
                         .set("ties", frontier.ties)
                         .set("unsettled", frontier.unsettled)
                         .set("unsolved", frontier.unsolved)
                         .set("failed", frontier.failed))
      .set("largest_deviation_gain", frontier.largest_deviation_gain)
      .set("points_certified", frontier.points_certified)
      .set("cells_evaluated", frontier.cells_evaluated)
      .set("termination", termination_name(frontier.termination));
}

}  // namespace parley::report
