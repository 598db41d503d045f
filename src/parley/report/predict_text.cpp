// SPDX-License-Identifier: Apache-2.0
// Lays a prediction out for a terminal.
#include "parley/report/predict_text.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/report/table.h"
#include "parley/report/words.h"

namespace parley::report {
namespace {

constexpr std::size_t max_plan_rows = 14;   // of all information sets together
constexpr std::size_t max_rows_of_set = 5;  // of one
constexpr double least_exists_share = 0.05;
constexpr double least_plan_share = 0.005;

/// One standard error in points of a per cent: "±0.3".
std::string error_of_percent(double standard_error) {
  if (!std::isfinite(standard_error)) return "-";
  if (standard_error == 0.0) return "±0";
  return fmt::format("±{:.{}f}", standard_error * 100.0, standard_error < 0.00095 ? 2 : 1);
}

/// One standard error, two digits of it: "±0.062".
std::string error_of_amount(double standard_error) {
  return std::isfinite(standard_error) ? fmt::format("±{:.2g}", standard_error) : "-";
}

/// Full up to the 5 % point, dense from there to the mean, light from there to the 95 % point.
std::string range_bar(const TextStyle& style, const study::Average& average, std::size_t width) {
  const auto column = [&](double share) {
    return static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(width)));
  };
  if (!std::isfinite(average.mean)) return {};
  const std::size_t low = column(average.low), high = column(average.high);
  const std::size_t mean = std::max<std::size_t>(column(average.mean), average.mean > 0.0 ? 1 : 0);
  std::string filled, rest;
  for (std::size_t k = 0; k < mean; ++k) filled += k < std::min(low, mean) ? "█" : "▓";
  for (std::size_t k = mean; k < high; ++k) rest += "░";
  return padded_right(paint(style, Ink::accent, filled) + rest, width);
}

/// "0          50         100" over a bar.
std::string bar_scale(std::size_t width) {
  return padded_right(padded_right("0", width / 2 - 1) + "50", width - 3) + "100";
}

std::string outcome_section(const TextStyle& style, const study::Prediction& prediction) {
  const std::size_t bar_width = std::clamp<std::size_t>(style.width - std::min<std::size_t>(style.width, 56), 24, 48);
  Table table({{"outcome", Table::Align::left, 19},
               {bar_scale(bar_width), Table::Align::left, bar_width},
               {"mean", Table::Align::right},
               {"error", Table::Align::right},
               {"5-95 %", Table::Align::right},
               {"first", Table::Align::right}});
  for (const study::OutcomeRow& row : prediction.outcomes) {
    table.add({row.name, range_bar(style, row.chance, bar_width), percent(row.chance.mean),
               error_of_percent(row.chance.standard_error), percent_range(row.chance.low, row.chance.high),
               whole_percent(row.most_likely_share)});
  }
  std::string out = heading(style, "What happens") + table.render(style);
  out += paragraph(style,
                   "Bar: █ to the 5 % point, ▓ to the mean, ░ to the 95 % point over the draws. 5-95 %: how far the "
                   "chance moves with what we do not know. First: share of the draws in which it is the likeliest.",
                   2, 2);
  return out;
}

/// What other equilibria would give, where lists were made.
std::string bounds_section(const TextStyle& style, const study::Prediction& prediction) {
  if (prediction.list.kind == "selected" || prediction.counts.several_equilibria.value_or(0) == 0) return {};
  Table table({{"outcome", Table::Align::left, 24},
               {"lowest found", Table::Align::right},
               {"selected", Table::Align::right},
               {"highest found", Table::Align::right}});
  for (const study::OutcomeRow& row : prediction.outcomes) {
    if (row.found) {
      table.add({row.name, percent(row.found->lowest), percent(row.chance.mean), percent(row.found->highest)});
    }
  }
  const std::string text = fmt::format(
      "In {} of the draws several equilibria were found. Lowest and highest: averages of the smallest and of the "
      "largest chance over the selected equilibrium and those in pure choices; there may be others.",
      whole_percent(static_cast<double>(*prediction.counts.several_equilibria) /
                    static_cast<double>(prediction.draws_done)));
  return heading(style, "If another equilibrium is played") + table.render(style) + paragraph(style, text, 2, 2);
}

/// Outcomes by the word for their chance, the likeliest first.
std::string words_section(const TextStyle& style, const study::Prediction& prediction) {
  if (prediction.outcomes.empty()) return {};
  std::vector<const study::OutcomeRow*> rows;
  rows.reserve(prediction.outcomes.size());
  for (const study::OutcomeRow& row : prediction.outcomes) rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto* a, const auto* b) { return a->chance.mean > b->chance.mean; });
  std::vector<std::pair<std::string, std::vector<std::string>>> by_word;
  for (const study::OutcomeRow* row : rows) {
    const std::string word = likelihood_words(row->chance.mean, row->chance.standard_error);
    if (by_word.empty() || by_word.back().first != word) by_word.push_back({word, {}});
    by_word.back().second.push_back(row->name);
  }
  std::string out = heading(style, "In words");
  std::size_t widest = 0;
  for (const auto& [word, names] : by_word) widest = std::max(widest, display_width(word));
  for (const auto& [word, names] : by_word) out += hanging(style, 2, word, widest + 4, listed(names));
  return out;
}

