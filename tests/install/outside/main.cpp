// SPDX-License-Identifier: Apache-2.0
// Uses a function of the first and of the last folder, so that all of the library links.
#include <cstdio>
#include <string>

#include "parley/base/sha256.h"
#include "parley/game/format/efg.h"
#include "parley/report/text_style.h"
#include "parley/scenario/analyse.h"

int main() {
  const parley::scenario::SourceText source("mine.parley", "", "parley 1\n");
  const auto analysis = parley::scenario::analyse(source);
  if (!analysis || !analysis->diagnostics.has_errors()) {
    std::puts("a scenario without players has errors");
    return 1;
  }
  const auto game = parley::game::read_efg(
      "EFG 2 R \"\" { \"one\" } p \"\" 1 1 \"\" { \"a\" \"b\" } 0 "
      "t \"\" 1 \"\" { 1/3 } t \"\" 2 \"\" { 0 }");
  if (!game || game->game.nodes.size() != 3) {
    std::puts("the game has three nodes");
    return 1;
  }
  const bool same = parley::sha256_hex("abc").starts_with("ba7816bf") && parley::report::display_width("abc") == 3;
  return same ? 0 : 1;
}
