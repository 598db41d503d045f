// SPDX-License-Identifier: Apache-2.0
// The chance of an event over two held levers: contour or staircase, band, and the constraint that binds.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/hold.h"
#include "parley/build/model.h"
#include "parley/study/draws.h"
#include "parley/study/infoset_name.h"

namespace parley::study {

struct FrontierOptions {
  std::string x, y;                      ///< names of two levers
  std::size_t grid_x = 21, grid_y = 21;  ///< finest grid of numeric axes; at least 2
  double level = 0.5;                    ///< in (0, 1)
  bool refine = true;                    ///< false: evaluate every cell
  DrawOptions draws;
};

struct FrontierAxis {
  std::string name;
  std::vector<double> values;       ///< numbers where the axis has them, else 0, 1, 2 ...
  std::vector<std::string> labels;  ///< of a discrete axis; empty where numeric
  bool discrete = false;
};

using Polyline = std::vector<std::pair<double, double>>;

struct StaircaseStep {
  double x = 0.0;                 ///< value on the x axis
  std::optional<double> least_y;  ///< least y that reaches the level, if any does
};

/// A share of the change across the level that one player's changed choice carries.
struct BindingRow {
  std::pair<double, double> from, to;  ///< the neighbouring points with the largest part of it
  std::string player;                  ///< empty where the change came without a changed choice
  InfosetName infoset;
  ChoiceName choice_from, choice_to;
  double share = 0.0;      ///< of the summed absolute change; all rows sum to 1
  bool selection = false;  ///< what was played is an equilibrium at `to` as well, but another one is selected there
};

/// At the central draw: where the chance of the event crosses the level between two neighbouring points.
struct CentralFlip {
  std::pair<double, double> from, to;  ///< for numeric axes bisected until they differ by 1e-6 of the axis
  double prob_from = 0.0, prob_to = 0.0;
  std::string player;
  InfosetName infoset;
  ChoiceName choice_from, choice_to;
  double margin_from = 0.0, margin_to = 0.0;  ///< of the choice over the next best, payoff units
};

struct FreeChoice {            ///< what the levers' owner does when nothing is held on the axes
  std::string owner;           ///< "seller and buyer" where they are two; empty: the axes are params
  std::optional<double> x, y;  ///< the most frequent choice (params: the centre)
  std::string x_label, y_label;
  /// Of all times that the owner comes to choose, over draws (weighted), types and chance: how often it is this choice
  /// (params: 1).
  double share = 0.0;
  bool together = true;  ///< false: no move shows both levers; each was taken alone, and `share` is the smaller one's
};

struct Frontier {
  std::string event;  ///< its text
  double level = 0.5;
  std::size_t draws = 0;
  std::vector<build::Held> held;
  FrontierAxis x, y;
  std::vector<std::vector<std::optional<double>>> prob;  ///< [y][x]; not set: refinement did not evaluate it
  std::vector<std::vector<std::optional<double>>> standard_error;
  std::vector<std::vector<std::optional<double>>> share;  ///< weighted share of draws at or above the level
  /// Averages of the smallest and largest chance over the equilibria found in each draw (`FoundBounds`); not set where
  /// draws are not settled and the tree is too large for lists.
  std::vector<std::vector<std::optional<double>>> lowest, highest;
  std::vector<Polyline> contour;              ///< both axes numeric
  std::vector<StaircaseStep> staircase;       ///< otherwise
  std::vector<Polyline> band_low, band_high;  ///< where 5 % and 95 % of the draws have crossed (numeric axes)
  std::vector<StaircaseStep> band_low_steps, band_high_steps;
  std::vector<BindingRow> binding;  ///< largest share first
  std::vector<CentralFlip> central_flip;
  std::optional<FreeChoice> free_choice;
  std::size_t unsettled = 0, unsolved = 0, failed = 0, ties = 0;  ///< draws, summed over cells; as StudyCounts
  std::size_t cells_evaluated = 0;
  std::size_t points_certified = 0;  ///< those that enclose the level, else the least and the greatest chance
  std::optional<double> largest_deviation_gain;  ///< over all draws at these points; payoff units
  Termination termination = Termination::finished;
};

/// Needs    a model with one target: the event (a probability without condition).
/// Errors   bad_option for levers that do not exist or options out of range; unsupported where no draw is solved.
[[nodiscard]] Result<Frontier> frontier(const build::Model& model, const FrontierOptions& options, RunContext& run);

}  // namespace parley::study
