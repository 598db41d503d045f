// SPDX-License-Identifier: Apache-2.0
// Bayes on types and parts; weights of draws by the evidence.
#include "parley/build/priors.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace parley::build {

namespace {

using game::Op;
using game::Program;
using game::Slot;
using scenario::EvidenceItem;
using scenario::Odds;

/// How far probabilities that are written out may be from adding up to 1.
constexpr double sum_tolerance = 1e-9;

template <class Visit>
void for_each_odds(const scenario::Scenario& scenario, Visit visit) {
  for (const auto& evidence : scenario.evidence) {
    for (const EvidenceItem& item : evidence.items) {
      if (item.kind == EvidenceItem::Kind::type) {
        for (const Odds& odds : item.likelihoods) visit(evidence, item, odds);
      } else if (item.kind == EvidenceItem::Kind::threshold) {
        visit(evidence, item, item.above);
        visit(evidence, item, item.below);
      }
    }
  }
}

class Weighing {
 public:
  Weighing(const scenario::Scenario& scenario, const HeldLevers& held, Program& program, Lowering& lowering,
           Lowering& central, const std::vector<Slot>& params, const EvidenceInputs& inputs)
      : scenario_(scenario), held_(held), program_(program), lowering_(lowering), central_(central), params_(params) {
    std::size_t next_range = 0;
    for_each_odds(scenario, [&](const auto& evidence, const EvidenceItem&, const Odds& o) {
      const Slot odds = o.high ? inputs.odds[next_range++] : program_.constant(o.low);
      odds_.push_back(inputs.strengths.empty() ? odds : to_strength(odds, inputs.strengths[index_of(evidence)]));
      is_possible_.push_back(o.low.value > 0.0);
    });
  }

  Priors run() {
    Priors result;
    result.weight = program_.exact(1);
    result.param_weights.assign(scenario_.params.size(), {{}, {1.0}});
    for (const auto& evidence : scenario_.evidence) {
      if (!evidence.known_to_all && std::ranges::any_of(evidence.items, [](const EvidenceItem& item) {
            return item.kind == EvidenceItem::Kind::type;
          })) {
        result.has_hidden_evidence = true;
      }
    }
    for (std::size_t p = 0; p < scenario_.players.size(); ++p) result.types.push_back(type(p, result));
    for (std::size_t q = 0; q < scenario_.params.size(); ++q) result.parts.push_back(part(q, result));
    for (std::size_t q = 0; q < scenario_.params.size(); ++q) weigh_param(q, result);
    return result;
  }

 private:
  [[nodiscard]] std::size_t index_of(const scenario::Evidence& evidence) const {
    return static_cast<std::size_t>(&evidence - scenario_.evidence.data());
  }

  /// Odds to a power; as written where that is 1, to the bit.
  Slot to_strength(Slot odds, Slot strength) {
    const Slot as_written = program_.binary(Op::equal, strength, program_.exact(1));
    return program_.select(as_written, odds, program_.binary(Op::power, odds, strength));
  }

  struct Likelihoods {
    std::vector<Slot> known, hidden;     // products by label
    std::vector<bool> is_possible;       // by label: no factor is 0
    std::vector<std::string> names;      // of the evidence
    std::optional<scenario::Span> span;  // of its last item; none where there is no evidence
  };

  Likelihoods ones(std::size_t labels) {
    const std::vector<Slot> one(labels, program_.exact(1));
    return {one, one, std::vector<bool>(labels, true), {}, std::nullopt};
  }

  /// Several items on one thing multiply their likelihoods first.
  template <class Matches, class Likelihood>
  Likelihoods collect(std::size_t labels, const Matches& matches, const Likelihood& likelihood) {
    Likelihoods total = ones(labels);
    std::size_t next = 0;
    for (const auto& evidence : scenario_.evidence) {
      for (const EvidenceItem& item : evidence.items) {
        const std::size_t first = next;
        if (item.kind == EvidenceItem::Kind::type) next += item.likelihoods.size();
        if (item.kind == EvidenceItem::Kind::threshold) next += 2;
        if (!matches(item)) continue;
        note(evidence, item, total);
        auto& product = evidence.known_to_all ? total.known : total.hidden;
        for (std::size_t l = 0; l < labels; ++l) {
          product[l] = program_.multiply(product[l], odds_[first + likelihood(item, l)]);
          total.is_possible[l] = total.is_possible[l] && is_possible_[first + likelihood(item, l)];
        }
      }
    }
    return total;
  }

