// SPDX-License-Identifier: Apache-2.0
// What is allowed and yet seldom meant: names nothing uses, steps and outcomes never reached, evidence counted twice.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/checker.h"
#include "parley/scenario/histories.h"
#include "parley/scenario/ranges.h"

namespace parley::scenario {
namespace {

std::vector<ExprId> payoff_exprs(const Payoff& payoff) {
  std::vector<ExprId> exprs;
  for (const auto& entry : payoff.by_outcome) {
    if (entry) exprs.push_back(*entry);
  }
  if (payoff.always) exprs.push_back(*payoff.always);
  return exprs;
}

/// All that decides the course of the game, payoffs aside.
std::vector<ExprId> game_exprs(const Scenario& scenario) {
  std::vector<ExprId> exprs;
  const auto want = [&](const std::optional<ExprId>& expr) {
    if (expr) exprs.push_back(*expr);
  };
  for (const Player& player : scenario.players) {
    if (!player.type) continue;
    for (const auto& prob : player.type->probs) want(prob);
    for (const auto& worth : player.type->worth) want(worth);
    want(player.type_seen.error);
  }
  for (const Step& step : scenario.steps) {
    want(step.when);
    want(step.seen.error);
    for (const auto& prob : step.probs) want(prob);
    for (const PickPart& part : step.parts) {
      for (const auto& when : part.choice_when) want(when);
    }
  }
  for (const Repeat& repeat : scenario.repeats) want(repeat.until);
  for (const Variable& variable : scenario.variables) {
    for (const VariableLabel& label : variable.labels) want(label.value);
  }
  for (const Outcome& outcome : scenario.outcomes) want(outcome.when);
  return exprs;
}

void warn_unused(Checker& checker) {
  const Scenario& scenario = checker.scenario;
  std::vector<bool> params(scenario.params.size());
  for (const Expr& expr : scenario.exprs) {
    if (expr.kind == ExprKind::param) params[expr.id] = true;
  }
  const auto warn = [&](std::string_view what, const std::string& name, Span span) {
    checker.report.warning("W0201", span, fmt::format("nothing uses the {} `{}`", what, name)).help =
        "drop it, or check that the name you meant is spelt the same everywhere";
  };
  for (std::size_t i = 0; i < params.size(); ++i) {
    if (!params[i]) warn("parameter", scenario.params[i].name, scenario.params[i].span);
  }
  for (std::size_t i = 0; i < scenario.lets.size(); ++i) {
    if (!checker.lower.used_lets[i]) warn("`let`", scenario.lets[i].name, scenario.lets[i].span);
  }
  for (const Menu& menu : checker.menus) {
    if (menu.picks.empty()) warn("menu", menu.statement->name.text, menu.statement->name.span);
  }
}

std::string source_names(const Scenario& scenario, const std::vector<SourceId>& a, const std::vector<SourceId>& b) {
  std::vector<std::string> shared;
  for (const SourceId id : a) {
    if (std::ranges::find(b, id) != b.end()) shared.push_back(scenario.sources[id.at()].name);
  }
  return shared.empty() ? std::string() : list_names(shared, "and");
}

/// One source behind both the prior and evidence on the same thing counts twice.
void warn_double_source(Checker& checker) {
  const Scenario& scenario = checker.scenario;
  for (const Evidence& evidence : scenario.evidence) {
    for (const EvidenceItem& item : evidence.items) {
      std::vector<std::uint32_t> priors;
      std::string thing;
      if (item.kind == EvidenceItem::Kind::threshold) {
        priors.push_back(item.param.index);
        thing = scenario.params[item.param.at()].name;
      } else if (item.kind == EvidenceItem::Kind::type) {
        const Player& player = scenario.players[item.player.at()];
        thing = player.name + ".type";
        std::vector<ExprId> probs;
        for (const auto& prob : player.type->probs) {
          if (prob) probs.push_back(*prob);
        }
        for (const Use& use : checker.lower.uses(probs)) {
          if (use.kind == Use::Kind::param) priors.push_back(use.id);
        }
      }
      for (const std::uint32_t id : priors) {
        const std::string shared = source_names(scenario, scenario.params[id].from, evidence.from);
        if (shared.empty()) continue;
        Diagnostic& made = checker.report.warning(
            "W0301", item.span,
            fmt::format("{} stands behind both the prior and this evidence on `{}`", shared, thing));
        made.labels.push_back({scenario.params[id].span, "the prior"});
        made.notes.emplace_back("what a source says would count twice");
        made.help = "give the prior as one would have put it before that source, or make the evidence `noted`";
      }
    }
  }
}

void warn_idle_evidence(Checker& checker) {
  for (const Evidence& evidence : checker.scenario.evidence) {
    for (const EvidenceItem& item : evidence.items) {
      if (item.kind != EvidenceItem::Kind::threshold) continue;
      const Param& param = checker.scenario.params[item.param.at()];
      const double below = param.distribution.cdf(item.threshold.value);
      if (below > 0.0 && below < 1.0) continue;
      Diagnostic& made =
          checker.report.warning("W0302", item.span,
                                 fmt::format("the evidence changes nothing: `{}` is always {} {}", param.name,
                                             below > 0.0 ? "at or below" : "above", to_string(item.threshold)));
      made.labels.push_back({param.distribution_span, "its distribution"});
      made.help = "move the threshold into the range of the parameter";
    }
  }
}

bool is_constant_false(const Checker& checker, ExprId id) {
  const auto& value = checker.lower.value_of(id);
  return value && value->value == 0.0;
}

void warn_choices(Checker& checker, StepId id) {
  const Step& step = checker.scenario.steps[id.at()];
  const syntax::Step& syntax = *checker.step_syntax[id.at()];
  for (std::size_t p = 0; p < step.parts.size(); ++p) {
    const PickPart& part = step.parts[p];
    for (std::size_t c = 0; c < part.choice_when.size(); ++c) {
      if (!part.choice_when[c]) continue;
      std::vector<ExprId> about = {*part.choice_when[c]};
      if (step.when) about.push_back(*step.when);
      Histories histories(checker.scenario, checker.lower, about, *checker.effort);
      bool reached = false;
      bool open = false;
      const bool complete =
          histories.at_step(id, Situation(checker.scenario), [&](Ranges& ranges, const Situation&, bool) {
            if (open || (step.when && ranges.condition(*step.when) == Truth::no)) return;
            reached = true;
            open = ranges.condition(*part.choice_when[c]) != Truth::no;
          });
      if (!complete || !reached || open) continue;
      const syntax::Choice& choice = syntax.picks[p].choices[c];
      checker.report.warning(
          "W0402", choice.span,
          fmt::format("the choice `{}` is never open: its `when` can never hold", choice.label.text));
    }
  }
}

void warn_steps(Checker& checker) {
  const Scenario& scenario = checker.scenario;
  for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
    const auto id = make_id<StepTag>(i);
    const Step& step = scenario.steps[i];
    if (step.kind == StepKind::simultaneous || step.kind == StepKind::repeat) continue;
    std::vector<ExprId> about;
    if (step.when) about.push_back(*step.when);
    Histories histories(scenario, checker.lower, about, *checker.effort);
    bool reached = false;
    const bool complete = histories.at_step(id, Situation(scenario), [&](Ranges& ranges, const Situation&, bool) {
      reached = reached || !step.when || ranges.condition(*step.when) != Truth::no;
    });
    if (complete && !reached) {
      const bool stop = step.kind == StepKind::stop;
      Diagnostic& made = checker.report.warning("W0401", step.span,
                                                stop ? "this `stop` is never reached" : "this step is never reached");
      if (step.when && !is_constant_false(checker, *step.when)) {
        made.notes.emplace_back("no play that can come here meets its `when`");
      }
      continue;
    }
    warn_choices(checker, id);
  }
}

void warn_outcomes(Checker& checker) {
  const Scenario& scenario = checker.scenario;
  std::vector<ExprId> about;
  for (const Outcome& outcome : scenario.outcomes) {
    if (outcome.when) about.push_back(*outcome.when);
  }
  std::vector<bool> reached(scenario.outcomes.size());
  Histories histories(scenario, checker.lower, about, *checker.effort);
  const bool complete = histories.at_end(Situation(scenario), [&](Ranges& ranges, const Situation&, bool) {
    for (std::size_t i = 0; i < reached.size(); ++i) {
      const Outcome& outcome = scenario.outcomes[i];
      const Truth holds = outcome.when ? ranges.condition(*outcome.when) : Truth::yes;
      if (holds != Truth::no) reached[i] = true;
      if (holds == Truth::yes) break;
    }
  });
  if (!complete) return;
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (reached[i]) continue;
    Diagnostic& made = checker.report.warning(
        "W0502", scenario.outcomes[i].span, fmt::format("no play ends in the outcome `{}`", scenario.outcomes[i].name));
    if (i > 0) made.notes.emplace_back("outcomes are tried in order, and the first that holds is taken");
    made.help = "move it up, or mend its condition";
  }
}

