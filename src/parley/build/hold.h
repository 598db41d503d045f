// SPDX-License-Identifier: Apache-2.0
// The same game with levers held: announced and binding, the step taken out of the game.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"

namespace parley::build {

/// Hold the lever `name` (a pick, a chance move or a param).
struct Hold {
  struct AtAxis {};  ///< at a number that each run supplies (a lever input of the model)
  std::string name;
  std::variant<std::string, Number, AtAxis> at;  ///< a label, a number, or an axis
};

/// What may be held, and how: for axes.
struct Lever {
  enum class Kind : std::uint8_t { param, pick, chance };
  Kind kind = Kind::param;
  std::string name;
  std::string owner;                ///< the player of a pick; empty otherwise
  bool numeric = false;             ///< may be held at any number of [low, high]
  double low = 0.0, high = 0.0;     ///< numeric; a param's 1 and 99 % points
  std::vector<std::string> labels;  ///< choices of a pick or chance move, in order
  std::vector<double> values;       ///< their values at the centre, where all have one; else empty
};
[[nodiscard]] Result<Lever> lever(const Model& model, const std::string& name);

/// One move that a player makes whatever happened before, with the picks that it makes at once.
struct FreeMove {
  std::string player;
  std::vector<std::string> picks;
  Origin origin = {};
};
/// The moves without `when` that stand in no repeat, in order of the play; picks that are held are left out.
[[nodiscard]] std::vector<FreeMove> free_moves(const Model& model);

/// Build the model again with further holds. Model::inputs gets one lever input a hold AtAxis, in the order of `holds`.
/// Errors   bad_option: no such lever, a value that it may not be held at (the message lists the choices or the range);
/// stopped.
[[nodiscard]] Result<Model> hold(const Model& model, const std::vector<Hold>& holds, const RunContext& run = {});
/// The same game with every history its own node (for files, trees and checks). Errors: too_large, stopped.
[[nodiscard]] Result<Model> without_merging(const Model& model, const RunContext& run = {});

}  // namespace parley::build
