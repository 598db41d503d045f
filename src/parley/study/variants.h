// SPDX-License-Identifier: Apache-2.0
// The same questions put to a file and to its variants, on the same draws.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "parley/study/predicted_draws.h"

namespace parley::study {

struct VariantModel {
  std::string name;  ///< empty: the file itself
  std::string text;  ///< the variant's own
  std::shared_ptr<const build::Model> model;
};

struct VariantRow {
  std::string name, text;
  Prediction prediction;              ///< `draws_done` is 0 where the run stopped before it
  std::vector<Estimate> differences;  ///< by target: this minus the file, paired by replicate; of the file 0
};

struct VariantComparison {
  std::vector<VariantRow> rows;  ///< in the order of the models
  Termination termination = Termination::finished;
};

/// Needs    models with the same targets in the same order, the file first.
/// Returns  a row a model; where the run is to stop, those that were not begun have no draws.
/// Errors   those of `predict`, with the name of the variant.
/// Reports  "draws of the variants", over all of them.
[[nodiscard]] Result<VariantComparison> compare_variants(const std::vector<VariantModel>& models,
                                                         const DrawOptions& options, const RunContext& run);

}  // namespace parley::study
