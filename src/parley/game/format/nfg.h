// SPDX-License-Identifier: Apache-2.0
// Reads and writes .nfg files (version 1, R and D), payoff and outcome form.
#pragma once

#include <string>
#include <string_view>

#include "parley/game/format/efg.h"

namespace parley::game {

[[nodiscard]] Result<GameFile<StrategicGame>> read_nfg(std::string_view text);
[[nodiscard]] std::string write_nfg(const StrategicGame& game);

}  // namespace parley::game
