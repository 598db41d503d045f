// SPDX-License-Identifier: Apache-2.0
// Everything that a report tells as tables of data, the same numbers as in its JSON.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parley/report/data_table.h"
#include "parley/report/report.h"

namespace parley::report {

/// In the order of the report. Answers of one kind are numbered from 1: "frontier_1", "frontier_1_contour",
/// "drivers_2". A table without rows is left out. Times of computation stand in "timings" alone: all else is the same
/// at every run.
[[nodiscard]] std::vector<DataTable> report_tables(const Report& report);

// ---- by part
// ---------------------------------------------------------------------------------------------------------

[[nodiscard]] std::vector<DataTable> sentence_tables(const Report& report);
[[nodiscard]] std::vector<DataTable> prediction_tables(const study::Prediction& prediction);
[[nodiscard]] std::vector<DataTable> frontier_tables(const study::Frontier& frontier, std::size_t number);
[[nodiscard]] std::vector<DataTable> drivers_tables(const study::Drivers& drivers, std::size_t number);
[[nodiscard]] std::vector<DataTable> boxes_tables(const study::Boxes& boxes, std::size_t number);
[[nodiscard]] std::vector<DataTable> information_tables(const study::Information& information, std::size_t number);
[[nodiscard]] std::vector<DataTable> variants_tables(const ComparedVariants& variants, std::size_t number);
[[nodiscard]] std::vector<DataTable> evidence_tables(const study::EvidenceStudy& study);
[[nodiscard]] std::vector<DataTable> changes_tables(const Diff& changes);
[[nodiscard]] std::vector<DataTable> tree_tables(const ReachedTree& tree);
[[nodiscard]] DataTable switches_table(const Report& report);
[[nodiscard]] std::vector<DataTable> alternatives_tables(const Report& report);
[[nodiscard]] std::vector<DataTable> scenario_tables(const Report& report);
[[nodiscard]] std::vector<DataTable> method_tables(const Report& report);

}  // namespace parley::report
