// SPDX-License-Identifier: Apache-2.0
// The constraint that binds: whose changed choice carries the change of the event across the level.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "parley/study/cell.h"
#include "parley/study/frontier.h"

namespace parley::study {

/// Two neighbouring cells that enclose the level.
struct Pair {
  CellSolver::Point from, to;
};

/// Information sets of the held models by what people would call them, the axes' own labels left out: the same set has
/// the same key whatever the axes are held at.
class SetKeys {
 public:
  SetKeys(const HeldModels& models, const std::string& x, const std::string& y);

  [[nodiscard]] std::uint32_t key(std::size_t model, std::size_t infoset) const { return keys_[model][infoset]; }
  /// A choice's key, likewise without the axes' own parts.
  [[nodiscard]] std::uint32_t choice_key(std::size_t model, std::size_t infoset, std::size_t action) const {
    return choices_[model][infoset][action];
  }
  [[nodiscard]] std::size_t num_keys() const { return known_.size(); }

 private:
  std::uint32_t intern(std::string text);

  std::map<std::string, std::uint32_t> known_;
  std::vector<std::vector<std::uint32_t>> keys_;
  std::vector<std::vector<std::vector<std::uint32_t>>> choices_;
};

/// For each draw of a pair of cells the change of the event's chance is laid to the earliest choice, in the order of
/// play, that differs among plays with positive chance. Where the logit path solved the second cell and what the first
/// plays is an equilibrium there too, nobody had to change: such changes are rows of their own.
class BindingTally {
 public:
  BindingTally(const HeldModels& models, const SetKeys& keys, std::size_t event)
      : models_(models), keys_(keys), event_(event) {}

  /// Adds the pair's changes; false, and nothing added, where the run was to stop before its last draw.
  [[nodiscard]] bool add(const Pair& pair, CellSolver& cells);
  void merge(const BindingTally& other);

  /// Rows with their shares, largest first. `place` gives the two axes' values of a point.
  template <class Place>
  [[nodiscard]] std::vector<BindingRow> rows(Place place) const;

  [[nodiscard]] double largest_gain() const { return largest_gain_; }

 private:
  using RowKey = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, bool>;  // set, choice from, to, selection
  struct Part {
    double change = 0.0;
    double largest = 0.0;  // of one pair
    Pair pair;             // with the largest part
    std::size_t infoset = 0, action_from = 0, action_to = 0;
    std::size_t model_from = 0, model_to = 0, infoset_to = 0;
  };
  /// What one draw plays where play can come, in the order of play.
  struct Played {
    struct Choice {
      std::uint32_t key = 0, infoset = 0;
      std::uint64_t made = 0;         // which choices are made: equal where the same ones are
      std::uint32_t likeliest = 0;    // action
      std::uint32_t alternative = 0;  // the action next in line; the same one where one choice is made for sure
    };
    double chance = 0.0;
    double weight = 0.0;  // 0: does not count
    std::vector<Choice> choices;
    std::shared_ptr<const SolvedGame<double>> by_path;  // where the logit path solved it
    /// By set key, off the path too: the choices that are made, by key. Kept where `still_stands` may ask.
    std::map<std::uint32_t, std::vector<std::pair<std::uint32_t, double>>> plan;
  };
  /// Of one chunk of the draws at one point; with `after`, what the other point plays, plans are kept. Nothing where
  /// the run was to stop.
  [[nodiscard]] std::optional<std::vector<Played>> played(const CellSolver::Point& point, std::size_t chunk,
                                                          CellSolver& cells, const std::vector<Played>* after);
  void compare(const Pair& pair, const Played& before, const Played& after, std::map<RowKey, Part>& parts) const;
  /// What the first point plays is an equilibrium of the second: no one-set deviation gains more than 1e-8 of the
  /// largest payoff range, with beliefs by trembles, or off the path with those of the first point.
  [[nodiscard]] bool still_stands(const Pair& pair, const Played& before, const Played& after) const;
  void name_change(const Pair& pair, const Played::Choice& before, const Played::Choice& after, RowKey& key,
                   Part& part) const;
  void add_part(const RowKey& key, const Part& part);

  const HeldModels& models_;
  const SetKeys& keys_;
  std::size_t event_;
  std::map<RowKey, Part> parts_;
  double largest_gain_ = 0.0;
};

template <class Place>
std::vector<BindingRow> BindingTally::rows(Place place) const {
  double total = 0.0;
  for (const auto& [key, part] : parts_) total += part.change;
  std::vector<BindingRow> found;
  for (const auto& [key, part] : parts_) {
    if (!(part.change > 0.0)) continue;
    BindingRow row;
    row.from = place(part.pair.from);
    row.to = place(part.pair.to);
    row.share = part.change / total;
    row.selection = std::get<3>(key);
    if (std::get<0>(key) != game::none) {
      const auto& from = models_.model(part.model_from).game;
      const auto& to = models_.model(part.model_to).game;
      row.infoset = infoset_name(from, from.infosets[part.infoset]);
      row.player = row.infoset.player;
      row.choice_from = choice_name(from, from.infosets[part.infoset], part.action_from);
      row.choice_to = choice_name(to, to.infosets[part.infoset_to], part.action_to);
    }
    found.push_back(std::move(row));
  }
  std::ranges::stable_sort(found, std::greater<>{}, &BindingRow::share);
  return found;
}

}  // namespace parley::study
