// SPDX-License-Identifier: Apache-2.0
// `parley solve`: one draw of a scenario, or a game file, with beliefs and certificate.
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "game_file_play.h"
#include "game_files.h"
#include "parley/report/json_solve.h"
#include "parley/report/list_text.h"
#include "parley/report/solve_text.h"
#include "scenario_session.h"
#include "solve_nash.h"
#include "solve_otherwise.h"

namespace parley::cli {

namespace {

constexpr double most_unmerged_nodes = 200'000;  // a tree of up to so many nodes is solved history by history

/// Nothing where the selected equilibrium alone is asked for.
std::optional<solve::ListOptions> list_options(const Options& options) {
  solve::ListOptions list;
  if (options.concept_name == "pure") list.concept_kind = solve::ListConcept::pure;
  if (options.concept_name == "pbe") list.concept_kind = solve::ListConcept::pbe;
  if (!options.all && list.concept_kind == solve::ListConcept::sequential) return std::nullopt;
  return list;
}

std::string gambit_lines(const study::PlaysAtDraw& plays) {
  std::string lines;
  for (const study::PlayAtDraw& play : plays.equilibria) lines += play.gambit_line + "\n";
  return lines;
}

Exit answer(Session& session, const study::PlaysAtDraw& plays, const report::Head& about, const std::string& title,
            const std::string& variant, const std::vector<build::Held>& held) {
  const Options& options = session.options();
  const bool is_list = list_options(options).has_value();
  if (options.exact && (is_list || !plays.selected.exact)) {
    return session.fail(
        {ErrorCode::unsupported,
         is_list ? "`--exact`: lists of equilibria are searched in floating point; leave `--exact` away"
                 : "`--exact`: this draw has numbers that are no rationals (drawn parameters, exp, log, sqrt); "
                   "`--set` the parameters to rationals"});
  }
  const Exit exit = exit_of(plays.termination);
  if (options.gambit) return session.answer(gambit_lines(plays), exit);
  if (options.format == Format::json) {
    return session.answer(report::solve_json(about, plays, held).dump() + "\n", exit);
  }
  if (is_list) return session.answer(report::list_text(session.style(), title, variant, plays, held), exit);
  return session.answer(report::solve_text(session.style(), title, variant, plays.selected, held));
}

Result<study::PlaysAtDraw> alone(Result<study::PlayAtDraw> play) {
  if (!play) return std::unexpected(play.error());
  return study::alone(*std::move(play));
}

Exit solve_game_file(Session& session) {
  const Options& options = session.options();
  if (!options.set.empty() || !options.hold.empty() || !options.variant.empty() || options.at) {
    return session.fail({ErrorCode::bad_option,
                         "a game file is one game: `--set`, `--hold`, `--variant` and `--at` are for scenarios"});
  }
  const auto game = read_game(session);
  if (!game) return session.fail(game.error());
  RunContext run = session.run_context();
  std::string title = std::visit([](const auto& one) { return one.title; }, *game);
  if (title.empty()) title = std::filesystem::path(options.file).filename().string();
  const report::Head about = {.provenance = provenance(session), .diagnostics = {}};
  if (is_solved_otherwise(options)) return solve_otherwise(session, named_game(*game, run), {about, title, "", {}});
  if (const auto question = nash_question(options, kind_of_input(session) == FileKind::nfg)) {
    return solve_nash(session, named_game(*game, run), *question, {about, title, "", {}});
  }
  const auto list = list_options(options);
  const auto play = list ? plays_of(*game, *list, run) : alone(play_of(*game, run));
  if (!play) return session.fail(play.error());
  return answer(session, *play, about, title, "", {});
}

/// History by history where the tree is small enough: then beliefs name whole histories.
Step<std::shared_ptr<const build::Model>> model_to_solve(Session& session, CheckedScenario& checked) {
  auto model = build_model(session, checked, {});
  if (!model || !(*model)->merged) return model;
  const auto slots = slots_at(**model, session.options());
  if (!slots) return std::unexpected(session.fail(slots.error()));
  if (build::count(**model, *slots).nodes > most_unmerged_nodes) {
    session.say("note: the tree is large: histories that no longer differ are taken together");
    return model;
  }
  auto unmerged = build::without_merging(**model, session.run_context());
  if (!unmerged) return std::unexpected(session.fail(unmerged.error()));
  return std::make_shared<const build::Model>(*std::move(unmerged));
}

}  // namespace

Exit run_solve(Session& session) {
  if (const auto fits = check_solve_options(session.options()); !fits) return session.fail(fits.error());
  if (kind_of_input(session) != FileKind::scenario) return solve_game_file(session);
  auto checked = open_scenario(session);
  if (!checked) return checked.error();
  const auto model = model_to_solve(session, *checked);
  if (!model) return model.error();
  show_warnings(session, *checked);
  RunContext run = session.run_context();
  const auto point = draw_point(session.options());
  const auto draws = draw_options(session.options());
  if (is_solved_otherwise(session.options())) {
    return solve_otherwise(session, study::named_game(**model, point, draws, run),
                           {head(session, *checked), (*model)->title, (*model)->variant, (*model)->held});
  }
  if (const auto question = nash_question(session.options(), false)) {
    return solve_nash(session, study::named_game(**model, point, draws, run), *question,
                      {head(session, *checked), (*model)->title, (*model)->variant, (*model)->held});
  }
  const auto list = list_options(session.options());
  const auto play =
      list ? study::plays_at(**model, point, draws, *list, run) : alone(study::play_at(**model, point, draws, run));
  if (!play) return session.fail(play.error());
  return answer(session, *play, head(session, *checked), (*model)->title, (*model)->variant, (*model)->held);
}

}  // namespace parley::cli
