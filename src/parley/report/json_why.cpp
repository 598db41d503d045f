// SPDX-License-Identifier: Apache-2.0
// Writes an explanation as JSON.
#include "parley/report/json_why.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "parley/report/json_parts.h"
#include "parley/report/why_sentences.h"

namespace parley::report {
namespace {

class Writer {
 public:
  explicit Writer(const LineOf& line_of) : line_of_(line_of) {}

  [[nodiscard]] Json sentence(const WhySentence& sentence) const {
    return Json::object()
        .set("part", why_part_name(sentence.part))
        .set("text", sentence.text)
        .set("lines", lines(sentence.origins));
  }

  void set_point(Json& object, const why::PointFacts& facts) const {
    object.set("at", facts.at)
        .set("holds", facts.holds)
        .set("prob", facts.prob)
        .set("is_likeliest", facts.is_likeliest)
        .set("likeliest", facts.likeliest)
        .set("likeliest_prob", facts.likeliest_prob)
        .set("outcomes", named_json(facts.outcomes))
        .set("path", json_array(facts.path, [&](const why::PathChoice& choice) { return path_choice(choice); }))
        .set("paths", facts.paths.paths)
        .set("open_paths", facts.paths.open)
        .set("deviations", json_array(facts.paths.deviations, [&](const auto& one) { return deviation(one, true); }))
        .set("more_deviations", facts.paths.more)
        .set("least_path", json_array(facts.paths.least, [&](const why::Move& move) { return move_json(move); }))
        .set("least_share", facts.paths.least_share)
        .set("smallest_change", facts.changes.empty() ? Json() : goal(facts.changes.front()))
        .set("further_change", facts.changes.size() < 2 ? Json() : goal(facts.changes[1]))
        .set("scan_points", facts.scan_points)
        .set("needs_general_solver", facts.needs_general_solver)
        .set("is_coarse", facts.is_coarse);
  }

  [[nodiscard]] Json draws(const why::OverDraws& draws) const {
    const auto stop_json = [&](const why::Stop& stop) {
      return Json::object()
          .set("player", stop.player)
          .set("type", text_or_null(stop.type))
          .set("step", stop.step)
          .set("required", choice_json(stop.required))
          .set("share", stop.share)
          .set("average_loss", stop.average_loss)
          .set("lines", lines({stop.origin, stop.payoffs}));
    };
    return Json::object()
        .set("draws", draws.draws)
        .set("effective_draws", draws.effective_draws)
        .set("not_solved", draws.not_solved)
        .set("mean_prob", draws.mean_prob)
        .set("happens_share", draws.happens_share)
        .set("likeliest_share", draws.likeliest_share)
        .set("stops", json_array(draws.stops, stop_json))
        .set("no_path_share", draws.no_path_share)
        .set("likeliest", text_or_null(draws.likeliest))
        .set("likeliest_draw_share", draws.likeliest_draw_share);
  }

 private:
  [[nodiscard]] Json lines(const std::vector<build::Origin>& origins) const {
    return json_array(lines_of(origins, line_of_), [](std::uint32_t line) { return Json(line); });
  }

  static Json choices_json(const std::vector<why::ChoiceChance>& choices) {
    return json_array(choices, [](const why::ChoiceChance& one) {
      return Json::object().set("choice", choice_json(one.choice)).set("prob", one.prob);
    });
  }

  /// With the choices where one flips.
  static Json side(const why::Side& side, bool has_choices) {
    Json object = Json::object();
    object.set("prob", side.prob).set("likeliest", side.likeliest);
    if (has_choices) object.set("choices", choices_json(side.choices)).set("on_path", side.on_path);
    return object.set("largest_deviation_gain", side.largest_gain);
  }

  [[nodiscard]] Json single(const why::SingleChange& change, bool is_flip) const {
    return Json::object()
        .set("name", change.name)
        .set("from", change.from)
        .set("value_before", change.value_before)
        .set("value_after", change.value_after)
        .set("length", change.length)
        .set("before", side(change.before, is_flip))
        .set("after", side(change.after, is_flip))
        .set("lines", lines({change.origin}));
  }

  [[nodiscard]] Json path_choice(const why::PathChoice& choice) const {
    Json object = Json::object();
    set_infoset(object, choice.infoset);
    return object.set("choices", choices_json(choice.choices))
        .set("reach", choice.reach)
        .set("margin", choice.margin)
        .set("next", choice.next ? choice_json(*choice.next) : Json())
        .set("settled_by", choice.settled_by)
        .set("flip_was_sought", choice.flip_was_sought)
        .set("flip", choice.flip ? single(*choice.flip, true) : Json())
        .set("constants", json_array(choice.constants, [&](const auto& one) { return single(one, true); }))
        .set("lines", lines({choice.origin, choice.payoffs}));
  }

