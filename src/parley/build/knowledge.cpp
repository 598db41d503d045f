// SPDX-License-Identifier: Apache-2.0
// Changes the evidence of a checked scenario and builds again.
#include "parley/build/knowledge.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "parley/build/blueprint.h"

namespace parley::build {

namespace {

using scenario::EvidenceItem;
using scenario::Scenario;

bool is_drawn(const Model& model, const std::string& param) {
  return std::ranges::any_of(model.drawn, [&](std::uint32_t input) {
    return model.inputs[input].kind == Input::Kind::param && model.inputs[input].name == param;
  });
}

void add_sources(const Model& model, const Scenario& scenario, Knowledge& result) {
  for (std::size_t s = 0; s < scenario.sources.size(); ++s) {
    ParamGroup group;
    group.name = "source " + scenario.sources[s].name;
    for (const auto& param : scenario.params) {
      const bool is_from = std::ranges::any_of(param.from, [&](scenario::SourceId id) { return id.at() == s; });
      if (is_from && is_drawn(model, param.name)) group.params.push_back(param.name);
    }
    if (group.params.size() >= 2) result.groups.push_back(std::move(group));
  }
}

/// Blocks of drawn params that hang together by correlations.
void add_correlated(const Model& model, const Scenario& scenario, Knowledge& result) {
  std::vector<std::size_t> block(scenario.params.size());
  std::iota(block.begin(), block.end(), std::size_t{0});
  for (const auto& correlation : scenario.correlations) {
    if (!is_drawn(model, scenario.params[correlation.first.at()].name)) continue;
    if (!is_drawn(model, scenario.params[correlation.second.at()].name)) continue;
    const std::size_t one = block[correlation.first.at()], other = block[correlation.second.at()];
    for (std::size_t& b : block) {
      if (b == std::max(one, other)) b = std::min(one, other);
    }
  }
  for (std::size_t b = 0; b < block.size(); ++b) {
    ParamGroup group;
    group.name = "correlated";
    for (std::size_t p = 0; p < block.size(); ++p) {
      if (block[p] == b && is_drawn(model, scenario.params[p].name)) group.params.push_back(scenario.params[p].name);
    }
    if (group.params.size() >= 2) result.groups.push_back(std::move(group));
  }
}

/// The odds of an item as the builder names them; `ranges` counts those of the evidence so far.
GivenOdds given(const std::string& evidence, const scenario::Odds& odds, std::size_t& ranges) {
  if (!odds.high) return {odds.low.value, {}};
  ++ranges;
  const std::string name = "evidence " + evidence;
  return {1.0, ranges == 1 ? name : fmt::format("{} ({})", name, ranges)};
}

Report report_of(const Model& model, const Scenario& scenario, const scenario::Evidence& evidence) {
  Report report;
  report.name = evidence.name;
  report.text = evidence.text;
  std::vector<const EvidenceItem*> items;
  for (const EvidenceItem& item : evidence.items) {
    if (item.kind != EvidenceItem::Kind::noted) items.push_back(&item);
  }
  if (items.size() > 1) {
    report.left_out = "it says several things, which may come true one without the other";
    return report;
  }
  const EvidenceItem& item = *items.front();
  std::size_t ranges = 0;
  if (item.kind == EvidenceItem::Kind::type) {
    report.player = scenario.players[item.player.at()].name;
    report.odds.reserve(item.likelihoods.size());
    for (const scenario::Odds& odds : item.likelihoods) report.odds.push_back(given(evidence.name, odds, ranges));
    return report;
  }
  report.param = scenario.params[item.param.at()].name;
  report.threshold = item.threshold.value;
  for (const scenario::Odds& odds : {item.above, item.below}) {
    report.odds.push_back(given(evidence.name, odds, ranges));
  }
  if (scenario.params[item.param.at()].private_to) {
    report.left_out = fmt::format("it is about `{}`, which is private to a player", report.param);
  } else if (!is_drawn(model, report.param)) {
    report.left_out = fmt::format("it is about `{}`, which is not drawn", report.param);
  }
  return report;
}

Result<Model> rebuilt_with(const Model& model, Scenario scenario, const RunContext& run) {
  const Blueprint& blueprint = *model.blueprint;
  return rebuild(std::make_shared<const Scenario>(std::move(scenario)), blueprint.options, blueprint.held, run);
}

std::size_t player_index(const Scenario& scenario, const std::string& name) {
  const auto it = std::ranges::find(scenario.players, name, &scenario::Player::name);
  if (it == scenario.players.end()) throw InternalError("no player " + name);
  return static_cast<std::size_t>(it - scenario.players.begin());
}

}  // namespace

Knowledge knowledge(const Model& model) {
  const Scenario& scenario = *model.blueprint->scenario;
  Knowledge result;
  add_sources(model, scenario, result);
  add_correlated(model, scenario, result);
  for (const auto& player : scenario.players) {
    if (player.type) result.types.push_back({player.name, player.type->labels});
  }
  for (const auto& evidence : scenario.evidence) {
    const auto weighs = [](const EvidenceItem& item) { return item.kind != EvidenceItem::Kind::noted; };
    if (std::ranges::any_of(evidence.items, weighs)) result.reports.push_back(report_of(model, scenario, evidence));
  }
  return result;
}

Result<Model> asking_types(const Model& model, const RunContext& run) {
  const Blueprint& blueprint = *model.blueprint;
  Scenario scenario = *blueprint.scenario;
  BuildOptions options = blueprint.options;
  options.targets.clear();
  for (std::size_t p = 0; p < scenario.players.size(); ++p) {
    if (!scenario.players[p].type) continue;
    const std::vector<std::string> labels = scenario.players[p].type->labels;
    for (std::uint32_t l = 0; l < labels.size(); ++l) {
      scenario::Expr test;
      test.kind = scenario::ExprKind::is_type;
      test.id = static_cast<std::uint32_t>(p);
      test.labels = {l};
      scenario::Target target;
      target.text = fmt::format("P({}.type is {})", scenario.players[p].name, labels[l]);
      target.event = make_id<scenario::ExprTag>(scenario.exprs.size());
      scenario.exprs.push_back(std::move(test));
      options.targets.push_back(std::move(target));
    }
  }
  return rebuild(std::make_shared<const Scenario>(std::move(scenario)), options, blueprint.held, run);
}

Result<Model> with_hint(const Model& model, const std::string& player, std::size_t label, const RunContext& run) {
  Scenario scenario = *model.blueprint->scenario;
  const std::size_t p = player_index(scenario, player);
  EvidenceItem item;
  item.kind = EvidenceItem::Kind::type;
  item.player = make_id<scenario::PlayerTag>(p);
  const std::size_t num_labels = scenario.players[p].type->labels.size();
  item.likelihoods.reserve(num_labels);
  for (std::size_t l = 0; l < num_labels; ++l) {
    item.likelihoods.push_back({Number(Rational(l == label ? 2 : 1)), {}});
  }
  scenario::Evidence evidence;
  evidence.name = "a hint of the type of " + player;
  evidence.known_to_all = false;
  evidence.items.push_back(std::move(item));
  scenario.evidence.push_back(std::move(evidence));
  return rebuilt_with(model, std::move(scenario), run);
}

Result<Model> without_evidence(const Model& model, const std::string& name, const RunContext& run) {
  Scenario scenario = *model.blueprint->scenario;
  std::erase_if(scenario.evidence, [&](const scenario::Evidence& evidence) { return evidence.name == name; });
  return rebuilt_with(model, std::move(scenario), run);
}

Result<Model> with_hidden_evidence(const Model& model, const std::string& name, const RunContext& run) {
  Scenario scenario = *model.blueprint->scenario;
  for (scenario::Evidence& evidence : scenario.evidence) {
    if (evidence.name == name) evidence.known_to_all = false;
  }
  return rebuilt_with(model, std::move(scenario), run);
}

}  // namespace parley::build
