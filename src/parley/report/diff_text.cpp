// SPDX-License-Identifier: Apache-2.0
// Lays a comparison of two scenarios out for a terminal.
#include "parley/report/diff_text.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "parley/report/change_numbers.h"
#include "parley/report/conclusions.h"
#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/report/table.h"
#include "parley/report/words.h"

namespace parley::report {
namespace {

std::string side_name(const DiffSide& side) {
  const std::string text = side.variant.empty() ? side.file : side.file + "@" + side.variant;
  return side.is_stored ? text + " (stored)" : text;
}

/// Lines of a statement behind a sign, long ones wrapped.
std::string signed_lines(const TextStyle& style, Ink ink, char sign, std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
    const std::string shown = fmt::format("{} {}", sign, line.substr(blanks));
    out += paragraph(style, paint(style, ink, shown), 4 + blanks, 8 + blanks);
    at = end + 1;
  }
  return out;
}

std::string assumption_rows(const TextStyle& style, const std::vector<DiffAssumption>& rows) {
  std::string out;
  for (const DiffAssumption& one : rows) {
    std::string place;
    if (one.line_a == 0 && one.line_b == 0) {
      place = "tried in another order";
    } else if (one.line_a == 0) {
      place = fmt::format("added in line {} of B", one.line_b);
    } else if (one.line_b == 0) {
      place = fmt::format("removed, line {} of A", one.line_a);
    } else {
      place = fmt::format("line {} of A, line {} of B", one.line_a, one.line_b);
    }
    if (!one.before.empty() && one.before == one.after) place += "; in another place";
    const bool is_question = one.kind == "ask" || one.kind == "expect";
    out += paragraph(style, fmt::format("{}: {}", is_question ? one.kind : name_of(one), place), 2, 4);
    out += signed_lines(style, Ink::bad, '-', one.before) + signed_lines(style, Ink::good, '+', one.after);
  }
  return out;
}

std::string assumptions_section(const TextStyle& style, const Diff& diff) {
  if (!diff.has_assumptions) return {};
  std::string out = heading(style, "What is assumed otherwise");
  if (diff.assumptions.empty()) {
    out += paragraph(style, "Nothing that could change an answer.", 2, 2);
  } else {
    out += assumption_rows(style, diff.assumptions);
  }
  if (diff.wording.empty()) return out;
  return out + heading(style, "What is only worded otherwise, and changes no answer") +
         assumption_rows(style, diff.wording);
}

std::string conclusions_section(const TextStyle& style, const Diff& diff) {
  Table table({{"", Table::Align::left, 30},
               {"before", Table::Align::right},
               {"after", Table::Align::right},
               {"change", Table::Align::right},
               {"error", Table::Align::right},
               {"", Table::Align::left, 1}});
  const auto is_clear = [](const DiffConclusion& one) {
    return std::fabs(one.difference.mean) > 2.0 * one.difference.standard_error;
  };
  bool is_any_unclear = false, is_any_missing = false;
  for (const DiffConclusion& one : diff.conclusions) {
    const NumberWords words = {one.is_value};
    const bool is_moved = std::isfinite(one.difference.mean) && one.difference.mean != 0.0;
    const bool is_unclear = is_moved && !is_clear(one);
    is_any_unclear = is_any_unclear || is_unclear;
    is_any_missing = is_any_missing || !std::isfinite(one.difference.mean);
    table.add({one.text, words.mean(one.before.mean), words.mean(one.after.mean), words.change(one.difference.mean),
               words.error(one.difference.standard_error), is_unclear ? "~" : ""});
  }
  std::string out = heading(style, "What follows") + table.render(style);
  const char* draws = diff.has_assumptions ? "both sides are computed on the same draws wherever they can be"
                                           : "that of independent estimates, since one side is as it was stored";
  out +=
      paragraph(style,
                fmt::format("Change: points of a per cent (of a value payoff units), with its standard error: {}.{}{}",
                            draws, is_any_unclear ? " ~: within two standard errors of no change." : "",
                            is_any_missing ? " -: not there, not defined or not computed." : ""),
                2, 2);
  if (diff.most_likely_before.empty() || diff.most_likely_after.empty()) return out;  // stopped before the first draw
  if (diff.most_likely_before == diff.most_likely_after) {
    out += paragraph(style, fmt::format("The most likely outcome stays {}.", diff.most_likely_after), 2, 2);
  } else {
    out += paragraph(
        style,
        fmt::format("The most likely outcome was {} and is {}.", diff.most_likely_before, diff.most_likely_after), 2,
        2);
  }
  for (const DiffConclusion& one : diff.conclusions) {
    if (one.is_value || !std::isfinite(one.before.mean) || !std::isfinite(one.after.mean)) continue;
    const std::string before = likelihood_words(one.before.mean, one.before.standard_error);
    const std::string after = likelihood_words(one.after.mean, one.after.standard_error);
    if (!share_a_word(before, after))
      out += paragraph(style, fmt::format("{} was {} and is {}.", one.text, before, after), 2, 4);
  }
  return out;
}

/// A bar from the middle: to the left for what lowers the number, to the right for what raises it.
std::string signed_bar(const TextStyle& style, double share, double largest, std::size_t half) {
  const double length = largest > 0.0 && std::isfinite(share) ? std::min(std::fabs(share) / largest, 1.0) : 0.0;
  const auto cells = static_cast<std::size_t>(std::lround(length * static_cast<double>(half)));
  std::string filled;
  for (std::size_t k = 0; k < cells; ++k) filled += "█";
  const std::string left = share < 0.0 ? padded_left(paint(style, Ink::accent, filled), half) : padded_left("", half);
  const std::string right = share > 0.0 ? paint(style, Ink::accent, filled) : "";
  return left + "│" + padded_right(right, half);
}

std::string group_name(const Diff& diff, std::size_t group) {
  std::vector<std::string> names;
  for (const std::size_t change : diff.shares->groups[group]) names.push_back(name_of(diff.assumptions[change]));
  return listed(names);
}

std::string share_table(const TextStyle& style, const Diff& diff, std::size_t n) {
  const DiffConclusion& of = diff.conclusions[diff.shared[n].conclusion];
  const NumberWords words = {of.is_value};
  const study::Shares& shares = *diff.shares;
  constexpr std::size_t half = 6;
  double largest = 0.0;
  for (const auto& row : shares.rows) {
    if (row[n].shapley) largest = std::max(largest, std::fabs(row[n].shapley->mean));
  }
  const auto text = [&](const std::optional<Estimate>& one) {
    return one ? words.change(one->mean) : std::string("-");
  };
  Table table({{"", Table::Align::left, of.is_value ? std::size_t{22} : std::size_t{26}},
               {"", Table::Align::left, 2 * half + 1},
               {"share", Table::Align::right},
               {"error", Table::Align::right},
               {"alone", Table::Align::right},
               {"taken back", Table::Align::right}});
  for (std::size_t g = 0; g < shares.groups.size(); ++g) {
    const study::Share& share = shares.rows[g][n];
    const std::string label =
        shares.groups[g].size() > 1 ? fmt::format("[{}] {}", g + 1, group_name(diff, g)) : group_name(diff, g);
    table.add({label, signed_bar(style, share.shapley ? share.shapley->mean : 0.0, largest, half), text(share.shapley),
               share.shapley ? words.error(share.shapley->standard_error) : "-", text(share.alone),
               text(share.taken_back)});
  }
  const std::string whole = fmt::format("{}: {} in all", of.text, words.change(shares.whole[n].mean));
  return paragraph(style, whole, 2, 4) + table.render(style);
}

std::string shares_section(const TextStyle& style, const Diff& diff) {
  if (!diff.shares || diff.shares->groups.empty()) return {};
  std::string out = heading(style, "Which assumption carries the change");
  for (std::size_t n = 0; n < diff.shared.size(); ++n) {
    if (diff.shared[n].is_main) out += share_table(style, diff, n);
  }
  for (std::size_t g = 0; g < diff.shares->groups.size(); ++g) {
    if (diff.shares->groups[g].size() < 2) continue;
    out += paragraph(style, fmt::format("[{}] stand only together: {}.", g + 1, group_name(diff, g)), 2, 4);
  }
  const bool is_any_undefined = std::ranges::any_of(diff.shares->rows, [](const std::vector<study::Share>& row) {
    return std::ranges::any_of(row,
                               [](const auto& share) { return share.shapley && !std::isfinite(share.shapley->mean); });
  });
  const std::string orders = diff.shares->exact ? "all orders" : "random orders";
  out += paragraph(style,
                   fmt::format("Share: what making this change adds, averaged over {} in which the changes can be made "
                               "(Shapley); shares sum to the whole. Alone: A with this change only. Taken back: B, "
                               "minus B without it. All from {} on the same draws; --format json has every outcome.{}",
                               orders, counted(diff.shares->hybrids + 2, "scenario"),
                               is_any_undefined ? " -: not defined in one of them." : ""),
                   2, 2);
  return out;
}

std::string notes_section(const TextStyle& style, const Diff& diff) {
  if (diff.notes.empty()) return {};
  std::string out = heading(style, "Notes");
  for (const std::string& note : diff.notes) out += paragraph(style, note, 2, 4);
  return out;
}

}  // namespace

