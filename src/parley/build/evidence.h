// SPDX-License-Identifier: Apache-2.0
// A model made to ask what its evidence does: how strong each piece is is a lever, and the types are asked for.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"

namespace parley::build {

/// What one item says: how likely the report is, by what is so.
struct EvidenceItem {
  std::string about;                ///< "leader.type", "p_firm"
  std::vector<std::string> labels;  ///< "open", "defiant"; "above 0.5", "0.5 or below"
  struct Likelihood {
    double low = 1.0, high = 1.0;  ///< equal for a point; else the 5 and 95 % points
  };
  std::vector<Likelihood> likelihoods;  ///< by label
};

/// An `evidence` statement.
struct EvidencePiece {
  std::string name, text;
  std::vector<std::string> sources;
  bool known_to_all = true;
  bool on_types = false;            ///< some item is on a type, or on a param that is private
  std::vector<EvidenceItem> items;  ///< none where it is only noted
};

struct EvidenceSource {
  std::string name, text, grade;
};

/// What a player's type is, or the parts of a param that is private.
struct TypeLabels {
  std::string name;  ///< "leader.type", "cost"
  std::vector<std::string> labels;
  std::size_t first_target = 0;  ///< of the model: a target a label, P(it is that label or one before)
};

struct EvidenceModel {
  Model model;  ///< lever inputs: the strength of each piece, in order
  std::vector<EvidencePiece> pieces;
  std::vector<EvidenceSource> sources;
  std::vector<TypeLabels> types;
  std::size_t num_targets = 0;  ///< those that the given model had, first
};

/// Errors   as `hold`; bad_option where levers are held at axes.
[[nodiscard]] Result<EvidenceModel> evidence_model(const Model& model, const RunContext& run);

/// The same game with one piece of evidence known to all players, or to none of them.
[[nodiscard]] Result<Model> with_evidence_known(const Model& model, const std::string& piece, bool known_to_all,
                                                const RunContext& run);

}  // namespace parley::build
