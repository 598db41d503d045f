// SPDX-License-Identifier: Apache-2.0
// Solves the game with one param after the other made private.
#include "parley/study/private_knowledge.h"

#include <utility>

namespace parley::study {

Result<PrivateKnowledge> private_knowledge(const build::Model& model, std::size_t target, const DrawOptions& options,
                                           RunContext& run) {
  if (const auto draws = Draws::from(model, options); !draws) return std::unexpected(draws.error());
  const std::vector<build::Secret> secrets = build::possible_secrets(model);
  PrivateKnowledge knowledge;
  OtherGames games(model, model.targets[target], options, run);
  for (std::size_t k = 0; k < secrets.size(); ++k) {
    const RunContext part = part_of(run, "games with a param kept private", k, secrets.size());
    auto game = games.compare(build::with_secret(model, secrets[k], run), target, part);
    if (!game) {
      knowledge.termination = run.why_stopped();
      break;
    }
    knowledge.rows.push_back({secrets[k], *std::move(game)});
  }
  return knowledge;
}

}  // namespace parley::study
