// SPDX-License-Identifier: Apache-2.0
// Writes the tree of a parametric game at one draw as game files hold it.
#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/game/drawn_graph.h"
#include "parley/game/extensive_game.h"
#include "parley/game/unique_labels.h"

namespace parley::game {
namespace {

/// T says in which numbers the draw's branches are decided; what is written is exact either way.
template <class T>
class TreeWriter {
 public:
  TreeWriter(const ParametricGame& game, const DrawnGraph<T>& graph, std::span<const Number> slots)
      : game_(game),
        graph_(graph),
        slots_(slots),
        infoset_index_(game.infosets.size(), none),
        infoset_labels_(game.num_players()),
        num_infosets_(game.num_players(), 0) {}

  Result<ExtensiveGame> write() {
    UniqueLabels players;
    for (const std::string& player : game_.players) out_.players.push_back(players.add(player));
    std::vector<bool> written(game_.nodes.size(), false);
    open_.push_back({graph_.behind_guards(0), none});
    while (!open_.empty()) {
      const Place place = open_.back();
      open_.pop_back();
      if (written[place.node]) {
        return fail(ErrorCode::unsupported,
                    "the game has merged histories, and a file holds a tree: build it without merging (--no-merge)");
      }
      written[place.node] = true;
      const auto index = static_cast<std::uint32_t>(out_.nodes.size());
      if (place.parent != none) out_.nodes[place.parent].children.push_back(index);
      out_.nodes.push_back(node(game_.nodes[place.node]));
      open_branches(game_.nodes[place.node], index);
    }
    return std::move(out_);
  }

 private:
  struct Place {
    std::uint32_t node, parent;
  };

  [[nodiscard]] Rational exact(Slot slot) const { return slots_[slot.at()].to_rational(); }

  void open_branches(const Node& from, std::uint32_t index) {
    for (std::uint32_t k = from.num_edges; k-- > 0;) {
      if (!graph_.has_edge(from, k)) continue;
      open_.push_back({graph_.behind_guards(game_.edges_of(from)[k].to.index), index});
    }
  }

  ExtensiveGame::Node node(const Node& from) {
    ExtensiveGame::Node to;
    to.kind = from.kind;
    if (from.kind == NodeKind::terminal) {
      to.outcome = outcome(game_.terminals[from.place]);
      to.label = node_labels_.add(outcome_name(game_.terminals[from.place]));
      return to;
    }
    const bool chance = from.kind == NodeKind::chance;
    to.infoset = chance ? chance_infoset(from) : infoset(from);
    to.label =
        node_labels_.add(game_.steps[chance ? game_.chances[from.place].step : game_.infosets[from.place].step].name);
    return to;
  }

  [[nodiscard]] std::vector<std::string> action_labels(const Node& from, std::uint32_t step) const {
    UniqueLabels unique;
    std::vector<std::string> labels;
    for (std::uint32_t k = 0; k < from.num_edges; ++k) {
      if (graph_.has_edge(from, k))
        labels.push_back(unique.add(game_.steps[step].labels[game_.edges_of(from)[k].label]));
    }
    return labels;
  }

  std::uint32_t chance_infoset(const Node& from) {
    const ChanceMove& move = game_.chances[from.place];
    ExtensiveGame::Infoset infoset;
    infoset.number = ++num_chances_;
    infoset.label = chance_labels_.add(step_text(move.step, move.round));
    infoset.actions = action_labels(from, move.step);
    for (std::uint32_t k = 0; k < from.num_edges; ++k) {
      if (graph_.has_edge(from, k)) infoset.probs.push_back(exact(game_.edges_of(from)[k].prob));
    }
    make_whole(infoset.probs);
    out_.infosets.push_back(std::move(infoset));
    return static_cast<std::uint32_t>(out_.infosets.size() - 1);
  }

  /// Files need chances that add up to exactly 1: the last one is what the others leave. Where rounding leaves nothing
  /// for it, it stays as it is and the largest gives way.
  static void make_whole(std::vector<Rational>& probs) {
    Rational rest(1);
    for (const Rational& prob : probs) rest -= prob;
    if ((probs.back() + rest).sign() > 0) {
      probs.back() += rest;
    } else {
      *std::max_element(probs.begin(), probs.end()) += rest;
    }
  }

