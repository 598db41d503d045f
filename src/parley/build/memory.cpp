// SPDX-License-Identifier: Apache-2.0
// Live facts by a backward sweep; informants by following hidden connections forward.
#include "parley/build/memory.h"

#include <algorithm>
#include <optional>

#include "parley/build/reads.h"

namespace parley::build {

namespace {

using Indices = std::vector<std::uint32_t>;

/// Facts live just before each moment, by the usual backward sweep; jumps only lead forward.
std::vector<std::vector<bool>> live_facts(const Timeline& timeline, const std::vector<Indices>& reads) {
  const std::size_t num_facts = timeline.facts.size();
  std::vector<std::vector<bool>> live(timeline.moments.size(), std::vector<bool>(num_facts, false));
  for (std::size_t m = timeline.moments.size(); m-- > 0;) {
    const Moment& moment = timeline.moments[m];
    std::vector<bool>& now = live[m];
    if (m + 1 < timeline.moments.size()) now = live[m + 1];
    if (moment.kind == MomentKind::round_end) {
      for (std::size_t f = 0; f < num_facts; ++f) now[f] = now[f] || live[moment.jump][f];
    } else {
      for (const std::uint32_t fact : moment.facts) now[fact] = false;
    }
    if (moment.kind == MomentKind::stop) {
      std::vector<bool> after = live[moment.jump];
      for (const std::uint32_t fact : moment.unreached) after[fact] = false;
      for (std::size_t f = 0; f < num_facts; ++f) now[f] = now[f] || after[f];
    }
    for (const std::uint32_t fact : reads[m]) now[fact] = true;
  }
  return live;
}

/// Follows who could learn what from what, moment by moment.
class Informants {
 public:
  Informants(const scenario::Scenario& scenario, const Timeline& timeline, const std::vector<Indices>& reads,
             const std::vector<std::vector<bool>>& live)
      : scenario_(scenario), timeline_(timeline), reads_(reads), live_(live) {
    last_pick_.assign(scenario.players.size(), 0);
    for (std::uint32_t m = 0; m < timeline.moments.size(); ++m) {
      const Moment& moment = timeline.moments[m];
      if (moment.kind == MomentKind::pick) last_pick_[scenario.steps[moment.step.at()].player.at()] = m;
      if (moment.kind == MomentKind::noise) needed_until_.emplace_back(moment.source, m);
    }
    hidden_skip_.assign(timeline.instances.size(), 0);
  }

  std::vector<Indices> run() {
    std::vector<Indices> kept;
    kept.reserve(timeline_.moments.size());
    for (std::uint32_t m = 0; m < timeline_.moments.size(); ++m) {
      kept.push_back(kept_before(m));
      alive_ = kept.back();
      prune_families(m);
      pass(m);
    }
    keep_until_last_needed(kept);
    return kept;
  }

 private:
  /// An instance may inform nobody for a while, because its label is still there as a fact, and inform again when the
  /// fact has been forgotten: until then it must be remembered.
  void keep_until_last_needed(std::vector<Indices>& kept) const {
    std::vector<std::uint32_t> last(timeline_.instances.size(), 0);
    for (std::uint32_t m = 0; m < kept.size(); ++m) {
      for (const std::uint32_t i : kept[m]) last[i] = m;
    }
    for (std::uint32_t i = 0; i < last.size(); ++i) {
      for (std::uint32_t m = timeline_.instances[i].moment + 1; m < last[i]; ++m) {
        const auto place = std::ranges::lower_bound(kept[m], i);
        if (place == kept[m].end() || *place != i) kept[m].insert(place, i);
      }
    }
  }

  [[nodiscard]] bool known(std::uint32_t instance, std::uint32_t player, std::uint32_t moment) const {
    const bool may_be_skipped_unseen = (hidden_skip_[instance] >> player & 1U) != 0;
    return knows(timeline_.instances[instance], player, moment) && !may_be_skipped_unseen;
  }

