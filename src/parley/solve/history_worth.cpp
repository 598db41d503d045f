// SPDX-License-Identifier: Apache-2.0
// Follows single histories eagerly, mixtures of them when asked, and remembers both.
#include "parley/solve/history_worth.h"

#include <algorithm>

#include "parley/base/result.h"

namespace parley::solve {

using game::NodeId;
using game::NodeKind;
using game::Op;
using game::Slot;

namespace {

/// Mixtures are followed so many choices deep, and until so many of their histories are remembered (some 200 bytes
/// each); what is beyond is added up history by history.
constexpr std::size_t max_depth = 1'000;
constexpr std::size_t max_remembered = 2'000'000;

bool reports_differ(const game::ParametricGame& game) {
  return std::ranges::any_of(game.edges, [](const game::Edge& edge) { return edge.prob != edge.report_prob; });
}

}  // namespace

HistoryWorth::HistoryWorth(const game::ParametricGame& game, game::Program& program, FixedReach& reach)
    : game_(game),
      program_(program),
      reach_(reach),
      mixing_(program, reach),
      late_choice_(program),
      better_(game.infosets.size()) {
  const auto num_players = static_cast<std::uint32_t>(game.num_players());
  const auto num_quantities = static_cast<std::uint32_t>(game.quantities.size());
  for (std::uint32_t i = 0; i < num_players; ++i) rows_.push_back({.index = i});
  for (std::uint32_t q = 0; q < num_quantities; ++q) {
    rows_.push_back({.index = q, .quantity = true, .reported = true});
  }
  if (reports_differ(game)) {
    for (std::uint32_t i = 0; i < num_players; ++i) rows_.push_back({.index = i, .reported = true});
  }
  worth_.assign(rows_.size(), std::vector<SlotSum>(game.nodes.size()));
}

// ---- single histories ----

void HistoryWorth::pass(NodeId n) {
  const game::Node& node = game_.nodes[n.at()];
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    SlotSum& worth = worth_[row][n.at()];
    if (node.kind == NodeKind::terminal) {
      worth = end(rows_[row], game_.terminals[node.place]);
    } else if (node.kind == NodeKind::chance) {
      worth = average(row, node);
    } else if (node.kind == NodeKind::guard) {
      worth = chosen(false, {program_.unary(Op::logical_not, Slot{node.place})}, successors(row, node));
    } else {
      throw InternalError("a choice was passed");
    }
  }
}

void HistoryWorth::choose(std::size_t infoset, std::vector<Slot> better) {
  for (const NodeId n : game_.infosets[infoset].nodes) {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      worth_[row][n.at()] = chosen(false, better, successors(row, game_.nodes[n.at()]));
    }
  }
  better_[infoset] = std::move(better);
}

SlotSum HistoryWorth::end(const Row& row, const game::Terminal& terminal) {
  if (row.quantity) return {terminal.indicators[row.index], {}};
  return mixing_.split(terminal.payoffs[row.index]);
}

SlotSum HistoryWorth::average(std::size_t row, const game::Node& node) {
  std::vector<Slot> chances;
  chances.reserve(node.num_edges);
  for (std::uint32_t k = 0; k < node.num_edges; ++k) {
    chances.push_back(chance(game_.edges[node.first_edge + k], rows_[row].reported));
  }
  return mixing_.mix(successors(row, node), chances);
}

SlotSum HistoryWorth::chosen(bool choices_first, const std::vector<Slot>& better, const std::vector<SlotSum>& values) {
  const std::vector<Slot> common = Mixing::common_terms(values);
  const std::vector<Slot> totals = mixing_.totals(values, common);
  Slot value = totals.front();
  for (std::size_t k = 1; k < totals.size(); ++k) {
    value = choices_first ? late_choice_.select(better[k - 1], totals[k], value)
                          : program_.select(better[k - 1], totals[k], value);
  }
  return {value, common};
}

std::vector<SlotSum> HistoryWorth::successors(std::size_t row, const game::Node& node) const {
  std::vector<SlotSum> values;
  values.reserve(node.num_edges);
  for (std::uint32_t k = 0; k < node.num_edges; ++k) values.push_back(worth_[row][child(node, k)]);
  return values;
}

// ---- mixtures ----

SlotSum HistoryWorth::to_player(game::PlayerId player, const Mixture& mixture) {
  return of({.row = player.at()}, mixture);
}

SlotSum HistoryWorth::of(Ask ask, const Mixture& mixture) {
  const auto known = known_.find({ask, mixture});
  if (known != known_.end()) return known->second;
  std::map<std::size_t, Mixture> by_choice;
  for (Weighted& history : past_chance(mixture, rows_[ask.row].reported)) {
    by_choice[choice_at(history.node)].push_back(std::move(history));
  }
  std::vector<WeightedSum> parts;
  for (auto& [choice, histories] : by_choice) {
    Factors common = histories.front().factors;
    for (const Weighted& history : histories) common = common_factors(common, history.factors);
    for (Weighted& history : histories) history.factors = without(history.factors, common);
    parts.push_back({std::move(common), together(ask, histories)});
  }
  remembered_ += mixture.size();
  return known_[{ask, mixture}] = mixing_.mix(parts);
}

