// SPDX-License-Identifier: Apache-2.0
// Evidence, whose odds must make sense on what they speak of, and rank correlations.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "parley/math/copula.h"
#include "parley/scenario/checker.h"

namespace parley::scenario {
namespace {

using Form = syntax::EvidenceItem::Form;

class LoweringItem {
 public:
  LoweringItem(Checker& checker, const syntax::EvidenceItem& item) : checker_(checker), item_(item) {}

  std::optional<EvidenceItem> run() {
    made_.span = item_.span;
    switch (item_.form) {
      case Form::noted:
        return made_;
      case Form::type_ratio:
      case Form::type_table:
        return type();
      case Form::threshold:
        return threshold();
    }
    return {};
  }

 private:
  std::optional<EvidenceItem> type() {
    const auto id = resolve(checker_, item_.subject, NameKind::player);
    if (!id) return {};
    const Player& player = checker_.scenario.players[*id];
    if (!player.type) {
      Diagnostic& wrong = checker_.report.error("P0208", item_.subject.span,
                                                fmt::format("`{}` is declared without a type", player.name));
      wrong.labels.push_back({player.span, "declared here"});
      return {};
    }
    made_.kind = EvidenceItem::Kind::type;
    made_.player = PlayerId{*id};
    const std::vector<std::string>& labels = player.type->labels;
    if (item_.form == Form::type_ratio && labels.size() != 2) {
      checker_.report
          .error("P0312", item_.span,
                 fmt::format("odds of one label against another need a type of two labels, and `{}.type` has {}",
                             player.name, labels.size()))
          .help = fmt::format("give the likelihood by label: `{}.type {{ {}: 1, ... }}`", player.name,
                              labels.empty() ? "LABEL" : labels.front());
      return {};
    }
    if (!checker_.report.may_suggest()) return {};
    std::vector<std::optional<Odds>> by_label(labels.size());
    bool good = true;
    for (std::size_t i = 0; i < item_.labels.size() && i < item_.odds.size(); ++i) {
      good = place(player, item_.labels[i], item_.odds[i], by_label) && good;
    }
    return good ? complete(player, by_label) : std::nullopt;
  }

  bool place(const Player& player, const syntax::Word& word, const syntax::OddsExpr& odds,
             std::vector<std::optional<Odds>>& by_label) {
    const auto label = find_label(player.type->labels, label_text(word));
    if (!label) {
      Diagnostic& wrong =
          checker_.report.error("P0206", word.span, fmt::format("`{}.type` has no label `{}`", player.name, word.text));
      wrong.help = fmt::format("its labels are {}", list_names(player.type->labels, "and"));
      const std::string near = nearest_of(word.text, player.type->labels);
      if (!near.empty()) wrong.edit = Edit{word.span, near};
      return false;
    }
    if (by_label[*label]) {
      checker_.report.error("P0312", word.span,
                            fmt::format("the evidence gives the likelihood of `{}` twice", word.text));
      return false;
    }
    by_label[*label] = odds_of(odds);
    return by_label[*label].has_value();
  }

  std::optional<EvidenceItem> complete(const Player& player, const std::vector<std::optional<Odds>>& by_label) {
    std::vector<std::string> missing;
    bool all_zero = true;
    for (std::size_t i = 0; i < by_label.size(); ++i) {
      if (!by_label[i]) {
        missing.push_back(player.type->labels[i]);
        continue;
      }
      all_zero = all_zero && !by_label[i]->high && by_label[i]->low.value == 0.0;
      made_.likelihoods.push_back(*by_label[i]);
    }
    if (!missing.empty()) {
      checker_.report
          .error("P0312", item_.span,
                 fmt::format("the evidence does not give the likelihood of {}", list_names(missing, "and")))
          .help = "name every label of the type once";
      return {};
    }
    if (all_zero) {
      checker_.report.error("P0311", item_.span, "the evidence is impossible whatever the type is").help =
          "give at least one label a likelihood above 0";
      return {};
    }
    return made_;
  }

  std::optional<EvidenceItem> threshold() {
    const auto id = resolve(checker_, item_.subject, NameKind::param);
    const auto above = item_.odds.empty() ? std::nullopt : odds_of(item_.odds[0]);
    const auto below = item_.odds.size() < 2 ? std::nullopt : odds_of(item_.odds[1]);
    if (!id || !above || !below || !was_read(item_.above)) return {};
    if (was_read(item_.below) && item_.below->value != item_.above->value) {
      checker_.report
          .error("P0313", item_.below->span,
                 fmt::format("the evidence is about above {} and below {}, and the two must be the same number",
                             item_.above->text, item_.below->text))
          .edit = Edit{item_.below->span, item_.above->text};
      return {};
    }
    if (!above->high && !below->high && above->low.value == 0.0 && below->low.value == 0.0) {
      checker_.report.error("P0311", item_.span, "the evidence is impossible whatever the parameter is").help =
          "give at least one side a likelihood above 0";
      return {};
    }
    const Param& param = checker_.scenario.params[*id];
    if (param.distribution.is_constant() && !is_broken(*id)) {
      Diagnostic& wrong = checker_.report.error(
          "P0314", item_.subject.span, fmt::format("`{}` is a constant, and evidence cannot move it", param.name));
      wrong.labels.push_back({param.distribution_span, "its only value"});
      wrong.help = "give the parameter a distribution, or record the evidence as `noted`";
      return {};
    }
    made_.kind = EvidenceItem::Kind::threshold;
    made_.param = ParamId{*id};
    made_.threshold = Number(item_.above->value);
    made_.above = *above;
    made_.below = *below;
    return made_;
  }

