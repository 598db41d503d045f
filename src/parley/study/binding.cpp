// SPDX-License-Identifier: Apache-2.0
// Compares the plays of two cells draw by draw.
#include "parley/study/binding.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>

#include "parley/game/certificate.h"
#include "parley/study/solved_game.h"

namespace parley::study {

SetKeys::SetKeys(const HeldModels& models, const std::string& x, const std::string& y) {
  const auto is_axis = [&](const std::string& name) { return name == x || name == y; };
  const auto label_text = [&](const game::StepName& step, std::uint32_t label) {
    std::string text;
    for (std::size_t k = 0; k < step.picks.size(); ++k) {
      if (!is_axis(step.picks[k])) text += step.label_parts[label][k] + "\x1f";
    }
    return text;
  };
  for (std::size_t m = 0; m < models.size(); ++m) {
    const game::ParametricGame& game = models.model(m).game;
    keys_.emplace_back();
    choices_.emplace_back();
    for (const game::Infoset& set : game.infosets) {
      std::string text = game.players[set.player.at()] + "\x1e" + game.steps[set.step].name + "\x1e" +
                         std::to_string(set.round) + "\x1e" + std::to_string(set.type_label);
      for (const game::Seen& seen : set.seen) {
        text += "\x1e" + game.steps[seen.step].name + "\x1d" + std::to_string(seen.round) + "\x1d" +
                label_text(game.steps[seen.step], seen.label);
      }
      keys_.back().push_back(intern(std::move(text)));
      choices_.back().emplace_back();
      for (const std::uint32_t action : set.actions) {
        choices_.back().back().push_back(intern("choice\x1e" + label_text(game.steps[set.step], action)));
      }
    }
  }
}

std::uint32_t SetKeys::intern(std::string text) {
  return known_.try_emplace(std::move(text), static_cast<std::uint32_t>(known_.size())).first->second;
}

namespace {

/// The actions that are made most often at a set in one draw, and a number for all that are made.
template <class Choice>
void read_choice(const SetKeys& keys, std::size_t model, const BlockSolver& solver, std::size_t lane, Choice& choice) {
  choice.likeliest = choice.alternative = solver.choice(choice.infoset, lane);
  choice.made = keys.choice_key(model, choice.infoset, choice.likeliest);
  const std::span<const double> mix = solver.mix(choice.infoset, lane);
  if (mix.empty()) return;
  double next = 0.0;
  std::vector<std::uint32_t> made;
  for (std::uint32_t a = 0; a < mix.size(); ++a) {
    if (!(mix[a] > 0.0)) continue;
    made.push_back(keys.choice_key(model, choice.infoset, a));
    if (a != choice.likeliest && mix[a] > next) {
      next = mix[a];
      choice.alternative = a;
    }
  }
  std::ranges::sort(made);
  for (const std::uint32_t key : made) choice.made = (choice.made ^ key) * 0x9e3779b97f4a7c15U + 1;
}

std::vector<std::pair<std::uint32_t, double>> plan_at(const SetKeys& keys, std::size_t model, std::uint32_t infoset,
                                                      const BlockSolver& solver, std::size_t lane) {
  const std::span<const double> mix = solver.mix(infoset, lane);
  if (mix.empty()) return {{keys.choice_key(model, infoset, solver.choice(infoset, lane)), 1.0}};
  std::vector<std::pair<std::uint32_t, double>> plan;
  for (std::uint32_t a = 0; a < mix.size(); ++a) {
    if (mix[a] > 0.0) plan.emplace_back(keys.choice_key(model, infoset, a), mix[a]);
  }
  return plan;
}

/// The beliefs of another solution of the same parametric game put in where play does not come.
void take_beliefs(const SolvedGame<double>& other, const game::NumericGame<double>& game,
                  const std::vector<double>& reach, game::Beliefs<double>& beliefs) {
  std::map<std::uint32_t, double> known;  // by node of the parametric game
  for (std::size_t h = 0; h < other.game.infosets.size(); ++h) {
    const auto& nodes = other.game.infosets[h].nodes;
    for (std::size_t k = 0; k < nodes.size(); ++k) known[other.game.nodes[nodes[k]].origin] = other.beliefs.probs[h][k];
  }
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    if (reach[h] > 0.0) continue;
    std::vector<double> taken;
    double sum = 0.0;
    for (const std::uint32_t node : game.infosets[h].nodes) {
      const auto it = known.find(game.nodes[node].origin);
      taken.push_back(it == known.end() ? 0.0 : it->second);
      sum += taken.back();
    }
    if (!(sum > 0.0)) continue;
    for (double& belief : taken) belief /= sum;
    beliefs.probs[h] = std::move(taken);
  }
}

}  // namespace

std::optional<std::vector<BindingTally::Played>> BindingTally::played(const CellSolver::Point& point, std::size_t chunk,
                                                                      CellSolver& cells,
                                                                      const std::vector<Played>* after) {
  const std::size_t model = models_.index(point.x, point.y);
  const game::ParametricGame& game = models_.model(model).game;
  std::vector<std::uint32_t> order(game.infosets.size());
  for (std::uint32_t h = 0; h < order.size(); ++h) order[h] = h;
  std::ranges::stable_sort(order, {}, [&](std::uint32_t h) { return game.infosets[h].block; });
  std::vector<Played> draws;
  const auto visit = [&](const BlockSolver& solver, std::size_t lane) {
    Played played;
    if (solver.status(lane) == DrawStatus::solved) {
      played.chance = solver.quantity(event_, lane);
      played.weight = solver.weight(lane);
      played.by_path = solver.solved_by_path(lane);
      largest_gain_ = std::max(largest_gain_, solver.largest_gain(lane));
      for (const std::uint32_t h : order) {
        if (!solver.on_path(h, lane)) continue;
        Played::Choice& choice = played.choices.emplace_back();
        choice.key = keys_.key(model, h);
        choice.infoset = h;
        read_choice(keys_, model, solver, lane, choice);
      }
      if (after != nullptr && (*after)[draws.size()].by_path) {
        for (const std::uint32_t h : order) played.plan[keys_.key(model, h)] = plan_at(keys_, model, h, solver, lane);
      }
    }
    draws.push_back(std::move(played));
  };
  if (!cells.for_each_draw_of(chunk, point, true, visit)) return std::nullopt;
  return draws;
}

