// SPDX-License-Identifier: Apache-2.0
// Answers the asks of a file in their order, then what a report adds: evidence, switches, alternatives, the tree.
#include "report_answers.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "ask_answers.h"
#include "parley/report/game_tree.h"
#include "parley/study/predicted_draws.h"
#include "questions.h"
#include "report_alternatives.h"
#include "report_scenario.h"

namespace parley::cli {

namespace {

using Clock = std::chrono::steady_clock;
using scenario::Ask;

/// A tree of more nodes is not told: nobody reads it, and it would be longer than all else.
constexpr double most_tree_nodes = 200'000;

/// The verb that answers one kind of ask; empty for a kind that has none.
std::string_view verb_of(Ask::Kind kind) {
  switch (kind) {
    case Ask::Kind::predict:
      return "predict";
    case Ask::Kind::frontier:
      return "frontier";
    case Ask::Kind::drivers:
      return "drivers";
    case Ask::Kind::boxes:
      return "boxes";
    case Ask::Kind::why:
      return "why";
    case Ask::Kind::why_not:
      return "why-not";
    case Ask::Kind::information:
      return "information";
    case Ask::Kind::variants:
      return "variants";
  }
  return {};
}

class Gathering {
 public:
  Gathering(Session& session, CheckedScenario& checked) : session_(session), checked_(checked) {}

  Step<report::Report> gather(DiffOperand* since) {
    auto scenario = report_scenario(checked_);
    if (!scenario) return std::unexpected(session_.fail(scenario.error()));
    made_.scenario = *std::move(scenario);
    made_.line_of = [source = checked_.source](std::uint32_t offset) { return source.position(offset).line; };
    if (const auto done = predict(); !done) return std::unexpected(done.error());
    if (const auto done = compare_variants(); !done) return std::unexpected(done.error());
    if (const auto done = answer_asks(); !done) return std::unexpected(done.error());
    if (const auto done = weigh_evidence(); !done) return std::unexpected(done.error());
    if (const auto done = play_otherwise(); !done) return std::unexpected(done.error());
    if (since != nullptr) {
      if (const auto done = compare_with(*since); !done) return std::unexpected(done.error());
    }
    find_switches();
    return std::move(made_);
  }

 private:
  [[nodiscard]] const Options& options() const { return session_.options(); }

  /// Runs `work` and keeps how long it took.
  template <class Work>
  auto timed(const std::string& part, std::size_t draws, const Work& work) {
    const auto start = Clock::now();
    auto result = work();
    made_.timings.push_back({part, std::chrono::duration<double>(Clock::now() - start).count(), draws});
    return result;
  }

  void ends(Termination termination) {
    if (made_.termination == Termination::finished) made_.termination = termination;
  }

  /// Targets that the asks name, each once: the prediction has them all.
  [[nodiscard]] std::vector<scenario::Target> asked_targets() const {
    std::vector<scenario::Target> targets;
    for (const Ask& ask : checked_.scenario->asks) {
      if (!ask.target) continue;
      if (std::ranges::find(targets, ask.target->text, &scenario::Target::text) != targets.end()) continue;
      targets.push_back(*ask.target);
    }
    return targets;
  }

  Step<void> predict() {
    const auto model = build_model(session_, checked_, {.targets = asked_targets()});
    if (!model) return std::unexpected(model.error());
    model_ = *model;
    RunContext run = session_.run_context();
    auto prediction = timed("predict outcomes", options().draws,
                            [&] { return study::predict(*model_, draw_options(options()), run); });
    if (!prediction) return std::unexpected(session_.fail(prediction.error()));
    ends(prediction->termination);
    prediction_ = *std::move(prediction);
    return {};
  }

  Step<void> compare_variants() {
    std::vector<std::string> targets;
    for (const Ask& ask : checked_.scenario->asks) {
      if (ask.kind == Ask::Kind::variants) targets.push_back(ask.target->text);
    }
    auto compared = compare_for_report(session_, checked_, targets);
    if (!compared) return std::unexpected(compared.error());
    if (!*compared) {
      no_variants_ = compared->error().message;
      return {};
    }
    for (const report::Alternative& one : (*compared)->alternatives) {
      made_.timings.push_back({"variant " + one.name, one.seconds.value_or(0.0), one.draws});
    }
    comparison_ = (*compared)->comparison;
    if (comparison_) ends(comparison_->termination);
    made_.alternatives = std::move((*compared)->alternatives);
    return {};
  }

