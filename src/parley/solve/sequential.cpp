// SPDX-License-Identifier: Apache-2.0
// Puts what was settled and what the path found together, with beliefs over the whole game.
#include "parley/solve/sequential.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace parley::solve {

namespace {

using game::NodeKind;

constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

/// Logarithms of the chances of coming to each node, given those of each choice.
std::vector<double> log_reach(const game::NumericGame<double>& game,
                              const std::vector<std::vector<double>>& log_probs) {
  std::vector<double> reach(game.nodes.size(), minus_infinity);
  reach[0] = 0.0;
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    const auto& node = game.nodes[n];
    const auto edges = game.edges_of(n);
    for (std::uint32_t k = 0; k < edges.size(); ++k) {
      const double taken = node.kind == NodeKind::decision ? log_probs[node.place][k] : std::log(edges[k].prob);
      double& to = reach[edges[k].to];
      const double more = reach[n] + taken;
      const double top = std::max(to, more);
      if (top == minus_infinity) continue;
      to = top + std::log(std::exp(to - top) + std::exp(more - top));
    }
  }
  return reach;
}

/// By Bayes where play comes; elsewhere as the mistakes compare.
std::vector<double> belief(const game::NumericGame<double>::Infoset& set, const std::vector<double>& played,
                           const std::vector<double>& with_mistakes) {
  double top = minus_infinity;
  for (const std::uint32_t n : set.nodes) top = std::max(top, played[n]);
  const bool comes = top > minus_infinity;
  const std::vector<double>& reach = comes ? played : with_mistakes;
  if (!comes) {
    for (const std::uint32_t n : set.nodes) top = std::max(top, reach[n]);
  }
  std::vector<double> shares;
  double sum = 0.0;
  for (const std::uint32_t n : set.nodes) sum += shares.emplace_back(std::exp(reach[n] - top));
  for (double& share : shares) share /= sum;
  return shares;
}

/// Plays every set; a mistake at a replaced set counts like one that costs the whole range of payoffs.
SequentialSolution assemble(const game::NumericGame<double>& game, const std::vector<std::uint32_t>& actions, Core core,
                            LogitEnd end) {
  constexpr double costly = 1e7;
  SequentialSolution solution;
  const std::size_t num_sets = game.infosets.size();
  solution.profile.probs.resize(num_sets);
  std::vector<std::vector<double>> with_mistakes(num_sets);
  std::vector<std::vector<double>> played(num_sets);
  for (std::size_t c = 0; c < core.infosets.size(); ++c) {
    solution.profile.probs[core.infosets[c]] = std::move(end.assessment.profile.probs[c]);
    with_mistakes[core.infosets[c]] = std::move(end.assessment.log_probs[c]);
  }
  for (std::size_t h = 0; h < num_sets; ++h) {
    if (core.roles[h] == CoreRole::replaced) {
      solution.profile.probs[h].assign(game.infosets[h].num_actions, 0.0);
      solution.profile.probs[h][actions[h]] = 1.0;
      with_mistakes[h].assign(game.infosets[h].num_actions, -costly);
      with_mistakes[h][actions[h]] = 0.0;
    }
    for (const double prob : solution.profile.probs[h]) played[h].push_back(std::log(prob));
  }
  const std::vector<double> reach_played = log_reach(game, played);
  const std::vector<double> reach_with_mistakes = log_reach(game, with_mistakes);
  for (const auto& set : game.infosets) {
    solution.beliefs.probs.push_back(belief(set, reach_played, reach_with_mistakes));
  }
  solution.core = std::move(core);
  solution.lambda = end.lambda;
  solution.verified = end.verified;
  solution.payoffs_were_moved = end.payoffs_were_moved;
  solution.termination = end.termination;
  return solution;
}

}  // namespace

SequentialSolution solve_sequential(const game::NumericGame<double>& game, const SettledSolution& settled,
                                    const LogitOptions& options, const RunContext& run) {
  std::vector<std::uint32_t> actions;
  actions.reserve(settled.choices.size());
  for (const SettledChoice& choice : settled.choices) actions.push_back(choice.action);
  Core core = core_of(game, settled);
  LogitEnd end;
  if (core.infosets.empty()) {
    end.verified = true;
  } else {
    end = follow_logit_path(core.game, options, run);
  }
  return assemble(game, actions, std::move(core), std::move(end));
}

SequentialSolution solve_quantal(const game::NumericGame<double>& game, const LogitOptions& options,
                                 const RunContext& run) {
  Core whole = whole_game(game);
  LogitEnd end = follow_logit_path(whole.game, options, run);
  return assemble(game, std::vector<std::uint32_t>(game.infosets.size(), 0), std::move(whole), std::move(end));
}

}  // namespace parley::solve
