// SPDX-License-Identifier: Apache-2.0
// Solves the draws again and again, each time with other strengths of the evidence.
#include "parley/study/evidence.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "parley/study/predicted_draws.h"
#include "parley/study/sampler.h"
#include "parley/study/turn_search.h"

namespace parley::study {

namespace {

constexpr double left_out = 0.0;
constexpr double other_way = -1.0;

/// Turning points are found to this share of the odds.
constexpr double turning_width = 1e-3;

/// How much likelier the piece's clearest item makes the likeliest label than the least likely one, as a logarithm, at
/// the middle of its ranges. Infinite where a likelihood is 0; 0 where there is no item.
double log_odds(const build::EvidencePiece& piece) {
  double most = 0.0;
  for (const build::EvidenceItem& item : piece.items) {
    std::vector<double> logs;
    logs.reserve(item.likelihoods.size());
    for (const auto& likelihood : item.likelihoods) logs.push_back(std::log(likelihood.low * likelihood.high) / 2.0);
    const auto [low, high] = std::ranges::minmax(logs);
    most = std::max(most, high - low);
  }
  return most;
}

bool has_zero(const build::EvidencePiece& piece) {
  return std::ranges::any_of(piece.items, [](const build::EvidenceItem& item) {
    return std::ranges::any_of(item.likelihoods, [](const auto& likelihood) { return !(likelihood.low > 0.0); });
  });
}

class Study {
 public:
  Study(const build::Model& plain, build::EvidenceModel evidence, Draws draws, const RunContext& run)
      : plain_(plain),
        evidence_(std::move(evidence)),
        draws_(std::move(draws)),
        run_(run),
        sampler_(evidence_.model),
        as_written_(evidence_.pieces.size(), 1.0) {
    for (std::size_t k = 0; k < model().outcome_texts.size(); ++k) targets_.push_back(outcome_target(model(), k));
    const auto asked = model().targets.begin();
    targets_.insert(targets_.end(), asked, asked + static_cast<std::ptrdiff_t>(evidence_.num_targets));
  }

  Result<EvidenceStudy> study() {
    draws_.tabulate();
    auto base = sampler_.at(draws_, as_written_, run_, "draws with all the evidence");
    if (!base) return std::unexpected(base.error());
    if (base->termination != Termination::finished) {
      return fail(ErrorCode::stopped,
                  "the run ended before the draws with all the evidence were done, so nothing can "
                  "be compared with them; `--time-limit` gives more time, `--draws` fewer draws");
    }
    base_ = *std::move(base);
    begin();
    without_all();
    sources();
    pieces();
    known_otherwise();
    turning_points();
    return std::move(result_);
  }

 private:
  [[nodiscard]] const build::Model& model() const { return evidence_.model; }

  /// Samples of one strength each: without all, sources, pieces.
  [[nodiscard]] std::size_t num_questions() const { return 1 + 2 * result_.sources.size() + result_.pieces.size(); }

  void begin() {
    result_.draws = draws_.size();
    result_.replicates = draws_.replicates();
    result_.effective_draws = effective_number(base_.weights);
    result_.held = model().held;
    result_.account = base_.account;
    for (std::size_t k = 0; k < targets_.size(); ++k) {
      result_.answers.push_back({targets_[k].text, k < model().outcome_texts.size(),
                                 targets_[k].kind == build::Target::Kind::probability,
                                 target_estimate(base_, targets_[k], draws_.replicates())});
    }
    result_.most_likely = most_likely(base_);
    for (const build::EvidencePiece& piece : evidence_.pieces) {
      result_.pieces.emplace_back();
      result_.pieces.back().piece = piece;
    }
    for (const build::EvidenceSource& source : evidence_.sources) {
      SourceRow row;
      row.source = source;
      for (const build::EvidencePiece& piece : evidence_.pieces) {
        if (!piece.items.empty() && std::ranges::find(piece.sources, source.name) != piece.sources.end()) {
          row.pieces.push_back(piece.name);
        }
      }
      if (!row.pieces.empty()) result_.sources.push_back(std::move(row));
    }
  }

  [[nodiscard]] std::string most_likely(const Sample& sample) const {
    std::size_t best = 0;
    double highest = -1.0;
    for (std::size_t k = 0; k < model().outcome_texts.size(); ++k) {
      const double mean = weighted_mean(sample.quantities[k], sample.weights);
      if (mean > highest) {
        best = k;
        highest = mean;
      }
    }
    return model().game.quantities[best].name;
  }

