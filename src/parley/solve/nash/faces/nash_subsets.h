// SPDX-License-Identifier: Apache-2.0
// From complementary faces to a list of equilibria.
#pragma once

#include "parley/solve/nash/faces/complementary_faces.h"
#include "parley/solve/nash/nash_list.h"

namespace parley::solve {

/// Leaves out pairs of faces within larger ones and the origin, which is no equilibrium; numbers the components.
[[nodiscard]] NashList nash_subsets(const ComplementaryFaces& faces);

}  // namespace parley::solve
