// SPDX-License-Identifier: Apache-2.0
// What the program says about itself: help, usage, version.
#pragma once

#include <string>
#include <vector>

namespace parley::cli {

struct Verb;

/// One option as people read of it.
struct OptionHelp {
  std::string group = {};               ///< "Draws"
  std::vector<std::string> names = {};  ///< "-o", "--output"
  std::string type = {};                ///< "N"; empty for a flag
  std::string description = {};
};

[[nodiscard]] std::string general_help();
[[nodiscard]] std::string verb_help(const Verb& verb, const std::vector<OptionHelp>& options);
/// "parley predict FILE [options]"
[[nodiscard]] std::string usage_line(const Verb& verb);
/// "parley 0.1.0" and a line break.
[[nodiscard]] std::string version_line();

}  // namespace parley::cli
