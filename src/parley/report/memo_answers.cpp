// SPDX-License-Identifier: Apache-2.0
// Sections of a memo for what the file asks: frontiers, outcomes, drivers, boxes, information.
#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "parley/report/change_numbers.h"
#include "parley/report/enough.h"
#include "parley/report/information_text.h"
#include "parley/report/memo_parts.h"
#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/report/words.h"

namespace parley::report {
namespace {

MemoCell on_axis(const study::FrontierAxis& axis, const std::optional<double>& value) {
  if (!value) return words("none");
  const auto at = std::ranges::find(axis.values, *value);
  const auto k = static_cast<std::size_t>(at - axis.values.begin());
  if (k < axis.labels.size()) return {.text = axis.labels[k], .value = value};
  return number(value);
}

const study::StaircaseStep* step_at(const std::vector<study::StaircaseStep>& steps, double x) {
  const auto step = std::ranges::find(steps, x, &study::StaircaseStep::x);
  return step == steps.end() ? nullptr : &*step;
}

MemoTable staircase_table(const study::Frontier& frontier) {
  MemoTable table{
      .caption = fmt::format("The least {} at which the chance of \u201c{}\u201d comes to {}, and at which 5 % "
                             "and 95 % of the draws have come to it.",
                             frontier.y.name, frontier.event, level_text(frontier.level)),
      .columns = {{frontier.x.name}, {"least " + frontier.y.name, true}, {"5 %", true}, {"95 %", true}}};
  for (const study::StaircaseStep& step : frontier.staircase) {
    std::vector<MemoCell> row = {on_axis(frontier.x, step.x), on_axis(frontier.y, step.least_y)};
    for (const auto* band : {&frontier.band_low_steps, &frontier.band_high_steps}) {
      const study::StaircaseStep* other = step_at(*band, step.x);
      row.push_back(other == nullptr ? words("") : on_axis(frontier.y, other->least_y));
    }
    table.rows.push_back(std::move(row));
  }
  cut(table);
  return table;
}

/// Points of the lines, so many apart that they fit a short table.
MemoTable contour_table(const study::Frontier& frontier) {
  MemoTable table{.caption = fmt::format("Points at which the chance of \u201c{}\u201d is {}.", frontier.event,
                                         level_text(frontier.level)),
                  .columns = {{frontier.x.name, true}, {frontier.y.name, true}}};
  std::vector<std::pair<double, double>> points;
  for (const study::Polyline& line : frontier.contour) points.insert(points.end(), line.begin(), line.end());
  const std::size_t apart = (points.size() + most_memo_rows - 1) / most_memo_rows;
  for (std::size_t k = 0; k < points.size(); k += std::max<std::size_t>(apart, 1)) {
    table.rows.push_back({number(points[k].first), number(points[k].second)});
  }
  table.left_out = points.size() - table.rows.size();
  return table;
}

MemoTable binding_table(const study::Frontier& frontier) {
  MemoTable table{.caption = "What binds: whose changed choice carries the change across the line.",
                  .columns = {{"who"}, {"from"}, {"to"}, {"share", true}}};
  for (const study::BindingRow& row : frontier.binding) {
    const bool is_named = !row.player.empty();
    table.rows.push_back({words(is_named ? mover_having_seen(row.infoset) : "no changed choice"),
                          words(is_named ? study::choice_text(row.choice_from) : ""),
                          words(is_named ? study::choice_text(row.choice_to) : ""),
                          {.text = whole_percent(row.share), .value = row.share}});
  }
  constexpr std::size_t most_rows = 6;
  if (table.rows.size() > most_rows) {
    table.left_out = table.rows.size() - most_rows;
    table.rows.resize(most_rows);
  }
  return table;
}

std::vector<MemoCell> driver_row(const study::DriverRow& row, const IndexEstimate& index) {
  return {words(row.name),
          {.text = whole_percent(index.value), .value = index.value},
          words(percent_range(std::max(index.low, 0.0), index.high)),
          words(fmt::format("{} to {}", amount(row.low), amount(row.high))),
          number(row.median)};
}

std::string restriction_text(const study::BoxRestriction& row) {
  if (row.low && row.high) return fmt::format("from {} to {}", amount(*row.low), amount(*row.high));
  if (row.low) return fmt::format("{} or more", amount(*row.low));
  if (row.high) return fmt::format("{} or less", amount(*row.high));
  std::vector<std::string> values;
  values.reserve(row.values.size());
  for (const double value : row.values) values.push_back(amount(value));
  return listed(values);
}

std::string change_text(const study::Change& change) {
  return fmt::format("{} ({}): {}", change.when, whole_percent(change.share), study::choice_text(change.choice));
}

}  // namespace

MemoSection frontier_section(const Report& report) {
  MemoSection section{.id = "frontier", .title = "How much is enough"};
  for (const ReportAnswer& answer : report.answers) {
    const auto* frontier = std::get_if<study::Frontier>(&answer.of);
    if (frontier == nullptr) continue;
    // What is enough stands in the bottom line; here are the numbers behind it.
    MemoSentences told{{{fmt::format("The chance of \u201c{}\u201d over {} and {}.", frontier->event, frontier->x.name,
                                     frontier->y.name),
                         {answer.line}}}};
    const std::string free = free_choice_sentence(*frontier);
    if (!free.empty()) told.sentences.push_back({free});
    section.parts.emplace_back(std::move(told));
    const bool is_numeric = !frontier->x.discrete && !frontier->y.discrete;
    MemoTable line = is_numeric ? contour_table(*frontier) : staircase_table(*frontier);
    if (!line.rows.empty()) section.parts.emplace_back(std::move(line));
    if (!frontier->binding.empty()) section.parts.emplace_back(binding_table(*frontier));
  }
  return section;
}

MemoSection outcomes_section(const Report& report) {
  const study::Prediction& prediction = report.prediction();
  const bool has_bounds =
      std::ranges::any_of(prediction.outcomes, [](const auto& row) { return row.found.has_value(); });
  MemoTable outcomes{
      .caption = "Chances over the draws; 5-95 %: how far each moves with what is not known.",
      .columns = {{"outcome"}, {"in words"}, {"chance", true}, {"5-95 %", true}, {"likeliest in", true}}};
  if (has_bounds) outcomes.columns.push_back({"over the equilibria found", true});
  for (const study::OutcomeRow& row : prediction.outcomes) {
    const study::Average& average = row.chance;
    std::vector<MemoCell> cells = {words(row.text.empty() ? row.name : row.text),
                                   words(likelihood_words(average.mean, average.standard_error)),
                                   with_error(average.mean, average.standard_error, false),
                                   words(percent_range(average.low, average.high)),
                                   {.text = whole_percent(row.most_likely_share), .value = row.most_likely_share}};
    if (has_bounds) cells.push_back(words(row.found ? percent_range(row.found->lowest, row.found->highest) : ""));
    outcomes.rows.push_back(std::move(cells));
  }
  MemoTable values{.caption = "What it is worth to each player, in payoff units.",
                   .columns = {{"player"}, {"mean", true}, {"5-95 %", true}}};
  const NumberWords as_value{.is_value = true};
  for (const study::ValueRow& row : prediction.values) {
    values.rows.push_back({words(row.player), with_error(row.value.mean, row.value.standard_error, true),
                           words(as_value.range(row.value))});
  }
  MemoSection section{.id = "outcomes", .title = "What happens"};
  section.parts.emplace_back(std::move(outcomes));
  if (!values.rows.empty()) section.parts.emplace_back(std::move(values));
  return section;
}

MemoSection drivers_section(const Report& report) {
  MemoSection section{.id = "drivers", .title = "What moves it"};
  MemoSentences notes{.is_list = true};
  for (const study::Drivers* drivers : report.all<study::Drivers>()) {
    const bool is_shapley = drivers->method == study::DriversMethod::shapley;
    std::vector<std::pair<const study::DriverRow*, const IndexEstimate*>> rows;
    for (const study::DriverRow& row : drivers->params) {
      const auto& index = is_shapley ? row.shapley_effect : row.total_index;
      if (index && std::isfinite(index->value)) rows.emplace_back(&row, &*index);
    }
    std::ranges::stable_sort(rows, std::ranges::greater{}, [](const auto& row) { return row.second->value; });
    MemoTable table{
        .caption = fmt::format("Shares of the variance of {} ({}).", drivers->target,
                               is_shapley ? "Shapley effects" : "total indices"),
        .columns = {{"input"}, {"share", true}, {"95 % interval", true}, {"1-99 % range", true}, {"median", true}}};
    for (const auto& [row, index] : rows) table.rows.push_back(driver_row(*row, *index));
    cut(table);
    if (!table.rows.empty()) section.parts.emplace_back(std::move(table));
    for (const std::string& note : drivers->notes) {
      if (std::ranges::find(notes.sentences, note, &Sentence::text) == notes.sentences.end()) {
        notes.sentences.push_back({note});
      }
    }
  }
  if (!notes.sentences.empty()) section.parts.emplace_back(std::move(notes));
  return section;
}

MemoSection boxes_section(const Report& report) {
  MemoSection section{.id = "boxes", .title = "Where in what is not known it is likely"};
  for (const study::Boxes* boxes : report.all<study::Boxes>()) {
    section.parts.emplace_back(
        MemoSentences{{{fmt::format("{} has a chance of {} or more in {} of the cases.", boxes->event,
                                    level_text(boxes->threshold), percent(boxes->share_of_interest.mean))}}});
    for (const study::FoundBox& box : boxes->boxes) {
      const std::string measured = fmt::format(
          "covers {} of them, and {} of the cases inside are such; it holds {} of all",
          percent(box.numbers.coverage.mean), percent(box.numbers.density.mean), percent(box.numbers.mass.mean));
      if (box.restrictions.empty()) {
        section.parts.emplace_back(MemoSentences{{{"No box tells more than all cases together do."}}});
        continue;
      }
      MemoTable table{.caption = "A box that " + measured + ".", .columns = {{"input"}, {"inside"}}};
      for (const study::BoxRestriction& row : box.restrictions) {
        table.rows.push_back({words(row.param), words(restriction_text(row))});
      }
      cut(table);
      section.parts.emplace_back(std::move(table));
    }
  }
  return section;
}

MemoSection information_section(const Report& report) {
  MemoSection section{.id = "information", .title = "What knowing more would be worth"};
  for (const study::Information* information : report.all<study::Information>()) {
    section.parts.emplace_back(MemoSentences{{{fmt::format(
        "Without knowing more the best of {} choices for {} is {}, worth {} payoff units.", information->num_choices,
        information->player, study::choice_text(information->best), amount(information->value.mean))}}});
    MemoTable table{.caption = "What it would be worth to know before choosing, in payoff units.",
                    .columns = {{"known"}, {"worth", true}, {"then chosen"}}};
    for (const study::InformationRow& row : information->rows) {
      std::string then;
      if (row.changes.size() > 1) {
        for (const study::Change& change : row.changes) then += (then.empty() ? "" : "; ") + change_text(change);
      }
      table.rows.push_back(
          {words(known_text(row)), with_error(row.worth.mean, row.worth.standard_error, true), words(then)});
    }
    cut(table);
    section.parts.emplace_back(std::move(table));
  }
  return section;
}

}  // namespace parley::report
