// SPDX-License-Identifier: Apache-2.0
// The table of verbs. A verb that comes is a file verb_NAME.cpp and its function in this table.
#include "verbs.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace parley::cli {

namespace {

constexpr std::uint32_t answer_options = output_options | talk_options;
constexpr std::uint32_t study = game_options | draws_options | run_options | answer_options | format_options;

constexpr std::array table = {
    Verb{.name = "new",
         .operands = "[TEMPLATE]",
         .summary = "list the templates, or write one to start from",
         .story = "With -o the template goes to a file; a file that is there already is never replaced.",
         .examples = "parley new\nparley new deterrence -o mine.parley",
         .groups = answer_options,
         .run = run_new},
    Verb{.name = "check",
         .operands = "FILE",
         .summary = "find mistakes and sum up the game; with --expect run the file's own tests",
         .story = "A scenario that backward induction does not settle is no mistake: it is said as a warning.",
         .examples = "parley check mine.parley\nparley check mine.parley --expect\n"
                     "parley check mine.parley --format json -o check.json",
         .groups = study,
         .run = run_check},
    Verb{.name = "fmt",
         .operands = "FILE",
         .summary = "print the file in the one canonical layout",
         .story = "Comments, blank lines between statements and the order of things stay. A file with syntax errors is "
                  "left alone.",
         .examples = "parley fmt mine.parley --write\nparley fmt mine.parley --check\nparley fmt - < mine.parley",
         .groups = answer_options,
         .run = run_fmt},
    Verb{.name = "show",
         .operands = "FILE [WHAT]",
         .summary = "the protocol in sentences (outline, the default), the tree, or the strategic form (game)",
         .examples = "parley show mine.parley\nparley show mine.parley tree --depth 4\n"
                     "parley show mine.parley tree --as dot -o tree.dot\n"
                     "parley show mine.parley tree --as tikz --depth 4 -o tree.tex",
         .groups = game_options | at_options | draws_options | answer_options,
         .run = run_show},
    Verb{.name = "solve",
         .operands = "FILE",
         .summary = "one draw: the equilibrium with beliefs and certificate",
         .story =
             "FILE is a scenario, or a game as .efg or .nfg. The certificate is recomputed from the game and shares "
             "nothing with the solver.",
         .examples = "parley solve mine.parley\nparley solve mine.parley --at draw:17 --format json\n"
                     "parley solve game.efg --gambit\nparley solve game.nfg --concept nash --all\n"
                     "parley solve mine.parley --concept quantal --lambda 0.5\nparley solve mine.parley --scale-check",
         .groups = game_options | at_options | draws_options | run_options | answer_options | format_options,
         .run = run_solve},
    Verb{.name = "predict",
         .operands = "FILE",
         .summary = "chances of the outcomes, over everything the analyst is unsure of",
         .examples = "parley predict mine.parley\nparley predict mine.parley --hold pressure=build_up --draws 65536\n"
                     "parley predict mine.parley --target 'P(handover given leader is exit)' --format json",
         .groups = study,
         .run = run_predict},
    Verb{.name = "frontier",
         .operands = "FILE",
         .summary = "the chance of an event over two held levers: how much of each is enough",
         .story = "Without --event, --x and --y the file's own `ask frontier` lines are answered.",
         .examples = "parley frontier mine.parley --ask 1\n"
                     "parley frontier mine.parley --event 'leader is exit' --x pressure --y offer --level 2/3",
         .groups = study | ask_options,
         .run = run_frontier},
    Verb{.name = "drivers",
         .operands = "FILE",
         .summary = "what moves the answer, and at which values it turns",
         .story = "Without --target the file's own `ask drivers` lines are answered.",
         .examples = "parley drivers mine.parley\nparley drivers mine.parley --target 'P(handover)' --private",
         .groups = study | ask_options,
         .run = run_drivers},
    Verb{.name = "boxes",
         .operands = "FILE",
         .summary = "where in the space of what is not known the answer holds",
         .story = "Without --event the file's own `ask boxes` lines are answered.",
         .examples = "parley boxes mine.parley\nparley boxes mine.parley --event 'leader is exit' --at-least 1/2",
         .groups = study | ask_options,
         .run = run_boxes},
    Verb{.name = "information",
         .operands = "FILE",
         .summary = "what knowing more would be worth before the levers are fixed",
         .story = "Without --for the file's own `ask information` lines are answered.",
         .examples = "parley information mine.parley\n"
                     "parley information mine.parley --for coercer --by pressure --by offer",
         .groups = study | ask_options,
         .run = run_information},
    Verb{.name = "why",
         .operands = "FILE [OUTCOME]",
         .summary = "why an outcome comes about, and the smallest changes found that would turn it",
         .story =
             "Without OUTCOME the file's own `ask why` lines are answered. Every change that is told was solved on "
             "both sides.",
         .examples = "parley why mine.parley standoff\nparley why mine.parley standoff --at draw:17\n"
                     "parley why mine.parley --ask 1 --format json",
         .groups = study | at_options | ask_options,
         .run = run_why},
    Verb{.name = "why-not",
         .operands = "FILE [OUTCOME]",
         .summary = "what stops an outcome, and the smallest changes found after which it happens",
         .story =
             "Without OUTCOME the file's own `ask why not` lines are answered. Every change that is told was solved "
             "on both sides.",
         .examples =
             "parley why-not mine.parley handover\nparley why-not mine.parley handover --hold pressure=build_up\n"
             "parley why-not mine.parley --ask 1 --format json",
         .groups = study | at_options | ask_options,
         .run = run_why_not},
    Verb{.name = "evidence",
         .operands = "FILE",
         .summary = "what each piece of evidence does, and what if it deceives",
         .story = "Without --target the answers are the chances of the outcomes.",
         .examples = "parley evidence mine.parley\nparley evidence mine.parley --target 'P(leader is exit)'",
         .groups = study,
         .run = run_evidence},
    Verb{.name = "variants",
         .operands = "FILE",
         .summary = "the answer under every variant of the file",
         .story = "Without --target the file's own `ask variants` lines are answered. With --variant only that one is "
                  "compared with the file.",
         .examples = "parley variants mine.parley\nparley variants mine.parley --target 'P(war)'",
         .groups = study | ask_options,
         .run = run_variants},
    Verb{.name = "report",
         .operands = "FILE",
         .summary = "every `ask` of the file answered in one page",
         .examples = "parley report mine.parley -o mine.html\nparley report mine.parley --format json -o mine.json\n"
                     "parley report mine.parley --format csv -o tables\n"
                     "parley report mine.parley --compare last_month.json -o mine.html",
         .groups = game_options | draws_options | run_options | answer_options,
         .run = run_report},
    Verb{.name = "sweep", .summary = "a long study"},
    Verb{.name = "merge", .summary = "join the shards of a study"},
    Verb{.name = "status", .summary = "how far a study is"},
    Verb{.name = "resume", .summary = "go on with a study"},
    Verb{.name = "diff",
         .operands = "A B",
         .summary = "changed assumptions beside changed conclusions",
         .story = "A and B are scenarios, FILE@VARIANT (@VARIANT alone: of the other's file), or a stored answer of "
                  "predict in JSON.",
         .examples = "parley diff old.parley new.parley\nparley diff mine.parley @patron_first\n"
                     "parley diff last_month.json mine.parley",
         .groups = study,
         .run = run_diff},
    Verb{.name = "convert",
         .operands = "IN OUT",
         .summary = "turn a scenario or game into a game file that other tools read",
         .story = "The endings of the names say what is what: .parley to .efg or .nfg, and .efg and .nfg to either. "
                  "Decimals are written exactly and rationals stay rationals.",
         .examples = "parley convert mine.parley mine.efg\nparley convert game.efg game.nfg",
         .groups = game_options | at_options | draws_options | talk_options,
         .run = run_convert},
    Verb{.name = "explain",
         .operands = "[CODE]",
         .summary = "the long story of a diagnostic, with a failing and a mended example",
         .story = "Without a code all codes are listed.",
         .examples = "parley explain P0304",
         .groups = answer_options,
         .run = run_explain},
    Verb{.name = "lsp", .summary = "the language server"},
    Verb{.name = "serve", .summary = "the workbench in the browser"},
    Verb{.name = "doctor",
         .operands = "",
         .summary = "what this program is, what it runs on, and what it found there",
         .examples = "parley doctor",
         .groups = answer_options,
         .run = run_doctor},
    Verb{.name = "completions",
         .operands = "SHELL",
         .summary = "completions for bash, zsh or fish",
         .examples = "parley completions bash > ~/.local/share/bash-completion/completions/parley\n"
                     "parley completions zsh > ~/.zfunc/_parley\n"
                     "parley completions fish > ~/.config/fish/completions/parley.fish",
         .groups = answer_options,
         .run = run_completions},
};

}  // namespace

std::span<const Verb> verbs() { return table; }

const Verb* find_verb(std::string_view name) {
  const auto* found = std::ranges::find(table, name, &Verb::name);
  return found == table.end() ? nullptr : found;
}

std::string not_in_this_version(std::string_view verb) {
  std::vector<std::string_view> here;
  for (const Verb& one : table) {
    if (one.run != nullptr) here.push_back(one.name);
  }
  return fmt::format("`{}` is not in this version; it has: {}", verb, fmt::join(here, ", "));
}

}  // namespace parley::cli
