// SPDX-License-Identifier: Apache-2.0
// Checks the options, solves, and writes the answer in the format asked for.
#include "solve_otherwise.h"

#include <optional>

#include <fmt/format.h>

#include "parley/math/rational.h"
#include "parley/report/json_quantal.h"
#include "parley/report/json_solve.h"
#include "parley/report/numbers.h"
#include "parley/report/quantal_text.h"
#include "parley/report/solve_text.h"
#include "parley/study/quantal.h"
#include "parley/study/scale_check.h"

namespace parley::cli {

namespace {

Result<void> refuse(const char* options, const char* why) {
  return fail(ErrorCode::bad_option, fmt::format("{}: {}", options, why));
}

Result<void> check_quantal_options(const Options& options) {
  if (options.exact) {
    return refuse("`--concept quantal --exact`",
                  "quantal chances are no rationals; they are computed in floating point");
  }
  if (options.all) {
    return refuse("`--concept quantal --all`",
                  "the path from uniform play selects one; `--format json` has the whole branch");
  }
  if (options.scale_check) {
    return refuse("`--concept quantal --scale-check`",
                  "lambda is one over payoff units, so that quantal play always hangs on them; the check is of the "
                  "default selection, without `--concept`");
  }
  if (options.gambit && options.lambda) {
    return refuse("`--lambda --gambit`",
                  "a line `NE,...` is an equilibrium, and quantal play at one lambda is none; `--format json` has its "
                  "chances");
  }
  return {};
}

Result<study::PlayAtDraw> selected_play(const study::NamedGame& game, const Options& options, const RunContext& run) {
  auto play = study::default_play(game, game.game, game.settled, run);
  if (play && options.exact && !play->exact) {
    return fail(ErrorCode::unsupported,
                "`--exact`: this game is not solved in rationals (numbers that are none, or a choice that backward "
                "induction does not settle); without `--exact` it is solved in floating point");
  }
  return play;
}

Exit answer_scale_check(Session& session, const study::NamedGame& game, const SolveHead& about) {
  const RunContext run = session.run_context();
  const auto play = selected_play(game, session.options(), run);
  if (!play) return session.fail(play.error());
  const auto plays = study::check_scales(game, *play, run);
  if (!plays) return session.fail(plays.error());
  if (session.options().format == Format::json) {
    auto document = report::solve_json(about.head, study::alone(*play), about.held);
    return session.answer(document.set("scale_check", report::scale_check_json(*plays)).dump() + "\n");
  }
  const report::TextStyle style = session.style();
  return session.answer(report::solve_text(style, about.title, about.variant, *play, about.held) +
                        report::scale_check_text(style, *plays));
}

Exit answer_quantal(Session& session, const study::NamedGame& game, const SolveHead& about) {
  const Options& options = session.options();
  study::QuantalOptions quantal;
  if (options.lambda) quantal.lambda = Rational::parse(*options.lambda).value_or(Rational()).to_double();
  const RunContext run = session.run_context();
  const auto play = study::quantal_play(game, quantal, run);
  if (!play) return session.fail(play.error());
  if (options.gambit) {
    if (!play->play.marks.empty()) return session.answer(play->play.gambit_line + "\n");
    return session.fail({ErrorCode::unsupported, "`--gambit`: no equilibrium was verified at the end of the path"});
  }
  if (options.format == Format::json) {
    return session.answer(report::quantal_json(about.head, *play, about.held).dump() + "\n");
  }
  const std::string title =
      fmt::format("{}: quantal play {}", about.title.empty() ? "One draw" : about.title,
                  quantal.lambda ? "at lambda = " + report::amount(*quantal.lambda) : "in the limit of large lambda");
  return session.answer(report::quantal_text(session.style(), title, about.variant, *play, about.held));
}

}  // namespace

Result<void> check_solve_options(const Options& options) {
  if (options.concept_name == "quantal") return check_quantal_options(options);
  if (options.lambda) {
    return refuse("`--lambda`", "it is the precision of quantal play; add `--concept quantal`, or leave it out");
  }
  if (!options.scale_check) return {};
  if (options.concept_name != "sequential" || options.all) {
    return refuse("`--scale-check`", "it is about the default selection; leave `--concept` and `--all` out");
  }
  if (options.gambit) return refuse("`--scale-check --gambit`", "the lines of Gambit have no place for the check");
  return {};
}

bool is_solved_otherwise(const Options& options) { return options.concept_name == "quantal" || options.scale_check; }

Exit solve_otherwise(Session& session, const Result<study::NamedGame>& game, const SolveHead& about) {
  if (!game) return session.fail(game.error());
  if (session.options().scale_check) return answer_scale_check(session, *game, about);
  return answer_quantal(session, *game, about);
}

}  // namespace parley::cli