  static void note(const scenario::Evidence& evidence, const EvidenceItem& item, Likelihoods& total) {
    if (total.names.empty() || total.names.back() != evidence.name) total.names.push_back(evidence.name);
    total.span = item.span;
  }

  static void add_problem(const Likelihoods& likelihoods, const std::string& where, std::string help, Priors& result) {
    scenario::Diagnostic problem;
    problem.code = "P0311";
    problem.message = fmt::format("`{}` {} impossible {}", fmt::join(likelihoods.names, "` and `"),
                                  likelihoods.names.size() == 1 ? "is" : "are together", where);
    problem.span = *likelihoods.span;
    problem.help = std::move(help);
    result.problems.push_back(std::move(problem));
  }

  /// Updates a prior and scales the draw's weight so that the same sum at the centre's prior is 1. Where a draw's prior
  /// leaves the evidence no chance, the draw weighs 0 and its game keeps the prior.
  TypeChances update(const std::vector<Slot>& prior, const std::vector<Slot>& centre, const Likelihoods& likelihoods,
                     const std::string& thing, Priors& result) {
    if (!likelihoods.span) return {prior, prior};
    const auto is_out = [&](std::size_t l) {
      return !likelihoods.is_possible[l] || program_.is_constant(centre[l], 0.0);
    };
    std::size_t out = 0;
    for (std::size_t l = 0; l < prior.size(); ++l) out += is_out(l) ? 1 : 0;
    if (out == prior.size()) {
      add_problem(likelihoods, "at the centre: it has likelihood 0 for every " + thing + " that the prior there allows",
                  "draws are weighed by how much likelier than at the centre they make the evidence; give what it "
                  "speaks for a prior above 0 at the params' medians, or a likelihood above 0 to more",
                  result);
      return {prior, prior};
    }
    const bool may_be_out = std::ranges::find(likelihoods.is_possible, false) != likelihoods.is_possible.end();
    const auto updated = [&](const std::vector<Slot>& weighed, const std::vector<Slot>& before, std::size_t l) {
      const Slot total = sum(weighed);
      const Slot share = program_.divide(weighed[l], total);
      return may_be_out ? program_.select(program_.binary(Op::equal, total, program_.exact(0)), before[l], share)
                        : share;
    };
    TypeChances chances;
    std::vector<Slot> known, all, central;
    const Slot valid = validity(prior);  // dividing by the sum would hide a table that breaks the rules
    for (std::size_t l = 0; l < prior.size(); ++l) {
      const Slot checked =
          program_.select(valid, prior[l], program_.constant(std::numeric_limits<double>::quiet_NaN()));
      known.push_back(program_.multiply(checked, likelihoods.known[l]));
      all.push_back(program_.multiply(known.back(), likelihoods.hidden[l]));
      central.push_back(program_.multiply(program_.multiply(centre[l], likelihoods.known[l]), likelihoods.hidden[l]));
    }
    for (std::size_t l = 0; l < prior.size(); ++l) {
      chances.game.push_back(updated(known, prior, l));
      chances.report.push_back(updated(all, chances.game, l));
    }
    const Slot factor = program_.divide(sum(all), sum(central));
    if (program_.constant_at(factor) == nullptr) result.weight_factors = false;
    result.weight = program_.multiply(result.weight, factor);
    return chances;
  }

  /// 1 where the entries lie in [0, 1] and add up to 1.
  Slot validity(const std::vector<Slot>& table) {
    const Slot zero = program_.exact(0);
    Slot valid = program_.exact(1);
    for (const Slot entry : table)
      valid = program_.binary(Op::logical_and, valid, program_.binary(Op::less_equal, zero, entry));
    const Slot off = program_.unary(Op::absolute, program_.subtract(sum(table), program_.exact(1)));
    return program_.binary(Op::logical_and, valid,
                           program_.binary(Op::less_equal, off, program_.constant(sum_tolerance)));
  }

