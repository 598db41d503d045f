// SPDX-License-Identifier: Apache-2.0
// What knowing more would be worth to a player's adviser, who must fix the levers before the parameters are known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/math/statistics.h"
#include "parley/study/draws.h"
#include "parley/study/infoset_name.h"
#include "parley/study/prediction.h"

namespace parley::study {

struct InformationOptions {
  std::string player;                                 ///< whose adviser
  std::vector<std::string> by;                        ///< levers: picks of the player; at least one
  std::vector<std::vector<std::string>> groups = {};  ///< drawn inputs that would be known together; two or more each
  DrawOptions draws = {};
};

/// What the adviser would do where it knows.
struct Change {
  std::string when;    ///< "below 34", "is 50 or 60", "open", "the report is made"
  ChoiceName choice;   ///< of every lever
  double share = 0.0;  ///< of all cases
};

struct InformationRow {
  enum class Kind : std::uint8_t { param, odds, group, type, evidence, everything };
  Kind kind = Kind::param;
  std::string name;
  std::vector<std::string> members;  ///< of a group
  Estimate worth;                    ///< payoff units; never below 0
  /// In order of what is found out; one where the choice is the same whatever it is, none for groups and everything.
  std::vector<Change> changes;
};

struct Information {
  std::string player;
  std::vector<std::string> by;
  std::size_t num_choices = 0;  ///< combinations of the levers' choices
  std::size_t draws = 0;
  double effective_draws = 0.0;
  ChoiceName best;                    ///< without knowing more
  Estimate value;                     ///< to the player
  std::vector<InformationRow> rows;   ///< the largest worth first
  std::vector<std::string> left_out;  ///< sentences: what got no row, and why
  std::vector<build::Held> held;
  StudyCounts counts;  ///< over all games that were solved, one a draw and combination
  Termination termination = Termination::finished;
};

inline constexpr std::size_t most_choices = 4096;

/// Errors   bad_option: no such player, lever or group member; a lever that is no pick of the player; too_large: more
///          than `most_choices` combinations, or too many draws for them; those of Sampler and of building; stopped
///          where it was stopped before all was solved.
/// Cost     a prediction for each combination of the levers' choices, as many again for each label of a type but one,
///          and twice as many for each piece of evidence on a type.
/// Source   Howard 1966 (value of information); draws as study/draws, halves as study/worth.
[[nodiscard]] Result<Information> information(const build::Model& model, const InformationOptions& options,
                                              const RunContext& run);

}  // namespace parley::study
