// SPDX-License-Identifier: Apache-2.0
// Scenarios between two: texts with some changes made, checked, built and solved on the same draws.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "parley/scenario/statement_changes.h"
#include "parley/study/coordinates.h"
#include "parley/study/predicted_draws.h"
#include "parley/study/shares.h"
#include "scenario_session.h"

namespace parley::cli {

/// One of the numbers that shares are of: an outcome by name, or a target.
struct SharedNumber {
  std::string text;
  bool is_outcome = false;
};

class Hybrids {
 public:
  Hybrids(Session& session, const scenario::StatementChanges& changes, std::string folder,
          std::vector<SharedNumber> numbers, study::SharedCoordinates coordinates)
      : session_(session),
        changes_(changes),
        folder_(std::move(folder)),
        numbers_(std::move(numbers)),
        coordinates_(std::move(coordinates)) {}

  /// See study::HybridWorth.
  [[nodiscard]] Result<std::optional<study::Worth>> worth(const std::vector<bool>& applied);

 private:
  struct Made {
    std::shared_ptr<const build::Model> model;
    std::vector<build::Target> numbers;
  };
  /// Nothing where it is no scenario.
  Result<std::optional<Made>> build(const std::vector<bool>& applied, const RunContext& run);

  Session& session_;
  const scenario::StatementChanges& changes_;
  std::string folder_;
  std::vector<SharedNumber> numbers_;
  study::SharedCoordinates coordinates_;
};

/// The numbers as targets of a model that has them: outcomes by name, the model's own targets by text.
[[nodiscard]] std::vector<build::Target> targets_in(const build::Model& model,
                                                    const std::vector<SharedNumber>& numbers);

/// The worth of a sample, number by number.
[[nodiscard]] study::Worth worth_of(const study::Sample& sample, const std::vector<build::Target>& numbers,
                                    std::size_t num_replicates);

}  // namespace parley::cli
