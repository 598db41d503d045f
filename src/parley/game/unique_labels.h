// SPDX-License-Identifier: Apache-2.0
// Labels as other tools want them: not empty, no blanks at the ends, none twice.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace parley::game {

/// One for each kind of thing whose labels must differ from each other.
class UniqueLabels {
 public:
  /// `wanted` where it is free; otherwise with the smallest number behind it, from 2 on, that makes it so.
  [[nodiscard]] std::string add(std::string_view wanted);

 private:
  std::unordered_map<std::string, std::uint64_t> used_;  // label -> the last number tried behind it
};

}  // namespace parley::game
