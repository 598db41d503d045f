// SPDX-License-Identifier: Apache-2.0
// Bars, strips and lines for every answer but the frontiers.
#include "parley/report/vega_figures.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include <fmt/format.h>

#include "parley/report/numbers.h"
#include "parley/report/vega_parts.h"

namespace parley::report {
namespace {

using vega::accent;
using vega::field;
using vega::figure;
using vega::ink;
using vega::list;
using vega::names;
using vega::object;
using vega::range_layer;
using vega::share;
using vega::Tables;
using vega::tooltip;

Json bar() { return object({{"type", "bar"}, {"color", ink}}); }

VegaFigure outcomes_figure(const Tables& tables) {
  const std::string caption = "Chances of the outcomes over the draws, with their 5-95 % ranges.";
  const Json bars = object(
      {{"mark", bar()},
       {"encoding",
        object({{"y", names("text", "")},
                {"x", share("mean", "chance")},
                {"tooltip", tooltip({"name", "mean", "standard_error", "low", "high", "most_likely_share"})}})}});
  return {
      "outcomes", caption,
      figure(tables, "outcomes", "Outcomes", caption).set("layer", list({bars, range_layer("text", "low", "high")}))};
}

/// Names of the inputs by what is drawn of them.
Json largest_first(const study::Drivers& drivers) {
  std::vector<const study::DriverRow*> rows;
  rows.reserve(drivers.params.size());
  for (const study::DriverRow& row : drivers.params) rows.push_back(&row);
  const auto drawn = [&](const study::DriverRow* row) {
    const auto& index = drivers.method == study::DriversMethod::shapley ? row->shapley_effect : row->total_index;
    return index ? index->value : 0.0;
  };
  std::ranges::stable_sort(rows, std::ranges::greater{}, drawn);
  return json_array(rows, [](const study::DriverRow* row) { return Json(row->name); });
}

VegaFigure drivers_figure(const Tables& tables, const study::Drivers& drivers, std::size_t number) {
  const std::string name = fmt::format("drivers_{}", number);
  const bool is_shapley = drivers.method == study::DriversMethod::shapley;
  const std::string index = is_shapley ? "shapley_effect" : "total_index";
  const std::string title = is_shapley ? "Shapley effect" : "total index";
  const std::string caption = "Shares of the variance that each input carries, with 95 % intervals.";
  const Json y = object({{"field", "name"},
                         {"type", "nominal"},
                         {"title", Json()},
                         {"scale", object({{"domain", largest_first(drivers)}})}});
  const Json bars = object({{"mark", bar()},
                            {"encoding", object({{"y", y},
                                                 {"x", field(index, "quantitative", title)},
                                                 {"tooltip", tooltip({"name", "first_order_index", "total_index",
                                                                      "shapley_effect", "low", "median", "high"})}})}});
  const Json ranges = object({{"mark", object({{"type", "rule"}, {"strokeWidth", 2}})},
                              {"encoding", object({{"y", y},
                                                   {"x", field(index + "_low", "quantitative", title)},
                                                   {"x2", object({{"field", index + "_high"}})}})}});
  return {
      name, caption,
      figure(tables, name, fmt::format("What moves {}", drivers.target), caption).set("layer", list({bars, ranges}))};
}

/// Each input on its own range, from the 1 to the 99 % point.
VegaFigure switches_figure(const Tables& tables) {
  const std::string caption = "Where along its 1-99 % range an input turns the answer, the others at their centres.";
  const Json turns = object(
      {{"mark", object({{"type", "tick"}, {"color", accent}, {"thickness", 3}, {"size", 16}})},
       {"encoding",
        object({{"y", names("param", "")},
                {"x", share("place", "place in the range")},
                {"tooltip", tooltip({"param", "text", "value", "from", "to", "who", "low", "centre", "high"})}})}});
  const Json centres =
      object({{"mark", object({{"type", "point"}, {"color", "black"}, {"filled", true}})},
              {"encoding", object({{"y", names("param", "")}, {"x", share("middle", "place in the range")}})}});
  const std::string width = "(datum.high - datum.low)";
  Json places = list({object({{"calculate", "(datum.value - datum.low) / " + width}, {"as", "place"}}),
                      object({{"calculate", "(datum.centre - datum.low) / " + width}, {"as", "middle"}})});
  return {"switches", caption,
          figure(tables, "switches", "What would change the answer", caption)
              .set("transform", std::move(places))
              .set("layer", list({centres, turns}))};
}

VegaFigure boxes_figure(const Tables& tables, const study::Boxes& boxes, std::size_t number) {
  const std::string name = fmt::format("boxes_{}_trajectory", number);
  const std::string caption =
      "Each step makes the box smaller: fewer of the draws of interest inside, more of those "
      "inside of interest.";
  return {name, caption,
          figure(tables, name, fmt::format("{} at {} or more", boxes.event, level_text(boxes.threshold)), caption)
              .set("mark", object({{"type", "line"}, {"point", true}, {"color", ink}}))
              .set("encoding", object({{"x", share("coverage", "coverage")},
                                       {"y", share("density", "density")},
                                       {"order", object({{"field", "peel"}, {"type", "quantitative"}})},
                                       {"tooltip", tooltip({"peel", "restricted", "coverage", "density", "mass"})}}))};
}

VegaFigure information_figure(const Tables& tables, const study::Information& information, std::size_t number) {
  const std::string name = fmt::format("information_{}", number);
  const std::string caption = "What knowing more would be worth, with two standard errors, in payoff units.";
  const Json bars = object({{"mark", bar()},
                            {"encoding", object({{"y", names("name", "")},
                                                 {"x", field("worth", "quantitative", "worth")},
                                                 {"tooltip", tooltip({"kind", "name", "worth", "standard_error"})}})}});
  Json errors = list({object({{"calculate", "datum.worth - 2 * datum.standard_error"}, {"as", "from"}}),
                      object({{"calculate", "datum.worth + 2 * datum.standard_error"}, {"as", "to"}})});
  return {name, caption,
          figure(tables, name, "Worth of knowing to " + information.player, caption)
              .set("transform", std::move(errors))
              .set("layer", list({bars, range_layer("name", "from", "to")}))};
}

VegaFigure variants_figure(const Tables& tables, const ComparedVariants& variants, std::size_t number) {
  const std::string name = fmt::format("variants_{}", number);
  const std::string caption = "The file and its variants: means, and 5-95 % ranges over the draws.";
  const Json means = object({{"mark", object({{"type", "point"}, {"filled", true}, {"size", 80}, {"color", ink}})},
                             {"encoding", object({{"y", names("who", "")},
                                                  {"x", field("mean", "quantitative", variants.target)},
                                                  {"tooltip", tooltip({"name", "text", "mean", "standard_error",
                                                                       "difference", "most_likely_outcome"})}})}});
  Json named = list({object({{"calculate", "datum.name ? datum.name : 'the file'"}, {"as", "who"}})});
  return {name, caption,
          figure(tables, name, variants.target, caption)
              .set("transform", std::move(named))
              .set("layer", list({range_layer("who", "low", "high"), means}))};
}

VegaFigure evidence_figure(const Tables& tables) {
  const std::string caption =
      "How far each report moves the odds: the logarithm of its likelihood against that of the "
      "last label.";
  Json shown = list({object({{"filter", "datum.log_odds != 0"}}),
                     object({{"calculate", "datum.name + ': ' + datum.about + ' ' + datum.label"}, {"as", "what"}})});
  return {"evidence_weights", caption,
          figure(tables, "evidence_weights", "Weights of the evidence", caption)
              .set("transform", std::move(shown))
              .set("mark", object({{"type", "bar"}}))
              .set("encoding", object({{"y", names("what", "")},
                                       {"x", field("log_odds", "quantitative", "log odds")},
                                       {"color", field("about", "nominal", "about")},
                                       {"tooltip", tooltip({"name", "about", "label", "low", "high", "log_odds"})}}))};
}

VegaFigure alternatives_figure(const Tables& tables) {
  const std::string caption = "Chances of the outcomes under other assumptions.";
  return {"alternatives_outcomes", caption,
          figure(tables, "alternatives_outcomes", "Alternatives", caption)
              .set("mark", object({{"type", "bar"}}))
              .set("encoding", object({{"y", names("name", "")},
                                       {"x", share("mean", "chance")},
                                       {"color", field("outcome", "nominal", "outcome")},
                                       {"tooltip", tooltip({"kind", "name", "outcome", "mean", "standard_error"})}}))};
}

template <class Answer, class Make>
void add_each(const Report& report, const Tables& tables, Make make, std::vector<VegaFigure>& made) {
  std::size_t number = 0;
  for (const Answer* answer : report.all<Answer>()) made.push_back(make(tables, *answer, ++number));
}

}  // namespace

std::vector<VegaFigure> vega_figures(const Report& report, const std::vector<DataTable>& tables) {
  std::vector<VegaFigure> made = {outcomes_figure(tables)};
  std::ranges::move(vega::frontier_figures(report, tables), std::back_inserter(made));
  add_each<study::Drivers>(report, tables, drivers_figure, made);
  add_each<study::Boxes>(report, tables, boxes_figure, made);
  add_each<study::Information>(report, tables, information_figure, made);
  add_each<ComparedVariants>(report, tables, variants_figure, made);
  made.push_back(switches_figure(tables));
  made.push_back(evidence_figure(tables));
  made.push_back(alternatives_figure(tables));
  std::erase_if(made, [&](const VegaFigure& one) {
    return std::ranges::find(tables, one.name, &DataTable::name) == tables.end();
  });
  return made;
}

}  // namespace parley::report
