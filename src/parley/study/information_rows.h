// SPDX-License-Identifier: Apache-2.0
// The rows of what knowing would be worth: each thing to know as cells of the draws, and what is chosen in each.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parley/build/hold.h"
#include "parley/build/model.h"
#include "parley/study/choice_samples.h"
#include "parley/study/information.h"
#include "parley/study/worth.h"

namespace parley::study {

struct GroupMembers {
  std::string name;
  std::vector<std::string> names;
  std::vector<std::size_t> inputs;  ///< among the drawn ones
};

/// What it is given must outlive it.
class RowMaker {
 public:
  RowMaker(const build::Model& model, const std::vector<build::Lever>& levers, const ChoiceSamples& samples,
           const ChoiceValues& values, std::vector<std::vector<double>> columns)
      : model_(model), levers_(levers), samples_(samples), values_(values), columns_(std::move(columns)) {}

  /// By name, what a combination of the levers' choices is.
  [[nodiscard]] ChoiceName choice(std::size_t index) const;

  void add_inputs(Information& found) const;
  void add_groups(const std::vector<GroupMembers>& groups, Information& found) const;
  void add_types(Information& found) const;
  void add_reports(Information& found) const;
  void add_everything(Information& found) const;

 private:
  [[nodiscard]] InformationRow input_row(std::size_t input) const;
  [[nodiscard]] InformationRow param_report_row(const ReportSample& sample) const;
  [[nodiscard]] InformationRow type_report_row(const ReportSample& sample) const;
  [[nodiscard]] InformationRow report_row(const ReportSample& sample, const std::vector<double>& chance,
                                          std::vector<double> weights) const;
  [[nodiscard]] std::vector<double> odds(const build::GivenOdds& odds) const;

  const build::Model& model_;
  const std::vector<build::Lever>& levers_;
  const ChoiceSamples& samples_;
  const ChoiceValues& values_;
  std::vector<std::vector<double>> columns_;  // [drawn input][draw]
};

}  // namespace parley::study
