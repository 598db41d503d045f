// SPDX-License-Identifier: Apache-2.0
// Games from the generators of tests/peers, as files that other programs read too.
#pragma once

#include <string>
#include <vector>

#include "folder.h"
#include "parley/game/numeric_game.h"
#include "parley/game/payoff_table.h"

namespace parley::bench {

/// What `generator` of tests/peers writes with these arguments, in a file of the folder.
[[nodiscard]] std::string generated_file(const TempFolder& folder, const std::string& name,
                                         const std::string& generator, const std::string& arguments);

[[nodiscard]] game::PayoffTable read_table(const std::string& file);
[[nodiscard]] game::NumericGame<Rational> read_tree(const std::string& file);

/// As lrsnash reads it: numbers of strategies, then each player's payoffs, a row for each of the first's strategies.
void write_for_lrsnash(const game::PayoffTable& table, const std::string& file);

}  // namespace parley::bench
