// SPDX-License-Identifier: Apache-2.0
// The verbs of the command line: a table, a row each.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace parley::cli {

class Session;

/// What the program tells the shell that came of it.
enum class Exit : std::uint8_t {
  done = 0,
  failed = 1,      ///< an `expect` failed, a layout is not canonical: the answer is no
  usage = 2,       ///< an option, an operand or a file that does not fit
  scenario = 3,    ///< the scenario, or a game file, has errors; or its size was refused
  limit = 4,       ///< a limit was met; what there is by then is written
  internal = 70,   ///< an invariant of parley's own broke
  resumable = 75,  ///< interrupted; can be resumed
};

/// Options that verbs share, as bits.
enum OptionGroup : std::uint32_t {
  no_options = 0,
  game_options = 1U << 0U,    ///< --set --hold --variant --no-merge --max-nodes
  at_options = 1U << 1U,      ///< --at
  draws_options = 1U << 2U,   ///< --draws --replicates --seed
  run_options = 1U << 3U,     ///< --threads --time-limit --progress
  output_options = 1U << 4U,  ///< -o
  format_options = 1U << 5U,  ///< --format
  ask_options = 1U << 6U,     ///< --ask
  talk_options = 1U << 7U,    ///< --quiet --color
};

struct Verb {
  std::string_view name = {};
  std::string_view operands = {};  ///< as the usage line shows them; in brackets those that may be left out
  std::string_view summary = {};   ///< one line
  std::string_view story = {};     ///< more, where there is more to say; may be empty
  std::string_view examples = {};  ///< a line each, as typed
  std::uint32_t groups = no_options;
  Exit (*run)(Session&) = nullptr;  ///< null: not in this version
};

/// In the order in which people are shown them.
[[nodiscard]] std::span<const Verb> verbs();
/// Null where there is no such verb.
[[nodiscard]] const Verb* find_verb(std::string_view name);
/// "`lsp` is not in this version; it has: new, check, ..."
[[nodiscard]] std::string not_in_this_version(std::string_view verb);

Exit run_new(Session& session);
Exit run_check(Session& session);
Exit run_fmt(Session& session);
Exit run_explain(Session& session);
Exit run_show(Session& session);
Exit run_solve(Session& session);
Exit run_predict(Session& session);
Exit run_frontier(Session& session);
Exit run_drivers(Session& session);
Exit run_boxes(Session& session);
Exit run_information(Session& session);
Exit run_why(Session& session);
Exit run_why_not(Session& session);
Exit run_evidence(Session& session);
Exit run_variants(Session& session);
Exit run_diff(Session& session);
Exit run_report(Session& session);
Exit run_convert(Session& session);
Exit run_doctor(Session& session);
Exit run_completions(Session& session);

}  // namespace parley::cli
