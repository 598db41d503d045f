// SPDX-License-Identifier: Apache-2.0
// Reads .efg files (version 2, R and D).
#include "parley/game/format/efg.h"

#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "parley/game/format/tokens.h"

namespace parley::game {
namespace {

using Kind = Tokens::Kind;

/// By halves: the denominators of a long table stay small until the last few sums.
Rational sum_of(std::span<const Rational> values) {
  if (values.size() == 1) return values[0];
  const std::size_t half = values.size() / 2;
  return values.empty() ? Rational() : sum_of(values.first(half)) + sum_of(values.subspan(half));
}

/// The nodes are read in the order of the file with a stack of those that still lack branches, so that depth costs heap
/// and not stack.
class EfgReader {
 public:
  explicit EfgReader(std::string_view text) : tokens_(text) {}

  Result<GameFile<ExtensiveGame>> read() {
    read_header();
    read_nodes();
    if (tokens_.failed()) return std::unexpected(tokens_.error());
    return GameFile<ExtensiveGame>{std::move(game_), warnings_.take()};
  }

 private:
  struct Definition {
    std::uint32_t index = 0;
    std::size_t line = 0;
  };
  struct OpenNode {
    std::uint32_t node = 0;
    std::size_t num_actions = 0;
    std::size_t line = 0;
  };
  struct Actions {
    std::vector<std::string> labels;
    std::vector<Rational> probs;
  };

  void read_header() {
    tokens_.take_word("EFG", "'EFG', the first word of an .efg file");
    tokens_.take_word("2", "version 2 of the format");
    tokens_.is_word("D") ? tokens_.take() : tokens_.take_word("R", "'R' or 'D'");
    game_.title = tokens_.take_text("the title in quotes");
    const std::size_t line = tokens_.line();
    game_.players = tokens_.take_texts("{ the names of the players }", "a player's name in quotes or '}'");
    if (game_.players.empty()) tokens_.fail(line, "no player", "at least one player");
    for (const std::string_view label : repeated(game_.players)) {
      warnings_.add(line, fmt::format("two players are both called \"{}\"", shown(label)));
    }
    if (tokens_.is(Kind::text)) game_.comment = tokens_.take_text("the comment in quotes");
    known_infosets_.resize(game_.players.size() + 1);
  }

  void read_nodes() {
    do {
      read_node();
      while (!open_.empty() && game_.nodes[open_.back().node].children.size() == open_.back().num_actions) {
        open_.pop_back();
      }
    } while (!open_.empty() && !tokens_.failed());
    if (!tokens_.is(Kind::end)) tokens_.fail_here("the end of the file, since the tree is complete");
  }

  void read_node() {
    const auto index = static_cast<std::uint32_t>(game_.nodes.size());
    const std::size_t line = tokens_.line();
    ExtensiveGame::Node node;
    if (tokens_.is_word("c")) {
      node.kind = NodeKind::chance;
    } else if (tokens_.is_word("p")) {
      node.kind = NodeKind::decision;
    } else if (!tokens_.is_word("t")) {
      return tokens_.fail_here(missing_node());
    }
    if (index == none - 1) return tokens_.fail_here("at most 4294967294 nodes");
    tokens_.take();
    node.label = tokens_.take_text("the node's label in quotes");
    if (node.kind != NodeKind::terminal) node.infoset = read_infoset(node.kind == NodeKind::chance);
    node.outcome = read_outcome();
    if (tokens_.failed()) return;
    if (!open_.empty()) game_.nodes[open_.back().node].children.push_back(index);
    if (node.infoset != none) open_.push_back({index, game_.infosets[node.infoset].actions.size(), line});
    game_.nodes.push_back(std::move(node));
  }

  /// What belongs where no node begins.
  [[nodiscard]] std::string missing_node() const {
    constexpr std::string_view letters = "a node, which begins with 'c', 'p' or 't'";
    if (open_.empty()) return fmt::format("the root: {}", letters);
    const OpenNode& parent = open_.back();
    const std::size_t action = game_.nodes[parent.node].children.size();
    const auto& infoset = game_.infosets[game_.nodes[parent.node].infoset];
    return fmt::format("{}, after action {} of {} (\"{}\") of the node on line {}", letters, action + 1,
                       parent.num_actions, shown(infoset.actions[action]), parent.line);
  }

