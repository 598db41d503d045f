// SPDX-License-Identifier: Apache-2.0
// A hash of one word: randomness as a function of where it is used.
#pragma once

#include <cstddef>
#include <cstdint>

namespace parley {

/// Steele, Lea and Flood 2014 (SplitMix64): every bit of the result depends on every bit of the word.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t word) {
  word += 0x9e3779b97f4a7c15U;
  word = (word ^ (word >> 30U)) * 0xbf58476d1ce4e5b9U;
  word = (word ^ (word >> 27U)) * 0x94d049bb133111ebU;
  return word ^ (word >> 31U);
}

/// A number below `bound`, from a hashed word (Lemire 2019, without the rejection: off by less than bound / 2^32).
[[nodiscard]] constexpr std::size_t below(std::uint64_t hash, std::size_t bound) {
  return static_cast<std::size_t>(((hash >> 32U) * static_cast<std::uint64_t>(bound)) >> 32U);
}

}  // namespace parley
