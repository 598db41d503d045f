// SPDX-License-Identifier: Apache-2.0
// Help is text of at most 80 columns; the man page is made of it.
#include "help.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/report/text_style.h"
#include "verbs.h"

namespace parley::cli {

namespace {

constexpr report::TextStyle style = {.colour = false, .width = 80};
constexpr std::size_t description_column = 28;

/// The name, and from a fixed column on what it is.
std::string entry(const std::string& name, const std::string& description) {
  const std::string head = fmt::format("  {} ", name);
  const std::string text = report::paragraph(style, description, description_column, description_column);
  if (report::display_width(head) > description_column) return fmt::format("{}\n{}", head, text);
  return report::padded_right(head, description_column) + text.substr(description_column);
}

std::string examples_of(std::string_view examples) {
  std::string text;
  for (std::size_t begin = 0; begin < examples.size();) {
    const std::size_t end = std::min(examples.find('\n', begin), examples.size());
    text += fmt::format("  {}\n", examples.substr(begin, end - begin));
    begin = end + 1;
  }
  return text;
}

}  // namespace

std::string usage_line(const Verb& verb) {
  const bool has_operands = !verb.operands.empty();
  return fmt::format("parley {}{}{}{}", verb.name, has_operands ? " " : "", verb.operands,
                     verb.groups == no_options ? "" : " [options]");
}

std::string version_line() { return fmt::format("parley {}\n", PARLEY_VERSION); }

std::string general_help() {
  std::string text = report::paragraph(
      style,
      "parley turns a text about a standoff into an answer that can be checked: what the players would do, over "
      "everything the analyst is unsure of, and how much pressure and how much inducement would be enough.",
      0, 0);
  text += "\nUsage: parley VERB FILE [options]      (- is standard input or output)\n\nVerbs:\n";
  for (const Verb& verb : verbs()) {
    if (verb.run == nullptr) continue;
    const bool has_operands = !verb.operands.empty();
    text += entry(fmt::format("{}{}{}", verb.name, has_operands ? " " : "", verb.operands), std::string(verb.summary));
  }
  text += "\nExamples:\n" + examples_of(
                                "parley new deterrence -o mine.parley\n"
                                "parley check mine.parley --expect\n"
                                "parley predict mine.parley\n"
                                "parley explain P0304");
  text += "\n`parley VERB --help` has more on a verb; `parley --version` prints the version.\n";
  text +=
      "Exit codes: 0 done; 1 the answer is no (an `expect` failed, a layout differs);\n"
      "2 usage; 3 the scenario has errors, or its size was refused; 4 a limit was met\n"
      "(what there is by then is written); 70 a fault of parley's own.\n";
  return text;
}

std::string verb_help(const Verb& verb, const std::vector<OptionHelp>& options) {
  std::string text = fmt::format("Usage: {}\n\n{}", usage_line(verb), report::paragraph(style, verb.summary, 0, 0));
  if (!verb.story.empty()) text += "\n" + report::paragraph(style, verb.story, 0, 0);
  std::vector<std::string> groups;
  for (const OptionHelp& option : options) {
    if (std::ranges::find(groups, option.group) == groups.end()) groups.push_back(option.group);
  }
  // -h is declared first and belongs last.
  std::ranges::stable_partition(groups, [](const std::string& group) { return group != "Output"; });
  for (const std::string& group : groups) {
    text += fmt::format("\n{}:\n", group);
    for (const OptionHelp& option : options) {
      if (option.group != group) continue;
      const std::string type = option.type.empty() ? "" : " " + option.type;
      text += entry(fmt::format("{}{}", fmt::join(option.names, ", "), type), option.description);
    }
  }
  if (!verb.examples.empty()) text += "\nExamples:\n" + examples_of(verb.examples);
  return text;
}

}  // namespace parley::cli
