// SPDX-License-Identifier: Apache-2.0
// One draw solved: what is selected, or a list of its equilibria.
#include <utility>

#include "parley/study/named_game.h"
#include "parley/study/play.h"

namespace parley::study {

Result<PlayAtDraw> play_at(const build::Model& model, const DrawPoint& point, const DrawOptions& draws,
                           RunContext& run) {
  auto named = named_game(model, point, draws, run);
  if (!named) return std::unexpected(named.error());
  return default_play(*named, std::move(named->game), std::move(named->settled), run);
}

Result<PlaysAtDraw> plays_at(const build::Model& model, const DrawPoint& point, const DrawOptions& draws,
                             const solve::ListOptions& options, RunContext& run) {
  const auto named = named_game(model, point, draws, run);
  if (!named) return std::unexpected(named.error());
  return listed_plays(*named, options, run);
}

PlaysAtDraw alone(PlayAtDraw play) {
  PlaysAtDraw plays;
  plays.selected = play;
  plays.equilibria.push_back(std::move(play));
  return plays;
}

std::string concept_text(solve::ListConcept kind) {
  switch (kind) {
    case solve::ListConcept::sequential:
      break;
    case solve::ListConcept::pure:
      return "pure";
    case solve::ListConcept::pbe:
      return "pbe";
  }
  return "sequential";
}

}  // namespace parley::study
