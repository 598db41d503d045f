// SPDX-License-Identifier: Apache-2.0
// What people are told of an information set: who moves, at which step, having seen what.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parley/game/parametric.h"

namespace parley::study {

struct SeenLabel {
  std::string step;
  std::optional<std::uint32_t> round;
  std::string label;
  bool exact = true;
};

struct InfosetName {
  std::string player;
  std::string type;  ///< the player's own type; empty where it has none
  std::string step;
  std::optional<std::uint32_t> round;
  std::vector<SeenLabel> seen;
};

/// A choice by the names of its picks: {("pressure","build_up"), ("offer","amnesty")}.
using ChoiceName = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] InfosetName infoset_name(const game::ParametricGame& game, const game::Infoset& infoset);
[[nodiscard]] ChoiceName choice_name(const game::ParametricGame& game, const game::Infoset& infoset,
                                     std::size_t action);
/// "build_up + amnesty".
[[nodiscard]] std::string choice_text(const ChoiceName& choice);
/// "leader (open) at leader, having seen build_up + amnesty, abstain, pledge".
[[nodiscard]] std::string infoset_text(const InfosetName& name);

}  // namespace parley::study
