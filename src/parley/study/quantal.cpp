// SPDX-License-Identifier: Apache-2.0
// Follows the path of the whole game and certifies what it passes through.
#include "parley/study/quantal.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "parley/game/certificate.h"
#include "parley/game/logit_error.h"
#include "parley/solve/sequential.h"

namespace parley::study {

namespace {

using solve::QuantalPoint;

constexpr double most_logit_error = 1e-6;  // quantal play's chances miss the definition by no more

game::NumericGame<double> in_doubles(const AnyGame& game) {
  if (const auto* exact = std::get_if<game::NumericGame<Rational>>(&game)) return game::in_doubles(*exact);
  return std::get<game::NumericGame<double>>(game);
}

/// At most so many, the first and the last among them.
std::vector<QuantalPoint> thinned(std::vector<QuantalPoint> points, std::size_t most) {
  most = std::max<std::size_t>(most, 2);
  if (points.size() <= most) return points;
  std::vector<QuantalPoint> kept;
  kept.reserve(most);
  for (std::size_t k = 0; k < most; ++k) {
    kept.push_back(std::move(points[k * (points.size() - 1) / (most - 1)]));
  }
  return kept;
}

QuantalRow row_of(const NamedGame& named, const game::NumericGame<double>& game, QuantalPoint point,
                  const std::vector<PlayAtInfoset>& choices) {
  const auto certificate = game::certify(game, point.profile, point.beliefs);
  QuantalRow row;
  row.lambda = point.lambda;
  for (const auto& [name, quantity] : named.outcomes) {
    row.outcomes.push_back({name, Number(certificate.quantities[quantity])});
  }
  for (std::size_t p = 0; p < named.players.size(); ++p) {
    row.values.push_back({named.players[p], Number(certificate.values[p])});
  }
  row.largest_deviation_gain = certificate.largest_deviation_gain;
  for (const PlayAtInfoset& at : choices) row.probs.push_back(std::move(point.profile.probs[at.index]));
  return row;
}

/// What the best choice is worth more than the next best.
Number lead(const std::vector<double>& values) {
  double best = -std::numeric_limits<double>::infinity();
  double second = best;
  for (const double value : values) {
    second = std::max(second, std::min(best, value));
    best = std::max(best, value);
  }
  return Number(best - second);
}

/// Changes what `describe` says of an equilibrium into what holds of quantal play.
void tell_of_quantal_play(const SolvedGame<double>& solved, QuantalPlay& answer) {
  PlayAtDraw& play = answer.play;
  play.ties = play.ties_that_matter = 0;
  for (PlayAtInfoset& at : play.choices) {
    at.reason = answer.lambda ? "nothing is settled beforehand: each choice has its logit chance"
                              : "nothing is settled beforehand: the path of the whole game leads here";
    if (answer.lambda) at.margin = lead(solved.certificate.action_values[at.index]);
  }
  if (!answer.lambda) return;
  answer.logit_error = game::logit_error(solved.certificate, solved.profile, *answer.lambda);
  if (*answer.logit_error <= most_logit_error) play.marks = {"quantal"};
}

Result<void> check(const solve::SequentialSolution& solution, const std::optional<double>& lambda) {
  if (solution.termination != Termination::finished) {
    return fail(ErrorCode::stopped,
                fmt::format("stopped on the way: the path of the whole game was followed to lambda = "
                            "{:.3g}; `--time-limit` gives more time",
                            solution.lambda));
  }
  if (!lambda || solution.verified) return {};
  return fail(ErrorCode::unsupported,
              fmt::format("no quantal play was found at lambda = {:g}: the path of the whole game could be followed to "
                          "lambda = {:.3g} only",
                          *lambda, solution.lambda));
}

}  // namespace

Result<QuantalPlay> quantal_play(const NamedGame& named, const QuantalOptions& options, const RunContext& run) {
  if (options.lambda && !(*options.lambda >= 0.0 && std::isfinite(*options.lambda))) {
    return fail(ErrorCode::bad_option, fmt::format("lambda is {}: it must be 0 or more, and finite", *options.lambda));
  }
  game::NumericGame<double> game = in_doubles(named.game);
  solve::LogitOptions logit;
  logit.lambda = options.lambda;
  logit.keep_branch = true;
  solve::SequentialSolution solution = solve::solve_quantal(game, logit, run);
  if (const auto checked = check(solution, options.lambda); !checked) return std::unexpected(checked.error());
  std::vector<QuantalPoint> points = thinned(std::exchange(solution.branch, {}), options.most_points);
  const AnySolvedGame solved = certified(std::move(game), named.settled, std::move(solution));
  QuantalPlay answer;
  answer.lambda = options.lambda;
  answer.play = named.describe(solved);
  const auto& numbers = std::get<SolvedGame<double>>(solved);
  tell_of_quantal_play(numbers, answer);
  answer.branch.reserve(points.size());
  for (QuantalPoint& point : points) {
    answer.branch.push_back(row_of(named, numbers.game, std::move(point), answer.play.choices));
  }
  return answer;
}

}  // namespace parley::study
