// SPDX-License-Identifier: Apache-2.0
// Puts single facts of an explanation into words.
#include "parley/report/why_phrases.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "parley/report/numbers.h"
#include "parley/report/sentences.h"

namespace parley::report {

std::string point_phrase(const std::string& at) {
  return at.starts_with("draw:") ? "in draw " + at.substr(5) : "at the centre";
}

std::string turn_text(double from, double value) {
  constexpr double blur = 1e-7;  // wider than the step that was halved last
  return std::fabs(value) <= blur * std::max(1.0, std::fabs(from)) ? "0" : amount(value);
}

std::string units_phrase(double value) {
  const std::string text = amount(value);
  return text == "1" ? "1 payoff unit" : text + " payoff units";
}

std::string choice_phrase(const study::ChoiceName& choice) { return study::choice_text(choice); }

std::string choices_phrase(const std::vector<why::ChoiceChance>& choices) {
  if (choices.size() == 1) return choice_phrase(choices.front().choice);
  std::string text;
  for (const why::ChoiceChance& one : choices) {
    text += fmt::format("{}{} ({})", text.empty() ? "" : " or ", choice_phrase(one.choice), whole_percent(one.prob));
  }
  return text;
}

std::string goal_phrase(why::Goal goal, const std::string& outcome) {
  switch (goal) {
    case why::Goal::happens:
      return fmt::format("{} happens with some chance", outcome);
    case why::Goal::likeliest:
      return fmt::format("{} is the most likely outcome", outcome);
    case why::Goal::not_likeliest:
      return fmt::format("{} is no longer the most likely outcome", outcome);
    case why::Goal::vanishes:
      break;
  }
  return fmt::format("{} does not happen any more", outcome);
}

std::string both_phrase(why::Goal first, const std::string& outcome) {
  return first == why::Goal::happens ? fmt::format("{} happens and is the most likely outcome", outcome)
                                     : goal_phrase(why::Goal::vanishes, outcome);
}

std::string then_phrase(const why::Side& after, const std::string& outcome) {
  std::string text = fmt::format("its chance is then {}", percent(after.prob));
  if (after.likeliest != outcome) text += fmt::format(", the most likely outcome {}", after.likeliest);
  return text;
}

std::string change_phrase(const why::SingleChange& change) {
  std::string text =
      fmt::format("{} from {} to {}", change.name, amount(change.from), turn_text(change.from, change.value_after));
  if (change.length) text += fmt::format(" ({:.2f} normal scores)", *change.length);
  return text;
}

std::string joint_phrase(const why::JointChange& change) {
  std::vector<std::string> items;
  items.reserve(change.parts.size());
  for (const auto& part : change.parts) {
    items.push_back(fmt::format("{} from {} to {}", part.name, amount(part.from), amount(part.value_after)));
  }
  return listed(items);
}

std::string levers_phrase(const why::LeverChange& change) {
  std::vector<std::string> items;
  items.reserve(change.held.size());
  for (const build::Held& held : change.held) items.push_back(fmt::format("{} at {}", held.name, held.value));
  return listed(items);
}

std::string loss_phrase(double loss, double share) {
  return fmt::format("it would lose {} by it ({} of its range)", units_phrase(loss), percent(share));
}

}  // namespace parley::report
