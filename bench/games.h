// SPDX-License-Identifier: Apache-2.0
// Games made for benchmarks, node by node.
#pragma once

#include <random>

#include "parley/game/numeric_game.h"

namespace parley::bench {

/// A sender of two types, two signals, two replies: four information sets, all payoffs and the prior random.
[[nodiscard]] game::NumericGame<double> signalling_game(std::mt19937_64& random);

/// Each of two players antes 1 and gets one of `cards` cards; one bet of 1. With three cards the value is -1/18.
/// Source: Kuhn 1950.
[[nodiscard]] game::NumericGame<double> kuhn_poker(std::uint32_t cards);

}  // namespace parley::bench