/// From the likeliest choice to the likeliest one after; where these are the same, to or from the one next in line.
void BindingTally::name_change(const Pair& pair, const Played::Choice& before, const Played::Choice& after, RowKey& key,
                               Part& part) const {
  const std::size_t model_from = models_.index(pair.from.x, pair.from.y);
  const std::size_t model_to = models_.index(pair.to.x, pair.to.y);
  const auto key_from = [&](std::uint32_t action) { return keys_.choice_key(model_from, before.infoset, action); };
  const auto key_to = [&](std::uint32_t action) { return keys_.choice_key(model_to, after.infoset, action); };
  part.infoset = before.infoset;
  part.infoset_to = after.infoset;
  part.action_from = before.likeliest;
  part.action_to = after.likeliest;
  if (key_from(before.likeliest) == key_to(after.likeliest)) {
    if (after.alternative != after.likeliest) {
      part.action_to = after.alternative;
    } else {
      part.action_from = before.alternative;
    }
  }
  key = {before.key, key_from(static_cast<std::uint32_t>(part.action_from)),
         key_to(static_cast<std::uint32_t>(part.action_to)), false};
}

bool BindingTally::still_stands(const Pair& pair, const Played& before, const Played& after) const {
  constexpr double rounding = 1e-9;  // of a sum of chances
  if (!after.by_path) return false;
  const std::size_t model = models_.index(pair.to.x, pair.to.y);
  const game::NumericGame<double>& game = after.by_path->game;
  game::StrategyProfile<double> profile = after.by_path->profile;  // stays where the first point has no such set
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    const auto& set = game.infosets[h];
    const auto plan = before.plan.find(keys_.key(model, set.origin));
    if (plan == before.plan.end()) continue;
    double sum = 0.0;
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      const std::uint32_t key = keys_.choice_key(model, set.origin, set.actions[a]);
      const auto made = std::ranges::find(plan->second, key, &std::pair<std::uint32_t, double>::first);
      profile.probs[h][a] = made == plan->second.end() ? 0.0 : made->second;
      sum += profile.probs[h][a];
    }
    if (std::abs(sum - 1.0) > rounding) return false;  // a choice that is not there
  }
  game::Beliefs<double> beliefs = game::tremble_beliefs(game, profile);
  const game::Certificate<double> certificate = game::certify(game, profile, beliefs);
  if (leaves_no_gain(game, certificate)) return true;
  if (!before.by_path || models_.index(pair.from.x, pair.from.y) != model) return false;
  take_beliefs(*before.by_path, game, certificate.reach, beliefs);
  return leaves_no_gain(game, game::certify(game, profile, beliefs));
}

void BindingTally::compare(const Pair& pair, const Played& before, const Played& after,
                           std::map<RowKey, Part>& parts) const {
  const double change = std::abs(after.weight * after.chance - before.weight * before.chance);
  if (!(before.weight > 0.0) || !(after.weight > 0.0) || !(change > 0.0)) return;
  std::map<std::uint32_t, const Played::Choice*> there;
  for (const Played::Choice& choice : after.choices) there.emplace(choice.key, &choice);
  RowKey key{game::none, 0, 0, false};
  Part found;
  for (const Played::Choice& choice : before.choices) {
    const auto same_set = there.find(choice.key);
    if (same_set == there.end() || same_set->second->made == choice.made) continue;
    name_change(pair, choice, *same_set->second, key, found);
    std::get<3>(key) = still_stands(pair, before, after);
    break;
  }
  parts.try_emplace(key, found).first->second.change += change;
}

bool BindingTally::add(const Pair& pair, CellSolver& cells) {
  std::map<RowKey, Part> parts;
  for (std::size_t chunk = 0; chunk < cells.num_chunks(); ++chunk) {
    const auto after = played(pair.to, chunk, cells, nullptr);
    const auto before = after ? played(pair.from, chunk, cells, &*after) : std::nullopt;
    if (!before) return false;
    for (std::size_t draw = 0; draw < before->size(); ++draw) compare(pair, (*before)[draw], (*after)[draw], parts);
  }
  for (auto& [key, part] : parts) {
    part.pair = pair;
    part.largest = part.change;
    part.model_from = models_.index(pair.from.x, pair.from.y);
    part.model_to = models_.index(pair.to.x, pair.to.y);
    add_part(key, part);
  }
  return true;
}

/// The row is shown where it changes the chance most.
void BindingTally::add_part(const RowKey& key, const Part& part) {
  const auto [mine, added] = parts_.try_emplace(key, part);
  if (added) return;
  const double sum = mine->second.change + part.change;
  if (part.largest > mine->second.largest) mine->second = part;
  mine->second.change = sum;
}

void BindingTally::merge(const BindingTally& other) {
  largest_gain_ = std::max(largest_gain_, other.largest_gain_);
  for (const auto& [key, part] : other.parts_) add_part(key, part);
}

}  // namespace parley::study
