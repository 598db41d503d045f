// SPDX-License-Identifier: Apache-2.0
// A history on its way through the play, as far as it is remembered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace parley::build {

/// Labels of facts that are no label.
inline constexpr std::int32_t skipped = -1;    ///< the step was skipped, or not reached when play stopped: none
inline constexpr std::int32_t unset = -2;      ///< not come to yet: none as well
inline constexpr std::int32_t forgotten = -3;  ///< no longer matters

/// A history on its way: present labels by fact, and what is remembered of moves, by instance.
struct History {
  std::vector<std::int32_t> facts;
  std::vector<std::pair<std::uint32_t, std::int32_t>> memory;  // (instance, label), in order
  friend bool operator==(const History&, const History&) = default;
};

/// The history at the start of play.
[[nodiscard]] inline History start_of_play(std::size_t num_facts) {
  return {std::vector<std::int32_t>(num_facts, unset), {}};
}

struct HistoryHash {
  std::size_t operator()(const History& history) const noexcept {
    std::uint64_t h = 0x9e3779b97f4a7c15U;
    const auto mix = [&h](std::uint64_t value) {
      h = (h ^ value) * 0xff51afd7ed558ccdU;
      h ^= h >> 29U;
    };
    for (std::int32_t label : history.facts) mix(static_cast<std::uint32_t>(label));
    for (const auto& [instance, label] : history.memory) {
      mix((std::uint64_t{instance} << 32U) | static_cast<std::uint32_t>(label));
    }
    return static_cast<std::size_t>(h);
  }
};

}  // namespace parley::build