  Slot sum(const std::vector<Slot>& slots) {
    Slot total = slots.front();
    for (std::size_t k = 1; k < slots.size(); ++k) total = program_.add(total, slots[k]);
    return total;
  }

  TypeChances type(std::size_t p, Priors& result) {
    const auto& table = scenario_.players[p].type;
    if (!table) return {};
    const Likelihoods likelihoods = collect(
        table->labels.size(),
        [&](const EvidenceItem& item) { return item.kind == EvidenceItem::Kind::type && item.player.at() == p; },
        [](const EvidenceItem&, std::size_t l) { return l; });
    return update(table_slots(lowering_, table->probs), table_slots(central_, table->probs), likelihoods,
                  fmt::format("type of `{}`", scenario_.players[p].name), result);
  }

  /// Evidence on a private param is evidence on that type, part by part.
  TypeChances part(std::size_t q, Priors& result) {
    const scenario::Param& param = scenario_.params[q];
    if (!param.private_to) return {};
    const std::vector<Slot> prior(param.parts, program_.constant(Number(Rational::ratio(1, param.parts))));
    const auto above = [&](const EvidenceItem& item, std::size_t k) {
      const double median = param.distribution.quantile((static_cast<double>(k) + 0.5) / param.parts);
      return median > item.threshold.value ? std::size_t{0} : std::size_t{1};
    };
    const Likelihoods likelihoods = collect(param.parts, on_param(q), above);
    if (likelihoods.span && hidden_item_on(q)) result.has_hidden_evidence = true;
    return update(prior, prior, likelihoods, fmt::format("part of `{}`", param.name), result);
  }

  static std::function<bool(const EvidenceItem&)> on_param(std::size_t q) {
    return [q](const EvidenceItem& item) { return item.kind == EvidenceItem::Kind::threshold && item.param.at() == q; };
  }

  [[nodiscard]] bool hidden_item_on(std::size_t q) const {
    return std::ranges::any_of(scenario_.evidence, [&](const auto& evidence) {
      return !evidence.known_to_all && std::ranges::any_of(evidence.items, on_param(q));
    });
  }

  /// What the evidence says of one param: the likelihoods above and below a threshold.
  struct Piece {
    Number threshold;
    Slot above, below;
    bool can_be_above, can_be_below;
  };

  /// By rising thresholds. Nothing where some odds are a range: then the weight is no function of the param alone.
  [[nodiscard]] std::optional<MarginalWeight> marginal_weight(const std::vector<Piece>& pieces) const {
    MarginalWeight weight;
    weight.likelihoods.assign(pieces.size() + 1, 1.0);
    weight.thresholds.reserve(pieces.size());
    for (std::size_t j = 0; j < pieces.size(); ++j) {
      const Number* above = program_.constant_at(pieces[j].above);
      const Number* below = program_.constant_at(pieces[j].below);
      if (above == nullptr || below == nullptr) return std::nullopt;
      weight.thresholds.push_back(pieces[j].threshold.value);
      for (std::size_t k = 0; k <= pieces.size(); ++k) weight.likelihoods[k] *= j < k ? above->value : below->value;
    }
    return weight;
  }

