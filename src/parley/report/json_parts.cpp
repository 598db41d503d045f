// SPDX-License-Identifier: Apache-2.0
// Writes the parts that several JSON documents share.
#include "parley/report/json_parts.h"

#include <optional>

#include "parley/math/rational.h"

namespace parley::report {
namespace {

/// What was typed on the command line or after `holding`: a decimal is a number, a label or quotient stays text.
Json typed_value(const std::string& text) {
  const auto number = Rational::parse(text);
  return number && text.find_first_of("/%") == std::string::npos ? Json(number->to_double()) : Json(text);
}

}  // namespace

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json held_json(const std::vector<build::Held>& held) {
  Json object = Json::object();
  for (const build::Held& lever : held) object.set(lever.name, typed_value(lever.value));
  return object;
}

Json list_json(const std::string& kind, const std::string& of) {
  return Json::object().set("kind", kind).set("of", of);
}

Json seen_json(const std::vector<study::SeenLabel>& seen) {
  return json_array(seen, [](const study::SeenLabel& label) {
    return Json::object()
        .set("step", label.step)
        .set("round", label.round)
        .set("label", label.label)
        .set("exact", label.exact);
  });
}

Json choice_json(const study::ChoiceName& choice) {
  Json object = Json::object();
  for (const auto& [pick, label] : choice) object.set(pick, label);
  return object;
}

void set_infoset(Json& object, const study::InfosetName& name) {
  object.set("player", name.player)
      .set("type", text_or_null(name.type))
      .set("step", name.step)
      .set("round", name.round)
      .set("seen", seen_json(name.seen));
}

Json game_json(const study::GameSummary& game) {
  Json infosets = Json::object();
  for (std::size_t p = 0; p < game.players.size(); ++p) {
    infosets.set(game.players[p], p < game.sizes.infosets.size() ? Json(game.sizes.infosets[p]) : Json(0));
  }
  return Json::object()
      .set("players", json_array(game.players, [](const std::string& name) { return Json(name); }))
      .set("nodes", game.sizes.nodes)
      .set("terminals", game.sizes.terminals)
      .set("decision_nodes", game.sizes.decision_nodes)
      .set("graph_nodes", game.graph_nodes)
      .set("infosets", std::move(infosets))
      .set("params", game.params)
      .set("outcomes", json_array(game.outcomes, [](const std::string& name) { return Json(name); }))
      .set("all_settled", game.all_settled);
}

Json named_json(const std::vector<study::NamedNumber>& numbers) {
  Json object = Json::object();
  for (const study::NamedNumber& number : numbers) object.set(number.name, number.value);
  return object;
}

Json estimate_json(const Estimate& estimate) {
  return Json::object().set("mean", estimate.mean).set("standard_error", estimate.standard_error);
}

Json counts_json(const study::StudyCounts& counts) {
  return Json::object()
      .set("ties", counts.ties)
      .set("ties_that_matter", counts.ties_that_matter)
      .set("unsettled", counts.unsettled)
      .set("unsolved", counts.unsolved)
      .set("failed", counts.failed);
}

Json failures_json(const std::vector<study::FailureRow>& failures) {
  return json_array(failures, [](const study::FailureRow& row) {
    return Json::object().set("message", row.message).set("draws", row.draws).set("first_draw", row.first_draw);
  });
}

std::string termination_name(Termination termination) {
  if (termination == Termination::time_limit) return "time_limit";
  return termination == Termination::stopped ? "stopped" : "finished";
}

}  // namespace parley::report
