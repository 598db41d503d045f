// SPDX-License-Identifier: Apache-2.0
// One set of Sobol coordinates for several models: what has the same name is drawn from the same point.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "parley/build/model.h"

namespace parley::study {

/// Coordinates by name. Those of the first model are its own, so that it draws as it does alone.
class SharedCoordinates {
 public:
  explicit SharedCoordinates(const build::Model& first);
  /// Names that are new get coordinates of their own.
  void add(const build::Model& model);
  /// The model with the shared coordinates; names that were not added are.
  [[nodiscard]] build::Model on_these(build::Model model);

 private:
  using Key =
      std::pair<std::string, std::size_t>;  // of several inputs of a name (odds of one evidence) the how-many-th

  std::map<Key, std::uint32_t> by_name_;
  std::uint32_t next_ = 0;
};

}  // namespace parley::study
