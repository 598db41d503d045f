// SPDX-License-Identifier: Apache-2.0
// Puts indices of a game into words.
#include "parley/study/infoset_name.h"

#include <fmt/format.h>

namespace parley::study {

InfosetName infoset_name(const game::ParametricGame& game, const game::Infoset& infoset) {
  InfosetName name;
  name.player = game.players[infoset.player.at()];
  name.step = game.steps[infoset.step].name;
  if (infoset.round != 0) name.round = infoset.round;
  if (infoset.type_label != game::none) {
    for (const game::StepName& step : game.steps) {
      if (step.name == name.player + ".type") name.type = step.labels[infoset.type_label];
    }
  }
  for (const game::Seen& seen : infoset.seen) {
    SeenLabel label{game.steps[seen.step].name, std::nullopt, game.steps[seen.step].labels[seen.label], seen.exact};
    if (seen.round != 0) label.round = seen.round;
    name.seen.push_back(std::move(label));
  }
  return name;
}

ChoiceName choice_name(const game::ParametricGame& game, const game::Infoset& infoset, std::size_t action) {
  const game::StepName& step = game.steps[infoset.step];
  const auto& parts = step.label_parts[infoset.actions[action]];
  ChoiceName choice;
  for (std::size_t k = 0; k < parts.size(); ++k) choice.emplace_back(step.picks[k], parts[k]);
  return choice;
}

std::string choice_text(const ChoiceName& choice) {
  std::string text;
  for (const auto& [pick, label] : choice) text += (text.empty() ? "" : " + ") + label;
  return text;
}

std::string infoset_text(const InfosetName& name) {
  std::string text = name.type.empty() ? name.player : fmt::format("{} ({})", name.player, name.type);
  if (name.step != name.player) text += " at " + name.step;
  if (name.round) text += fmt::format(", round {}", *name.round);
  if (name.seen.empty()) return text;
  text += ", having seen ";
  for (std::size_t k = 0; k < name.seen.size(); ++k) text += (k == 0 ? "" : ", ") + name.seen[k].label;
  return text;
}

}  // namespace parley::study
