// SPDX-License-Identifier: Apache-2.0
// Templates are scenarios without fault, in the canonical layout.
#include "parley/scenario/templates.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "parley/scenario/analyse.h"
#include "parley/scenario/formatter.h"
#include "syntax_text.h"

namespace parley::scenario {
namespace {

TEST(Templates, AreFoundByName) {
  std::set<std::string_view> names;
  for (const Template& each : templates()) {
    EXPECT_EQ(find_template(each.name), &each);
    EXPECT_FALSE(each.summary.empty());
    names.insert(each.name);
  }
  EXPECT_EQ(names.size(), templates().size());
  for (const std::string_view name : {"deterrence", "bargaining", "signalling", "negotiated_exit"}) {
    EXPECT_TRUE(names.contains(name)) << name;
  }
  EXPECT_EQ(find_template("nothing"), nullptr);
}

TEST(Templates, CheckWithoutErrorOrWarning) {
  for (const Template& each : templates()) {
    const SourceText source = text_source(each.text);
    const auto analysis = analyse(source);
    ASSERT_TRUE(analysis.has_value());
    EXPECT_EQ(analysis->diagnostics.count(Severity::error), 0U) << render(analysis->diagnostics, source, false);
    EXPECT_EQ(analysis->diagnostics.count(Severity::warning), 0U) << render(analysis->diagnostics, source, false);
  }
}

TEST(Templates, StandInTheCanonicalLayout) {
  for (const Template& each : templates()) {
    const auto made = format(text_source(each.text));
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(*made, each.text) << each.name;
  }
}

TEST(Templates, TheNegotiatedExitIsTheCaseOfThatName) {
  const auto made = format(text_source(read_file(PARLEY_TEST_DATA "/cases/negotiated_exit/negotiated_exit.parley")));
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(*made, find_template("negotiated_exit")->text);
}

}  // namespace
}  // namespace parley::scenario
