// SPDX-License-Identifier: Apache-2.0
// Puts what was settled and what the path found together, with beliefs over the whole game.
#include "parley/solve/sequential.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace parley::solve {

namespace {

using game::NodeKind;

constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

/// How likely it is to come to a node: fewer mistakes at replaced sets first, then the logarithm of the chance.
struct Reach {
  std::uint32_t mistakes = std::numeric_limits<std::uint32_t>::max();
  double log = minus_infinity;

  void add(const Reach& more) {
    if (more.log == minus_infinity || more.mistakes > mistakes) return;
    if (more.mistakes < mistakes) {
      *this = more;
      return;
    }
    const double top = std::max(log, more.log);
    log = top + std::log(std::exp(log - top) + std::exp(more.log - top));
  }
};

/// A replaced set's settled choice is made; any other is a mistake, infinitely less likely than what the core does.
std::vector<Reach> reach_with_mistakes(const game::NumericGame<double>& game, const Core& core,
                                       const std::vector<std::uint32_t>& actions,
                                       const std::vector<std::vector<double>>& log_probs) {
  std::vector<Reach> reach(game.nodes.size());
  reach[0] = {0, 0.0};
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    const auto& node = game.nodes[n];
    const auto edges = game.edges_of(n);
    for (std::uint32_t k = 0; k < edges.size(); ++k) {
      Reach next = reach[n];
      if (node.kind == NodeKind::chance) {
        next.log += std::log(edges[k].prob);
      } else if (core.roles[node.place] == CoreRole::replaced) {
        next.mistakes += k == actions[node.place] ? 0U : 1U;
      } else {
        next.log += log_probs[node.place][k];
      }
      reach[edges[k].to].add(next);
    }
  }
  return reach;
}

/// Of coming to each node as everybody plays.
std::vector<double> reach_as_played(const game::NumericGame<double>& game,
                                    const game::StrategyProfile<double>& profile) {
  std::vector<double> reach(game.nodes.size(), 0.0);
  reach[0] = 1.0;
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    const auto& node = game.nodes[n];
    const auto edges = game.edges_of(n);
    for (std::uint32_t k = 0; k < edges.size(); ++k) {
      reach[edges[k].to] += reach[n] * (node.kind == NodeKind::decision ? profile.probs[node.place][k] : edges[k].prob);
    }
  }
  return reach;
}

/// By Bayes where play comes; elsewhere as the mistakes compare.
std::vector<double> belief(const game::NumericGame<double>::Infoset& set, const std::vector<double>& played,
                           const std::vector<Reach>& with_mistakes) {
  Reach likeliest;
  double sum = 0.0;
  for (const std::uint32_t n : set.nodes) {
    sum += played[n];
    const Reach& reach = with_mistakes[n];
    if (reach.mistakes < likeliest.mistakes || (reach.mistakes == likeliest.mistakes && reach.log > likeliest.log)) {
      likeliest = reach;
    }
  }
  // Chances below the smallest normal double have lost digits; their logarithms have not.
  const bool comes = sum >= std::numeric_limits<double>::min();
  std::vector<double> shares;
  shares.reserve(set.nodes.size());
  if (!comes) sum = 0.0;
  for (const std::uint32_t n : set.nodes) {
    const Reach& reach = with_mistakes[n];
    const double mistake = reach.mistakes == likeliest.mistakes ? std::exp(reach.log - likeliest.log) : 0.0;
    shares.push_back(comes ? played[n] : mistake);
    if (!comes) sum += mistake;
  }
  for (double& share : shares) share /= sum;
  return shares;
}

SequentialSolution assemble(const game::NumericGame<double>& game, const std::vector<std::uint32_t>& actions, Core core,
                            LogitEnd end) {
  SequentialSolution solution;
  const std::size_t num_sets = game.infosets.size();
  solution.profile.probs.resize(num_sets);
  std::vector<std::vector<double>> log_probs(num_sets);
  for (std::size_t c = 0; c < core.infosets.size(); ++c) {
    solution.profile.probs[core.infosets[c]] = std::move(end.assessment.profile.probs[c]);
    log_probs[core.infosets[c]] = std::move(end.assessment.log_probs[c]);
  }
  for (std::size_t h = 0; h < num_sets; ++h) {
    if (core.roles[h] != CoreRole::replaced) continue;
    solution.profile.probs[h].assign(game.infosets[h].num_actions, 0.0);
    solution.profile.probs[h][actions[h]] = 1.0;
  }
  const std::vector<double> played = reach_as_played(game, solution.profile);
  const std::vector<Reach> with_mistakes = reach_with_mistakes(game, core, actions, log_probs);
  for (const auto& set : game.infosets) solution.beliefs.probs.push_back(belief(set, played, with_mistakes));
  solution.core = std::move(core);
  solution.lambda = end.lambda;
  solution.verified = end.verified;
  solution.payoffs_were_moved = end.payoffs_were_moved;
  solution.termination = end.termination;
  return solution;
}

/// Of the whole game as a core: information sets are in the same order.
QuantalPoint whole_point(const game::NumericGame<double>& game, const Core& whole, BranchPoint point) {
  const std::vector<std::uint32_t> nothing_settled(game.infosets.size(), 0);
  const std::vector<double> played = reach_as_played(game, point.assessment.profile);
  const std::vector<Reach> reach = reach_with_mistakes(game, whole, nothing_settled, point.assessment.log_probs);
  QuantalPoint found{point.lambda, std::move(point.assessment.profile), {}};
  for (const auto& set : game.infosets) found.beliefs.probs.push_back(belief(set, played, reach));
  return found;
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
  std::vector<QuantalPoint> branch;
  branch.reserve(end.branch.size());
  for (BranchPoint& point : end.branch) branch.push_back(whole_point(game, whole, std::move(point)));
  SequentialSolution solution =
      assemble(game, std::vector<std::uint32_t>(game.infosets.size(), 0), std::move(whole), std::move(end));
  solution.branch = std::move(branch);
  return solution;
}

}  // namespace parley::solve
