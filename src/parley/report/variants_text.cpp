// SPDX-License-Identifier: Apache-2.0
// Lays a comparison of variants out for a terminal.
#include "parley/report/variants_text.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "parley/report/change_numbers.h"
#include "parley/report/conclusions.h"
#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/report/table.h"

namespace parley::report {
namespace {

std::string name_of(const study::VariantRow& row) { return row.name.empty() ? "(the file)" : row.name; }

std::string rows_section(const TextStyle& style, const study::VariantComparison& comparison, std::size_t t,
                         const Conclusions& conclusions, const NumberWords& words) {
  constexpr std::size_t widest_name = 18;
  std::vector<Table::Column> columns = {
      {"variant", Table::Align::left, widest_name}, {"mean", Table::Align::right},   {"error", Table::Align::right},
      {"5-95 %", Table::Align::right, 18},          {"change", Table::Align::right}, {"error", Table::Align::right}};
  if (!words.is_value) columns.push_back({"most likely", Table::Align::left, 14});  // values take the room
  Table table(columns);
  for (std::size_t k = 0; k < comparison.rows.size(); ++k) {
    const study::VariantRow& row = comparison.rows[k];
    if (!conclusions.rows[k].is_known) {
      table.add({name_of(row), "-", "-", "-", "-", "-", "-"});
      continue;
    }
    const study::Average& average = row.prediction.targets[t].average;
    const bool is_file = row.name.empty();
    const std::string mark = conclusions.rows[k].differs_in.empty() ? "" : "*";
    table.add({shortened(name_of(row), widest_name - mark.size()) + mark, words.mean(average.mean),
               words.error(average.standard_error), words.range(average),
               is_file ? "" : words.change(row.differences[t].mean),
               is_file ? "" : words.error(row.differences[t].standard_error), conclusions.rows[k].most_likely});
  }
  const std::string unit = words.is_value ? "payoff units" : "points of a per cent";
  return "\n" + table.render(style) +
         paragraph(
             style,
             fmt::format("5-95 %: how far the number moves with what we do not know. Change: from the file, in "
                         "{}, with its own error: all are computed on the same draws wherever they can be. "
                         "Most likely: the outcome of the largest mean chance.{}",
                         unit,
                         std::ranges::any_of(conclusions.rows, [](const auto& row) { return !row.differs_in.empty(); })
                             ? " *: concludes otherwise than the file."
                             : ""),
             2, 2);
}

std::string side_words(const std::string& target, const std::string& side) {
  if (side == "open") return fmt::format("{} may lie on either side of 1/2", target);
  return fmt::format("{} is {} 1/2", target, side);
}

std::string claim(const std::string& target, const std::string& kind, const std::string& text) {
  if (kind == "most_likely_outcome") return fmt::format("{} is the most likely outcome", text);
  return kind == "side" ? side_words(target, text) : fmt::format("{} is {}", target, text);
}

std::string word_of(const RowConclusions& row, const std::string& kind) {
  if (kind == "most_likely_outcome") return row.most_likely;
  if (row.side.empty()) return "not defined";
  return kind == "side" ? row.side + " 1/2" : row.likelihood;
}

std::string conclusions_section(const TextStyle& style, const std::string& target,
                                const study::VariantComparison& comparison, const Conclusions& conclusions) {
  const auto known = std::ranges::count_if(conclusions.rows, [](const auto& row) { return row.is_known; });
  if (known < 2) return {};
  const bool are_all = known == std::ssize(conclusions.rows);
  std::string out = heading(style, "What they conclude");
  for (const Conclusion& one : conclusions.all) {
    const std::string said = claim(target, one.kind, one.of_file);
    if (one.differing.empty()) {
      out += paragraph(style, fmt::format("All{} agree that {}.", are_all ? "" : " that were computed", said), 2, 4);
      continue;
    }
    std::vector<std::string> others;
    for (std::size_t k = 1; k < comparison.rows.size(); ++k) {
      if (std::ranges::find(one.differing, comparison.rows[k].name) == one.differing.end()) continue;
      others.push_back(fmt::format("{} ({})", comparison.rows[k].name, word_of(conclusions.rows[k], one.kind)));
    }
    out += paragraph(style, fmt::format("Not shared: that {}. Otherwise: {}.", said, listed(others)), 2, 4);
  }
  return out;
}

std::string texts_section(const TextStyle& style, const study::VariantComparison& comparison) {
  std::string out = heading(style, "The variants");
  for (const study::VariantRow& row : comparison.rows) {
    if (!row.name.empty()) out += hanging(style, 2, row.name, 20, row.text);
  }
  return out;
}

/// What is not 0 of the counts of draws.
std::string counts_text(const study::Prediction& prediction) {
  const study::StudyCounts& counts = prediction.counts;
  std::vector<std::string> parts;
  const auto add = [&parts](const char* what, std::size_t draws) {
    if (draws > 0) parts.push_back(fmt::format("{} {}", what, grouped(std::uint64_t{draws})));
  };
  add("with ties", counts.ties);
  add("not settled", counts.unsettled);
  add("not solved", counts.unsolved);
  add("failed", counts.failed);
  return fmt::format("{}; largest gain {}", parts.empty() ? "all settled, no ties" : listed(parts),
                     amount(prediction.largest_deviation_gain));
}

std::string trust_section(const TextStyle& style, const study::VariantComparison& comparison) {
  std::string out = heading(style, "How far to trust it");
  for (const study::VariantRow& row : comparison.rows) {
    const study::Prediction& p = row.prediction;
    const std::string draws =
        fmt::format("{} of {} draws", grouped(std::uint64_t{p.draws_done}), grouped(std::uint64_t{p.draws}));
    const std::string text = p.draws_done == 0 ? draws : draws + "; " + counts_text(p);
    out += hanging(style, 2, paint(style, Ink::quiet, name_of(row)), 20, text);
  }
  return out +
         paragraph(style,
                   "Settled: by backward induction; other draws are solved by the path from uniform play, or left out "
                   "where not solved. Largest gain: the most that any deviation would win, in payoff units.",
                   2, 2) +
         paragraph(style, common_knowledge_sentence(), 2, 2);
}

}  // namespace

std::string variants_text(const TextStyle& style, const std::string& title, const std::string& target,
                          const study::VariantComparison& comparison, std::size_t t) {
  const Conclusions conclusions = conclusions_of(comparison, t);
  const NumberWords words = {target.starts_with("value(")};
  std::string out = paragraph(
      style,
      paint(style, Ink::heading, fmt::format("{}{} under each variant", title.empty() ? "" : title + ": ", target)), 0,
      2);
  out += paragraph(style, held_sentence(comparison.rows.front().prediction.held), 0, 2);
  if (comparison.termination != Termination::finished) {
    out += paragraph(style,
                     paint(style, Ink::caution,
                           "stopped early: what was not computed is marked, and rows with fewer draws say how many"),
                     0, 2);
  }
  return out + rows_section(style, comparison, t, conclusions, words) +
         conclusions_section(style, target, comparison, conclusions) + texts_section(style, comparison) +
         trust_section(style, comparison);
}

}  // namespace parley::report
