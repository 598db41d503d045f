// SPDX-License-Identifier: Apache-2.0
// What moves the answer: the share of its variance over draws that each drawn input carries.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/math/sensitivity.h"
#include "parley/study/draws.h"
#include "parley/study/prediction.h"
#include "parley/study/switch_points.h"

namespace parley::study {

/// Below this effective number of base points no shares are given.
inline constexpr double least_effective_draws = 1000.0;

enum class DriversMethod : std::uint8_t {
  saltelli,  ///< first-order and total indices: inputs are independent, also after the evidence
  shapley,   ///< Shapley effects: inputs are correlated, or the evidence or the condition ties them together
};

struct DriverRow {
  std::string name;                      ///< of the param, or "evidence NAME" for a range of odds
  double low = 0, median = 0, high = 0;  ///< 1, 50 and 99 % points of its distribution, evidence left aside
  std::optional<IndexEstimate> first_order_index, total_index, shapley_effect;
  std::vector<Switch> switches;  ///< where the answer turns, by rising value
};

struct Drivers {
  std::string target;
  bool is_value = false;  ///< a player's value, in payoff units; else a chance
  DriversMethod method = DriversMethod::saltelli;
  std::vector<DriverRow> params;  ///< every drawn input, in the order of the model
  std::size_t draws = 0;          ///< base points that were asked for
  std::size_t draws_done = 0;     ///< of these, those whose points were all tried
  std::size_t left_out = 0;       ///< of these, those with a point that failed or was not solved: not counted
  std::size_t evaluations = 0;    ///< points that were solved for them, or tried
  std::size_t replicates = 0;
  double effective_draws = 0.0;         ///< of the base points that count
  double mean = 0.0, variance = 0.0;    ///< of the target over what counts
  bool varies = true;                   ///< false: nothing to share out, and the indices are not set
  std::vector<std::string> correlated;  ///< inputs with a correlation
  std::size_t condition_partners = 0;   ///< draws behind each mean chance of the condition; 0 where there is none
  StudyCounts counts;                   ///< of the evaluations
  std::vector<FailureRow> failures;     ///< likewise
  std::vector<build::Held> held;
  Termination termination = Termination::finished;
  std::vector<std::string> notes;  ///< sentences: what the numbers do not say
};

/// Shares of the variance of one target, of the distribution after the evidence. `options.draws` are base points, each
/// of which takes d + 2 solved games (Saltelli) or d + 1 (Shapley) for d drawn inputs, and 16 d + 1 where the target
/// has a condition.
///
/// Errors   bad_option: options of Draws, fewer than 1,000 draws, more evaluations than are kept, an effective number
/// of
///          base points below 1,000, a condition of next to no chance (each message says what would help); stopped
///          before an effective 1,000 base points were done; what `Sampler` gives.
/// Source   Saltelli et al. 2010 with Jansen 1999; Song, Nelson and Staum 2016, Owen and Prieur 2017, with importance
///          weights.
[[nodiscard]] Result<Drivers> drivers(const build::Model& model, const build::Target& target,
                                      const DrawOptions& options, const RunContext& run);

}  // namespace parley::study
