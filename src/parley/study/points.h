// SPDX-License-Identifier: Apache-2.0
// Points of what the analyst does not know at which a model is to be solved: draws, or those of a design.
#pragma once

#include <cstddef>

namespace parley::study {

/// Shared by all threads that solve.
class Points {
 public:
  Points() = default;
  Points(const Points&) = default;
  Points& operator=(const Points&) = default;
  Points(Points&&) = default;
  Points& operator=(Points&&) = default;
  virtual ~Points() = default;

  [[nodiscard]] virtual std::size_t size() const = 0;
  /// The drawn inputs at point `index`, in the order of Model::drawn.
  virtual void draw(std::size_t index, double* out) const = 0;
};

}  // namespace parley::study
