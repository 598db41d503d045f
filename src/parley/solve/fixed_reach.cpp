// SPDX-License-Identifier: Apache-2.0
// Follows reach forward as factors that chance fixes and symbols for choices.
#include "parley/solve/fixed_reach.h"

#include <algorithm>

namespace parley::solve {

using game::NodeKind;
using game::Slot;

namespace {

/// Factors that all have, with repetition.
Factors common_to_all(const std::vector<Reach>& parts) {
  Factors common = parts.front().fixed;
  for (const Reach& part : parts) common = common_factors(common, part.fixed);
  return common;
}

}  // namespace

FixedReach::FixedReach(const game::ParametricGame& game, game::Program& program)
    : program_(program), reach_(game.nodes.size()), guarded_(game.nodes.size(), false) {
  for (const game::Node& node : game.nodes) {
    if (node.kind != NodeKind::chance) continue;
    Factors table;
    for (std::uint32_t k = 0; k < node.num_edges; ++k) multiply_in(table, game.edges[node.first_edge + k].prob);
    tables_.insert(std::move(table));
  }
  std::vector<std::vector<Reach>> parts(game.nodes.size());
  for (std::size_t n = 0; n < game.nodes.size(); ++n) {
    if (n > 0) reach_[n] = join(std::move(parts[n]));
    parts[n] = {};
    const game::Node& node = game.nodes[n];
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      const game::Edge& edge = game.edges[node.first_edge + k];
      Reach next = reach_[n];
      if (node.kind == NodeKind::decision) {
        // A choice is a symbol of its own: (what came before, the set, the action).
        next.chosen = symbol({Reach{{}, next.chosen}, Reach{{node.place, k}, 0}});
      } else if (!program.is_constant(edge.prob, 1.0)) {
        multiply_in(next.fixed, edge.prob);
      }
      parts[edge.to.at()].push_back(std::move(next));
      if (guarded_[n] || node.kind == NodeKind::guard) guarded_[edge.to.at()] = true;
    }
  }
}

std::uint32_t FixedReach::symbol(std::vector<Reach> parts) {
  return symbols_.try_emplace(std::move(parts), static_cast<std::uint32_t>(symbols_.size()) + 1).first->second;
}

Reach FixedReach::join(std::vector<Reach> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Reach joined;
  joined.fixed = common_to_all(parts);
  for (Reach& part : parts) part.fixed = without(part.fixed, joined.fixed);
  const bool same = std::ranges::all_of(parts, [&](const Reach& part) { return part.chosen == parts.front().chosen; });
  if (same) {
    joined.chosen = parts.front().chosen;
    std::vector<Slot> terms;
    terms.reserve(parts.size());
    for (const Reach& part : parts) terms.push_back(product(program_, part.fixed));
    const Slot total = sum(std::move(terms));
    if (!program_.is_constant(total, 1.0)) multiply_in(joined.fixed, total);
  } else {
    std::ranges::sort(parts);
    // The mark keeps a sum apart from a choice with the same parts.
    parts.insert(parts.begin(), Reach{{game::none}, game::none});
    joined.chosen = symbol(std::move(parts));
  }
  return joined;
}

bool FixedReach::is_complete(const std::vector<Slot>& slots) const {
  Factors sorted;
  for (const Slot slot : slots) multiply_in(sorted, slot);
  return tables_.contains(sorted);
}

Slot FixedReach::sum(std::vector<Slot> slots) {
  if (is_complete(slots)) return program_.exact(1);
  Slot total = slots.front();
  for (std::size_t k = 1; k < slots.size(); ++k) total = program_.add(total, slots[k]);
  return total;
}

std::vector<Factors> FixedReach::relative_factors(const std::vector<game::NodeId>& nodes) const {
  std::vector<Reach> parts;
  parts.reserve(nodes.size());
  for (const game::NodeId node : nodes) parts.push_back(of(node));
  const Factors common = common_to_all(parts);
  std::vector<Factors> relative;
  relative.reserve(parts.size());
  for (const Reach& part : parts) relative.push_back(without(part.fixed, common));
  return relative;
}

}  // namespace parley::solve
