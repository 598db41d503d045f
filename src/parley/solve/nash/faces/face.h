// SPDX-License-Identifier: Apache-2.0
// A face of a best-response polytope: the points at which certain labels are tight.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "parley/math/dictionary.h"
#include "parley/solve/nash/faces/label_set.h"

namespace parley::solve {

enum class Tightened : std::uint8_t {
  yes,
  empty,      ///< no point of the face has the label tight
  too_large,  ///< the numbers leave Int; widen the face and ask again
};

/// Never empty; held at one of its vertices.
template <class Int>
class Face {
 public:
  /// Needs a dictionary of a bounded polyhedron at a vertex: no constant below 0.
  explicit Face(Dictionary<Int> dictionary) : at_(std::move(dictionary)) {}

  /// Keep the points at which the label is tight. Cost: a few pivots.
  [[nodiscard]] Tightened tighten(std::size_t label);
  /// True only where the whole face has the label tight; false may mean that one row does not tell. Cost: O(dimension).
  [[nodiscard]] bool is_tight_throughout(std::size_t label) const;
  /// All labels of which `is_tight_throughout` is true.
  [[nodiscard]] LabelSet tight_throughout() const;
  /// True only where no point of the face has the label tight; false may mean that it takes pivots to tell.
  /// Cost: O(dimension).
  [[nodiscard]] bool is_never_tight(std::size_t label) const;
  /// How far the label is from tight at the vertex at hand, nearly.
  [[nodiscard]] double slack(std::size_t label) const;

  [[nodiscard]] std::size_t dimension() const { return at_.num_columns(); }
  [[nodiscard]] const Dictionary<Int>& at() const { return at_; }

  template <class Wider>
  [[nodiscard]] Face<Wider> widened() const {
    return Face<Wider>(at_.template widened<Wider>());
  }

 private:
  using Label = typename Dictionary<Int>::Label;
  [[nodiscard]] Tightened walk_to(std::size_t label);
  void drop_what_cannot_move();
  [[nodiscard]] bool make_tight_at_zero(std::size_t row);
  [[nodiscard]] std::pair<std::size_t, std::size_t> step_down(std::size_t row, bool by_smallest_label) const;
  [[nodiscard]] std::size_t leaving_row(std::size_t column, std::size_t wanted, bool by_smallest_label) const;

  Dictionary<Int> at_;
};

/// The labels that are tight at the vertex.
template <class Int>
[[nodiscard]] LabelSet tight_labels(const Dictionary<Int>& at, std::size_t num_labels);

extern template class Face<std::int64_t>;
extern template class Face<Int128>;
extern template class Face<BigInteger>;

}  // namespace parley::solve