  /// The answers of other draws of the same size beside those as it stands.
  [[nodiscard]] OtherEvidence compared(const Sample& sample) const {
    OtherEvidence other;
    for (std::size_t k = 0; k < targets_.size(); ++k) {
      const double mean = target_estimate(sample, targets_[k], draws_.replicates()).mean;
      Estimate difference = replicated_difference(target_columns(sample, targets_[k]),
                                                  target_columns(base_, targets_[k]), draws_.replicates());
      difference.mean = mean - result_.answers[k].estimate.mean;
      other.answers.push_back({mean, difference});
    }
    other.most_likely = most_likely(sample);
    other.effective_draws = effective_number(sample.weights);
    return other;
  }

  /// All draws with other strengths. Nothing where the run was stopped, or the evidence then leaves no draw.
  std::optional<Sample> sample_at(const std::vector<double>& strengths, const RunContext& run) {
    if (result_.termination != Termination::finished) return std::nullopt;
    auto sample = sampler_.at(draws_, strengths, run, {});
    if (!sample) return std::nullopt;
    result_.termination = sample->termination;
    if (sample->termination != Termination::finished) return std::nullopt;
    return *std::move(sample);
  }

  std::optional<OtherEvidence> at(const std::vector<double>& strengths, const RunContext& run) {
    const auto sample = sample_at(strengths, run);
    if (!sample) return std::nullopt;
    return compared(*sample);
  }

  /// The strengths with some pieces changed to one.
  [[nodiscard]] std::vector<double> with(double strength,
                                         const std::function<bool(const build::EvidencePiece&)>& changes) const {
    std::vector<double> strengths = as_written_;
    for (std::size_t e = 0; e < strengths.size(); ++e) {
      if (changes(evidence_.pieces[e])) strengths[e] = strength;
    }
    return strengths;
  }

  /// The prior: what was thought before any evidence, of the types and of what is drawn.
  void without_all() {
    const auto prior =
        sample_at(std::vector<double>(as_written_.size(), left_out), part_of(run_, phase_, 0, num_questions()));
    if (!prior) return;
    result_.without_all = compared(*prior);
    for (const build::TypeLabels& type : evidence_.types) {
      TypeRow row{type.name, {}};
      for (std::size_t l = 0; l < type.labels.size(); ++l) {
        row.labels.push_back({type.labels[l], label_chance(*prior, type, l), label_chance(base_, type, l)});
      }
      result_.types.push_back(std::move(row));
    }
    add_inputs(*prior);
  }

  /// Targets ask for the labels up to each: the difference is the label's own chance.
  [[nodiscard]] Estimate label_chance(const Sample& sample, const build::TypeLabels& type, std::size_t label) const {
    const auto target = [&](std::size_t l) { return model().targets[type.first_target + l]; };
    if (label == 0) return target_estimate(sample, target(0), draws_.replicates());
    std::vector<double> own = sample.quantities[target(label).event];
    const std::vector<double>& before = sample.quantities[target(label - 1).event];
    for (std::size_t i = 0; i < own.size(); ++i) own[i] -= before[i];
    return replicated_ratio(own, sample.weights, {}, draws_.replicates());
  }

  void add_inputs(const Sample& prior) {
    const std::size_t num_drawn = model().drawn.size();
    std::vector<std::vector<double>> columns(num_drawn, std::vector<double>(draws_.size()));
    std::vector<double> point(num_drawn);
    for (std::size_t i = 0; i < draws_.size(); ++i) {
      draws_.draw(i, point.data());
      for (std::size_t d = 0; d < num_drawn; ++d) columns[d][i] = point[d];
    }
    const auto spread = [](const std::vector<double>& values, const std::vector<double>& weights) {
      return Spread{weighted_mean(values, weights), weighted_quantile(values, weights, 0.05),
                    weighted_quantile(values, weights, 0.5), weighted_quantile(values, weights, 0.95)};
    };
    for (std::size_t d = 0; d < num_drawn; ++d) {
      result_.inputs.push_back({model().inputs[model().drawn[d]].name, spread(columns[d], prior.weights),
                                spread(columns[d], base_.weights)});
    }
  }

