// SPDX-License-Identifier: Apache-2.0
// Labels as other tools want them: not empty, no blanks at the ends, none twice.
#include "parley/game/unique_labels.h"

namespace parley::game {

std::string UniqueLabels::add(std::string_view wanted) {
  constexpr std::string_view blanks = " \t\n\v\f\r";
  const std::size_t start = wanted.find_first_not_of(blanks);
  std::string base = "-";
  if (start != std::string_view::npos) base = wanted.substr(start, wanted.find_last_not_of(blanks) + 1 - start);
  const auto [entry, is_new] = used_.try_emplace(base, 1);
  if (is_new) return base;
  std::string label;
  do {
    label = base + " " + std::to_string(++entry->second);
  } while (used_.contains(label));
  used_.emplace(label, 1);
  return label;
}

}  // namespace parley::game
