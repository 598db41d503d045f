// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes: reading .nfg ends in an error with a place or in a game that is written and reads back equal.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "parley/game/format/efg.h"
#include "parley/game/format/nfg.h"

namespace {

using namespace parley::game;

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = read_nfg(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!file) {
    require(file.error().message.starts_with("line "));
    return 0;
  }
  const StrategicGame& game = file->game;
  const auto back = read_nfg(write_nfg(game));
  require(back && back->game == game);
  if (game.contingencies.size() * game.players.size() > 500) return 0;
  const auto tree = extensive(game);
  require(numeric(game).nodes.size() == tree.nodes.size());
  const auto tree_back = read_efg(write_efg(tree));
  require(tree_back && tree_back->game == tree);
  const auto table = strategic_form(tree, game.contingencies.size());
  require(table && table->contingencies.size() == game.contingencies.size());
  return 0;
}
