// SPDX-License-Identifier: Apache-2.0
// Lays out what the evidence does for a terminal.
#include "parley/report/evidence_text.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "parley/report/change_numbers.h"
#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/report/table.h"
#include "parley/report/words.h"

namespace parley::report {
namespace {

using build::EvidenceItem;

std::string times(double ratio) { return ratio < 999.5 ? fmt::format("{:.3g}", ratio) : grouped(std::round(ratio)); }

double middle(const EvidenceItem::Likelihood& likelihood) { return std::sqrt(likelihood.low * likelihood.high); }

/// The likeliest label and the least likely one, by the middle of their ranges.
struct Contrast {
  std::size_t most = 0, least = 0;
};

Contrast contrast_of(const EvidenceItem& item) {
  Contrast contrast;
  for (std::size_t l = 1; l < item.likelihoods.size(); ++l) {
    if (middle(item.likelihoods[l]) > middle(item.likelihoods[contrast.most])) contrast.most = l;
    if (middle(item.likelihoods[l]) < middle(item.likelihoods[contrast.least])) contrast.least = l;
  }
  return contrast;
}

double odds_of(const EvidenceItem& item) {
  const Contrast contrast = contrast_of(item);
  return middle(item.likelihoods[contrast.most]) / middle(item.likelihoods[contrast.least]);
}

/// The item that weighs most; null where the piece is only noted.
const EvidenceItem* clearest(const build::EvidencePiece& piece) {
  const auto item = std::ranges::max_element(piece.items, {}, [](const EvidenceItem& one) { return odds_of(one); });
  return item == piece.items.end() ? nullptr : &*item;
}

/// Which answers the tables are about: those asked for, else the chance of the most likely outcome.
std::vector<std::size_t> answers_shown(const study::EvidenceStudy& study) {
  std::vector<std::size_t> shown;
  for (std::size_t k = 0; k < study.answers.size(); ++k) {
    if (!study.answers[k].is_outcome) shown.push_back(k);
  }
  for (std::size_t k = 0; shown.empty() && k < study.answers.size(); ++k) {
    if (study.answers[k].text == study.most_likely) shown.push_back(k);
  }
  return shown;
}

NumberWords words_of(const study::EvidenceAnswer& answer) { return {.is_value = !answer.is_chance}; }

std::string says_section(const TextStyle& style, const study::EvidenceStudy& study) {
  Table table({{"evidence", Table::Align::left, 17},
               {"on", Table::Align::left, 14},
               {"the report is", Table::Align::left, 38},
               {"log odds", Table::Align::right}});
  std::vector<std::string> noted;
  for (const study::PieceRow& row : study.pieces) {
    if (row.piece.items.empty()) noted.push_back(row.piece.name);
    for (const EvidenceItem& item : row.piece.items) {
      const double odds = odds_of(item);
      table.add({row.piece.name, item.about, likelihood_sentence(item),
                 std::isfinite(odds) ? fmt::format("{:.2f}", std::log(odds)) : "∞"});
    }
  }
  const std::string out = heading(style, "What each report says") + table.render(style);
  std::string legend = "Log odds: the natural logarithm of how much likelier, at the middle of the range.";
  if (!noted.empty()) legend += fmt::format(" Only noted, and without weight: {}.", listed(noted));
  return out + paragraph(style, legend, 2, 2);
}

/// A row of the table of one answer: without it, and if it deceives.
void add_row(Table& table, const study::EvidenceStudy& study, std::size_t k, const std::string& name,
             const std::optional<study::OtherEvidence>& without, const std::optional<study::OtherEvidence>& deceiving) {
  const study::EvidenceAnswer& answer = study.answers[k];
  const auto cells = [&](const std::optional<study::OtherEvidence>& other) -> std::pair<std::string, std::string> {
    if (!other) return {"-", ""};
    return {words_of(answer).mean(other->answers[k].mean), words_of(answer).change(other->answers[k].difference)};
  };
  const auto [mean, change] = cells(without);
  const auto [turned, turned_change] = cells(deceiving);
  const bool other_first = without && without->most_likely != study.most_likely;
  const bool other_turned = deceiving && deceiving->most_likely != study.most_likely;
  table.add({name, mean + (other_first ? "*" : ""), change, deceiving ? turned + (other_turned ? "*" : "") : "",
             turned_change});
}

std::string answer_section(const TextStyle& style, const study::EvidenceStudy& study, std::size_t k) {
  const study::EvidenceAnswer& answer = study.answers[k];
  const std::string name = answer.is_outcome ? fmt::format("P({})", answer.text) : answer.text;
  const std::string out =
      heading(style, fmt::format("{} is {}; otherwise", name, words_of(answer).mean(answer.estimate.mean)));
  Table table({{"", Table::Align::left, 26},
               {"without it", Table::Align::right},
               {"change", Table::Align::right},
               {"deceiving", Table::Align::right},
               {"change", Table::Align::right}});
  add_row(table, study, k, "all the evidence", study.without_all, std::nullopt);
  for (const study::SourceRow& row : study.sources) {
    add_row(table, study, k, fmt::format("source {}", row.source.name), row.without, row.deceiving);
  }
  for (const study::PieceRow& row : study.pieces) {
    if (!row.piece.items.empty()) add_row(table, study, k, row.piece.name, row.without, std::nullopt);
  }
  std::string legend =
      "Without it: the answer if nobody had the report. Deceiving: if the source says the opposite of "
      "what is so, its odds turned round.";
  legend += answer.is_chance ? " Changes in points of a per cent, ± one standard error." : " ± one standard error.";
  const auto turns = [&](const std::optional<study::OtherEvidence>& other) {
    return other && other->most_likely != study.most_likely;
  };
  const bool some_turn =
      turns(study.without_all) ||
      std::ranges::any_of(study.sources, [&](const auto& row) { return turns(row.without) || turns(row.deceiving); }) ||
      std::ranges::any_of(study.pieces, [&](const auto& row) { return turns(row.without); });
  if (some_turn) legend += fmt::format(" *: then another outcome than `{}` is the most likely.", study.most_likely);
  return out + table.render(style) + paragraph(style, legend, 2, 2);
}

/// "8.3 : 1 if open"; how strong the item is at a strength.
std::string odds_text(const EvidenceItem& item, double strength) {
  const Contrast contrast = contrast_of(item);
  const double odds = std::pow(odds_of(item), strength);
  const std::string& label = item.labels[odds >= 1.0 ? contrast.most : contrast.least];
  return fmt::format("{} : 1 if {}", times(std::max(odds, 1.0 / odds)), label);
}

/// Whether the search came to its end, and did not run out of draws that count: `side` is 1 for stronger, -1 for
/// weaker.
bool is_exhausted(const EvidenceItem& item, double stays, double side) {
  return side * stays * std::log(odds_of(item)) >= std::log(study::strongest_odds) - 1e-9;
}

/// "8.3 : 1 if open, then handover".
std::string turning_text(const EvidenceItem& item, const std::optional<study::TurningPoint>& turning, double stays,
                         double side) {
  if (turning) return fmt::format("{}, then {}", odds_text(item, turning->strength), turning->most_likely);
  if (side > 0.0 && odds_of(item) > study::strongest_odds) {
    return fmt::format("not looked for above {} : 1", grouped(study::strongest_odds));
  }
  if (is_exhausted(item, stays, side)) return fmt::format("nowhere up to {} : 1", grouped(study::strongest_odds));
  if (stays == 1.0) return "too few draws count to tell";
  return fmt::format("not up to {}, and beyond it too few draws count to tell", odds_text(item, stays));
}

std::string turning_section(const TextStyle& style, const study::EvidenceStudy& study) {
  std::string rows;
  for (const study::PieceRow& row : study.pieces) {
    const EvidenceItem* item = clearest(row.piece);
    if (item == nullptr || !row.was_searched) continue;
    const bool is_nothing = !row.stronger && !row.weaker && is_exhausted(*item, row.stays_to, 1.0) &&
                            is_exhausted(*item, row.stays_from, -1.0);
    if (is_nothing) {
      rows += hanging(style, 2, row.piece.name, 21,
                      fmt::format("nothing up to {} : 1 either way", grouped(study::strongest_odds)));
      continue;
    }
    std::string text = fmt::format("{} : 1 if {} now; ", times(odds_of(*item)), item->labels[contrast_of(*item).most]);
    text +=
        fmt::format("stronger: {}; weaker or the other way: {}", turning_text(*item, row.stronger, row.stays_to, 1.0),
                    turning_text(*item, row.weaker, row.stays_from, -1.0));
    rows += hanging(style, 2, row.piece.name, 21, text);
  }
  if (rows.empty()) return {};
  return heading(style, fmt::format("How strong each would have to be to put another outcome before `{}`",
                                    study.most_likely)) +
         rows;
}

std::string types_section(const TextStyle& style, const study::EvidenceStudy& study) {
  if (study.types.empty()) return {};
  Table table({{"type", Table::Align::left, 22},
               {"label", Table::Align::left, 22},
               {"before", Table::Align::right},
               {"after", Table::Align::right}});
  for (const study::TypeRow& row : study.types) {
    for (const study::LabelRow& label : row.labels) {
      table.add({row.name, label.label, percent(label.prior.mean), percent(label.posterior.mean)});
    }
  }
  return heading(style, "What it makes of the players' types") + table.render(style);
}

std::string spread_text(const study::Spread& spread) {
  return fmt::format("{} ({} to {})", amount(spread.median), amount(spread.low), amount(spread.high));
}

std::string inputs_section(const TextStyle& style, const study::EvidenceStudy& study) {
  Table table(
      {{"", Table::Align::left, 24}, {"before: median (5-95 %)", Table::Align::right}, {"after", Table::Align::right}});
  for (const study::InputRow& row : study.inputs) {
    const study::Spread& a = row.prior;
    const study::Spread& b = row.posterior;
    const double width = a.high - a.low;
    const double moved = std::max({std::abs(a.low - b.low), std::abs(a.median - b.median), std::abs(a.high - b.high)});
    constexpr double least_move = 0.02;  // of the range: less is not worth a row
    if (moved > least_move * width) table.add({row.name, spread_text(a), spread_text(b)});
  }
  if (table.empty()) return {};
  return heading(style, "What it makes of what is not known") + table.render(style) +
         paragraph(style, "Those whose 5, 50 or 95 % point moves by more than 2 % of the range.", 2, 2);
}

std::string known_section(const TextStyle& style, const study::EvidenceStudy& study) {
  std::string out;
  for (const std::size_t k : answers_shown(study)) {
    const study::EvidenceAnswer& answer = study.answers[k];
    Table table({{"", Table::Align::left, 24},
                 {"known to all", Table::Align::right},
                 {"known to nobody", Table::Align::right},
                 {"change", Table::Align::right}});
    for (const study::PieceRow& row : study.pieces) {
      if (!row.known_otherwise) continue;
      std::string as_it_stands = words_of(answer).mean(answer.estimate.mean);
      std::string otherwise = words_of(answer).mean(row.known_otherwise->answers[k].mean);
      if (!row.piece.known_to_all) std::swap(as_it_stands, otherwise);
      table.add({row.piece.name, as_it_stands, otherwise,
                 words_of(answer).change(row.known_otherwise->answers[k].difference)});
    }
    if (table.empty()) return {};
    out += heading(style, fmt::format("Who knows of it: {}",
                                      answer.is_outcome ? fmt::format("P({})", answer.text) : answer.text)) +
           table.render(style);
  }
  return out + paragraph(style,
                         "Known to all: the players have the report too. Known to nobody: only the analyst has. "
                         "Change: from how the file has it to the other.",
                         2, 2);
}

std::string double_use_section(const TextStyle& style, const std::vector<std::string>& double_uses) {
  if (double_uses.empty()) return {};
  std::string out = heading(style, "Counted twice");
  for (const std::string& one : double_uses) out += paragraph(style, paint(style, Ink::caution, one), 2, 4);
  return out;
}

}  // namespace

std::string likelihood_sentence(const EvidenceItem& item) {
  const Contrast contrast = contrast_of(item);
  const EvidenceItem::Likelihood& most = item.likelihoods[contrast.most];
  const EvidenceItem::Likelihood& least = item.likelihoods[contrast.least];
  if (!(middle(most) > middle(least))) return "equally likely either way";
  if (!(middle(least) > 0.0)) return fmt::format("impossible if {}", item.labels[contrast.least]);
  const double low = most.low / least.high;
  const double high = most.high / least.low;
  const std::string ratio = low == high ? times(low) : fmt::format("{} to {}", times(low), times(high));
  return fmt::format("{} times likelier if {}", ratio, item.labels[contrast.most]);
}

std::string evidence_text(const TextStyle& style, const std::string& title, const std::string& variant,
                          const study::EvidenceStudy& study, const std::vector<std::string>& double_uses) {
  std::string out = paragraph(style, paint(style, Ink::heading, title.empty() ? "Evidence" : title), 0, 0);
  if (!variant.empty()) out += paragraph(style, fmt::format("variant: {}", variant), 0, 2);
  out += paragraph(style, held_sentence(study.held), 0, 2);
  out += paragraph(style,
                   fmt::format("{} draws, {} effective after the evidence; most likely: {}",
                               grouped(static_cast<std::uint64_t>(study.draws)),
                               grouped(std::round(study.effective_draws)), study.most_likely),
                   0, 2);
  out += says_section(style, study);
  for (const std::size_t k : answers_shown(study)) out += answer_section(style, study, k);
  out += turning_section(style, study) + known_section(style, study);
  out += types_section(style, study) + inputs_section(style, study) + double_use_section(style, double_uses);
  if (study.termination != Termination::finished) {
    out += heading(style, "Not finished");
    out += paragraph(style, "The run ended before all was computed; what is missing is shown as -.", 2, 2);
  }
  return out;
}

}  // namespace parley::report
