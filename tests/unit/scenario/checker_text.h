// SPDX-License-Identifier: Apache-2.0
// Scenarios for the checker's tests, out of the lines that matter.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parley/scenario/analyse.h"
#include "parley/scenario/story_text.h"

namespace parley::scenario {

inline SourceText text_of(std::string_view lines) { return {"test.parley", "", whole_scenario(lines)}; }

/// The checked scenario of the lines; fails the test where they have errors.
inline std::shared_ptr<const Scenario> checked(std::string_view lines, std::string_view variant = {}) {
  const SourceText source = text_of(lines);
  const auto analysis = analyse(source, variant);
  EXPECT_TRUE(analysis) << (analysis ? "" : analysis.error().message);
  if (!analysis) return std::make_shared<const Scenario>();
  EXPECT_TRUE(analysis->scenario) << render(analysis->diagnostics, source, false);
  return analysis->scenario ? analysis->scenario : std::make_shared<const Scenario>();
}

inline std::shared_ptr<const Scenario> checked_case(const std::string& name, std::string_view variant = {}) {
  const auto source = read_source(std::string(PARLEY_TEST_DATA) + "/cases/" + name + ".parley");
  EXPECT_TRUE(source) << name;
  if (!source) return std::make_shared<const Scenario>();
  const auto analysis = analyse(*source, variant);
  EXPECT_TRUE(analysis && analysis->scenario) << name;
  return analysis && analysis->scenario ? analysis->scenario : std::make_shared<const Scenario>();
}

/// Is there a diagnostic of the code?
inline bool has_code(std::string_view lines, std::string_view code) {
  const auto analysis = analyse(text_of(lines));
  if (!analysis) return false;
  for (const Diagnostic& diagnostic : analysis->diagnostics.list) {
    if (diagnostic.code == code) return true;
  }
  return false;
}

inline const Variable& variable_named(const Scenario& scenario, std::string_view name) {
  for (const Variable& variable : scenario.variables) {
    if (variable.name == name) return variable;
  }
  static const Variable none;
  ADD_FAILURE() << "no variable " << name;
  return none;
}

}  // namespace parley::scenario
