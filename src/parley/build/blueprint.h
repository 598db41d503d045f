// SPDX-License-Identifier: Apache-2.0
// What a model was built from, kept so that it can be built again with levers held.
#pragma once

#include <memory>
#include <vector>

#include "parley/build/builder.h"
#include "parley/build/held.h"
#include "parley/scenario/scenario.h"

namespace parley::build {

struct Blueprint {
  std::shared_ptr<const scenario::Scenario> scenario;
  BuildOptions options;  ///< its holds are in `held` already
  HeldLevers held;
};

/// Build with the levers held as said.
[[nodiscard]] Built build_held(std::shared_ptr<const scenario::Scenario> scenario, const BuildOptions& options,
                               HeldLevers held, const RunContext& run);
/// The same, with what goes wrong as an error: for a changed scenario or other levers of a model that was built once.
[[nodiscard]] Result<Model> rebuild(std::shared_ptr<const scenario::Scenario> scenario, const BuildOptions& options,
                                    HeldLevers held, const RunContext& run);

}  // namespace parley::build
