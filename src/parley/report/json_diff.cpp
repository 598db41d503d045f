// SPDX-License-Identifier: Apache-2.0
// Writes a comparison of two scenarios as JSON.
#include "parley/report/json_diff.h"

#include <cmath>
#include <limits>

#include "parley/report/json_parts.h"
#include "parley/report/words.h"

namespace parley::report {
namespace {

Json side_json(const DiffSide& side) {
  return Json::object()
      .set("file", side.file)
      .set("variant", text_or_null(side.variant))
      .set("sha256", side.sha256)
      .set("stored", side.is_stored);
}

Json line_or_null(std::uint32_t line) { return line == 0 ? Json() : Json(line); }

Json assumption_json(const DiffAssumption& one) {
  return Json::object()
      .set("kind", one.kind)
      .set("name", text_or_null(one.name))
      .set("change", change_of(one))
      .set("before", text_or_null(one.before))
      .set("after", text_or_null(one.after))
      .set("group", one.group)
      .set("line_a", line_or_null(one.line_a))
      .set("line_b", line_or_null(one.line_b));
}

Json word_json(const DiffConclusion& one, const Estimate& estimate) {
  if (one.is_value || !std::isfinite(estimate.mean)) return {};
  return likelihood_words(estimate.mean, estimate.standard_error);
}

Json conclusion_json(const DiffConclusion& one) {
  const bool is_known = std::isfinite(one.difference.mean) && std::isfinite(one.difference.standard_error);
  return Json::object()
      .set("text", one.text)
      .set("kind", one.is_outcome ? "outcome" : "target")
      .set("before", one.before.mean)
      .set("before_standard_error", one.before.standard_error)
      .set("after", one.after.mean)
      .set("after_standard_error", one.after.standard_error)
      .set("difference", one.difference.mean)
      .set("standard_error", one.difference.standard_error)
      .set("beyond_two_errors",
           is_known ? Json(std::fabs(one.difference.mean) > 2.0 * one.difference.standard_error) : Json())
      .set("word_before", word_json(one, one.before))
      .set("word_after", word_json(one, one.after));
}

Json mean_json(const std::optional<Estimate>& estimate) { return estimate ? Json(estimate->mean) : Json(); }

Json share_json(const Diff& diff, std::size_t group, std::size_t number) {
  const study::Share& share = diff.shares->rows[group][number];
  Json names = Json::array();
  for (const std::size_t change : diff.shares->groups[group]) names.push(name_of(diff.assumptions[change]));
  return Json::object()
      .set("assumptions", std::move(names))
      .set("alone", mean_json(share.alone))
      .set("taken_back", mean_json(share.taken_back))
      .set("shapley", mean_json(share.shapley))
      .set("standard_error", share.shapley ? Json(share.shapley->standard_error) : Json());
}

Json shares_json(const Diff& diff) {
  Json all = Json::array();
  if (!diff.shares) return all;
  for (std::size_t n = 0; n < diff.shared.size(); ++n) {
    Json rows = Json::array();
    for (std::size_t g = 0; g < diff.shares->groups.size(); ++g) rows.push(share_json(diff, g, n));
    const DiffConclusion& of = diff.conclusions[diff.shared[n].conclusion];
    all.push(Json::object()
                 .set("of", of.text)
                 .set("main", diff.shared[n].is_main)
                 .set("whole", n < diff.shares->whole.size() ? Json(diff.shares->whole[n].mean) : Json())
                 .set("method", diff.shares->exact ? "all orders" : "random orders")
                 .set("rows", std::move(rows)));
  }
  return all;
}

}  // namespace

std::string change_of(const DiffAssumption& one) {
  if (one.line_a == 0 && one.line_b != 0) return "added";
  return one.line_b == 0 && one.line_a != 0 ? "removed" : "changed";
}

Json diff_json(const Head& head, const Diff& diff) {
  return document("parley/diff/1", head)
      .set("a", side_json(diff.a))
      .set("b", side_json(diff.b))
      .set("assumptions", diff.has_assumptions ? json_array(diff.assumptions, assumption_json) : Json())
      .set("wording", diff.has_assumptions ? json_array(diff.wording, assumption_json) : Json())
      .set("conclusions", json_array(diff.conclusions, conclusion_json))
      .set("most_likely", Json::object()
                              .set("before", text_or_null(diff.most_likely_before))
                              .set("after", text_or_null(diff.most_likely_after)))
      .set("shares", shares_json(diff))
      .set("draws", diff.draws)
      .set("hybrids", diff.shares ? diff.shares->hybrids : std::size_t{0})
      .set("notes", json_array(diff.notes, [](const std::string& note) { return Json(note); }))
      .set("termination", termination_name(diff.termination));
}

}  // namespace parley::report
