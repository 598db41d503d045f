// SPDX-License-Identifier: Apache-2.0
// Answers filled by hand, for tests of how they are written.
#pragma once

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "parley/report/document.h"
#include "parley/report/text_style.h"
#include "parley/study/frontier.h"
#include "parley/study/play.h"
#include "parley/study/prediction.h"

namespace parley::report::testing {

inline Head head() {
  return {.provenance = {"ab12", "0.1.0", "AVX2", 1, "parley predict x.parley"}, .diagnostics = {}};
}

inline study::InfosetName leader_set() {
  study::InfosetName name;
  name.player = "leader";
  name.type = "open";
  name.step = "leader";
  name.seen = {{"pressure + offer", {}, "build_up + amnesty", true}, {"report", 2, "granted", false}};
  return name;
}

inline study::InfosetName coercer_set() {
  study::InfosetName name;
  name.player = "coercer";
  name.step = "pressure + offer";
  return name;
}

inline study::Prediction prediction() {
  study::Prediction p;
  p.draws = p.draws_done = 4096;
  p.effective_draws = 2713.4;
  p.replicates = 16;
  p.held = {{"offer", "0.85", false}};
  p.outcomes = {{"handover", "The opposition takes over", {0.467, 0.003, 0.12, 0.78}, 0.61},
                {"failed_strikes_on_land", "Strikes fail", {0.0, 0.0, 0.0, 0.0}, 0.0},
                {"standoff", "Nothing gives", {0.533, 0.003, 0.22, 0.88}, 0.39}};
  p.targets = {{"P(handover given leader is exit)", {0.9, 0.01, 0.5, 1.0}, 0.5},
               {"value(coercer)", {35.4949677, 0.05, 20.1, 47.25}, {}}};
  p.values = {{"coercer", {35.4949677, 0.05, 20.1, 47.25}}, {"leader", {33.7, 0.04, -12.5, 60.0}}};
  p.plans = {{coercer_set(), {{"pressure", "build_up"}, {"offer", "amnesty"}}, 0.7, 1.0},
             {coercer_set(), {{"pressure", "ease"}, {"offer", "nothing"}}, 0.3, 1.0},
             {leader_set(), {{"leader", "exit"}}, 0.75, 0.4},
             {leader_set(), {{"leader", "stay"}}, 0.25, 0.4}};
  p.counts.ties = 12;
  p.counts.ties_that_matter = 3;
  return p;
}

inline study::Frontier numeric_frontier() {
  study::Frontier f;
  f.event = "leader is exit";
  f.draws = 4096;
  f.held = {{"pressure", "build_up", false}};
  f.x.name = "pain";
  f.y.name = "candy";
  const std::size_t size = 21;
  for (std::size_t i = 0; i < size; ++i) {
    f.x.values.push_back(20.0 + 1.5 * static_cast<double>(i));
    f.y.values.push_back(30.0 + 1.5 * static_cast<double>(i));
  }
  for (std::size_t y = 0; y < size; ++y) {
    f.prob.emplace_back();
    for (std::size_t x = 0; x < size; ++x) f.prob.back().push_back(static_cast<double>(x + y) / 40.0);
  }
  f.standard_error.assign(size, std::vector<std::optional<double>>(size, 0.004));
  f.share = f.prob;
  f.contour = {{{20.0, 60.0}, {50.0, 30.0}}};  // x + y = 80: where the chance is 1/2
  f.band_low = {{{20.0, 45.0}, {35.0, 30.0}}};
  f.band_high = {{{35.0, 60.0}, {50.0, 45.0}}};
  f.binding = {{{20, 58.5}, {20, 60}, "leader", leader_set(), {{"leader", "stay"}}, {{"leader", "exit"}}, 0.9, false},
               {{21.5, 58.5}, {20, 58.5}, "", {}, {}, {}, 0.1, false}};
  f.central_flip = {{{20, 59.99999},
                     {20, 60},
                     0.4,
                     0.6,
                     "leader",
                     leader_set(),
                     {{"leader", "stay"}},
                     {{"leader", "exit"}},
                     0.001,
                     0.002}};
  f.free_choice = study::FreeChoice{"", 33.5, 43.5, "", "", 1.0};
  f.cells_evaluated = size * size;
  return f;
}

inline study::Frontier staircase_frontier() {
  study::Frontier f = numeric_frontier();
  f.x = {"pressure", {0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0}, {"ease", "patrols", "maritime_strikes", "build_up"}, true};
  f.y = {"offer", {0.0, 0.4, 1.0}, {"nothing", "amnesty", "safe_exile"}, true};
  f.prob = {{0.0, 0.1, 0.2, 0.3}, {0.1, 0.3, 0.45, 0.6}, {0.2, 0.5, 0.7, 1.0}};
  f.standard_error.assign(3, std::vector<std::optional<double>>(4, 0.01));
  f.share = f.prob;
  f.contour.clear();
  f.band_low.clear();
  f.band_high.clear();
  f.staircase = {{0.0, {}}, {1.0 / 3.0, 1.0}, {2.0 / 3.0, 1.0}, {1.0, 0.4}};
  f.band_low_steps = {{0.0, 1.0}, {1.0 / 3.0, 0.4}, {2.0 / 3.0, 0.4}, {1.0, 0.0}};
  f.band_high_steps = {{0.0, {}}, {1.0 / 3.0, {}}, {2.0 / 3.0, {}}, {1.0, 1.0}};
  f.binding.clear();
  f.central_flip.clear();
  f.free_choice = study::FreeChoice{"coercer", 1.0, 0.4, "build_up", "amnesty", 0.32};
  return f;
}

inline study::PlayAtDraw play() {
  study::PlayAtDraw play;
  play.at = "centre";
  play.game.players = {"coercer", "leader"};
  play.game.sizes = {.nodes = 12, .terminals = 7, .decision_nodes = 4, .infosets = {1, 2}};
  play.game.graph_nodes = 9;
  play.game.params = 1;
  play.game.outcomes = {"handover", "standoff"};
  play.game.all_settled = true;
  play.inputs = {{"trust", Number(0.625)}};
  play.outcomes = {{"handover", Number(Rational::ratio(1, 3))}, {"standoff", Number(Rational::ratio(2, 3))}};
  play.values = {{"coercer", Number(35.25)}, {"leader", Number(Rational::ratio(1, 10))}};
  study::PlayAtInfoset first;
  first.infoset = coercer_set();
  first.probs = {{{{"pressure", "build_up"}, {"offer", "amnesty"}}, Number(Rational(1))},
                 {{{"pressure", "ease"}, {"offer", "nothing"}}, Number(Rational(0))}};
  first.margin = Number(5.139466773494);
  first.settled_by = "settled";
  first.on_path = true;
  first.reach = Number(Rational(1));
  study::PlayAtInfoset second;
  second.infoset = leader_set();
  second.probs = {{{{"leader", "exit"}}, Number(Rational(1))}};
  second.belief = {{{{"opinion", {}, "given", true}, {"report", {}, "granted", true}}, Number(0.75)},
                   {{{"opinion", {}, "withheld", true}, {"report", {}, "granted", true}}, Number(0.25)}};
  second.margin = Number(std::numeric_limits<double>::infinity());
  second.settled_by = "tie";
  second.on_path = true;
  second.reach = Number(Rational::ratio(1, 3));
  study::PlayAtInfoset third = second;
  third.on_path = false;
  play.choices = {first, second, third};
  play.ties = 1;
  play.largest_deviation_gain = Number(Rational(0));
  play.max_regret = Number(Rational(0));
  play.exact = true;
  play.marks = {"sequential"};
  return play;
}

/// The widest line of a text, in columns.
inline std::size_t widest(const std::string& text) {
  std::size_t most = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    most = std::max(most, display_width(std::string_view(text).substr(at, end - at)));
    at = end + 1;
  }
  return most;
}

/// A text with one blank where blanks and line breaks were: what it says, wherever its lines break.
inline std::string words(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n') {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

/// A text without its ANSI colours and the blanks at the ends of its lines.
inline std::string plain(const std::string& text) {
  std::string bare, out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\x1b') {
      at = text.find('m', at);
    } else {
      bare += text[at];
    }
  }
  for (std::size_t at = 0; at < bare.size();) {
    const std::size_t end = std::min(bare.find('\n', at), bare.size());
    std::string line = bare.substr(at, end - at);
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
    at = end + 1;
  }
  return out;
}

}  // namespace parley::report::testing