  std::uint32_t read_infoset(bool chance) {
    std::uint32_t player = none;
    if (!chance) {
      const std::size_t line = tokens_.line();
      const std::int64_t number = tokens_.take_integer("a player's number");
      if (number < 1 || number > static_cast<std::int64_t>(game_.players.size())) {
        tokens_.fail(line, fmt::format("player {}", number),
                     fmt::format("a player's number from 1 to {}", game_.players.size()));
        return none;
      }
      player = static_cast<std::uint32_t>(number - 1);
    }
    const std::size_t line = tokens_.line();
    const std::int64_t number = tokens_.take_integer("the number of an information set");
    if (number < 1) tokens_.fail(line, fmt::format("information set {}", number), "a number from 1 on");
    std::optional<std::string> label;
    if (tokens_.is(Kind::text)) label = tokens_.take_text("a label");
    std::optional<Actions> actions;
    if (tokens_.is(Kind::open)) actions = read_actions(chance);
    if (tokens_.failed()) return none;
    return define_infoset(player, number, line, std::move(label), std::move(actions));
  }

  Actions read_actions(bool chance) {
    const std::size_t line = tokens_.line();
    Actions actions;
    tokens_.take();
    while (!tokens_.failed() && !tokens_.is(Kind::close)) {
      actions.labels.push_back(tokens_.take_text("an action's label in quotes or '}'"));
      tokens_.pass_comma();
      if (!chance) continue;
      const std::size_t prob_line = tokens_.line();
      Rational prob = tokens_.take_number("the chance of the action");
      if (prob.sign() < 0 || prob > Rational(1)) {
        tokens_.fail(prob_line, fmt::format("chance {}", prob.to_string()), "a chance from 0 to 1");
      }
      actions.probs.push_back(std::move(prob));
      tokens_.pass_comma();
    }
    tokens_.take_close("'}' after the actions");
    if (actions.labels.empty()) tokens_.fail(line, "no action", "at least one action in the braces");
    if (chance && !tokens_.failed()) {
      const Rational sum = sum_of(actions.probs);
      if (sum != Rational(1)) tokens_.fail(line, fmt::format("chances that add up to {}", shown(sum.to_string())), "1");
    }
    return actions;
  }

  [[nodiscard]] std::string infoset_name(std::uint32_t player, std::int64_t number) const {
    return player == none ? fmt::format("chance information set {}", number)
                          : fmt::format("information set {} of player {}", number, player + 1);
  }

  std::uint32_t define_infoset(std::uint32_t player, std::int64_t number, std::size_t line,
                               std::optional<std::string> label, std::optional<Actions> actions) {
    auto& known = known_infosets_[player == none ? game_.players.size() : player];
    const auto [entry, is_new] = known.try_emplace(number);
    if (!is_new) {
      compare_infoset(entry->second, line, label, actions);
      return entry->second.index;
    }
    if (!actions) {
      tokens_.fail(line, infoset_name(player, number) + " without its actions",
                   "its label and { actions }, since it appears here first");
      return none;
    }
    entry->second = {static_cast<std::uint32_t>(game_.infosets.size()), line};
    for (const std::string_view action : repeated(actions->labels)) {
      warnings_.add(
          line, fmt::format("two actions of {} are both called \"{}\"", infoset_name(player, number), shown(action)));
    }
    if (label && !label->empty() && !infoset_labels_.insert(fmt::format("{}:{}", player, *label)).second) {
      warnings_.add(line, fmt::format("{} is called \"{}\" like another of the same player",
                                      infoset_name(player, number), shown(*label)));
    }
    game_.infosets.push_back(
        {player, number, label.value_or(""), std::move(actions->labels), std::move(actions->probs)});
    return entry->second.index;
  }

  /// A definition said again must agree where it counts; a label that differs is told.
  void compare_infoset(const Definition& first, std::size_t line, const std::optional<std::string>& label,
                       const std::optional<Actions>& actions) {
    const ExtensiveGame::Infoset& infoset = game_.infosets[first.index];
    const std::string name = infoset_name(infoset.player, infoset.number);
    if (actions && actions->labels.size() != infoset.actions.size()) {
      return tokens_.fail(line, name + " with " + counted(actions->labels.size(), "action", "actions"),
                          fmt::format("{} as on line {}", infoset.actions.size(), first.line));
    }
    if (actions && actions->probs != infoset.probs) {
      return tokens_.fail(line, fmt::format("{} with other chances", name),
                          fmt::format("those of line {}", first.line));
    }
    if (actions && actions->labels != infoset.actions) {
      warnings_.add(line, fmt::format("{} has other action labels than on line {}, which hold", name, first.line));
    }
    if (label && !label->empty() && *label != infoset.label) {
      warnings_.add(line, fmt::format("{} has another label than on line {}, which holds", name, first.line));
    }
  }

