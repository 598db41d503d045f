// SPDX-License-Identifier: Apache-2.0
// Games in doubles as the rationals that these are.
#pragma once

#include "parley/study/named_game.h"

namespace parley::study {

/// The same game in rationals. Doubles are taken exactly; the last branch of a chance node is 1 minus the others, as in
/// the files that `convert` writes.
[[nodiscard]] game::NumericGame<Rational> exact_game(const AnyGame& game);

}  // namespace parley::study
