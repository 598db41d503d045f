// SPDX-License-Identifier: Apache-2.0
// Turns the values of all choices into what knowing each thing would be worth.
#include "parley/study/information.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/build/hold.h"
#include "parley/build/knowledge.h"
#include "parley/study/choice_samples.h"
#include "parley/study/information_rows.h"
#include "parley/study/worth.h"

namespace parley::study {

namespace {

Result<std::size_t> player_index(const build::Model& model, const std::string& name) {
  const auto& players = model.game.players;
  const auto it = std::ranges::find(players, name);
  if (it != players.end()) return static_cast<std::size_t>(it - players.begin());
  return fail(ErrorCode::bad_option,
              fmt::format("`--for {}`: there is no such player; the players are {}", name, fmt::join(players, ", ")));
}

Result<std::vector<build::Lever>> levers_of(const build::Model& model, const InformationOptions& options) {
  std::vector<build::Lever> levers;
  levers.reserve(options.by.size());
  double num_choices = 1.0;
  for (const std::string& name : options.by) {
    auto lever = build::lever(model, name);
    if (!lever) return std::unexpected(lever.error());
    if (lever->kind != build::Lever::Kind::pick || lever->owner != options.player) {
      return fail(ErrorCode::bad_option, fmt::format("`--by {}`: it is no pick of `{}`, whose adviser fixes its levers",
                                                     name, options.player));
    }
    if (std::ranges::find(model.held, name, &build::Held::name) != model.held.end()) {
      return fail(ErrorCode::bad_option,
                  fmt::format("`{}` is held already, so the adviser cannot fix it; leave it out of `--by`", name));
    }
    if (std::ranges::find(levers, name, &build::Lever::name) != levers.end()) {
      return fail(ErrorCode::bad_option, fmt::format("`--by {}`: it is named twice", name));
    }
    num_choices *= static_cast<double>(lever->labels.size());
    levers.push_back(*std::move(lever));
  }
  if (levers.empty()) {
    return fail(ErrorCode::bad_option,
                fmt::format("the adviser of `{}` has no lever to fix; name its picks by `--by`", options.player));
  }
  if (num_choices > static_cast<double>(most_choices)) {
    return fail(ErrorCode::too_large,
                fmt::format("the levers {} have {:.0f} combinations of choices; at most {} are compared; name fewer by "
                            "`--by`, or hold some",
                            fmt::join(options.by, ", "), num_choices, most_choices));
  }
  return levers;
}

Result<std::vector<std::size_t>> members(const build::Model& model, const std::vector<std::string>& names) {
  std::vector<std::size_t> found;
  found.reserve(names.size());
  for (const std::string& name : names) {
    const auto it =
        std::ranges::find_if(model.drawn, [&](std::uint32_t input) { return model.inputs[input].name == name; });
    if (it == model.drawn.end()) {
      std::vector<std::string> drawn;
      drawn.reserve(model.drawn.size());
      for (const std::uint32_t input : model.drawn) drawn.push_back(model.inputs[input].name);
      return fail(ErrorCode::bad_option, fmt::format("`--group {}`: `{}` is not drawn; what is drawn: {}",
                                                     fmt::join(names, ","), name, fmt::join(drawn, ", ")));
    }
    const auto input = static_cast<std::size_t>(it - model.drawn.begin());
    if (std::ranges::find(found, input) != found.end()) {
      return fail(ErrorCode::bad_option, fmt::format("`--group {}`: `{}` is named twice", fmt::join(names, ","), name));
    }
    found.push_back(input);
  }
  if (found.size() >= 2) return found;
  return fail(ErrorCode::bad_option, fmt::format("`--group {}`: a group is two names or more, with commas between them",
                                                 fmt::join(names, ",")));
}

/// Groups of the file and of the command line, each set of members once.
Result<std::vector<GroupMembers>> groups_of(const build::Model& model, const build::Knowledge& knowledge,
                                            const InformationOptions& options) {
  std::vector<GroupMembers> groups;
  const auto add = [&](const std::string& name, const std::vector<std::string>& names) -> Result<void> {
    const auto found = members(model, names);
    if (!found) return std::unexpected(found.error());
    const bool is_there =
        std::ranges::any_of(groups, [&](const GroupMembers& group) { return group.inputs == *found; });
    if (!is_there) groups.push_back({name, names, *found});
    return {};
  };
  for (const auto& names : options.groups) {
    if (auto added = add(fmt::format("{}", fmt::join(names, ", ")), names); !added) {
      return std::unexpected(added.error());
    }
  }
  for (const build::ParamGroup& group : knowledge.groups) {
    if (auto added = add(group.name, group.params); !added) return std::unexpected(added.error());
  }
  return groups;
}

/// [input][draw]
std::vector<std::vector<double>> columns_of(const build::Model& model, const Draws& draws) {
  std::vector<std::vector<double>> columns(model.drawn.size(), std::vector<double>(draws.size()));
  std::vector<double> at(model.drawn.size());
  for (std::size_t i = 0; i < draws.size(); ++i) {
    draws.draw(i, at.data());
    for (std::size_t d = 0; d < at.size(); ++d) columns[d][i] = at[d];
  }
  return columns;
}

}  // namespace

Result<Information> information(const build::Model& model, const InformationOptions& options, const RunContext& run) {
  const auto player = player_index(model, options.player);
  if (!player) return std::unexpected(player.error());
  const auto levers = levers_of(model, options);
  if (!levers) return std::unexpected(levers.error());
  const build::Knowledge knowledge = build::knowledge(model);
  const auto groups = groups_of(model, knowledge, options);
  if (!groups) return std::unexpected(groups.error());
  auto draws = Draws::from(model, options.draws);
  if (!draws) return std::unexpected(draws.error());
  draws->tabulate();
  const auto samples = solve_choices(model, *player, *levers, *draws, knowledge, run);
  if (!samples) return std::unexpected(samples.error());
  const ChoiceValues values = {samples->values, samples->weights, draws->replicates()};
  if (!(ordered_sum(values.weights) > 0.0)) {
    return fail(ErrorCode::unsupported,
                "no draw is solved for every choice of the levers, so the choices cannot be compared; `parley predict` "
                "with each held says why");
  }
  Information found;
  found.player = options.player;
  found.by = options.by;
  found.num_choices = samples->choices.size();
  found.draws = draws->size();
  found.effective_draws = effective_number(values.weights);
  found.held = model.held;
  found.counts = samples->counts;
  const RowMaker rows(model, *levers, *samples, values, columns_of(model, *draws));
  const std::size_t best = best_choice(values);
  found.best = rows.choice(best);
  found.value = replicated_ratio(values.values[best], values.weights, {}, values.num_replicates);
  rows.add_inputs(found);
  rows.add_groups(*groups, found);
  rows.add_types(found);
  rows.add_reports(found);
  rows.add_everything(found);
  std::ranges::stable_sort(found.rows, std::ranges::greater(),
                           [](const InformationRow& row) { return row.worth.mean; });
  return found;
}

}  // namespace parley::study
