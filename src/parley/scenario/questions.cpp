// SPDX-License-Identifier: Apache-2.0
// The file's own questions and tests: `ask` and `expect`.
#include "parley/scenario/questions.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/checker.h"

namespace parley::scenario {
namespace {

constexpr std::size_t max_runs = 10'000;  // of all tests together

/// The text after the statement's key word.
std::string text_after_keyword(const SourceText& source, const syntax::Statement& statement) {
  return one_line(source, {statement.keyword.span.end, statement.span.end});
}

/// A key that two holds share where they hold the same lever.
std::pair<bool, std::uint32_t> key_of(const Hold& hold) {
  return {hold.variable.has_value(), hold.variable ? hold.variable->index : hold.param ? hold.param->index : 0};
}

bool same_lever(const Hold& a, const Axis& b) { return a.variable == b.variable && a.param == b.param; }

class LoweringQuestions {
 public:
  explicit LoweringQuestions(Checker& checker)
      : checker_(checker), asking_(checker.scenario, checker.names, checker.source, checker.lower, checker.report) {}

  void ask(const Of<syntax::AskStatement>& of) {
    using Form = syntax::AskStatement::Form;
    const syntax::AskStatement& body = *of.body;
    Ask made;
    made.kind = static_cast<Ask::Kind>(body.form);
    made.span = of.statement->span;
    made.text = text_after_keyword(checker_.source, *of.statement);
    bool good = true;
    switch (body.form) {
      case Form::predict:
        break;
      case Form::frontier:
        good = frontier(body, made);
        break;
      case Form::boxes:
        good = boxes(body, made);
        break;
      case Form::drivers:
      case Form::variants:
        if (body.target) made.target = asking_.target(*body.target);
        good = made.target.has_value();
        break;
      case Form::why:
      case Form::why_not: {
        const auto outcome = resolve(checker_, body.name, NameKind::outcome);
        if (outcome) made.outcome = OutcomeId{*outcome};
        good = outcome.has_value();
        break;
      }
      case Form::information:
        good = information(body, made);
        break;
    }
    if (body.form == Form::variants && checker_.scenario.variants.empty() && !checker_.torn) {
      checker_.report.error("P0608", of.statement->span, "`ask variants` in a file without a `variant`").help =
          "add one: `variant NAME \"what differs\" { ... }`";
    }
    if (good) checker_.scenario.asks.push_back(std::move(made));
  }

  void expect(const Of<syntax::ExpectStatement>& of) {
    const syntax::ExpectStatement& body = *of.body;
    Expectation made;
    made.span = of.statement->span;
    made.text = text_after_keyword(checker_.source, *of.statement);
    const auto target = asking_.target(body.target);
    bool good = target.has_value();
    if (target) made.target = *target;
    static constexpr std::string_view tests[] = {"<", "<=", ">", ">=", "rises", "falls"};
    made.test = static_cast<Expectation::Test>(std::ranges::find(tests, body.test.text) - std::begin(tests));
    const bool along = made.test >= Expectation::Test::rises;
    if (body.bound) made.bound = Number(body.bound->value);
    if (along) {
      const auto axis = asking_.axis(body.axis);
      good = good && axis;
      if (axis) made.axis = *axis;
    } else if (target) {
      check_bound(*target, body);
    }
    good = runs(body, along && good ? std::optional(made.axis) : std::nullopt, made.runs) && good;
    if (good) checker_.scenario.expectations.push_back(std::move(made));
  }

 private:
  static void suggest_percent(const syntax::Num& num, Diagnostic& wrong) {
    if (num.value <= Rational(1) || num.value > Rational(100) || num.text.ends_with('%')) return;
    wrong.help = fmt::format("if a percentage is meant, write `{}%`", num.text);
    wrong.edit = Edit{{num.span.end, num.span.end}, "%"};
  }

  /// A chance is never below 0 or above 1: such a test says nothing.
  void check_bound(const Target& target, const syntax::ExpectStatement& body) {
    if (target.kind != Target::Kind::probability || !was_read(body.bound)) return;
    if (body.bound->value.sign() >= 0 && body.bound->value <= Rational(1)) return;
    suggest_percent(
        *body.bound,
        checker_.report.error("P0605", body.bound->span,
                              fmt::format("a chance is compared with {}, and lies between 0 and 1", body.bound->text)));
  }

  bool level(const std::optional<syntax::Num>& num, Ask& made) {
    if (!num) return true;
    if (!was_read(*num)) return false;
    made.at_least = Number(num->value);
    if (num->value.sign() >= 0 && num->value <= Rational(1)) return true;
    suggest_percent(*num,
                    checker_.report.error("P0605", num->span,
                                          fmt::format("a level of {}, and a chance lies between 0 and 1", num->text)));
    return false;
  }

