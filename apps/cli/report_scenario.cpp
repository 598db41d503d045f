// SPDX-License-Identifier: Apache-2.0
// Gathers from a checked scenario what a report tells of it.
#include "report_scenario.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

#include "parley/scenario/statements.h"

namespace parley::cli {

namespace {

/// Statements that take something as given; the play and the outcomes are the question, and stand in the text.
constexpr std::array<std::string_view, 7> assuming = {"param", "player", "correlate", "evidence",
                                                      "let",   "payoff", "menu"};

class Gathering {
 public:
  explicit Gathering(const CheckedScenario& checked) : checked_(checked), scenario_(*checked.scenario) {}

  Result<report::ReportScenario> gather() {
    auto statements = scenario::named_statements(checked_.source, scenario_.variant);
    if (!statements) return std::unexpected(statements.error());
    tell_header();
    for (const scenario::Player& one : scenario_.players) made_.players.push_back(named(one.name, one.text, one.span));
    for (const scenario::Outcome& one : scenario_.outcomes) {
      made_.outcomes.push_back(named(one.name, one.text, one.span));
    }
    for (const scenario::Source& one : scenario_.sources) {
      made_.sources.push_back({one.name, one.text, one.grade, one.date, one.url, line(one.span)});
    }
    for (const scenario::NamedStatement& statement : *statements) {
      if (std::ranges::find(assuming, statement.kind) != assuming.end()) tell_assumption(statement);
    }
    tell_limits();
    return std::move(made_);
  }

 private:
  [[nodiscard]] std::uint32_t line(scenario::Span span) const { return checked_.source.position(span.begin).line; }

  [[nodiscard]] report::NamedLine named(const std::string& name, const std::string& text, scenario::Span span) const {
    return {name, text.empty() ? name : text, line(span)};
  }

  void tell_header() {
    const scenario::Header& header = scenario_.header;
    made_.file = std::filesystem::path(checked_.source.name()).filename().string();
    made_.text = checked_.source.text();
    made_.title = header.title.empty() ? made_.file : header.title;
    made_.as_of = header.as_of;
    made_.horizon = header.horizon;
    made_.note = header.note;
    made_.variant = scenario_.variant;
    for (const scenario::VariantName& one : scenario_.variants) {
      if (one.name == scenario_.variant) made_.variant_text = one.text;
    }
  }

  /// Names of the sources and the best grade among them.
  void set_sources(const std::vector<scenario::SourceId>& from, report::Assumption& assumption) const {
    for (const scenario::SourceId id : from) {
      const scenario::Source& source = scenario_.sources[id.at()];
      assumption.sources.push_back(source.name);
      if (source.grade.empty()) continue;
      if (assumption.grade.empty() || source.grade < assumption.grade) assumption.grade = source.grade;
    }
  }

  void tell_assumption(const scenario::NamedStatement& statement) {
    report::Assumption made = {
        .kind = statement.kind, .name = statement.name, .value = statement.text, .line = statement.line};
    if (statement.kind == "param") {
      const auto param = std::ranges::find(scenario_.params, statement.name, &scenario::Param::name);
      made.text = param->text;
      made.value = checked_.source.at(param->distribution_span);
      if (param->private_to) made.private_to = scenario_.players[param->private_to->at()].name;
      set_sources(param->from, made);
    } else if (statement.kind == "player") {
      const auto player = std::ranges::find(scenario_.players, statement.name, &scenario::Player::name);
      if (!player->type) return;
      made.text = player->text;
    } else if (statement.kind == "evidence") {
      const auto evidence = std::ranges::find(scenario_.evidence, statement.name, &scenario::Evidence::name);
      made.text = evidence->text;
      set_sources(evidence->from, made);
    }
    made_.assumptions.push_back(std::move(made));
  }

  void tell_limits() {
    for (const scenario::Evidence& one : scenario_.evidence) {
      const bool weighs = std::ranges::any_of(
          one.items, [](const auto& item) { return item.kind != scenario::EvidenceItem::Kind::noted; });
      if (!weighs) made_.only_noted.push_back(named(one.name, one.text, one.span));
    }
    for (const scenario::Param& one : scenario_.params) {
      const report::NamedLine told = named(one.name, one.text, one.span);
      if (one.distribution.is_constant()) {
        made_.certain.push_back(told);
        continue;
      }
      if (one.from.empty()) made_.without_source.push_back(told);
      if (one.enters_alone) made_.perhaps_secret.push_back(told);
    }
  }

  const CheckedScenario& checked_;
  const scenario::Scenario& scenario_;
  report::ReportScenario made_;
};

}  // namespace

Result<report::ReportScenario> report_scenario(const CheckedScenario& checked) { return Gathering(checked).gather(); }

}  // namespace parley::cli
