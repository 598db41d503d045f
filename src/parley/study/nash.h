// SPDX-License-Identifier: Apache-2.0
// Nash equilibria of one game with numbers in it: one, all, or all in pure strategies.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/solve/nash/nash_list.h"
#include "parley/study/named_game.h"
#include "parley/study/play.h"

namespace parley::study {

enum class NashQuestion : std::uint8_t {
  one,   ///< any equilibrium
  all,   ///< all, or all extreme ones
  pure,  ///< all in pure strategies
};

/// Profiles by information set of the game.
struct NashAnswer {
  solve::NashList list;
  ListLabel label;
  std::string method;        ///< "complementary_faces", "lemke_howson", ..: as JSON has it
  std::vector<int> indices;  ///< of a complete list, by equilibrium: 1 or -1, 0 where not regular
};

/// By the method that fits the game: zero-sum games by a linear program, other two-player games by Lemke and Howson's
/// path (trees by Lemke's) or by complementary faces, games of more players by supports. Trees are listed by their
/// reduced strategic form. Numbers that are doubles are taken as the rationals that they are.
///
/// Errors   unsupported, too_large: no method fits; stopped: there was no time to find one.
[[nodiscard]] Result<NashAnswer> nash_equilibria(const NamedGame& named, NashQuestion question, const RunContext& run);

/// The same with what everybody does, certified from the game.
[[nodiscard]] PlaysAtDraw described(const NamedGame& named, const NashAnswer& answer);

/// Marks the equilibrium of the list that is `selected`, if it is there: within a continuum it may be none of the
/// corners. Needs    a game to all of whose information sets play comes.
void mark_selected(PlaysAtDraw& plays, const PlayAtDraw& selected);

/// NE,p1,p2,...: a line an equilibrium.
[[nodiscard]] std::string gambit_lines(const NamedGame& named, const NashAnswer& answer);

}  // namespace parley::study