  bool frontier(const syntax::AskStatement& body, Ask& made) {
    if (body.event != nullptr) made.target = asking_.probability(*body.event);
    const auto x = asking_.axis(body.x);
    const auto y = asking_.axis(body.y);
    bool good = level(body.at_least, made) && made.target && x && y;
    if (x) made.x = *x;
    if (y) made.y = *y;
    if (x && y && x->variable == y->variable && x->param == y->param) {
      checker_.report.error("P0604", body.y.span, fmt::format("both axes are `{}`", body.y.text)).help =
          "take two different levers";
      good = false;
    }
    Held before;
    for (const syntax::HoldExpr& syntax : body.holding) {
      const auto held = asking_.hold(syntax);
      good = good && held;
      if (!held) continue;
      good = new_lever(syntax, *held, before) && good;
      for (const auto& axis : {x, y}) {
        if (!axis || !same_lever(*held, *axis)) continue;
        report_axis_held(syntax);
        good = false;
      }
      made.held.push_back(*held);
    }
    return good;
  }

  bool boxes(const syntax::AskStatement& body, Ask& made) {
    if (body.event != nullptr) made.target = asking_.probability(*body.event);
    return level(body.at_least, made) && made.target;
  }

  bool information(const syntax::AskStatement& body, Ask& made) {
    const auto player = resolve(checker_, body.name, NameKind::player);
    if (!player) return false;
    made.player = PlayerId{*player};
    bool good = true;
    for (const syntax::Word& word : body.by) {
      const auto variable = resolve(checker_, word, NameKind::variable);
      good = good && variable;
      if (variable) good = own_pick(word, VariableId{*variable}, made) && good;
    }
    if (body.by.empty()) good = picks_without_when(body, made);
    return good;
  }

  bool own_pick(const syntax::Word& word, VariableId id, Ask& made) {
    const Variable& variable = checker_.scenario.variables[id.at()];
    if (!variable.is_pick || variable.player != made.player) {
      Diagnostic& wrong =
          checker_.report.error("P0607", word.span,
                                fmt::format("`{}` is not a pick of `{}`, whose adviser fixes its levers", word.text,
                                            checker_.scenario.players[made.player.at()].name));
      wrong.labels.push_back({variable.span, "declared here"});
      return false;
    }
    if (std::ranges::find(made.by, id) != made.by.end()) {
      checker_.report.error("P0604", word.span, fmt::format("`{}` is named twice", word.text));
      return false;
    }
    made.by.push_back(id);
    return true;
  }

  bool picks_without_when(const syntax::AskStatement& body, Ask& made) {
    for (std::size_t i = 0; i < checker_.scenario.variables.size(); ++i) {
      const Variable& variable = checker_.scenario.variables[i];
      if (!variable.is_pick || variable.player != made.player) continue;
      if (checker_.step_syntax[variable.step.at()]->when != nullptr) continue;
      made.by.push_back(make_id<VariableTag>(i));
    }
    if (!made.by.empty()) return true;
    if (checker_.torn) return false;
    checker_.report
        .error("P0607", body.name.span,
               fmt::format("every pick of `{}` has a `when`, so none is its lever for sure", body.name.text))
        .help = "name its levers: `by NAME, ...`";
    return false;
  }

  using Held = std::set<std::pair<bool, std::uint32_t>>;

  bool new_lever(const syntax::HoldExpr& syntax, const Hold& held, Held& before) {
    if (before.insert(key_of(held)).second) return true;
    checker_.report.error("P0604", syntax.span, fmt::format("`{}` is held twice", syntax.name.text));
    return false;
  }

  void report_axis_held(const syntax::HoldExpr& syntax) {
    checker_.report.error("P0604", syntax.span, fmt::format("`{}` is an axis and is held as well", syntax.name.text))
        .help = "take it out of one of the two places";
  }

  /// One list of holds for every combination of the choices that the orders stand for.
  bool runs(const syntax::ExpectStatement& body, const std::optional<Axis>& axis, std::vector<std::vector<Hold>>& out) {
    out.assign(1, {});
    bool good = true;
    Held before;
    for (const syntax::HoldExpr& syntax : body.holding) {
      const auto choices = asking_.spread(syntax);
      if (!choices) {
        good = false;
        continue;
      }
      if (!new_lever(syntax, choices->front(), before)) {
        good = false;
        continue;
      }
      if (axis && same_lever(choices->front(), *axis)) {
        report_axis_held(syntax);
        good = false;
      }
      if (num_runs_ + out.size() * choices->size() > max_runs) {
        checker_.report.error("P0606", syntax.span,
                              fmt::format("the orders stand for more than {} combinations of choices", max_runs));
        return false;
      }
      std::vector<std::vector<Hold>> longer;
      for (const auto& run : out) {
        for (const Hold& held : *choices) {
          longer.push_back(run);
          longer.back().push_back(held);
        }
      }
      out = std::move(longer);
    }
    num_runs_ += out.size();
    return good;
  }

  Checker& checker_;
  Asking asking_;
  std::size_t num_runs_ = 0;
};

}  // namespace

void lower_questions(Checker& checker) {
  LoweringQuestions questions(checker);
  for (const auto& of : checker.statements.asks) questions.ask(of);
  for (const auto& of : checker.statements.expectations) questions.expect(of);
}

}  // namespace parley::scenario
