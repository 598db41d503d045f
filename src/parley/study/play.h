// SPDX-License-Identifier: Apache-2.0
// One draw solved and certified: what everybody does, believes and gains.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/solve/nash/nash_list.h"
#include "parley/study/draws.h"
#include "parley/study/infoset_name.h"
#include "parley/study/listing.h"
#include "parley/study/solved_game.h"

namespace parley::study {

/// The figures that `check` and `solve` give of a game.
struct GameSummary {
  std::vector<std::string> players;
  build::Sizes sizes;
  std::size_t graph_nodes = 0;
  std::size_t params = 0;
  std::vector<std::string> outcomes;
  bool all_settled = false;
};

struct ChoiceProb {
  ChoiceName choice;
  Number prob;
  std::optional<solve::MistakeSize> mistake =
      {};  ///< in a list, of a choice that is not made: how likely it is by mistake
};

struct BeliefRow {
  std::vector<SeenLabel> history;  ///< every label from the root to the node, chance and types included
  Number prob;
  std::optional<solve::BeliefRange> range = {};  ///< in a list, off the path: over all beliefs that support the choice
};

struct PlayAtInfoset {
  std::size_t index = 0;  ///< of the information set in the game with numbers in it
  InfosetName infoset;
  std::vector<ChoiceProb> probs;
  std::vector<BeliefRow> belief;  ///< one node: empty
  Number margin;           ///< of the choice over the next best, payoff units; infinite with one choice, 0 if mixed
  std::string settled_by;  ///< "settled" | "tie" | "logit" | "enumeration"
  std::string reason;      ///< why it is settled, or why not
  bool on_path = false;
  Number reach;
};

struct NamedNumber {
  std::string name;
  Number value;
};

struct PlayAtDraw {
  std::string at;  ///< "centre", "draw:12"
  GameSummary game;
  std::vector<std::pair<std::string, Number>> inputs;  ///< the draw itself
  std::size_t ties = 0, ties_that_matter = 0;
  std::vector<NamedNumber> outcomes, values;
  std::vector<NamedNumber> weighed_outcomes, weighed_values;  ///< where some evidence is known to nobody
  std::vector<NamedNumber> targets;
  std::vector<PlayAtInfoset> choices;  ///< on the path first, each part in the order of the game
  Number largest_deviation_gain, max_regret;
  bool exact = false;
  std::optional<PathAccount> path;  ///< where backward induction did not settle everything
  std::vector<std::string> marks;   ///< "sequential", ..; none where no equilibrium was verified
  std::string gambit_line;          ///< NE,...: in the order of the .efg that convert writes
};

/// What a list of Nash equilibria says beyond each of them.
struct NashAccount {
  std::string method;                             ///< as in NashAnswer
  std::vector<std::uint32_t> components;          ///< by equilibrium: those of one connected set have one number
  std::vector<std::vector<std::size_t>> subsets;  ///< equilibria whose mixtures, player by player, are equilibria
  std::vector<double> radii;                      ///< by equilibrium: proved; 0 where exact
  std::vector<int> indices;                       ///< of a complete list, by equilibrium: 1 or -1, 0 where not regular
  std::vector<solve::UndecidedBox> undecided;
  bool is_table = false;  ///< each player moves once, seeing nothing
};

/// What was asked of one draw: the selected equilibrium alone, or a list.
struct PlaysAtDraw {
  std::string concept_name = "sequential";
  ListLabel label;
  PlayAtDraw selected;                 ///< with a list: what it stands beside (its `at`, `game`, counts)
  std::vector<PlayAtDraw> equilibria;  ///< the selected one alone, or the list
  std::optional<NashAccount> nash;     ///< of `--concept nash`
  Termination termination = Termination::finished;
};

/// An information set that is not settled at the draw, with the reason in words.
struct NotSettled {
  InfosetName infoset;
  std::string why;
};

struct DrawPoint {
  std::optional<std::size_t> draw;  ///< not set: the centre
};

/// Sizes and whether backward induction settles the game at the point.
/// Errors   bad_scenario where the point breaks a rule of the language.
struct Summary {
  GameSummary game;
  std::vector<NotSettled> not_settled;
};
[[nodiscard]] Result<Summary> summarise(const build::Model& model, const DrawPoint& point, const DrawOptions& draws,
                                        RunContext& run);

/// Needs    an unmerged model where the histories of beliefs and the gambit line are to be whole.
/// Errors   unsupported where no equilibrium was verified; stopped where there was no time to find one.
[[nodiscard]] Result<PlayAtDraw> play_at(const build::Model& model, const DrawPoint& point, const DrawOptions& draws,
                                         RunContext& run);

/// Errors   as `play_at`, but that nothing was selected is no error; unsupported where histories were merged.
[[nodiscard]] Result<PlaysAtDraw> plays_at(const build::Model& model, const DrawPoint& point, const DrawOptions& draws,
                                           const solve::ListOptions& options, RunContext& run);

/// The selected equilibrium and no list.
[[nodiscard]] PlaysAtDraw alone(PlayAtDraw play);

/// "sequential", "pure", "pbe".
[[nodiscard]] std::string concept_text(solve::ListConcept kind);

}  // namespace parley::study
