// SPDX-License-Identifier: Apache-2.0
// A report as tables, CSV, Vega-Lite, Markdown and HTML: the same numbers, and no text that acts.
#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "fixtures.h"
#include "hostile.h"
#include "parley/report/csv.h"
#include "parley/report/data_folder.h"
#include "parley/report/markdown.h"
#include "parley/report/report_tables.h"
#include "parley/report/summary_html.h"
#include "parley/report/vega_figures.h"

namespace parley::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

study::Drivers drivers() {
  study::Drivers made;
  made.target = "P(handover)";
  made.params = {
      {"upkeep", 4, 12, 32, IndexEstimate{0.1, 0.01, 0.08, 0.12}, IndexEstimate{0.3, 0.01, 0.2, 0.4}, {}, {}},
      {"pain", 16, 31, 60, IndexEstimate{0.2, 0.01, 0.1, 0.3}, IndexEstimate{0.5, 0.01, 0.4, 0.6}, {}, {}}};
  return made;
}

study::Boxes boxes() {
  study::Boxes made;
  made.event = "P(leader is exit)";
  study::FoundBox box;
  box.restrictions = {{"pain", 22.0, {}, {}, 0.01, 16.0, 60.0, {}}};
  box.numbers = {{0.8, 0.01}, {0.7, 0.01}, {0.6, 0.01}};
  made.boxes = {box};
  made.trajectory = {{{}, box.numbers}, {box.restrictions, box.numbers}};
  return made;
}

study::Information information() {
  study::Information made;
  made.player = "coercer";
  made.by = {"pressure"};
  made.best = {{"pressure", "build_up"}};
  made.rows = {{study::InformationRow::Kind::param,
                "pain",
                {},
                {1.5, 0.1},
                {{"below 34", {{"pressure", "ease"}}, 0.6}, {"above 34", {{"pressure", "build_up"}}, 0.4}}}};
  return made;
}

/// With `text` wherever the scenario gives a text.
Report report_of(const std::string& text) {
  Report report;
  report.scenario.title = text;
  report.scenario.note = text;
  report.scenario.file = "x.parley";
  report.scenario.outcomes = {{"handover", text, 3}, {"failed_strikes_on_land", text, 4}, {"standoff", text, 5}};
  report.scenario.assumptions = {{"param", "pain", text, text, {"S"}, "B2", 7, ""}};
  report.scenario.sources = {{"S", text, "B2", "2025-11-06", text, 2}};
  report.line_of = [](std::uint32_t) { return 1U; };
  study::Prediction prediction = testing::prediction();
  for (study::OutcomeRow& row : prediction.outcomes) row.text = text;
  report.answers = {{9, "predict outcomes", "", prediction},
                    {10, "frontier", "", testing::numeric_frontier()},
                    {11, "frontier", "", testing::staircase_frontier()},
                    {12, "drivers", "", drivers()},
                    {13, "boxes", "", boxes()},
                    {14, "information", "", information()},
                    {15, text, "", Unanswered{text}}};
  report.switches = {{"pain", text, 16.0, 31.0, 60.0, {33.5, "standoff", "handover", {}}, 7}};
  report.alternatives = {{.kind = Alternative::Kind::variant,
                          .name = "other",
                          .text = text,
                          .draws = 64,
                          .outcomes = {{"handover", 0.7, 0.01}, {"standoff", 0.3, 0.01}},
                          .note = text}};
  return report;
}

/// Fields of CSV by RFC 4180.
std::vector<std::vector<std::string>> parsed(const std::string& csv) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t at = 0; at < csv.size(); ++at) {
    const char c = csv[at];
    if (quoted) {
      if (c == '"' && at + 1 < csv.size() && csv[at + 1] == '"') {
        rows.back().back() += csv[++at];
      } else if (c == '"') {
        quoted = false;
      } else {
        rows.back().back() += c;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      rows.back().emplace_back();
    } else if (c == '\r' && csv[at + 1] == '\n') {
      ++at;
      if (at + 1 < csv.size()) rows.emplace_back(1);
    } else {
      rows.back().back() += c;
    }
  }
  return rows;
}

TEST(Csv, GivesNumbersBackBitForBit) {
  DataTable table{.name = "t", .caption = "", .columns = {"a", "b"}, .rows = {}};
  const std::vector<double> values = {0.1, 1.0 / 3.0, -5e-324, 1.7976931348623157e308, 123456789.125, -0.0};
  for (const double value : values) table.add({cell(value), cell(std::uint64_t{7})});
  table.add({cell(std::numeric_limits<double>::infinity()), cell(std::string())});
  const auto rows = parsed(csv(table));
  ASSERT_EQ(rows.size(), values.size() + 2);
  for (std::size_t k = 0; k < values.size(); ++k) {
    const std::string& text = rows[k + 1][0];
    double back = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), back);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(back), std::bit_cast<std::uint64_t>(values[k])) << text;
    EXPECT_EQ(rows[k + 1][1], "7");
  }
  EXPECT_EQ(rows.back(), (std::vector<std::string>{"", ""}));
}

