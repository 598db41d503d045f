// SPDX-License-Identifier: Apache-2.0
// From what game files hold to games that solvers read: perfect recall, trees, tables.
#include "parley/game/extensive_game.h"

#include <optional>

#include <fmt/format.h>

#include "parley/game/infoset_order.h"

namespace parley::game {
namespace {

/// A tree's payoffs are one table in memory; a file of a few megabytes can ask for more than any machine has.
constexpr std::uint64_t most_payoffs = std::uint64_t{1} << 28U;

/// A player has perfect recall exactly when all nodes of each of its information sets follow the same last own choice:
/// that choice's set then has the same one before it, and so on back to the start.
class RecallCheck {
 public:
  explicit RecallCheck(const ExtensiveGame& game)
      : game_(game), last_(game.players.size(), no_choice), before_(game.infosets.size()) {}

  /// The first information set whose player does not recall what it did.
  std::optional<std::uint32_t> broken() {
    if (!enter(0)) return game_.nodes[0].infoset;
    while (!path_.empty()) {
      Step& step = path_.back();
      const ExtensiveGame::Node& node = game_.nodes[step.node];
      if (step.next_action == node.children.size()) {
        leave(step);
        path_.pop_back();
        continue;
      }
      const std::size_t action = step.next_action++;
      if (node.kind == NodeKind::decision) last_[player(node)] = choice(node.infoset, action);
      const std::uint32_t child = node.children[action];
      if (!enter(child)) return game_.nodes[child].infoset;
    }
    return std::nullopt;
  }

 private:
  static constexpr std::uint64_t no_choice = ~std::uint64_t{0};
  struct Step {
    std::uint32_t node;
    std::size_t next_action;
    std::uint64_t own_before;
  };

  static std::uint64_t choice(std::uint32_t infoset, std::size_t action) {
    return (std::uint64_t{infoset} << 32U) | action;
  }
  [[nodiscard]] std::uint32_t player(const ExtensiveGame::Node& node) const {
    return game_.infosets[node.infoset].player;
  }

  bool enter(std::uint32_t n) {
    const ExtensiveGame::Node& node = game_.nodes[n];
    if (node.kind == NodeKind::terminal) return true;
    std::uint64_t own = no_choice;
    if (node.kind == NodeKind::decision) {
      own = last_[player(node)];
      std::optional<std::uint64_t>& first = before_[node.infoset];
      if (first && *first != own) return false;
      first = own;
    }
    path_.push_back({n, 0, own});
    return true;
  }

  void leave(const Step& step) {
    const ExtensiveGame::Node& node = game_.nodes[step.node];
    if (node.kind == NodeKind::decision) last_[player(node)] = step.own_before;
  }

  const ExtensiveGame& game_;
  std::vector<std::uint64_t> last_;                   // by player: its last choice on the path
  std::vector<std::optional<std::uint64_t>> before_;  // by information set: its player's last choice before
  std::vector<Step> path_;
};

/// Copies a tree without the branches that chance never takes.
class TreeReader {
 public:
  explicit TreeReader(const ExtensiveGame& game) : game_(game) {}