  /// The likelihood at the param's value over its mean under the param's own distribution, piece by piece.
  void weigh_param(std::size_t q, Priors& result) {
    const scenario::Param& param = scenario_.params[q];
    if (param.private_to || param.distribution.is_constant() || held_.params[q]) return;
    std::vector<Piece> pieces;
    Likelihoods noted;
    std::size_t next = 0;
    for (const auto& evidence : scenario_.evidence) {
      for (const EvidenceItem& item : evidence.items) {
        const std::size_t first = next;
        if (item.kind == EvidenceItem::Kind::type) next += item.likelihoods.size();
        if (item.kind == EvidenceItem::Kind::threshold) next += 2;
        if (!on_param(q)(item)) continue;
        note(evidence, item, noted);
        pieces.push_back(
            {item.threshold, odds_[first], odds_[first + 1], is_possible_[first], is_possible_[first + 1]});
      }
    }
    if (pieces.empty()) return;
    std::ranges::sort(pieces, [](const Piece& a, const Piece& b) { return less(a.threshold, b.threshold); });
    if (auto weight = marginal_weight(pieces)) {
      result.param_weights[q] = *std::move(weight);
    } else {
      result.weight_factors = false;
    }
    Slot likelihood = program_.exact(1);
    for (const Piece& piece : pieces) {
      const Slot is_above = program_.binary(Op::less, program_.constant(piece.threshold), params_[q]);
      likelihood = program_.multiply(likelihood, program_.select(is_above, piece.above, piece.below));
    }
    bool is_possible = false;
    Slot mean = program_.exact(0);
    for (std::size_t k = 0; k <= pieces.size(); ++k) {
      const double low = k == 0 ? 0.0 : param.distribution.cdf(pieces[k - 1].threshold.value);
      const double high = k == pieces.size() ? 1.0 : param.distribution.cdf(pieces[k].threshold.value);
      Slot term = program_.constant(high - low);
      bool is_term_possible = high > low;
      for (std::size_t j = 0; j < pieces.size(); ++j) {
        term = program_.multiply(term, j < k ? pieces[j].above : pieces[j].below);
        is_term_possible = is_term_possible && (j < k ? pieces[j].can_be_above : pieces[j].can_be_below);
      }
      mean = program_.add(mean, term);
      is_possible = is_possible || is_term_possible;
    }
    if (!is_possible) {
      add_problem(
          noted,
          fmt::format("whatever `{}` is: it has likelihood 0 all over {}", param.name, param.distribution.describe()),
          "draws are weighed by the likelihood over its mean, which is 0; move the threshold into the range of "
          "the parameter, or give both sides a likelihood above 0",
          result);
      return;
    }
    result.weight = program_.multiply(result.weight, program_.divide(likelihood, mean));
  }

  const scenario::Scenario& scenario_;
  const HeldLevers& held_;
  Program& program_;
  Lowering& lowering_;
  Lowering& central_;
  const std::vector<Slot>& params_;
  std::vector<Slot> odds_;         // in order of for_each_odds
  std::vector<bool> is_possible_;  // likewise: not 0 (a range never reaches it)
};

}  // namespace

std::vector<OddsInput> odds_inputs(const scenario::Scenario& scenario) {
  std::vector<OddsInput> inputs;
  for_each_odds(scenario, [&](const auto& evidence, const EvidenceItem&, const Odds& odds) {
    if (!odds.high) return;
    auto distribution = Distribution::range(Support::positive, odds.low, *odds.high);
    if (!distribution) throw InternalError("an odds range that the checker let pass is no distribution");
    std::string name = "evidence " + evidence.name;
    const auto same = std::ranges::count_if(
        inputs, [&](const OddsInput& input) { return input.name == name || input.name.starts_with(name + " ("); });
    if (same > 0) name += fmt::format(" ({})", same + 1);
    inputs.push_back({std::move(name), *std::move(distribution), {evidence.span.begin, evidence.span.end}});
  });
  return inputs;
}

std::vector<Slot> table_slots(Lowering& lowering, const std::vector<std::optional<scenario::ExprId>>& probs) {
  Program& program = lowering.program();
  std::vector<Slot> slots;
  std::optional<std::size_t> rest;
  Slot sum = program.exact(0);
  for (std::size_t k = 0; k < probs.size(); ++k) {
    slots.push_back(probs[k] ? lowering.number(*probs[k]) : sum);
    if (probs[k]) {
      sum = program.add(sum, slots[k]);
    } else {
      rest = k;
    }
  }
  if (rest) slots[*rest] = program.subtract(program.exact(1), sum);
  return slots;
}

Priors priors(const scenario::Scenario& scenario, const Timeline& timeline, const HeldLevers& held, Program& program,
              const std::vector<Slot>& params, const std::vector<Slot>& centre_params, const std::vector<Slot>& levers,
              const EvidenceInputs& evidence) {
  const std::vector<std::int32_t> no_labels(timeline.facts.size(), unset);
  Lowering lowering(scenario, timeline, held, program, params, levers);
  Lowering central(scenario, timeline, held, program, centre_params, levers);
  lowering.enter(no_labels);
  central.enter(no_labels);
  return Weighing(scenario, held, program, lowering, central, params, evidence).run();
}

}  // namespace parley::build