  std::uint32_t infoset(const Node& from) {
    std::uint32_t& index = infoset_index_[from.place];
    if (index != none) return index;
    const Infoset& at = game_.infosets[from.place];
    ExtensiveGame::Infoset infoset;
    infoset.player = at.player.index;
    infoset.number = ++num_infosets_[at.player.at()];
    infoset.label = infoset_labels_[at.player.at()].add(infoset_text(at));
    infoset.actions = action_labels(from, at.step);
    index = static_cast<std::uint32_t>(out_.infosets.size());
    out_.infosets.push_back(std::move(infoset));
    return index;
  }

  [[nodiscard]] std::string step_text(std::uint32_t step, std::uint32_t round) const {
    return round == 0 ? game_.steps[step].name : fmt::format("{} {}", game_.steps[step].name, round);
  }

  /// "answer 2: resolute, push": the move and the round, the mover's type and what it saw. A label that may be wrong
  /// has a question mark.
  [[nodiscard]] std::string infoset_text(const Infoset& at) const {
    std::vector<std::string> seen;
    if (at.type_label != none) seen.push_back(type_text(at));
    for (const Seen& s : at.seen) seen.push_back(game_.steps[s.step].labels[s.label] + (s.exact ? "" : "?"));
    const std::string name = step_text(at.step, at.round);
    return seen.empty() ? name : fmt::format("{}: {}", name, fmt::join(seen, ", "));
  }

  [[nodiscard]] std::string type_text(const Infoset& at) const {
    const std::string wanted = game_.players[at.player.at()] + ".type";
    for (const StepName& step : game_.steps) {
      if (step.name == wanted && at.type_label < step.labels.size()) return step.labels[at.type_label];
    }
    return fmt::format("type {}", at.type_label + 1);
  }

  [[nodiscard]] std::string outcome_name(const Terminal& end) const {
    for (std::size_t q = 0; q < game_.quantities.size(); ++q) {
      if (game_.quantities[q].is_outcome && slots_[end.indicators[q].at()].value == 1.0)
        return game_.quantities[q].name;
    }
    return "end";
  }

  std::uint32_t outcome(const Terminal& end) {
    ExtensiveGame::Outcome outcome;
    for (const Slot slot : end.payoffs) outcome.payoffs.push_back(exact(slot));
    const std::string name = outcome_name(end);
    const auto next = static_cast<std::uint32_t>(out_.outcomes.size());
    const auto [entry, is_new] = outcome_index_.try_emplace({name, outcome.payoffs}, next);
    if (!is_new) return entry->second;
    outcome.number = std::int64_t{next} + 1;
    outcome.label = outcome_labels_.add(name);
    out_.outcomes.push_back(std::move(outcome));
    return next;
  }

  const ParametricGame& game_;
  const DrawnGraph<T>& graph_;
  std::span<const Number> slots_;
  ExtensiveGame out_;
  std::vector<Place> open_;
  std::vector<std::uint32_t> infoset_index_;
  std::map<std::pair<std::string, std::vector<Rational>>, std::uint32_t> outcome_index_;
  UniqueLabels node_labels_, chance_labels_, outcome_labels_;
  std::vector<UniqueLabels> infoset_labels_;  // by player
  std::vector<std::int64_t> num_infosets_;    // by player
  std::int64_t num_chances_ = 0;
};

template <class T>
Result<ExtensiveGame> written(const ParametricGame& game, std::span<const typename DrawnGraph<T>::SlotValue> values,
                              std::span<const Number> slots) {
  const DrawnGraph<T> graph(game, values);
  if (graph.error()) return std::unexpected(*graph.error());
  return TreeWriter<T>(game, graph, slots).write();
}

}  // namespace

Result<ExtensiveGame> extensive(const ParametricGame& game, std::span<const Number> slots, std::string title,
                                std::string comment) {
  Result<ExtensiveGame> out;
  if (is_exact(game, slots)) {
    out = written<Rational>(game, slots, slots);
  } else {
    std::vector<double> values;
    values.reserve(slots.size());
    for (const Number& slot : slots) values.push_back(slot.value);
    out = written<double>(game, values, slots);
  }
  if (!out) return out;
  out->title = std::move(title);
  out->comment = std::move(comment);
  return out;
}

}  // namespace parley::game
