// SPDX-License-Identifier: Apache-2.0
// Finds the parts that deviations lead to, and searches each by itself.
#include "parley/solve/lists/off_path.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "parley/solve/lists/off_path_part.h"

namespace parley::solve::lists {

namespace {

/// Which sets hang together: those that one deviation from the path can lead to.
class Parts {
 public:
  Parts(const HistoryTree& tree, const OpenActions& open, const PlayOnPath& play)
      : tree_(tree), play_(play), leader_(tree.num_sets()) {
    std::iota(leader_.begin(), leader_.end(), 0U);
    for (std::uint32_t h = 0; h < tree.num_sets(); ++h) {
      if (play.comes_to(h)) {
        find_doors(h);
      } else if (open.at(h).size() > 1) {
        undecided_.push_back(h);
      }
    }
    for (const std::uint32_t h : undecided_) {
      for (const std::uint32_t n : tree.game().infosets[h].nodes) put_behind_doors(h, n);
    }
    for (auto& [at, door] : doors_) {
      std::ranges::sort(door.sets);
      const auto same = std::ranges::unique(door.sets);
      door.sets.erase(same.begin(), same.end());
      for (const std::uint32_t h : door.sets) leader_[root(h)] = root(door.sets.front());
    }
  }

  [[nodiscard]] std::vector<OffPathPart> split() {
    std::map<std::uint32_t, OffPathPart> parts;
    std::vector<OffPathPart> list;
    for (const std::uint32_t h : undecided_) parts[root(h)].sets.push_back(h);
    for (auto& [at, door] : doors_) {
      if (door.sets.empty()) {
        list.push_back({{}, {std::move(door)}});
      } else {
        parts[root(door.sets.front())].doors.push_back(std::move(door));
      }
    }
    for (auto& [at, part] : parts) list.push_back(std::move(part));
    return list;
  }

 private:
  using Place = std::pair<std::uint32_t, std::uint32_t>;  // set on the path, action that is not played there

  void find_doors(std::uint32_t h) {
    for (std::uint32_t a = 0; a < tree_.game().infosets[h].num_actions; ++a) {
      if (play_.behaviour[h][a] > 0.0) continue;
      doors_[{h, a}] = {h, a, {}};
    }
  }

  /// Every deviation on the way to the node: also later ones share their mistakes.
  void put_behind_doors(std::uint32_t h, std::uint32_t n) {
    for (; tree_.parent(n) != game::none; n = tree_.parent(n)) {
      const auto& node = tree_.game().nodes[tree_.parent(n)];
      if (node.kind != game::NodeKind::decision || !play_.comes_to(node.place)) continue;
      const auto door = doors_.find({node.place, tree_.branch(n)});
      if (door != doors_.end()) door->second.sets.push_back(h);
    }
  }

  [[nodiscard]] std::uint32_t root(std::uint32_t h) const {
    while (leader_[h] != h) h = leader_[h];
    return h;
  }

  const HistoryTree& tree_;
  const PlayOnPath& play_;
  std::vector<std::uint32_t> undecided_, leader_;
  std::map<Place, OffPathDoor> doors_;
};

/// Sets off the path where one action is open do that.
void decide_forced(const HistoryTree& tree, const OpenActions& open, Behaviour& behaviour) {
  for (std::uint32_t h = 0; h < tree.num_sets(); ++h) {
    if (!behaviour[h].empty() || open.at(h).size() != 1) continue;
    behaviour[h].assign(tree.game().infosets[h].num_actions, 0.0);
    behaviour[h][open.at(h).front()] = 1.0;
  }
}

}  // namespace

OffPathPlay support_off_path(const HistoryTree& tree, const OpenActions& open, const PlayOnPath& play,
                             const OffPathOptions& options, const RunContext& run) {
  OffPathPlay found;
  found.result = Consistency::found;
  found.behaviour = play.behaviour;
  found.mistakes = equal_mistakes(tree);
  decide_forced(tree, open, found.behaviour);
  std::vector<OffPathPart> parts = Parts(tree, open, play).split();
  // Parts without sets are only checked; small ones fail sooner.
  std::ranges::stable_sort(parts, {}, [](const OffPathPart& part) { return part.sets.size(); });
  for (OffPathPart& part : parts) {
    const PartSearch searched = search_part(tree, open, play, std::move(part), found.behaviour, options, run);
    found.is_complete = found.is_complete && searched.is_complete;
    if (searched.result == Consistency::none) {
      found.result = Consistency::none;
      return found;
    }
    if (searched.result == Consistency::undecided) found.result = Consistency::undecided;
    for (const std::uint32_t h : searched.sets) found.behaviour[h] = searched.behaviour[h];
    for (const auto& [set, action] : searched.touched) {
      found.mistakes[set][action] = searched.mistakes[set][action];
    }
  }
  return found;
}

}  // namespace parley::solve::lists
