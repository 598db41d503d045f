// SPDX-License-Identifier: Apache-2.0
// Whole scenarios out of the few lines that a story is about.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parley/scenario/codes.h"

namespace parley::scenario {

/// One story with only the lines that matter: what they leave out of a whole scenario is put around them.
struct ShortStory {
  std::string_view code, title, story, failing, mended;
};

/// Stories whose texts live as long as it does.
class StoryFamily {
 public:
  explicit StoryFamily(std::span<const ShortStory> stories);

  [[nodiscard]] std::span<const CodeStory> stories() const { return stories_; }

 private:
  std::deque<std::string> texts_;
  std::vector<CodeStory> stories_;
};

/// The lines as a whole scenario: a leader who stays or leaves, save what the lines declare themselves.
[[nodiscard]] std::string whole_scenario(std::string_view lines);

}  // namespace parley::scenario
