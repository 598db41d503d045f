// SPDX-License-Identifier: Apache-2.0
// Depth-first over what the sets of a part may do, the last ones first; every choice must be best under some belief,
// and no deviation from the path may pay.
#include "parley/solve/lists/off_path_part.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "parley/solve/lists/deterring_mix.h"
#include "parley/solve/lists/whole_plans.h"

namespace parley::solve::lists {

namespace {

class PartSearcher {
 public:
  PartSearcher(const HistoryTree& tree, const OpenActions& open, const PlayOnPath& play, OffPathPart part,
               const Behaviour& behaviour, const OffPathOptions& options, const RunContext& run)
      : tree_(tree),
        open_(open),
        play_(play),
        part_(std::move(part)),
        options_(options),
        run_(run),
        behaviour_(behaviour),
        tries_left_(options.most_tries) {
    const auto& sets = tree.game().infosets;
    std::ranges::sort(part_.sets, [&](std::uint32_t a, std::uint32_t b) {
      return sets[a].block != sets[b].block ? sets[a].block > sets[b].block : a > b;
    });
  }

  PartSearch run() {
    choose(0, false);
    if (found_.result != Consistency::found && options_.mixed) choose(0, true);
    if (tries_left_ == 0 || run_.should_stop()) found_.is_complete = false;
    found_.sets = part_.sets;
    find_touched();
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_done() const {
    return found_.result == Consistency::found || tries_left_ == 0 || run_.should_stop();
  }

  /// Of set k and those after it in the list, that is before it in the game.
  void choose(std::size_t k, bool mixed) {
    if (k == part_.sets.size()) {
      judge();
      return;
    }
    const std::uint32_t h = part_.sets[k];
    for (const std::vector<double>& row : choices_at(h, mixed)) {
      if (is_done()) break;
      --tries_left_;
      behaviour_[h] = row;
      if (can_be_best(h) && doors_hold(h)) choose(k + 1, mixed);
    }
    behaviour_[h].clear();
  }

  /// Each open action; with `mixed` also each two of them, in shares that are found later.
  [[nodiscard]] std::vector<std::vector<double>> choices_at(std::uint32_t h, bool mixed) const {
    std::vector<std::vector<double>> rows;
    const std::vector<std::uint32_t>& open = open_.at(h);
    const std::size_t num_actions = tree_.game().infosets[h].num_actions;
    for (const std::uint32_t a : open) {
      rows.emplace_back(num_actions, 0.0)[a] = 1.0;
    }
    if (!mixed) return rows;
    for (std::size_t i = 0; i < open.size(); ++i) {
      for (std::size_t j = i + 1; j < open.size(); ++j) {
        auto& row = rows.emplace_back(num_actions, 0.0);
        row[open[i]] = row[open[j]] = 0.5;
      }
    }
    return rows;
  }

  static bool is_mixed(const std::vector<double>& row) {
    return std::ranges::any_of(row, [](double chance) { return chance > 0.0 && chance < 1.0; });
  }

  [[nodiscard]] bool some_mixed() const {
    return std::ranges::any_of(part_.sets, [&](std::uint32_t h) { return is_mixed(behaviour_[h]); });
  }

  /// False only where what is decided shows that no belief supports the choice.
  [[nodiscard]] bool can_be_best(std::uint32_t h) const {
    const SupportingBeliefs beliefs(tree_, behaviour_, h);
    const bool is_known = std::ranges::all_of(beliefs.rows(), [](const SupportingBeliefs::Row& row) {
      return std::ranges::none_of(row.gains, [](double gain) { return std::isnan(gain); });
    });
    // What a mixture before the end is worth is not known yet.
    if (!is_known || (some_mixed() && depends_on_mixture(h))) return true;
    return beliefs.is_possible();
  }

  [[nodiscard]] bool depends_on_mixture(std::uint32_t h) const {
    return std::ranges::any_of(part_.sets, [&](std::uint32_t other) {
      return other != h && is_mixed(behaviour_[other]) &&
             tree_.game().infosets[other].block >= tree_.game().infosets[h].block;
    });
  }

  /// Doors that the choice at h has decided.
  [[nodiscard]] bool doors_hold(std::uint32_t h) const {
    if (some_mixed()) return true;
    return std::ranges::all_of(part_.doors, [&](const OffPathDoor& door) {
      if (!std::ranges::binary_search(door.sets, h)) return true;
      const bool is_decided =
          std::ranges::none_of(door.sets, [&](std::uint32_t other) { return behaviour_[other].empty(); });
      return !is_decided || holds(door);
    });
  }

  [[nodiscard]] bool holds(const OffPathDoor& door) const {
    const double tolerance = tree_.tolerance(tree_.player_of(door.set));
    return door_value(tree_, play_, behaviour_, door, options_.rule) <= play_.values[door.set] + tolerance;
  }

  /// Everything is decided.
  void judge() {
    const Behaviour kept = behaviour_;
    if (!some_mixed() || find_deterring_mix(tree_, play_, part_, behaviour_)) judge_numbers();
    behaviour_ = kept;
  }

  void judge_numbers() {
    if (!std::ranges::all_of(part_.doors, [&](const OffPathDoor& door) { return holds(door); })) return;
    std::vector<SupportingBeliefs> several;  // sets whose belief is not one node's
    for (const std::uint32_t h : part_.sets) {
      SupportingBeliefs beliefs(tree_, behaviour_, h);
      if (!beliefs.is_possible()) return;
      if (options_.rule == OffPathRule::set_by_set && !some_belief_against_whole_plans(tree_, behaviour_, h)) return;
      if (beliefs.num_nodes() > 1) several.push_back(std::move(beliefs));
    }
    if (options_.rule == OffPathRule::set_by_set) {
      keep({Consistency::found, equal_mistakes(tree_)});
      return;
    }
    MistakeSearch search = find_mistakes(tree_, behaviour_, several, options_.most_tries, run_);
    if (search.result != Consistency::none) keep(std::move(search));
  }

  void keep(MistakeSearch search) {
    found_.result = search.result;
    found_.behaviour = behaviour_;
    found_.mistakes = search.result == Consistency::found ? std::move(search.mistakes) : equal_mistakes(tree_);
  }

  /// The mistakes on the way to the part's sets, and those at them.
  void find_touched() {
    std::set<std::pair<std::uint32_t, std::uint32_t>> touched;
    for (const std::uint32_t h : part_.sets) {
      for (std::uint32_t a = 0; a < tree_.game().infosets[h].num_actions; ++a) touched.emplace(h, a);
      for (std::uint32_t n : tree_.game().infosets[h].nodes) {
        for (; tree_.parent(n) != game::none; n = tree_.parent(n)) {
          const auto& node = tree_.game().nodes[tree_.parent(n)];
          if (node.kind == game::NodeKind::decision) touched.emplace(node.place, tree_.branch(n));
        }
      }
    }
    found_.touched.assign(touched.begin(), touched.end());
  }

  const HistoryTree& tree_;
  const OpenActions& open_;
  const PlayOnPath& play_;
  OffPathPart part_;
  const OffPathOptions& options_;
  const RunContext& run_;
  Behaviour behaviour_;
  std::size_t tries_left_;
  PartSearch found_;
};

}  // namespace

PartSearch search_part(const HistoryTree& tree, const OpenActions& open, const PlayOnPath& play, OffPathPart part,
                       const Behaviour& behaviour, const OffPathOptions& options, const RunContext& run) {
  return PartSearcher(tree, open, play, std::move(part), behaviour, options, run).run();
}

}  // namespace parley::solve::lists
