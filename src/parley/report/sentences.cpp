// SPDX-License-Identifier: Apache-2.0
// Makes the sentences that several texts share.
#include "parley/report/sentences.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "parley/math/rational.h"
#include "parley/report/numbers.h"

namespace parley::report {
namespace {

/// A label in which numbers that levers are held at have no more digits than people read.
std::string shown_label(const std::string& label) {
  constexpr std::size_t readable = 8;
  std::string out;
  for (std::size_t at = 0; at < label.size();) {
    const std::size_t end = std::min(label.find(' ', at), label.size());
    const std::string word = label.substr(at, end - at);
    const auto number = word.size() > readable ? Rational::parse(word) : std::nullopt;
    out += (at > 0 ? " " : "") + (number ? amount(number->to_double()) : word);
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string mover(const study::InfosetName& name) {
  std::string text = name.player;
  if (!name.type.empty()) text += " (" + name.type + ")";
  if (name.step != name.player) text += " at " + name.step;
  if (name.round) text += fmt::format(", round {}", *name.round);
  return text;
}

std::string seen_text(const study::InfosetName& name) {
  std::string text;
  for (const study::SeenLabel& seen : name.seen) {
    text += text.empty() ? "saw " : ", ";
    if (seen.round && name.round != seen.round) text += fmt::format("round {}: ", *seen.round);
    // Along an axis a lever has every value; its label is then no label.
    text += seen.label == "held" ? seen.step + " as held" : shown_label(seen.label);
    if (!seen.exact) text += "?";
  }
  return text;
}

std::string mover_having_seen(const study::InfosetName& name) {
  const std::string seen = seen_text(name);
  return seen.empty() ? mover(name) : mover(name) + ", having seen" + seen.substr(3);
}

std::string held_sentence(const std::vector<build::Held>& held) {
  if (held.empty()) return "nothing is held: every choice is made freely";
  std::vector<std::string> items;
  items.reserve(held.size());
  for (const build::Held& lever : held) items.push_back(lever.name + " at " + lever.value);
  return "held: " + listed(items) + "; every other choice is made freely";
}

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

std::string common_knowledge_sentence() {
  return "Within each draw the players know every parameter; what they doubt about each other is only what the "
         "scenario declares as a type or as private.";
}

}  // namespace parley::report
