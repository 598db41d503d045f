// SPDX-License-Identifier: Apache-2.0
// Lays out for a terminal what knowing more would be worth.
#include "parley/report/information_text.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/report/table.h"

namespace parley::report {
namespace {

constexpr std::size_t most_told = 5;     // rows whose changes are told
constexpr std::size_t most_changes = 4;  // of one row

/// "build_up + amnesty".
std::string choice_words(const study::ChoiceName& choice) {
  std::string text;
  for (const auto& [pick, label] : choice) text += (text.empty() ? "" : " + ") + label;
  return text;
}

/// "pressure build_up + offer amnesty", so that labels that are numbers can be read.
std::string choice_in_full(const study::ChoiceName& choice) {
  std::vector<std::string> items;
  items.reserve(choice.size());
  for (const auto& [pick, label] : choice) items.push_back(fmt::format("{} at {}", pick, label));
  return listed(items);
}

std::string error_text(double standard_error) {
  if (!std::isfinite(standard_error)) return "-";
  return standard_error == 0.0 ? "±0" : fmt::format("±{:.2g}", standard_error);
}

bool is_told(const study::InformationRow& row) {
  if (!(row.worth.mean > 0.0) || row.changes.size() < 2) return false;
  return std::ranges::any_of(row.changes,
                             [&](const study::Change& change) { return change.choice != row.changes.front().choice; });
}

std::string table_section(const TextStyle& style, const study::Information& information) {
  constexpr std::size_t bar_width = 20;
  double largest = 0.0;
  for (const study::InformationRow& row : information.rows) largest = std::max(largest, row.worth.mean);
  Table table({{"known before choosing", Table::Align::left, style.width - 43},
               {"worth", Table::Align::right},
               {"error", Table::Align::right},
               {"", Table::Align::left, bar_width}});
  std::vector<std::string> nothing;
  for (const study::InformationRow& row : information.rows) {
    if (row.worth.mean == 0.0 && row.worth.standard_error == 0.0) {
      nothing.push_back(known_text(row));
      continue;
    }
    table.add({known_text(row), amount(row.worth.mean), error_text(row.worth.standard_error),
               paint(style, Ink::accent, bar(largest > 0.0 ? row.worth.mean / largest : 0.0, bar_width))});
  }
  std::string out =
      heading(style, fmt::format("What knowing it would be worth to the adviser of {}", information.player));
  if (!table.empty()) out += table.render(style);
  if (!nothing.empty()) {
    out += paragraph(style, "Worth exactly 0, the best choice being the same whatever it is: " + listed(nothing) + ".",
                     2, 4);
  }
  for (const std::string& sentence : information.left_out) out += paragraph(style, "Left out: " + sentence + ".", 2, 4);
  return out + paragraph(style,
                         "Worth: by how many payoff units the best choice after learning it beats the best one before, "
                         "on average. Error: one standard error. An estimate below 0 is shown as 0.",
                         2, 2);
}

std::string changes_section(const TextStyle& style, const study::Information& information) {
  std::string out;
  std::size_t told = 0;
  for (const study::InformationRow& row : information.rows) {
    if (!is_told(row) || told == most_told) continue;
    ++told;
    std::vector<std::string> parts;
    parts.reserve(most_changes);
    for (std::size_t k = 0; k < std::min(most_changes, row.changes.size()); ++k) {
      const study::Change& change = row.changes[k];
      parts.push_back(
          fmt::format("{} ({}): {}", change.when, whole_percent(change.share), choice_words(change.choice)));
    }
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
    if (row.changes.size() > most_changes) text += "; and more (--format json)";
    out += paragraph(style, known_text(row), 2, 4) + paragraph(style, text + ".", 6, 6);
  }
  if (out.empty()) return {};
  return heading(style, "What the adviser would do") + out +
         paragraph(style, "In brackets: how often that is so. Choices are best over all draws that are so.", 2, 2);
}

std::string trust_section(const TextStyle& style, const study::Information& information) {
  const auto row = [&](const std::string& name, const std::string& text) {
    return hanging(style, 2, paint(style, Ink::quiet, name), 16, text);
  };
  std::string out = heading(style, "How far to trust it");
  std::string draws = grouped(std::uint64_t{information.draws});
  if (static_cast<double>(information.draws) - information.effective_draws >= 1.0) {
    draws += fmt::format("; after the evidence they are worth {}", grouped(std::floor(information.effective_draws)));
  }
  out += row("draws", draws);
  out += row("halves", "what to do is chosen on one half of the replicates and valued on the other, both ways round");
  const bool has_reports = std::ranges::any_of(information.rows, [](const study::InformationRow& one) {
    return one.kind == study::InformationRow::Kind::evidence;
  });
  if (has_reports) {
    out += row("reports",
               "as if not in yet. At odds a : b a report is made with chance a / (a + b) where the first is "
               "true, b / (a + b) where the second is, and the contrary else; only the adviser reads it");
  }
  const study::StudyCounts& counts = information.counts;
  if (counts.unsettled > 0) {
    out +=
        row("not settled", fmt::format("{} by backward induction: the path from uniform play selects the equilibrium",
                                       counted(counts.unsettled, "game")));
  }
  if (counts.unsolved + counts.failed > 0) {
    out += row("not solved", fmt::format("{}; their draws are left out for every choice",
                                         counted(counts.unsolved + counts.failed, "game")));
  }
  return out + paragraph(style,
                         "This is what knowing is worth to an adviser who fixes the levers for all to see. What a "
                         "player's own information is worth is another game, in which the others reckon with it: "
                         "compare variants. It can be negative.",
                         2, 2);
}

}  // namespace

std::string known_text(const study::InformationRow& row) {
  switch (row.kind) {
    case study::InformationRow::Kind::group:
      return row.name.starts_with("source ") || row.name == "correlated" ? row.name + ": " + listed(row.members)
                                                                         : row.name;
    case study::InformationRow::Kind::evidence:
      return "report " + row.name;
    case study::InformationRow::Kind::odds:
      return "odds of " + row.name;
    case study::InformationRow::Kind::param:
    case study::InformationRow::Kind::type:
    case study::InformationRow::Kind::everything:
      break;
  }
  return row.name;
}

std::string information_text(const TextStyle& style, const std::string& title, const std::string& variant,
                             const study::Information& information) {
  std::string out = paragraph(
      style, paint(style, Ink::heading, (title.empty() ? "" : title + ": ") + "what knowing more is worth"), 0, 0);
  if (!variant.empty()) out += paragraph(style, "variant " + variant, 0, 2);
  if (!information.held.empty()) out += paragraph(style, held_sentence(information.held), 0, 2);
  out += "\n" + paragraph(style,
                          fmt::format("Without knowing more the best of {} is {}: worth {} ({}) to {}.",
                                      counted(information.num_choices, "choice"), choice_in_full(information.best),
                                      amount(information.value.mean), error_text(information.value.standard_error),
                                      information.player),
                          0, 0);
  return out + table_section(style, information) + changes_section(style, information) +
         trust_section(style, information);
}

}  // namespace parley::report
