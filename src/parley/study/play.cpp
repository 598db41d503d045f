// SPDX-License-Identifier: Apache-2.0
// Solves one draw by the definition, exactly where it can, and describes it.
#include "parley/study/play.h"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "parley/game/certificate.h"
#include "parley/game/gambit_line.h"
#include "parley/solve/settled.h"
#include "parley/study/named_game.h"
#include "parley/study/open_sets.h"
#include "parley/study/settling.h"

namespace parley::study {

namespace {

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

std::string place_of(const DrawPoint& point) {
  return point.draw ? fmt::format("in draw {}", *point.draw) : "at the centre of the params";
}

/// One draw's game as people read it.
template <class T>
class Play {
 public:
  Play(const build::Model& model, const SolvedGame<T>& solved)
      : model_(model), solved_(solved), game_(solved.game), certificate_(solved.certificate) {}

  void describe(PlayAtDraw& play) {
    play.ties = solved_.settled.ties;
    play.ties_that_matter = solved_.settled.ties_that_matter;
    play.exact = !std::is_same_v<T, double>;
    play.path = solved_.path;
    play.marks = solved_.marks();
    play.largest_deviation_gain = Number(certificate_.largest_deviation_gain);
    play.max_regret = Number(certificate_.max_regret);
    for (std::size_t q = 0; q < model_.game.quantities.size(); ++q) {
      if (!model_.game.quantities[q].is_outcome) continue;
      play.outcomes.push_back({model_.game.quantities[q].name, Number(certificate_.quantities[q])});
      if (model_.has_hidden_evidence) {
        play.weighed_outcomes.push_back({model_.game.quantities[q].name, Number(certificate_.reported_quantities[q])});
      }
    }
    for (std::size_t p = 0; p < model_.game.num_players(); ++p) {
      play.values.push_back({model_.game.players[p], Number(certificate_.values[p])});
      if (model_.has_hidden_evidence) {
        play.weighed_values.push_back({model_.game.players[p], Number(certificate_.reported_values[p])});
      }
    }
    describe_targets(play);
    histories_ = first_histories();
    for (const std::size_t h : in_order()) play.choices.push_back(at_infoset(h));
  }

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
        value = Number(certificate_.reported_values[target.player]);
      } else if (target.given == game::none) {
        value = Number(certificate_.reported_quantities[target.event]);
      } else {
        value = divide(Number(certificate_.reported_quantities[target.event]),
                       Number(certificate_.reported_quantities[target.given]));
      }
      play.targets.push_back({target.text, value});
    }
  }

  PlayAtInfoset at_infoset(std::size_t h) const {
    const game::Infoset& set = origin(h);
    const auto& numeric = game_.infosets[h];
    PlayAtInfoset play;
    play.index = h;
    play.infoset = infoset_name(model_.game, set);
    for (std::size_t a = 0; a < numeric.num_actions; ++a) {
      play.probs.push_back({choice_name(model_.game, set, numeric.actions[a]), Number(solved_.profile.probs[h][a]),
                            solved_.mistake(h, a)});
    }
    if (numeric.nodes.size() > 1) {
      for (std::size_t k = 0; k < numeric.nodes.size(); ++k) {
        play.belief.push_back(
            {histories_[numeric.nodes[k]], Number(solved_.beliefs.probs[h][k]), solved_.belief_range(h, k)});
      }
    }
    play.margin = solved_.margin(h);
    play.settled_by = solved_.settled_by(h);
    play.reason = solved_.reason(h);
    play.on_path = on_path(h);
    play.reach = Number(certificate_.reach[h]);
    return play;
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
  const SolvedGame<T>& solved_;
  const game::NumericGame<T>& game_;
  const game::Certificate<T>& certificate_;
  std::vector<std::vector<SeenLabel>> histories_;
};

/// What is told of a draw's game, however it was solved.
template <class T>
PlayAtDraw described(const build::Model& model, const DrawPoint& point, const std::vector<Number>& inputs,
                     const std::vector<Number>& slots, const SolvedGame<T>& solved) {
  PlayAtDraw answer;
  answer.at = point.draw ? fmt::format("draw:{}", *point.draw) : "centre";
  for (std::size_t k = 0; k < inputs.size(); ++k) answer.inputs.emplace_back(model.inputs[k].name, inputs[k]);
  answer.game = summary_of(model, slots, solved.settled.all_settled);
  Play(model, solved).describe(answer);
  if (!model.merged) answer.gambit_line = game::to_gambit_line(solved.game, solved.profile);
  return answer;
}

}  // namespace

Result<Summary> summarise(const build::Model& model, const DrawPoint& point, const DrawOptions& draws,
                          RunContext& run) {
  const auto inputs = inputs_at(model, point, draws);
  if (!inputs) return std::unexpected(inputs.error());
  const std::vector<Number> slots = model.game.program.evaluate(*inputs);
  const auto settling = settle(model, place_of(point), slots, run);
  if (!settling) return std::unexpected(settling.error());
  Summary summary;
  std::visit(
      [&](const auto& found) {
        summary.game = summary_of(model, slots, found.settled.all_settled);
        for (std::size_t h = 0; h < found.game.infosets.size(); ++h) {
          const solve::SettledChoice& choice = found.settled.choices[h];
          if (choice.by != solve::SettledBy::not_settled) continue;
          const game::Infoset& set = model.game.infosets[found.game.infosets[h].origin];
          summary.not_settled.push_back({infoset_name(model.game, set), why_text(choice.why)});
        }
      },
      *settling);
  return summary;
}

Result<NamedGame> named_game(const build::Model& model, const DrawPoint& point, const DrawOptions& draws,
                             RunContext& run) {
  const auto inputs = inputs_at(model, point, draws);
  if (!inputs) return std::unexpected(inputs.error());
  const std::vector<Number> slots = model.game.program.evaluate(*inputs);
  auto settling = settle(model, place_of(point), slots, run);
  if (!settling) return std::unexpected(settling.error());
  NamedGame named;
  named.players = model.game.players;
  for (std::size_t q = 0; q < model.game.quantities.size(); ++q) {
    if (model.game.quantities[q].is_outcome) named.outcomes.push_back({model.game.quantities[q].name, q});
  }
  std::vector<std::uint32_t> origins;
  std::visit(
      [&]<class T>(Settling<T>& found) {
        for (const auto& set : found.game.infosets) origins.push_back(set.origin);
        named.settling = settled_options<T>(model);
        named.settled = std::move(found.settled);
        named.game = std::move(found.game);
      },
      *settling);
  named.name_of = [&model, origins](std::size_t h) {
    return infoset_text(infoset_name(model.game, model.game.infosets[origins[h]]));
  };
  named.gambit_line = [places = std::visit([](const auto& game) { return game::gambit_places(game); }, named.game)](
                          const AnyProfile& any) {
    return std::visit([&](const auto& profile) { return game::to_gambit_line(places, profile); }, any);
  };
  named.describe = [&model, point, inputs = *inputs, slots](const AnySolvedGame& any) {
    return std::visit([&](const auto& solved) { return described(model, point, inputs, slots, solved); }, any);
  };
  return named;
}

}  // namespace parley::study