TEST(Csv, GivesTextsBackAndNoFormula) {
  for (const std::string& text : testing::hostile_texts()) {
    DataTable table{.name = "t", .caption = "", .columns = {"a", "b"}, .rows = {}};
    table.add({cell(text), cell(std::string("next"))});
    const auto rows = parsed(csv(table));
    ASSERT_EQ(rows.size(), 2U) << text.substr(0, 80);
    const bool guarded = text.find_first_of("=+-@") == 0;
    EXPECT_EQ(rows[1][0], (guarded ? "'" : "") + text);
    EXPECT_EQ(rows[1][1], "next");
  }
}

TEST(ReportTables, HaveNamesForFilesAndEveryCell) {
  const auto tables = report_tables(report_of("text"));
  std::set<std::string> names;
  for (const DataTable& table : tables) {
    EXPECT_TRUE(names.insert(table.name).second) << table.name;
    EXPECT_EQ(table.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789"), std::string::npos) << table.name;
    EXPECT_FALSE(table.rows.empty()) << table.name;
    EXPECT_FALSE(table.caption.empty()) << table.name;
    for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size()) << table.name;
  }
  for (const char* name : {"bottom_line",
                           "confidence",
                           "judgements",
                           "outcomes",
                           "targets",
                           "values",
                           "plans",
                           "frontier_1",
                           "frontier_1_contour",
                           "frontier_1_band",
                           "frontier_1_binding",
                           "frontier_2",
                           "frontier_2_staircase",
                           "drivers_1",
                           "boxes_1",
                           "boxes_1_trajectory",
                           "information_1",
                           "switches",
                           "alternatives",
                           "assumptions",
                           "sources",
                           "left_out",
                           "method"}) {
    EXPECT_TRUE(names.contains(name)) << name;
  }
}

TEST(ReportTables, HaveTheNumbersOfTheAnswer) {
  const Report report = report_of("text");
  const auto tables = report_tables(report);
  const DataTable& outcomes = *std::ranges::find(tables, "outcomes", &DataTable::name);
  ASSERT_EQ(outcomes.rows.size(), 3U);
  EXPECT_EQ(outcomes.rows[0][2], Cell(0.467));
  EXPECT_EQ(outcomes.rows[0][5], Cell(0.78));
  const DataTable& points = *std::ranges::find(tables, "frontier_1", &DataTable::name);
  EXPECT_EQ(points.rows.size(), 21U * 21U);
  EXPECT_EQ(points.rows[1][4], Cell(1.0 / 40.0));
}

/// Every column that a specification names.
void collect_fields(const nlohmann::json& json, std::set<std::string>& fields) {
  for (const auto& [key, value] : json.items()) {
    if (key == "field" && value.is_string()) fields.insert(value.get<std::string>());
    if (value.is_structured()) collect_fields(value, fields);
  }
}

/// Columns that a specification makes itself.
void collect_made(const nlohmann::json& json, std::set<std::string>& made) {
  for (const auto& [key, value] : json.items()) {
    if (key == "as" && value.is_string()) made.insert(value.get<std::string>());
    if (value.is_structured()) collect_made(value, made);
  }
}

void expect_columns(const nlohmann::json& layer, std::string url, const std::vector<DataTable>& tables,
                    const std::set<std::string>& made) {
  if (layer.contains("data")) url = layer["data"]["url"];
  const auto table = std::ranges::find_if(tables, [&](const DataTable& one) { return one.name + ".csv" == url; });
  ASSERT_NE(table, tables.end()) << url;
  nlohmann::json own = layer;
  own.erase("layer");
  std::set<std::string> fields;
  collect_fields(own, fields);
  for (const std::string& field : fields) {
    EXPECT_TRUE(made.contains(field) || std::ranges::find(table->columns, field) != table->columns.end())
        << url << ": " << field;
  }
  if (!layer.contains("layer")) return;
  for (const auto& inner : layer["layer"]) expect_columns(inner, url, tables, made);
}

TEST(VegaFigures, NameColumnsOfTheCsvBesideThem) {
  const Report report = report_of("a \"text\"");
  const auto tables = report_tables(report);
  const auto figures = vega_figures(report, tables);
  EXPECT_GE(figures.size(), 8U);
  for (const VegaFigure& figure : figures) {
    const auto json = nlohmann::json::parse(figure.specification.dump());
    EXPECT_EQ(json["$schema"], "https://vega.github.io/schema/vega-lite/v5.json");
    EXPECT_EQ(json["data"]["url"], figure.name + ".csv");
    std::set<std::string> made;
    collect_made(json, made);
    expect_columns(json, "", tables, made);
  }
}

