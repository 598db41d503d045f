// SPDX-License-Identifier: Apache-2.0
// Walks a tree once from the root and notes each player's last choice.
#include "parley/game/sequences.h"

#include <fmt/format.h>

namespace parley::game {
namespace {

bool is_tree(const NumericGame<Rational>& game) {
  std::vector<bool> met(game.nodes.size(), false);
  for (const auto& edge : game.edges) {
    if (met[edge.to]) return false;
    met[edge.to] = true;
  }
  return true;
}

class Walk {
 public:
  explicit Walk(const NumericGame<Rational>& game)
      : game_(game),
        set_number_(game.infosets.size(), none),
        last_(game.nodes.size() * game.num_players, 0),
        chance_(game.nodes.size()) {
    const std::size_t num_terminals = game.payoffs.size() / game.num_players;
    found_.players.resize(game.num_players);
    for (auto& player : found_.players) player.sequences.emplace_back();
    found_.at_terminal.assign(num_terminals * game.num_players, 0);
    found_.chance.resize(num_terminals);
  }

  /// Edges lead to later nodes, so that what comes before a node is known when the node's turn comes.
  Result<Sequences> sequences() {
    chance_[0] = Rational(1);
    for (std::uint32_t n = 0; n < game_.nodes.size(); ++n) {
      const auto& node = game_.nodes[n];
      if (node.kind == NodeKind::terminal) {
        end(n);
        continue;
      }
      if (node.kind == NodeKind::decision && !enter(n)) return forgets(node.place);
      go_on(n);
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::uint32_t& last(std::uint32_t n, std::uint32_t player) {
    return last_[std::size_t{n} * game_.num_players + player];
  }

  void end(std::uint32_t n) {
    const std::uint32_t terminal = game_.nodes[n].place;
    for (std::uint32_t p = 0; p < game_.num_players; ++p) {
      found_.at_terminal[std::size_t{terminal} * game_.num_players + p] = last(n, p);
    }
    found_.chance[terminal] = chance_[n];
  }

  /// False where another node of the set follows other choices of its player.
  bool enter(std::uint32_t n) {
    const std::uint32_t infoset = game_.nodes[n].place;
    const auto& set = game_.infosets[infoset];
    PlayerSequences& own = found_.players[set.player];
    std::uint32_t& number = set_number_[infoset];
    if (number != none) return own.sets[number].parent == last(n, set.player);
    number = static_cast<std::uint32_t>(own.sets.size());
    own.sets.push_back(
        {infoset, last(n, set.player), static_cast<std::uint32_t>(own.sequences.size()), set.num_actions});
    for (std::uint32_t a = 0; a < set.num_actions; ++a) own.sequences.push_back({infoset, a});
    return true;
  }

  void go_on(std::uint32_t n) {
    const auto& node = game_.nodes[n];
    const auto edges = game_.edges_of(n);
    for (std::uint32_t k = 0; k < edges.size(); ++k) {
      for (std::uint32_t p = 0; p < game_.num_players; ++p) last(edges[k].to, p) = last(n, p);
      if (node.kind == NodeKind::chance) {
        chance_[edges[k].to] = chance_[n] * edges[k].prob;
        continue;
      }
      const std::uint32_t player = game_.infosets[node.place].player;
      last(edges[k].to, player) = found_.players[player].sets[set_number_[node.place]].first + k;
      chance_[edges[k].to] = chance_[n];
    }
  }

  [[nodiscard]] std::unexpected<Error> forgets(std::uint32_t infoset) const {
    return fail(ErrorCode::unsupported,
                fmt::format("player {} does not recall its own choices at information set {}; sequences need perfect "
                            "recall",
                            game_.infosets[infoset].player + 1, infoset + 1));
  }

  const NumericGame<Rational>& game_;
  Sequences found_;
  std::vector<std::uint32_t> set_number_;  // by information set of the game: its place among its player's
  std::vector<std::uint32_t> last_;        // [node * num_players + player]: sequence
  std::vector<Rational> chance_;           // by node
};

}  // namespace

Result<Sequences> sequences_of(const NumericGame<Rational>& game) {
  if (!is_tree(game)) {
    return fail(ErrorCode::unsupported, "sequences need a tree; histories of this game were merged: build it unmerged");
  }
  return Walk(game).sequences();
}

}  // namespace parley::game
