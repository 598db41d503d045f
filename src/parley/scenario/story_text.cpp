// SPDX-License-Identifier: Apache-2.0
// Puts the usual scenario around the lines of a story.
#include "parley/scenario/story_text.h"

namespace parley::scenario {
namespace {

/// Does some line of the text begin so?
bool has_line(std::string_view lines, std::string_view beginning) {
  if (lines.starts_with(beginning)) return true;
  return lines.find("\n" + std::string(beginning)) != std::string_view::npos;
}

}  // namespace

std::string whole_scenario(std::string_view lines) {
  if (lines.starts_with("parley 1")) return std::string(lines);
  std::string text = "parley 1\n\n";
  if (!has_line(lines, "player leader")) text += "player leader\n";
  text += lines;
  if (!lines.ends_with('\n')) text += '\n';
  if (!has_line(lines, "play {")) text += "\nplay {\n  leader picks { stay, leave }\n}\n";
  if (!has_line(lines, "outcome ")) text += "\noutcome left   when leader is leave\noutcome stayed otherwise\n";
  if (!has_line(lines, "payoff leader")) text += "\npayoff leader { left: 0, stayed: 1 }\n";
  return text;
}

StoryFamily::StoryFamily(std::span<const ShortStory> stories) {
  for (const ShortStory& story : stories) {
    const std::string_view failing = texts_.emplace_back(whole_scenario(story.failing));
    const std::string_view mended = texts_.emplace_back(whole_scenario(story.mended));
    stories_.push_back(
        {.code = story.code, .title = story.title, .story = story.story, .failing = failing, .mended = mended});
  }
}

}  // namespace parley::scenario
