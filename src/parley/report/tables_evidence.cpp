// SPDX-License-Identifier: Apache-2.0
// What the evidence does as tables: pieces, weights, what each change of it comes to, sources, types, params.
#include "parley/report/json_evidence.h"
#include "parley/report/report_tables.h"
#include "parley/report/sentences.h"

namespace parley::report {
namespace {

Cell most_likely(const std::optional<study::OtherEvidence>& other) { return other ? cell(other->most_likely) : Cell(); }

DataTable pieces_table(const study::EvidenceStudy& study) {
  DataTable table{
      .name = "evidence",
      .caption =
          "Each report: what the most likely outcome is without it, and how strong it would have to be (a power of "
          "its likelihoods, 1 as it stands) to make another the most likely; between `stays_from` and `stays_to` "
          "none is.",
      .columns = {"name", "text", "sources", "known_to_all", "weighs", "most_likely_without", "effective_draws_without",
                  "turning_searched", "stays_from", "stays_to", "stronger", "stronger_outcome", "weaker",
                  "weaker_outcome"},
      .rows = {}};
  for (const study::PieceRow& row : study.pieces) {
    table.add({cell(row.piece.name), cell(row.piece.text), cell(listed(row.piece.sources)),
               truth(row.piece.known_to_all), truth(!row.piece.items.empty()), most_likely(row.without),
               row.without ? cell(row.without->effective_draws) : Cell(), truth(row.was_searched),
               row.was_searched ? cell(row.stays_from) : Cell(), row.was_searched ? cell(row.stays_to) : Cell(),
               row.stronger ? cell(row.stronger->strength) : Cell(),
               row.stronger ? cell(row.stronger->most_likely) : Cell(),
               row.weaker ? cell(row.weaker->strength) : Cell(), row.weaker ? cell(row.weaker->most_likely) : Cell()});
  }
  return table;
}

DataTable weights_table(const study::EvidenceStudy& study) {
  DataTable table{.name = "evidence_weights",
                  .caption =
                      "How likely each report is by what is so (a range: 5 and 95 % points), and the logarithm of "
                      "the odds against the last label.",
                  .columns = {"name", "about", "label", "low", "high", "log_odds"},
                  .rows = {}};
  for (const study::PieceRow& row : study.pieces) {
    for (const build::EvidenceItem& item : row.piece.items) {
      for (std::size_t l = 0; l < item.labels.size(); ++l) {
        table.add({cell(row.piece.name), cell(item.about), cell(item.labels[l]), cell(item.likelihoods[l].low),
                   cell(item.likelihoods[l].high), cell(log_odds(item, l))});
      }
    }
  }
  return table;
}

DataTable changes_table(const study::EvidenceStudy& study) {
  DataTable table{.name = "evidence_changes",
                  .caption =
                      "Each answer with something about the evidence changed: its mean, and the difference from the "
                      "answer as it stands with its standard error, on the same draws.",
                  .columns = {"change", "name", "answer", "mean", "difference", "standard_error"},
                  .rows = {}};
  const auto add = [&](const std::string& change, const std::string& name,
                       const std::optional<study::OtherEvidence>& other) {
    if (!other) return;
    for (std::size_t k = 0; k < study.answers.size(); ++k) {
      const study::OtherEvidence::Answer& answer = other->answers[k];
      table.add({cell(change), cell(name), cell(study.answers[k].text), cell(answer.mean), cell(answer.difference.mean),
                 cell(answer.difference.standard_error)});
    }
  };
  add("without all evidence", "", study.without_all);
  for (const study::PieceRow& row : study.pieces) {
    add("without the report", row.piece.name, row.without);
    add(row.piece.known_to_all ? "known to no player" : "known to all players", row.piece.name, row.known_otherwise);
  }
  for (const study::SourceRow& row : study.sources) {
    add("without the source", row.source.name, row.without);
    add("the source deceives", row.source.name, row.deceiving);
  }
  return table;
}

DataTable answers_table(const study::EvidenceStudy& study) {
  DataTable table{.name = "evidence_answers",
                  .caption = "The answers with the evidence as it stands.",
                  .columns = {"answer", "is_outcome", "mean", "standard_error"},
                  .rows = {}};
  for (const study::EvidenceAnswer& answer : study.answers) {
    table.add({cell(answer.text), truth(answer.is_outcome), cell(answer.estimate.mean),
               cell(answer.estimate.standard_error)});
  }
  return table;
}

DataTable sources_table(const study::EvidenceStudy& study) {
  DataTable table{.name = "evidence_sources",
                  .caption =
                      "Each source of evidence that weighs: what the most likely outcome is without it, and if it "
                      "deceives.",
                  .columns = {"name", "text", "grade", "evidence", "most_likely_without", "most_likely_if_deceiving"},
                  .rows = {}};
  for (const study::SourceRow& row : study.sources) {
    table.add({cell(row.source.name), cell(row.source.text), cell(row.source.grade), cell(listed(row.pieces)),
               most_likely(row.without), most_likely(row.deceiving)});
  }
  return table;
}

DataTable types_table(const study::EvidenceStudy& study) {
  DataTable table{
      .name = "evidence_types",
      .caption = "What is thought of each type before any evidence and after all of it.",
      .columns = {"type", "label", "prior", "prior_standard_error", "posterior", "posterior_standard_error"},
      .rows = {}};
  for (const study::TypeRow& row : study.types) {
    for (const study::LabelRow& label : row.labels) {
      table.add({cell(row.name), cell(label.label), cell(label.prior.mean), cell(label.prior.standard_error),
                 cell(label.posterior.mean), cell(label.posterior.standard_error)});
    }
  }
  return table;
}

DataTable params_table(const study::EvidenceStudy& study) {
  DataTable table{.name = "evidence_params",
                  .caption = "Each drawn input before any evidence and after all of it: mean, 5, 50 and 95 % points.",
                  .columns = {"name", "prior_mean", "prior_low", "prior_median", "prior_high", "posterior_mean",
                              "posterior_low", "posterior_median", "posterior_high"},
                  .rows = {}};
  for (const study::InputRow& row : study.inputs) {
    table.add({cell(row.name), cell(row.prior.mean), cell(row.prior.low), cell(row.prior.median), cell(row.prior.high),
               cell(row.posterior.mean), cell(row.posterior.low), cell(row.posterior.median),
               cell(row.posterior.high)});
  }
  return table;
}

}  // namespace

std::vector<DataTable> evidence_tables(const study::EvidenceStudy& study) {
  return {pieces_table(study),  weights_table(study), answers_table(study), changes_table(study),
          sources_table(study), types_table(study),   params_table(study)};
}

}  // namespace parley::report