std::string target_section(const TextStyle& style, const study::Prediction& prediction) {
  if (prediction.targets.empty()) return {};
  std::string out = heading(style, "What was asked");
  for (const study::TargetRow& row : prediction.targets) {
    const study::Average& a = row.average;
    const bool is_value = row.text.starts_with("value(");
    std::string line;
    if (!std::isfinite(a.mean)) {
      line = "undefined: the condition has a chance below 1e-9";
    } else if (is_value) {
      line = fmt::format("{} {} (5-95 %: {} to {})", amount(a.mean), error_of_amount(a.standard_error), amount(a.low),
                         amount(a.high));
    } else {
      line = fmt::format("{} {} (5-95 %: {}), {}", percent(a.mean), error_of_percent(a.standard_error),
                         percent_range(a.low, a.high), likelihood_words(a.mean, a.standard_error));
    }
    if (row.condition_chance) line += fmt::format("; the condition holds with {}", percent(*row.condition_chance));
    out += paragraph(style, row.text, 2, 6) + paragraph(style, line, 6, 6);
  }
  return out;
}

std::string value_section(const TextStyle& style, const study::Prediction& prediction) {
  Table table({{"player"},
               {"mean", Table::Align::right},
               {"error", Table::Align::right},
               {"5 %", Table::Align::right},
               {"95 %", Table::Align::right}});
  for (const study::ValueRow& row : prediction.values) {
    table.add({row.player, amount(row.value.mean), error_of_amount(row.value.standard_error), amount(row.value.low),
               amount(row.value.high)});
  }
  return heading(style, "What it is worth, in payoff units") + table.render(style);
}

bool same_set(const study::InfosetName& a, const study::InfosetName& b) {
  const auto same_label = [](const study::SeenLabel& x, const study::SeenLabel& y) {
    return x.step == y.step && x.round == y.round && x.label == y.label;
  };
  return a.player == b.player && a.type == b.type && a.step == b.step && a.round == b.round &&
         std::equal(a.seen.begin(), a.seen.end(), b.seen.begin(), b.seen.end(), same_label);
}

/// Rows of one information set, as they stand together in the prediction.
struct PlanGroup {
  std::size_t begin = 0, end = 0;
  double exists_share = 0.0;
};

std::vector<PlanGroup> plan_groups(const std::vector<study::PlanRow>& plans) {
  std::vector<PlanGroup> groups;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (groups.empty() || !same_set(plans[groups.back().begin].infoset, plans[i].infoset)) {
      groups.push_back({i, i, plans[i].exists_share});
    }
    groups.back().end = i + 1;
  }
  return groups;
}

/// Rows of a group that are shown: the choices most often made, up to a handful.
std::vector<std::size_t> shown_rows(const std::vector<study::PlanRow>& plans, const PlanGroup& group) {
  std::vector<std::size_t> rows;
  for (std::size_t i = group.begin; i < group.end; ++i) {
    if (plans[i].share >= least_plan_share) rows.push_back(i);
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::size_t a, std::size_t b) { return plans[a].share > plans[b].share; });
  if (rows.size() > max_rows_of_set) rows.resize(max_rows_of_set);
  return rows;
}

/// The groups that are shown: the most often reached first, until the rows are enough; in the order of the game.
std::vector<PlanGroup> shown_groups(const std::vector<study::PlanRow>& plans, std::vector<PlanGroup> groups) {
  std::erase_if(groups, [](const PlanGroup& group) { return group.exists_share < least_exists_share; });
  std::stable_sort(groups.begin(), groups.end(),
                   [](const PlanGroup& a, const PlanGroup& b) { return a.exists_share > b.exists_share; });
  std::size_t rows = 0, kept = 0;
  for (; kept < groups.size(); ++kept) {
    rows += shown_rows(plans, groups[kept]).size();
    if (kept > 0 && rows > max_plan_rows) break;
  }
  groups.resize(kept);
  std::sort(groups.begin(), groups.end(), [](const PlanGroup& a, const PlanGroup& b) { return a.begin < b.begin; });
  return groups;
}

std::string plan_group_text(const TextStyle& style, const std::vector<study::PlanRow>& plans, const PlanGroup& group) {
  const study::InfosetName& at = plans[group.begin].infoset;
  const std::string reached =
      group.exists_share < 1.0 ? fmt::format(" (reached in {} of the draws)", whole_percent(group.exists_share)) : "";
  std::string out = paragraph(style, mover_having_seen(at) + paint(style, Ink::quiet, reached), 2, 4);
  const auto row = [&](double share, const std::string& choice) {
    return fmt::format("    {} {} {}\n", padded_left(whole_percent(share), 6),
                       paint(style, Ink::accent, bar(share, 12)), shortened(choice, style.width - 25));
  };
  double others = 0.0;
  for (std::size_t i = group.begin; i < group.end; ++i) others += plans[i].share;
  for (const std::size_t i : shown_rows(plans, group)) {
    others -= plans[i].share;
    out += row(plans[i].share, study::choice_text(plans[i].choice));
  }
  return others >= least_plan_share ? out + row(others, "other choices") : out;
}