  /// Instances that carry a live fact just before the moment.
  [[nodiscard]] Indices live_sources(std::uint32_t moment) const {
    Indices all;
    for (std::uint32_t f = 0; f < timeline_.facts.size(); ++f) {
      if (!live_[moment][f]) continue;
      const Indices of_fact = sources(timeline_, f, moment);
      all.insert(all.end(), of_fact.begin(), of_fact.end());
    }
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  Indices kept_before(std::uint32_t moment) {
    Indices informative;
    const Indices carried = live_sources(moment);
    for (std::uint32_t player = 0; player < last_pick_.size(); ++player) {
      if (last_pick_[player] >= moment) add_informative(player, moment, carried, informative);
    }
    for (const auto& [source, until] : needed_until_) {
      if (timeline_.instances[source].moment < moment && moment <= until) informative.push_back(source);
    }
    std::ranges::sort(informative);
    informative.erase(std::unique(informative.begin(), informative.end()), informative.end());
    // What was forgotten before cannot come back: no later move can have depended on it.
    std::erase_if(informative, [&](std::uint32_t i) {
      const bool fresh = moment > 0 && timeline_.instances[i].moment + 1 >= moment;
      return !fresh && !std::ranges::binary_search(alive_, i) && !std::ranges::binary_search(carried_, i);
    });
    carried_ = carried;
    return informative;
  }

  /// Everything connected to a hidden live label of the player through what the player cannot see.
  void add_informative(std::uint32_t player, std::uint32_t moment, const Indices& carried, Indices& informative) const {
    Indices open;
    for (const std::uint32_t i : carried) {
      if (!known(i, player, moment)) open.push_back(i);
    }
    std::vector<bool> visited(timeline_.instances.size(), false);
    for (const std::uint32_t i : open) visited[i] = true;
    while (!open.empty()) {
      const std::uint32_t i = open.back();
      open.pop_back();
      informative.push_back(i);
      for (const Indices& family : families_) {
        if (!std::ranges::binary_search(family, i)) continue;
        for (const std::uint32_t other : family) {
          if (visited[other]) continue;
          visited[other] = true;
          if (known(other, player, moment)) {
            informative.push_back(other);
          } else {
            open.push_back(other);
          }
        }
      }
    }
  }

  void prune_families(std::uint32_t moment) {
    const Indices carried = live_sources(moment);
    for (Indices& family : families_) {
      std::erase_if(family, [&](std::uint32_t i) {
        return !std::ranges::binary_search(alive_, i) && !std::ranges::binary_search(carried, i);
      });
    }
    std::erase_if(families_, [](const Indices& family) { return family.size() < 2; });
    std::ranges::sort(families_);
    families_.erase(std::unique(families_.begin(), families_.end()), families_.end());
  }

  /// The moment happens: its instance, or what a stop or the end of a round asks, connects what it depended on.
  void pass(std::uint32_t m) {
    const Moment& moment = timeline_.moments[m];
    Indices family;
    const auto add_fact = [&](std::uint32_t fact) {
      const Indices from = sources(timeline_, fact, m);
      family.insert(family.end(), from.begin(), from.end());
    };
    for (const std::uint32_t fact : reads_[m]) add_fact(fact);
    if (moment.kind == MomentKind::pick) {
      const std::uint32_t mover = scenario_.steps[moment.step.at()].player.index;
      add_seen(mover, m, family);
    }
    if (moment.kind == MomentKind::noise) family.push_back(moment.source);
    if (moment.instance != nothing) {
      note_hidden_skip(moment, m);
      family.push_back(moment.instance);
    }
    std::ranges::sort(family);
    family.erase(std::unique(family.begin(), family.end()), family.end());
    if (family.size() > 1) families_.push_back(std::move(family));
  }

  void add_seen(std::uint32_t mover, std::uint32_t m, Indices& family) const {
    const auto add = [&](const Indices& list) {
      for (const std::uint32_t i : list) {
        if (knows(timeline_.instances[i], mover, m)) family.push_back(i);
      }
    };
    add(alive_);
    add(live_sources(m));
  }

  /// Players who cannot tell from what they know whether the step was skipped.
  void note_hidden_skip(const Moment& moment, std::uint32_t m) {
    if (moment.step.index == nothing || moment.kind == MomentKind::type || moment.kind == MomentKind::part) return;
    const auto& when = scenario_.steps[moment.step.at()].when;
    if (!when) return;
    for (const std::uint32_t fact : facts_read(scenario_, timeline_, *when)) {
      for (const std::uint32_t source : sources(timeline_, fact, m)) {
        for (std::uint32_t player = 0; player < last_pick_.size(); ++player) {
          if (!known(source, player, m)) hidden_skip_[moment.instance] |= std::uint64_t{1} << player;
        }
      }
    }
  }

  const scenario::Scenario& scenario_;
  const Timeline& timeline_;
  const std::vector<Indices>& reads_;
  const std::vector<std::vector<bool>>& live_;
  std::vector<std::uint32_t> last_pick_;  // by player
  std::vector<std::pair<std::uint32_t, std::uint32_t>> needed_until_;
  std::vector<std::uint64_t> hidden_skip_;  // by instance: players
  Indices alive_, carried_;
  std::vector<Indices> families_;
};

}  // namespace

void forget(const Memory& memory, std::uint32_t moment, History& history) {
  if (memory.everything) return;
  const auto& live = memory.live[moment];
  for (std::size_t f = 0; f < history.facts.size(); ++f) {
    if (!live[f]) history.facts[f] = forgotten;
  }
  const auto& kept = memory.kept[moment];
  std::erase_if(history.memory, [&](const auto& entry) { return !std::ranges::binary_search(kept, entry.first); });
}

bool knows(const Instance& instance, std::uint32_t player, std::uint32_t moment) {
  const std::uint64_t bit = std::uint64_t{1} << player;
  return ((instance.mover & bit) != 0 && moment > instance.moment) ||
         ((instance.seen_by & bit) != 0 && moment >= instance.reveal);
}

Memory remember(const scenario::Scenario& scenario, const Timeline& timeline, const HeldLevers& held,
                const std::vector<scenario::ExprId>& asked, bool merge) {
  Memory memory;
  memory.everything = !merge;
  if (!merge) return memory;
  const std::vector<Indices> reads = reads_by_moment(scenario, timeline, held, asked);
  memory.live = live_facts(timeline, reads);
  memory.kept = Informants(scenario, timeline, reads, memory.live).run();
  return memory;
}

}  // namespace parley::build
