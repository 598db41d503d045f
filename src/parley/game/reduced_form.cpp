// SPDX-License-Identifier: Apache-2.0
// Plans set by set along the player's own sequences, and what they are worth end by end.
#include "parley/game/reduced_form.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "parley/game/sequences.h"

namespace parley::game {
namespace {

constexpr std::uint64_t most = std::uint64_t{1} << 62U;

std::uint64_t product(std::uint64_t a, std::uint64_t b) { return a > most / b ? most : a * b; }

/// The player's plans from the empty sequence on, at most `most`.
std::uint64_t num_plans(const PlayerSequences& player) {
  std::vector<std::uint64_t> plans(player.sequences.size(), 1);  // from a sequence on
  for (std::size_t k = player.sets.size(); k-- > 0;) {
    const auto& set = player.sets[k];
    std::uint64_t sum = 0;
    for (std::uint32_t a = 0; a < set.num_actions; ++a) sum = std::min(most, sum + plans[set.first + a]);
    plans[set.parent] = product(plans[set.parent], sum);
  }
  return plans[0];
}

/// Counts through the player's plans. Sets stand after those that come before them.
class Plans {
 public:
  explicit Plans(const PlayerSequences& player)
      : player_(player), plan_(player.sets.size(), none), open_(player.sequences.size(), false) {
    open_[0] = true;
    complete_from(0);
  }

  std::vector<std::vector<std::uint32_t>> all() {
    std::vector<std::vector<std::uint32_t>> plans = {plan_};
    while (next()) plans.push_back(plan_);
    return plans;
  }

 private:
  bool next() {
    for (std::size_t k = plan_.size(); k-- > 0;) {
      const auto& set = player_.sets[k];
      if (plan_[k] == none || plan_[k] + 1 == set.num_actions) continue;
      open_[set.first + plan_[k]] = false;
      open_[set.first + ++plan_[k]] = true;
      complete_from(k + 1);
      return true;
    }
    return false;
  }

  /// The first action wherever play can still come.
  void complete_from(std::size_t k) {
    for (; k < plan_.size(); ++k) {
      const auto& set = player_.sets[k];
      for (std::uint32_t a = 0; a < set.num_actions; ++a) open_[set.first + a] = false;
      plan_[k] = open_[set.parent] ? 0 : none;
      if (plan_[k] == 0) open_[set.first] = true;
    }
  }

  const PlayerSequences& player_;
  std::vector<std::uint32_t> plan_;
  std::vector<bool> open_;  // by sequence: the plan makes its choices
};

/// Ends that the same choices of all players lead to, together.
using Ends = std::map<std::vector<std::uint32_t>, std::vector<Rational>>;

Ends ends_of(const NumericGame<Rational>& game, const Sequences& sequences) {
  Ends ends;
  const std::size_t players = game.num_players;
  for (std::size_t t = 0; t < sequences.chance.size(); ++t) {
    const auto from = sequences.at_terminal.begin() + static_cast<std::ptrdiff_t>(t * players);
    auto& worth = ends[std::vector<std::uint32_t>(from, from + static_cast<std::ptrdiff_t>(players))];
    worth.resize(players);
    for (std::size_t p = 0; p < players; ++p) worth[p] += sequences.chance[t] * game.payoffs[t * players + p];
  }
  return ends;
}

class Filling {
 public:
  Filling(const Sequences& sequences, ReducedForm& form) : form_(form) {
    std::size_t contingencies = 1;
    for (std::size_t p = 0; p < form.choices.size(); ++p) {
      strides_.push_back(contingencies);
      contingencies *= form.choices[p].size();
      with_.push_back(strategies_with(sequences.players[p], form.choices[p]));
    }
    form.table.payoffs.assign(form.choices.size(), std::vector<Rational>(contingencies));
  }

  /// Adds an end to every contingency that makes the choices on its way.
  void add(const std::vector<std::uint32_t>& way, const std::vector<Rational>& worth) { add(way, worth, 0, 0); }

 private:
  /// By sequence: the strategies that make its choices.
  static std::vector<std::vector<std::uint32_t>> strategies_with(
      const PlayerSequences& player, const std::vector<std::vector<std::uint32_t>>& choices) {
    std::vector<std::vector<std::uint32_t>> with(player.sequences.size());
    for (std::uint32_t s = 0; s < choices.size(); ++s) {
      with[0].push_back(s);
      for (std::size_t k = 0; k < player.sets.size(); ++k) {
        if (choices[s][k] != none) with[player.sets[k].first + choices[s][k]].push_back(s);
      }
    }
    return with;
  }

  void add(const std::vector<std::uint32_t>& way, const std::vector<Rational>& worth, std::size_t p, std::size_t at) {
    if (p == way.size()) {
      for (std::size_t q = 0; q < worth.size(); ++q) form_.table.payoffs[q][at] += worth[q];
      return;
    }
    for (const std::uint32_t s : with_[p][way[p]]) add(way, worth, p + 1, at + s * strides_[p]);
  }

  ReducedForm& form_;
  std::vector<std::size_t> strides_;
  std::vector<std::vector<std::vector<std::uint32_t>>> with_;  // [player][sequence]
};

}  // namespace

Result<ReducedForm> reduced_form(const NumericGame<Rational>& game, std::uint64_t most_contingencies) {
  auto sequences = sequences_of(game);
  if (!sequences) return std::unexpected(std::move(sequences.error()));
  std::uint64_t contingencies = 1;
  for (const auto& player : sequences->players) contingencies = product(contingencies, num_plans(player));
  if (contingencies > most_contingencies || contingencies == most) {
    return fail(ErrorCode::too_large,
                fmt::format("the reduced strategic form has more than {} combinations of strategies: {} information "
                            "sets are too many for a table",
                            most_contingencies, game.infosets.size()));
  }
  ReducedForm form;
  form.num_infosets = game.infosets.size();
  for (const auto& player : sequences->players) {
    auto& sets = form.sets.emplace_back();
    for (const auto& set : player.sets) sets.push_back({set.infoset, set.num_actions});
    form.choices.push_back(Plans(player).all());
    form.table.sizes.push_back(static_cast<std::uint32_t>(form.choices.back().size()));
  }
  Filling filling(*sequences, form);
  for (const auto& [way, worth] : ends_of(game, *sequences)) filling.add(way, worth);
  return form;
}

StrategyProfile<Rational> behaviour(const ReducedForm& form, const StrategyProfile<Rational>& mixed) {
  StrategyProfile<Rational> profile;
  profile.probs.resize(form.num_infosets);
  for (std::size_t p = 0; p < form.sets.size(); ++p) {
    for (std::size_t k = 0; k < form.sets[p].size(); ++k) {
      auto& row = profile.probs[form.sets[p][k].infoset];
      row.resize(form.sets[p][k].num_actions);
      Rational reached;
      for (std::size_t s = 0; s < form.choices[p].size(); ++s) {
        const std::uint32_t action = form.choices[p][s][k];
        if (action == none || mixed.probs[p][s].is_zero()) continue;
        row[action] += mixed.probs[p][s];
        reached += mixed.probs[p][s];
      }
      if (reached.is_zero()) {
        row[0] = Rational(1);
        continue;
      }
      for (Rational& prob : row) prob /= reached;
    }
  }
  return profile;
}

}  // namespace parley::game