std::string plan_section(const TextStyle& style, const study::Prediction& prediction) {
  if (prediction.plans.empty()) return {};
  const std::vector<PlanGroup> all = plan_groups(prediction.plans);
  const std::vector<PlanGroup> shown = shown_groups(prediction.plans, all);
  std::string out = heading(style, "What the players do, where play can come");
  for (const PlanGroup& group : shown) out += plan_group_text(style, prediction.plans, group);
  if (all.size() > shown.size()) {
    out += paragraph(style,
                     fmt::format("... and at {} more, less often reached; --format json has all.",
                                 counted(all.size() - shown.size(), "information set")),
                     2, 2);
  }
  return out;
}

std::string troubles(const TextStyle& style, const study::Prediction& prediction) {
  constexpr std::size_t most = 5;
  std::string out;
  for (std::size_t i = 0; i < std::min(most, prediction.unsettled.size()); ++i) {
    const study::UnsettledRow& row = prediction.unsettled[i];
    out += paragraph(
        style,
        fmt::format("not settled in {}: {}: {}", counted(row.draws, "draw"), mover_having_seen(row.infoset), row.why),
        4, 6);
  }
  if (prediction.unsettled.size() > most) {
    out += fmt::format("    ... and {}\n", counted(prediction.unsettled.size() - most, "more information set"));
  }
  for (std::size_t i = 0; i < std::min(most, prediction.failures.size()); ++i) {
    const study::FailureRow& row = prediction.failures[i];
    out += paragraph(
        style, fmt::format("failed in {} (first draw {}): {}", counted(row.draws, "draw"), row.first_draw, row.message),
        4, 6);
  }
  return out;
}

std::string trust_section(const TextStyle& style, const study::Prediction& prediction) {
  const study::StudyCounts& counts = prediction.counts;
  const auto row = [&](const std::string& name, const std::string& text) {
    return hanging(style, 2, paint(style, Ink::quiet, name), 16, text);
  };
  const auto left_out = [](std::size_t draws) { return counted(draws, "draw") + ", left out of every average"; };
  std::string out = heading(style, "How far to trust it");
  std::string draws = fmt::format("{} in {}", grouped(std::uint64_t{prediction.draws_done}),
                                  counted(prediction.replicates, "replicate"));
  if (static_cast<double>(prediction.draws_done) - prediction.effective_draws >= 1.0) {
    draws += fmt::format("; after the evidence they are worth {}", grouped(std::floor(prediction.effective_draws)));
  }
  out += row("draws", draws);
  out += row("ties", counts.ties == 0
                         ? "none"
                         : fmt::format("in {}; in {} one that changes an outcome", counted(counts.ties, "draw"),
                                       grouped(std::uint64_t{counts.ties_that_matter})));
  out +=
      row("not settled",
          counts.unsettled == 0
              ? "none: backward induction alone solves every draw"
              : fmt::format("{} by backward induction: the path from uniform play selects the equilibrium, and there "
                            "may be others",
                            counted(counts.unsettled, "draw")));
  if (counts.cut_lists > 0) {
    out += row("lists cut", fmt::format("in {}: pure equilibria may be missing from what was found",
                                        counted(counts.cut_lists, "draw")));
  }
  if (counts.unsolved > 0) out += row("not solved", left_out(counts.unsolved));
  out += row("failed", counts.failed == 0 ? "none" : left_out(counts.failed));
  out += row("largest gain", fmt::format("{} payoff units: the most that a deviation would win, over all draws",
                                         amount(prediction.largest_deviation_gain)));
  if (prediction.share_outside_scale > 0.0) {
    out += row("scale", fmt::format("in {} of the draws a payoff leaves the declared scale",
                                    whole_percent(prediction.share_outside_scale)));
  }
  return out + troubles(style, prediction) + paragraph(style, common_knowledge_sentence(), 2, 2);
}

}  // namespace

std::string predict_text(const TextStyle& style, const std::string& title, const std::string& variant,
                         const study::Prediction& prediction) {
  std::string out = paragraph(style, paint(style, Ink::heading, title.empty() ? "Prediction" : title), 0, 0);
  if (!variant.empty()) out += paragraph(style, "variant " + variant, 0, 2);
  out += paragraph(style, held_sentence(prediction.held), 0, 2);
  if (prediction.draws_done == 0) {
    return out +
           paragraph(style, paint(style, Ink::caution, "stopped early: no draw was solved in the time given"), 0, 2);
  }
  if (prediction.termination != Termination::finished) {
    out += paragraph(style,
                     paint(style, Ink::caution,
                           fmt::format("stopped early: {} of {} were solved; what follows is about these",
                                       grouped(prediction.draws_done), counted(prediction.draws, "draw"))),
                     0, 2);
  }
  return out + outcome_section(style, prediction) + words_section(style, prediction) +
         bounds_section(style, prediction) + target_section(style, prediction) + value_section(style, prediction) +
         plan_section(style, prediction) + trust_section(style, prediction);
}

}  // namespace parley::report
