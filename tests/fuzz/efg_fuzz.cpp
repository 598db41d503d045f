// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes: reading .efg ends in an error with a place or in a game that is written and reads back equal.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "parley/game/certificate.h"
#include "parley/game/format/efg.h"
#include "parley/game/format/nfg.h"
#include "parley/game/gambit_line.h"

namespace {

using namespace parley::game;

void require(bool holds) {
  if (!holds) std::abort();
}

/// First actions for everybody: enough to walk every part of the certificate.
StrategyProfile<parley::Rational> first_actions(const NumericGame<parley::Rational>& game) {
  StrategyProfile<parley::Rational> profile;
  for (const auto& infoset : game.infosets) {
    profile.probs.emplace_back(infoset.num_actions)[0] = parley::Rational(1);
  }
  return profile;
}

void use(const ExtensiveGame& game) {
  const auto numeric_game = numeric(game);
  require(numeric_game.has_value() == imperfect_recall(game).empty());
  if (!numeric_game) return;
  const auto profile = first_actions(*numeric_game);
  const auto certificate = certify(*numeric_game, profile, tremble_beliefs(*numeric_game, profile));
  require(certificate.max_regret.sign() >= 0);
  require(!to_gambit_line(game, *numeric_game, profile).empty());
  const auto table = strategic_form(game, 64);
  if (!table) return;
  const auto back = read_nfg(write_nfg(*table));
  require(back && back->game == *table);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = read_efg(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!file) {
    require(file.error().message.starts_with("line "));
    return 0;
  }
  const auto back = read_efg(write_efg(file->game));
  require(back && back->game == file->game);
  // Exact arithmetic on numbers of a thousand digits is slow and not what is looked for here.
  if (file->game.nodes.size() < 200 && file->game.players.size() < 10 && size < 4000) use(file->game);
  return 0;
}