/// A payoff that another's hidden type enters: its player can only average over it.
void warn_hidden_types(Checker& checker) {
  const Scenario& scenario = checker.scenario;
  for (const Payoff& payoff : scenario.payoffs) {
    const std::string& who = scenario.players[payoff.player.at()].name;
    const auto warn = [&](const Use& use, const std::string& what) {
      Diagnostic& made = checker.report.warning("W0501", use.span, fmt::format("`{}` cannot see `{}`", who, what));
      made.label = fmt::format("a payoff may use it, but `{}` must then average over it", who);
      const bool in_payoff = use.span.begin >= payoff.span.begin;
      if (!in_payoff) made.labels.push_back({payoff.span, "it enters this payoff"});
    };
    for (const Use& use : checker.lower.uses(payoff_exprs(payoff))) {
      if (use.kind == Use::Kind::type && use.id != payoff.player.index) {
        const Player& owner = scenario.players[use.id];
        const bool shown = !owner.type_seen.error &&
                           std::ranges::find(owner.type_seen.players, payoff.player) != owner.type_seen.players.end();
        if (!shown) warn(use, owner.name + ".type");
      }
      if (use.kind != Use::Kind::param) continue;
      const Param& param = scenario.params[use.id];
      if (param.private_to && *param.private_to != payoff.player) warn(use, param.name);
    }
  }
}

