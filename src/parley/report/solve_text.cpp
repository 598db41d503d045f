// SPDX-License-Identifier: Apache-2.0
// Lays one solved draw out for a terminal.
#include "parley/report/solve_text.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "parley/report/numbers.h"
#include "parley/report/play_sections.h"
#include "parley/report/sentences.h"

namespace parley::report {
namespace {

std::string certificate_section(const TextStyle& style, const study::PlayAtDraw& play) {
  const auto off_path = static_cast<std::size_t>(
      std::count_if(play.choices.begin(), play.choices.end(), [](const auto& at) { return !at.on_path; }));
  std::string out = heading(style, "How far to trust it");
  const std::string arithmetic = play.exact ? "in exact arithmetic" : "in floating point";
  out += paragraph(style,
                   fmt::format("A sequential equilibrium, found by {} {} and certified from the game "
                               "alone: no deviation at any information set gains more than {}, no plan of any player "
                               "more than {} payoff units.",
                               play.path ? "the logit path" : "backward induction", arithmetic,
                               number_text(play.largest_deviation_gain), number_text(play.max_regret)),
                   2, 2);
  if (play.path) {
    const auto by_induction = static_cast<std::size_t>(std::count_if(
        play.choices.begin(), play.choices.end(), [](const auto& at) { return at.settled_by != "logit"; }));
    out += paragraph(style,
                     fmt::format("Backward induction settles {} of {}; the path from uniform play (followed to lambda "
                                 "{:.3g}) selects the rest. There may be other equilibria.",
                                 by_induction, counted(play.choices.size(), "choice"), play.path->lambda),
                     2, 2);
    if (play.path->payoffs_were_moved) {
      out += paragraph(style,
                       "The path met a branch point and was traced again with payoffs moved by a millionth of their "
                       "range: another fixed pattern could select another equilibrium.",
                       2, 2);
    }
  }
  if (play.ties > 0) {
    out += paragraph(style,
                     fmt::format("{}, {} of which would change an outcome; each went to the choice listed first.",
                                 counted(play.ties, "tie"), play.ties_that_matter),
                     2, 2);
  }
  if (off_path > 0) {
    out += paragraph(style,
                     fmt::format("{} off the path {} solved too; --format json lists their choices and beliefs.",
                                 counted(off_path, "information set"), off_path == 1 ? "is" : "are"),
                     2, 2);
  }
  return out;
}

}  // namespace

std::string play_text(const TextStyle& style, const std::string& title, const std::string& variant,
                      const study::PlayAtDraw& play, const std::vector<build::Held>& held) {
  std::string out = draw_head(style, title, variant, play, held);
  out += outcome_section(style, play);
  out += value_line(style, "values", play.values);
  if (!play.weighed_values.empty()) out += value_line(style, "weighed", play.weighed_values);
  return out + path_section(style, play) + inputs_section(style, play);
}

std::string solve_text(const TextStyle& style, const std::string& title, const std::string& variant,
                       const study::PlayAtDraw& play, const std::vector<build::Held>& held) {
  return play_text(style, title, variant, play, held) + certificate_section(style, play);
}

}  // namespace parley::report
