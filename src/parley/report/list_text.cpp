// SPDX-License-Identifier: Apache-2.0
// Lays a list of equilibria out for a terminal.
#include "parley/report/list_text.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "parley/report/numbers.h"
#include "parley/report/play_sections.h"
#include "parley/report/sentences.h"
#include "parley/report/table.h"

namespace parley::report {
namespace {

constexpr std::size_t most_columns = 5;  // equilibria side by side
constexpr std::size_t most_in_full = 5;

bool has(const study::PlayAtDraw& play, const std::string& mark) {
  return std::ranges::find(play.marks, mark) != play.marks.end();
}

/// "5 equilibria (* selected)".
std::string list_title(const std::vector<study::PlayAtDraw>& list) {
  const std::string selected =
      std::ranges::any_of(list, [&](const auto& play) { return has(play, "selected"); }) ? " (* selected)" : "";
  return (list.size() == 1 ? "One equilibrium" : fmt::format("{} equilibria", list.size())) + selected;
}

bool has_label(const study::BeliefRow& row, const study::SeenLabel& seen) {
  return std::ranges::any_of(row.history, [&](const study::SeenLabel& other) {
    return other.step == seen.step && other.round == seen.round && other.label == seen.label;
  });
}

/// The labels that all histories of the group share and some other history of the set has not.
std::string own_labels(const std::vector<study::BeliefRow>& belief, std::size_t group) {
  std::vector<std::string> labels;
  const auto first = std::ranges::find_if(belief, [&](const auto& row) { return row.range->group == group; });
  for (const study::SeenLabel& seen : first->history) {
    const bool is_own =
        std::ranges::all_of(belief, [&](const auto& row) { return row.range->group != group || has_label(row, seen); });
    const bool is_shared = std::ranges::all_of(belief, [&](const auto& row) { return has_label(row, seen); });
    if (is_own && !is_shared) labels.push_back(seen.step + " " + seen.label);
  }
  return listed(labels);
}

/// "leader.type open at least 49.1 %", of the groups of histories that must have some chance.
std::string need_text(const study::PlayAtInfoset& at) {
  std::map<std::size_t, double> lows;  // by group
  for (const study::BeliefRow& row : at.belief) {
    if (row.range) lows[row.range->group] += row.range->low;
  }
  std::vector<std::string> needs;
  for (const auto& [group, low] : lows) {
    if (lows.size() > 1 && low > 0.0) {
      needs.push_back(fmt::format("{} at least {}", own_labels(at.belief, group), percent(low)));
    }
  }
  return listed(needs);
}

/// Sets off the path whose choice hangs on what is believed there.
std::string support_section(const TextStyle& style, const study::PlayAtDraw& play) {
  std::string out;
  for (const study::PlayAtInfoset& at : play.choices) {
    if (at.on_path) continue;
    const std::string needs = need_text(at);
    if (needs.empty()) continue;
    out += step_text(style, at) + paragraph(style, "best only if it believes " + needs, 6, 10);
  }
  return out.empty() ? out : heading(style, "Off the path, where the choice hangs on what is believed") + out;
}

std::string equilibrium_section(const TextStyle& style, const std::vector<study::PlayAtDraw>& list, std::size_t k) {
  const study::PlayAtDraw& play = list[k];
  std::vector<std::string> marks;
  marks.reserve(play.marks.size());
  for (const std::string& mark : play.marks) marks.push_back(mark_text(mark));
  const std::string title = fmt::format("Equilibrium {} of {}", k + 1, list.size());
  std::string out = "\n";
  if (list.size() > 1) out += paragraph(style, paint(style, Ink::heading, title), 0, 0);
  return out + paragraph(style, listed(marks), 2, 2) + path_section(style, play) + support_section(style, play);
}

std::string trust_section(const TextStyle& style, const study::PlaysAtDraw& plays) {
  double gain = 0.0;
  for (const study::PlayAtDraw& play : plays.equilibria) gain = std::max(gain, play.largest_deviation_gain.value);
  std::string text;
  if (plays.label.kind == "complete") {
    text = fmt::format("This list is complete: there are no other {}.", plays.label.of);
  } else {
    text = fmt::format("These {} exist; there may be others.", plays.label.of);
  }
  if (plays.termination != Termination::finished) text += " The search was stopped before its end.";
  text += fmt::format(
      " Two that agree wherever play can come are one entry. Each was certified from the game alone: no deviation at "
      "any "
      "information set gains more than {} payoff units.",
      amount(gain));
  return heading(style, "How far to trust it") + paragraph(style, text, 2, 2);
}

}  // namespace

std::string mark_text(const std::string& mark) {
  static const std::map<std::string, std::string> texts = {
      {"sequential", "sequential"},
      {"weak_pbe", "weak perfect Bayesian only: no beliefs support it together"},
      {"undecided", "whether beliefs support it together is not decided"},
      {"nash", "a Nash equilibrium"},
      {"pure", "pure"},
      {"payoff_dominant", "payoff dominant"},
      {"risk_dominant", "risk dominant"},
      {"selected", "selected by default"},
      {"component", "one of a continuum"},
      {"subgame_perfect", "subgame perfect"},
      {"intuitive_criterion", "passes the intuitive criterion"},
      {"fails_intuitive_criterion", "fails the intuitive criterion"},
      {"d1", "passes D1"},
      {"fails_d1", "fails D1"},
  };
  const auto text = texts.find(mark);
  return text == texts.end() ? mark : text->second;
}

std::string side_by_side(const TextStyle& style, const std::vector<study::PlayAtDraw>& list) {
  const std::size_t shown = std::min(list.size(), most_columns);
  std::vector<Table::Column> columns = {{"", Table::Align::left, 24}};
  for (std::size_t k = 0; k < shown; ++k) {
    columns.push_back({fmt::format("{}{}", k + 1, has(list[k], "selected") ? " *" : ""), Table::Align::right});
  }
  Table table(columns);
  for (std::size_t i = 0; i < list.front().outcomes.size(); ++i) {
    std::vector<std::string> cells = {list.front().outcomes[i].name};
    for (std::size_t k = 0; k < shown; ++k) cells.push_back(percent(list[k].outcomes[i].value.value));
    table.add(std::move(cells));
  }
  for (std::size_t i = 0; i < list.front().values.size(); ++i) {
    std::vector<std::string> cells = {"value of " + list.front().values[i].name};
    for (std::size_t k = 0; k < shown; ++k) cells.push_back(number_text(list[k].values[i].value));
    table.add(std::move(cells));
  }
  return table.render(style);
}

std::string list_text(const TextStyle& style, const std::string& title, const std::string& variant,
                      const study::PlaysAtDraw& plays, const std::vector<build::Held>& held) {
  std::string out = draw_head(style, title, variant, plays.selected, held);
  const std::vector<study::PlayAtDraw>& list = plays.equilibria;
  if (list.empty()) {
    const bool is_complete = plays.label.kind == "complete";
    const std::string format =
        is_complete ? "There are no {}: the search was complete." : "No {} found; there may be some.";
    return out + "\n" + paragraph(style, fmt::format(fmt::runtime(format), plays.label.of), 0, 2);
  }
  out += heading(style, list_title(list)) + side_by_side(style, list);
  const std::size_t in_full = std::min(list.size(), most_in_full);
  for (std::size_t k = 0; k < in_full; ++k) out += equilibrium_section(style, list, k);
  if (list.size() > in_full) {
    out += "\n" + paragraph(style, fmt::format("{} more; --format json lists them all.", list.size() - in_full), 0, 2);
  }
  return out + trust_section(style, plays);
}

}  // namespace parley::report
