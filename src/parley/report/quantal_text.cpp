// SPDX-License-Identifier: Apache-2.0
// Lays quantal play, its branch and the check of payoff units out for a terminal.
#include "parley/report/quantal_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/report/solve_text.h"
#include "parley/report/table.h"

namespace parley::report {
namespace {

constexpr std::size_t most_rows = 12;
constexpr std::size_t lambda_columns = 10, gain_columns = 14, others_columns = 8, name_limit = 14;

/// How far along the branch each point is, half by the change of the outcomes' chances and half by count.
std::vector<double> progress(const std::vector<study::QuantalRow>& branch) {
  std::vector<double> moved(branch.size(), 0.0);
  for (std::size_t k = 1; k < branch.size(); ++k) {
    moved[k] = moved[k - 1];
    for (std::size_t i = 0; i < branch[k].outcomes.size(); ++i) {
      moved[k] += std::abs(branch[k].outcomes[i].value.value - branch[k - 1].outcomes[i].value.value);
    }
  }
  const double all = moved.back() > 0.0 ? moved.back() : 1.0;
  const auto last = static_cast<double>(branch.size() - 1);
  for (std::size_t k = 0; k < branch.size(); ++k) {
    moved[k] = moved[k] / all + (last > 0.0 ? static_cast<double>(k) / last : 0.0);
  }
  return moved;
}

/// The points of the branch that the table shows, evenly along it: the first and the last among them.
std::vector<std::size_t> shown_points(const std::vector<study::QuantalRow>& branch) {
  const std::vector<double> along = progress(branch);
  std::vector<std::size_t> shown;
  for (std::size_t k = 0; k < branch.size(); ++k) {
    const double due = along.back() * static_cast<double>(shown.size()) / static_cast<double>(most_rows - 1);
    if (along[k] >= due || k + 1 == branch.size()) shown.push_back(k);
  }
  return shown;
}

/// The outcomes that fit into the table: those that are likeliest anywhere on the branch, in their own order.
std::vector<std::size_t> shown_outcomes(const TextStyle& style, const std::vector<study::QuantalRow>& branch) {
  const auto& outcomes = branch.front().outcomes;
  std::vector<std::size_t> order;
  std::vector<double> most(outcomes.size(), 0.0);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    order.push_back(i);
    for (const study::QuantalRow& row : branch) most[i] = std::max(most[i], row.outcomes[i].value.value);
  }
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return most[a] > most[b]; });
  std::size_t room = style.width - lambda_columns - gain_columns - others_columns;
  std::vector<std::size_t> shown;
  for (const std::size_t i : order) {
    const std::size_t columns = std::clamp<std::size_t>(display_width(outcomes[i].name), 7, name_limit) + 2;
    if (columns > room) break;
    room -= columns;
    shown.push_back(i);
  }
  std::ranges::sort(shown);
  return shown;
}

/// The chances of the outcomes shown, then that of the others where there are such.
std::vector<std::string> chance_cells(const std::vector<study::NamedNumber>& outcomes,
                                      const std::vector<std::size_t>& shown) {
  std::vector<std::string> cells;
  double rest = 1.0;
  for (const std::size_t i : shown) {
    rest -= outcomes[i].value.value;
    cells.push_back(percent(outcomes[i].value.value));
  }
  if (shown.size() < outcomes.size()) cells.push_back(percent(rest > 1e-12 ? rest : 0.0));
  return cells;
}

std::string branch_section(const TextStyle& style, const study::QuantalPlay& quantal) {
  const std::vector<std::size_t> shown = shown_outcomes(style, quantal.branch);
  const auto& outcomes = quantal.branch.front().outcomes;
  std::vector<Table::Column> columns = {{"lambda", Table::Align::right}};
  for (const std::size_t i : shown) columns.push_back({outcomes[i].name, Table::Align::right, name_limit});
  if (shown.size() < outcomes.size()) columns.push_back({"others", Table::Align::right});
  columns.push_back({"largest gain", Table::Align::right});
  Table table(columns);
  const auto add = [&](const std::string& lambda, const std::vector<study::NamedNumber>& chances, double gain) {
    std::vector<std::string> cells = chance_cells(chances, shown);
    cells.insert(cells.begin(), lambda);
    cells.push_back(amount(gain));
    table.add(std::move(cells));
  };
  for (const std::size_t k : shown_points(quantal.branch)) {
    const study::QuantalRow& row = quantal.branch[k];
    add(amount(row.lambda), row.outcomes, row.largest_deviation_gain);
  }
  if (!quantal.lambda) add("limit", quantal.play.outcomes, quantal.play.largest_deviation_gain.value);
  return heading(style, "The path from uniform play (lambda: one over payoff units)") + table.render(style) +
         paragraph(style,
                   paint(style, Ink::quiet,
                         fmt::format("--format json has {} of it, with every choice",
                                     counted(quantal.branch.size(), "point"))),
                   2, 2);
}

