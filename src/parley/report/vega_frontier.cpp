// SPDX-License-Identifier: Apache-2.0
// A frontier as a figure: shaded cells, the line or staircase with its band, the free choice, what binds.
#include <fmt/format.h>

#include "parley/report/numbers.h"
#include "parley/report/vega_parts.h"

namespace parley::report::vega {
namespace {

/// A column along one axis of the figure; discrete axes show labels in the order of the axis.
Json along(const study::FrontierAxis& axis, const std::string& column) {
  if (axis.discrete) {
    Json order = Json::array();
    for (const std::string& label : axis.labels) order.push(label);
    return object({{"field", column},
                   {"type", "ordinal"},
                   {"title", axis.name},
                   {"scale", object({{"domain", std::move(order)}})}});
  }
  return object({{"field", column},
                 {"type", "quantitative"},
                 {"title", axis.name},
                 {"scale", object({{"zero", false}, {"nice", false}})}});
}

/// The column of points, or that of their labels.
Json place(const study::FrontierAxis& axis, const std::string& column) {
  return along(axis, axis.discrete ? column + "_label" : column);
}

/// A cell has a width and a height along numeric axes and takes the band of a label along others.
Json cells_layer(const study::Frontier& frontier, const Tables& tables, const std::string& name) {
  Json encoding = Json::object();
  if (frontier.x.discrete) {
    encoding.set("x", place(frontier.x, "x"));
  } else {
    encoding.set("x", along(frontier.x, "x_low")).set("x2", object({{"field", "x_high"}}));
  }
  if (frontier.y.discrete) {
    encoding.set("y", place(frontier.y, "y"));
  } else {
    encoding.set("y", along(frontier.y, "y_low")).set("y2", object({{"field", "y_high"}}));
  }
  encoding.set("color", object({{"field", "shade"},
                                {"type", "quantitative"},
                                {"title", "chance"},
                                {"scale", object({{"domain", list({0, 1})}, {"scheme", "blues"}})},
                                {"legend", object({{"format", ".0%"}})}}));
  return object(
      {{"data", data(tables, name + "_shades")}, {"mark", object({{"type", "rect"}})}, {"encoding", encoding}});
}

/// Points whose numbers can be read by pointing at them.
Json points_layer(const study::Frontier& frontier) {
  return object(
      {{"mark", object({{"type", "point"}, {"size", 12}, {"filled", true}, {"color", "black"}, {"opacity", 0.35}})},
       {"encoding", object({{"x", place(frontier.x, "x")},
                            {"y", place(frontier.y, "y")},
                            {"tooltip", tooltip({"x", "x_label", "y", "y_label", "prob", "standard_error", "share",
                                                 "lowest", "highest"})}})}});
}

Json line_layer(const study::Frontier& frontier, const Tables& tables, const std::string& table, bool is_band) {
  Json mark = object({{"type", "line"}, {"color", accent}, {"strokeWidth", is_band ? 1 : 3}});
  if (is_band) mark.set("strokeDash", list({4, 3}));
  Json encoding = object({{"x", place(frontier.x, "x")},
                          {"y", place(frontier.y, "y")},
                          {"order", object({{"field", "point"}, {"type", "quantitative"}})}});
  encoding.set("detail", is_band ? list({object({{"field", "side"}}), object({{"field", "line"}})})
                                 : object({{"field", "line"}}));
  return object({{"data", data(tables, table)}, {"mark", std::move(mark)}, {"encoding", std::move(encoding)}});
}

/// A stroke across the column of each x, at the least y that is enough there.
Json steps_layer(const study::Frontier& frontier, const Tables& tables, const std::string& table, bool is_band) {
  Json mark = object({{"type", "tick"},
                      {"orient", "horizontal"},
                      {"bandSize", frontier.x.discrete ? 40 : 12},
                      {"color", accent},
                      {"thickness", is_band ? 1 : 4}});
  return object({{"data", data(tables, table)},
                 {"mark", std::move(mark)},
                 {"transform", list({object({{"filter", object({{"field", "least_y"}, {"valid", true}})}})})},
                 {"encoding", object({{"x", place(frontier.x, "x")},
                                      {"y", place(frontier.y, "least_y")},
                                      {"tooltip", tooltip({"x", "x_label", "least_y", "least_y_label"})}})}});
}

Json free_layer(const study::Frontier& frontier, const Tables& tables, const std::string& name) {
  return object(
      {{"data", data(tables, name + "_free")},
       {"mark", object({{"type", "point"}, {"shape", "diamond"}, {"size", 140}, {"filled", true}, {"color", "black"}})},
       {"encoding", object({{"x", place(frontier.x, "x")},
                            {"y", place(frontier.y, "y")},
                            {"tooltip", tooltip({"owner", "x", "x_label", "y", "y_label", "share"})}})}});
}

/// Where a changed choice carries most of the change, with its share of it.
Json binding_layer(const study::Frontier& frontier, const Tables& tables, const std::string& name) {
  return object({{"data", data(tables, name + "_binding")},
                 {"transform", list({object({{"filter", object({{"field", "rank"}, {"lte", 3}})}})})},
                 {"mark", object({{"type", "point"}, {"shape", "square"}, {"size", 90}, {"color", "black"}})},
                 {"encoding", object({{"x", place(frontier.x, "to_x")},
                                      {"y", place(frontier.y, "to_y")},
                                      {"tooltip", tooltip({"who", "choice_from", "choice_to", "share"})}})}});
}

VegaFigure frontier_figure(const study::Frontier& frontier, const Tables& tables, std::size_t number) {
  const std::string name = fmt::format("frontier_{}", number);
  const std::string caption = fmt::format(
      "{} over {} and {}. Thick: where the chance is {}; thin: where 5 % and 95 % of the draws have come to it. "
      "Diamond: "
      "what is chosen when nothing is held; squares: where choices change that carry most of the change.",
      frontier.event, frontier.x.name, frontier.y.name, level_text(frontier.level));
  const bool numeric = !frontier.x.discrete && !frontier.y.discrete;
  std::vector<Json> layers = {cells_layer(frontier, tables, name), points_layer(frontier)};
  if (numeric) {
    const bool has_band = !frontier.band_low.empty() || !frontier.band_high.empty();
    if (has_band) layers.push_back(line_layer(frontier, tables, name + "_band", true));
    if (!frontier.contour.empty()) layers.push_back(line_layer(frontier, tables, name + "_contour", false));
  } else {
    layers.push_back(steps_layer(frontier, tables, name + "_band", true));
    layers.push_back(steps_layer(frontier, tables, name + "_staircase", false));
  }
  if (!frontier.binding.empty()) layers.push_back(binding_layer(frontier, tables, name));
  if (frontier.free_choice) layers.push_back(free_layer(frontier, tables, name));
  Json made = figure(tables, name, frontier.event, caption, frontier.x.discrete ? object({{"step", 90}}) : Json(420));
  made.set("height", frontier.y.discrete ? object({{"step", 50}}) : Json(320));
  return {name, caption, made.set("layer", list(std::move(layers)))};
}

}  // namespace

std::vector<VegaFigure> frontier_figures(const Report& report, const Tables& tables) {
  std::vector<VegaFigure> made;
  for (const study::Frontier* frontier : report.all<study::Frontier>()) {
    made.push_back(frontier_figure(*frontier, tables, made.size() + 1));
  }
  return made;
}

}  // namespace parley::report::vega