  std::uint32_t read_outcome() {
    const std::size_t line = tokens_.line();
    const std::int64_t number = tokens_.take_integer("the number of an outcome, 0 for none");
    if (number < 0) tokens_.fail(line, fmt::format("outcome {}", number), "a number from 0 on");
    std::optional<std::string> label;
    if (tokens_.is(Kind::text)) label = tokens_.take_text("a label");
    std::optional<std::vector<Rational>> payoffs;
    if (tokens_.is(Kind::open)) payoffs = read_payoffs();
    if (tokens_.failed()) return none;
    return number == 0 ? empty_outcome(line, label, payoffs)
                       : define_outcome(number, line, std::move(label), std::move(payoffs));
  }

  std::vector<Rational> read_payoffs() {
    std::vector<Rational> payoffs;
    const std::size_t line = tokens_.line();
    tokens_.take();
    while (!tokens_.failed() && !tokens_.is(Kind::close)) {
      payoffs.push_back(tokens_.take_number("a payoff or '}'"));
      tokens_.pass_comma();
    }
    tokens_.take_close("'}' after the payoffs");
    if (payoffs.size() != game_.players.size()) {
      tokens_.fail(line, counted(payoffs.size(), "payoff", "payoffs"),
                   fmt::format("{}, one for each player", game_.players.size()));
    }
    return payoffs;
  }

  std::uint32_t empty_outcome(std::size_t line, const std::optional<std::string>& label,
                              const std::optional<std::vector<Rational>>& payoffs) {
    for (const Rational& payoff : payoffs.value_or(std::vector<Rational>{})) {
      if (!payoff.is_zero()) {
        tokens_.fail(line, fmt::format("outcome 0 with payoff {}", payoff.to_string()),
                     "payoffs of 0, since outcome 0 stands for none");
      }
    }
    if (label && !label->empty()) warnings_.add(line, "outcome 0 stands for none, and its label is dropped");
    return none;
  }

  std::uint32_t define_outcome(std::int64_t number, std::size_t line, std::optional<std::string> label,
                               std::optional<std::vector<Rational>> payoffs) {
    const auto [entry, is_new] = known_outcomes_.try_emplace(number);
    if (!is_new) {
      compare_outcome(entry->second, line, label, payoffs);
      return entry->second.index;
    }
    if (!payoffs) {
      tokens_.fail(line, fmt::format("outcome {} without its payoffs", number),
                   "its label and { payoffs }, since it appears here first");
      return none;
    }
    entry->second = {static_cast<std::uint32_t>(game_.outcomes.size()), line};
    if (label && !label->empty() && !outcome_labels_.insert(*label).second) {
      warnings_.add(line, fmt::format("outcome {} is called \"{}\" like another", number, shown(*label)));
    }
    game_.outcomes.push_back({number, label.value_or(""), *std::move(payoffs)});
    return entry->second.index;
  }

  void compare_outcome(const Definition& first, std::size_t line, const std::optional<std::string>& label,
                       const std::optional<std::vector<Rational>>& payoffs) {
    const ExtensiveGame::Outcome& outcome = game_.outcomes[first.index];
    if (payoffs && *payoffs != outcome.payoffs) {
      return tokens_.fail(line, fmt::format("outcome {} with other payoffs", outcome.number),
                          fmt::format("those of line {}", first.line));
    }
    if (label && !label->empty() && *label != outcome.label) {
      warnings_.add(
          line, fmt::format("outcome {} has another label than on line {}, which holds", outcome.number, first.line));
    }
  }

  Tokens tokens_;
  Warnings warnings_;
  ExtensiveGame game_;
  std::vector<std::unordered_map<std::int64_t, Definition>> known_infosets_;  // by player, chance last
  std::unordered_map<std::int64_t, Definition> known_outcomes_;
  std::unordered_set<std::string> infoset_labels_, outcome_labels_;
  std::vector<OpenNode> open_;
};

}  // namespace

Result<GameFile<ExtensiveGame>> read_efg(std::string_view text) { return EfgReader(text).read(); }

}  // namespace parley::game
