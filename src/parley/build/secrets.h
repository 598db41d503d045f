// SPDX-License-Identifier: Apache-2.0
// Params that may be a player's secret, and the game in which one of them is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"

namespace parley::build {

/// A drawn param that enters the payoffs of one player and nothing else.
struct Secret {
  std::string param, player;
};

/// In order of the file; params that are held are no secrets.
[[nodiscard]] std::vector<Secret> possible_secrets(const Model& model);

/// Parts into which a param is cut where the language does not say otherwise.
inline constexpr std::uint32_t usual_parts = 5;

/// The game in which the param is `private to` that player, in `usual_parts` parts; what it was correlated with is not
/// any more (a type cannot be), and evidence on it is evidence on the type. The other inputs are drawn as before.
/// Errors   as `hold`.
[[nodiscard]] Result<Model> with_secret(const Model& model, const Secret& secret, const RunContext& run);

}  // namespace parley::build
