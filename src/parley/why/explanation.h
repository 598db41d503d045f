// SPDX-License-Identifier: Apache-2.0
// What an explanation consists of: the facts of one point and those of the whole set of draws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/study/infoset_name.h"
#include "parley/study/play.h"

namespace parley::why {

/// Above it a chance counts as one: the outcome happens.
inline constexpr double least_chance = 1e-9;

/// What a change is sought for.
enum class Goal : std::uint8_t {
  happens,        ///< its chance comes above `least_chance`
  likeliest,      ///< no outcome has a larger chance
  not_likeliest,  ///< some outcome has a larger chance
  vanishes,       ///< its chance is no longer above `least_chance`
};

struct ChoiceChance {
  study::ChoiceName choice;
  double prob = 0.0;
};

/// What is so on one side of a change, by a solve of its own.
struct Side {
  double prob = 0.0;                       ///< of the outcome that is explained
  std::string likeliest;                   ///< name of the most likely outcome
  std::vector<ChoiceChance> choices = {};  ///< at the information set whose choice flips; those made
  bool on_path = false;                    ///< play comes to that set
  double largest_gain = 0.0;               ///< of a deviation
};

/// One number changed, the others as they are.
struct SingleChange {
  std::string name;
  bool is_drawn = true;                          ///< false: the file states it as certain, so it has no range
  double from = 0.0;                             ///< at the point
  double value_before = 0.0, value_after = 0.0;  ///< neighbours: still as it is, and turned
  std::optional<double> length = {};             ///< of a drawn one: in normal scores
  Side before, after;
  build::Origin origin = {};
};

/// A choice on the path of play.
struct PathChoice {
  study::InfosetName infoset;
  std::vector<ChoiceChance> choices;  ///< those made, the likeliest first
  double reach = 0.0;
  std::optional<double> margin = {};           ///< payoff units over the next best; 0 if mixed; none with one choice
  std::optional<study::ChoiceName> next = {};  ///< the next best
  std::string settled_by;                      ///< as solve tells it
  bool flip_was_sought = false;                ///< of the first sets on a long path only
  std::optional<SingleChange> flip = {};       ///< the smallest of a drawn number found
  std::vector<SingleChange> constants = {};    ///< of each number that the file states as certain, where found
  build::Origin origin = {}, payoffs = {};     ///< of the step, and of the payoffs of its player
};

/// What some paths to the outcome need first of all that is not done.
struct Deviation {
  study::InfosetName infoset;
  study::ChoiceName chosen, required;
  double loss = 0.0;        ///< what the mover would lose by it, payoff units, given its beliefs
  double loss_share = 0.0;  ///< of the range of its payoffs
  double reach = 0.0;
  double paths = 0.0;  ///< so many paths to the outcome break here
  build::Origin origin = {}, payoffs = {};
};

/// A move of the path to the outcome that needs the least.
struct Move {
  bool is_chance = false;
  study::InfosetName infoset = {};      ///< of a decision; of a chance move its step and round
  study::ChoiceName choice = {};        ///< of a decision
  std::string label;                    ///< of a chance move
  double prob = 0.0;                    ///< of the branch, or with which the choice is made
  std::optional<Deviation> needs = {};  ///< where the equilibrium does not make the choice
  build::Origin origin = {};
};

/// How the outcome could come about.
struct PathsTo {
  double paths = 0.0;                 ///< in the game at the point
  double open = 0.0;                  ///< of these such as the equilibrium takes with some chance
  std::vector<Deviation> deviations;  ///< where the others break, most paths first; at most `most_deviations`
  std::size_t more = 0;               ///< further ones
  std::vector<Move> least;            ///< empty where there is no path
  double least_share = 0.0;           ///< what it needs: the sum of the shares lost
};
inline constexpr std::size_t most_deviations = 10;

/// Several numbers changed together.
struct JointChange {
  struct Part {
    std::string name;
    double from = 0.0, value_before = 0.0, value_after = 0.0;
    build::Origin origin = {};
  };
  std::vector<Part> parts;
  double length = 0.0;  ///< in normal scores
  Side before, after;
};

/// Whole choices held, announced and binding.
struct LeverChange {
  std::vector<build::Held> held;
  std::string player;
  Side before, after;
  build::Origin origin = {};
};

/// The changes found for one goal.
struct GoalChanges {
  Goal goal = Goal::happens;
  std::vector<SingleChange> singles = {};    ///< drawn numbers, shortest first
  std::vector<SingleChange> constants = {};  ///< numbers that the file states as certain, in its order
  std::optional<JointChange> joint = {};
  bool joint_was_sought = false;
  std::vector<LeverChange> levers = {};
};

/// The facts at one point.
struct PointFacts {
  std::string at;  ///< "centre", "draw:12"
  double prob = 0.0;
  bool holds = false, is_likeliest = false;
  std::string likeliest;
  double likeliest_prob = 0.0;
  std::vector<study::NamedNumber> outcomes;
  std::vector<PathChoice> path;
  PathsTo paths;
  std::vector<GoalChanges> changes;
  std::size_t scan_points = 0;  ///< on each number's range; switches within one step can be missed
  bool needs_general_solver = false;
  bool is_coarse = false;  ///< points take long, so fewer are looked at and no joint change is sought
  Termination termination = Termination::finished;
};

/// What stops the outcome in some draws.
struct Stop {
  std::string player, type, step;
  study::ChoiceName required;
  double share = 0.0;         ///< of the draws where the outcome does not happen
  double average_loss = 0.0;  ///< payoff units
  build::Origin origin = {}, payoffs = {};
};

struct OverDraws {
  std::size_t draws = 0;  ///< looked at: the first ones
  double effective_draws = 0.0;
  double happens_share = 0.0;    ///< weighted by the evidence, as all shares
  double likeliest_share = 0.0;  ///< the outcome is the most likely one
  double mean_prob = 0.0;
  std::vector<Stop> stops;     ///< largest share first; at most `most_deviations`
  double no_path_share = 0.0;  ///< of the draws where it does not happen: no path leads to it
  std::string likeliest;       ///< the outcome that is the most likely one in most draws
  double likeliest_draw_share = 0.0;
  std::optional<std::size_t> typical = {};  ///< medoid of those draws
  std::size_t not_solved = 0;
};

struct Explanation {
  std::string outcome, outcome_text;
  bool negated = false;  ///< asked as "why not"
  PointFacts facts;
  std::optional<OverDraws> over_draws = {};  ///< absent where nothing is drawn
  std::optional<PointFacts> typical = {};    ///< where the point's most likely outcome is not that of most draws
  build::Origin origin = {};                 ///< of the outcome
  std::size_t drawn_numbers = 0, constant_numbers = 0;  ///< that were looked at
  std::vector<build::Held> held;
  Termination termination = Termination::finished;
};

}  // namespace parley::why
