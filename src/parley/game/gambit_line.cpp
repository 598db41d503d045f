// SPDX-License-Identifier: Apache-2.0
// A profile as one line of numbers in the order that Gambit's tools and game files use.
#include "parley/game/gambit_line.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace parley::game {
namespace {

std::string text(double value) { return fmt::format("{}", value); }
std::string text(const Rational& value) { return value.to_string(); }

template <class T>
void append(std::string& line, const std::vector<T>& probs) {
  for (const T& prob : probs) fmt::format_to(std::back_inserter(line), ",{}", text(prob));
}

}  // namespace

template <class T>
std::vector<std::uint32_t> gambit_order(const NumericGame<T>& game) {
  std::vector<std::vector<std::uint32_t>> by_player(game.num_players);
  std::vector<bool> met(game.infosets.size(), false), visited(game.nodes.size(), false);
  std::vector<std::uint32_t> open = {0};
  while (!open.empty()) {
    const std::uint32_t n = open.back();
    open.pop_back();
    if (visited[n]) continue;
    visited[n] = true;
    const auto& node = game.nodes[n];
    if (node.kind == NodeKind::decision && !met[node.place]) {
      met[node.place] = true;
      by_player[game.infosets[node.place].player].push_back(node.place);
    }
    const auto edges = game.edges_of(n);
    for (std::size_t k = edges.size(); k-- > 0;) open.push_back(edges[k].to);
  }
  std::vector<std::uint32_t> order;
  for (const std::vector<std::uint32_t>& sets : by_player) order.insert(order.end(), sets.begin(), sets.end());
  return order;
}

template <class T>
std::vector<GambitPlace> gambit_places(const NumericGame<T>& game) {
  std::vector<GambitPlace> places;
  for (const std::uint32_t h : gambit_order(game)) places.push_back({h, game.infosets[h].num_actions});
  return places;
}

template <class T>
std::vector<GambitPlace> gambit_places(const ExtensiveGame& file, const NumericGame<T>& game) {
  std::vector<std::uint32_t> solved(file.infosets.size(), none);
  for (std::uint32_t h = 0; h < game.infosets.size(); ++h) solved[game.infosets[h].origin] = h;
  std::vector<GambitPlace> places;
  for (std::uint32_t p = 0; p < file.players.size(); ++p) {
    for (std::size_t i = 0; i < file.infosets.size(); ++i) {
      if (file.infosets[i].player != p) continue;
      places.push_back({solved[i], static_cast<std::uint32_t>(file.infosets[i].actions.size())});
    }
  }
  return places;
}

template <class T>
std::string to_gambit_line(const std::vector<GambitPlace>& places, const StrategyProfile<T>& profile) {
  std::string line = "NE";
  for (const GambitPlace& place : places) {
    std::vector<T> first(place.num_actions, T{});
    first[0] = T(1);
    append(line, place.infoset == none ? first : profile.probs[place.infoset]);
  }
  return line;
}

template <class T>
std::string to_gambit_line(const NumericGame<T>& game, const StrategyProfile<T>& profile) {
  return to_gambit_line(gambit_places(game), profile);
}

template <class T>
std::string to_gambit_line(const ExtensiveGame& file, const NumericGame<T>& game, const StrategyProfile<T>& profile) {
  return to_gambit_line(gambit_places(file, game), profile);
}

template std::vector<std::uint32_t> gambit_order(const NumericGame<double>&);
template std::vector<std::uint32_t> gambit_order(const NumericGame<Rational>&);
template std::vector<GambitPlace> gambit_places(const NumericGame<double>&);
template std::vector<GambitPlace> gambit_places(const NumericGame<Rational>&);
template std::vector<GambitPlace> gambit_places(const ExtensiveGame&, const NumericGame<double>&);
template std::vector<GambitPlace> gambit_places(const ExtensiveGame&, const NumericGame<Rational>&);
template std::string to_gambit_line(const std::vector<GambitPlace>&, const StrategyProfile<double>&);
template std::string to_gambit_line(const std::vector<GambitPlace>&, const StrategyProfile<Rational>&);
template std::string to_gambit_line(const NumericGame<double>&, const StrategyProfile<double>&);
template std::string to_gambit_line(const NumericGame<Rational>&, const StrategyProfile<Rational>&);
template std::string to_gambit_line(const ExtensiveGame&, const NumericGame<double>&, const StrategyProfile<double>&);
template std::string to_gambit_line(const ExtensiveGame&, const NumericGame<Rational>&,
                                    const StrategyProfile<Rational>&);

}  // namespace parley::game
