// SPDX-License-Identifier: Apache-2.0
// Which strategies of both players have their inequality tight.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace parley::solve {

/// A set of labels below a number fixed when it is made: one a strategy, the first player's before the second's. In the
/// first player's polytope an own label is tight where the strategy is not played, one of the other player's where it
/// is a best response; in the second player's polytope likewise.
class LabelSet {
 public:
  explicit LabelSet(std::size_t num_labels) : words_((num_labels + 63) / 64) {}

  void erase(std::size_t label) { words_[label / 64] &= ~(std::uint64_t{1} << (label % 64)); }
  void insert(std::size_t label) { words_[label / 64] |= std::uint64_t{1} << (label % 64); }
  [[nodiscard]] bool contains(std::size_t label) const { return (words_[label / 64] >> (label % 64) & 1U) != 0; }
  [[nodiscard]] bool includes(const LabelSet& other) const {
    for (std::size_t k = 0; k < words_.size(); ++k) {
      if ((other.words_[k] & ~words_[k]) != 0) return false;
    }
    return true;
  }
  LabelSet& operator&=(const LabelSet& other) {
    for (std::size_t k = 0; k < words_.size(); ++k) words_[k] &= other.words_[k];
    return *this;
  }
  friend auto operator<=>(const LabelSet&, const LabelSet&) = default;

  struct Hash {
    std::size_t operator()(const LabelSet& set) const {
      std::uint64_t mixed = 0x9e3779b97f4a7c15U;
      for (const std::uint64_t word : set.words_) {
        mixed = (mixed ^ word) * 0xbf58476d1ce4e5b9U;
        mixed ^= mixed >> 29U;
      }
      return mixed;
    }
  };

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace parley::solve
