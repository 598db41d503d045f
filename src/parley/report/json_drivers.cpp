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
  Json object = Json::object();
  object.set("value", turn.value).set("from", turn.from).set("to", turn.to);
  object.set("what", turn.infoset ? "plan" : "outcome");
  if (turn.infoset) set_infoset(object, *turn.infoset);
  return object;
}

/// Adds the numbers of a game beside the one as it stands; null where there are none.
void set_game(Json& object, const study::OtherGame& game, std::string_view as_it_stands, std::string_view other) {
  const bool has_numbers = game.problem.empty();
  const auto numbers = [&](const Estimate& estimate) { return has_numbers ? estimate_json(estimate) : Json(); };
  object.set("draws", game.draws)
      .set(as_it_stands, numbers(game.as_it_stands))
      .set(other, numbers(game.other))
      .set("difference", numbers(game.difference))
      .set("unsettled", game.unsettled)
      .set("problem", text_or_null(game.problem));
}

Json private_json(const study::PrivateRow& row) {
  Json object = Json::object();
  object.set("param", row.secret.param).set("player", row.secret.player);
  set_game(object, row.game, "common", "private");
  return object;
}

Json variant_json(const study::StructureRow& row) {
  Json object = Json::object();
  object.set("name", row.name).set("text", row.text);
  set_game(object, row.game, "file", "variant");
  return object;
}

Json variants_json(const std::optional<study::Structure>& structure) {
  if (!structure) return {};
  return Json::object()
      .set("first_order_index", structure->first_order_index)
      .set("rows", json_array(structure->rows, variant_json));
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

Json game_counts_json(const study::Drivers& drivers) {
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
      .set("private", drivers.private_rows ? json_array(*drivers.private_rows, private_json) : Json())
      .set("variants", variants_json(drivers.structure))
      .set("draws", drivers.draws)
      .set("draws_done", drivers.draws_done)
      .set("effective_draws", drivers.effective_draws)
      .set("replicates", drivers.replicates)
      .set("mean", drivers.mean)
      .set("variance", drivers.variance)
      .set("counts", game_counts_json(drivers))
      .set("failures", failures_json(drivers.failures))
      .set("notes", json_array(drivers.notes, [](const std::string& note) { return Json(note); }))
      .set("held", held_json(drivers.held))
      .set("termination", termination_name(drivers.termination));
}

}  // namespace parley::report
