// SPDX-License-Identifier: Apache-2.0
// Trees as tables of all pure strategies, and tables as trees.
#include <fmt/format.h>

#include "parley/game/extensive_game.h"
#include "parley/game/unique_labels.h"

namespace parley::game {
namespace {

class StrategicForm {
 public:
  explicit StrategicForm(const ExtensiveGame& game) : game_(game), own_(game.players.size()) {
    for (std::uint32_t h = 0; h < game.infosets.size(); ++h) {
      if (game.infosets[h].player != none) own_[game.infosets[h].player].push_back(h);
    }
  }

  Result<StrategicGame> build(std::uint64_t max_contingencies) {
    std::uint64_t contingencies = 1;
    for (const ExtensiveGame::Infoset& infoset : game_.infosets) {
      if (infoset.player == none) continue;
      if (contingencies > max_contingencies / infoset.actions.size()) {
        return fail(ErrorCode::too_large,
                    fmt::format("the strategic form has more than {} combinations of pure strategies: {} information "
                                "sets are too many for a table; keep the game a tree (.efg)",
                                max_contingencies, num_infosets()));
      }
      contingencies *= infoset.actions.size();
    }
    out_.title = game_.title;
    out_.comment = game_.comment;
    out_.players = game_.players;
    for (const std::vector<std::uint32_t>& sets : own_) out_.strategies.push_back(labels(sets));
    for (std::uint64_t c = 0; c < contingencies; ++c) {
      choose(c);
      out_.contingencies.push_back(static_cast<std::uint32_t>(c));
      out_.outcomes.push_back({"", expected_payoffs()});
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::size_t num_infosets() const {
    std::size_t count = 0;
    for (const std::vector<std::uint32_t>& sets : own_) count += sets.size();
    return count;
  }

  /// Strategies in order: the choice at the player's last information set runs fastest.
  [[nodiscard]] std::vector<std::string> labels(const std::vector<std::uint32_t>& sets) const {
    std::vector<std::string> list = {""};
    for (const std::uint32_t h : sets) {
      if (game_.infosets[h].actions.size() == 1) continue;  // tells no strategies apart
      std::vector<std::string> longer;
      longer.reserve(list.size() * game_.infosets[h].actions.size());
      for (const std::string& label : list) {
        for (const std::string& action : game_.infosets[h].actions) {
          longer.push_back(label.empty() ? action : fmt::format("{}, {}", label, action));
        }
      }
      list = std::move(longer);
    }
    UniqueLabels unique;
    for (std::string& label : list) label = unique.add(label);
    return list;
  }

  /// Split a contingency, in which the first player's strategy runs fastest, into actions.
  void choose(std::uint64_t contingency) {
    action_.resize(game_.infosets.size());
    for (std::size_t p = 0; p < own_.size(); ++p) {
      std::uint64_t strategy = contingency % out_.strategies[p].size();
      contingency /= out_.strategies[p].size();
      for (std::size_t i = own_[p].size(); i-- > 0;) {
        const std::uint32_t h = own_[p][i];
        action_[h] = strategy % game_.infosets[h].actions.size();
        strategy /= game_.infosets[h].actions.size();
      }
    }
  }

  std::vector<Rational> expected_payoffs() {
    std::vector<Rational> sums(game_.players.size());
    open_.emplace_back(0U, Rational(1));
    while (!open_.empty()) {
      const auto [n, prob] = std::move(open_.back());
      open_.pop_back();
      const ExtensiveGame::Node& node = game_.nodes[n];
      if (node.outcome != none) {
        for (std::size_t p = 0; p < sums.size(); ++p) sums[p] += prob * game_.outcomes[node.outcome].payoffs[p];
      }
      if (node.kind == NodeKind::decision) open_.emplace_back(node.children[action_[node.infoset]], prob);
      if (node.kind != NodeKind::chance) continue;
      for (std::size_t a = 0; a < node.children.size(); ++a) {
        const Rational& chance = game_.infosets[node.infoset].probs[a];
        if (!chance.is_zero()) open_.emplace_back(node.children[a], prob * chance);
      }
    }
    return sums;
  }

  const ExtensiveGame& game_;
  std::vector<std::vector<std::uint32_t>> own_;  // by player: its information sets
  StrategicGame out_;
  std::vector<std::size_t> action_;  // by information set
  std::vector<std::pair<std::uint32_t, Rational>> open_;
};

}  // namespace

Result<StrategicGame> strategic_form(const ExtensiveGame& game, std::uint64_t max_contingencies) {
  return StrategicForm(game).build(max_contingencies);
}

ExtensiveGame extensive(const StrategicGame& game) {
  ExtensiveGame out;
  out.title = game.title;
  out.comment = game.comment;
  out.players = game.players;
  for (std::uint32_t p = 0; p < game.players.size(); ++p) {
    out.infosets.push_back({p, 1, game.players[p], game.strategies[p], {}});
  }
  struct Place {
    std::uint32_t player, parent;
    std::uint64_t contingency, stride;
  };
  std::vector<std::uint32_t> outcome_number(game.outcomes.size(), none);
  std::vector<Place> open = {{0, none, 0, 1}};
  while (!open.empty()) {
    const Place place = open.back();
    open.pop_back();
    const auto index = static_cast<std::uint32_t>(out.nodes.size());
    if (place.parent != none) out.nodes[place.parent].children.push_back(index);
    ExtensiveGame::Node& node = out.nodes.emplace_back();
    if (place.player < game.players.size()) {
      node.kind = NodeKind::decision;
      node.infoset = place.player;
      const std::uint64_t count = game.strategies[place.player].size();
      for (std::uint64_t s = count; s-- > 0;) {
        open.push_back({place.player + 1, index, place.contingency + s * place.stride, place.stride * count});
      }
      continue;
    }
    const std::uint32_t outcome = game.contingencies[place.contingency];
    if (outcome == none) continue;
    if (outcome_number[outcome] == none) {
      outcome_number[outcome] = static_cast<std::uint32_t>(out.outcomes.size());
      out.outcomes.push_back(
          {std::int64_t{outcome_number[outcome]} + 1, game.outcomes[outcome].label, game.outcomes[outcome].payoffs});
    }
    node.outcome = outcome_number[outcome];
  }
  return out;
}

}  // namespace parley::game
