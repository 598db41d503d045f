// SPDX-License-Identifier: Apache-2.0
// Lets and parameters, each after what it uses: expressions, constants, distributions, and circles among them.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/checker.h"
#include "parley/scenario/samples.h"

namespace parley::scenario {
namespace {

using Form = syntax::DistributionExpr::Form;

std::vector<const syntax::Expr*> expressions_of(const syntax::DistributionExpr& distribution) {
  std::vector<const syntax::Expr*> found = {distribution.constant.get(), distribution.low.get(),
                                            distribution.high.get()};
  for (const auto& arg : distribution.args) found.push_back(arg.get());
  for (const auto& [value, prob] : distribution.table) {
    found.push_back(value.get());
    found.push_back(prob.get());
  }
  std::erase(found, nullptr);
  return found;
}

std::vector<std::string_view> names_in(std::vector<const syntax::Expr*> open) {
  std::vector<std::string_view> names;
  while (!open.empty()) {
    const syntax::Expr* expr = open.back();
    open.pop_back();
    if (expr->kind == syntax::ExprKind::name) names.push_back(expr->word.text);
    for (const auto& arg : expr->args) {
      if (arg != nullptr) open.push_back(arg.get());
    }
  }
  return names;
}

/// Lets first (by index), then params: one graph, since a let may use a param and a param's constant a let.
class Order {
 public:
  explicit Order(Checker& checker) : checker_(checker), num_lets_(checker.scenario.lets.size()) {
    const std::size_t size = num_lets_ + checker.scenario.params.size();
    state_.resize(size);
    edges_.resize(size);
    for (std::size_t i = 0; i < size; ++i) edges_[i] = edges_of(i);
    checker.lower.broken_lets.resize(num_lets_);
    checker.lower.used_lets.resize(num_lets_);
  }

  /// Every let and param after those it uses; circles are reported and their members left out.
  std::vector<std::size_t> sorted() {
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      if (state_[i] == State::fresh) visit(i);
    }
    return std::move(sorted_);
  }

 private:
  enum class State : unsigned char { fresh, open, done, circular };

  std::vector<std::size_t> edges_of(std::size_t node) const {
    std::vector<const syntax::Expr*> exprs;
    if (node < num_lets_) {
      exprs.push_back(checker_.statements.lets[node].body->value.get());
      std::erase(exprs, nullptr);
    } else {
      exprs = expressions_of(checker_.statements.params[node - num_lets_].body->distribution);
    }
    std::vector<std::size_t> edges;
    for (const std::string_view name : names_in(std::move(exprs))) {
      const NameEntry* entry = checker_.names.find(name);
      if (entry == nullptr) continue;
      if (entry->kind == NameKind::let) edges.push_back(entry->index);
      if (entry->kind == NameKind::param) edges.push_back(num_lets_ + entry->index);
    }
    return edges;
  }

  /// Depth-first with a stack of its own: a chain of lets may be longer than the program's stack is deep.
  void visit(std::size_t root) {
    std::vector<std::pair<std::size_t, std::size_t>> path = {{root, 0}};
    state_[root] = State::open;
    while (!path.empty()) {
      auto& [node, next] = path.back();
      if (next == edges_[node].size()) {
        if (state_[node] == State::open) {
          state_[node] = State::done;
          sorted_.push_back(node);
        }
        path.pop_back();
        continue;
      }
      const std::size_t used = edges_[node][next++];
      if (state_[used] == State::open) {
        report_circle(path, used);
      } else if (state_[used] == State::fresh) {
        state_[used] = State::open;
        path.emplace_back(used, 0);
      }
    }
  }

  void report_circle(const std::vector<std::pair<std::size_t, std::size_t>>& path, std::size_t first) {
    std::size_t start = path.size();
    while (path[start - 1].first != first) --start;
    std::string text;
    std::vector<Label> labels;
    for (std::size_t i = start - 1; i < path.size(); ++i) {
      const std::size_t node = path[i].first;
      state_[node] = State::circular;
      if (node < num_lets_) checker_.lower.broken_lets[node] = true;
      if (i < start + 6) text += fmt::format("`{}` -> ", name_of(node));
      if (i == start + 6) text += "... -> ";
      if (i >= start && labels.size() < 4) labels.push_back({span_of(node), "on the way"});
    }
    Diagnostic& made =
        checker_.report.error("P0217", span_of(first), fmt::format("`{}` is defined by itself", name_of(first)));
    made.labels = std::move(labels);
    made.notes.push_back(fmt::format("the circle is {}`{}`", text, name_of(first)));
    made.help = "give one of them a value that does not use the others";
  }

