// SPDX-License-Identifier: Apache-2.0
// Scenarios from text or file to models, for tests.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "parley/build/builder.h"
#include "parley/scenario/analyse.h"

namespace parley::tests {

inline std::shared_ptr<const scenario::Scenario> analysed(const scenario::SourceText& source,
                                                          const std::string& variant = {}) {
  auto analysis = scenario::analyse(source, variant);
  if (!analysis) {
    ADD_FAILURE() << analysis.error().message;
    return nullptr;
  }
  EXPECT_FALSE(analysis->diagnostics.has_errors()) << scenario::render(analysis->diagnostics, source, false);
  return analysis->scenario;
}

inline build::Built built(const std::string& text, build::BuildOptions options = {},
                          const std::vector<std::string>& targets = {}) {
  std::shared_ptr<const scenario::Scenario> scenario = analysed(scenario::SourceText("test.parley", "", text));
  for (const std::string& target : targets) {
    auto question = scenario::parse_target(scenario, target);
    if (!question) {
      ADD_FAILURE() << question.error().message;
      continue;
    }
    scenario = question->scenario;
    options.targets.push_back(question->target);
  }
  return build::build(scenario, options);
}

inline std::shared_ptr<const build::Model> model_of(const std::string& text, build::BuildOptions options = {},
                                                    const std::vector<std::string>& targets = {}) {
  build::Built result = built(text, std::move(options), targets);
  for (const auto& diagnostic : result.diagnostics.list) {
    if (diagnostic.severity == scenario::Severity::error)
      ADD_FAILURE() << diagnostic.code << ": " << diagnostic.message;
  }
  return result.model;
}

}  // namespace parley::tests
