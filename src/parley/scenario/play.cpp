// SPDX-License-Identifier: Apache-2.0
// Declares the play: steps, picks and chance moves with their labels, rounds. Conditions and chances come later.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/checker.h"

namespace parley::scenario {
namespace {

constexpr std::int64_t max_grid = 10'000;
constexpr std::size_t max_labels = 200'000;
/// More rounds than any game may have: the builder refuses them by the size that they ask for.
constexpr std::int64_t max_times = 1'000'000'000;

/// Walks the syntax of the play once and makes every step and variable.
class Declaring {
 public:
  explicit Declaring(Checker& checker) : checker_(checker), scenario_(checker.scenario) {}

  StepId step(const syntax::Step& syntax, const syntax::Step* block) {
    const auto id = make_id<StepTag>(scenario_.steps.size());
    scenario_.steps.emplace_back();
    checker_.step_syntax.push_back(&syntax);
    checker_.lower.noisy_steps.push_back(syntax.seen.error != nullptr);
    scenario_.steps[id.at()].span = syntax.span;
    check_inside(syntax, block);
    switch (syntax.form) {
      case syntax::Step::Form::pick:
        pick_step(id, syntax);
        break;
      case syntax::Step::Form::chance:
        chance_step(id, syntax);
        break;
      case syntax::Step::Form::simultaneous:
        body_step(id, syntax, StepKind::simultaneous);
        break;
      case syntax::Step::Form::repeat:
        repeat_step(id, syntax);
        break;
      case syntax::Step::Form::stop:
        scenario_.steps[id.at()].kind = StepKind::stop;
        break;
    }
    return id;
  }

 private:
  using Form = syntax::Step::Form;

  void check_inside(const syntax::Step& syntax, const syntax::Step* block) {
    if (block == nullptr || block->form != Form::simultaneous) return;
    if (syntax.form == Form::pick || syntax.form == Form::chance) return;
    const std::string_view what = syntax.form == Form::stop     ? "stop"
                                  : syntax.form == Form::repeat ? "repeat"
                                                                : "simultaneous";
    checker_.report.error("P0407", syntax.span, fmt::format("a `{}` stands inside a `simultaneous` block", what)).help =
        "a block holds picks and chance moves only: move it before or after the block";
  }

  void body_step(StepId id, const syntax::Step& syntax, StepKind kind) {
    scenario_.steps[id.at()].kind = kind;
    for (const syntax::Step& inner : syntax.body) {
      const StepId made = step(inner, &syntax);
      scenario_.steps[id.at()].body.push_back(made);
    }
  }

  void repeat_step(StepId id, const syntax::Step& syntax) {
    const auto repeat = make_id<RepeatTag>(scenario_.repeats.size());
    scenario_.repeats.push_back({id, 1, {}, {}});
    scenario_.steps[id.at()].repeat = repeat;
    if (repeat_) {
      checker_.report.error("P0408", syntax.span, "a `repeat` stands inside another `repeat`").help =
          "repeats do not nest: write the inner steps out, or make one loop with more rounds";
    }
    if (was_read(syntax.times)) {
      const auto times = syntax.times->value.to_int64();
      if (syntax.times->value < Rational(1) && syntax.times->value.is_integer()) {
        checker_.report.error("P0408", syntax.times->span, fmt::format("a `repeat` of {} times", syntax.times->text))
            .help = "the number of rounds is at least 1";
      }
      scenario_.repeats[repeat.at()].times =
          static_cast<std::uint32_t>(std::clamp<std::int64_t>(times.value_or(max_times), 1, max_times));
    }
    if (syntax.round_name) {
      scenario_.repeats[repeat.at()].round_name = syntax.round_name->text;
      declare(checker_, *syntax.round_name, {NameKind::round, repeat.index, syntax.round_name->span, {}});
    }
    const auto outer = std::exchange(repeat_, repeat);
    body_step(id, syntax, StepKind::repeat);
    repeat_ = outer;
  }

