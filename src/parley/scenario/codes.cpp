// SPDX-License-Identifier: Apache-2.0
// The table of all diagnostic codes, made of its families.
#include "parley/scenario/codes.h"

#include <algorithm>
#include <vector>

#include "parley/scenario/code_families.h"

namespace parley::scenario {
namespace {

std::vector<CodeStory> all_families() {
  std::vector<CodeStory> all;
  for (const auto family : {text_stories(), name_stories(), chance_stories(), play_stories(), outcome_stories(),
                            question_stories(), limit_stories(), warning_stories()}) {
    all.insert(all.end(), family.begin(), family.end());
  }
  return all;
}

}  // namespace

std::span<const CodeStory> code_stories() {
  static const std::vector<CodeStory> stories = all_families();
  return stories;
}

const CodeStory* find_code(std::string_view code) {
  const auto stories = code_stories();
  const auto found = std::ranges::find(stories, code, &CodeStory::code);
  return found == stories.end() ? nullptr : &*found;
}

}  // namespace parley::scenario
