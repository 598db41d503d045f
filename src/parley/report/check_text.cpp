// SPDX-License-Identifier: Apache-2.0
// Lays out what `check` finds.
#include "parley/report/check_text.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/report/table.h"

namespace parley::report {
namespace {

std::string infoset_counts(const study::GameSummary& game) {
  std::vector<std::string> items;
  items.reserve(game.players.size());
  for (std::size_t p = 0; p < game.players.size(); ++p) {
    items.push_back(game.players[p] + " " + grouped(p < game.sizes.infosets.size() ? game.sizes.infosets[p] : 0.0));
  }
  return listed(items);
}

std::string row(const TextStyle& style, const std::string& name, const std::string& text) {
  return hanging(style, 2, paint(style, Ink::quiet, name), 21, text);
}

std::string settled_text(const TextStyle& style, const study::Summary& summary) {
  constexpr std::size_t most = 5;
  if (summary.game.all_settled) return row(style, "settled", "yes: backward induction alone solves it at the centre");
  std::string out = row(style, "settled",
                        paint(style, Ink::caution, "no") + ": " +
                            counted(summary.not_settled.size(), "information set") + " where it is not:");
  for (std::size_t i = 0; i < std::min(most, summary.not_settled.size()); ++i) {
    const study::NotSettled& set = summary.not_settled[i];
    out += paragraph(style, mover_having_seen(set.infoset) + ": " + set.why, 21, 23);
  }
  if (summary.not_settled.size() > most) {
    out += fmt::format("{:21}... and {} more\n", "", summary.not_settled.size() - most);
  }
  return out;
}

/// Chances as percents, values of players as amounts.
std::string expected_number(const study::Expectation& expectation, double value) {
  const bool is_value = expectation.text.starts_with("value(");
  return is_value ? amount(value) : percent(value);
}

std::string numbers_of(const study::ExpectationResult& result) {
  std::string text;
  for (const double value : result.values) {
    text += (text.empty() ? "" : ", ") + expected_number(result.expectation, value);
  }
  return text;
}

/// `before` is what kept the expectation before it from being computed.
std::string expectation_text(const TextStyle& style, const study::ExpectationResult& result,
                             const std::string& before) {
  const std::string mark = !result.holds  ? paint(style, Ink::bad, "FAIL")
                           : result.close ? paint(style, Ink::caution, "near")
                                          : paint(style, Ink::good, "pass");
  std::string where = fmt::format("line {}", result.expectation.line);
  if (!result.expectation.variant.empty()) where += ", variant " + result.expectation.variant;
  const std::string out =
      hanging(style, 2, mark, 8, result.expectation.text + paint(style, Ink::quiet, " (" + where + ")"));
  if (!result.problem.empty()) {
    const std::string why = result.problem == before ? ", for the same reason" : ": " + result.problem;
    return out + paragraph(style, "could not be computed" + why, 8, 8);
  }
  std::string found = numbers_of(result);
  if (result.close && result.standard_error > 0.0) {
    found += fmt::format(", within two standard errors ({} each) of its number",
                         expected_number(result.expectation, result.standard_error));
  }
  return out + paragraph(style, "found " + found, 8, 8);
}

}  // namespace

std::string check_text(const TextStyle& style, const std::string& file, const std::string& title,
                       const std::string& variant, const study::Summary& summary) {
  const study::GameSummary& game = summary.game;
  const double chance_nodes = game.sizes.nodes - game.sizes.decision_nodes - game.sizes.terminals;
  std::string name = file;
  if (!title.empty()) name += ": " + title;
  if (!variant.empty()) name += ", variant " + variant;
  std::string out = paragraph(style, paint(style, Ink::heading, name), 0, 2);
  out += row(style, "players", listed(game.players));
  out += row(style, "game",
             fmt::format("{} nodes: {} decisions, {} chance, {} ends; {} stored", grouped(game.sizes.nodes),
                         grouped(game.sizes.decision_nodes), grouped(chance_nodes), grouped(game.sizes.terminals),
                         grouped(std::uint64_t{game.graph_nodes})));
  out += row(style, "information sets", infoset_counts(game));
  out += row(style, "outcomes", listed(game.outcomes));
  out += row(style, "params", grouped(std::uint64_t{game.params}));
  return out + settled_text(style, summary);
}

std::string expectations_text(const TextStyle& style, const std::vector<study::ExpectationResult>& results) {
  std::string out = heading(style, "Expectations");
  if (results.empty()) return out + "  the file has none\n";
  std::size_t failed = 0, close = 0;
  std::string before;
  for (const study::ExpectationResult& result : results) {
    out += expectation_text(style, result, before);
    before = result.problem;
    failed += !result.holds;
    close += result.holds && result.close;
  }
  out += fmt::format("  {} of {} hold", results.size() - failed, results.size());
  if (close > 0) out += fmt::format(", {} of them narrowly", close);
  return out + "\n";
}

}  // namespace parley::report
