// SPDX-License-Identifier: Apache-2.0
// What could come to be known of a scenario, and the same game as one who knows it would report it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"

namespace parley::build {

/// Drawn params that may come to be known together.
struct ParamGroup {
  std::string name;
  std::vector<std::string> params;  ///< at least two
};

struct TypedPlayer {
  std::string player;
  std::vector<std::string> labels;
};

/// A likelihood as the text gives it: a number, or a drawn input.
struct GivenOdds {
  double value = 1.0;
  std::string input;  ///< name of the odds input; empty: `value`
};

/// A piece of evidence, as a report that may or may not be made.
struct Report {
  std::string name, text;
  std::string player;           ///< on whose type; empty: on a param
  std::string param;            ///< on which
  double threshold = 0.0;       ///< above which the first likelihood holds
  std::vector<GivenOdds> odds;  ///< by label of the type; above and below the threshold
  std::string left_out;         ///< not empty: why it cannot be taken as yet to come
};

struct Knowledge {
  std::vector<ParamGroup> groups;  ///< of each source, and of correlated params
  std::vector<TypedPlayer> types;
  std::vector<Report> reports;  ///< pieces of evidence with an effect, in order
};
[[nodiscard]] Knowledge knowledge(const Model& model);

/// The same model, and as its targets the chance of each label of each type: players in order, then labels.
[[nodiscard]] Result<Model> asking_types(const Model& model, const RunContext& run = {});
/// The same game, reported with a hint of a player's type: evidence known to nobody that is twice as likely from this
/// label as from the others. With p the label's chance in a draw, v what is reported without the hint and h with it,
/// the label's share of v is p (v given the label) = (1 + p) h - v. (Evidence that only the label could give would
/// leave branches without chance, which takes longer to solve, and draws without weight.)
[[nodiscard]] Result<Model> with_hint(const Model& model, const std::string& player, std::size_t label,
                                      const RunContext& run = {});
/// The game of a file without this piece of evidence; its odds are no inputs any more.
[[nodiscard]] Result<Model> without_evidence(const Model& model, const std::string& name, const RunContext& run = {});
/// The game in which it is known to nobody: reported as by one who has read it while the players have not.
[[nodiscard]] Result<Model> with_hidden_evidence(const Model& model, const std::string& name,
                                                 const RunContext& run = {});

}  // namespace parley::build