std::string name_of(const DiffAssumption& assumption) {
  return assumption.name.empty() ? assumption.kind : assumption.kind + " " + assumption.name;
}

std::string diff_text(const TextStyle& style, const Diff& diff) {
  const std::string sides = fmt::format("A: {}, B: {}", side_name(diff.a), side_name(diff.b));
  const bool is_finished = diff.termination == Termination::finished;
  const bool is_same = is_finished && diff.has_assumptions && diff.assumptions.empty() && diff.wording.empty() &&
                       std::ranges::all_of(diff.conclusions, [](const DiffConclusion& one) {
                         return one.difference.mean == 0.0 || !std::isfinite(one.before.mean);
                       });
  if (is_same) {
    return paragraph(style,
                     fmt::format("Nothing changed: {} and {} assume and conclude the same.", side_name(diff.a),
                                 side_name(diff.b)),
                     0, 2) +
           notes_section(style, diff);
  }
  std::string out = paragraph(style, paint(style, Ink::heading, sides), 0, 2);
  if (!is_finished) {
    out +=
        paragraph(style, paint(style, Ink::caution, "stopped early: numbers that are missing were not computed"), 0, 2);
  }
  return out + assumptions_section(style, diff) + conclusions_section(style, diff) + shares_section(style, diff) +
         notes_section(style, diff);
}

}  // namespace parley::report
