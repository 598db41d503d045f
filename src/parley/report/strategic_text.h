// SPDX-License-Identifier: Apache-2.0
// A strategic form for people and as JSON.
#pragma once

#include <string>

#include "parley/game/extensive_game.h"
#include "parley/report/document.h"
#include "parley/report/text_style.h"

namespace parley::report {

/// Two players whose table fits the width: a table with the first player's strategies as rows; otherwise a line a
/// combination of strategies.
[[nodiscard]] std::string strategic_text(const TextStyle& style, const game::StrategicGame& game);
/// parley/strategic/1: {"players","at","strategies": {"<player>": [..]},"payoffs": [[..],..]}, the first player's
/// strategy running fastest.
[[nodiscard]] Json strategic_json(const Head& head, const std::string& at, const game::StrategicGame& game);

}  // namespace parley::report