  const std::string& name_of(std::size_t node) const {
    return node < num_lets_ ? checker_.scenario.lets[node].name : checker_.scenario.params[node - num_lets_].name;
  }
  Span span_of(std::size_t node) const {
    return node < num_lets_ ? checker_.scenario.lets[node].span : checker_.scenario.params[node - num_lets_].span;
  }

  Checker& checker_;
  std::size_t num_lets_;
  std::vector<State> state_;
  std::vector<std::vector<std::size_t>> edges_;
  std::vector<std::size_t> sorted_;
};

void lower_let(Checker& checker, std::size_t index) {
  const auto& body = *checker.statements.lets[index].body;
  Scope scope;
  scope.where = fmt::format("the `let` of `{}`", body.name.text);
  scope.outcomes = true;
  const auto value = checker.lower.either(body.value.get(), scope);
  if (value) checker.scenario.lets[index].value = *value;
  if (!value) checker.lower.broken_lets[index] = true;
}

/// Makes the distribution of one param from its syntax.
class Distributing {
 public:
  Distributing(Checker& checker, std::size_t index)
      : checker_(checker),
        param_(checker.scenario.params[index]),
        body_(*checker.statements.params[index].body),
        statement_(*checker.statements.params[index].statement) {}

  void run() {
    auto made = distribution();
    if (!made) return;
    const std::string leaving = made->leaves(param_.support);
    if (!leaving.empty()) {
      report_leaving(*made, leaving);
      return;
    }
    param_.distribution = *std::move(made);
    check_private();
  }

 private:
  std::optional<Number> constant(const syntax::ExprPtr& expr) {
    if (expr == nullptr) return {};
    Scope scope;
    scope.where = fmt::format("the distribution of `{}`", param_.name);
    scope.params = scope.private_params = scope.types = scope.play = false;
    const auto made = checker_.lower.number(expr, scope);
    if (!made) return {};
    const auto& value = checker_.lower.value_of(*made);
    if (!value) checker_.report.error("P0215", expr->span, fmt::format("{} must be a constant", scope.where));
    return value;
  }

  /// What could not be read entirely is not judged.
  bool damaged() const { return statement_.damaged; }

  std::optional<Distribution> accept(Result<Distribution> made) {
    if (made) return *std::move(made);
    checker_.report.error("P0301", body_.distribution.span,
                          fmt::format("`{}` has no such distribution: {}", param_.name, made.error().message));
    return {};
  }

  std::optional<Distribution> distribution() {
    const syntax::DistributionExpr& form = body_.distribution;
    switch (form.form) {
      case Form::constant: {
        const auto value = constant(form.constant);
        return value ? std::optional(Distribution::constant(*value)) : std::nullopt;
      }
      case Form::range: {
        const auto low = constant(form.low);
        const auto high = constant(form.high);
        return low && high ? accept(Distribution::range(param_.support, *low, *high)) : std::nullopt;
      }
      case Form::call:
        return damaged() ? std::nullopt : call(form);
      case Form::table:
        return damaged() ? std::nullopt : table(form);
      case Form::samples:
        return damaged() ? std::nullopt : samples(form);
    }
    return {};
  }

  std::optional<Distribution> call(const syntax::DistributionExpr& form) {
    struct Named {
      std::string_view name;
      DistributionKind kind;
      std::size_t count;
      std::string_view shape;
    };
    static constexpr Named known[] = {
        {"normal", DistributionKind::normal, 2, "normal(m, s)"},
        {"lognormal", DistributionKind::lognormal, 2, "lognormal(m, s)"},
        {"logitnormal", DistributionKind::logitnormal, 2, "logitnormal(m, s)"},
        {"uniform", DistributionKind::uniform, 2, "uniform(a, b)"},
        {"triangular", DistributionKind::triangular, 3, "triangular(a, mode, b)"},
        {"pert", DistributionKind::pert, 3, "pert(a, mode, b)"},
        {"beta", DistributionKind::beta, 2, "beta(a, b)"},
        {"gamma", DistributionKind::gamma, 2, "gamma(shape, scale)"},
    };
    const auto* found = std::ranges::find(known, form.function.text, &Named::name);
    if (found == std::end(known)) {
      std::vector<std::string> names;
      for (const Named& named : known) names.emplace_back(named.name);
      Diagnostic& wrong = checker_.report.error("P0306", form.function.span,
                                                fmt::format("there is no distribution `{}`", form.function.text));
      wrong.help = fmt::format("the distributions are {}", list_names(names, "and"));
      const std::string near = nearest_of(form.function.text, names);
      if (!near.empty()) wrong.edit = Edit{form.function.span, near};
      return {};
    }
    if (form.args.size() != found->count) {
      checker_.report
          .error("P0306", form.span,
                 fmt::format("`{}` takes {} numbers, and {} given", found->name, found->count,
                             form.args.size() == 1 ? "1 is" : fmt::format("{} are", form.args.size())))
          .help = fmt::format("write `{}`", found->shape);
      return {};
    }
    std::vector<Number> args;
    for (const auto& arg : form.args) {
      if (const auto value = constant(arg)) args.push_back(*value);
    }
    return args.size() == found->count ? accept(Distribution::from(found->kind, args)) : std::nullopt;
  }

