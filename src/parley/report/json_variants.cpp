// SPDX-License-Identifier: Apache-2.0
// Writes a comparison of variants as JSON.
#include "parley/report/json_variants.h"

#include <algorithm>

#include "parley/report/conclusions.h"
#include "parley/report/json_parts.h"

namespace parley::report {
namespace {

Json texts_json(const std::vector<std::string>& texts) {
  return json_array(texts, [](const std::string& text) { return Json(text); });
}

Json outcomes_json(const study::Prediction& prediction) {
  Json object = Json::object();
  for (const study::OutcomeRow& row : prediction.outcomes) {
    object.set(row.name, Json::object().set("mean", row.chance.mean).set("standard_error", row.chance.standard_error));
  }
  return object;
}

Json row_json(const study::VariantRow& row, std::size_t t, const RowConclusions& conclusions) {
  const study::Average& average = row.prediction.targets[t].average;
  return Json::object()
      .set("name", text_or_null(row.name))
      .set("text", text_or_null(row.text))
      .set("mean", average.mean)
      .set("standard_error", average.standard_error)
      .set("low", average.low)
      .set("high", average.high)
      .set("difference", row.differences[t].mean)
      .set("difference_standard_error", row.differences[t].standard_error)
      .set("most_likely_outcome", text_or_null(conclusions.most_likely))
      .set("side", text_or_null(conclusions.side))
      .set("likelihood", text_or_null(conclusions.likelihood))
      .set("agrees", conclusions.is_known ? Json(conclusions.differs_in.empty()) : Json())
      .set("differs_in", texts_json(conclusions.differs_in))
      .set("outcomes", outcomes_json(row.prediction))
      .set("counts", counts_json(row.prediction.counts))
      .set("effective_draws", row.prediction.effective_draws)
      .set("draws_done", row.prediction.draws_done)
      .set("largest_deviation_gain",
           row.prediction.draws_done > 0 ? Json(row.prediction.largest_deviation_gain) : Json());
}

Json conclusion_json(const Conclusion& conclusion) {
  return Json::object()
      .set("kind", conclusion.kind)
      .set("of_file", conclusion.of_file)
      .set("shared", conclusion.differing.empty())
      .set("differing", texts_json(conclusion.differing));
}

}  // namespace

Json variants_json(const Head& head, const std::string& target, const study::VariantComparison& comparison,
                   std::size_t t) {
  const Conclusions conclusions = conclusions_of(comparison, t);
  Json rows = Json::array();
  for (std::size_t k = 0; k < comparison.rows.size(); ++k) {
    rows.push(row_json(comparison.rows[k], t, conclusions.rows[k]));
  }
  const study::Prediction& file = comparison.rows.front().prediction;
  const bool is_any_compared =
      std::ranges::count_if(conclusions.rows, [](const RowConclusions& row) { return row.is_known; }) > 1;
  const bool is_shared =
      std::ranges::all_of(conclusions.all, [](const Conclusion& one) { return one.differing.empty(); });
  return document("parley/variants/1", head)
      .set("target", target)
      .set("draws", file.draws)
      .set("replicates", file.replicates)
      .set("held", held_json(file.held))
      .set("variants", std::move(rows))
      .set("conclusions", json_array(conclusions.all, conclusion_json))
      .set("shared", is_any_compared ? Json(is_shared) : Json())
      .set("termination", termination_name(comparison.termination));
}

}  // namespace parley::report
