// SPDX-License-Identifier: Apache-2.0
// Puts shares of a variance into bars, ranges and words.
#include "parley/report/drivers_text.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "parley/report/numbers.h"
#include "parley/report/other_games_text.h"
#include "parley/report/sentences.h"

namespace parley::report {
namespace {

using study::DriverRow;
using study::DriversMethod;

/// The share by which rows are sorted and bars drawn.
const std::optional<IndexEstimate>& main_share(const study::Drivers& drivers, const DriverRow& row) {
  return drivers.method == DriversMethod::shapley ? row.shapley_effect : row.total_index;
}

/// "31.2 %"; a tenth of a percent at least, and 0 only for what is exactly so.
std::string share_text(double share) {
  if (std::isnan(share)) return "-";
  if (share == 0.0) return "0 %";
  const std::string text = fmt::format("{:.1f} %", share * 100.0);
  return text == "-0.0 %" ? "0.0 %" : text;
}

/// "28.1 to 34.0".
std::string interval_text(const IndexEstimate& estimate) {
  if (std::isnan(estimate.low)) return "-";
  if (estimate.low == 0.0 && estimate.high == 0.0) return "";
  const auto end = [](double share) {
    const std::string text = fmt::format("{:.1f}", share * 100.0);
    return text == "-0.0" ? std::string("0.0") : text;
  };
  return end(estimate.low) + " to " + end(estimate.high);
}

/// "20 ─────┼──│──╎─── 50": the ends of the range, its median, and where the outcome or only a plan turns.
std::string range_axis(const DriverRow& row, std::size_t columns) {
  std::vector<std::string> line(columns, "─");
  const auto mark = [&](double value, const char* glyph) {
    const double share = row.high > row.low ? (value - row.low) / (row.high - row.low) : 0.5;
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(columns - 1);
    line[static_cast<std::size_t>(std::lround(place))] = glyph;
  };
  mark(row.median, "┼");
  for (const study::Switch& turn : row.switches) {
    if (turn.infoset) mark(turn.value, "╎");
  }
  for (const study::Switch& turn : row.switches) {
    if (!turn.infoset) mark(turn.value, "│");
  }
  std::string text;
  for (const std::string& glyph : line) text += glyph;
  return padded_left(amount(row.low), 9) + " " + text + " " + amount(row.high);
}

std::vector<const DriverRow*> sorted(const study::Drivers& drivers) {
  std::vector<const DriverRow*> rows;
  rows.reserve(drivers.params.size());
  for (const DriverRow& row : drivers.params) rows.push_back(&row);
  std::ranges::stable_sort(rows, [&](const DriverRow* a, const DriverRow* b) {
    const auto& first = main_share(drivers, *a);
    const auto& second = main_share(drivers, *b);
    return first && second && first->value > second->value;
  });
  return rows;
}

/// Widths of the columns: the bar takes what the others leave.
struct Layout {
  std::size_t name = 0, bar = 0;
  bool has_second_interval = true;  // false on a narrow screen
  static constexpr std::size_t share = 7, interval = 14, gap = 2;
};

Layout layout_of(const TextStyle& style, const study::Drivers& drivers) {
  constexpr std::size_t usual_width = 80, widest_bar = 24, narrowest_bar = 4;
  Layout layout;
  layout.has_second_interval = style.width >= usual_width;
  const std::size_t longest_name = layout.has_second_interval ? 20 : 16;
  for (const DriverRow& row : drivers.params) layout.name = std::max(layout.name, display_width(row.name));
  layout.name = std::min(layout.name, longest_name);
  std::size_t used = 2 + layout.name + 2 * Layout::gap + Layout::share + Layout::gap + Layout::interval;
  if (drivers.method == DriversMethod::saltelli) {
    used += Layout::gap + Layout::share;
    if (layout.has_second_interval) used += Layout::gap + Layout::interval;
  }
  layout.bar = std::clamp(style.width > used ? style.width - used : 0, narrowest_bar, widest_bar);
  return layout;
}

std::string trimmed(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

/// A share and its interval, as cells.
using Cells = std::pair<std::string, std::string>;

Cells cells_of(const IndexEstimate& estimate) { return {share_text(estimate.value), interval_text(estimate)}; }

std::string line_of(const Layout& layout, const std::string& name, const std::string& bar,
                    const std::vector<Cells>& shares) {
  const std::string gap(Layout::gap, ' ');
  std::string line =
      "  " + padded_right(shortened(name, layout.name), layout.name) + gap + padded_right(bar, layout.bar);
  for (const auto& [share, interval] : shares) {
    line.append(gap).append(padded_left(share, Layout::share));
    line.append(gap).append(padded_right(interval, Layout::interval));
  }
  return trimmed(std::move(line));
}

std::string rows_section(const TextStyle& style, const study::Drivers& drivers) {
  const bool is_shapley = drivers.method == DriversMethod::shapley;
  constexpr std::size_t indent = 4, axis = 36;
  const Layout layout = layout_of(style, drivers);
  const std::string interval = "95 % interval";
  std::vector<Cells> titles = {{is_shapley ? "effect" : "in all", interval}};
  if (!is_shapley) titles.emplace_back("alone", layout.has_second_interval ? interval : "");
  std::string out = heading(style, "What share of its variance each carries");
  out += paint(style, Ink::quiet, line_of(layout, "", "", titles));
  for (const DriverRow* row : sorted(drivers)) {
    const IndexEstimate& share = *main_share(drivers, *row);
    std::vector<Cells> shares = {cells_of(share)};
    if (!is_shapley) shares.push_back(cells_of(*row->first_order_index));
    if (!is_shapley && !layout.has_second_interval) shares.back().second.clear();
    out += line_of(layout, row->name, share.value > 0.0 ? bar(share.value, layout.bar) : "", shares);
    out += std::string(indent, ' ') + paint(style, Ink::quiet, range_axis(*row, axis)) + "\n";
  }
  return out;
}

std::string legend(const TextStyle& style, const study::Drivers& drivers) {
  const bool has_switches =
      std::ranges::any_of(drivers.params, [](const DriverRow& row) { return !row.switches.empty(); });
  std::string text;
  if (drivers.method == DriversMethod::shapley) {
    text =
        "Effect: the share of the variance over draws, after the evidence, that an input carries (Shapley effect); "
        "what "
        "several carry together is divided evenly among them, and the effects add up to 100 %.";
  } else {
    text =
        "In all: the share of the variance over draws, after the evidence, that would be left if all other inputs were "
        "known (total index). Alone: the share that goes if only this input is known (first-order index). What inputs "
        "do together counts in all for each of them, and alone for none.";
  }
  text += " The interval is a 95 % one, by bootstrap. Below each bar: the input's 1-99 % range, with its median at ┼";
  text += has_switches ? ", a tick │ where the most likely outcome turns, and ╎ where only what somebody does." : ".";
  return "\n" + paragraph(style, text, 2, 2);
}

/// "the most likely outcome turns from a to b", "leader (open) turns from stay to exit"; where it stands, if it is not
/// plain from the mover.
std::string turn_sentence(const study::Switch& turn) {
  const std::string who = turn.infoset ? mover_having_seen(*turn.infoset) : "the most likely outcome";
  return fmt::format("{} turns from {} to {}", who, turn.from, turn.to);
}

std::string switch_section(const TextStyle& style, const study::Drivers& drivers) {
  std::string out;
  for (const DriverRow* row : sorted(drivers)) {
    for (std::size_t k = 0; k < row->switches.size(); ++k) {
      std::string text =
          fmt::format("{} at {}: {}", row->name, amount(row->switches[k].value), turn_sentence(row->switches[k]));
      // An outcome and the plan behind it turn at one place: one sentence.
      while (k + 1 < row->switches.size() && row->switches[k + 1].value == row->switches[k].value) {
        text += "; " + turn_sentence(row->switches[++k]);
      }
      out += paragraph(style, text + ".", 2, 4);
    }
  }
  if (out.empty()) return {};
  out +=
      paragraph(style,
                "Each input alone over its 1-99 % range, on 129 points and then closer; two turns within one step of "
                "these can be missed.",
                2, 2);
  return heading(style, "Where the answer turns, all else at the central draw") + out;
}

std::string trust_section(const TextStyle& style, const study::Drivers& drivers) {
  const study::StudyCounts& counts = drivers.counts;
  std::string text =
      fmt::format("{} in {}", counted(drivers.draws_done, "base point"), counted(drivers.replicates, "replicate"));
  if (static_cast<double>(drivers.draws_done) - drivers.effective_draws >= 1.0) {
    text += fmt::format(", worth {} after {}", grouped(std::floor(drivers.effective_draws)),
                        drivers.condition_partners > 0 ? "the evidence and the condition" : "the evidence");
  }
  text +=
      fmt::format(". Games in all: {}; {} with a tie, {} not settled by backward induction, {} not solved, {} failed.",
                  grouped(std::uint64_t{drivers.evaluations}), grouped(std::uint64_t{counts.ties}),
                  grouped(std::uint64_t{counts.unsettled}), grouped(std::uint64_t{counts.unsolved}),
                  grouped(std::uint64_t{counts.failed}));
  std::string out = heading(style, "How far to trust it") + paragraph(style, text, 2, 2);
  for (const std::string& note : drivers.notes) out += paragraph(style, note, 2, 2);
  for (const study::FailureRow& row : drivers.failures) {
    out += paragraph(style, fmt::format("failed: {} (in {})", row.message, counted(row.draws, "game")), 2, 4);
  }
  return out + paragraph(style, common_knowledge_sentence(), 2, 2);
}

std::string size_sentence(const study::Drivers& drivers) {
  const double spread = std::sqrt(drivers.variance);
  if (drivers.is_value) {
    return fmt::format("Its mean is {}, and from draw to draw it moves by {} (standard deviation).",
                       amount(drivers.mean), amount(spread));
  }
  return fmt::format("Its mean is {}, and from draw to draw it moves by {} points (standard deviation).",
                     percent(drivers.mean), amount(spread * 100.0));
}

}  // namespace

std::string drivers_text(const TextStyle& style, const std::string& title, const std::string& variant,
                         const study::Drivers& drivers) {
  const std::string question = "what moves " + drivers.target;
  std::string out =
      paragraph(style, paint(style, Ink::heading, title.empty() ? question : title + ": " + question), 0, 2);
  if (!variant.empty()) out += paragraph(style, "variant " + variant, 0, 2);
  out += paragraph(style, held_sentence(drivers.held), 0, 2);
  if (drivers.termination != Termination::finished) {
    const char* what = drivers.draws_done < drivers.draws ? "stopped early: only the first base points count"
                                                          : "stopped early: some of what follows the shares is missing";
    out += paragraph(style, paint(style, Ink::caution, what), 0, 2);
  }
  out += paragraph(style, size_sentence(drivers), 0, 2);
  const bool has_shares = !drivers.params.empty() && drivers.varies;
  if (has_shares) out += rows_section(style, drivers) + legend(style, drivers);
  return out + switch_section(style, drivers) + other_games_text(style, drivers) + trust_section(style, drivers);
}

}  // namespace parley::report