  void chance_step(StepId id, const syntax::Step& syntax) {
    const ChanceTable table = declare_table(checker_, syntax.table, syntax.name.text);
    Variable made;
    made.name = made.text = syntax.name.text;
    made.span = syntax.name.span;
    made.is_pick = false;
    made.step = id;
    made.repeat = repeat_;
    for (std::size_t i = 0; i < table.labels.size(); ++i) {
      made.labels.push_back({table.labels[i], table.worth[i], syntax.table[i].label.span});
    }
    const VariableId variable = add(std::move(made));
    for (std::size_t i = 0; i < syntax.table.size(); ++i) {
      if (!table.worth[i]) continue;
      checker_.pending_values.push_back({variable, static_cast<std::uint32_t>(i), syntax.table[i].worth.get()});
    }
    declare_variable(syntax.name, variable);
    Step& step = scenario_.steps[id.at()];
    step.kind = StepKind::chance;
    step.variable = variable;
    step.seen.players = seen_players(checker_, syntax.seen, true, {});
  }

  void pick_step(StepId id, const syntax::Step& syntax) {
    scenario_.steps[id.at()].kind = StepKind::pick;
    const auto player = resolve(checker_, syntax.player, NameKind::player);
    const auto mover = player ? std::optional(PlayerId{*player}) : std::nullopt;
    for (const syntax::Pick& pick : syntax.picks) {
      Variable made;
      made.is_pick = true;
      made.step = id;
      made.repeat = repeat_;
      if (mover) made.player = *mover;
      const VariableId variable = pick.form == syntax::Pick::Form::choices ? from_choices(std::move(made), pick, syntax)
                                  : pick.form == syntax::Pick::Form::menu  ? from_menu(std::move(made), pick)
                                                                           : from_grid(std::move(made), pick, syntax);
      PickPart part{variable, {}};
      part.choice_when.resize(scenario_.variables[variable.at()].labels.size());
      scenario_.steps[id.at()].parts.push_back(std::move(part));
    }
    Step& step = scenario_.steps[id.at()];
    if (mover) step.player = *mover;
    step.seen.players = seen_players(checker_, syntax.seen, true, mover);
  }

  VariableId from_choices(Variable made, const syntax::Pick& pick, const syntax::Step& step) {
    const syntax::Word& name = pick.name ? *pick.name : step.player;
    made.name = made.text = name.text;
    made.span = name.span;
    Labels known;
    for (const syntax::Choice& choice : pick.choices) {
      VariableLabel label{label_text(choice.label), {}, choice.label.span};
      if (const auto first = known.add(label.text)) {
        Diagnostic& twice = checker_.report.error("P0210", choice.label.span,
                                                  fmt::format("`{}` has the label `{}` twice", name.text, label.text));
        twice.labels.push_back({made.labels[*first].span, "first here"});
      }
      if (choice.value != nullptr || choice.numeric) label.value = not_yet;
      made.labels.push_back(std::move(label));
    }
    const VariableId variable = add(std::move(made));
    for (std::size_t i = 0; i < pick.choices.size(); ++i) {
      const syntax::Choice& choice = pick.choices[i];
      if (choice.value == nullptr && !choice.numeric) continue;
      checker_.pending_values.push_back({variable, static_cast<std::uint32_t>(i), choice.value.get()});
    }
    if (pick.name && pick.name->text != step.player.text) {
      declare_variable(*pick.name, variable);
    } else {
      declare_unnamed(step.player, pick.name ? pick.name->span : pick.span, variable);
    }
    return variable;
  }

  VariableId from_menu(Variable made, const syntax::Pick& pick) {
    const syntax::Word& name = pick.name ? *pick.name : pick.menu;
    made.name = made.text = name.text;
    made.span = name.span;
    const auto menu = resolve(checker_, pick.menu, NameKind::menu);
    const bool room = menu && room_for(checker_.menus[*menu].labels.size(), name.span);
    if (room) made.labels = checker_.menus[*menu].labels;
    const VariableId variable = add(std::move(made));
    if (room) checker_.menus[*menu].picks.push_back(variable);
    if (pick.name) {
      declare_variable(*pick.name, variable);
    } else if (menu) {
      NameEntry* entry = checker_.names.find(pick.menu.text);
      if (entry->variable) {
        Diagnostic& twice = checker_.report.error(
            "P0405", pick.menu.span, fmt::format("the menu `{}` is picked from twice without a name", pick.menu.text));
        twice.labels.push_back({scenario_.variables[entry->variable->at()].span, "this pick has the menu's name"});
        twice.help = fmt::format("give this pick a name of its own: `NAME in {}`", pick.menu.text);
      } else {
        entry->variable = variable;
      }
    }
    return variable;
  }