  std::optional<Distribution> table(const syntax::DistributionExpr& form) {
    std::vector<std::pair<Number, Number>> entries;
    std::optional<std::size_t> rest;
    Number sum{Rational(0)};
    bool failed = false;
    for (const auto& [value_syntax, prob_syntax] : form.table) {
      const auto value = constant(value_syntax);
      if (prob_syntax == nullptr) {
        if (rest) {
          checker_.report.error("P0305", value_syntax == nullptr ? form.span : value_syntax->span,
                                fmt::format("`{}` has two entries `rest`", param_.name));
          failed = true;
        }
        rest = entries.size();
      }
      const auto prob = prob_syntax == nullptr ? std::optional(Number(Rational(0))) : constant(prob_syntax);
      failed = failed || !value || !prob;
      if (!value || !prob) continue;
      entries.emplace_back(*value, *prob);
      sum = add(sum, *prob);
    }
    if (failed) return {};
    if (rest) entries[*rest].second = subtract(Number(Rational(1)), sum);
    return accept(Distribution::discrete(std::move(entries)));
  }

  std::optional<Distribution> samples(const syntax::DistributionExpr& form) {
    std::optional<std::string_view> column;
    if (!form.column.text.empty()) column = form.column.text;
    auto values = read_samples(checker_.source.folder(), form.file.text, column);
    if (values) return accept(Distribution::samples(*std::move(values)));
    checker_.report.error(
        "P0307", form.file.span,
        fmt::format("the samples in \"{}\" cannot be used: {}", form.file.text, values.error().message));
    return {};
  }

  void report_leaving(const Distribution& made, const std::string& leaving) {
    const std::string_view support = param_.support == Support::positive ? "pos" : "prob";
    Diagnostic& wrong = checker_.report.error(
        "P0302", body_.distribution.span,
        fmt::format("`{}` is `{}`, and its distribution can leave that: {}", param_.name, support, leaving));
    wrong.notes.emplace_back("nothing is cut off silently");
    if (made.kind() == DistributionKind::normal) {
      wrong.help = param_.support == Support::positive ? "use `lognormal`, or give a range `a to b`"
                                                       : "use `logitnormal` or `beta`, or give a range `a to b`";
    }
  }

  void check_private() {
    if (was_read(body_.parts)) {
      const auto parts = body_.parts->value.to_int64();
      if (parts && *parts >= 1 && *parts <= 1'000) {
        param_.parts = static_cast<std::uint32_t>(*parts);
      } else if (body_.parts->value.is_integer()) {
        checker_.report.error(
            "P0308", body_.parts->span,
            fmt::format("`{}` parts, and a whole number from 1 to 1000 is needed", body_.parts->text));
      }
    }
    if (!param_.private_to || !param_.distribution.is_constant()) return;
    checker_.report
        .error("P0308", body_.private_to->span,
               fmt::format("`{}` is a constant, so there is nothing in it that only `{}` could know", param_.name,
                           body_.private_to->text))
        .help = "give it a distribution, or drop `private to`";
  }

  Checker& checker_;
  Param& param_;
  const syntax::ParamStatement& body_;
  const syntax::Statement& statement_;
};

}  // namespace

void lower_definitions(Checker& checker) {
  const std::size_t num_lets = checker.scenario.lets.size();
  Order order(checker);
  for (const std::size_t node : order.sorted()) {
    if (node < num_lets) {
      lower_let(checker, node);
    } else {
      Distributing(checker, node - num_lets).run();
    }
  }
}

}  // namespace parley::scenario
