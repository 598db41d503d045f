// SPDX-License-Identifier: Apache-2.0
// Turns the numbers of a game into rationals.
#include "parley/study/exact_game.h"

#include <vector>

namespace parley::study {

namespace {

std::vector<Rational> exact_numbers(const std::vector<double>& values) {
  std::vector<Rational> out;
  out.reserve(values.size());
  for (const double value : values) out.push_back(Rational::from_double(value));
  return out;
}

game::NumericGame<Rational> in_rationals(const game::NumericGame<double>& game) {
  game::NumericGame<Rational> out;
  out.num_players = game.num_players;
  out.num_quantities = game.num_quantities;
  out.payoffs = exact_numbers(game.payoffs);
  out.indicators = exact_numbers(game.indicators);
  for (const auto& set : game.infosets) {
    out.infosets.push_back({set.player, set.num_actions, set.block, set.origin, set.actions, set.nodes});
  }
  for (const auto& node : game.nodes) {
    out.nodes.push_back({node.kind, node.first_edge, node.num_edges, node.place, node.origin});
  }
  for (const auto& edge : game.edges) {
    out.edges.push_back(
        {edge.to, Rational::from_double(edge.prob), Rational::from_double(edge.report_prob), edge.label});
  }
  for (const auto& node : out.nodes) {
    if (node.kind != game::NodeKind::chance) continue;
    Rational rest(1);
    for (std::uint32_t k = 0; k + 1 < node.num_edges; ++k) rest -= out.edges[node.first_edge + k].prob;
    out.edges[node.first_edge + node.num_edges - 1].prob = rest;
  }
  return out;
}

}  // namespace

game::NumericGame<Rational> exact_game(const AnyGame& game) {
  if (const auto* exact = std::get_if<game::NumericGame<Rational>>(&game)) return *exact;
  return in_rationals(std::get<game::NumericGame<double>>(game));
}

}  // namespace parley::study
