// SPDX-License-Identifier: Apache-2.0
// Do the chances of one table lie in [0, 1] and add up to 1, in every draw and after every history? Proved from ranges
// where that goes, refuted where every draw tried breaks it, and otherwise left to the draws.
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

constexpr double tolerance = 1e-9;  // the draws' own
constexpr std::uint64_t num_draws = 64;
constexpr std::uint64_t max_visits = 50'000;  // of all draws together

struct Table {
  std::string name;  // "authority", "leader.type"
  std::vector<std::string> labels;
  std::vector<std::optional<ExprId>> probs;  // absent: rest
  std::vector<Span> places;                  // of the probabilities as typed
  std::optional<StepId> step;                // of a chance move
  std::optional<ExprId> when;
  bool adds_up = true;  // false: a lone probability
};

/// What is wrong with a table in one situation.
struct Fault {
  enum class Kind : unsigned char { entry, sum };
  Kind kind = Kind::sum;
  std::size_t entry = 0;
  Interval value;
  std::string where;  // the situation in words; empty where it does not matter
};

/// A number in (0, 1) that is a function of its arguments alone (the mixing of SplitMix64).
double unit(std::uint64_t draw, std::uint64_t param) {
  std::uint64_t x = (draw + 1) * 0x9e3779b97f4a7c15ULL + (param + 1) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
  x ^= x >> 31U;
  return (static_cast<double>(x >> 11U) + 0.5) * 0x1.0p-53;
}

double drawn_value(const Param& param, std::uint64_t draw, std::size_t index) {
  const double u = draw == 0 ? 0.5 : unit(draw, index);
  if (draw == 0 && !param.private_to) return param.distribution.median().value;
  if (!param.private_to) return param.distribution.quantile(u);
  const double part = std::floor(u * param.parts);
  return param.distribution.quantile((part + 0.5) / param.parts);
}

std::string shown(double value) { return fmt::format("{:.4g}", value); }

std::string shown(Interval value) {
  if (value.high - value.low < tolerance) return shown(value.low);
  return fmt::format("{} to {}", shown(value.low), shown(value.high));
}

class TableCheck {
 public:
  TableCheck(Checker& checker, const Table& table)
      : checker_(checker),
        scenario_(checker.scenario),
        table_(table),
        histories_(scenario_, checker.lower, about(table), *checker.effort) {
    for (const auto& prob : table.probs) {
      if (!prob) continue;
      for (const Use& use : checker.lower.uses(*prob)) {
        if (use.kind == Use::Kind::param) params_.push_back(use.id);
        uses_.push_back(use);
      }
    }
  }

  void run() {
    if (constants_are_fine()) return;
    Outcome ranges = look(Situation(scenario_));
    const bool complete = ranges.complete;
    if (!complete) ranges = look_anywhere(Situation(scenario_));
    if (ranges.visits == 0 || ranges.proved == ranges.visits) return;
    if (ranges.surely || ranges.faults == ranges.visits) {
      report(*ranges.fault, {});
      return;
    }
    if (!complete) return;
    const bool drawn = std::ranges::any_of(
        params_, [&](std::uint32_t id) { return !scenario_.params[id].distribution.is_constant(); });
    std::uint64_t broken = 0;
    const std::uint64_t draws = drawn ? std::clamp<std::uint64_t>(max_visits / ranges.visits, 8, num_draws) : 1;
    std::optional<Fault> first;
    std::string first_draw;
    for (std::uint64_t draw = 0; draw < draws; ++draw) {
      Situation start(scenario_);
      for (std::size_t i = 0; i < scenario_.params.size(); ++i) {
        start.params[i] = Interval::point(drawn_value(scenario_.params[i], draw, i));
      }
      const Outcome found = look(start);
      if (!found.complete) return;
      if (!found.surely) continue;
      ++broken;
      if (first) continue;
      first = found.fault;
      first_draw = describe_draw(start);
    }
    if (broken == draws) {
      report(*first, first_draw);
    } else if (broken > 0) {
      warn(*first, first_draw, broken, draws);
    }
  }

 private:
  struct Outcome {
    bool complete = false;
    bool surely = false;  // a play that surely comes here breaks the rule
    std::size_t visits = 0, proved = 0, faults = 0;
    std::optional<Fault> fault;
  };

  /// Most tables are numbers and `rest`, and need no histories.
  bool constants_are_fine() const {
    double sum = 0.0;
    bool rest = !table_.adds_up;
    for (const auto& prob : table_.probs) {
      if (!prob) {
        rest = true;
        continue;
      }
      const auto& value = checker_.lower.value_of(*prob);
      if (!value || !(value->value >= 0.0 && value->value <= 1.0)) return false;
      sum += value->value;
    }
    return sum <= 1.0 + tolerance && (rest || sum >= 1.0 - tolerance);
  }

