// SPDX-License-Identifier: Apache-2.0
// `parley explain`: the long story of a diagnostic code.
#include <algorithm>
#include <cctype>
#include <vector>

#include <fmt/format.h>

#include "option_values.h"
#include "parley/scenario/codes.h"
#include "session.h"

namespace parley::cli {

namespace {

std::string list_of_codes() {
  std::string text;
  for (const scenario::CodeStory& story : scenario::code_stories())
    text += fmt::format("{}  {}\n", story.code, story.title);
  return text;
}

std::string indented(std::string_view text) {
  std::string lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) lines += fmt::format("    {}", text.substr(begin, end - begin));
    lines += '\n';
    begin = end + 1;
  }
  return lines;
}

std::string story_text(const report::TextStyle& style, const scenario::CodeStory& story) {
  using report::Ink;
  return fmt::format("{}: {}\n\n{}\n{}\n\n{}\n{}\n\n{}", report::paint(style, Ink::heading, story.code), story.title,
                     report::paragraph(style, story.story, 0, 0), report::paint(style, Ink::bad, "Not so:"),
                     indented(story.failing), report::paint(style, Ink::good, "But so:"), indented(story.mended));
}

}  // namespace

Exit run_explain(Session& session) {
  std::string code = session.options().file;
  if (code.empty()) return session.answer(list_of_codes());
  std::ranges::transform(code, code.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const scenario::CodeStory* story = scenario::find_code(code);
  if (story != nullptr) return session.answer(story_text(session.style(), *story));
  std::vector<std::string> known;
  for (const scenario::CodeStory& one : scenario::code_stories()) known.emplace_back(one.code);
  return session.fail({ErrorCode::bad_option, fmt::format("there is no code `{}`{}\n`parley explain` lists them",
                                                          session.options().file, did_you_mean(code, known))});
}

}  // namespace parley::cli
