// SPDX-License-Identifier: Apache-2.0
// Lays boxes out for a terminal.
#include "parley/report/boxes_text.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/report/table.h"

namespace parley::report {
namespace {

constexpr std::size_t bar_width = 16;
constexpr std::size_t most_peel_rows = 16;
constexpr std::size_t inside_width = 20;  // a list of values that is longer stands below the table
/// Above this a restriction may be chance: it was chosen on other draws, and here it does not show.
constexpr double most_chance = 0.05;

/// "P(leader is exit)" of the target's text: "leader is exit".
std::string event_of(const study::Boxes& boxes) {
  const std::string& text = boxes.event;
  return text.starts_with("P(") && text.ends_with(")") ? text.substr(2, text.size() - 3) : text;
}

std::string of_interest(const study::Boxes& boxes) {
  return fmt::format("the chance that {} is at least {}", event_of(boxes), level_text(boxes.threshold));
}

std::string with_error(const Estimate& estimate) {
  std::string text = percent(estimate.mean);
  if (std::isfinite(estimate.standard_error) && estimate.standard_error > 0.0) {
    text += fmt::format(" (±{:.{}f})", estimate.standard_error * 100.0, estimate.standard_error < 0.00095 ? 2 : 1);
  }
  return text;
}

std::string bar_of(const TextStyle& style, const study::BoxRestriction& row) {
  std::string out;
  if (!row.values.empty()) {
    const std::size_t count = row.all_values.size();
    if (count > bar_width) return out;
    for (const double value : row.all_values) {
      const bool is_inside = std::ranges::find(row.values, value) != row.values.end();
      for (std::size_t k = 0; k < (2 * count > bar_width ? 1 : 2); ++k) {
        out += is_inside ? paint(style, Ink::accent, "━") : "·";
      }
    }
    return out;
  }
  const double width = row.axis_high - row.axis_low;
  const auto column = [&](double value) {
    const double share = width > 0.0 ? std::clamp((value - row.axis_low) / width, 0.0, 1.0) : 0.0;
    return static_cast<std::size_t>(std::lround(share * static_cast<double>(bar_width)));
  };
  std::size_t from = row.low ? column(*row.low) : 0, to = row.high ? column(*row.high) : bar_width;
  if (from >= to) {  // narrower than a column
    from = std::min(from, bar_width - 1);
    to = from + 1;
  }
  std::string before, inside, after;
  for (std::size_t k = 0; k < bar_width; ++k)
    (k < from ? before : k < to ? inside : after) += k >= from && k < to ? "━" : "·";
  return before + paint(style, Ink::accent, inside) + after;
}

std::string where_of(const study::BoxRestriction& row) {
  if (!row.values.empty()) {
    std::vector<std::string> values;
    values.reserve(row.values.size());
    for (const double value : row.values) values.push_back(amount(value));
    return "in " + fmt::format("{}", fmt::join(values, ", "));
  }
  if (row.low && row.high) return fmt::format("{} to {}", amount(*row.low), amount(*row.high));
  return row.low ? "above " + amount(*row.low) : "below " + amount(row.high.value_or(row.axis_high));
}

std::string p_text(double p) {
  if (!std::isfinite(p)) return "-";
  return p < 0.001 ? "<0.001" : fmt::format("{:.3f}", p);
}

std::string box_title(const study::Boxes& boxes, std::size_t k) {
  if (boxes.boxes.size() == 1) return fmt::format("The box (step {} of the trajectory)", boxes.boxes[k].peel);
  if (k == 0) return fmt::format("Box 1 (step {} of the trajectory)", boxes.boxes[k].peel);
  return fmt::format("Box {}, of the draws that are in no box above", k + 1);
}

std::string numbers_sentence(const study::Boxes& boxes, std::size_t k) {
  const study::BoxNumbers& numbers = boxes.boxes[k].numbers;
  return fmt::format("It covers {} of the cases in which {}; inside, {} are such. It holds {} of all cases{}.",
                     with_error(numbers.coverage), of_interest(boxes), with_error(numbers.density),
                     with_error(numbers.mass), k == 0 ? "" : ", those of the boxes above left out");
}

std::string dropped_sentence(const study::FoundBox& box) {
  if (box.dropped.empty()) return {};
  std::vector<std::string> items;
  items.reserve(box.dropped.size());
  for (const auto& row : box.dropped) items.push_back(fmt::format("{} (p {})", row.param, p_text(row.p_value)));
  return fmt::format("Dropped as chance: {}.", listed(items));
}

std::string box_section(const TextStyle& style, const study::Boxes& boxes, std::size_t k) {
  const study::FoundBox& box = boxes.boxes[k];
  std::string out = heading(style, box_title(boxes, k));
  if (box.restrictions.empty()) {
    const bool is_cut_short = boxes.termination != Termination::finished && boxes.trajectory.size() < 2;
    out += paragraph(style,
                     is_cut_short ? "This is the whole space: the run was stopped before anything was peeled."
                     : box.dropped.empty()
                         ? "This is the whole space: no box tells more than all draws do."
                         : "No restriction is left, so this is the whole space: what was restricted looks like chance.",
                     2, 2);
  }
  Table table({{"param", Table::Align::left, 18},
               {"1 %", Table::Align::right},
               {""},
               {"99 %", Table::Align::left},
               {"inside", Table::Align::left, inside_width},
               {"p", Table::Align::right}});
  for (const study::BoxRestriction& row : box.restrictions) {
    const bool is_list = !row.values.empty();
    table.add({row.param, amount(is_list ? row.all_values.front() : row.axis_low), bar_of(style, row),
               amount(is_list ? row.all_values.back() : row.axis_high),
               is_list && display_width(where_of(row)) > inside_width
                   ? fmt::format("{} of {} values", row.values.size(), row.all_values.size())
                   : where_of(row),
               p_text(row.p_value)});
  }
  if (!table.empty()) out += table.render(style);
  for (const study::BoxRestriction& row : box.restrictions) {
    if (row.values.empty() || display_width(where_of(row)) <= inside_width) continue;
    out += paragraph(style, fmt::format("{} {}.", row.param, where_of(row)), 2, 4);
  }
  out += paragraph(style, numbers_sentence(boxes, k), 2, 2);
  if (const std::string dropped = dropped_sentence(box); !dropped.empty()) out += paragraph(style, dropped, 2, 2);
  std::vector<std::string> weak;
  for (const study::BoxRestriction& row : box.restrictions) {
    if (row.p_value > most_chance) weak.push_back(row.param);
  }
  if (!weak.empty()) {
    out += paragraph(style, fmt::format("On fresh draws the restriction of {} may be chance.", listed(weak)), 2, 2);
  }
  return out;
}

std::string restrictions_short(const study::PeelRow& row) {
  std::string text;
  for (const study::BoxRestriction& one : row.restrictions) text += (text.empty() ? "" : ", ") + one.param;
  return text.empty() ? "everything" : text;
}

/// The whole trajectory where it is short, else steps spread over it; first, last and the one shown always.
std::vector<std::size_t> shown_steps(const study::Boxes& boxes) {
  const std::size_t count = boxes.trajectory.size();
  const std::size_t rows = std::min(count, most_peel_rows);
  std::vector<std::size_t> steps = {boxes.boxes.front().peel};
  steps.reserve(rows + 1);
  for (std::size_t k = 0; k < rows; ++k) steps.push_back(rows < 2 ? 0 : k * (count - 1) / (rows - 1));
  std::ranges::sort(steps);
  steps.erase(std::ranges::unique(steps).begin(), steps.end());
  return steps;
}

std::string trajectory_section(const TextStyle& style, const study::Boxes& boxes) {
  if (boxes.trajectory.size() < 2) return {};
  constexpr std::size_t column = 10;
  constexpr std::size_t others = 58;  // columns of the rest of a row
  const std::size_t names = std::max(style.width, others + 2) - others;
  Table table({{"step", Table::Align::right},
               {"coverage", Table::Align::right},
               {"", Table::Align::left, column},
               {"density", Table::Align::right},
               {"", Table::Align::left, column},
               {"mass", Table::Align::right},
               {"restricts", Table::Align::left, names}});
  for (const std::size_t step : shown_steps(boxes)) {
    const study::PeelRow& row = boxes.trajectory[step];
    const bool is_shown = step == boxes.boxes.front().peel;
    table.add({fmt::format("{}{}", is_shown ? "*" : "", step), whole_percent(row.numbers.coverage.mean),
               paint(style, Ink::accent, bar(row.numbers.coverage.mean, column)),
               whole_percent(row.numbers.density.mean),
               paint(style, Ink::accent, bar(row.numbers.density.mean, column)), whole_percent(row.numbers.mass.mean),
               restrictions_short(row)});
  }
  const std::string out = heading(style, "The trajectory: from everything, a slice a step") + table.render(style);
  return out +
         paragraph(style,
                   "*: the step shown. Coverage: of the draws of interest, how many are inside. Density: of those "
                   "inside, how many are of interest. Mass: of all draws, how many are inside. `--peel N` shows "
                   "the box of step N instead.",
                   2, 2);
}

std::string trust_section(const TextStyle& style, const study::Boxes& boxes) {
  const auto row = [&](const std::string& name, const std::string& text) {
    return hanging(style, 2, paint(style, Ink::quiet, name), 16, text);
  };
  std::string out = heading(style, "How far to trust it");
  std::string draws = grouped(std::uint64_t{boxes.draws_done});
  if (static_cast<double>(boxes.draws_done) - boxes.effective_draws >= 1.0) {
    draws += fmt::format("; after the evidence they are worth {}", grouped(std::floor(boxes.effective_draws)));
  }
  out += row("draws", draws);
  if (!boxes.boxes.empty()) {
    out += row("halves",
               "boxes are chosen on one half of the replicates; coverage, density, mass, errors and p are measured on "
               "the other, which had no part in choosing");
    out += row("the box",
               "that of its step, with sides moved out again where that makes it denser, and without what is dropped: "
               "its numbers may differ from the step's");
    out += row("p",
               "the chance of a density as high as this one if the box did not have the restriction; above 0.05 on the "
               "choosing half a restriction is dropped");
  }
  if (boxes.counts.ties_that_matter > 0) {
    out += row("ties", fmt::format("that change an outcome in {}", counted(boxes.counts.ties_that_matter, "draw")));
  }
  if (boxes.counts.unsettled > 0) {
    out +=
        row("not settled", fmt::format("{} by backward induction: the path from uniform play selects the equilibrium",
                                       counted(boxes.counts.unsettled, "draw")));
  }
  if (boxes.counts.unsolved > 0) out += row("not solved", counted(boxes.counts.unsolved, "draw") + ", left out");
  if (boxes.counts.failed > 0) {
    out += row("failed", fmt::format("{}, left out; the first: {}", counted(boxes.counts.failed, "draw"),
                                     boxes.failures.empty() ? "" : boxes.failures.front().message));
  }
  return out + paragraph(style, common_knowledge_sentence(), 2, 2);
}

std::string opening(const study::Boxes& boxes) {
  const double share = boxes.share_of_interest.mean;
  if (share == 1.0) {
    return fmt::format("In every draw {}: there is no border to find, and no box.", of_interest(boxes));
  }
  if (share == 0.0) {
    return fmt::format("In no draw {}: there is nothing to enclose, and no box.", of_interest(boxes));
  }
  std::string text = fmt::format("In {} of the cases {}: these are the draws of interest.",
                                 with_error(boxes.share_of_interest), of_interest(boxes));
  if (boxes.boxes.empty()) text += " Nothing is drawn, so there is no space to cut a box from.";
  return text;
}

}  // namespace

std::string boxes_text(const TextStyle& style, const std::string& title, const std::string& variant,
                       const study::Boxes& boxes) {
  std::string out = paragraph(
      style, paint(style, Ink::heading, (title.empty() ? "" : title + ": ") + "where " + event_of(boxes)), 0, 0);
  if (!variant.empty()) out += paragraph(style, "variant " + variant, 0, 2);
  out += paragraph(style, held_sentence(boxes.held), 0, 2);
  if (boxes.termination != Termination::finished) {
    out += paragraph(style,
                     paint(style, Ink::caution,
                           boxes.draws_done == boxes.draws
                               ? "stopped early, while boxes were chosen: the trajectory is cut short"
                               : fmt::format("stopped early: {} of {} were solved; what follows is about these",
                                             grouped(boxes.draws_done), counted(boxes.draws, "draw"))),
                     0, 2);
  }
  out += "\n" + paragraph(style, opening(boxes), 0, 0);
  for (std::size_t k = 0; k < boxes.boxes.size(); ++k) out += box_section(style, boxes, k);
  if (!boxes.boxes.empty()) out += trajectory_section(style, boxes);
  return out + trust_section(style, boxes);
}

}  // namespace parley::report
