// SPDX-License-Identifier: Apache-2.0
// Writes what `solve` adds for quantal play and for the check of payoff units.
#include "parley/report/json_quantal.h"

#include "parley/report/json_parts.h"
#include "parley/report/json_solve.h"

namespace parley::report {
namespace {

Json row_json(const study::QuantalRow& row) {
  const auto chances = [](const std::vector<double>& probs) {
    return json_array(probs, [](double prob) { return Json(prob); });
  };
  return Json::object()
      .set("lambda", row.lambda)
      .set("outcomes", named_json(row.outcomes))
      .set("values", named_json(row.values))
      .set("largest_deviation_gain", row.largest_deviation_gain)
      .set("probs", json_array(row.probs, chances));
}

Json scaled_json(const study::ScaledPlay& play) {
  return Json::object()
      .set("player", play.player)
      .set("factor", play.factor)
      .set("same", play.same)
      .set("outcomes", named_json(play.outcomes))
      .set("values", named_json(play.values));
}

}  // namespace

Json quantal_json(const Head& head, const study::QuantalPlay& quantal, const std::vector<build::Held>& held) {
  study::PlaysAtDraw plays = study::alone(quantal.play);
  plays.concept_name = "quantal";
  plays.label = {.kind = "selected", .of = "quantal response equilibria"};
  return solve_json(head, plays, held)
      .set("lambda", quantal.lambda)
      .set("logit_error", quantal.logit_error)
      .set("branch", json_array(quantal.branch, row_json));
}

Json scale_check_json(const std::vector<study::ScaledPlay>& plays) { return json_array(plays, scaled_json); }

}  // namespace parley::report