  Step<void> answer_asks() {
    std::size_t asked_variants = 0;
    std::map<Ask::Kind, std::size_t> of_kind;
    bool is_predicted = false;
    for (const Ask& ask : checked_.scenario->asks) {
      report::ReportAnswer answer = {line_of(checked_, ask), ask.text, command_of(ask.kind, ++of_kind[ask.kind]),
                                     report::Unanswered{}};
      if (ask.kind == Ask::Kind::predict) {
        if (std::exchange(is_predicted, true)) continue;
        answer.of = prediction_;
      } else if (ask.kind == Ask::Kind::variants) {
        answer.of = compared(ask, asked_variants++);
      } else {
        const auto done = answer_ask(ask, answer);
        if (!done) return std::unexpected(done.error());
      }
      made_.answers.push_back(std::move(answer));
    }
    if (const auto done = add_drivers(); !done) return std::unexpected(done.error());
    if (!is_predicted)
      made_.answers.insert(made_.answers.begin(),
                           {0, "predict outcomes", command_of(Ask::Kind::predict, 1), prediction_});
    return {};
  }

  /// Drivers of the most likely outcome and of the events of frontiers, where the file does not ask for them: a
  /// judgement without them does not say what it hangs on.
  Step<void> add_drivers() {
    std::vector<std::string> wanted = {fmt::format("P({})", study::most_likely_outcome(prediction_))};
    for (const Ask& ask : checked_.scenario->asks) {
      if (ask.kind == Ask::Kind::frontier) wanted.push_back(ask.target->text);
    }
    for (const std::string& text : wanted) {
      const std::string ask = fmt::format("drivers of {}", text);
      if (std::ranges::find(made_.answers, ask, &report::ReportAnswer::ask) != made_.answers.end()) continue;
      auto read = scenario::parse_target(checked_.scenario, text);
      if (!read) continue;  // a target that only exists within its ask
      checked_.scenario = std::move(read->scenario);
      Options own = options_of(Ask::Kind::drivers);
      own.target = {text};
      report::ReportAnswer answer = {0, ask, canonical_command(own), report::Unanswered{}};
      Ask question;
      question.kind = Ask::Kind::drivers;
      question.target = std::move(read->target);
      if (const auto done = take(answer, [&] { return drivers_of(session_, checked_, question); }); !done) return done;
      made_.answers.push_back(std::move(answer));
    }
    return {};
  }

  /// Those of the report, for the verb that answers one kind of ask alone: a prediction has the targets of all asks,
  /// drivers leave the variants out.
  [[nodiscard]] Options options_of(Ask::Kind kind) const {
    Options own = options();
    own.verb = verb_of(kind);
    own.since.clear();
    if (kind == Ask::Kind::drivers) own.variants = false;
    if (kind != Ask::Kind::predict) return own;
    for (const scenario::Target& target : asked_targets()) own.target.push_back(target.text);
    return own;
  }

  /// What gives the answer to the file's ask of that number among those of its kind.
  [[nodiscard]] std::string command_of(Ask::Kind kind, std::size_t number) const {
    Options own = options_of(kind);
    if (kind != Ask::Kind::predict) own.ask = number;
    return canonical_command(own);
  }

  decltype(report::ReportAnswer::of) compared(const Ask& ask, std::size_t index) const {
    if (!comparison_) {
      return report::Unanswered{no_variants_.empty() ? "the scenario has no variant to compare with" : no_variants_};
    }
    return report::ComparedVariants{ask.target->text, index, comparison_};
  }

  Step<void> answer_ask(const Ask& ask, report::ReportAnswer& answer) {
    switch (ask.kind) {
      case Ask::Kind::frontier:
        return take(answer, [&] { return frontier_of(session_, checked_, ask); });
      case Ask::Kind::drivers:
        return take(answer, [&] { return drivers_of(session_, checked_, ask); });
      case Ask::Kind::boxes:
        return take(answer, [&] { return boxes_of(session_, checked_, ask); });
      case Ask::Kind::why:
      case Ask::Kind::why_not:
        return take(answer, [&] { return why_of(session_, checked_, ask); });
      case Ask::Kind::information:
        return take(answer, [&] { return information_of(session_, checked_, ask); });
      default:
        return {};
    }
  }

  template <class Work>
  Step<void> take(report::ReportAnswer& answer, const Work& work) {
    auto asked = timed(answer.ask, options().draws, work);
    if (!asked) return std::unexpected(asked.error());
    if (!*asked) {
      answer.of = report::Unanswered{asked->error().message};
      if (asked->error().code == ErrorCode::stopped) ends(session_.run_context().why_stopped());
      return {};
    }
    ends((*asked)->termination);
    answer.of = **std::move(asked);
    return {};
  }

