// SPDX-License-Identifier: Apache-2.0
// Finds Nash equilibria and writes them in the format asked for.
#include "solve_nash.h"

#include <algorithm>

#include <fmt/format.h>

#include "parley/report/json_solve.h"
#include "parley/report/nash_text.h"
#include "scenario_session.h"

namespace parley::cli {

namespace {

/// Lines of numbers have no room for what a list lacks: it is said beside them.
void say_what_lines_leave_out(Session& session, const study::NashAnswer& answer) {
  if (answer.label.kind == "components") {
    session.say("note: these are the extreme equilibria; there are mixtures of them that are equilibria too");
  }
  if (!answer.list.undecided.empty()) {
    session.say(fmt::format("note: there may be more equilibria: {} {} not decided; --format json has them",
                            answer.list.undecided.size(),
                            answer.list.undecided.size() == 1 ? "region is" : "regions are"));
  } else if (answer.list.termination != Termination::finished) {
    session.say("note: the search was stopped; there may be more equilibria");
  }
}

bool is_exact(const study::NamedGame& game, const study::NashAnswer& answer) {
  return std::holds_alternative<game::NumericGame<Rational>>(game.game) &&
         std::ranges::all_of(answer.list.equilibria, [](const auto& one) { return !one.exact.probs.empty(); });
}

/// Beside which of the list stands what `solve` selects by default, in tables small enough to find that quickly.
void mark_default(study::PlaysAtDraw& plays, const study::NamedGame& game, const RunContext& run) {
  constexpr std::size_t most_contingencies = 1'000;
  if (!game.table || game.table->num_contingencies() > most_contingencies) return;
  const auto selected = study::default_play(game, game.game, game.settled, run);
  if (selected) study::mark_selected(plays, *selected);
}

}  // namespace

std::optional<study::NashQuestion> nash_question(const Options& options, bool is_table) {
  if (options.concept_name == "nash") return options.all ? study::NashQuestion::all : study::NashQuestion::one;
  if (!is_table) return std::nullopt;
  if (options.concept_name == "pure" || options.concept_name == "pbe") return study::NashQuestion::pure;
  if (options.concept_name == "sequential" && options.all) return study::NashQuestion::all;
  return std::nullopt;
}

Exit solve_nash(Session& session, const Result<study::NamedGame>& game, study::NashQuestion question,
                const SolveHead& about) {
  if (!game) return session.fail(game.error());
  const RunContext run = session.run_context();
  const auto answer = study::nash_equilibria(*game, question, run);
  if (!answer) return session.fail(answer.error());
  const Options& options = session.options();
  const Exit exit = exit_of(answer->list.termination);
  if (options.exact && !is_exact(*game, *answer)) {
    return session.fail({ErrorCode::unsupported,
                         "`--exact`: some numbers here are no rationals (drawn parameters, exp, log, sqrt, or chances "
                         "that are roots of polynomials); leave `--exact` away"});
  }
  if (options.gambit) {
    say_what_lines_leave_out(session, *answer);
    return session.answer(study::gambit_lines(*game, *answer), exit);
  }
  auto plays = study::described(*game, *answer);
  plays.concept_name = options.concept_name;
  if (options.all && options.concept_name == "sequential") mark_default(plays, *game, run);
  if (options.format == Format::json) {
    return session.answer(report::solve_json(about.head, plays, about.held).dump() + "\n", exit);
  }
  return session.answer(report::nash_text(session.style(), about.title, about.variant, plays, about.held), exit);
}

}  // namespace parley::cli
