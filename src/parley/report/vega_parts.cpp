// SPDX-License-Identifier: Apache-2.0
// Builds the parts that figures share.
#include "parley/report/vega_parts.h"

#include <algorithm>
#include <cstdint>
#include <variant>

#include "parley/report/escape.h"

namespace parley::report::vega {

Json object(std::initializer_list<std::pair<std::string_view, Json>> entries) {
  Json made = Json::object();
  for (const auto& [key, value] : entries) made.set(key, value);
  return made;
}

Json list(std::vector<Json> items) {
  Json made = Json::array();
  for (Json& item : items) made.push(std::move(item));
  return made;
}

Json field(std::string_view name, std::string_view type, std::string_view title) {
  return object({{"field", name}, {"type", type}, {"title", title}});
}

Json share(std::string_view name, std::string_view title) {
  return object({{"field", name},
                 {"type", "quantitative"},
                 {"title", title},
                 {"scale", object({{"domain", list({0, 1})}})},
                 {"axis", object({{"format", ".0%"}})}});
}

Json names(std::string_view name, std::string_view title) {
  return object(
      {{"field", name}, {"type", "nominal"}, {"title", title.empty() ? Json() : Json(title)}, {"sort", Json()}});
}

Json tooltip(std::initializer_list<std::string_view> columns) {
  Json made = Json::array();
  for (const std::string_view column : columns) made.push(object({{"field", column}}));
  return made;
}

Json data(const Tables& tables, const std::string& name) {
  const auto table = std::ranges::find(tables, name, &DataTable::name);
  Json parse = Json::object();
  for (std::size_t c = 0; table != tables.end() && c < table->columns.size(); ++c) {
    const bool is_number = std::ranges::any_of(table->rows, [c](const std::vector<Cell>& row) {
      return std::holds_alternative<double>(row[c]) || std::holds_alternative<std::uint64_t>(row[c]);
    });
    parse.set(table->columns[c], is_number ? "number" : "string");
  }
  return object({{"url", name + ".csv"}, {"format", object({{"type", "csv"}, {"parse", std::move(parse)}})}});
}

Json figure(const Tables& tables, const std::string& name, const std::string& title, const std::string& caption,
            Json width) {
  return object({{"$schema", "https://vega.github.io/schema/vega-lite/v5.json"},
                 {"title", object({{"text", one_line(title)}, {"anchor", "start"}})},
                 {"description", one_line(caption)},
                 {"config", object({{"axis", object({{"labelLimit", 320}})}})},
                 {"width", std::move(width)},
                 {"data", data(tables, name)}});
}

Json range_layer(std::string_view y, std::string_view low, std::string_view high) {
  return object({{"mark", object({{"type", "rule"}, {"strokeWidth", 2}})},
                 {"encoding", object({{"y", names(y, "")},
                                      {"x", object({{"field", low}, {"type", "quantitative"}})},
                                      {"x2", object({{"field", high}})}})}});
}

}  // namespace parley::report::vega