  /// A parameter whose distribution has an error stands as a constant meanwhile.
  bool is_broken(std::uint32_t param) const {
    return checker_.statements.params[param].body->distribution.form != syntax::DistributionExpr::Form::constant;
  }

  std::optional<Odds> odds_of(const syntax::OddsExpr& odds) {
    const auto wrong = [&](std::string text, std::string help) {
      checker_.report.error("P0311", odds.span, std::move(text)).help = std::move(help);
      return std::nullopt;
    };
    if (!was_read(odds.low) || (odds.high && !was_read(*odds.high))) return {};
    if (odds.low.value.sign() < 0) {
      return wrong(fmt::format("a likelihood of {}, and it must not be below 0", odds.low.text), {});
    }
    if (!odds.high) return Odds{Number(odds.low.value), {}};
    if (odds.low.value.sign() == 0) {
      return wrong("a range of likelihoods begins at 0, which a lognormal interval never reaches",
                   "begin the range above 0, or give the point 0");
    }
    if (odds.high->value <= odds.low.value) {
      return wrong(
          fmt::format("a range of likelihoods goes from {} to {}, and must go upwards", odds.low.text, odds.high->text),
          "write the smaller number first");
    }
    return Odds{Number(odds.low.value), Number(odds.high->value)};
  }

  Checker& checker_;
  const syntax::EvidenceItem& item_;
  EvidenceItem made_;
};

/// The param of a `correlate`, where it is one that can be correlated.
std::optional<ParamId> correlated_param(Checker& checker, const syntax::Word& word) {
  const auto id = resolve(checker, word, NameKind::param);
  if (!id) return {};
  const Param& param = checker.scenario.params[*id];
  const bool constant_form =
      checker.statements.params[*id].body->distribution.form == syntax::DistributionExpr::Form::constant;
  if (!param.private_to && !constant_form) return ParamId{*id};
  Diagnostic& wrong = checker.report.error(
      "P0309", word.span,
      param.private_to ? fmt::format("`{}` is private to `{}`: it is a type, and cannot be correlated", param.name,
                                     checker.scenario.players[param.private_to->at()].name)
                       : fmt::format("`{}` is a constant, and cannot be correlated", param.name));
  wrong.labels.push_back({param.span, "declared here"});
  return {};
}

void check_feasible(Checker& checker) {
  const auto& correlations = checker.scenario.correlations;
  if (correlations.empty()) return;
  std::vector<RankCorrelation> pairs;
  pairs.reserve(correlations.size());
  for (const Correlation& made : correlations) {
    pairs.push_back({made.first.at(), made.second.at(), made.spearman});
  }
  const auto copula = GaussianCopula::from(checker.scenario.params.size(), pairs);
  if (copula) return;
  Diagnostic& wrong = checker.report.error("P0310", correlations.back().span, copula.error().message);
  std::vector<std::string> named;
  for (const Correlation& made : correlations) {
    named.push_back(fmt::format("{}, {}", checker.scenario.params[made.first.at()].name,
                                checker.scenario.params[made.second.at()].name));
    if (wrong.labels.size() < 6 && &made != &correlations.back()) wrong.labels.push_back({made.span, "with this one"});
  }
  wrong.notes.push_back(fmt::format("the pairs are {}", list_names(named, "and")));
  wrong.help = "weaken them, or correlate the remaining pairs too";
}

}  // namespace

void lower_evidence(Checker& checker) {
  for (const auto& [body, statement] : checker.statements.evidence) {
    Evidence made;
    made.name = body->name.text;
    made.text = body->text.text;
    made.on = body->on ? body->on->text : std::string();
    made.span = body->name.span;
    made.known_to_all = !body->known_to_nobody;
    for (const syntax::Word& source : body->from) {
      if (const auto id = resolve(checker, source, NameKind::source)) made.from.push_back({*id});
    }
    for (const syntax::EvidenceItem& item : body->items) {
      if (auto lowered = LoweringItem(checker, item).run()) made.items.push_back(*std::move(lowered));
    }
    checker.scenario.evidence.push_back(std::move(made));
  }
}

void lower_correlations(Checker& checker) {
  for (const auto& [body, statement] : checker.statements.correlations) {
    const auto first = correlated_param(checker, body->first);
    const auto second = correlated_param(checker, body->second);
    if (!first || !second || !was_read(body->by)) continue;
    if (*first == *second) {
      checker.report.error("P0309", statement->span, fmt::format("`{}` is correlated with itself", body->first.text));
      continue;
    }
    const double by = body->by.value.to_double();
    if (!(by > -1.0 && by < 1.0)) {
      checker.report
          .error("P0309", body->by.span,
                 fmt::format("a rank correlation of {}, and it must lie between -1 and 1", body->by.text))
          .help = by == 1.0 || by == -1.0 ? "for a perfect one, write one of the two as a `let` of the other" : "";
      continue;
    }
    checker.scenario.correlations.push_back(
        {*first, *second, by, body->because ? body->because->text : std::string(), statement->span});
  }
  check_feasible(checker);
}

}  // namespace parley::scenario
