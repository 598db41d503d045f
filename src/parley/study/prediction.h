// SPDX-License-Identifier: Apache-2.0
// The prediction: chances of the outcomes, values and plans over all draws.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/study/draws.h"
#include "parley/study/infoset_name.h"
#include "parley/study/listing.h"

namespace parley::study {

/// A condition below this chance leaves what is conditional on it undefined (language.md, section 5).
inline constexpr double least_condition = 1e-9;

/// A weighted average over draws. `low` and `high` are the weighted 5 and 95 % points over draws: how far the number
/// moves with what the analyst does not know. NaN where nothing is defined (a condition below a chance of 1e-9). A
/// chance of 0 or 1 has an error of 0 where no play can give anything else, and that of a rare event where no draw
/// showed it.
struct Average {
  double mean = 0.0;
  double standard_error = 0.0;
  double low = 0.0;
  double high = 0.0;
};

struct OutcomeRow {
  std::string name;
  std::string text;  ///< display text
  Average chance;
  double most_likely_share = 0.0;  ///< weighted share of draws in which it is the most likely (first of those tied)
  std::optional<FoundBounds> found = {};  ///< where lists were made
};

struct TargetRow {
  std::string text;
  Average average;
  std::optional<double> condition_chance;  ///< P(C) of a conditional target
  std::optional<FoundBounds> found = {};   ///< of an event without a condition, where lists were made
};

struct ValueRow {
  std::string player;
  Average value;
};

/// What a player does at one information set.
struct PlanRow {
  InfosetName infoset;
  ChoiceName choice;
  double share = 0.0;         ///< of the weight of draws in which play can come to the set: how often this is chosen
  double exists_share = 0.0;  ///< of the weight of all draws: how often play can come to the set
};

struct StudyCounts {  // numbers of draws
  std::size_t ties = 0;
  std::size_t ties_that_matter = 0;
  std::size_t unsettled = 0;  ///< not settled by backward induction: solved by the logit path on the core
  std::size_t unsolved = 0;   ///< of these, ended in no verified equilibrium: left out of every average
  /// Draws in which more than one was found; not known where draws are not settled and the tree is too large for lists.
  std::optional<std::size_t> several_equilibria;
  std::size_t cut_lists = 0;  ///< draws whose list may lack pure ones: a limit was met, or beliefs are undecided
  std::size_t failed = 0;
};

/// An information set that backward induction does not settle in some draws.
struct UnsettledRow {
  InfosetName infoset;
  std::string why;  ///< one sentence
  std::size_t draws = 0;
};

struct FailureRow {  ///< a rule that some draws break
  std::string message;
  std::size_t draws = 0;
  std::size_t first_draw = 0;
};

struct Prediction {
  std::size_t draws = 0;         ///< that were run
  double effective_draws = 0.0;  ///< of those that count
  std::size_t replicates = 0;
  std::vector<build::Held> held;
  ListLabel list;                    ///< what `found` and `several_equilibria` are over
  std::vector<OutcomeRow> outcomes;  ///< averages are over the draws that are solved
  std::vector<TargetRow> targets;
  std::vector<ValueRow> values;
  std::vector<PlanRow> plans;  ///< in the order of the game; only sets that play can come to
  StudyCounts counts;
  double largest_deviation_gain = 0.0;  ///< over all draws, from the certificates; payoff units
  std::vector<UnsettledRow> unsettled;
  std::vector<FailureRow> failures;
  Termination termination = Termination::finished;
  std::size_t draws_done = 0;
  double share_outside_scale =
      0.0;  ///< weighted share of draws in which some end, reached or not, pays outside the scale
};

/// Errors   bad_option (draws, replicates); unsupported where no draw at all is solved: names the information sets that
///          are not settled; bad_scenario where more than half of the draws fail: names the commonest rule.
[[nodiscard]] Result<Prediction> predict(const build::Model& model, const DrawOptions& options, RunContext& run);

}  // namespace parley::study
