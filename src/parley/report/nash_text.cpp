// SPDX-License-Identifier: Apache-2.0
// Lays out Nash equilibria for a terminal.
#include "parley/report/nash_text.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "parley/report/list_text.h"
#include "parley/report/numbers.h"
#include "parley/report/play_sections.h"
#include "parley/report/sentences.h"
#include "parley/report/table.h"

namespace parley::report {
namespace {

constexpr std::size_t most_rows = 40;
constexpr std::size_t most_in_full = 5;
constexpr std::size_t most_subsets = 12;
constexpr std::size_t most_off_path = 6;  // sets, of one equilibrium

/// Fractions as such where they are short.
std::string fraction_text(const Number& number) {
  if (!number.is_exact()) return number_text(number);
  const std::string text = number.exact->to_string();
  return text.size() <= 9 ? text : amount(number.value);
}

/// "up 1/2, down 1/2"; "up" where nothing else is played.
std::string mix_text(const study::PlayAtInfoset& at) {
  std::string text;
  for (const study::ChoiceProb& row : at.probs) {
    if (row.prob.value <= 0.0) continue;
    text += (text.empty() ? "" : ", ") + study::choice_text(row.choice);
    if (row.prob.value < 1.0) text += " " + fraction_text(row.prob);
  }
  return text;
}

/// In a table every player moves once; in the order of the players.
std::vector<std::string> mixes(const study::PlayAtDraw& play) {
  std::vector<std::string> cells(play.values.size());
  for (const study::PlayAtInfoset& at : play.choices) {
    for (std::size_t p = 0; p < cells.size(); ++p) {
      if (play.values[p].name == at.infoset.player && cells[p].empty()) {
        cells[p] = mix_text(at);
        break;
      }
    }
  }
  return cells;
}

bool is_marked(const study::PlayAtDraw& play, std::string_view mark) {
  return std::ranges::find(play.marks, mark) != play.marks.end();
}

std::string count_text(const study::PlaysAtDraw& plays) {
  const std::size_t count = plays.equilibria.size();
  if (plays.label.kind == "selected" || (plays.label.kind == "found" && count == 1)) return "A Nash equilibrium";
  const std::string noun = plays.label.kind == "components" ? "extreme equilibri" : "equilibri";
  std::string text = count == 1 ? fmt::format("One {}um", noun) : fmt::format("{} {}a", count, noun);
  if (plays.label.kind == "components") {
    const std::size_t sets = 1 + *std::ranges::max_element(plays.nash->components);
    text += sets == 1 ? ", all connected" : fmt::format(", in {} connected sets", sets);
  }
  const bool has_selected =
      std::ranges::any_of(plays.equilibria, [](const auto& play) { return is_marked(play, "selected"); });
  return text + (has_selected ? " (* selected by default)" : "");
}

std::string number_of(const study::PlaysAtDraw& plays, std::size_t k) {
  return fmt::format("{}{}", k + 1, is_marked(plays.equilibria[k], "selected") ? " *" : "");
}

/// The set that an equilibrium belongs to, where that tells something.
std::string set_text(const study::PlaysAtDraw& plays, std::size_t k) {
  const auto& sets = plays.nash->components;
  const bool tells = plays.label.kind == "components" && *std::ranges::max_element(sets) > 0;
  return tells ? std::to_string(sets[k] + 1) : "";
}

/// "payoff dominant", of a 2 by 2 game.
std::string dominance_text(const study::PlayAtDraw& play) {
  std::vector<std::string> texts;
  for (const char* mark : {"payoff_dominant", "risk_dominant"}) {
    if (is_marked(play, mark)) texts.push_back(mark_text(mark));
  }
  return listed(texts);
}

/// A row an equilibrium.
std::string rows_section(const TextStyle& style, const study::PlaysAtDraw& plays) {
  const auto& list = plays.equilibria;
  std::vector<Table::Column> columns = {{"", Table::Align::left}, {"set", Table::Align::right}};
  if (set_text(plays, 0).empty()) columns.pop_back();
  for (const auto& value : list.front().values) columns.push_back({value.name, Table::Align::left});
  for (const auto& value : list.front().values) columns.push_back({"value of " + value.name, Table::Align::right});
  columns.push_back({"", Table::Align::left});
  Table table(columns);
  for (std::size_t k = 0; k < std::min(list.size(), most_rows); ++k) {
    std::vector<std::string> cells = {number_of(plays, k)};
    if (!set_text(plays, k).empty()) cells.push_back(set_text(plays, k));
    for (std::string& mix : mixes(list[k])) cells.push_back(std::move(mix));
    for (const auto& value : list[k].values) cells.push_back(fraction_text(value.value));
    cells.push_back(dominance_text(list[k]));
    table.add(std::move(cells));
  }
  return table.render(style);
}

/// A line a player, for mixes that are too long for rows.
std::string lines_section(const TextStyle& style, const study::PlaysAtDraw& plays) {
  const auto& list = plays.equilibria;
  std::size_t width = 0;
  for (const auto& value : list.front().values) width = std::max(width, display_width(value.name));
  const std::size_t column = std::min<std::size_t>(width + 8, 30);
  std::string out;
  for (std::size_t k = 0; k < std::min(list.size(), most_rows); ++k) {
    const std::vector<std::string> cells = mixes(list[k]);
    const std::string set = set_text(plays, k);
    out += fmt::format("  {}{}{}\n", number_of(plays, k), set.empty() ? "" : " (set " + set + ")",
                       dominance_text(list[k]).empty() ? "" : "  " + dominance_text(list[k]));
    for (std::size_t p = 0; p < cells.size(); ++p) {
      const auto& value = list[k].values[p];
      const std::string gets = paint(style, Ink::quiet, "; gets " + fraction_text(value.value));
      out += hanging(style, 6, value.name, column, cells[p] + gets);
    }
  }
  return out;
}

std::string table_section(const TextStyle& style, const study::PlaysAtDraw& plays) {
  const auto& list = plays.equilibria;
  std::size_t taken = 8, note = 0;
  for (const auto& play : list) note = std::max(note, display_width(dominance_text(play)));
  for (std::size_t p = 0; p < list.front().values.size(); ++p) {
    const std::string& name = list.front().values[p].name;
    std::size_t widest = display_width(name);
    for (const auto& play : list) widest = std::max(widest, display_width(mixes(play)[p]));
    taken += widest + 2 + display_width(name) + 11;
  }
  std::string out = heading(style, count_text(plays)) +
                    (taken + note <= style.width ? rows_section(style, plays) : lines_section(style, plays));
  if (list.size() > most_rows) {
    out += paragraph(style, fmt::format("{} more; --format json and --gambit list them all.", list.size() - most_rows),
                     2, 2);
  }
  return out;
}

/// What each player may mix freely without leaving the equilibria.
std::string subset_section(const TextStyle& style, const study::NashAccount& nash) {
  std::string out;
  std::size_t shown = 0, count = 0;
  for (const auto& subset : nash.subsets) {
    if (subset.size() < 2 || ++count > most_subsets) continue;
    ++shown;
    std::vector<std::string> members;
    members.reserve(subset.size());
    for (const std::size_t one : subset) members.push_back(std::to_string(one + 1));
    out += paragraph(style, listed(members), 2, 6);
  }
  if (out.empty()) return out;
  if (count > shown) out += paragraph(style, fmt::format("{} more; --format json has all.", count - shown), 2, 2);
  return heading(style, "Mixtures of these, player by player, are equilibria too") + out;
}

std::string method_text(const std::string& method) {
  static const std::map<std::string, std::string> texts = {
      {"complementary_faces", "a search of both players' best responses, face by face"},
      {"linear_program", "a linear program"},
      {"sequence_program", "the linear program of the sequence form"},
      {"lemke_howson", "a path of Lemke and Howson"},
      {"sequence_lemke", "Lemke's path on the sequence form"},
      {"pure_scan", "a scan of all combinations of strategies"},
      {"supports", "a search through the supports"},
      {"backward_induction", "backward induction"},
      {"logit_path", "the logit path"},
  };
  const auto text = texts.find(method);
  return text == texts.end() ? method : text->second;
}

std::string claim_text(const study::PlaysAtDraw& plays) {
  const std::string& kind = plays.label.kind;
  if (kind == "complete") return fmt::format("Complete: it is proved that there are no other {}.", plays.label.of);
  if (kind == "components") {
    return "Every extreme equilibrium is there, which is proved; all other equilibria are mixtures of those that may "
           "be "
           "mixed.";
  }
  if (plays.termination != Termination::finished) return "The search was stopped before its end; there may be others.";
  if (!plays.nash->undecided.empty()) {
    return fmt::format("There may be others: in {} not every point was decided (--format json says where).",
                       counted(plays.nash->undecided.size(), "region"));
  }
  const std::string& method = plays.nash->method;
  if (method == "linear_program" || method == "sequence_program") {
    return "The payoffs sum to a constant: what each player gets is the same in every equilibrium.";
  }
  return "There may be others.";
}

std::string certificate_text(const study::PlaysAtDraw& plays) {
  double regret = 0.0, radius = 0.0;
  bool is_exact = true;
  for (const auto& play : plays.equilibria) {
    regret = std::max(regret, play.max_regret.value);
    is_exact = is_exact && play.exact;
  }
  for (const double one : plays.nash->radii) radius = std::max(radius, one);
  if (is_exact)
    return "Computed in exact numbers: by the certificate, made from the game alone, no plan gains anything.";
  std::string text = fmt::format(
      "By the certificate, made from the game alone, no plan of any player gains more than {} payoff units.",
      amount(regret));
  if (radius > 0.0) text += fmt::format(" True chances are within {:.1g} of those here, which is proved.", radius);
  return text;
}

std::string threat_text(const study::PlaysAtDraw& plays) {
  const bool are_perfect =
      std::ranges::all_of(plays.equilibria, [](const auto& play) { return is_marked(play, "subgame_perfect"); });
  if (are_perfect && !plays.equilibria.empty()) {
    return plays.equilibria.size() == 1 ? "It is subgame perfect." : "All of them are subgame perfect.";
  }
  return "A Nash equilibrium may rest on threats that nobody would carry out; the default concept leaves those out.";
}

std::string trust_section(const TextStyle& style, const study::PlaysAtDraw& plays) {
  std::string text = fmt::format("Found by {}. {}", method_text(plays.nash->method), claim_text(plays));
  if (!plays.equilibria.empty()) text += " " + certificate_text(plays);
  if (!plays.nash->is_table) text += " " + threat_text(plays);
  return heading(style, "How far to trust it") + paragraph(style, text, 2, 2);
}

std::string marks_text(const study::PlayAtDraw& play) {
  std::vector<std::string> marks;
  marks.reserve(play.marks.size());
  for (const std::string& mark : play.marks) marks.push_back(mark_text(mark));
  return listed(marks);
}

/// What is played where play does not come: it can be a threat that would not be carried out.
std::string threat_section(const TextStyle& style, const study::PlayAtDraw& play) {
  std::string out;
  std::size_t count = 0;
  for (const study::PlayAtInfoset& at : play.choices) {
    if (!at.on_path && ++count <= most_off_path) out += step_text(style, at);
  }
  if (count == 0) return out;
  if (count > most_off_path) {
    out += paragraph(style, fmt::format("{} more; --format json has all.", count - most_off_path), 2, 2);
  }
  return heading(style, "Off the path; below 0, the margin is what the choice loses there") + out;
}

/// Trees: what happens, and the paths of the first few.
std::string tree_section(const TextStyle& style, const study::PlaysAtDraw& plays) {
  const auto& list = plays.equilibria;
  if (list.size() == 1) {
    return outcome_section(style, list.front()) + value_line(style, "values", list.front().values) +
           path_section(style, list.front()) + threat_section(style, list.front());
  }
  std::string out = heading(style, count_text(plays)) + side_by_side(style, list);
  const std::size_t in_full = std::min(list.size(), most_in_full);
  for (std::size_t k = 0; k < in_full; ++k) {
    const std::string title = fmt::format("Equilibrium {} of {}", k + 1, list.size());
    out += "\n" + paragraph(style, paint(style, Ink::heading, title), 0, 0) +
           paragraph(style, marks_text(list[k]), 2, 2) + path_section(style, list[k]) + threat_section(style, list[k]);
  }
  if (list.size() > in_full) {
    out += "\n" + paragraph(style, fmt::format("{} more; --format json lists them all.", list.size() - in_full), 0, 2);
  }
  return out;
}

}  // namespace

std::string nash_text(const TextStyle& style, const std::string& title, const std::string& variant,
                      const study::PlaysAtDraw& plays, const std::vector<build::Held>& held) {
  std::string out = draw_head(style, title, variant, plays.selected, held);
  if (plays.equilibria.empty()) {
    const char* const format = plays.label.kind == "complete" ? "There are no {}." : "No {} found.";
    out += "\n" + paragraph(style, fmt::format(fmt::runtime(format), plays.label.of), 0, 2);
    return out + trust_section(style, plays);
  }
  out += plays.nash->is_table ? table_section(style, plays) : tree_section(style, plays);
  return out + subset_section(style, *plays.nash) + trust_section(style, plays);
}

}  // namespace parley::report
