// SPDX-License-Identifier: Apache-2.0
// Lays out the parts of one solved draw.
#include "parley/report/play_sections.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/report/table.h"

namespace parley::report {

namespace {

/// The chances of the labels of one step over the histories of a belief; a history without the step counts as "none".
struct Doubt {
  std::string step;
  std::optional<std::uint32_t> round;
  std::vector<std::pair<std::string, double>> labels;  // in order of first appearance
};

std::string label_at(const study::BeliefRow& row, const Doubt& doubt) {
  for (const study::SeenLabel& seen : row.history) {
    if (seen.step == doubt.step && seen.round == doubt.round) return seen.label;
  }
  return "none";
}

/// Steps whose labels differ among the histories, in order of play.
std::vector<Doubt> doubts(const std::vector<study::BeliefRow>& belief) {
  std::vector<Doubt> found;
  for (const study::BeliefRow& row : belief) {
    for (const study::SeenLabel& seen : row.history) {
      const bool is_known = std::any_of(found.begin(), found.end(), [&](const Doubt& doubt) {
        return doubt.step == seen.step && doubt.round == seen.round;
      });
      if (!is_known) found.push_back({seen.step, seen.round, {}});
    }
  }
  for (Doubt& doubt : found) {
    for (const study::BeliefRow& row : belief) {
      const std::string label = label_at(row, doubt);
      auto at =
          std::find_if(doubt.labels.begin(), doubt.labels.end(), [&](const auto& one) { return one.first == label; });
      if (at == doubt.labels.end()) at = doubt.labels.insert(at, {label, 0.0});
      at->second += row.prob.value;
    }
  }
  std::erase_if(found, [](const Doubt& doubt) { return doubt.labels.size() < 2; });
  return found;
}

/// "leader.type open 60.6 %, defiant 39.4 %; resolve firm 100 %": each step by itself.
std::string belief_text(const std::vector<study::BeliefRow>& belief) {
  constexpr std::size_t most = 4;
  std::string text;
  for (Doubt& doubt : doubts(belief)) {
    std::stable_sort(doubt.labels.begin(), doubt.labels.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    text += (text.empty() ? "" : "; ") + doubt.step;
    if (doubt.round) text += fmt::format(" (round {})", *doubt.round);
    for (std::size_t k = 0; k < doubt.labels.size() && (k == 0 || doubt.labels[k].second > 0.0); ++k) {
      if (k == most) {
        text += ", ...";
        break;
      }
      // Sums of floating point may end a hair above 1.
      text += (k > 0 ? ", " : " ") + doubt.labels[k].first + " " + percent(std::min(doubt.labels[k].second, 1.0));
    }
  }
  return text;
}

std::string chosen_text(const study::PlayAtInfoset& at) {
  std::string text;
  for (const study::ChoiceProb& row : at.probs) {
    if (row.prob.value <= 0.0) continue;
    if (!text.empty()) text += " or ";
    text += study::choice_text(row.choice);
    if (row.prob.value < 1.0) text += " " + percent(row.prob.value);
  }
  return text;
}

std::string margin_text(const TextStyle& style, const study::PlayAtInfoset& at) {
  if (at.margin.value == 0.0 && at.settled_by == "logit") return paint(style, Ink::quiet, "equally good");
  if (at.settled_by == "tie") return paint(style, Ink::caution, "a tie: the choice listed first");
  return std::isfinite(at.margin.value) ? "margin " + number_text(at.margin) : "the only choice";
}

}  // namespace

std::string number_text(const Number& number) {
  if (number.is_exact()) {
    std::string text = to_string(number);
    if (text.size() <= 9) return text;
  }
  return amount(number.value);
}

std::string draw_head(const TextStyle& style, const std::string& title, const std::string& variant,
                      const study::PlayAtDraw& play, const std::vector<build::Held>& held) {
  std::string out = paragraph(style, paint(style, Ink::heading, title.empty() ? "One draw" : title), 0, 0);
  if (!variant.empty()) out += paragraph(style, "variant " + variant, 0, 2);
  if (play.at == "file") return out;
  const std::string at = play.at == "centre" ? "the centre: every parameter at its median" : play.at;
  if (!play.inputs.empty()) out += paragraph(style, "at " + at, 0, 2);
  return out + paragraph(style, held_sentence(held), 0, 2);
}

std::string outcome_section(const TextStyle& style, const study::PlayAtDraw& play) {
  const bool weighed = !play.weighed_outcomes.empty();
  std::vector<Table::Column> columns = {
      {"outcome", Table::Align::left, 24}, {"", Table::Align::left, 24}, {"chance", Table::Align::right}};
  if (play.exact) columns.push_back({"exactly", Table::Align::right, 16});
  if (weighed) columns.push_back({"after the evidence", Table::Align::right});
  Table table(columns);
  for (std::size_t i = 0; i < play.outcomes.size(); ++i) {
    const study::NamedNumber& row = play.outcomes[i];
    std::vector<std::string> cells = {row.name, paint(style, Ink::accent, bar(row.value.value, 24)),
                                      percent(row.value.value)};
    if (play.exact) cells.push_back(to_string(row.value));
    if (weighed) cells.push_back(percent(play.weighed_outcomes[i].value.value));
    table.add(std::move(cells));
  }
  return heading(style, "What happens") + table.render(style);
}

std::string value_line(const TextStyle& style, const std::string& label,
                       const std::vector<study::NamedNumber>& values) {
  std::vector<std::string> items;
  items.reserve(values.size());
  for (const study::NamedNumber& value : values) items.push_back(value.name + " " + number_text(value.value));
  return hanging(style, 2, paint(style, Ink::quiet, label), 12, listed(items));
}

std::string step_text(const TextStyle& style, const study::PlayAtInfoset& at) {
  std::string out = "  " + mover(at.infoset);
  if (at.on_path && at.reach.value < 1.0)
    out += paint(style, Ink::quiet, " (" + percent(at.reach.value) + " of plays come here)");
  out += '\n';
  const std::string seen = seen_text(at.infoset);
  if (!seen.empty()) out += paragraph(style, paint(style, Ink::quiet, seen), 6, 10);
  const std::string belief = belief_text(at.belief);
  if (!belief.empty()) out += paragraph(style, paint(style, Ink::quiet, "believes " + belief), 6, 10);
  return out + "      " + paint(style, Ink::accent, "-> " + shortened(chosen_text(at), style.width - 42)) + "  " +
         margin_text(style, at) + "\n";
}

std::string path_section(const TextStyle& style, const study::PlayAtDraw& play) {
  std::string out = heading(style, "Path of play, each choice with its margin over the next best");
  for (const study::PlayAtInfoset& at : play.choices) {
    if (at.on_path) out += step_text(style, at);
  }
  return out;
}

std::string inputs_section(const TextStyle& style, const study::PlayAtDraw& play) {
  if (play.inputs.empty()) return {};
  std::vector<std::string> items;
  items.reserve(play.inputs.size());
  for (const auto& [name, value] : play.inputs) items.push_back(name + " " + number_text(value));
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return heading(style, "Drawn numbers") + paragraph(style, text, 2, 2);
}

}  // namespace parley::report
