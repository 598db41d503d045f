// SPDX-License-Identifier: Apache-2.0
// The generators are Python scripts whose files are the same on every platform.
#include "game_files.h"

#include <cstdlib>
#include <fstream>

#include "case.h"
#include "parley/game/format/efg.h"
#include "parley/game/format/nfg.h"

namespace parley::bench {

std::string generated_file(const TempFolder& folder, const std::string& name, const std::string& generator,
                           const std::string& arguments) {
  std::string file = folder.file(name);
  const std::string command = fmt::format("python3 '{}/{}' {} > '{}'", PARLEY_BENCH_PEERS, generator, arguments, file);
  if (std::system(command.c_str()) != 0) die(generator + " " + arguments + " failed");
  return file;
}

game::PayoffTable read_table(const std::string& file) {
  return game::payoff_table(or_die(game::read_nfg(text_of(file))).game);
}

game::NumericGame<Rational> read_tree(const std::string& file) {
  return or_die(game::numeric(or_die(game::read_efg(text_of(file))).game));
}

void write_for_lrsnash(const game::PayoffTable& table, const std::string& file) {
  std::ofstream out(file);
  const std::size_t rows = table.sizes[0], columns = table.sizes[1];
  out << rows << ' ' << columns << '\n';
  for (const auto& payoffs : table.payoffs) {
    out << '\n';
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t column = 0; column < columns; ++column) out << payoffs[row + rows * column].to_string() << ' ';
      out << '\n';
    }
  }
  if (!out.flush()) die("cannot write " + file);
}

}  // namespace parley::bench
