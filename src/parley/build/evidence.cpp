// SPDX-License-Identifier: Apache-2.0
// Builds again with strengths as levers and a target for each label of a type.
#include "parley/build/evidence.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "parley/build/blueprint.h"

namespace parley::build {

namespace {

using scenario::ExprId;
using scenario::ExprKind;
using scenario::Scenario;

EvidenceItem::Likelihood likelihood_of(const scenario::Odds& odds) {
  return {odds.low.value, odds.high ? odds.high->value : odds.low.value};
}

EvidenceItem item_of(const Scenario& scenario, const scenario::EvidenceItem& item) {
  EvidenceItem made;
  if (item.kind == scenario::EvidenceItem::Kind::type) {
    const scenario::Player& player = scenario.players[item.player.at()];
    made.about = player.name + ".type";
    made.labels = player.type->labels;
    for (const scenario::Odds& odds : item.likelihoods) made.likelihoods.push_back(likelihood_of(odds));
  } else {
    made.about = scenario.params[item.param.at()].name;
    made.labels = {fmt::format("above {}", to_string(item.threshold)),
                   fmt::format("{} or below", to_string(item.threshold))};
    made.likelihoods = {likelihood_of(item.above), likelihood_of(item.below)};
  }
  return made;
}

EvidencePiece piece_of(const Scenario& scenario, const scenario::Evidence& evidence) {
  EvidencePiece piece;
  piece.name = evidence.name;
  piece.text = evidence.text;
  piece.known_to_all = evidence.known_to_all;
  for (const scenario::SourceId id : evidence.from) piece.sources.push_back(scenario.sources[id.at()].name);
  for (const scenario::EvidenceItem& item : evidence.items) {
    if (item.kind == scenario::EvidenceItem::Kind::noted) continue;
    piece.items.push_back(item_of(scenario, item));
    piece.on_types = piece.on_types || item.kind == scenario::EvidenceItem::Kind::type ||
                     scenario.params[item.param.at()].private_to.has_value();
  }
  return piece;
}

/// Adds conditions to a scenario and targets that ask for their chances.
class TypeTargets {
 public:
  TypeTargets(Scenario& scenario, std::vector<scenario::Target>& targets) : scenario_(scenario), targets_(targets) {}

  /// P(the type is label 0), P(it is 0 or 1), ..
  TypeLabels of_player(std::uint32_t player) {
    const scenario::Player& owner = scenario_.players[player];
    TypeLabels types{owner.name + ".type", owner.type->labels, targets_.size()};
    scenario::Expr expr;
    expr.kind = ExprKind::is_type;
    expr.id = player;
    for (std::uint32_t l = 0; l < types.labels.size(); ++l) {
      expr.labels.push_back(l);
      ask(expr, fmt::format("{} up to {}", types.name, types.labels[l]));
    }
    return types;
  }

  /// The parts of a param that is private, from the least.
  TypeLabels of_param(std::uint32_t index) {
    const scenario::Param& param = scenario_.params[index];
    const auto median = [&](std::uint32_t k) {
      return param.distribution.quantile((static_cast<double>(k) + 0.5) / param.parts);
    };
    TypeLabels types{param.name, {}, targets_.size()};
    scenario::Expr number;
    scenario::Expr value;
    value.kind = ExprKind::param;
    value.id = index;
    const ExprId value_id = add(value);
    for (std::uint32_t k = 0; k < param.parts; ++k) {
      types.labels.push_back(fmt::format("{:.4g}", median(k)));
      number.number = Number(median(k));
      scenario::Expr expr;
      expr.kind = ExprKind::less_equal;
      expr.args = {value_id, add(number)};
      ask(expr, fmt::format("{} up to {}", types.name, types.labels.back()));
    }
    return types;
  }

 private:
  ExprId add(scenario::Expr expr) {
    scenario_.exprs.push_back(std::move(expr));
    return ExprId{static_cast<std::uint32_t>(scenario_.exprs.size() - 1)};
  }

  void ask(const scenario::Expr& event, std::string text) {
    scenario::Target target;
    target.text = std::move(text);
    target.event = add(event);
    targets_.push_back(std::move(target));
  }

  Scenario& scenario_;
  std::vector<scenario::Target>& targets_;
};

}  // namespace

Result<EvidenceModel> evidence_model(const Model& model, const RunContext& run) {
  const Blueprint& blueprint = *model.blueprint;
  if (!blueprint.held.lever_names.empty()) {
    return fail(ErrorCode::bad_option, "evidence is asked about with levers held at values, not along axes");
  }
  auto scenario = std::make_shared<Scenario>(*blueprint.scenario);
  BuildOptions options = blueprint.options;
  options.evidence_strengths = true;
  EvidenceModel made;
  made.num_targets = options.targets.size();
  for (const auto& evidence : scenario->evidence) made.pieces.push_back(piece_of(*scenario, evidence));
  for (const auto& source : scenario->sources) made.sources.push_back({source.name, source.text, source.grade});
  TypeTargets targets(*scenario, options.targets);
  for (std::uint32_t p = 0; p < scenario->players.size(); ++p) {
    if (scenario->players[p].type) made.types.push_back(targets.of_player(p));
  }
  for (std::uint32_t q = 0; q < scenario->params.size(); ++q) {
    if (scenario->params[q].private_to) made.types.push_back(targets.of_param(q));
  }
  auto built = rebuild(std::move(scenario), options, blueprint.held, run);
  if (!built) return std::unexpected(built.error());
  made.model = *std::move(built);
  return made;
}

Result<Model> with_evidence_known(const Model& model, const std::string& piece, bool known_to_all,
                                  const RunContext& run) {
  auto scenario = std::make_shared<Scenario>(*model.blueprint->scenario);
  for (auto& evidence : scenario->evidence) {
    if (evidence.name == piece) evidence.known_to_all = known_to_all;
  }
  return rebuild(std::move(scenario), model.blueprint->options, model.blueprint->held, run);
}

}  // namespace parley::build
