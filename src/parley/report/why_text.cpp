// SPDX-License-Identifier: Apache-2.0
// Lays an explanation out for a terminal.
#include "parley/report/why_text.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/report/table.h"
#include "parley/report/why_phrases.h"
#include "parley/report/why_sentences.h"

namespace parley::report {
namespace {

constexpr std::size_t most_rows = 8;

std::string title_of(WhyPart part, const why::Explanation& explanation) {
  switch (part) {
    case WhyPart::answer:
      break;
    case WhyPart::path:
      return "What is played";
    case WhyPart::deviations:
      return explanation.facts.holds ? "How it comes about" : "What stops it";
    case WhyPart::change:
      return "What would turn it";
    case WhyPart::draws:
      return "Over all draws";
    case WhyPart::typical:
      return "A typical draw";
  }
  return {};
}

/// " [26, 41]": lines of the file.
std::string lines_of(const WhySentence& sentence, const LineOf& line_of) {
  std::set<std::uint32_t> lines;
  for (const build::Origin& origin : sentence.origins) lines.insert(line_of(origin.begin));
  return lines.empty() ? "" : fmt::format(" [{}]", fmt::join(lines, ", "));
}

std::string singles_table(const TextStyle& style, const why::PointFacts& facts, const std::string& outcome) {
  if (facts.changes.empty() || facts.changes.front().singles.size() < 2) return {};
  const why::GoalChanges& changes = facts.changes.front();
  Table table({{"one number", Table::Align::left, 18},
               {"is", Table::Align::right},
               {"turns at", Table::Align::right},
               {"scores", Table::Align::right},
               {fmt::format("P({})", outcome), Table::Align::right}});
  for (std::size_t k = 0; k < std::min(most_rows, changes.singles.size()); ++k) {
    const why::SingleChange& single = changes.singles[k];
    table.add({single.name, amount(single.from), turn_text(single.from, single.value_after),
               single.length ? fmt::format("{:.2f}", *single.length) : "", percent(single.after.prob)});
  }
  return "\n" + table.render(style);
}

std::string levers_table(const TextStyle& style, const why::PointFacts& facts, const std::string& outcome) {
  if (facts.changes.empty() || facts.changes.front().levers.size() < 2) return {};
  const auto& levers = facts.changes.front().levers;
  Table table({{"held, announced and binding", Table::Align::left, style.width - 26},
               {fmt::format("P({})", outcome), Table::Align::right}});
  for (std::size_t k = 0; k < std::min(most_rows, levers.size()); ++k) {
    table.add({levers_phrase(levers[k]), percent(levers[k].after.prob)});
  }
  std::string text = "\n" + table.render(style);
  if (levers.size() > most_rows) text += fmt::format("  and {} more (JSON has all)\n", levers.size() - most_rows);
  return text;
}

std::string stops_table(const TextStyle& style, const why::OverDraws& draws) {
  if (draws.stops.size() < 2) return {};
  Table table({{"what stops it", Table::Align::left, style.width - 32},
               {"draws", Table::Align::right},
               {"loss", Table::Align::right}});
  for (const why::Stop& stop : draws.stops) {
    study::InfosetName name;
    name.player = stop.player;
    name.type = stop.type;
    name.step = stop.step;
    table.add({fmt::format("{}: not {}", mover(name), choice_phrase(stop.required)), whole_percent(stop.share),
               amount(stop.average_loss)});
  }
  return "\n" + table.render(style);
}

std::string table_of(const TextStyle& style, WhyPart part, const why::Explanation& explanation) {
  if (part == WhyPart::change) {
    return singles_table(style, explanation.facts, explanation.outcome) +
           levers_table(style, explanation.facts, explanation.outcome);
  }
  if (part == WhyPart::draws && explanation.over_draws) return stops_table(style, *explanation.over_draws);
  return {};
}

std::string head_of(const TextStyle& style, const std::string& title, const std::string& variant,
                    const why::Explanation& explanation) {
  std::string text = paint(
      style, Ink::heading,
      fmt::format("{} {}: {}", explanation.negated ? "Why not" : "Why", explanation.outcome, explanation.outcome_text));
  text += "\n";
  if (!title.empty() || !variant.empty()) {
    text += paragraph(style, variant.empty() ? title : fmt::format("{} (variant {})", title, variant), 0, 0);
  }
  if (!explanation.held.empty()) text += paragraph(style, held_sentence(explanation.held), 0, 0);
  return text + "\n";
}

}  // namespace

std::string why_text(const TextStyle& style, const std::string& title, const std::string& variant,
                     const why::Explanation& explanation, const LineOf& line_of) {
  std::string text = head_of(style, title, variant, explanation);
  const std::vector<WhySentence> sentences = why_sentences(explanation);
  for (std::size_t k = 0; k < sentences.size(); ++k) {
    const WhyPart part = sentences[k].part;
    const bool is_first = k == 0 || sentences[k - 1].part != part;
    if (is_first && part != WhyPart::answer) text += heading(style, title_of(part, explanation));
    const std::size_t indent = part == WhyPart::answer ? 0 : 2;
    text += paragraph(style, sentences[k].text + lines_of(sentences[k], line_of), indent, indent);
    const bool is_last = k + 1 == sentences.size() || sentences[k + 1].part != part;
    if (is_last) text += table_of(style, part, explanation);
  }
  text +=
      "\n" + paragraph(style,
                       "Numbers in brackets are lines of the file. Every change was solved on both sides of it; a "
                       "smaller one that the search did not come upon may exist. A normal score is how far a number "
                       "is from its median: 1.64 at its 5 and 95 % points.",
                       0, 0);
  if (explanation.termination != Termination::finished) {
    text += paragraph(style, "The time limit came before everything was looked at.", 0, 0);
  }
  return text;
}

}  // namespace parley::report
