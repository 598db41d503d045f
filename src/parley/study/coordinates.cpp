// SPDX-License-Identifier: Apache-2.0
// Hands out coordinates by name.
#include "parley/study/coordinates.h"

#include <cstddef>

namespace parley::study {

namespace {

/// Calls `visit(key, d)` for each drawn input.
template <class Visit>
void each_drawn(const build::Model& model, Visit visit) {
  std::map<std::string, std::size_t> times;
  for (std::size_t d = 0; d < model.drawn.size(); ++d) {
    const std::string& name = model.inputs[model.drawn[d]].name;
    visit(std::pair(name, times[name]++), d);
  }
}

}  // namespace

SharedCoordinates::SharedCoordinates(const build::Model& first) : next_(first.num_dimensions) {
  each_drawn(first, [&](const Key& key, std::size_t d) { by_name_.emplace(key, first.dimensions[d]); });
}

void SharedCoordinates::add(const build::Model& model) {
  each_drawn(model, [&](const Key& key, std::size_t) {
    if (by_name_.emplace(key, next_).second) ++next_;
  });
}

build::Model SharedCoordinates::on_these(build::Model model) {
  add(model);
  each_drawn(model, [&](const Key& key, std::size_t d) { model.dimensions[d] = by_name_.at(key); });
  model.num_dimensions = next_;
  return model;
}

}  // namespace parley::study
