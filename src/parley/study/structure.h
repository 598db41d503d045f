// SPDX-License-Identifier: Apache-2.0
// How far an answer hangs on the structure of the game: the variants of a file as one more thing that is not known.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/study/draws.h"
#include "parley/study/other_game.h"

namespace parley::study {

struct StructureModel {
  std::string name, text;
  std::shared_ptr<const build::Model> model;
};

struct StructureRow {
  std::string name, text;
  OtherGame game;  ///< as it stands: the file; the other: the variant
};

struct Structure {
  std::vector<StructureRow> rows;  ///< of the variants that were done
  /// The share of the variance that goes if only the variant is known, the file and each variant as likely as the
  /// other: the variance of their means over that and the mean of their variances (first-order index). Not set where
  /// some variant has no numbers, or nothing varies.
  std::optional<double> first_order_index;
  Termination termination = Termination::finished;
};

/// Of one target that the file's model and all variants' have at the same index.
/// Errors   bad_option (draws).
[[nodiscard]] Result<Structure> structure(const build::Model& file, std::size_t target,
                                          const std::vector<StructureModel>& variants, const DrawOptions& options,
                                          RunContext& run);

}  // namespace parley::study
