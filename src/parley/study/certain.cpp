// SPDX-License-Identifier: Apache-2.0
// Follows the graph of all draws along what can happen in some draw.
#include "parley/study/certain.h"

#include <algorithm>

namespace parley::study {

namespace {

std::vector<game::Interval> bounds_of(const build::Model& model, const game::Program& program) {
  std::vector<game::Interval> box;
  for (const build::Input& input : model.inputs) {
    const auto [low, high] = input.distribution.support_bounds();
    box.push_back({low, high});
  }
  return game::bound(program, box);
}

}  // namespace

CertainEvents::CertainEvents(const build::Model& model, const solve::SettledProgram& settled)
    : model_(model), bounds_(bounds_of(model, settled.program)), ends_(reached(settled)) {}

/// At a set of one node, after which only such sets come, what is best depends on no belief and on nobody who might
/// choose otherwise.
std::vector<std::optional<std::uint32_t>> CertainEvents::only_choices(const solve::SettledProgram& settled) const {
  const game::ParametricGame& game = model_.game;
  std::vector<std::optional<std::uint32_t>> only(game.infosets.size());
  std::vector<std::uint8_t> is_open(game.nodes.size(), 0);  // somebody after it may choose otherwise
  for (std::size_t n = game.nodes.size(); n-- > 0;) {
    const game::Node& node = game.nodes[n];
    for (std::uint32_t k = 0; k < node.num_edges; ++k) is_open[n] |= is_open[game.edges_of(node)[k].to.at()];
    if (node.kind != game::NodeKind::decision) continue;
    const game::Interval& choice = bounds_[settled.choices[node.place].at()];
    if (is_open[n] == 0 && game.infosets[node.place].nodes.size() == 1 && choice.low == choice.high) {
      only[node.place] = static_cast<std::uint32_t>(choice.low);
    } else {
      is_open[n] = 1;
    }
  }
  return only;
}

std::vector<std::uint32_t> CertainEvents::reached(const solve::SettledProgram& settled) const {
  const std::vector<std::optional<std::uint32_t>> only = only_choices(settled);
  const game::ParametricGame& game = model_.game;
  const auto bounds = [&](game::Slot slot) -> const game::Interval& { return bounds_[slot.at()]; };
  const auto can_take = [&](const game::Node& node, std::uint32_t k) {
    const game::Edge& edge = game.edges_of(node)[k];
    switch (node.kind) {
      case game::NodeKind::chance:
        return bounds(edge.prob).high > 0.0 && bounds(edge.report_prob).high > 0.0;
      case game::NodeKind::guard: {
        const game::Interval& condition = bounds(game::Slot{node.place});
        return k == 0 ? condition.high > 0.0 : condition.low < 1.0;
      }
      case game::NodeKind::decision:
        return bounds(game.infosets[node.place].available[k]).high > 0.0 && only[node.place].value_or(k) == k;
      case game::NodeKind::terminal:
        break;
    }
    return false;
  };
  std::vector<std::uint8_t> comes(game.nodes.size(), 0);
  comes[0] = 1;
  std::vector<std::uint32_t> ends;
  for (std::size_t n = 0; n < game.nodes.size(); ++n) {
    const game::Node& node = game.nodes[n];
    if (comes[n] == 0) continue;
    if (node.kind == game::NodeKind::terminal) ends.push_back(node.place);
    for (std::uint32_t k = 0; k < node.num_edges; ++k) {
      if (can_take(node, k)) comes[game.edges_of(node)[k].to.at()] = 1;
    }
  }
  return ends;
}

bool CertainEvents::never(std::uint32_t event, std::uint32_t given) const {
  return std::ranges::all_of(ends_, [&](std::uint32_t end) {
    return indicator(end, event).high == 0.0 || (given != game::none && indicator(end, given).high == 0.0);
  });
}

bool CertainEvents::always(std::uint32_t event, std::uint32_t given) const {
  return std::ranges::all_of(ends_, [&](std::uint32_t end) {
    if (given == game::none) return indicator(end, event).low == 1.0;
    const auto& indicators = model_.game.terminals[end].indicators;
    return indicators[event] == indicators[given] || indicator(end, event).low == 1.0 ||
           indicator(end, given).high == 0.0;
  });
}

}  // namespace parley::study
