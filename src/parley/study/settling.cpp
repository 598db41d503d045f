// SPDX-License-Identifier: Apache-2.0
// Exactly where the numbers allow it.
#include "parley/study/settling.h"

#include <type_traits>
#include <utility>

#include <fmt/format.h>

namespace parley::study {

namespace {

std::vector<double> doubles(const std::vector<Number>& numbers) {
  std::vector<double> values;
  values.reserve(numbers.size());
  for (const Number& each : numbers) values.push_back(each.value);
  return values;
}

template <class T>
Settling<T> settle(const build::Model& model, game::NumericGame<T> game, const RunContext& run) {
  solve::SettledSolution settled = solve::solve_settled(game, settled_options<T>(model), run);
  return {std::move(game), std::move(settled)};
}

}  // namespace

Result<std::vector<Number>> inputs_at(const build::Model& model, const DrawPoint& point, const DrawOptions& options) {
  std::vector<Number> inputs = build::centre_inputs(model);
  if (!point.draw) return inputs;
  auto draws = Draws::from(model, options);
  if (!draws) return std::unexpected(draws.error());
  if (*point.draw >= draws->size()) {
    return fail(ErrorCode::bad_option,
                fmt::format("there is no draw {}: the draws are 0 to {}", *point.draw, draws->size() - 1));
  }
  std::vector<double> drawn(model.drawn.size());
  draws->draw(*point.draw, drawn.data());
  for (std::size_t d = 0; d < drawn.size(); ++d) inputs[model.drawn[d]] = Number(drawn[d]);
  return inputs;
}

template <class T>
solve::SettledOptions settled_options(const build::Model& model) {
  solve::SettledOptions options;
  options.tie_tolerance = std::is_same_v<T, double> ? solve::tie_tolerance : 0.0;
  options.num_outcomes = static_cast<std::uint32_t>(model.outcome_texts.size());
  return options;
}

template solve::SettledOptions settled_options<double>(const build::Model&);
template solve::SettledOptions settled_options<Rational>(const build::Model&);

Result<AnySettling> settle(const build::Model& model, const std::string& where, const std::vector<Number>& slots,
                           const RunContext& run) {
  const auto broken = [&](const Error& error) {
    return fail(ErrorCode::bad_scenario, fmt::format("{}, {}", where, error.message));
  };
  if (game::is_exact(model.game, slots)) {
    auto exact = game::at_draw_exact(model.game, slots);
    if (!exact) return broken(exact.error());
    return settle(model, *std::move(exact), run);
  }
  auto floating = game::at_draw(model.game, doubles(slots));
  if (!floating) return broken(floating.error());
  return settle(model, *std::move(floating), run);
}

}  // namespace parley::study
