// SPDX-License-Identifier: Apache-2.0
// Puts solvers and certificate together, and says what each choice rests on.
#include "parley/study/solved_game.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "parley/study/open_sets.h"

namespace parley::study {

namespace {

constexpr double most_gain = 1e-8;  // of the largest payoff range: an equilibrium's deviations gain no more

std::string why_settled_text(solve::SettledBy by) {
  switch (by) {
    case solve::SettledBy::one_node:
      return "one history leads here: no belief is needed";
    case solve::SettledBy::fixed_belief:
      return "chance and types alone fix the belief";
    case solve::SettledBy::best_everywhere:
      return "best after every history that leads here";
    case solve::SettledBy::every_way:
      return "best against every way of playing that leads here";
    case solve::SettledBy::not_settled:
      break;
  }
  return {};
}

}  // namespace

template <class T>
std::vector<std::string> SolvedGame<T>::marks() const {
  if (listed) return listed->marks;
  return is_equilibrium() ? std::vector<std::string>{"sequential"} : std::vector<std::string>{};
}

template <class T>
std::string SolvedGame<T>::settled_by(std::size_t h) const {
  if (listed && !listed->is_selected) return "enumeration";
  if (core.roles[h] != solve::CoreRole::replaced) return "logit";
  return settled.choices[h].tied.empty() ? "settled" : "tie";
}

template <class T>
std::string SolvedGame<T>::reason(std::size_t h) const {
  if (listed && !listed->is_selected) return "found by a search over the whole game";
  switch (core.roles[h]) {
    case solve::CoreRole::replaced:
      return why_settled_text(settled.choices[h].by);
    case solve::CoreRole::kept:
      return "settled, but a choice that comes after it is not";
    case solve::CoreRole::open:
      break;
  }
  return why_text(settled.choices[h].why);
}

template <class T>
std::optional<solve::MistakeSize> SolvedGame<T>::mistake(std::size_t h, std::size_t action) const {
  if (!listed || listed->mistakes.empty() || T{} < profile.probs[h][action]) return std::nullopt;
  return listed->mistakes[h][action];
}

template <class T>
std::optional<solve::BeliefRange> SolvedGame<T>::belief_range(std::size_t h, std::size_t node) const {
  if (!listed || listed->belief_ranges[h].empty()) return std::nullopt;
  return listed->belief_ranges[h][node];
}

template <class T>
Number SolvedGame<T>::margin(std::size_t h) const {
  const std::vector<T>& values = certificate.action_values[h];
  if (values.size() < 2) return Number(std::numeric_limits<double>::infinity());
  const bool is_mixed = std::ranges::any_of(profile.probs[h], [](const T& prob) { return T{} < prob && prob < T(1); });
  const bool is_best = std::is_same_v<T, double> || !(T{} < certificate.gain[h]);
  if (is_mixed && is_best) return Number(T{});
  // The gain is that of the best choice that is not made: what is made is worth so much more.
  return Number(T{} - certificate.gain[h]);
}

template <class T>
Result<void> SolvedGame<T>::check(const std::function<std::string(std::size_t)>& name_of) const {
  if (termination != Termination::finished) {
    return fail(
        ErrorCode::stopped,
        fmt::format("stopped before an equilibrium was found, among {} information sets that backward induction "
                    "leaves; `--time-limit` gives more time",
                    core.infosets.size()));
  }
  if (is_equilibrium()) return {};
  const auto worst = std::ranges::max_element(certificate.gain);
  return fail(
      ErrorCode::unsupported,
      fmt::format("no equilibrium was verified: the logit path was followed to lambda = {:.3g}, and a deviation at "
                  "{} still gains {:.3g} payoff units, more than {:g} of their range",
                  path->lambda, name_of(static_cast<std::size_t>(worst - certificate.gain.begin())),
                  Number(*worst).value, most_gain));
}

template <class T>
SolvedGame<T> solved_by_induction(game::NumericGame<T> game, solve::SettledSolution settled) {
  SolvedGame<T> solved;
  solved.core.roles.assign(game.infosets.size(), solve::CoreRole::replaced);
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    solved.profile.probs.emplace_back(game.infosets[h].num_actions, T{});
    solved.profile.probs.back()[settled.choices[h].action] = T(1);
  }
  solved.beliefs = game::tremble_beliefs(game, solved.profile);
  solved.certificate = game::certify(game, solved.profile, solved.beliefs);
  solved.game = std::move(game);
  solved.settled = std::move(settled);
  return solved;
}

SolvedGame<double> certified(game::NumericGame<double> game, solve::SettledSolution settled,
                             solve::SequentialSolution solution) {
  SolvedGame<double> solved;
  solved.core = std::move(solution.core);
  solved.profile = std::move(solution.profile);
  solved.beliefs = std::move(solution.beliefs);
  solved.certificate = game::certify(game, solved.profile, solved.beliefs);
  const bool certified = leaves_no_gain(game, solved.certificate);
  solved.path = {solution.lambda, solution.verified && certified, solution.payoffs_were_moved};
  solved.termination = solution.termination;
  solved.game = std::move(game);
  solved.settled = std::move(settled);
  return solved;
}

bool leaves_no_gain(const game::NumericGame<double>& game, const game::Certificate<double>& certificate) {
  // A profile with a chance that is no number has no gains either: comparisons with it are false.
  const auto is_number = [](double each) { return std::isfinite(each); };
  if (!std::ranges::all_of(certificate.quantities, is_number)) return false;
  if (!std::ranges::all_of(certificate.values, is_number)) return false;
  return certificate.largest_deviation_gain <= most_gain * game.largest_payoff_range();
}

SolvedGame<double> solved_by_path(game::NumericGame<double> game, solve::SettledSolution settled,
                                  const RunContext& run) {
  solve::SequentialSolution solution = solve::solve_sequential(game, settled, {}, run);
  return certified(std::move(game), std::move(settled), std::move(solution));
}

SolvedGame<double> solved_by_path(const game::NumericGame<Rational>& game, solve::SettledSolution settled,
                                  const RunContext& run) {
  return solved_by_path(game::in_doubles(game), std::move(settled), run);
}

template struct SolvedGame<double>;
template struct SolvedGame<Rational>;
template SolvedGame<double> solved_by_induction(game::NumericGame<double>, solve::SettledSolution);
template SolvedGame<Rational> solved_by_induction(game::NumericGame<Rational>, solve::SettledSolution);

}  // namespace parley::study
