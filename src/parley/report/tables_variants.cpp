// SPDX-License-Identifier: Apache-2.0
// Variants and other alternatives as tables.
#include <algorithm>

#include <fmt/format.h>

#include "parley/report/conclusions.h"
#include "parley/report/json_report.h"
#include "parley/report/report_tables.h"
#include "parley/report/sentences.h"

namespace parley::report {

std::vector<DataTable> variants_tables(const ComparedVariants& variants, std::size_t number) {
  const std::string name = fmt::format("variants_{}", number);
  DataTable table{
      .name = name,
      .caption =
          fmt::format("{} under the file (no name) and each of its variants, on the same draws.", variants.target),
      .columns = {"name", "text", "mean", "standard_error", "low", "high", "difference", "difference_standard_error",
                  "most_likely_outcome", "side", "likelihood", "agrees", "differs_in", "effective_draws", "draws_done"},
      .rows = {}};
  DataTable outcomes{.name = name + "_outcomes",
                     .caption = "The chance of each outcome under the file (no name) and each variant.",
                     .columns = {"name", "outcome", "mean", "standard_error"},
                     .rows = {}};
  const Conclusions conclusions = conclusions_of(*variants.comparison, variants.index);
  for (std::size_t k = 0; k < variants.comparison->rows.size(); ++k) {
    const study::VariantRow& row = variants.comparison->rows[k];
    const RowConclusions& says = conclusions.rows[k];
    const study::Average& average = row.prediction.targets[variants.index].average;
    const Estimate& difference = row.differences[variants.index];
    table.add({cell(row.name), cell(row.text), cell(average.mean), cell(average.standard_error), cell(average.low),
               cell(average.high), cell(difference.mean), cell(difference.standard_error), cell(says.most_likely),
               cell(says.side), cell(says.likelihood),
               truth(says.is_known ? std::optional(says.differs_in.empty()) : std::nullopt),
               cell(listed(says.differs_in)), cell(row.prediction.effective_draws),
               cell(std::uint64_t{row.prediction.draws_done})});
    for (const study::OutcomeRow& outcome : row.prediction.outcomes) {
      outcomes.add(
          {cell(row.name), cell(outcome.name), cell(outcome.chance.mean), cell(outcome.chance.standard_error)});
    }
  }
  return {std::move(table), std::move(outcomes)};
}

std::vector<DataTable> alternatives_tables(const Report& report) {
  DataTable table{.name = "alternatives",
                  .caption = "The same question under other assumptions: does the most likely outcome survive?",
                  .columns = {"kind", "name", "text", "lambda", "draws", "most_likely_outcome", "survives", "note"},
                  .rows = {}};
  DataTable outcomes{.name = "alternatives_outcomes",
                     .caption =
                         "The chance of each outcome under each alternative; no standard error where one draw was "
                         "solved.",
                     .columns = {"kind", "name", "lambda", "outcome", "mean", "standard_error"},
                     .rows = {}};
  for (const Alternative& one : report.alternatives) {
    const auto most = std::ranges::max_element(one.outcomes, {}, &Alternative::Outcome::mean);
    const std::string kind(kind_name(one.kind));
    table.add({cell(kind), cell(one.name), cell(one.text), cell(one.lambda), cell(std::uint64_t{one.draws}),
               most == one.outcomes.end() ? Cell() : cell(most->name), truth(survives(report, one)), cell(one.note)});
    for (const Alternative::Outcome& outcome : one.outcomes) {
      outcomes.add({cell(kind), cell(one.name), cell(one.lambda), cell(outcome.name), cell(outcome.mean),
                    cell(outcome.standard_error)});
    }
  }
  return {std::move(table), std::move(outcomes)};
}

}  // namespace parley::report
