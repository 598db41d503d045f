// SPDX-License-Identifier: Apache-2.0
// Solves one draw by the definition, exactly where it can, and describes it.
#include "parley/study/play.h"

#include <algorithm>
#include <limits>
#include <map>
#include <type_traits>

#include <fmt/format.h>

#include "parley/game/certificate.h"
#include "parley/game/gambit_line.h"
#include "parley/solve/settled.h"
#include "parley/study/open_sets.h"

namespace parley::study {

namespace {

/// Two choices within this share of the player's payoff range are tied.
constexpr double tie_tolerance = 1e-9;

Number number(double value) { return Number(value); }
Number number(const Rational& value) { return Number(value); }

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

std::vector<double> doubles(const std::vector<Number>& numbers) {
  std::vector<double> values;
  values.reserve(numbers.size());
  for (const Number& each : numbers) values.push_back(each.value);
  return values;
}

GameSummary summary_of(const build::Model& model, const std::vector<Number>& slots, bool all_settled) {
  GameSummary summary;
  summary.players = model.game.players;
  summary.sizes = build::count(model, slots);
  summary.graph_nodes = model.game.nodes.size();
  summary.params = model.num_params;
  for (const game::Quantity& quantity : model.game.quantities) {
    if (quantity.is_outcome) summary.outcomes.push_back(quantity.name);
  }
  summary.all_settled = all_settled;
  return summary;
}

/// One draw's game, solved by the definition and certified.
template <class T>
class Play {
 public:
  Play(const build::Model& model, game::NumericGame<T> game, RunContext& run) : model_(model), game_(std::move(game)) {
    solve::SettledOptions options;
    options.tie_tolerance = std::is_same_v<T, double> ? tie_tolerance : 0.0;
    options.num_outcomes = static_cast<std::uint32_t>(model.outcome_texts.size());
    solution_ = solve::solve_settled(game_, options, run);
  }

  [[nodiscard]] bool all_settled() const { return solution_.all_settled; }

  [[nodiscard]] std::vector<NotSettled> not_settled() const {
    std::vector<NotSettled> open;
    for (std::size_t h = 0; h < game_.infosets.size(); ++h) {
      if (solution_.choices[h].by != solve::SettledBy::not_settled) continue;
      open.push_back({infoset_name(model_.game, origin(h)), why_text(solution_.choices[h].why)});
    }
    return open;
  }

  void certify() {
    for (std::size_t h = 0; h < game_.infosets.size(); ++h) {
      profile_.probs.emplace_back(game_.infosets[h].num_actions, T{});
      profile_.probs.back()[solution_.choices[h].action] = T(1);
    }
    beliefs_ = game::tremble_beliefs(game_, profile_);
    certificate_ = game::certify(game_, profile_, beliefs_);
  }

  void describe(PlayAtDraw& play) {
    play.ties = solution_.ties;
    play.ties_that_matter = solution_.ties_that_matter;
    play.exact = !std::is_same_v<T, double>;
    play.marks = {"sequential"};
    play.largest_deviation_gain = number(certificate_.largest_deviation_gain);
    play.max_regret = number(certificate_.max_regret);
    for (std::size_t q = 0; q < model_.game.quantities.size(); ++q) {
      if (!model_.game.quantities[q].is_outcome) continue;
      play.outcomes.push_back({model_.game.quantities[q].name, number(certificate_.quantities[q])});
      if (model_.has_hidden_evidence) {
        play.weighed_outcomes.push_back({model_.game.quantities[q].name, number(certificate_.reported_quantities[q])});
      }
    }
    for (std::size_t p = 0; p < model_.game.num_players(); ++p) {
      play.values.push_back({model_.game.players[p], number(certificate_.values[p])});
      if (model_.has_hidden_evidence) {
        play.weighed_values.push_back({model_.game.players[p], number(certificate_.reported_values[p])});
      }
    }
    describe_targets(play);
    histories_ = first_histories();
    for (const std::size_t h : in_order()) play.choices.push_back(at_infoset(h));
  }

  [[nodiscard]] const game::NumericGame<T>& numeric() const { return game_; }
  [[nodiscard]] const game::StrategyProfile<T>& profile() const { return profile_; }

 private:
  [[nodiscard]] const game::Infoset& origin(std::size_t h) const {
    return model_.game.infosets[game_.infosets[h].origin];
  }
  [[nodiscard]] bool on_path(std::size_t h) const { return certificate_.reach[h] > T{}; }

  /// On the path first, each part in the order of the game.
  [[nodiscard]] std::vector<std::size_t> in_order() const {
    std::vector<std::size_t> order(game_.infosets.size());
    for (std::size_t h = 0; h < order.size(); ++h) order[h] = h;
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
      if (on_path(a) != on_path(b)) return on_path(a);
      return game_.infosets[a].block < game_.infosets[b].block;
    });
    return order;
  }

  void describe_targets(PlayAtDraw& play) const {
    for (const build::Target& target : model_.targets) {
      Number value;
      if (target.kind == build::Target::Kind::value) {
        value = number(certificate_.reported_values[target.player]);
      } else if (target.given == game::none) {
        value = number(certificate_.reported_quantities[target.event]);
      } else {
        value = divide(number(certificate_.reported_quantities[target.event]),
                       number(certificate_.reported_quantities[target.given]));
      }
      play.targets.push_back({target.text, value});
    }
  }

