// SPDX-License-Identifier: Apache-2.0
// Any bytes are checked; what has no errors is built within its limits, merged or not, to trees of the same size.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "parley/build/builder.h"
#include "parley/scenario/analyse.h"

namespace {

using namespace parley;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_places(const scenario::Diagnostics& diagnostics, std::size_t size) {
  for (const scenario::Diagnostic& one : diagnostics.list) {
    require(!one.code.empty() && !one.message.empty());
    require(one.span.begin <= one.span.end && one.span.end <= size);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const scenario::SourceText source("fuzz.parley", "", std::string(reinterpret_cast<const char*>(data), size));
  const auto analysis = scenario::analyse(source);
  require(analysis.has_value());
  require_places(analysis->diagnostics, size);
  require((analysis->scenario != nullptr) == !analysis->diagnostics.has_errors());
  if (!analysis->scenario) return 0;

  constexpr std::uint64_t max_nodes = 2000;
  build::BuildOptions options;
  options.max_nodes = max_nodes;
  const build::Built merged = build::build(analysis->scenario, options);
  require_places(merged.diagnostics, size);
  require((merged.model != nullptr) == !merged.diagnostics.has_errors());
  options.merge = false;
  const build::Built whole = build::build(analysis->scenario, options);
  require_places(whole.diagnostics, size);
  if (!whole.model || !merged.model) return 0;

  const auto slots = merged.model->game.program.evaluate(build::centre_inputs(*merged.model));
  const auto whole_slots = whole.model->game.program.evaluate(build::centre_inputs(*whole.model));
  const build::Sizes sizes = build::count(*merged.model, slots);
  const build::Sizes whole_sizes = build::count(*whole.model, whole_slots);
  require(sizes.nodes == whole_sizes.nodes && sizes.terminals == whole_sizes.terminals);
  require(sizes.infosets == whole_sizes.infosets);
  return 0;
}
