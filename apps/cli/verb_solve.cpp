// SPDX-License-Identifier: Apache-2.0
// `parley solve`: one draw of a scenario, or a game file, with beliefs and certificate.
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "game_file_play.h"
#include "game_files.h"
#include "parley/report/json_solve.h"
#include "parley/report/solve_text.h"
#include "scenario_session.h"
#include "solve_otherwise.h"

namespace parley::cli {

namespace {

constexpr double most_unmerged_nodes = 200'000;  // a tree of up to so many nodes is solved history by history

Result<void> refuse_what_will_come(const Options& options) {
  const auto later = [](const std::string& option) {
    return fail(ErrorCode::bad_option, fmt::format("`{}` is not in this version", option));
  };
  if (const auto fits = check_solve_options(options); !fits) return fits;
  if (is_solved_otherwise(options)) return {};
  if (options.concept_name != "sequential") return later("--concept " + options.concept_name);
  if (options.all) return later("--all");
  return {};
}

Exit answer(Session& session, const study::PlayAtDraw& play, const report::Head& about, const std::string& title,
            const std::string& variant, const std::vector<build::Held>& held) {
  const Options& options = session.options();
  if (options.exact && !play.exact) {
    return session.fail({ErrorCode::unsupported,
                         "`--exact`: this draw has numbers that are no rationals (drawn parameters, exp, log, sqrt); "
                         "`--set` the parameters to rationals"});
  }
  if (options.gambit) return session.answer(play.gambit_line + "\n");
  if (options.format == Format::json) {
    return session.answer(report::solve_json(about, play, held).dump() + "\n");
  }
  return session.answer(report::solve_text(session.style(), title, variant, play, held));
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
  const auto play = play_of(*game, run);
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
  if (const auto fits = refuse_what_will_come(session.options()); !fits) return session.fail(fits.error());
  if (file_kind(session.options().file) != FileKind::scenario) return solve_game_file(session);
  auto checked = open_scenario(session);
  if (!checked) return checked.error();
  const auto model = model_to_solve(session, *checked);
  if (!model) return model.error();
  show_warnings(session, *checked);
  RunContext run = session.run_context();
  if (is_solved_otherwise(session.options())) {
    const auto game = study::named_game(**model, draw_point(session.options()), draw_options(session.options()), run);
    return solve_otherwise(session, game,
                           {head(session, *checked), (*model)->title, (*model)->variant, (*model)->held});
  }
  const auto play = study::play_at(**model, draw_point(session.options()), draw_options(session.options()), run);
  if (!play) return session.fail(play.error());
  return answer(session, *play, head(session, *checked), (*model)->title, (*model)->variant, (*model)->held);
}

}  // namespace parley::cli
