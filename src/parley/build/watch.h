// SPDX-License-Identifier: Apache-2.0
// When each node is passed and who sees its label: what counting a tree without building it needs.
#pragma once

#include <cstdint>
#include <vector>

namespace parley::build {

struct Watch {
  struct Moment {
    std::uint32_t reveal = 0;   ///< from this moment on those of `seen_by` know the label
    std::uint64_t seen_by = 0;  ///< bits by player
    std::uint64_t mover = 0;    ///< who knows it at once
  };
  std::vector<Moment> moments;
  std::vector<std::uint32_t> node_moment;  ///< by node of the game
};

}  // namespace parley::build