  Result<NumericGame<Rational>> read() {
    out_.num_players = static_cast<std::uint32_t>(game_.players.size());
    number_nodes();
    if (num_terminals_ * game_.players.size() > most_payoffs) {
      return fail(ErrorCode::too_large,
                  fmt::format("the tree has {} ends and {} players: more than {} payoffs are not solved",
                              num_terminals_, game_.players.size(), most_payoffs));
    }
    number_infosets();
    totals_.assign(game_.players.size(), Rational());
    total_row_.assign(game_.nodes.size(), 0);
    for (std::uint32_t n = 0; n < game_.nodes.size(); ++n) {
      if (number_[n] != none) add_node(n);
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool taken(const ExtensiveGame::Node& node, std::size_t action) const {
    return node.kind != NodeKind::chance || game_.infosets[node.infoset].probs[action].sign() > 0;
  }

  void number_nodes() {
    number_.assign(game_.nodes.size(), none);
    number_[0] = 0;
    std::uint32_t next = 0;
    for (std::size_t n = 0; n < game_.nodes.size(); ++n) {
      if (number_[n] == none) continue;
      number_[n] = next++;
      const ExtensiveGame::Node& node = game_.nodes[n];
      if (node.kind == NodeKind::terminal) ++num_terminals_;
      for (std::size_t a = 0; a < node.children.size(); ++a) {
        if (taken(node, a)) number_[node.children[a]] = 0;
      }
    }
  }

  void number_infosets() {
    const std::vector<std::uint32_t> blocks = infoset_blocks(game_);
    std::vector<std::uint32_t> size(game_.infosets.size(), 0);
    for (std::size_t n = 0; n < game_.nodes.size(); ++n) {
      if (number_[n] != none && game_.nodes[n].kind == NodeKind::decision) ++size[game_.nodes[n].infoset];
    }
    infoset_number_.assign(game_.infosets.size(), none);
    for (std::uint32_t h = 0; h < game_.infosets.size(); ++h) {
      if (size[h] == 0) continue;
      infoset_number_[h] = static_cast<std::uint32_t>(out_.infosets.size());
      auto& infoset = out_.infosets.emplace_back();
      infoset.player = game_.infosets[h].player;
      infoset.num_actions = static_cast<std::uint32_t>(game_.infosets[h].actions.size());
      infoset.block = blocks[h];
      infoset.origin = h;
      for (std::uint32_t a = 0; a < infoset.num_actions; ++a) infoset.actions.push_back(a);
    }
  }

  void add_node(std::uint32_t n) {
    const ExtensiveGame::Node& from = game_.nodes[n];
    if (from.outcome != none) add_outcome(n, game_.outcomes[from.outcome].payoffs);
    NumericGame<Rational>::Node node;
    node.kind = from.kind;
    node.origin = n;
    node.first_edge = static_cast<std::uint32_t>(out_.edges.size());
    for (std::uint32_t a = 0; a < from.children.size(); ++a) {
      if (!taken(from, a)) continue;
      total_row_[from.children[a]] = total_row_[n];
      NumericGame<Rational>::Edge edge;
      edge.to = number_[from.children[a]];
      edge.label = a;
      if (from.kind == NodeKind::chance) edge.prob = edge.report_prob = game_.infosets[from.infoset].probs[a];
      out_.edges.push_back(std::move(edge));
    }
    node.num_edges = static_cast<std::uint32_t>(out_.edges.size()) - node.first_edge;
    if (from.kind == NodeKind::decision) {
      node.place = infoset_number_[from.infoset];
      out_.infosets[node.place].nodes.push_back(number_[n]);
    }
    if (from.kind == NodeKind::terminal) {
      node.place = next_terminal_++;
      const auto row = totals_.begin() + static_cast<std::ptrdiff_t>(total_row_[n]);
      out_.payoffs.insert(out_.payoffs.end(), row, row + static_cast<std::ptrdiff_t>(game_.players.size()));
    }
    out_.nodes.push_back(node);
  }

  /// Nodes without an outcome share the row of sums of the node above.
  void add_outcome(std::uint32_t n, const std::vector<Rational>& payoffs) {
    const std::size_t above = total_row_[n];
    total_row_[n] = totals_.size();
    for (std::size_t p = 0; p < payoffs.size(); ++p) {
      Rational sum = totals_[above + p] + payoffs[p];
      totals_.push_back(std::move(sum));
    }
  }

  const ExtensiveGame& game_;
  NumericGame<Rational> out_;
  std::vector<std::uint32_t> number_, infoset_number_;
  std::vector<Rational> totals_;        // rows of payoffs collected on the way
  std::vector<std::size_t> total_row_;  // by node: where its row begins
  std::uint64_t num_terminals_ = 0;
  std::uint32_t next_terminal_ = 0;
};

}  // namespace

std::string imperfect_recall(const ExtensiveGame& game) {
  if (game.nodes.empty()) return {};
  const std::optional<std::uint32_t> broken = RecallCheck(game).broken();
  if (!broken) return {};
  const ExtensiveGame::Infoset& infoset = game.infosets[*broken];
  const std::string name = infoset.label.empty() ? fmt::format("information set {}", infoset.number)
                                                 : fmt::format("information set \"{}\"", infoset.label);
  return fmt::format(
      "player {} (\"{}\") does not have perfect recall: its {} holds nodes that follow different own "
      "choices",
      infoset.player + 1, game.players[infoset.player], name);
}

Result<NumericGame<Rational>> numeric(const ExtensiveGame& game) {
  if (game.nodes.empty()) throw InternalError("a tree without a root");
  if (const std::string broken = imperfect_recall(game); !broken.empty()) {
    return fail(ErrorCode::unsupported, broken + "; solvers need perfect recall");
  }
  return TreeReader(game).read();
}

NumericGame<Rational> numeric(const StrategicGame& game) {
  NumericGame<Rational> out;
  out.num_players = static_cast<std::uint32_t>(game.players.size());
  // Level p holds a node for each way in which the players before p can choose, numbered as contingencies are; the
  // last level are the contingencies themselves.
  std::uint32_t first = 0, width = 1;
  for (std::uint32_t p = 0; p < out.num_players; ++p) {
    auto& infoset = out.infosets.emplace_back();
    infoset.player = infoset.origin = p;
    infoset.num_actions = static_cast<std::uint32_t>(game.strategies[p].size());
    for (std::uint32_t s = 0; s < infoset.num_actions; ++s) infoset.actions.push_back(s);
    for (std::uint32_t c = 0; c < width; ++c) {
      infoset.nodes.push_back(first + c);
      out.nodes.push_back({NodeKind::decision, static_cast<std::uint32_t>(out.edges.size()), infoset.num_actions, p});
      for (std::uint32_t s = 0; s < infoset.num_actions; ++s) {
        out.edges.push_back({first + width + c + s * width, Rational(), Rational(), s});
      }
    }
    first += width;
    width *= infoset.num_actions;
  }
  for (std::uint32_t c = 0; c < width; ++c) {
    out.nodes.push_back({NodeKind::terminal, static_cast<std::uint32_t>(out.edges.size()), 0, c});
    const std::uint32_t outcome = game.contingencies[c];
    for (std::uint32_t p = 0; p < out.num_players; ++p) {
      out.payoffs.push_back(outcome == none ? Rational() : game.outcomes[outcome].payoffs[p]);
    }
  }
  return out;
}

}  // namespace parley::game