/// Drawn parameters in the payoffs of one player and nowhere else: perhaps that player's secret.
void note_private(Checker& checker) {
  Scenario& scenario = checker.scenario;
  constexpr std::uint32_t nobody = 0xffff'ffffU;
  constexpr std::uint32_t several = 0xffff'fffeU;
  std::vector<std::uint32_t> user(scenario.params.size(), nobody);
  for (const Payoff& payoff : scenario.payoffs) {
    for (const Use& use : checker.lower.uses(payoff_exprs(payoff))) {
      if (use.kind == Use::Kind::param) user[use.id] = user[use.id] == nobody ? payoff.player.index : several;
    }
  }
  for (const Use& use : checker.lower.uses(game_exprs(scenario))) {
    if (use.kind == Use::Kind::param) user[use.id] = several;
  }
  std::optional<std::size_t> first;
  std::vector<std::string> groups;
  for (std::size_t player = 0; player < scenario.players.size(); ++player) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < user.size(); ++i) {
      Param& param = scenario.params[i];
      if (user[i] != player || param.private_to || param.distribution.is_constant()) continue;
      param.enters_alone = PlayerId{static_cast<std::uint32_t>(player)};
      names.push_back(param.name);
      if (!first || param.span.begin < scenario.params[*first].span.begin) first = i;
    }
    if (!names.empty()) {
      groups.push_back(fmt::format("{} {} the payoffs of `{}` alone", list_names(names, "and"),
                                   names.size() == 1 ? "enters" : "enter", scenario.players[player].name));
    }
  }
  if (!first) return;
  const Param& example = scenario.params[*first];
  const std::string& owner = scenario.players[user[*first]].name;
  Diagnostic& made = checker.report.note(
      "W0503", example.span,
      fmt::format("`{}` enters the payoffs of `{}` alone, and every player knows it", example.name, owner));
  const bool only_one = std::ranges::count_if(user, [](std::uint32_t who) { return who < several; }) == 1;
  for (const std::string& group : groups) {
    if (!only_one) made.notes.push_back(group);
  }
  made.notes.emplace_back("a plain `param` is what the analyst does not know; the players know it in every draw");
  made.help = fmt::format("if only `{1}` knows it, write `param {0} ... private to {1}`", example.name, owner);
}

}  // namespace

void check_warnings(Checker& checker) {
  warn_unused(checker);
  warn_double_source(checker);
  warn_idle_evidence(checker);
  warn_steps(checker);
  warn_outcomes(checker);
  warn_hidden_types(checker);
  note_private(checker);
}

}  // namespace parley::scenario