  PlayAtInfoset at_infoset(std::size_t h) const {
    const game::Infoset& set = origin(h);
    const auto& numeric = game_.infosets[h];
    PlayAtInfoset play;
    play.infoset = infoset_name(model_.game, set);
    for (std::size_t a = 0; a < numeric.num_actions; ++a) {
      play.probs.push_back({choice_name(model_.game, set, numeric.actions[a]), number(profile_.probs[h][a])});
    }
    if (numeric.nodes.size() > 1) {
      for (std::size_t k = 0; k < numeric.nodes.size(); ++k) {
        play.belief.push_back({histories_[numeric.nodes[k]], number(beliefs_.probs[h][k])});
      }
    }
    play.margin = margin(h);
    play.settled_by = solution_.choices[h].tied.empty() ? "settled" : "tie";
    play.on_path = on_path(h);
    play.reach = number(certificate_.reach[h]);
    return play;
  }

  [[nodiscard]] Number margin(std::size_t h) const {
    const auto& values = certificate_.action_values[h];
    const std::size_t chosen = solution_.choices[h].action;
    if (values.size() < 2) return Number(std::numeric_limits<double>::infinity());
    const T* next = nullptr;
    for (std::size_t a = 0; a < values.size(); ++a) {
      if (a != chosen && (next == nullptr || *next < values[a])) next = &values[a];
    }
    return number(values[chosen] - *next);
  }

  /// The labels of a history to each node (the first one where histories were merged).
  [[nodiscard]] std::vector<std::vector<SeenLabel>> first_histories() const {
    std::vector<std::vector<SeenLabel>> histories(game_.nodes.size());
    std::vector<bool> known(game_.nodes.size(), false);
    known[0] = true;
    for (std::uint32_t n = 0; n < game_.nodes.size(); ++n) {
      const auto& node = game_.nodes[n];
      if (node.kind == game::NodeKind::terminal) continue;
      for (const auto& edge : game_.edges_of(n)) {
        if (known[edge.to]) continue;
        known[edge.to] = true;
        histories[edge.to] = histories[n];
        histories[edge.to].push_back(label_of(node, edge.label));
      }
    }
    return histories;
  }

  template <class Node>
  [[nodiscard]] SeenLabel label_of(const Node& node, std::uint32_t label) const {
    std::uint32_t step = 0;
    std::uint32_t round = 0;
    if (node.kind == game::NodeKind::decision) {
      step = origin(node.place).step;
      round = origin(node.place).round;
    } else {
      const game::ChanceMove& move = model_.game.chances[model_.game.nodes[node.origin].place];
      step = move.step;
      round = move.round;
    }
    SeenLabel seen{model_.game.steps[step].name, std::nullopt, model_.game.steps[step].labels[label], true};
    if (round != 0) seen.round = round;
    return seen;
  }

  const build::Model& model_;
  game::NumericGame<T> game_;
  solve::SettledSolution solution_;
  game::StrategyProfile<T> profile_;
  game::Beliefs<T> beliefs_;
  game::Certificate<T> certificate_;
  std::vector<std::vector<SeenLabel>> histories_;
};

/// Does `use(Play&)` with the game of the point in exact numbers where it has them, in floating point elsewhere.
template <class Use>
Result<void> with_play(const build::Model& model, const DrawPoint& point, const std::vector<Number>& slots,
                       RunContext& run, Use use) {
  const auto broken = [&](const Error& error) {
    const std::string where = point.draw ? fmt::format("in draw {}", *point.draw) : "at the centre of the params";
    return fail(ErrorCode::bad_scenario, fmt::format("{}, {}", where, error.message));
  };
  if (game::is_exact(model.game, slots)) {
    auto exact = game::at_draw_exact(model.game, slots);
    if (!exact) return broken(exact.error());
    Play<Rational> play(model, *std::move(exact), run);
    return use(play);
  }
  auto floating = game::at_draw(model.game, doubles(slots));
  if (!floating) return broken(floating.error());
  Play<double> play(model, *std::move(floating), run);
  return use(play);
}

std::string not_settled_text(const std::vector<NotSettled>& open) {
  std::vector<UnsettledRow> rows;
  rows.reserve(open.size());
  for (const NotSettled& set : open) rows.push_back({set.infoset, set.why, 1});
  return not_settled_text(rows);
}

}  // namespace

Result<Summary> summarise(const build::Model& model, const DrawPoint& point, const DrawOptions& draws,
                          RunContext& run) {
  const auto inputs = inputs_at(model, point, draws);
  if (!inputs) return std::unexpected(inputs.error());
  const std::vector<Number> slots = model.game.program.evaluate(*inputs);
  Summary summary;
  const Result<void> done = with_play(model, point, slots, run, [&](auto& play) -> Result<void> {
    summary.game = summary_of(model, slots, play.all_settled());
    summary.not_settled = play.not_settled();
    return {};
  });
  if (!done) return std::unexpected(done.error());
  return summary;
}

Result<PlayAtDraw> play_at(const build::Model& model, const DrawPoint& point, const DrawOptions& draws,
                           RunContext& run) {
  const auto inputs = inputs_at(model, point, draws);
  if (!inputs) return std::unexpected(inputs.error());
  const std::vector<Number> slots = model.game.program.evaluate(*inputs);
  PlayAtDraw answer;
  answer.at = point.draw ? fmt::format("draw:{}", *point.draw) : "centre";
  for (std::size_t k = 0; k < inputs->size(); ++k) answer.inputs.emplace_back(model.inputs[k].name, (*inputs)[k]);
  const Result<void> done = with_play(model, point, slots, run, [&](auto& play) -> Result<void> {
    if (!play.all_settled()) return fail(ErrorCode::unsupported, not_settled_text(play.not_settled()));
    answer.game = summary_of(model, slots, true);
    play.certify();
    play.describe(answer);
    if (!model.merged) answer.gambit_line = game::to_gambit_line(play.numeric(), play.profile());
    return {};
  });
  if (!done) return std::unexpected(done.error());
  return answer;
}

}  // namespace parley::study