/// Of histories at one choice.
SlotSum HistoryWorth::together(Ask ask, const Mixture& mixture) {
  const game::Node& first = game_.nodes[mixture.front().node];
  if (first.kind == NodeKind::terminal || (mixture.size() == 1 && !ask.choices_first)) {
    return worth_[ask.row][mixture.front().node];
  }
  const auto known = known_together_.find({ask, mixture});
  if (known != known_together_.end()) return known->second;
  if (depth_ >= max_depth || remembered_ >= max_remembered) return one_by_one(ask.row, mixture);
  ++depth_;
  std::vector<SlotSum> values;
  for (std::uint32_t k = 0; k < first.num_edges; ++k) {
    Mixture next;
    for (const auto& [factors, node] : mixture) next.push_back({factors, child(game_.nodes[node], k)});
    values.push_back(of(ask, next));
  }
  --depth_;
  const std::vector<Slot> better = first.kind == NodeKind::guard
                                       ? std::vector{program_.unary(Op::logical_not, Slot{first.place})}
                                       : better_[first.place];
  remembered_ += mixture.size();
  return known_together_[{ask, mixture}] = chosen(ask.choices_first, better, values);
}

SlotSum HistoryWorth::one_by_one(std::size_t row, const Mixture& mixture) {
  std::vector<WeightedSum> parts;
  for (const auto& [factors, node] : mixture) parts.push_back({factors, worth_[row][node]});
  return mixing_.mix(parts);
}

/// Where the histories come to through chance: choices, guards and ends, each once.
Mixture HistoryWorth::past_chance(const Mixture& mixture, bool reported) {
  std::map<std::uint32_t, std::vector<Factors>> ways;  // edges lead to later nodes: the first has all its ways
  for (const auto& [factors, node] : mixture) ways[node].push_back(factors);
  Mixture there;
  while (!ways.empty()) {
    auto first = ways.extract(ways.begin());
    const game::Node& node = game_.nodes[first.key()];
    Factors factors = joined(std::move(first.mapped()));
    if (node.kind != NodeKind::chance) {
      there.push_back({std::move(factors), first.key()});
      continue;
    }
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      const game::Edge& edge = game_.edges[node.first_edge + k];
      const Slot prob = chance(edge, reported);
      Factors next = factors;
      if (!program_.is_constant(prob, 1.0)) multiply_in(next, prob);
      ways[edge.to.index].push_back(std::move(next));
    }
  }
  return there;
}

/// The weight of a history that is come to in several ways.
Factors HistoryWorth::joined(std::vector<Factors> ways) {
  while (ways.size() > 1 && join_branches(ways)) {
  }
  if (ways.size() == 1) return std::move(ways.front());
  Slot total = program_.exact(0);
  for (const Factors& way : ways) total = program_.add(total, product(program_, way));
  return program_.is_constant(total, 1.0) ? Factors{} : Factors{total.index};
}

/// All branches of one chance move, what else is in them being equal, are joined; false where there are none.
bool HistoryWorth::join_branches(std::vector<Factors>& ways) {
  for (const Factors& way : ways) {
    for (std::size_t k = 0; k < way.size(); ++k) {
      Factors rest = way;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(k));
      std::vector<Slot> branches;
      std::vector<Factors> others;
      for (const Factors& other : ways) {
        const Factors branch = without(other, rest);
        if (other.size() == way.size() && branch.size() == 1) {
          branches.push_back(Slot{branch.front()});
        } else {
          others.push_back(other);
        }
      }
      if (branches.size() < 2 || !reach_.is_complete(branches)) continue;
      others.push_back(std::move(rest));
      ways = std::move(others);
      return true;
    }
  }
  return false;
}

/// The same for histories that wait for one choice, or for one condition.
std::size_t HistoryWorth::choice_at(std::uint32_t n) const {
  const game::Node& node = game_.nodes[n];
  if (node.kind == NodeKind::decision) return game_.nodes.size() + node.place;
  if (node.kind == NodeKind::guard) return game_.nodes.size() + game_.infosets.size() + node.place;
  return n;
}

// ---- what is reported ----

bool HistoryWorth::have_equal_outcomes(NodeId a, NodeId b) const {
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    const bool outcome = rows_[row].quantity && game_.quantities[rows_[row].index].is_outcome;
    if (outcome && worth_[row][a.at()] != worth_[row][b.at()]) return false;
  }
  return true;
}

std::vector<Slot> HistoryWorth::reported_quantities() {
  std::vector<Slot> quantities;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (!rows_[row].quantity) continue;
    quantities.push_back(mixing_.total(of({.row = row, .choices_first = true}, {{{}, 0}})));
  }
  return quantities;
}

/// Of the two forms of a player's value the one that needs less beside what is there.
std::vector<Slot> HistoryWorth::reported_values(std::vector<Slot> needed) {
  const std::size_t num_players = game_.num_players();
  const std::size_t first_row = rows_.back().quantity ? 0 : rows_.size() - num_players;
  const auto cost = [&](Slot slot) {
    needed.push_back(slot);
    const std::vector<bool> reached = program_.reached_from(needed);
    needed.pop_back();
    return std::ranges::count(reached, true);
  };
  std::vector<Slot> values;
  for (std::size_t i = 0; i < num_players; ++i) {
    const std::size_t row = first_row + i;
    const Slot last = mixing_.total(of({.row = row}, {{{}, 0}}));
    const Slot first = mixing_.total(of({.row = row, .choices_first = true}, {{{}, 0}}));
    values.push_back(cost(first) < cost(last) ? first : last);
    needed.push_back(values.back());
  }
  return values;
}

}  // namespace parley::solve
