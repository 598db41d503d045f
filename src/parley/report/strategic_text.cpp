// SPDX-License-Identifier: Apache-2.0
// Writes strategic forms.
#include "parley/report/strategic_text.h"

#include <vector>

#include <fmt/format.h>

#include "parley/report/json_parts.h"
#include "parley/report/numbers.h"
#include "parley/report/table.h"

namespace parley::report {
namespace {

std::vector<Rational> payoffs_at(const game::StrategicGame& game, std::size_t contingency) {
  const std::uint32_t outcome = game.contingencies[contingency];
  if (outcome == game::none) return std::vector<Rational>(game.players.size());
  return game.outcomes[outcome].payoffs;
}

std::string payoffs_text(const game::StrategicGame& game, std::size_t contingency) {
  std::string text;
  for (const Rational& payoff : payoffs_at(game, contingency)) {
    const std::string exact = payoff.to_decimal_string();
    text += (text.empty() ? "" : ", ") + (exact.size() <= 7 ? exact : amount(payoff.to_double()));
  }
  return text;
}

std::string matrix(const TextStyle& style, const game::StrategicGame& game) {
  std::vector<Table::Column> columns = {{"", Table::Align::left, 24}};
  for (const std::string& strategy : game.strategies[1]) columns.push_back({strategy, Table::Align::right, 30});
  Table table(columns);
  const std::size_t rows = game.strategies[0].size();
  for (std::size_t r = 0; r < rows; ++r) {
    std::vector<std::string> cells = {game.strategies[0][r]};
    for (std::size_t c = 0; c < game.strategies[1].size(); ++c) cells.push_back(payoffs_text(game, c * rows + r));
    table.add(std::move(cells));
  }
  return fmt::format("  rows {}, columns {}\n", game.players[0], game.players[1]) + table.render(style);
}

std::string list(const TextStyle& style, const game::StrategicGame& game) {
  std::vector<Table::Column> columns;
  columns.reserve(game.players.size());
  for (const std::string& player : game.players) columns.push_back({player, Table::Align::left, 24});
  columns.push_back({"payoffs", Table::Align::left, 40});
  Table table(columns);
  std::vector<std::size_t> at(game.players.size(), 0);
  for (std::size_t k = 0; k < game.contingencies.size(); ++k) {
    std::vector<std::string> cells;
    cells.reserve(at.size());
    for (std::size_t p = 0; p < at.size(); ++p) cells.push_back(game.strategies[p][at[p]]);
    cells.push_back(payoffs_text(game, k));
    table.add(std::move(cells));
    for (std::size_t p = 0; p < at.size() && ++at[p] == game.strategies[p].size(); ++p) at[p] = 0;
  }
  return table.render(style);
}

bool fits(const std::string& text, std::size_t width) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (display_width(std::string_view(text).substr(at, end - at)) > width) return false;
    at = end + 1;
  }
  return true;
}

}  // namespace

std::string strategic_text(const TextStyle& style, const game::StrategicGame& game) {
  if (game.players.size() == 2) {
    std::string text = matrix(style, game);
    if (fits(text, style.width)) return text;
  }
  return list(style, game);
}

Json strategic_json(const Head& head, const std::string& at, const game::StrategicGame& game) {
  Json strategies = Json::object();
  for (std::size_t p = 0; p < game.players.size(); ++p) {
    strategies.set(game.players[p], json_array(game.strategies[p], [](const std::string& s) { return Json(s); }));
  }
  Json payoffs = Json::array();
  for (std::size_t k = 0; k < game.contingencies.size(); ++k) {
    payoffs.push(json_array(payoffs_at(game, k), [](const Rational& payoff) { return Json(Number(payoff)); }));
  }
  return document("parley/strategic/1", head)
      .set("players", json_array(game.players, [](const std::string& name) { return Json(name); }))
      .set("at", at)
      .set("strategies", std::move(strategies))
      .set("payoffs", std::move(payoffs));
}

}  // namespace parley::report
