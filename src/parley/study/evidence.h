// SPDX-License-Identifier: Apache-2.0
// What the evidence does to the answer: all of it, each piece, each source, and each source as a deception.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/evidence.h"
#include "parley/build/model.h"
#include "parley/math/statistics.h"
#include "parley/study/draw_account.h"
#include "parley/study/draws.h"

namespace parley::study {

/// A number that is asked for: an outcome's chance, or a target.
struct EvidenceAnswer {
  std::string text;
  bool is_outcome = false;
  bool is_chance = false;  ///< else a value, in payoff units
  Estimate estimate;       ///< with the evidence as it stands
};

/// The answers with something about the evidence changed.
struct OtherEvidence {
  struct Answer {
    double mean = 0.0;
    Estimate difference;  ///< this minus the answer as it stands, on the same draws
  };
  std::vector<Answer> answers;  ///< by answer
  std::string most_likely;      ///< the outcome of the largest chance
  double effective_draws = 0.0;
};

/// The first strength, from how the piece stands, at which another outcome is the most likely.
struct TurningPoint {
  double strength = 1.0;    ///< power of the likelihoods: 2 is twice the log odds, -1 the other way as strongly
  std::string most_likely;  ///< there
};

struct PieceRow {
  build::EvidencePiece piece;
  std::optional<OtherEvidence> without;          ///< not set: only noted, or the run stopped before
  std::optional<TurningPoint> stronger, weaker;  ///< not set: none was found (`was_searched`, `stays_..`)
  bool was_searched = false;
  /// Strengths between which the search saw the most likely outcome stay.
  double stays_from = 1.0, stays_to = 1.0;
  /// Where it is known to all players: known to none of them; and the other way round. Only of evidence on types.
  std::optional<OtherEvidence> known_otherwise;
};

struct SourceRow {
  build::EvidenceSource source;
  std::vector<std::string> pieces;  ///< that it stands behind and that weigh
  std::optional<OtherEvidence> without;
  std::optional<OtherEvidence> deceiving;  ///< not set also where some likelihood is 0: there is no other way round
};

struct LabelRow {
  std::string label;
  Estimate prior, posterior;  ///< averages over draws, before any evidence and after all
};

struct TypeRow {
  std::string name;  ///< "leader.type", or a param that is private
  std::vector<LabelRow> labels;
};

/// Of a drawn input over draws.
struct Spread {
  double mean = 0.0, low = 0.0, median = 0.0, high = 0.0;  ///< 5, 50 and 95 % points
};

struct InputRow {
  std::string name;
  Spread prior, posterior;
};

struct EvidenceStudy {
  std::size_t draws = 0, replicates = 0;
  double effective_draws = 0.0;
  std::vector<build::Held> held;
  std::vector<EvidenceAnswer> answers;  ///< outcomes, then targets
  std::string most_likely;
  std::optional<OtherEvidence> without_all;
  std::vector<PieceRow> pieces;
  std::vector<SourceRow> sources;
  std::vector<TypeRow> types;
  std::vector<InputRow> inputs;
  DrawAccount account;  ///< of the draws with the evidence as it stands
  Termination termination = Termination::finished;
};

/// Turning points are looked for up to odds of this much to one, either way.
inline constexpr double strongest_odds = 1000.0;
/// ... and while the weights leave this effective number of draws.
inline constexpr double least_draws_for_a_turn = 100.0;

/// Every answer on the same draws.
/// Errors   bad_option (draws); bad_scenario where there is no evidence that weighs; as `predict`; stopped where the
///          limit came before the evidence as it stands was done.
[[nodiscard]] Result<EvidenceStudy> evidence_study(const build::Model& model, const DrawOptions& options,
                                                   const RunContext& run);

}  // namespace parley::study
