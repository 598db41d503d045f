// SPDX-License-Identifier: Apache-2.0
// Vertices of a best-response polytope, each once.
#pragma once

#include <algorithm>
#include <cstddef>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parley/math/dictionary.h"
#include "parley/math/rational.h"
#include "parley/solve/nash/faces/face.h"
#include "parley/solve/nash/faces/label_set.h"

namespace parley::solve {

/// A vertex: what is tight there, and the mixed strategy that it stands for (all 0 at the origin, which stands for
/// none).
struct Corner {
  LabelSet tight;
  std::vector<Rational> mix;
};

/// The vertices of one player's polytope that were met. A vertex is known by what is tight at it.
class Corners {
 public:
  /// Strategies of the player have the labels first_label .. first_label + num_strategies - 1.
  Corners(std::size_t num_labels, std::size_t first_label, std::size_t num_strategies)
      : num_labels_(num_labels), first_label_(first_label), num_strategies_(num_strategies) {}

  template <class Int>
  std::size_t add(const Dictionary<Int>& at) {
    LabelSet tight = tight_labels(at, num_labels_);
    const auto known = index_.find(tight);
    return known != index_.end() ? known->second : add(Corner{std::move(tight), mix_at(at)});
  }

  std::size_t add(Corner corner) {
    const auto [at, is_new] = index_.try_emplace(corner.tight, list_.size());
    if (is_new) list_.push_back(std::move(corner));
    return at->second;
  }

  [[nodiscard]] const std::vector<Corner>& list() const { return list_; }

 private:
  template <class Int>
  [[nodiscard]] std::vector<Rational> mix_at(const Dictionary<Int>& at) const {
    std::vector<Rational> mix(num_strategies_);
    Rational sum;
    for (std::size_t s = 0; s < num_strategies_; ++s) {
      const std::size_t row = at.row_of(static_cast<typename Dictionary<Int>::Label>(first_label_ + s));
      if (row < at.num_rows()) mix[s] = at.constant(row);
      sum += mix[s];
    }
    if (sum.is_zero()) return mix;
    for (Rational& share : mix) share /= sum;
    return mix;
  }

  std::size_t num_labels_, first_label_, num_strategies_;
  std::unordered_map<LabelSet, std::size_t, LabelSet::Hash> index_;
  std::vector<Corner> list_;
};

}  // namespace parley::solve
