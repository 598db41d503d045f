// SPDX-License-Identifier: Apache-2.0
// Parametric games built by hand for tests.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "parley/game/parametric.h"

namespace parley::test {

/// Nodes must be added so that edges lead to later ones; edges name nodes by number.
class GameBuilder {
 public:
  game::ParametricGame game;

  explicit GameBuilder(std::vector<std::string> players, std::vector<std::string> outcomes) {
    game.players = std::move(players);
    for (std::string& name : outcomes) game.quantities.push_back({std::move(name), true});
  }
  game::Slot input() { return game.program.add_input(); }
  game::Slot exact(std::int64_t value) { return game.program.exact(value); }
  game::Slot ratio(std::int64_t top, std::int64_t bottom) {
    return game.program.constant(Number(Rational::ratio(top, bottom)));
  }
  std::uint32_t step(std::string name, std::vector<std::string> labels) {
    game::StepName step;
    step.picks = {name};
    step.name = std::move(name);
    for (const std::string& label : labels) step.label_parts.push_back({label});
    step.labels = std::move(labels);
    game.steps.push_back(std::move(step));
    return static_cast<std::uint32_t>(game.steps.size() - 1);
  }

  struct Branch {
    std::uint32_t to, label;
    game::Slot prob;
  };
  void chance(std::uint32_t step, std::vector<Branch> branches) {
    game.chances.push_back({step, 0});
    open(game::NodeKind::chance, game.chances.size() - 1, branches.size());
    for (const Branch& b : branches) game.edges.push_back({{b.to}, b.label, b.prob, b.prob});
  }
  void guard(game::Slot condition, std::uint32_t yes, std::uint32_t no) {
    const game::Slot negated = game.program.unary(game::Op::logical_not, condition);
    open(game::NodeKind::guard, condition.index, 2);
    game.edges.push_back({{yes}, 0, condition, condition});
    game.edges.push_back({{no}, 0, negated, negated});
  }
  std::uint32_t infoset(std::uint32_t player, std::uint32_t step, std::vector<game::Slot> available,
                        std::vector<game::Seen> seen = {}, std::uint32_t type_label = game::none) {
    game::Infoset infoset;
    infoset.player = {player};
    infoset.step = step;
    infoset.block = static_cast<std::uint32_t>(game.infosets.size());
    infoset.type_label = type_label;
    infoset.seen = std::move(seen);
    for (std::uint32_t a = 0; a < available.size(); ++a) infoset.actions.push_back(a);
    infoset.available = std::move(available);
    game.infosets.push_back(std::move(infoset));
    return static_cast<std::uint32_t>(game.infosets.size() - 1);
  }
  void decision(std::uint32_t infoset, std::vector<std::uint32_t> to) {
    game.infosets[infoset].nodes.push_back({static_cast<std::uint32_t>(game.nodes.size())});
    open(game::NodeKind::decision, infoset, to.size());
    for (std::uint32_t a = 0; a < to.size(); ++a) game.edges.push_back({{to[a]}, a, {}, {}});
  }
  void terminal(std::uint32_t outcome, std::vector<game::Slot> payoffs) {
    std::vector<game::Slot> indicators;
    for (std::uint32_t q = 0; q < game.quantities.size(); ++q) indicators.push_back(exact(q == outcome ? 1 : 0));
    terminal(std::move(indicators), std::move(payoffs));
  }
  void terminal(std::vector<game::Slot> indicators, std::vector<game::Slot> payoffs) {
    open(game::NodeKind::terminal, game.terminals.size(), 0);
    game.terminals.push_back({std::move(payoffs), std::move(indicators)});
  }

  [[nodiscard]] std::vector<Number> slots(std::initializer_list<Number> inputs) const {
    return game.program.evaluate(std::vector<Number>(inputs));
  }

 private:
  void open(game::NodeKind kind, std::size_t place, std::size_t num_edges) {
    game.nodes.push_back({kind, static_cast<std::uint32_t>(game.edges.size()), static_cast<std::uint32_t>(num_edges),
                          static_cast<std::uint32_t>(place)});
  }
};

inline std::vector<double> values_of(const std::vector<Number>& slots) {
  std::vector<double> values;
  for (const Number& slot : slots) values.push_back(slot.value);
  return values;
}

/// Nature picks war-weary or bold (chance `bold`); the leader, who is told, stays or goes or, where `may_fight`,
/// fights; where `rival` is above 0 a rival, who sees the leader's pick and not its type, answers a stay with yes or
/// no.
struct Standoff : GameBuilder {
  game::Slot bold, may_fight, rival, worth;

  Standoff() : GameBuilder({"leader", "rival"}, {"war", "exit", "quiet"}) {
    bold = input();
    may_fight = input();
    rival = input();
    worth = input();
    const game::Slot one = exact(1), zero = exact(0);
    const game::Slot has_rival = game.program.binary(game::Op::less, zero, rival);
    const std::uint32_t type = step("leader.type", {"weary", "bold"});
    const std::uint32_t pick = step("leader", {"stay", "go", "fight"});
    const std::uint32_t answer = step("answer", {"yes", "no"});
    chance(type, {{1, 0, game.program.subtract(one, bold)}, {2, 1, bold}});
    const std::uint32_t weary = infoset(0, pick, {one, one, may_fight}, {}, 0);
    const std::uint32_t is_bold = infoset(0, pick, {one, one, may_fight}, {}, 1);
    const std::uint32_t answers = infoset(1, answer, {one, one}, {{pick, 0, 0, true}});
    decision(weary, {3, 5, 6});
    decision(is_bold, {4, 7, 8});
    guard(has_rival, 9, 10);
    guard(has_rival, 11, 12);
    terminal(1, {worth, one});  // 5: weary goes
    terminal(0, {exact(-2), exact(-2)});
    terminal(1, {worth, one});  // 7: bold goes
    terminal(0, {exact(-1), exact(-2)});
    decision(answers, {13, 14});
    terminal(2, {ratio(1, 3), zero});  // 10
    decision(answers, {15, 16});
    terminal(2, {ratio(1, 3), zero});  // 12
    terminal(2, {one, rival});
    terminal(0, {exact(-2), zero});
    terminal(2, {exact(2), rival});
    terminal(0, {exact(-1), exact(-5)});
  }
};

}  // namespace parley::test
