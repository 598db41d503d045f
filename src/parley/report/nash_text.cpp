// SPDX-License-Identifier: Apache-2.0
// Lays out Nash equilibria for a terminal.
#include "parley/report/nash_text.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "parley/report/numbers.h"
#include "parley/report/play_sections.h"
#include "parley/report/sentences.h"
#include "parley/report/table.h"

namespace parley::report {
namespace {

constexpr std::size_t most_rows = 40;
constexpr std::size_t most_in_full = 5;
constexpr std::size_t most_subsets = 12;

/// "up 1/2, down 1/2"; "up" where nothing else is played.
std::string mix_text(const study::PlayAtInfoset& at) {
  std::string text;
  for (const study::ChoiceProb& row : at.probs) {
    if (row.prob.value <= 0.0) continue;
    text += (text.empty() ? "" : ", ") + study::choice_text(row.choice);
    if (row.prob.value < 1.0) text += " " + number_text(row.prob);
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

std::string count_text(const study::PlaysAtDraw& plays) {
  const std::size_t count = plays.equilibria.size();
  if (plays.label.kind == "selected" || (plays.label.kind == "found" && count == 1)) return "A Nash equilibrium";
  const std::string noun = plays.label.kind == "components" ? "extreme equilibri" : "equilibri";
  std::string text = count == 1 ? fmt::format("One {}um", noun) : fmt::format("{} {}a", count, noun);
  if (plays.label.kind != "components") return text;
  const std::size_t sets = 1 + *std::ranges::max_element(plays.nash->components);
  return text + (sets == 1 ? ", all connected" : fmt::format(", in {} connected sets", sets));
}

std::string table_section(const TextStyle& style, const study::PlaysAtDraw& plays) {
  const study::NashAccount& nash = *plays.nash;
  const auto& list = plays.equilibria;
  const std::size_t players = list.front().values.size(), sets = 1 + *std::ranges::max_element(nash.components);
  const bool has_sets = plays.label.kind == "components" && sets > 1;
  std::vector<Table::Column> columns = {{"", Table::Align::right}};
  if (has_sets) columns.push_back({"set", Table::Align::right});
  const std::size_t taken = 8 + 11 * players + (has_sets ? 5 : 0);
  const std::size_t room = style.width > taken ? (style.width - taken) / players : 0;
  for (const auto& value : list.front().values) {
    if (nash.is_table) columns.push_back({value.name, Table::Align::left, std::max<std::size_t>(room, 14)});
  }
  for (const auto& value : list.front().values) columns.push_back({"value of " + value.name, Table::Align::right, 22});
  Table table(columns);
  for (std::size_t k = 0; k < std::min(list.size(), most_rows); ++k) {
    std::vector<std::string> cells = {std::to_string(k + 1)};
    if (has_sets) cells.push_back(std::to_string(nash.components[k] + 1));
    if (nash.is_table) {
      for (std::string& mix : mixes(list[k])) cells.push_back(std::move(mix));
    }
    for (const auto& value : list[k].values) cells.push_back(number_text(value.value));
    table.add(std::move(cells));
  }
  std::string out = heading(style, count_text(plays)) + table.render(style);
  if (list.size() > most_rows) {
    out += paragraph(style,
                     fmt::format("{} more; --format json and --gambit list them all.", list.size() - most_rows), 2, 2);
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
  return heading(style, "Each player may mix what it plays in these, and all of it are equilibria") + out;
}

std::string method_text(const std::string& method) {
  static const std::map<std::string, std::string> texts = {
      {"complementary_faces", "a search of both players' best responses, face by face"},
      {"linear_program", "a linear program (the payoffs sum to a constant)"},
      {"sequence_program", "the linear program of the sequence form (the payoffs sum to a constant)"},
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
    return "Every extreme equilibrium is there, which is proved; all other equilibria are mixtures of those that may be "
           "mixed.";
  }
  if (plays.termination != Termination::finished) return "The search was stopped before its end; there may be others.";
  if (!plays.nash->undecided.empty()) {
    return fmt::format("There may be others: in {} neither an equilibrium could be proved nor its absence (--format json "
                       "says where).",
                       counted(plays.nash->undecided.size(), "place"));
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
  if (is_exact) return "Computed in exact numbers: by the certificate, made from the game alone, no plan gains anything.";
  std::string text = fmt::format(
      "By the certificate, made from the game alone, no plan of any player gains more than {} payoff units.",
      amount(regret));
  if (radius > 0.0) text += fmt::format(" True chances are within {:.1g} of those here, which is proved.", radius);
  return text;
}

std::string trust_section(const TextStyle& style, const study::PlaysAtDraw& plays) {
  std::string text = fmt::format("Found by {}. {}", method_text(plays.nash->method), claim_text(plays));
  if (!plays.equilibria.empty()) text += " " + certificate_text(plays);
  if (!plays.nash->is_table) {
    text += " A Nash equilibrium may rest on threats that nobody would carry out; the default concept leaves those out.";
  }
  return heading(style, "How far to trust it") + paragraph(style, text, 2, 2);
}

std::string head_section(const TextStyle& style, const std::string& title, const std::string& variant,
                         const study::PlayAtDraw& base, const std::vector<build::Held>& held) {
  std::string out = paragraph(style, paint(style, Ink::heading, title.empty() ? "One draw" : title), 0, 0);
  if (!variant.empty()) out += paragraph(style, "variant " + variant, 0, 2);
  if (base.at == "file") return out;
  const std::string at = base.at == "centre" ? "the centre: every parameter at its median" : base.at;
  if (!base.inputs.empty()) out += paragraph(style, "at " + at, 0, 2);
  return out + paragraph(style, held_sentence(held), 0, 2);
}

/// Trees: the first few in full.
std::string paths_section(const TextStyle& style, const study::PlaysAtDraw& plays) {
  std::string out;
  for (std::size_t k = 0; k < std::min(plays.equilibria.size(), most_in_full); ++k) {
    if (plays.equilibria.size() > 1) {
      const std::string title = fmt::format("Equilibrium {} of {}", k + 1, plays.equilibria.size());
      out += "\n" + paragraph(style, paint(style, Ink::heading, title), 0, 0);
    }
    out += path_section(style, plays.equilibria[k]);
  }
  return out;
}

}  // namespace

std::string nash_text(const TextStyle& style, const std::string& title, const std::string& variant,
                      const study::PlaysAtDraw& plays, const std::vector<build::Held>& held) {
  std::string out = head_section(style, title, variant, plays.selected, held);
  if (plays.equilibria.empty()) {
    const char* const format = plays.label.kind == "complete" ? "There are no {}." : "No {} found.";
    out += "\n" + paragraph(style, fmt::format(fmt::runtime(format), plays.label.of), 0, 2);
    return out + trust_section(style, plays);
  }
  out += table_section(style, plays) + subset_section(style, *plays.nash);
  if (!plays.nash->is_table) out += paths_section(style, plays);
  return out + trust_section(style, plays);
}

}  // namespace parley::report