  Step<void> weigh_evidence() {
    if (model_->weighed_by.empty() && !model_->has_hidden_evidence) return {};
    const auto model = build_model(session_, checked_, {});
    if (!model) return std::unexpected(model.error());
    const RunContext run = session_.run_context();
    auto study = timed("evidence", options().draws,
                       [&] { return study::evidence_study(**model, draw_options(options()), run); });
    if (!study) return {};  // no piece of it weighs, or there was no time: the section is left out
    ends(study->termination);
    made_.evidence = *std::move(study);
    return {};
  }

  /// The tree at the centre with what is played there, and other ideas of play.
  Step<void> play_otherwise() {
    const RunContext run = session_.run_context();
    if (run.should_stop()) return {};
    const std::vector<Number> slots = model_->game.program.evaluate(build::centre_inputs(*model_));
    if (build::count(*model_, slots).nodes > most_tree_nodes) return {};
    auto unmerged = build::without_merging(*model_, run);
    if (!unmerged) return {};
    RunContext quiet = silent(run);
    const auto play = timed("the centre", 1, [&] { return study::play_at(*unmerged, {}, {}, quiet); });
    if (!play) return {};
    const auto most = std::ranges::max_element(play->outcomes, {}, [](const auto& one) { return one.value.value; });
    made_.most_likely_at_centre = most->name;
    const auto tree_slots = unmerged->game.program.evaluate(build::centre_inputs(*unmerged));
    const report::GameTree tree = report::game_tree(unmerged->game, tree_slots, std::nullopt);
    made_.tree = report::reached_tree(unmerged->game, tree, *play);
    for (report::Alternative& row :
         timed("other ideas of play", 1, [&] { return other_play(*unmerged, *model_, payoff_range(tree), quiet); })) {
      made_.alternatives.push_back(std::move(row));
    }
    return {};
  }

  /// The largest over players.
  static double payoff_range(const report::GameTree& tree) {
    double largest = 0.0;
    for (std::size_t player = 0; player < tree.players.size(); ++player) {
      double low = std::numeric_limits<double>::infinity(), high = -low;
      for (const report::TreeRow& row : tree.rows) {
        if (row.payoffs.empty()) continue;
        low = std::min(low, row.payoffs[player].value);
        high = std::max(high, row.payoffs[player].value);
      }
      if (high > low) largest = std::max(largest, high - low);
    }
    return largest;
  }

  Step<void> compare_with(DiffOperand& since) {
    DiffOperand now;
    now.about = {.file = made_.scenario.file,
                 .variant = made_.scenario.variant,
                 .sha256 = session_.file_sha256(),
                 .is_stored = false};
    now.checked = checked_;
    auto diff = timed("what changed", options().draws, [&] { return difference_of(session_, since, now); });
    if (!diff) return std::unexpected(diff.error());
    ends(diff->termination);
    made_.changes = *std::move(diff);
    return {};
  }

  /// Changes of the outcome first, then those nearest to the centre in shares of the range.
  void find_switches() {
    const RunContext run = session_.run_context();
    const study::SwitchPoints points = timed("switch points", 1, [&] { return study::switch_points(*model_, run); });
    ends(points.termination);
    for (std::size_t d = 0; d < points.by_input.size(); ++d) {
      const build::Input& input = model_->inputs[model_->drawn[d]];
      const auto named = std::ranges::find(made_.scenario.assumptions, input.name, &report::Assumption::name);
      for (const study::Switch& turn : points.by_input[d]) {
        report::SwitchRow row = {
            input.name, {}, input.distribution.quantile(0.01), input.centre.value, input.distribution.quantile(0.99),
            turn,       0};
        if (named != made_.scenario.assumptions.end()) {
          row.text = named->text;
          row.line = named->line;
        }
        made_.switches.push_back(std::move(row));
      }
    }
    std::ranges::stable_sort(made_.switches, [](const report::SwitchRow& a, const report::SwitchRow& b) {
      const auto key = [](const report::SwitchRow& row) {
        const double range = row.high > row.low ? row.high - row.low : 1.0;
        return std::pair(row.turn.infoset.has_value(), std::fabs(row.turn.value - row.centre) / range);
      };
      return key(a) < key(b);
    });
  }

  Session& session_;
  CheckedScenario& checked_;
  report::Report made_;
  std::shared_ptr<const build::Model> model_;
  study::Prediction prediction_;
  std::shared_ptr<const study::VariantComparison> comparison_;
  std::string no_variants_;
};

}  // namespace

Step<report::Report> gather_report(Session& session, CheckedScenario& checked, DiffOperand* since) {
  return Gathering(session, checked).gather(since);
}

}  // namespace parley::cli