/// Where the library does not mark the play as quantal, chances miss the definition.
std::string rule_sentence(const study::QuantalPlay& quantal) {
  const std::string rule = fmt::format(
      "Quantal play at lambda = {}: everybody makes every choice with some chance, and the log-odds of two "
      "choices are lambda times what the one is worth more than the other. ",
      amount(*quantal.lambda));
  if (!quantal.play.marks.empty()) return rule + "Recomputed from the game alone, every chance keeps to that rule.";
  return rule + fmt::format(
                    "Recomputed from the game alone, chances are up to {} away from that rule: this is only near "
                    "quantal play.",
                    amount(quantal.logit_error.value_or(0.0)));
}

std::string gain_sentence(const study::PlayAtDraw& play) {
  if (play.largest_deviation_gain.value == 0.0) {
    return "Up to rounding it is an equilibrium, too: no other choice gains anything.";
  }
  return fmt::format(
      "It is no equilibrium: who always made the best choice could still gain up to {} payoff units where "
      "play comes to the information set, up to {} by a whole plan. This falls to 0 as lambda grows "
      "without limit.",
      amount(play.largest_deviation_gain.value), amount(play.max_regret.value));
}

std::string fixed_sentences(const TextStyle& style, const study::QuantalPlay& quantal) {
  return paragraph(style, rule_sentence(quantal), 2, 2) + paragraph(style, gain_sentence(quantal.play), 2, 2);
}

std::string limit_sentences(const TextStyle& style, const study::PlayAtDraw& play) {
  const std::string gain = amount(play.largest_deviation_gain.value);
  if (play.marks.empty()) {
    return paragraph(style,
                     fmt::format("The path was followed to lambda = {:.3g}, but no equilibrium was verified there: a "
                                 "deviation still gains {} payoff units.",
                                 play.path->lambda, gain),
                     2, 2);
  }
  return paragraph(style,
                   fmt::format("The limit of the path (followed to lambda = {:.3g}) is a sequential equilibrium, "
                               "certified from the game alone: no deviation at any information set gains more than {}, "
                               "no plan of any player more than {} payoff units. There may be other equilibria.",
                               play.path->lambda, gain, amount(play.max_regret.value)),
                   2, 2);
}

std::string trust_section(const TextStyle& style, const study::QuantalPlay& quantal) {
  std::string out = heading(style, "How far to trust it");
  out += quantal.lambda ? fixed_sentences(style, quantal) : limit_sentences(style, quantal.play);
  out += paragraph(style,
                   "This is the path of the whole game: nothing is settled beforehand. The default selection follows "
                   "the path of what backward induction leaves, and may differ from where this path ends.",
                   2, 2);
  if (!quantal.play.path->payoffs_were_moved) return out;
  return out + paragraph(style,
                         "The path met a branch point and was traced again with payoffs moved by a millionth of their "
                         "range: another fixed pattern could lead elsewhere.",
                         2, 2);
}

/// "war 60.0 % and peace 40.0 %".
std::string likely_outcomes(const std::vector<study::NamedNumber>& outcomes) {
  std::vector<std::string> items;
  for (const study::NamedNumber& outcome : outcomes) {
    if (outcome.value.value > 5e-7) items.push_back(outcome.name + " " + percent(outcome.value.value));
  }
  return listed(items);
}

}  // namespace

std::string quantal_text(const TextStyle& style, const std::string& title, const std::string& variant,
                         const study::QuantalPlay& quantal, const std::vector<build::Held>& held) {
  return play_text(style, title, variant, quantal.play, held) + branch_section(style, quantal) +
         trust_section(style, quantal);
}

std::string scale_check_text(const TextStyle& style, const std::vector<study::ScaledPlay>& plays) {
  const auto others =
      static_cast<std::size_t>(std::ranges::count_if(plays, [](const study::ScaledPlay& play) { return !play.same; }));
  std::string out = heading(style, "Does the selection hang on payoff units?");
  out += paragraph(style,
                   others == 0 ? "No: with any one player's payoffs halved or doubled the same play is selected."
                               : fmt::format("Yes: a player's payoffs in other units leave the equilibria as they are, "
                                             "but in {} of {} cases another play is selected.",
                                             others, plays.size()),
                   2, 2);
  Table table(
      {{"payoffs of", Table::Align::left, 24}, {"times", Table::Align::right}, {"selected", Table::Align::left}});
  for (const study::ScaledPlay& play : plays) {
    table.add({play.player, to_string(play.factor),
               play.same ? "the same" : paint(style, Ink::caution, "another: " + likely_outcomes(play.outcomes))});
  }
  return out + table.render(style);
}

}  // namespace parley::report