  VariableId from_grid(Variable made, const syntax::Pick& pick, const syntax::Step& step) {
    const syntax::Word& name = pick.name ? *pick.name : step.player;
    made.name = made.text = name.text;
    made.span = name.span;
    auto steps = grid_size(pick);
    if (steps && !room_for(static_cast<std::size_t>(*steps), name.span)) steps.reset();
    for (std::int64_t i = 0; steps && i < *steps; ++i) {
      const Number value(pick.low->value + pick.step->value * Rational(i));
      made.labels.push_back({to_string(value), checker_.lower.constant(value, pick.span), pick.span});
    }
    const VariableId variable = add(std::move(made));
    if (pick.name && pick.name->text != step.player.text) {
      declare_variable(*pick.name, variable);
    } else {
      declare_unnamed(step.player, pick.span, variable);
    }
    return variable;
  }

  /// How many values `low to high step step` has; reports a grid that has none or too many.
  std::optional<std::int64_t> grid_size(const syntax::Pick& pick) {
    if (!was_read(pick.low) || !was_read(pick.high) || !was_read(pick.step)) return {};
    if (pick.step->value.sign() <= 0) {
      checker_.report.error("P0406", pick.step->span,
                            fmt::format("a step of {}, and a step must be above 0", pick.step->text));
      return {};
    }
    if (pick.high->value < pick.low->value) {
      checker_.report
          .error("P0406", {pick.low->span.begin, pick.high->span.end},
                 fmt::format("the values go from {} down to {}, and must go upwards", pick.low->text, pick.high->text))
          .help = "write the smaller number first";
      return {};
    }
    const auto last = ((pick.high->value - pick.low->value) / pick.step->value).floor().to_int64();
    if (last && *last < max_grid) return *last + 1;
    checker_.report
        .error("P0406", pick.span,
               fmt::format("a pick from {} values, and {} are the most that a pick may have",
                           last ? std::to_string(*last + 1) : std::string("very many"), max_grid))
        .help = "take a larger step";
    return {};
  }

  /// Is there room for so many labels more? Reports once where there is not.
  bool room_for(std::size_t labels, Span place) {
    const bool had_room = num_labels_ <= max_labels;
    num_labels_ += labels;
    if (num_labels_ <= max_labels) return true;
    if (had_room) {
      checker_.report.error("P0406", place, fmt::format("the picks have more than {} choices together", max_labels))
          .help = "take fewer choices, or larger steps";
    }
    return false;
  }

  VariableId add(Variable made) {
    made.all_valued = !made.labels.empty() && std::ranges::all_of(made.labels, [](const VariableLabel& label) {
      return label.value.has_value();
    });
    const auto id = make_id<VariableTag>(scenario_.variables.size());
    scenario_.variables.push_back(std::move(made));
    return id;
  }

  void declare_variable(const syntax::Word& name, VariableId variable) {
    declare(checker_, name, {NameKind::variable, variable.index, name.span, variable});
  }

  void declare_unnamed(const syntax::Word& player, Span place, VariableId variable) {
    NameEntry* entry = checker_.names.find(player.text);
    if (entry == nullptr || entry->kind != NameKind::player) return;
    if (!entry->variable) {
      entry->variable = variable;
      return;
    }
    Diagnostic& second = checker_.report.error(
        "P0404", place,
        fmt::format("a second pick of `{0}` without a name: the first is called `{0}` already", player.text));
    second.labels.push_back({scenario_.variables[entry->variable->at()].labels.empty()
                                 ? entry->span
                                 : scenario_.steps[scenario_.variables[entry->variable->at()].step.at()].span,
                             "the first"});
    second.help = fmt::format("give it a name: `{} picks NAME in {{ ... }}`", player.text);
    second.edit = Edit{{place.begin, place.begin}, "answer in "};
  }

  Checker& checker_;
  Scenario& scenario_;
  std::optional<RepeatId> repeat_;
  std::size_t num_labels_ = 0;
};

}  // namespace

void declare_play(Checker& checker) {
  const auto& play = checker.statements.play;
  if (play.body == nullptr) return;
  Declaring declaring(checker);
  for (const syntax::Step& step : play.body->steps) {
    const StepId made = declaring.step(step, nullptr);
    checker.scenario.play.push_back(made);
  }
}

}  // namespace parley::scenario