  static std::vector<ExprId> about(const Table& table) {
    std::vector<ExprId> exprs;
    for (const auto& prob : table.probs) {
      if (prob) exprs.push_back(*prob);
    }
    if (table.when) exprs.push_back(*table.when);
    return exprs;
  }

  Outcome look(Situation start) {
    if (!table_.step) return look_anywhere(start);
    Outcome out;
    out.complete = histories_.at_step(
        *table_.step, std::move(start),
        [&](Ranges& ranges, const Situation& here, bool certain) { judge(out, ranges, here, certain); });
    return out;
  }

  /// Without regard to the history: of use for types, and where there are too many histories.
  Outcome look_anywhere(const Situation& situation) const {
    Outcome out;
    Ranges ranges(scenario_, situation);
    judge(out, ranges, situation, !table_.step);
    out.complete = true;
    return out;
  }

  void judge(Outcome& out, Ranges& ranges, const Situation& situation, bool certain) const {
    const Truth reached = table_.when ? ranges.condition(*table_.when) : Truth::yes;
    if (reached == Truth::no) return;
    ++out.visits;
    bool proved = false;
    auto fault = fault_of(ranges, proved);
    if (!fault) {
      out.proved += proved ? 1 : 0;
      return;
    }
    ++out.faults;
    const bool surely = certain && reached == Truth::yes;
    if (out.fault && (out.surely || !surely)) return;
    fault->where = describe(situation);
    out.fault = std::move(fault);
    out.surely = out.surely || surely;
  }

  std::optional<Fault> fault_of(Ranges& ranges, bool& proved) const {
    Interval sum;
    bool rest = false;
    proved = true;
    for (std::size_t i = 0; i < table_.probs.size(); ++i) {
      if (!table_.probs[i]) {
        rest = true;
        continue;
      }
      const Interval prob = ranges.number(*table_.probs[i]);
      if (prob.low > 1.0 + tolerance || prob.high < -tolerance) return Fault{Fault::Kind::entry, i, prob, {}};
      proved = proved && prob.low >= -tolerance && prob.high <= 1.0 + tolerance;
      sum = {sum.low + prob.low, sum.high + prob.high};
    }
    if (!table_.adds_up) return {};
    if (sum.low > 1.0 + tolerance || (!rest && sum.high < 1.0 - tolerance)) return Fault{Fault::Kind::sum, 0, sum, {}};
    proved = proved && sum.high <= 1.0 + tolerance && (rest || sum.low >= 1.0 - tolerance);
    return {};
  }

  /// The labels that the probabilities depend on, as they are here.
  std::string describe(const Situation& situation) const {
    std::vector<std::string> parts;
    for (const Use& use : uses_) {
      std::string part;
      if (use.kind == Use::Kind::variable && situation.labels[use.id] != Situation::unknown) {
        const Variable& variable = scenario_.variables[use.id];
        const std::int32_t label = situation.labels[use.id];
        part = fmt::format("`{} is {}`", variable.name,
                           label < 0 ? "none" : variable.labels[static_cast<std::size_t>(label)].text);
      }
      if (use.kind == Use::Kind::type && situation.types[use.id] >= 0) {
        const Player& player = scenario_.players[use.id];
        part = fmt::format("`{}.type is {}`", player.name,
                           player.type->labels[static_cast<std::size_t>(situation.types[use.id])]);
      }
      if (!part.empty() && std::ranges::find(parts, part) == parts.end()) parts.push_back(std::move(part));
    }
    return fmt::format("{}", fmt::join(parts, " and "));
  }

  std::string describe_draw(const Situation& start) const {
    std::vector<std::string> parts;
    for (const std::uint32_t id : params_) {
      const Param& param = scenario_.params[id];
      if (param.distribution.is_constant()) continue;
      std::string part = fmt::format("`{} = {}`", param.name, shown(start.params[id].low));
      if (std::ranges::find(parts, part) == parts.end()) parts.push_back(std::move(part));
    }
    return fmt::format("{}", fmt::join(parts, " and "));
  }

  Span place_of(const Fault& fault) const {
    if (fault.kind == Fault::Kind::entry) return table_.places[fault.entry];
    for (std::size_t i = table_.probs.size(); i-- > 0;) {
      if (table_.probs[i]) return table_.places[i];
    }
    return {};
  }

