// SPDX-License-Identifier: Apache-2.0
// Walks along a face to where a label is tight.
#include "parley/solve/nash/faces/face.h"

namespace parley::solve {

template <class Int>
bool Face<Int>::is_tight_throughout(std::size_t label) const {
  const auto l = static_cast<Label>(label);
  const std::size_t row = at_.row_of(l);
  if (row == at_.num_rows()) return at_.column_of(l) == at_.num_columns();
  if (at_.constant_sign(row) != 0) return false;
  for (std::size_t c = 0; c < at_.num_columns(); ++c) {
    if (at_.coefficient_sign(row, c) > 0) return false;
  }
  return true;
}

template <class Int>
LabelSet Face<Int>::tight_throughout() const {
  LabelSet tight(at_.num_labels());
  for (std::size_t label = 0; label < at_.num_labels(); ++label) {
    if (is_tight_throughout(label)) tight.insert(label);
  }
  return tight;
}

/// A label that is 0 here and falls with all that could move stays 0, and so do those that it falls with.
template <class Int>
void Face<Int>::drop_what_cannot_move() {
  for (std::size_t r = 0; r < at_.num_rows();) {
    if (!is_tight_throughout(at_.basic(r))) {
      ++r;
      continue;
    }
    for (std::size_t c = at_.num_columns(); c-- > 0;) {
      if (at_.coefficient_sign(r, c) < 0) at_.drop_column(c);
    }
    at_.drop_row(r);
    r = 0;
  }
}

template <class Int>
bool Face<Int>::is_never_tight(std::size_t label) const {
  const std::size_t row = at_.row_of(static_cast<Label>(label));
  if (row == at_.num_rows() || at_.constant_sign(row) == 0) return false;
  for (std::size_t c = 0; c < at_.num_columns(); ++c) {
    if (at_.coefficient_sign(row, c) < 0) return false;
  }
  return true;
}

template <class Int>
double Face<Int>::slack(std::size_t label) const {
  const std::size_t row = at_.row_of(static_cast<Label>(label));
  return row == at_.num_rows() ? 0.0 : at_.constant_near(row);
}

/// The row whose variable falls to 0 first as the column's grows; of several that do so at once `wanted`, else the one
/// with the first row or, against going in circles, the smallest label. `num_rows()`: none falls.
template <class Int>
std::size_t Face<Int>::leaving_row(std::size_t column, std::size_t wanted, bool by_smallest_label) const {
  std::size_t best = at_.num_rows();
  for (std::size_t r = 0; r < at_.num_rows(); ++r) {
    if (at_.coefficient_sign(r, column) >= 0) continue;
    if (best == at_.num_rows()) {
      best = r;
      continue;
    }
    const int order = at_.compare_limits(r, best, column);
    const bool is_preferred = r == wanted || (by_smallest_label && best != wanted && at_.basic(r) < at_.basic(best));
    if (order < 0 || (order == 0 && is_preferred)) best = r;
  }
  return best;
}

/// The pivot that lowers the row's variable most, or Bland's: smallest labels, which never goes in circles. No column:
/// nothing lowers it.
template <class Int>
std::pair<std::size_t, std::size_t> Face<Int>::step_down(std::size_t row, bool by_smallest_label) const {
  std::pair<std::size_t, std::size_t> best = {at_.num_rows(), at_.num_columns()};
  double most = -1.0;
  for (std::size_t c = 0; c < at_.num_columns(); ++c) {
    if (at_.coefficient_sign(row, c) >= 0) continue;
    if (by_smallest_label) {
      if (best.second == at_.num_columns() || at_.nonbasic(c) < at_.nonbasic(best.second)) best.second = c;
      continue;
    }
    const std::size_t leaving = leaving_row(c, row, false);
    if (leaving == row) return {row, c};
    const double gain = at_.coefficient_near(row, c) * at_.constant_near(leaving) / at_.coefficient_near(leaving, c);
    if (best.second == at_.num_columns() || gain > most) {
      most = gain;
      best = {leaving, c};
    }
  }
  if (by_smallest_label && best.second < at_.num_columns()) best.first = leaving_row(best.second, row, true);
  return best;
}

/// The label is tight at this vertex: make it so on the whole face. False where numbers get too large.
template <class Int>
bool Face<Int>::make_tight_at_zero(std::size_t row) {
  for (std::size_t c = 0; c < at_.num_columns(); ++c) {
    if (at_.coefficient_sign(row, c) == 0) continue;
    if (!at_.pivot(row, c)) return false;  // whatever the sign: nothing moves
    at_.drop_column(c);
    return true;
  }
  at_.drop_row(row);
  return true;
}

template <class Int>
Tightened Face<Int>::tighten(std::size_t label) {
  const Tightened done = walk_to(label);
  if (done == Tightened::yes) drop_what_cannot_move();
  return done;
}

template <class Int>
Tightened Face<Int>::walk_to(std::size_t label) {
  const auto l = static_cast<Label>(label);
  const std::size_t patience = 2 * (at_.num_rows() + at_.num_columns());
  for (std::size_t step = 0;; ++step) {
    const std::size_t column = at_.column_of(l);
    if (column < at_.num_columns()) {
      at_.drop_column(column);
      return Tightened::yes;
    }
    const std::size_t row = at_.row_of(l);
    if (row == at_.num_rows()) return Tightened::yes;
    if (at_.constant_sign(row) == 0) return make_tight_at_zero(row) ? Tightened::yes : Tightened::too_large;
    const auto [leaving, entering] = step_down(row, step > patience);
    if (entering == at_.num_columns()) return Tightened::empty;
    if (!at_.pivot(leaving, entering)) return Tightened::too_large;
  }
}

template <class Int>
LabelSet tight_labels(const Dictionary<Int>& at, std::size_t num_labels) {
  LabelSet tight(num_labels);
  for (std::size_t label = 0; label < num_labels; ++label) {
    const std::size_t row = at.row_of(static_cast<typename Dictionary<Int>::Label>(label));
    if (row == at.num_rows() || at.constant_sign(row) == 0) tight.insert(label);
  }
  return tight;
}

template class Face<std::int64_t>;
template class Face<Int128>;
template class Face<BigInteger>;
template LabelSet tight_labels(const Dictionary<std::int64_t>&, std::size_t);
template LabelSet tight_labels(const Dictionary<Int128>&, std::size_t);
template LabelSet tight_labels(const Dictionary<BigInteger>&, std::size_t);

}  // namespace parley::solve
