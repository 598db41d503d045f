// SPDX-License-Identifier: Apache-2.0
// Walks the graph of a polyhedron's vertices, lexicographically.
#include "parley/solve/nash/faces/face_vertices.h"

#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "parley/solve/nash/faces/label_set.h"

namespace parley::solve {
namespace {

/// The basis is known by its nonbasic variables.
template <class Int>
LabelSet basis_of(const Dictionary<Int>& at) {
  LabelSet labels(at.num_labels());
  for (std::size_t c = 0; c < at.num_columns(); ++c) labels.insert(at.nonbasic(c));
  return labels;
}

/// Where the edge of the column ends; nothing where a dictionary that is not bounded has no end there.
template <class Int>
std::optional<std::size_t> end_of_edge(const Dictionary<Int>& at, std::size_t column,
                                       const std::vector<std::uint32_t>& loosened) {
  std::optional<std::size_t> first;
  for (std::size_t r = 0; r < at.num_rows(); ++r) {
    if (at.coefficient_sign(r, column) >= 0) continue;
    if (!first || at.compare_limits(r, *first, column, loosened) < 0) first = r;
  }
  return first;
}

LabelSet exchanged(LabelSet basis, std::uint32_t out, std::uint32_t in) {
  basis.erase(out);
  basis.insert(in);
  return basis;
}

}  // namespace

template <class Int>
Walked walk_vertices(const Dictionary<Int>& start, const std::function<void(const Dictionary<Int>&)>& visit,
                     const RunContext& run) {
  std::vector<std::uint32_t> loosened;
  loosened.reserve(start.num_rows());
  for (std::size_t r = 0; r < start.num_rows(); ++r) loosened.push_back(start.basic(r));
  std::unordered_set<LabelSet, LabelSet::Hash> known = {basis_of(start)};
  std::vector<Dictionary<Int>> open = {start};
  while (!open.empty()) {
    const Dictionary<Int> at = std::move(open.back());
    open.pop_back();
    visit(at);  // the first one in any case
    if (at.num_columns() > 0 && run.should_stop()) return Walked::stopped;
    const LabelSet basis = basis_of(at);
    for (std::size_t c = 0; c < at.num_columns(); ++c) {
      const auto row = end_of_edge(at, c, loosened);
      if (!row || !known.insert(exchanged(basis, at.nonbasic(c), at.basic(*row))).second) continue;
      Dictionary<Int> next = at;
      if (!next.pivot(*row, c)) return Walked::too_large;
      open.push_back(std::move(next));
    }
  }
  return Walked::everywhere;
}

template Walked walk_vertices(const Dictionary<std::int64_t>&,
                              const std::function<void(const Dictionary<std::int64_t>&)>&, const RunContext&);
template Walked walk_vertices(const Dictionary<Int128>&, const std::function<void(const Dictionary<Int128>&)>&,
                              const RunContext&);
template Walked walk_vertices(const Dictionary<BigInteger>&, const std::function<void(const Dictionary<BigInteger>&)>&,
                              const RunContext&);

}  // namespace parley::solve
