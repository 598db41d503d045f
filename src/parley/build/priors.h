// SPDX-License-Identifier: Apache-2.0
// Chances of types after the evidence, and the weight that the evidence gives a draw (language.md, section 9,
// *Evidence*).
#pragma once

#include <cstdint>
#include <vector>

#include "parley/build/lower.h"
#include "parley/build/model.h"
#include "parley/scenario/diagnostic.h"
#include "parley/scenario/scenario.h"

namespace parley::build {

/// The branches of one type (or private part) move.
struct TypeChances {
  std::vector<game::Slot> game;    ///< prior after the evidence known to all
  std::vector<game::Slot> report;  ///< after that known to nobody as well
};

struct Priors {
  std::vector<TypeChances> types;  ///< by player; empty where it has no type
  std::vector<TypeChances> parts;  ///< by param; empty where it is not private
  game::Slot weight;
  /// The weight is, but for a constant factor, a product of piecewise constant functions of single params.
  bool weight_factors = true;
  std::vector<MarginalWeight> param_weights;  ///< by param, where the weight factors
  bool has_hidden_evidence = false;
  /// P0311: evidence that no value of its param leaves possible, or none of the types at the centre, so that no draw
  /// can be weighed by it.
  std::vector<scenario::Diagnostic> problems;
};

/// An odds range of the evidence: becomes an input of its own.
struct OddsInput {
  std::string name;
  Distribution distribution = Distribution::constant(Number(Rational(1)));
  Origin origin = {};  ///< of the evidence
};

/// The odds ranges in order of the evidence, items and likelihoods.
[[nodiscard]] std::vector<OddsInput> odds_inputs(const scenario::Scenario& scenario);

/// What says how much the evidence weighs.
struct EvidenceInputs {
  std::vector<game::Slot> odds;       ///< the odds inputs
  std::vector<game::Slot> strengths;  ///< by evidence; empty where all stands as written
};

/// `centre_params`: the params' slots with every drawn one replaced by its median (levers stay inputs): the centre's
/// prior, on which a draw's weight is scaled.
[[nodiscard]] Priors priors(const scenario::Scenario& scenario, const Timeline& timeline, const HeldLevers& held,
                            game::Program& program, const std::vector<game::Slot>& params,
                            const std::vector<game::Slot>& centre_params, const std::vector<game::Slot>& levers,
                            const EvidenceInputs& evidence);

/// Slots of a table's probabilities, `rest` filled in. Whether they lie in [0, 1] and add up to 1 is judged per draw.
[[nodiscard]] std::vector<game::Slot> table_slots(Lowering& lowering,
                                                  const std::vector<std::optional<scenario::ExprId>>& probs);

}  // namespace parley::build
