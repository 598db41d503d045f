// SPDX-License-Identifier: Apache-2.0
// All vertices of a face.
#pragma once

#include <functional>

#include "parley/base/run_context.h"
#include "parley/math/dictionary.h"

namespace parley::solve {

enum class Walked : std::uint8_t { everywhere, too_large, stopped };

/// Calls `visit` at every vertex of the bounded polyhedron, at one of them perhaps several times. It walks the edges of
/// the polyhedron with its inequalities loosened by powers of an infinitely small number: there every vertex has as
/// many edges as dimensions, and each vertex of the polyhedron itself is the limit of one.
///
/// Cost     a pivot for each edge of the loosened polyhedron; memory for each of its vertices.
/// Source   Dantzig, Orden and Wolfe 1955 (lexicographic pivoting); Avis and Fukuda 1992 (the graph of vertices).
template <class Int>
[[nodiscard]] Walked walk_vertices(const Dictionary<Int>& start,
                                   const std::function<void(const Dictionary<Int>&)>& visit, const RunContext& run);

extern template Walked walk_vertices(const Dictionary<std::int64_t>&,
                                     const std::function<void(const Dictionary<std::int64_t>&)>&, const RunContext&);
extern template Walked walk_vertices(const Dictionary<Int128>&, const std::function<void(const Dictionary<Int128>&)>&,
                                     const RunContext&);
extern template Walked walk_vertices(const Dictionary<BigInteger>&,
                                     const std::function<void(const Dictionary<BigInteger>&)>&, const RunContext&);

}  // namespace parley::solve
