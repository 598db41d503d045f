// SPDX-License-Identifier: Apache-2.0
// Two tables of one shape: a target in the game as it stands and in another.
#include "parley/report/other_games_text.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "parley/report/change_numbers.h"
#include "parley/report/numbers.h"
#include "parley/report/table.h"

namespace parley::report {
namespace {

/// Rows of games, and what must be said of them below.
class GameTable {
 public:
  GameTable(const study::Drivers& drivers, std::vector<Table::Column> columns)
      : drivers_(drivers), table_(std::move(columns)), fewest_(drivers.draws) {}

  /// `names` fill the columns before the numbers.
  void add(std::vector<std::string> names, const study::OtherGame& game) {
    if (!game.problem.empty()) {
      problems_ += fmt::format(" `{}`: {}.", names.front(), game.problem);
      return;
    }
    if (std::isnan(game.other.mean)) {
      problems_ += fmt::format(" `{}`: the condition cannot come about.", names.front());
    }
    fewest_ = std::min(fewest_, game.draws);
    const NumberWords words{.is_value = drivers_.is_value};
    names.insert(names.end(), {words.mean(game.as_it_stands.mean), words.mean(game.other.mean),
                               words.change(game.difference), grouped(std::uint64_t{game.draws})});
    table_.add(std::move(names));
  }

  /// With `legend`, and what is particular about some rows.
  [[nodiscard]] std::string render(const TextStyle& style, const std::string& legend) const {
    std::string text = legend;
    if (fewest_ < drivers_.draws) {
      text += fmt::format(" A game that backward induction does not settle is slow and has 1 in {} of the draws.",
                          study::unsettled_share);
    }
    return table_.render(style) + paragraph(style, text + problems_, 2, 2);
  }

 private:
  const study::Drivers& drivers_;
  Table table_;
  std::string problems_;
  std::size_t fewest_;
};

std::string private_section(const TextStyle& style, const study::Drivers& drivers) {
  if (!drivers.private_rows) return {};
  const std::string title = heading(style, "If the others did not know it");
  if (drivers.private_rows->empty()) {
    const bool is_finished = drivers.termination == Termination::finished;
    const char* why = is_finished ? "No param that is drawn enters the payoffs of one player and nothing else."
                                  : "Stopped before the first such game was solved.";
    return title + paragraph(style, why, 2, 2);
  }
  GameTable table(drivers, {{"param", Table::Align::left, 20},
                            {"known to", Table::Align::left, 14},
                            {"common", Table::Align::right},
                            {"private", Table::Align::right},
                            {"change", Table::Align::right},
                            {"draws", Table::Align::right}});
  for (const study::PrivateRow& row : *drivers.private_rows) {
    table.add({row.secret.param, row.secret.player}, row.game);
  }
  return title + table.render(style, fmt::format("Common: every player knows the param in every draw. Private: the "
                                                 "player that its payoffs belong to alone does, and the others know "
                                                 "its distribution, in {} parts.",
                                                 build::usual_parts));
}

std::string structure_section(const TextStyle& style, const study::Drivers& drivers) {
  if (!drivers.structure || drivers.structure->rows.empty()) return {};
  GameTable table(drivers, {{"variant", Table::Align::left, 24},
                            {"file", Table::Align::right},
                            {"variant", Table::Align::right},
                            {"change", Table::Align::right},
                            {"draws", Table::Align::right}});
  for (const study::StructureRow& row : drivers.structure->rows) table.add({row.name}, row.game);
  std::string text = "Each variant beside the file, on the same draws.";
  if (const auto& index = drivers.structure->first_order_index) {
    text += fmt::format(
        " Were the file and each variant equally likely, which of them it is would carry {:.1f} % of "
        "the variance alone.",
        100.0 * *index);
  }
  return heading(style, "If the structure is another") + table.render(style, text);
}

}  // namespace

std::string other_games_text(const TextStyle& style, const study::Drivers& drivers) {
  return private_section(style, drivers) + structure_section(style, drivers);
}

}  // namespace parley::report
