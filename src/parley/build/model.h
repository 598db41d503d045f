// SPDX-License-Identifier: Apache-2.0
// The Model: a scenario built once into a parametric game, with what is drawn, weighed, held and asked.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "parley/base/result.h"
#include "parley/game/parametric.h"
#include "parley/math/copula.h"
#include "parley/math/distribution.h"
#include "parley/math/number.h"

namespace parley::build {

/// Where a thing stands in the text.
struct Origin {
  std::uint32_t begin = 0, end = 0;  ///< bytes of the source text
  friend auto operator<=>(const Origin&, const Origin&) = default;
};

/// A number that is not fixed in the game's program.
struct Input {
  enum class Kind : std::uint8_t {
    param,  ///< a drawn parameter
    odds,   ///< the odds of a piece of evidence given as a range
    lever,  ///< held at a number that each run supplies: an axis of a frontier
  };
  Kind kind = Kind::param;
  std::string name;           ///< the param's or lever's name; "evidence NAME" for odds
  Distribution distribution;  ///< of param and odds; a lever's is its range, only for its bounds
  Number centre;              ///< the median; a lever's own value at the centre is supplied with the run
  Origin origin = {};         ///< the param's statement, or the evidence's
};

/// A param that the file states as one number: that number stands in the program.
struct Constant {
  std::string name;
  Support support = Support::real;
  Number value;
  Origin origin = {};
};

/// A lever that is held, for people to read.
struct Held {
  std::string name;
  std::string value;  ///< "build_up", "0.85"; empty for an axis
  bool is_param = false;
};

/// What is asked of each draw: a chance, a conditional chance, or a player's value.
struct Target {
  enum class Kind : std::uint8_t { probability, value };
  Kind kind = Kind::probability;
  std::string text;
  std::uint32_t event = game::none;  ///< quantity: the event, with `given` together with its condition
  std::uint32_t given = game::none;  ///< quantity: the condition; none where there is none
  std::uint32_t player = 0;
};

/// How the evidence bends the distribution of one drawn input, piece by piece.
struct MarginalWeight {
  std::vector<double> thresholds;   ///< rising; a value at a threshold lies below it
  std::vector<double> likelihoods;  ///< by piece: one more than thresholds; not below 0, and not all 0
};

/// Sizes of the tree that the game is, counted without building it, at one point of the inputs.
struct Sizes {
  double nodes = 0;  ///< decision + chance + terminal
  double terminals = 0;
  double decision_nodes = 0;
  std::vector<double> infosets;  ///< by player
};

struct Blueprint;  // the checked scenario and options; opaque outside build
struct Watch;      // when each node is passed and who sees it: what counting needs; opaque outside build

struct Model {
  std::string title;
  game::ParametricGame game;
  std::vector<Input> inputs;         ///< by input index of the program
  std::vector<std::uint32_t> drawn;  ///< inputs that are drawn, in order: number d of a draw is inputs[drawn[d]]
  /// By drawn input: its coordinate of the Sobol points. Coordinates belong to the scenario's params and odds ranges,
  /// held or not, so that all studies of a scenario draw the same.
  std::vector<std::uint32_t> dimensions;
  std::uint32_t num_dimensions = 0;
  GaussianCopula copula = GaussianCopula::independent(0);  ///< over the drawn inputs
  game::Slot weight;                                       ///< weight of a draw by the evidence; 1 where there is none
  /// The weight is, but for a constant factor, the product of `marginal_weights`: functions of one drawn input each.
  bool weight_factors = true;
  std::vector<MarginalWeight> marginal_weights;  ///< by drawn input, where the weight factors
  std::vector<std::string> weighed_by;           ///< names of the evidence that weighs
  bool has_hidden_evidence = false;  ///< some evidence is known to nobody: reported chances differ from the game's
  std::vector<std::string> outcome_texts;        ///< by outcome: its display text or name
  std::size_t num_params = 0;                    ///< of the scenario, constants and private ones included
  std::vector<std::pair<double, double>> scale;  ///< the declared scale of payoffs; empty where none is
  std::vector<Target> targets;
  std::vector<Held> held;  ///< in order of the file: variables, then params
  std::string variant;
  bool merged = true;
  std::vector<Constant> constants;      ///< params that are neither drawn nor held
  std::vector<Origin> step_origins;     ///< by step of the game
  std::vector<Origin> outcome_origins;  ///< by outcome
  std::vector<Origin> payoff_origins;   ///< by player
  std::shared_ptr<const Blueprint> blueprint;
  std::shared_ptr<const Watch> watch;
};

/// Which tree sizes hold at these values of the slots.
[[nodiscard]] Sizes count(const Model& model, const std::vector<Number>& slots);
[[nodiscard]] Sizes count(const Model& model, const std::vector<double>& slots);

/// The centre: every drawn input at its median, levers as given (in order of the lever inputs).
[[nodiscard]] std::vector<Number> centre_inputs(const Model& model, const std::vector<double>& levers = {});

}  // namespace parley::build