  void sources() {
    const auto is_of = [](const SourceRow& row) {
      return [&row](const build::EvidencePiece& piece) {
        return std::ranges::find(row.pieces, piece.name) != row.pieces.end();
      };
    };
    for (std::size_t s = 0; s < result_.sources.size(); ++s) {
      SourceRow& row = result_.sources[s];
      const auto part = [&](std::size_t half) { return part_of(run_, phase_, 1 + 2 * s + half, num_questions()); };
      row.without = at(with(left_out, is_of(row)), part(0));
      const bool can_turn = std::ranges::none_of(
          evidence_.pieces, [&](const build::EvidencePiece& piece) { return is_of(row)(piece) && has_zero(piece); });
      if (can_turn) row.deceiving = at(with(other_way, is_of(row)), part(1));
    }
  }

  void pieces() {
    for (std::size_t e = 0; e < result_.pieces.size(); ++e) {
      PieceRow& row = result_.pieces[e];
      if (row.piece.items.empty()) continue;
      std::vector<double> strengths = as_written_;
      strengths[e] = left_out;
      row.without = at(strengths, part_of(run_, phase_, 1 + 2 * result_.sources.size() + e, num_questions()));
    }
  }

  /// Who knows of a piece is another game: built anew.
  void known_otherwise() {
    for (std::size_t e = 0; e < result_.pieces.size(); ++e) {
      PieceRow& row = result_.pieces[e];
      if (!row.piece.on_types || result_.termination != Termination::finished) continue;
      const auto other = build::with_evidence_known(plain_, row.piece.name, !row.piece.known_to_all, run_);
      if (!other) continue;
      const RunContext part = part_of(run_, "draws with a piece known otherwise", e, result_.pieces.size());
      const auto sample = Sampler(*other).at(draws_, {}, part, {});
      if (!sample) continue;
      result_.termination = sample->termination;
      if (sample->termination == Termination::finished) row.known_otherwise = compared(*sample);
    }
  }

  void turning_points() {
    for (std::size_t e = 0; e < result_.pieces.size(); ++e) {
      PieceRow& row = result_.pieces[e];
      const double odds = log_odds(row.piece);
      if (!(odds > 0.0) || !std::isfinite(odds)) continue;
      run_.report({.phase = "how strong it would have to be", .done = e, .total = result_.pieces.size()});
      const double end = std::log(strongest_odds);
      if (odds < end) row.stronger = turning_point(e, odds, end, row.stays_to);
      row.weaker = turning_point(e, odds, -end, row.stays_from);
      row.was_searched = result_.termination == Termination::finished;
    }
  }

  /// From how the piece stands towards odds of `end`, a logarithm. `stays`: the last strength at which nothing turned.
  std::optional<TurningPoint> turning_point(std::size_t piece, double odds, double end, double& stays) {
    const RunContext quiet = silent(run_);  // many samples, how many is not known before
    std::vector<double> strengths = as_written_;
    const auto most_likely_at = [&](double log_odds) -> std::optional<std::string> {
      strengths[piece] = log_odds / odds;
      const auto sample = sample_at(strengths, quiet);
      if (!sample || effective_number(sample->weights) < least_draws_for_a_turn) return std::nullopt;
      return most_likely(*sample);
    };
    const Turn turn = find_turn(
        {.from = odds, .end = end, .step = std::log(2.0), .width = turning_width, .answer = result_.most_likely},
        most_likely_at);
    stays = turn.stays_to / odds;
    if (!turn.at) return std::nullopt;
    return TurningPoint{*turn.at / odds, turn.other};
  }

  static constexpr std::string_view phase_ = "draws with other evidence";
  const build::Model& plain_;
  build::EvidenceModel evidence_;
  Draws draws_;
  const RunContext& run_;
  Sampler sampler_;
  std::vector<double> as_written_;
  std::vector<build::Target> targets_;  // the answers: outcomes, then what was asked
  Sample base_;
  EvidenceStudy result_;
};

}  // namespace

Result<EvidenceStudy> evidence_study(const build::Model& model, const DrawOptions& options, const RunContext& run) {
  if (model.weighed_by.empty()) {
    return fail(
        ErrorCode::bad_scenario,
        "no evidence of this file weighs: it has none, or all of it is `noted`; `evidence NAME \"...\" { PLAYER.type "
        "LABEL : LABEL = 3 : 1 }` would");
  }
  auto evidence = build::evidence_model(model, run);
  if (!evidence) return std::unexpected(evidence.error());
  auto draws = Draws::from(model, options);
  if (!draws) return std::unexpected(draws.error());
  return Study(model, *std::move(evidence), *std::move(draws), run).study();
}

}  // namespace parley::study
