// SPDX-License-Identifier: Apache-2.0
// `parley show`: the protocol in sentences, the tree, or the strategic form.
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "game_files.h"
#include "parley/game/extensive_game.h"
#include "parley/report/game_tree.h"
#include "parley/report/strategic_text.h"
#include "parley/report/tree_tikz.h"
#include "parley/scenario/outline.h"
#include "scenario_games.h"
#include "scenario_session.h"

namespace parley::cli {

namespace {

constexpr std::uint64_t most_contingencies = 100'000;
constexpr std::size_t most_rows = 150;  // of a tree as text without --depth

std::string at_text(const Options& options) { return options.at ? fmt::format("draw:{}", *options.at) : "centre"; }

Exit show_outline(Session& session, const CheckedScenario& checked) {
  const report::TextStyle style = session.style();
  const std::string text = scenario::outline(*checked.scenario, checked.source, static_cast<int>(style.width));
  if (session.options().as == "text") return session.answer(text);
  report::Json json = report::document("parley/outline/1", head(session, checked));
  return session.answer(json.set("text", text).dump() + "\n");
}

/// As many levels as fit a few screens, at least one.
report::GameTree first_levels(const game::ParametricGame& game, const std::vector<Number>& slots) {
  report::GameTree tree = report::game_tree(game, slots, 1);
  for (std::size_t depth = 2; tree.is_cut(); ++depth) {
    report::GameTree deeper = report::game_tree(game, slots, depth);
    if (deeper.rows.size() > most_rows) break;
    tree = std::move(deeper);
  }
  return tree;
}

Exit show_tree(Session& session, CheckedScenario& checked) {
  const Options& options = session.options();
  const auto model = build_model(session, checked, {.merge = false});
  if (!model) return model.error();
  const auto slots = slots_at(**model, options);
  if (!slots) return session.fail(slots.error());
  const bool fitted = options.as == "text" && !options.depth;
  const report::GameTree tree =
      fitted ? first_levels((*model)->game, *slots) : report::game_tree((*model)->game, *slots, options.depth);
  if (options.as == "json") {
    return session.answer(report::tree_json(head(session, checked), at_text(options), tree).dump() + "\n");
  }
  if (options.as == "dot") return session.answer(report::tree_dot(tree, (*model)->title));
  if (options.as == "tikz") {
    const auto picture = report::tree_tikz(head(session, checked), (*model)->title, at_text(options), tree);
    return picture ? session.answer(*picture) : session.fail(picture.error());
  }
  if (fitted && tree.is_cut()) session.say("note: the first levels of the tree; `--depth N` shows N of them");
  return session.answer(report::tree_text(session.style(), tree));
}

Exit show_strategic_form(Session& session, CheckedScenario& checked) {
  const auto tree = extensive_game(session, checked);
  if (!tree) return tree.error();
  const auto table = game::strategic_form(*tree, most_contingencies);
  if (!table) return session.fail(table.error());
  if (session.options().as == "json") {
    const report::Json json = report::strategic_json(head(session, checked), at_text(session.options()), *table);
    return session.answer(json.dump() + "\n");
  }
  return session.answer(report::strategic_text(session.style(), *table));
}

}  // namespace

Exit run_show(Session& session) {
  const Options& options = session.options();
  const std::string what = options.second.empty() ? "outline" : options.second;
  if (what != "outline" && what != "tree" && what != "game") {
    return session.fail({ErrorCode::bad_option, fmt::format("`{}`: `show` shows `outline`, `tree` or `game`", what)});
  }
  if ((options.as == "dot" || options.as == "tikz") && what != "tree") {
    return session.fail(
        {ErrorCode::bad_option, fmt::format("`--as {}` draws a `tree`, not the `{}`", options.as, what)});
  }
  auto checked = open_scenario(session);
  if (!checked) return checked.error();
  if (what == "tree") return show_tree(session, *checked);
  return what == "game" ? show_strategic_form(session, *checked) : show_outline(session, *checked);
}

}  // namespace parley::cli
