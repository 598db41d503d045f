// SPDX-License-Identifier: Apache-2.0
// Predicts the file and each variant, one after the other.
#include "parley/study/variants.h"

#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace parley::study {

namespace {

std::vector<Estimate> differences(const VariantModel& model, const PredictedDraws& own, const VariantModel& file,
                                  const PredictedDraws& of_file) {
  std::vector<Estimate> rows;
  rows.reserve(model.model->targets.size());
  for (std::size_t t = 0; t < model.model->targets.size(); ++t) {
    rows.push_back(difference_between({&own.draws, model.model->targets[t], own.prediction.targets[t].average},
                                      {&of_file.draws, file.model->targets[t], of_file.prediction.targets[t].average},
                                      own.prediction.replicates));
  }
  return rows;
}

VariantRow row_not_begun(const VariantModel& model, const DrawOptions& options, Termination termination) {
  constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
  return {model.name, model.text, not_begun(*model.model, options, termination),
          std::vector<Estimate>(model.model->targets.size(), {undefined, undefined})};
}

}  // namespace

Result<VariantComparison> compare_variants(const std::vector<VariantModel>& models, const DrawOptions& options,
                                           const RunContext& run) {
  VariantComparison comparison;
  comparison.rows.reserve(models.size());
  std::optional<PredictedDraws> file;
  for (std::size_t k = 0; k < models.size(); ++k) {
    const VariantModel& model = models[k];
    if (k > 0 && run.should_stop()) {
      comparison.termination = run.why_stopped();
      comparison.rows.push_back(row_not_begun(model, options, comparison.termination));
      continue;
    }
    auto own = predict_with_draws(*model.model, options, part_of(run, "draws of the variants", k, models.size()));
    if (!own) {
      if (model.name.empty()) return std::unexpected(std::move(own.error()));
      return fail(own.error().code, fmt::format("variant `{}`: {}", model.name, own.error().message));
    }
    if (own->prediction.termination != Termination::finished) comparison.termination = own->prediction.termination;
    auto changes = differences(model, *own, models.front(), file ? *file : *own);
    comparison.rows.push_back({model.name, model.text, own->prediction, std::move(changes)});
    if (!file) file = *std::move(own);
  }
  return comparison;
}

}  // namespace parley::study