  void explain(Diagnostic& made, const Fault& fault, const std::string& draw) const {
    const bool has_rest = std::ranges::any_of(table_.probs, [](const auto& prob) { return !prob; });
    if (fault.kind == Fault::Kind::entry) {
      made.label = fmt::format("this is {}", shown(fault.value));
    } else {
      made.label = has_rest ? "nothing is left for `rest`" : fmt::format("together {}", shown(fault.value));
    }
    if (!fault.where.empty()) made.notes.push_back(fmt::format("so it is where {}", fault.where));
    if (!draw.empty()) made.notes.push_back(fmt::format("for example in the draw with {}", draw));
    for (const std::uint32_t id : params_) {
      if (scenario_.params[id].distribution.is_constant() || made.labels.size() >= 3) continue;
      const Label label{scenario_.params[id].distribution_span,
                        fmt::format("`{}` is drawn", scenario_.params[id].name)};
      const bool known = std::ranges::any_of(made.labels, [&](const Label& l) { return l.span == label.span; });
      if (!known) made.labels.push_back(label);
    }
    if (fault.kind == Fault::Kind::entry) return;
    made.notes.emplace_back("the branches of one chance move must add up to 1 in every draw, not only at the median");
    if (has_rest) return;
    made.help = "give the last branch what remains: `rest`";
    made.edit = Edit{place_of(fault), "rest"};
  }

  std::string message(const Fault& fault) const {
    if (fault.kind == Fault::Kind::entry) {
      return fmt::format("the chance of `{}` in `{}` is {}, and a probability lies between 0 and 1",
                         table_.labels[fault.entry], table_.name, shown(fault.value));
    }
    const bool above = fault.value.low > 1.0;
    return fmt::format("the chances of `{}` add up to {} than 1", table_.name, above ? "more" : "less");
  }

  void report(const Fault& fault, const std::string& draw) {
    const std::string_view code = fault.kind == Fault::Kind::entry ? "P0303" : "P0304";
    explain(checker_.report.error(code, place_of(fault), message(fault)), fault, draw);
  }

  void warn(const Fault& fault, const std::string& draw, std::uint64_t broken, std::uint64_t draws) {
    Diagnostic& made = checker_.report.warning(
        "W0303", place_of(fault),
        fmt::format("the chances of `{}` break the rules in {} of {} draws tried", table_.name, broken, draws));
    explain(made, fault, draw);
    made.edit.reset();
    made.notes.emplace_back("each such draw fails and is counted; a study with too many of them fails");
    made.help = "bound what the chances are made of, for example by `min` or `clamp`";
  }

  Checker& checker_;
  const Scenario& scenario_;
  const Table& table_;
  Histories histories_;
  std::vector<std::uint32_t> params_;
  std::vector<Use> uses_;
};

void check_error(Checker& checker, const Seen& seen, const syntax::SeenBy& syntax, std::string name,
                 std::optional<StepId> step, std::optional<ExprId> when) {
  if (!seen.error) return;
  const Table table{std::move(name), {"error"}, {seen.error}, {syntax.error->span}, step, when, false};
  TableCheck(checker, table).run();
}

void check_step(Checker& checker, StepId id) {
  const Step& step = checker.scenario.steps[id.at()];
  const syntax::Step& syntax = *checker.step_syntax[id.at()];
  if (step.kind == StepKind::chance) {
    const Variable& variable = checker.scenario.variables[step.variable.at()];
    Table table{variable.name, label_texts(variable), step.probs, {}, id, step.when, true};
    for (const syntax::TableEntry& entry : syntax.table) {
      table.places.push_back(entry.prob == nullptr ? entry.span : entry.prob->span);
    }
    TableCheck(checker, table).run();
  }
  check_error(checker, step.seen, syntax.seen, "seen by", id, step.when);
}

}  // namespace

void check_tables(Checker& checker) {
  for (std::size_t i = 0; i < checker.scenario.players.size(); ++i) {
    const Player& player = checker.scenario.players[i];
    if (!player.type) continue;
    const auto& body = *checker.statements.players[i].body;
    Table table{player.name + ".type", player.type->labels, player.type->probs, {}, {}, {}, true};
    for (const syntax::TableEntry& entry : body.type) {
      table.places.push_back(entry.prob == nullptr ? entry.span : entry.prob->span);
    }
    TableCheck(checker, table).run();
    check_error(checker, player.type_seen, body.type_seen, "seen by", {}, {});
  }
  for (std::size_t i = 0; i < checker.scenario.steps.size(); ++i) check_step(checker, make_id<StepTag>(i));
}

}  // namespace parley::scenario
