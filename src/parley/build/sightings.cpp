// SPDX-License-Identifier: Apache-2.0
// Follows who has been shown what, and puts it into labels.
#include "parley/build/sightings.h"

#include <algorithm>

#include <fmt/format.h>

namespace parley::build {

Sightings::Sightings(const scenario::Scenario& scenario, const Timeline& timeline, const HeldLevers& held,
                     const Memory& memory, std::vector<game::StepName>& steps)
    : scenario_(scenario), timeline_(timeline), held_(held), memory_(memory), steps_(steps) {
  name_steps();
}

Knowledge Sightings::knowledge(std::uint32_t player, std::uint32_t m, const History& history) const {
  Knowledge known;
  for (const auto& [instance, label] : history.memory) {
    if (knows(timeline_.instances[instance], player, m)) known.emplace_back(instance, label);
  }
  if (memory_.everything) return known;
  const auto base = static_cast<std::uint32_t>(timeline_.instances.size());
  for (std::uint32_t f = 0; f < history.facts.size(); ++f) {
    if (history.facts[f] < 0 || !knows_fact(player, f, m)) continue;
    known.emplace_back(base + f, history.facts[f]);
  }
  return known;
}

bool Sightings::knows_fact(std::uint32_t player, std::uint32_t fact, std::uint32_t m) const {
  const auto key = std::pair{fact, m};
  auto& known = known_facts_[key];
  if (known == 0) {
    std::uint64_t players = ~std::uint64_t{0};
    for (const std::uint32_t source : sources(timeline_, fact, m)) {
      std::uint64_t these = 0;
      for (std::uint32_t p = 0; p < scenario_.players.size(); ++p) {
        if (knows(timeline_.instances[source], p, m)) these |= std::uint64_t{1} << p;
      }
      players &= these;
    }
    known = (players << 1U) | 1U;  // the low bit says that it is computed
  }
  return (known >> (player + 1) & 1U) != 0;
}

void Sightings::describe(const Knowledge& known, std::uint32_t player, game::Infoset& set) {
  const auto base = static_cast<std::uint32_t>(timeline_.instances.size());
  std::vector<std::pair<std::uint32_t, game::Seen>> seen;  // by moment
  std::vector<std::uint32_t> told;
  for (const auto& [index, label] : known) {
    if (index >= base) continue;
    const Instance& instance = timeline_.instances[index];
    const Moment& moment = timeline_.moments[instance.moment];
    told.push_back(instance.name);
    if (moment.kind == MomentKind::type && moment.id == player) {
      set.type_label = static_cast<std::uint32_t>(label);
      continue;
    }
    seen.push_back(
        {instance.moment, {instance.name, instance.round, static_cast<std::uint32_t>(label), !instance.is_noise}});
  }
  for (std::size_t k = 0; k < known.size(); ++k) {
    if (known[k].first < base) continue;
    k += add_seen_move(known, k, base, told, seen);
    add_seen_fact(known[k].first - base, static_cast<std::uint32_t>(known[k].second), player, told, seen, set);
  }
  std::ranges::stable_sort(seen, {}, [](const auto& entry) { return entry.first; });
  for (auto& entry : seen) set.seen.push_back(entry.second);
}

std::size_t Sightings::add_seen_move(const Knowledge& known, std::size_t first, std::uint32_t base,
                                     std::vector<std::uint32_t>& told,
                                     std::vector<std::pair<std::uint32_t, game::Seen>>& seen) const {
  const auto& writers = timeline_.writers[known[first].first - base];
  if (writers.empty()) return 0;
  const Moment& moment = timeline_.moments[writers.front()];
  const std::size_t parts = moment.facts.size();
  if (moment.kind != MomentKind::pick || parts < 2 || first + parts > known.size()) return 0;
  std::uint32_t label = 0;
  for (std::size_t k = 0; k < parts; ++k) {
    if (known[first + k].first != base + moment.facts[k]) return 0;
    label = label * timeline_.facts[moment.facts[k]].num_labels + static_cast<std::uint32_t>(known[first + k].second);
  }
  const std::uint32_t name = timeline_.instances[moment.instance].name;
  if (std::ranges::find(told, name) == told.end()) seen.push_back({writers.front(), {name, 0, label, true}});
  told.push_back(name);
  return parts - 1;
}

void Sightings::add_seen_fact(std::uint32_t fact, std::uint32_t label, std::uint32_t player,
                              const std::vector<std::uint32_t>& told,
                              std::vector<std::pair<std::uint32_t, game::Seen>>& seen, game::Infoset& set) {
  const auto& writers = timeline_.writers[fact];
  const Fact& what = timeline_.facts[fact];
  if (what.kind == Fact::Kind::type && what.id == player) {
    set.type_label = label;
    return;
  }
  if (what.kind == Fact::Kind::round) return;  // the set's own round says it
  const std::uint32_t moment = writers.empty() ? 0 : writers.front();
  if (what.kind == Fact::Kind::counter) {
    seen.push_back({moment, {fact_name(fact), 0, label, true}});
    return;
  }
  const std::uint32_t name = timeline_.instances[timeline_.moments[moment].instance].name;
  if (std::ranges::find(told, name) != told.end()) return;
  const bool joint = timeline_.names[name].picks.size() > 1;
  seen.push_back({moment, {joint ? fact_name(fact) : name, 0, label, true}});
}

std::uint32_t Sightings::fact_name(std::uint32_t fact) {
  const auto [place, added] = fact_names_.try_emplace(fact, static_cast<std::uint32_t>(steps_.size()));
  if (!added) return place->second;
  const Fact& what = timeline_.facts[fact];
  game::StepName name;
  if (what.kind == Fact::Kind::counter) {
    name.name = fmt::format("count {}", what.id + 1);
    for (std::uint32_t l = 0; l < what.num_labels; ++l) name.label_parts.push_back({std::to_string(l)});
  } else {
    const auto& variable = scenario_.variables[what.id];
    name.name = variable.name;
    for (const auto& label : variable.labels) name.label_parts.push_back({label.text});
    if (const auto& at = held_.variables[what.id]; at && at->off_labels()) {
      name.label_parts.push_back({at->number ? to_string(*at->number) : "held"});
    }
  }
  name.picks = {name.name};
  for (const auto& parts : name.label_parts) name.labels.push_back(parts.front());
  steps_.push_back(std::move(name));
  return place->second;
}

void Sightings::name_steps() {
  for (const MoveName& move : timeline_.names) {
    game::StepName step{move.name, move.picks, {}, move.label_parts};
    for (const auto& parts : move.label_parts) step.labels.push_back(fmt::format("{}", fmt::join(parts, " + ")));
    steps_.push_back(std::move(step));
  }
}

}  // namespace parley::build
