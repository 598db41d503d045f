// SPDX-License-Identifier: Apache-2.0
// Parts of Vega-Lite specifications: objects, channels, axes.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/report/json_writer.h"
#include "parley/report/vega_figures.h"

namespace parley::report::vega {

inline constexpr const char* ink = "#0072B2";     // of the Okabe-Ito palette, which people with any colour vision
inline constexpr const char* accent = "#D55E00";  // tell apart

[[nodiscard]] Json object(std::initializer_list<std::pair<std::string_view, Json>> entries);
[[nodiscard]] Json list(std::vector<Json> items);

/// A channel: {"field", "type", "title"}.
[[nodiscard]] Json field(std::string_view name, std::string_view type, std::string_view title);
/// A number from 0 to 1 as per cent.
[[nodiscard]] Json share(std::string_view name, std::string_view title);
/// Names in the order of the data.
[[nodiscard]] Json names(std::string_view name, std::string_view title);
/// What is shown when a mark is pointed at: columns, each by its name.
[[nodiscard]] Json tooltip(std::initializer_list<std::string_view> columns);
using Tables = std::vector<DataTable>;
/// The file of a table, and which of its columns are numbers: a missing one is then null and not 0.
[[nodiscard]] Json data(const Tables& tables, const std::string& name);
/// A title, the data and what is common to all figures; a layer or a mark is then added. Width in pixels, or a step.
[[nodiscard]] Json figure(const Tables& tables, const std::string& name, const std::string& title,
                          const std::string& caption, Json width = 420);
/// A rule between two columns along x.
[[nodiscard]] Json range_layer(std::string_view y, std::string_view low, std::string_view high);

[[nodiscard]] std::vector<VegaFigure> frontier_figures(const Report& report, const Tables& tables);

}  // namespace parley::report::vega
