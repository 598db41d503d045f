// SPDX-License-Identifier: Apache-2.0
// Solves a point with the means of study and turns the solution into doubles.
#include "parley/why/solved_point.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <type_traits>
#include <utility>
#include <variant>

#include "parley/study/named_game.h"
#include "parley/study/settling.h"
#include "parley/study/solved_game.h"
#include "parley/why/prober.h"

namespace parley::why {

namespace {

template <class T>
Solved in_doubles(study::SolvedGame<T>&& found) {
  Solved solved;
  solved.settled_by.reserve(found.game.infosets.size());
  for (std::size_t h = 0; h < found.game.infosets.size(); ++h) solved.settled_by.push_back(found.settled_by(h));
  solved.by_general_solver = found.path.has_value();
  if constexpr (std::is_same_v<T, double>) {
    solved.game = std::move(found.game);
    solved.profile = std::move(found.profile);
    solved.certificate = std::move(found.certificate);
  } else {
    solved.game = game::in_doubles(found.game);
    const auto rounded = [](const std::vector<std::vector<T>>& exact) {
      std::vector<std::vector<double>> rows;
      rows.reserve(exact.size());
      for (const std::vector<T>& row : exact) {
        rows.emplace_back();
        for (const T& each : row) rows.back().push_back(each.to_double());
      }
      return rows;
    };
    solved.profile.probs = rounded(found.profile.probs);
    solved.certificate =
        game::certify(solved.game, solved.profile, game::Beliefs<double>{rounded(found.beliefs.probs)});
  }
  return solved;
}

}  // namespace

std::optional<std::size_t> Solved::set_of(std::uint32_t origin) const {
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    if (game.infosets[h].origin == origin) return h;
  }
  return std::nullopt;
}

Result<Solved> solve_at(const build::Model& model, const std::string& where, const std::vector<Number>& inputs,
                        const RunContext& run) {
  auto settling = study::settle(model, where, model.game.program.evaluate(inputs), run);
  if (!settling) return std::unexpected(settling.error());
  return std::visit(
      [&]<class T>(study::Settling<T>& found) -> Result<Solved> {
        study::AnySolvedGame any = study::solved_by_default(std::move(found.game), std::move(found.settled), run);
        return std::visit(
            [&](auto& solved) -> Result<Solved> {
              const auto name_of = [&](std::size_t h) {
                return study::infoset_text(
                    study::infoset_name(model.game, model.game.infosets[solved.game.infosets[h].origin]));
              };
              if (const auto checked = solved.check(name_of); !checked) return std::unexpected(checked.error());
              return in_doubles(std::move(solved));
            },
            any);
      },
      *settling);
}

Solved solved_of(study::BlockSolver& solver, std::size_t lane) {
  Solved solved;
  if (const auto by_path = solver.solved_by_path(lane)) {
    solved.game = by_path->game;
    solved.profile = by_path->profile;
    solved.certificate = by_path->certificate;
    solved.by_general_solver = true;
    return solved;
  }
  solved.game = solver.game_of(lane);
  solved.profile.probs.reserve(solved.game.infosets.size());
  for (const auto& set : solved.game.infosets) {
    std::vector<double>& probs = solved.profile.probs.emplace_back(set.num_actions, 0.0);
    const std::uint32_t choice = solver.choice(set.origin, lane);
    const auto made = std::ranges::find(set.actions, choice);
    if (made == set.actions.end()) throw InternalError("a choice that is not there was made in a draw");
    probs[static_cast<std::size_t>(made - set.actions.begin())] = 1.0;
  }
  const game::Beliefs<double> beliefs = game::tremble_beliefs(solved.game, solved.profile);
  solved.certificate = game::certify(solved.game, solved.profile, beliefs);
  return solved;
}

std::vector<ChoiceChance> choices_of(const build::Model& model, const Solved& solved, std::size_t h) {
  const auto& set = solved.game.infosets[h];
  std::vector<ChoiceChance> choices;
  for (std::size_t a = 0; a < set.num_actions; ++a) {
    const double prob = solved.profile.probs[h][a];
    if (!(prob > 0.0)) continue;
    choices.push_back({study::choice_name(model.game, model.game.infosets[set.origin], set.actions[a]), prob});
  }
  std::ranges::stable_sort(choices, std::greater<>{}, &ChoiceChance::prob);
  return choices;
}

Side side_of(const build::Model& model, const Solved& solved, std::size_t outcome, std::optional<std::uint32_t> set) {
  const std::span<const double> outcomes = solved.outcomes(model);
  Side side;
  side.prob = outcomes[outcome];
  side.likeliest = model.game.quantities[likeliest_of(outcomes)].name;
  side.largest_gain = solved.certificate.largest_deviation_gain;
  if (!set) return side;
  const auto h = solved.set_of(*set);
  if (!h) return side;
  side.on_path = solved.certificate.reach[*h] > 0.0;
  side.choices = choices_of(model, solved, *h);
  return side;
}

double payoff_range(const Solved& solved, std::uint32_t player) {
  return std::max(solved.game.payoff_range(player), std::numeric_limits<double>::min());
}

}  // namespace parley::why