TEST(VegaFigures, HaveNoTextInAnExpression) {
  const Report report = report_of("datum.x') + alert(1)");
  for (const VegaFigure& figure : vega_figures(report, report_tables(report))) {
    const auto json = nlohmann::json::parse(figure.specification.dump());
    if (!json.contains("transform")) continue;
    EXPECT_THAT(json["transform"].dump(), Not(HasSubstr("alert"))) << figure.name;
  }
}

TEST(DataFolder, BeginsWithAnIndexOfItsFiles) {
  const auto files = data_folder(report_of("text"));
  EXPECT_EQ(files.front().name, "index.csv");
  for (std::size_t k = 1; k < files.size(); ++k) EXPECT_THAT(files.front().content, HasSubstr(files[k].name));
}

TEST(Markdown, HasTheSectionsInOrderAndCutsLongTables) {
  Report report = report_of("A text");
  for (int k = 0; k < 20; ++k) report.switches.push_back(report.switches.front());
  const std::string md = markdown(memo_of(testing::head(), report));
  std::size_t at = 0;
  for (const char* title :
       {"# A text\n", "## Bottom line", "## Confidence", "## Key judgements", "## How much is enough",
        "## What happens", "## What would change our mind", "## What moves it", "## What knowing more would be worth",
        "## Alternatives", "## Assumptions", "## What the model leaves out", "## Method", "## Provenance"}) {
    const std::size_t found = md.find(title, at);
    EXPECT_NE(found, std::string::npos) << title;
    at = found;
  }
  EXPECT_THAT(md, HasSubstr("9 more in the JSON."));
  EXPECT_THAT(md, HasSubstr("| A text | roughly even | 46.7 % ±0.3 | 12-78 % | 61 % |"));
  EXPECT_THAT(md, HasSubstr("```\nparley parley predict x.parley\n```"));
  EXPECT_THAT(md, HasSubstr("(lines 3, 5)"));
}

/// Line by line: rows of one table have as many cells.
void expect_even_tables(const std::string& md, const std::string& text) {
  std::ptrdiff_t cells = 0;
  for (std::size_t begin = 0; begin < md.size();) {
    const std::size_t end = std::min(md.find('\n', begin), md.size());
    const std::string line = md.substr(begin, end - begin);
    begin = end + 1;
    const std::ptrdiff_t here =
        line.starts_with("|") ? testing::occurrences(line, "|") - testing::occurrences(line, "\\|") : 0;
    if (here > 0 && cells > 0) {
      EXPECT_EQ(here, cells) << text.substr(0, 80);
    }
    cells = here;
  }
}

TEST(Markdown, KeepsTextFromActing) {
  for (const std::string& text : testing::hostile_texts()) {
    Report report = report_of(text);
    const std::string md = markdown(memo_of(testing::head(), report));
    std::string bare = md;  // without what is escaped, and the comment that breaks addresses
    for (std::size_t at = bare.find('\\'); at != std::string::npos; at = bare.find('\\', at)) bare.erase(at, 2);
    for (std::size_t at = bare.find("@<!-- -->"); at != std::string::npos; at = bare.find("@<!-- -->"))
      bare.erase(at, 9);
    for (const char* live : {"<", "](", "`code`", "**", "~~", "://", "www.", "@", "\u202E", "\u2066", "\x1b"}) {
      EXPECT_EQ(bare.find(live), std::string::npos) << live << " of " << text.substr(0, 80);
    }
    expect_even_tables(md, text);
  }
}

TEST(StaticSummary, HasTheSectionsOfThePageAndTheValuesOfTheJson) {
  const std::string html = static_summary_html(memo_of(testing::head(), report_of("A text")));
  for (const char* id : {"bottom-line", "confidence", "judgements", "frontier", "outcomes", "switches", "left-out",
                         "method", "provenance"}) {
    EXPECT_THAT(html, HasSubstr("<section id=\"" + std::string(id) + "\""));
  }
  EXPECT_THAT(html, HasSubstr("<data value=\"0.467\">46.7 % ±0.3</data>"));
}

TEST(StaticSummary, KeepsTextFromActing) {
  const std::string plain = static_summary_html(memo_of(testing::head(), report_of("A text")));
  for (const std::string& text : testing::hostile_texts()) {
    const std::string html = static_summary_html(memo_of(testing::head(), report_of(text)));
    EXPECT_EQ(testing::occurrences(html, "<"), testing::occurrences(plain, "<")) << text.substr(0, 80);
    EXPECT_EQ(testing::occurrences(html, "\""), testing::occurrences(plain, "\"")) << text.substr(0, 80);
    EXPECT_THAT(html, Not(HasSubstr("\u202E")));
  }
}

}  // namespace
}  // namespace parley::report
