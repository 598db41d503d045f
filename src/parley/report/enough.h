// SPDX-License-Identifier: Apache-2.0
// How much of two levers is enough: what a frontier comes to in a sentence.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parley/study/frontier.h"

namespace parley::report {

/// Lowest and highest value among the computed points; the first above the second where there is none.
[[nodiscard]] std::pair<double, double> extremes(const std::vector<std::vector<std::optional<double>>>& grid);
/// The y where a line crosses the column x, each once, rising.
[[nodiscard]] std::vector<double> crossings(const std::vector<study::Polyline>& lines, double x);

/// "... reaches 50 % with pressure at build_up from offer at amnesty on; with pressure at ease no offer is enough."
[[nodiscard]] std::string enough_sentence(const study::Frontier& frontier);
/// Whose choice carries most of the change across the level; empty where nothing binds.
[[nodiscard]] std::string binding_sentence(const study::Frontier& frontier);
/// What the levers' owner does when nothing is held; empty where the axes are params or nobody owns them.
[[nodiscard]] std::string free_choice_sentence(const study::Frontier& frontier);

}  // namespace parley::report
