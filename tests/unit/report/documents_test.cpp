// SPDX-License-Identifier: Apache-2.0
// The JSON contract: names, order, and what stands where nothing is.
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "fixtures.h"
#include "parley/report/json_check.h"
#include "parley/report/json_frontier.h"
#include "parley/report/json_predict.h"
#include "parley/report/json_solve.h"

namespace parley::report {
namespace {

using nlohmann::ordered_json;
using namespace parley::report::testing;  // NOLINT: fixtures

ordered_json read(const Json& json) { return ordered_json::parse(json.dump()); }

std::vector<std::string> keys(const ordered_json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

/// The contract's names in their order, other names between them left out.
void expect_in_order(const ordered_json& object, const std::vector<std::string>& contract) {
  std::vector<std::string> found;
  for (const std::string& name : keys(object)) {
    if (std::find(contract.begin(), contract.end(), name) != contract.end()) found.push_back(name);
  }
  EXPECT_EQ(found, contract);
}

TEST(Documents, BeginWithSchemaProvenanceAndDiagnostics) {
  Head about = head();
  about.diagnostics = {{"warning", "W0501", "cannot see", 47, 25, 9, ""}};
  const ordered_json json = read(diagnostics_json(about));
  EXPECT_EQ(keys(json), (std::vector<std::string>{"schema", "provenance", "diagnostics"}));
  EXPECT_EQ(keys(json["provenance"]), (std::vector<std::string>{"file_sha256", "version", "isa", "seed", "command"}));
  EXPECT_EQ(keys(json["diagnostics"][0]),
            (std::vector<std::string>{"severity", "code", "message", "line", "column", "length", "help"}));
  EXPECT_TRUE(json["diagnostics"][0]["help"].is_null());
}

TEST(Documents, OfAPredictionKeepTheContract) {
  const ordered_json json = read(predict_json(head(), prediction(), {"parley 1\n", ""}));
  EXPECT_EQ(json["schema"], "parley/predict/1");
  expect_in_order(json, {"draws", "effective_draws", "replicates", "held", "list", "outcomes", "targets", "values",
                         "plans", "counts", "largest_deviation_gain"});
  expect_in_order(json["outcomes"][0], {"name", "mean", "standard_error", "low", "high", "most_likely_share"});
  EXPECT_FALSE(json["outcomes"][0].contains("guaranteed"));  // there is no list of equilibria
  expect_in_order(json["plans"][2], {"player", "step", "round", "seen", "choice", "share", "exists_share"});
  EXPECT_EQ(json["plans"][2]["seen"][1].dump(), R"({"step":"report","round":2,"label":"granted","exact":false})");
  EXPECT_EQ(json["plans"][0]["choice"].dump(), R"({"pressure":"build_up","offer":"amnesty"})");
  EXPECT_EQ(keys(json["counts"]), (std::vector<std::string>{"ties", "ties_that_matter", "unsettled", "unsolved",
                                                            "several_equilibria", "cut_lists", "failed"}));
  EXPECT_EQ(json["held"]["offer"], 0.85);
}

TEST(Documents, OfASolutionKeepTheContract) {
  const std::vector<build::Held> held = {{"pressure", "build_up", false}, {"trust", "1/3", true}};
  const ordered_json json = read(solve_json(head(), study::alone(play()), held));
  expect_in_order(json, {"game", "concept", "at", "set", "held", "counts", "list", "equilibria"});
  EXPECT_EQ(json["set"].dump(), R"({"trust":"1/3"})");
  EXPECT_EQ(json["held"].dump(), R"({"pressure":"build_up"})");
  EXPECT_EQ(keys(json["game"]),
            (std::vector<std::string>{"players", "nodes", "terminals", "decision_nodes", "graph_nodes", "infosets",
                                      "params", "outcomes", "all_settled"}));
  const ordered_json& equilibrium = json["equilibria"][0];
  expect_in_order(equilibrium,
                  {"outcomes", "values", "choices", "largest_deviation_gain", "max_regret", "exact", "marks"});
  EXPECT_FALSE(equilibrium.contains("weighed"));  // all evidence is known to all
  EXPECT_EQ(equilibrium["outcomes"]["handover"], "1/3");
  EXPECT_EQ(equilibrium["values"]["coercer"], 35.25);
  EXPECT_EQ(equilibrium["values"]["leader"], "1/10");
  expect_in_order(equilibrium["choices"][1],
                  {"player", "type", "step", "round", "seen", "probs", "belief", "margin", "settled_by", "on_path"});
  EXPECT_TRUE(equilibrium["choices"][1]["margin"].is_null());  // the only choice
  EXPECT_TRUE(equilibrium["choices"][0]["type"].is_null());
}

TEST(Documents, OfAFrontierKeepTheContract) {
  const ordered_json json = read(frontier_json(head(), numeric_frontier()));
  expect_in_order(json, {"event", "level", "draws", "held", "x", "y", "prob", "standard_error", "lowest", "highest",
                         "contour", "band", "binding", "central_flip", "free_choice"});
  EXPECT_FALSE(json.contains("staircase"));
  EXPECT_EQ(keys(json["x"]), (std::vector<std::string>{"name", "values", "labels", "discrete"}));
  EXPECT_TRUE(json["x"]["labels"].is_null());
  EXPECT_EQ(json["prob"].size(), 21U);
  expect_in_order(json["binding"][0],
                  {"from", "to", "player", "step", "seen", "choice_from", "choice_to", "share", "selection"});
  EXPECT_TRUE(json["binding"][1]["player"].is_null());
}

TEST(Documents, OfAStaircaseHaveStepsAndNoContour) {
  study::Frontier frontier = staircase_frontier();
  frontier.prob[0][0].reset();
  const ordered_json json = read(frontier_json(head(), frontier));
  EXPECT_FALSE(json.contains("contour"));
  EXPECT_EQ(json["staircase"][0].dump(), R"({"x":0,"least_y":null})");
  EXPECT_EQ(json["band"]["high"][3].dump(), R"({"x":1,"least_y":1})");
  EXPECT_TRUE(json["prob"][0][0].is_null());
  EXPECT_EQ(json["x"]["labels"][3], "build_up");
}

TEST(Documents, OfACheckHaveNoGameWhereThereAreErrors) {
  const ordered_json json = read(check_json(head(), false, {}, {}));
  EXPECT_EQ(json["ok"], false);
  EXPECT_TRUE(json["game"].is_null());
  EXPECT_TRUE(json["expect"].empty());
}

TEST(Documents, OfACheckTellOneValueOrOneARun) {
  study::ExpectationResult one;
  one.expectation.line = 3;
  one.expectation.text = "P(a) < 0.5";
  one.values = {0.25};
  one.holds = true;
  study::ExpectationResult several = one;
  several.values = {0.25, 0.5};
  const ordered_json json = read(check_json(head(), true, study::Summary{}, {one, several}));
  expect_in_order(json["expect"][0], {"line", "variant", "text", "value", "holds"});
  EXPECT_EQ(json["expect"][0]["value"], 0.25);
  EXPECT_EQ(json["expect"][1]["value"].dump(), "[0.25,0.5]");
  EXPECT_TRUE(json["expect"][0]["variant"].is_null());
}

TEST(Documents, OfSeveralAnswersHoldWholeDocuments) {
  const ordered_json json =
      read(answers_json(head(), {{137, "frontier a on x x y", frontier_json(head(), numeric_frontier())}}));
  EXPECT_EQ(json["schema"], "parley/answers/1");
  EXPECT_EQ(keys(json["answers"][0]), (std::vector<std::string>{"line", "ask", "result"}));
  EXPECT_EQ(json["answers"][0]["result"]["schema"], "parley/frontier/1");
}

}  // namespace
}  // namespace parley::report
