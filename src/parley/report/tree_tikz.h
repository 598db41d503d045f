// SPDX-License-Identifier: Apache-2.0
// The tree of one draw as a picture for papers: TikZ in a LaTeX document that compiles as it is.
#pragma once

#include <cstddef>
#include <string>

#include "parley/base/result.h"
#include "parley/report/document.h"
#include "parley/report/game_tree.h"

namespace parley::report {

/// More nodes are no picture for a page.
inline constexpr std::size_t most_tikz_nodes = 2'000;
/// cm: TeX holds no length over 575, and PDF no page over 508.
inline constexpr double most_tikz_length = 500.0;

/// The root on the left, each end a row; filled nodes are decisions, hollow ones chance; dashed lines join information
/// sets. Exact chances are fractions. Places are computed here: the picture needs no package but tikz.
///
/// Needs    `head`: its command stands in the comment that begins the document; `title` and `at` too.
/// Errors   too_large: more than `most_tikz_nodes` rows, or a picture longer than `most_tikz_length`; the message names
///          `--depth`.
/// Cost     linear in the rows.
[[nodiscard]] Result<std::string> tree_tikz(const Head& head, const std::string& title, const std::string& at,
                                            const GameTree& tree);

}  // namespace parley::report
