// SPDX-License-Identifier: Apache-2.0
// Outcomes and payoffs: tried in order, complete, and one for each player.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/checker.h"

namespace parley::scenario {
namespace {

constexpr std::size_t max_players = 62;  // the builder keeps who knows what in one word

void check_otherwise(Checker& checker) {
  const auto& outcomes = checker.statements.outcomes;
  const auto first = std::ranges::find_if(outcomes, [](const auto& of) { return of.body->when == nullptr; });
  if (first == outcomes.end()) return;
  for (auto later = first + 1; later != outcomes.end(); ++later) {
    const bool second = later->body->when == nullptr;
    Diagnostic& wrong = checker.report.error(
        "P0502", later->body->name.span,
        second ? fmt::format("a second outcome `otherwise`: `{}`", later->body->name.text)
               : fmt::format("the outcome `{}` comes after `otherwise`, and can never hold", later->body->name.text));
    wrong.labels.push_back({first->body->name.span, "this one takes every play that is left"});
    wrong.help = second ? "give one of the two a condition" : "move the outcome `otherwise` to the end";
  }
}

class LoweringPayoff {
 public:
  LoweringPayoff(Checker& checker, PlayerId player, const Of<syntax::PayoffStatement>& of)
      : checker_(checker), player_(player), of_(of) {}

  Payoff run() {
    Payoff made;
    made.player = player_;
    made.span = of_.body->player.span;
    made.by_outcome.resize(checker_.scenario.outcomes.size());
    std::optional<ExprId> otherwise;
    bool has_otherwise = false;
    bool has_always = false;
    std::vector<Span> given(made.by_outcome.size());
    for (const auto& entry : of_.body->entries) {
      const auto value = lower(entry);
      if (entry.outcome.text == "otherwise") {
        if (has_otherwise) report_twice(entry);
        has_otherwise = true;
        otherwise = value;
      } else if (entry.outcome.text == "always") {
        if (has_always) report_twice(entry);
        has_always = true;
        made.always = value;
      } else if (const auto id = resolve(checker_, entry.outcome, NameKind::outcome)) {
        if (given[*id].end > 0) report_twice(entry).labels.push_back({given[*id], "first here"});
        given[*id] = entry.outcome.span;
        made.by_outcome[*id] = value;
      }
    }
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (given[i].end > 0) continue;
      made.by_outcome[i] = otherwise;
      if (!has_otherwise) missing.push_back(checker_.scenario.outcomes[i].name);
    }
    if (!missing.empty() && !has_always && !checker_.torn) report_missing(missing);
    return made;
  }

 private:
  std::optional<ExprId> lower(const syntax::PayoffStatement::Entry& entry) {
    if (entry.value == nullptr) return {};
    Scope scope;
    scope.where = fmt::format("the payoff of `{}`", of_.body->player.text);
    scope.own = player_;
    return checker_.lower.number(entry.value, scope);
  }

  Diagnostic& report_twice(const syntax::PayoffStatement::Entry& entry) {
    return checker_.report.error(
        "P0505", entry.outcome.span,
        fmt::format("the payoff of `{}` gives `{}` twice", of_.body->player.text, entry.outcome.text));
  }

  void report_missing(const std::vector<std::string>& missing) {
    Diagnostic& wrong = checker_.report.error(
        "P0504", of_.body->player.span,
        fmt::format("the payoff of `{}` leaves out {}", of_.body->player.text, list_names(missing, "and")));
    wrong.help = fmt::format("add `{}: 0`, or `otherwise: 0` for all that are left out", missing.front());
  }

  Checker& checker_;
  PlayerId player_;
  const Of<syntax::PayoffStatement>& of_;
};

}  // namespace

void lower_outcomes(Checker& checker) {
  if (checker.statements.outcomes.empty() && !checker.torn) {
    checker.report.error("P0501", {}, "the file has no `outcome`, so no play can end in one").help =
        "name at least one: `outcome peace otherwise`";
  }
  for (std::size_t i = 0; i < checker.statements.outcomes.size(); ++i) {
    const auto& body = *checker.statements.outcomes[i].body;
    if (body.when == nullptr) continue;
    Scope scope;
    scope.where = fmt::format("the outcome `{}`", body.name.text);
    const auto when = checker.lower.condition(body.when, scope);
    // A broken condition keeps its place as a condition, so that the outcome does not turn into `otherwise`.
    checker.scenario.outcomes[i].when = when ? *when : not_yet;
  }
  check_otherwise(checker);
}

void lower_payoffs(Checker& checker) {
  if (checker.statements.players.empty() && !checker.torn) {
    checker.report.error("P0507", {}, "the file has no `player`, so there is nobody to play").help =
        "name them: `player leader \"the government\"`";
  }
  if (checker.scenario.players.size() > max_players) {
    checker.report.error("P0702", checker.scenario.players[max_players].span,
                         fmt::format("{} players, and {} are the most that a game may have",
                                     checker.scenario.players.size(), max_players));
    return;
  }
  std::vector<std::optional<Payoff>> made(checker.scenario.players.size());
  for (const auto& of : checker.statements.payoffs) {
    const auto id = resolve(checker, of.body->player, NameKind::player);
    if (id) made[*id] = LoweringPayoff(checker, PlayerId{*id}, of).run();
  }
  for (std::size_t i = 0; i < made.size(); ++i) {
    const Player& player = checker.scenario.players[i];
    if (!made[i] && !checker.torn) {
      checker.report
          .error("P0503", player.span, fmt::format("`{}` has no `payoff`, so nothing says what it wants", player.name))
          .help = fmt::format("add `payoff {} {{ ... }}`", player.name);
    }
    checker.scenario.payoffs.push_back(made[i].value_or(Payoff{make_id<PlayerTag>(i), {}, {}, {}}));
  }
}

}  // namespace parley::scenario
