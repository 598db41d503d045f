// SPDX-License-Identifier: Apache-2.0
// Lowers the conditions and chances of the play, each with what has happened by then and what its mover has seen.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/checker.h"

namespace parley::scenario {
namespace {

std::string step_name(const Scenario& scenario, const Step& step) {
  if (step.kind == StepKind::chance) return scenario.variables[step.variable.at()].name;
  std::string name;
  for (const PickPart& part : step.parts) {
    name += (name.empty() ? "" : " and ") + scenario.variables[part.variable.at()].name;
  }
  return name;
}

class LoweringPlay {
 public:
  explicit LoweringPlay(Checker& checker) : checker_(checker), scenario_(checker.scenario) {
    settled_.variables.resize(scenario_.variables.size());
    settled_.block.resize(scenario_.variables.size());
    settled_.repeats.resize(scenario_.repeats.size());
  }

  void step(StepId id) {
    switch (scenario_.steps[id.at()].kind) {
      case StepKind::pick:
        pick(id);
        break;
      case StepKind::chance:
        chance(id);
        break;
      case StepKind::simultaneous:
        simultaneous(id);
        break;
      case StepKind::repeat:
        repeat(id);
        break;
      case StepKind::stop:
        when(id, "the `when` of a `stop`");
        break;
    }
  }

 private:
  Scope scope(std::string where) const {
    Scope made;
    made.where = std::move(where);
    made.settled = &settled_;
    return made;
  }

  void when(StepId id, std::string where) {
    const syntax::Step& syntax = *checker_.step_syntax[id.at()];
    if (syntax.when == nullptr) return;
    scenario_.steps[id.at()].when = checker_.lower.condition(syntax.when, scope(std::move(where)));
  }

  void seen_error(StepId id, const std::string& name) {
    const syntax::Step& syntax = *checker_.step_syntax[id.at()];
    if (syntax.seen.error == nullptr) return;
    const auto error = lower_prob(checker_, syntax.seen.error, scope(fmt::format("the error in seeing `{}`", name)));
    scenario_.steps[id.at()].seen.error = error;
    const bool one_label = std::ranges::all_of(
        variables_of(id), [&](VariableId variable) { return scenario_.variables[variable.at()].labels.size() < 2; });
    if (one_label && error) {
      checker_.report.error("P0409", syntax.seen.error->span,
                            fmt::format("`{}` has one label only, so there is none to mistake it for", name));
    }
  }

  std::vector<VariableId> variables_of(StepId id) const {
    const Step& step = scenario_.steps[id.at()];
    if (step.kind == StepKind::chance) return {step.variable};
    std::vector<VariableId> found;
    found.reserve(step.parts.size());
    for (const PickPart& part : step.parts) found.push_back(part.variable);
    for (const StepId inner : step.body) {
      const auto more = variables_of(inner);
      found.insert(found.end(), more.begin(), more.end());
    }
    return found;
  }

  void settle(StepId id, bool now = true) {
    for (const VariableId variable : variables_of(id)) settled_.variables[variable.at()] = now;
  }

  void pick(StepId id) {
    const syntax::Step& syntax = *checker_.step_syntax[id.at()];
    const std::string name = step_name(scenario_, scenario_.steps[id.at()]);
    when(id, fmt::format("the `when` of `{}`", name));
    for (std::size_t p = 0; p < syntax.picks.size(); ++p) {
      for (std::size_t c = 0; c < syntax.picks[p].choices.size(); ++c) {
        const syntax::Choice& choice = syntax.picks[p].choices[c];
        if (choice.when == nullptr) continue;
        Scope seen = scope(fmt::format("the `when` of the choice `{}`", choice.label.text));
        if (mover_is_known(syntax)) seen.mover = scenario_.steps[id.at()].player;
        const auto test = checker_.lower.condition(choice.when, seen);
        auto& when = scenario_.steps[id.at()].parts[p].choice_when;
        if (c < when.size()) when[c] = test;  // not where the pick had too many choices
      }
    }
    if (!in_block_) settle(id);
    seen_error(id, name);
  }

  /// False where the step names no player: what it may see is then anybody's guess.
  [[nodiscard]] bool mover_is_known(const syntax::Step& syntax) const {
    const NameEntry* const entry = checker_.names.find(syntax.player.text);
    return entry != nullptr && entry->kind == NameKind::player;
  }

  void chance(StepId id) {
    const syntax::Step& syntax = *checker_.step_syntax[id.at()];
    const std::string name = step_name(scenario_, scenario_.steps[id.at()]);
    when(id, fmt::format("the `when` of `{}`", name));
    std::vector<std::optional<ExprId>> probs(syntax.table.size());
    for (std::size_t i = 0; i < syntax.table.size(); ++i) {
      if (syntax.table[i].prob == nullptr) continue;
      probs[i] = lower_prob(checker_, syntax.table[i].prob,
                            scope(fmt::format("the chance of `{}`", syntax.table[i].label.text)));
    }
    scenario_.steps[id.at()].probs = std::move(probs);
    if (!in_block_) settle(id);
    seen_error(id, name);
  }

  void simultaneous(StepId id) {
    const std::vector<VariableId> names = variables_of(id);
    for (const VariableId variable : names) settled_.block[variable.at()] = true;
    in_block_ = true;
    const std::vector<StepId> body = scenario_.steps[id.at()].body;
    for (const StepId inner : body) step(inner);
    in_block_ = false;
    for (const VariableId variable : names) settled_.block[variable.at()] = false;
    settle(id);
  }

  /// Inside, a name means the last round's value until this round settles it, so all the body's names may be used.
  void repeat(StepId id) {
    const Step& step_made = scenario_.steps[id.at()];
    const RepeatId made = step_made.repeat;
    const std::vector<StepId> body = step_made.body;
    settled_.repeats[made.at()] = true;
    settle(id);
    for (const StepId inner : body) step(inner);
    const syntax::Step& syntax = *checker_.step_syntax[id.at()];
    if (syntax.until == nullptr) return;
    scenario_.repeats[made.at()].until = checker_.lower.condition(syntax.until, scope("the `until` of a `repeat`"));
  }

  Checker& checker_;
  Scenario& scenario_;
  Settled settled_;
  bool in_block_ = false;
};

}  // namespace

void lower_play(Checker& checker) {
  const auto& play = checker.statements.play;
  if (play.body == nullptr || play.body->steps.empty()) {
    if (checker.torn) return;
    const Span place = play.body == nullptr ? Span{} : play.statement->keyword.span;
    checker.report
        .error("P0401", place,
               play.body == nullptr ? "the file has no `play`, so nothing can happen" : "the `play` has no steps")
        .help = "say who moves, in order: `play { leader picks { stay, leave } }`";
    return;
  }
  LoweringPlay lowering(checker);
  const std::vector<StepId> steps = checker.scenario.play;
  for (const StepId step : steps) lowering.step(step);
}

}  // namespace parley::scenario