  [[nodiscard]] Json deviation(const why::Deviation& deviation, bool has_paths) const {
    Json object = Json::object();
    set_infoset(object, deviation.infoset);
    object.set("chosen", choice_json(deviation.chosen))
        .set("required", choice_json(deviation.required))
        .set("loss", deviation.loss)
        .set("loss_share", deviation.loss_share)
        .set("reach", deviation.reach);
    if (has_paths) object.set("paths", deviation.paths);
    return object.set("lines", lines({deviation.origin, deviation.payoffs}));
  }

  [[nodiscard]] Json move_json(const why::Move& move) const {
    Json object = Json::object();
    object.set("chance", move.is_chance);
    if (move.is_chance) {
      object.set("step", move.infoset.step).set("round", move.infoset.round).set("label", move.label);
    } else {
      set_infoset(object, move.infoset);
      object.set("choice", choice_json(move.choice));
    }
    return object.set("prob", move.prob)
        .set("needs", move.needs ? deviation(*move.needs, false) : Json())
        .set("lines", lines({move.origin}));
  }

  [[nodiscard]] Json joint(const why::JointChange& joint) const {
    const auto part_json = [&](const why::JointChange::Part& part) {
      return Json::object()
          .set("name", part.name)
          .set("from", part.from)
          .set("value_before", part.value_before)
          .set("value_after", part.value_after)
          .set("lines", lines({part.origin}));
    };
    return Json::object()
        .set("params", json_array(joint.parts, part_json))
        .set("length", joint.length)
        .set("before", side(joint.before, false))
        .set("after", side(joint.after, false));
  }

  [[nodiscard]] Json lever(const why::LeverChange& lever) const {
    return Json::object()
        .set("player", lever.player)
        .set("held", held_json(lever.held))
        .set("before", side(lever.before, false))
        .set("after", side(lever.after, false))
        .set("lines", lines({lever.origin}));
  }

  static std::string goal_name(why::Goal goal) {
    switch (goal) {
      case why::Goal::happens:
        return "happens";
      case why::Goal::likeliest:
        return "likeliest";
      case why::Goal::not_likeliest:
        return "not_likeliest";
      case why::Goal::vanishes:
        break;
    }
    return "vanishes";
  }

  [[nodiscard]] Json goal(const why::GoalChanges& changes) const {
    const auto single_json = [&](const why::SingleChange& change) { return single(change, false); };
    return Json::object()
        .set("goal", goal_name(changes.goal))
        .set("singles", json_array(changes.singles, single_json))
        .set("joint_was_sought", changes.joint_was_sought)
        .set("joint", changes.joint ? joint(*changes.joint) : Json())
        .set("constants", json_array(changes.constants, single_json))
        .set("levers", json_array(changes.levers, [&](const why::LeverChange& one) { return lever(one); }));
  }

  const LineOf& line_of_;
};

}  // namespace

std::vector<std::uint32_t> lines_of(const std::vector<build::Origin>& origins, const LineOf& line_of) {
  std::set<std::uint32_t> lines;
  for (const build::Origin& origin : origins) {
    if (origin != build::Origin{}) lines.insert(line_of(origin.begin));
  }
  return {lines.begin(), lines.end()};
}

Json why_json(const Head& head, const why::Explanation& explanation, const LineOf& line_of) {
  const Writer writer(line_of);
  Json object = document("parley/why/1", head);
  object.set("outcome", explanation.outcome)
      .set("text", explanation.outcome_text)
      .set("asked", explanation.negated ? "why not" : "why")
      .set("held", held_json(explanation.held))
      .set("drawn_numbers", explanation.drawn_numbers)
      .set("constant_numbers", explanation.constant_numbers)
      .set("sentences", json_array(why_sentences(explanation),
                                   [&](const WhySentence& sentence) { return writer.sentence(sentence); }));
  writer.set_point(object, explanation.facts);
  object.set("draws", explanation.over_draws ? writer.draws(*explanation.over_draws) : Json());
  Json typical;
  if (explanation.typical) {
    typical = Json::object();
    writer.set_point(typical, *explanation.typical);
  }
  return object.set("typical", typical).set("termination", termination_name(explanation.termination));
}

}  // namespace parley::report
