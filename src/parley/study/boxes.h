// SPDX-License-Identifier: Apache-2.0
// Boxes in the space of what the analyst does not know, inside which an event is likely in most draws.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/math/statistics.h"
#include "parley/study/draws.h"
#include "parley/study/prediction.h"

namespace parley::study {

struct BoxesOptions {
  double threshold = 0.5;  ///< draws whose chance of the event is at least this are of interest; in [0, 1]
  std::optional<std::size_t> peel = {};  ///< show the box after this step of the first trajectory; not set: the best
  DrawOptions draws = {};
};

struct BoxRestriction {
  std::string param;                       ///< name of the drawn input, "evidence NAME" for odds
  std::optional<double> low, high;         ///< ends that are restricted; neither where `values` are
  std::vector<double> values;              ///< of a discrete input: those inside
  double p_value = 1.0;                    ///< quasi-p-value; NaN in the trajectory
  double axis_low = 0.0, axis_high = 0.0;  ///< the input's 1 and 99 % points
  std::vector<double> all_values;          ///< of a discrete input
};

struct DroppedRestriction {
  std::string param;
  double p_value = 1.0;  ///< on the half of the draws on which the box was chosen
};

/// Measured on the half of the draws that had no part in choosing; a later box without the draws of the earlier ones.
struct BoxNumbers {
  Estimate coverage;  ///< share of the draws of interest that are inside
  Estimate density;   ///< share of those inside that are of interest
  Estimate mass;      ///< share of all draws that are inside
};

struct FoundBox {
  std::vector<BoxRestriction> restrictions;
  std::vector<DroppedRestriction> dropped;
  BoxNumbers numbers;
  std::size_t peel = 0;  ///< step of its trajectory from which it was made
};

struct PeelRow {
  std::vector<BoxRestriction> restrictions;
  BoxNumbers numbers;
};

struct Boxes {
  std::string event;
  double threshold = 0.5;
  std::size_t draws = 0;  ///< that were run
  std::size_t draws_done = 0;
  double effective_draws = 0.0;
  Estimate share_of_interest;  ///< over all draws
  /// The best first. None where all draws or none are of interest, or nothing is drawn; one without restrictions where
  /// no box tells more than all draws do.
  std::vector<FoundBox> boxes;
  std::vector<PeelRow> trajectory;  ///< of the first box
  std::vector<build::Held> held;
  StudyCounts counts;
  std::vector<FailureRow> failures;
  Termination termination = Termination::finished;
};

/// Needs    a model with one target, the chance of an event.
/// Errors   bad_option (draws, replicates; a peel beyond the trajectory), those of Sampler; `stopped` where no draw of
///          one of the halves was done.
/// Cost     a prediction, and the peeling.
/// Source   math/prim; chosen on the replicates of even number and measured on the others.
[[nodiscard]] Result<Boxes> boxes(const build::Model& model, const BoxesOptions& options, const RunContext& run);

}  // namespace parley::study
