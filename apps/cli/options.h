// SPDX-License-Identifier: Apache-2.0
// What a command line asks for. One word a thing: the field, the flag and the JSON key are the same.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "help.h"
#include "parley/base/result.h"

namespace parley::cli {

enum class Format : std::uint8_t { text, json, html, md, csv };
enum class ProgressMode : std::uint8_t { automatic, json, none };
enum class ColourMode : std::uint8_t { automatic, always, never };

/// All options of all verbs, with their defaults. A verb takes those of its groups (verbs.h); the others keep theirs.
struct Options {
  std::string verb;
  std::string file;  ///< the first operand: a path, or "-" for standard input; of `new` and `explain` the name or code
  std::string second;  ///< the second operand: what to show, where to convert to

  // group game: which game
  std::vector<std::string> set;   ///< "PARAM=VALUE" as typed
  std::vector<std::string> hold;  ///< "LEVER=VALUE" as typed
  std::string variant;            ///< empty: the file itself
  bool merge = true;              ///< off by --no-merge
  std::uint64_t max_nodes = 10'000'000;

  // group at: which draw
  std::optional<std::size_t> at;  ///< draw N of `--at draw:N`; not set: the centre

  // group draws
  std::size_t draws = 4096;
  std::size_t replicates = 16;
  std::uint64_t seed = 1;

  // group run: how it runs; never changes the answer
  std::size_t threads = 1;  ///< the cores where not given
  std::optional<std::chrono::milliseconds> time_limit;
  ProgressMode progress = ProgressMode::automatic;

  std::string output = "-";      // group output
  Format format = Format::text;  // group format

  // group talk
  bool quiet = false;
  ColourMode colour = ColourMode::automatic;

  std::optional<std::size_t> ask;  ///< group ask: which of the file's asks (from 1); not set: all

  bool expect = false;               ///< check: run the file's own tests
  bool check = false;                ///< fmt: only say whether the layout is canonical
  bool write = false;                ///< fmt: put the result in the file's place
  std::string as = "text";           ///< show: text, dot, json
  std::optional<std::size_t> depth;  ///< show tree: levels below the root

  // solve
  std::string concept_name = "sequential";  ///< --concept: sequential, nash, pure, pbe, quantal
  bool all = false;
  std::optional<std::string> lambda;
  bool scale_check = false;
  bool exact = false;
  bool gambit = false;

  std::vector<std::string> target;   ///< predict, drivers, evidence, diff, variants
  std::string event;                 ///< frontier, boxes
  std::string x, y;                  ///< frontier
  std::optional<std::string> level;  ///< frontier: a number as the language writes it; not set: the ask's, or 1/2
  std::size_t grid_x = 21, grid_y = 21;
  bool refine = true;  ///< frontier: off by --no-refine

  bool private_too = false;             ///< drivers: --private, what if each were its player's secret
  bool variants = true;                 ///< drivers: off by --no-variants
  std::optional<std::string> at_least;  ///< boxes: a number as the language writes it
  std::optional<std::size_t> peel;      ///< boxes: which step of the trajectory
  std::string player;                   ///< information: --for
  std::vector<std::string> by;          ///< information: levers
  std::vector<std::string> group;       ///< information: "NAME,NAME,..", known together

  std::string since;  ///< report: --compare, a stored answer
};

/// What to do: run `verb` with `options`, or print `text` and be done.
struct CommandLine {
  const Verb* verb = nullptr;
  Options options = {};
  std::string text = {};
};

/// Errors   bad_option: names what is wrong in the words of the command line, and what would help.
[[nodiscard]] Result<CommandLine> parse_command_line(const std::vector<std::string>& arguments);

/// The options of a verb, for completions.
[[nodiscard]] std::vector<OptionHelp> option_helps(const Verb& verb);

/// Verb, file name without its folder, and the options that change the answer and differ from their defaults, in fixed
/// order: what `provenance` carries. Never threads, output, progress, colour.
[[nodiscard]] std::string canonical_command(const Options& options);

}  // namespace parley::cli
