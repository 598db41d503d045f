// SPDX-License-Identifier: Apache-2.0
// Lays the steps, rounds and noise of a scenario out in time.
#include "parley/build/timeline.h"

#include <algorithm>

#include <fmt/format.h>

#include "parley/build/reads.h"

namespace parley::build {

namespace {

using scenario::Scenario;
using scenario::StepKind;

constexpr std::size_t max_moments = 1'000'000;
constexpr std::size_t max_players = 62;  // players are bits of one word, with room to spare

std::uint64_t bit(std::uint32_t player) { return std::uint64_t{1} << player; }

std::uint64_t mask(const std::vector<scenario::PlayerId>& players) {
  std::uint64_t all = 0;
  for (const scenario::PlayerId player : players) all |= bit(player.index);
  return all;
}

class Layout {
 public:
  Layout(const Scenario& scenario, const HeldLevers& held) : scenario_(scenario), held_(held) {}

  Result<Timeline> run() {
    if (scenario_.players.size() > max_players) {
      return fail(ErrorCode::too_large,
                  fmt::format("{} players; a game may have at most {}", scenario_.players.size(), max_players));
    }
    make_facts();
    for (std::uint32_t p = 0; p < scenario_.players.size(); ++p) lay_out_types(p);
    for (const scenario::StepId step : scenario_.play) lay_out_step(step, 0);
    Moment end;
    end.block = ++block_;
    add(end);
    for (Moment& moment : timeline_.moments) {
      if (moment.kind == MomentKind::stop) moment.jump = last_moment();
    }
    if (timeline_.moments.size() > max_moments) {
      return fail(ErrorCode::too_large, fmt::format("the rounds of the play make more than {} moves", max_moments));
    }
    find_writers();
    return std::move(timeline_);
  }

 private:
  void find_writers() {
    auto& writers = timeline_.writers;
    writers.resize(timeline_.facts.size());
    for (std::uint32_t m = 0; m < timeline_.moments.size(); ++m) {
      if (timeline_.moments[m].instance == nothing) continue;
      for (const std::uint32_t fact : timeline_.moments[m].facts) writers[fact].push_back(m);
    }
    for (std::uint32_t f = 0; f < timeline_.facts.size(); ++f) {
      if (timeline_.facts[f].kind != Fact::Kind::counter) continue;
      const scenario::Expr& count = scenario_.expr(timeline_.counters[timeline_.facts[f].id].expr);
      for (const std::uint32_t read : facts_read(scenario_, timeline_, count.args.front())) {
        writers[f].insert(writers[f].end(), writers[read].begin(), writers[read].end());
      }
      std::ranges::sort(writers[f]);
      writers[f].erase(std::unique(writers[f].begin(), writers[f].end()), writers[f].end());
    }
  }

  [[nodiscard]] std::uint32_t next_moment() const { return static_cast<std::uint32_t>(timeline_.moments.size()); }
  [[nodiscard]] std::uint32_t last_moment() const { return next_moment() - 1; }

  std::uint32_t add(Moment moment) {
    moment.repeat = repeat_;
    if (timeline_.moments.size() <= max_moments) timeline_.moments.push_back(std::move(moment));
    return last_moment();
  }

  std::uint32_t add_fact(Fact::Kind kind, std::size_t id, std::size_t labels) {
    timeline_.facts.push_back({kind, static_cast<std::uint32_t>(id), static_cast<std::uint32_t>(labels)});
    return static_cast<std::uint32_t>(timeline_.facts.size() - 1);
  }

  void make_facts() {
    Timeline& t = timeline_;
    for (std::size_t p = 0; p < scenario_.players.size(); ++p) {
      const auto& type = scenario_.players[p].type;
      t.type_fact.push_back(type ? add_fact(Fact::Kind::type, p, type->labels.size()) : nothing);
    }
    for (std::size_t p = 0; p < scenario_.params.size(); ++p) {
      const auto& param = scenario_.params[p];
      t.part_fact.push_back(param.private_to ? add_fact(Fact::Kind::part, p, param.parts) : nothing);
    }
    for (std::size_t v = 0; v < scenario_.variables.size(); ++v) {
      const auto labels = num_labels(scenario_, held_, make_id<scenario::VariableTag>(v));
      t.variable_fact.push_back(add_fact(Fact::Kind::variable, v, labels));
    }
    for (std::size_t r = 0; r < scenario_.repeats.size(); ++r) {
      t.round_fact.push_back(add_fact(Fact::Kind::round, r, scenario_.repeats[r].times + 1));
    }
    t.counter_fact.assign(scenario_.exprs.size(), nothing);
    for (std::size_t e = 0; e < scenario_.exprs.size(); ++e) {
      const scenario::Expr& expr = scenario_.exprs[e];
      if (expr.kind != scenario::ExprKind::count) continue;
      t.counters.push_back({make_id<scenario::ExprTag>(e), scenario::RepeatId{expr.id}});
      t.counter_fact[e] = add_fact(Fact::Kind::counter, t.counters.size() - 1, scenario_.repeats[expr.id].times + 1);
    }
  }

  std::uint32_t add_name(MoveName name) {
    timeline_.names.push_back(std::move(name));
    return static_cast<std::uint32_t>(timeline_.names.size() - 1);
  }

  std::uint32_t add_instance(Instance instance) {
    instance.moment = next_moment();
    if (instance.reveal == 0) instance.reveal = instance.moment + 1;
    timeline_.instances.push_back(instance);
    return static_cast<std::uint32_t>(timeline_.instances.size() - 1);
  }

  static std::vector<std::vector<std::string>> single_labels(const std::vector<std::string>& labels) {
    std::vector<std::vector<std::string>> parts;
    parts.reserve(labels.size());
    for (const std::string& label : labels) parts.push_back({label});
    return parts;
  }

  void lay_out_types(std::uint32_t p) {
    const scenario::Player& player = scenario_.players[p];
    if (player.type) {
      const std::string name = player.name + ".type";
      const std::uint32_t n = add_name({name, {name}, single_labels(player.type->labels), player.span});
      Instance instance{.name = n, .seen_by = bit(p), .mover = bit(p)};
      if (!player.type_seen.error) instance.seen_by |= mask(player.type_seen.players);
      Moment moment{.kind = MomentKind::type, .id = p, .facts = {timeline_.type_fact[p]}, .block = ++block_};
      moment.instance = add_instance(instance);
      add(moment);
      add_noise(moment.instance, player.type_seen, 0, scenario::StepId{nothing});
    }
    for (std::uint32_t q = 0; q < scenario_.params.size(); ++q) {
      const scenario::Param& param = scenario_.params[q];
      if (!param.private_to || param.private_to->index != p) continue;
      std::vector<std::string> labels;
      labels.reserve(param.parts);
      for (std::uint32_t k = 0; k < param.parts; ++k) {
        labels.push_back(fmt::format("{}={:.6g}", param.name, param.distribution.quantile((k + 0.5) / param.parts)));
      }
      const std::uint32_t n = add_name({param.name, {param.name}, single_labels(labels), param.span});
      Moment moment{.kind = MomentKind::part, .id = q, .facts = {timeline_.part_fact[q]}, .block = ++block_};
      moment.instance = add_instance({.name = n, .seen_by = bit(p), .mover = bit(p)});
      add(moment);
    }
  }

  /// One chance move for each player who sees the instance's label with error.
  void add_noise(std::uint32_t source, const scenario::Seen& seen, std::uint32_t round, scenario::StepId step) {
    if (!seen.error) return;
    for (const scenario::PlayerId player : seen.players) {
      const std::uint32_t told = timeline_.instances[source].name;
      std::uint32_t& name = noise_name(told, player);
      if (name == nothing) {
        MoveName copy = timeline_.names[told];
        copy.name += " as " + scenario_.players[player.at()].name + " sees it";
        name = add_name(std::move(copy));
      }
      Moment moment{.kind = MomentKind::noise,
                    .step = step,
                    .round = round,
                    .source = source,
                    .id = player.index,
                    .block = block_};
      moment.instance = add_instance({.name = name, .round = round, .seen_by = bit(player.index), .is_noise = true});
      add(moment);
    }
  }

  std::uint32_t& noise_name(std::uint32_t told, scenario::PlayerId player) {
    noise_names_.resize(std::max<std::size_t>(noise_names_.size(), (std::size_t{told} + 1) * scenario_.players.size()),
                        nothing);
    return noise_names_[std::size_t{told} * scenario_.players.size() + player.at()];
  }

  void lay_out_step(scenario::StepId id, std::uint32_t round) {
    const scenario::Step& step = scenario_.steps[id.at()];
    switch (step.kind) {
      case StepKind::pick:
        lay_out_pick(id, step, round);
        break;
      case StepKind::chance:
        lay_out_chance(id, step, round);
        break;
      case StepKind::simultaneous:
        lay_out_block(step, round);
        break;
      case StepKind::repeat:
        lay_out_repeat(id, step);
        break;
      case StepKind::stop:
        add({.kind = MomentKind::stop, .step = id, .round = round, .block = next_block()});
        break;
    }
  }

  std::uint32_t next_block() { return in_block_ ? block_ : ++block_; }

  /// Every player knows a held value; who learns that the step was reached is as if it were made.
  [[nodiscard]] bool all_held(const scenario::Step& step) const {
    if (step.kind == StepKind::chance) return held_.variables[step.variable.at()].has_value();
    for (const scenario::PickPart& part : step.parts) {
      if (!held_.variables[part.variable.at()]) return false;
    }
    return true;
  }

  std::uint64_t seen_by(const scenario::Step& step) const {
    return step.seen.error && !all_held(step) ? 0 : mask(step.seen.players);
  }

  /// The name of a step is the same in every round.
  std::uint32_t step_name(scenario::StepId id, const scenario::Step& step) {
    step_names_.resize(scenario_.steps.size(), nothing);
    if (step_names_[id.at()] != nothing) return step_names_[id.at()];
    MoveName name;
    name.span = step.span;
    std::vector<scenario::VariableId> variables;
    if (step.kind == StepKind::chance) variables.push_back(step.variable);
    for (const scenario::PickPart& part : step.parts) variables.push_back(part.variable);
    name.label_parts = {{}};
    for (const scenario::VariableId variable : variables) {
      name.picks.push_back(scenario_.variables[variable.at()].name);
      name.name += (name.name.empty() ? "" : " + ") + name.picks.back();
      std::vector<std::vector<std::string>> longer;
      for (const auto& before : name.label_parts) {
        for (const std::string& label : labels_of(variable)) {
          longer.push_back(before);
          longer.back().push_back(label);
        }
      }
      name.label_parts = std::move(longer);
    }
    return step_names_[id.at()] = add_name(std::move(name));
  }

  [[nodiscard]] std::vector<std::string> labels_of(scenario::VariableId id) const {
    std::vector<std::string> labels;
    for (const auto& label : scenario_.variables[id.at()].labels) labels.push_back(label.text);
    const auto& held = held_.variables[id.at()];
    if (held && held->off_labels()) labels.push_back(held->number ? to_string(*held->number) : "held");
    return labels;
  }

  void lay_out_pick(scenario::StepId id, const scenario::Step& step, std::uint32_t round) {
    Moment moment{.kind = MomentKind::pick, .step = id, .round = round, .block = next_block()};
    for (const scenario::PickPart& part : step.parts) {
      moment.facts.push_back(timeline_.variable_fact[part.variable.at()]);
    }
    const std::uint64_t mover = bit(step.player.index);
    const std::uint32_t name = step_name(id, step);
    moment.instance = add_instance({.name = name, .round = round, .seen_by = seen_by(step) | mover, .mover = mover});
    const std::uint32_t instance = moment.instance;
    add(std::move(moment));
    if (!all_held(step)) add_noise(instance, step.seen, round, id);
  }

  void lay_out_chance(scenario::StepId id, const scenario::Step& step, std::uint32_t round) {
    Moment moment{.kind = MomentKind::chance, .step = id, .round = round, .block = next_block()};
    moment.facts.push_back(timeline_.variable_fact[step.variable.at()]);
    const std::uint32_t name = step_name(id, step);
    moment.instance = add_instance({.name = name, .round = round, .seen_by = seen_by(step)});
    const std::uint32_t instance = moment.instance;
    add(std::move(moment));
    if (!all_held(step)) add_noise(instance, step.seen, round, id);
  }

  void lay_out_block(const scenario::Step& step, std::uint32_t round) {
    ++block_;
    in_block_ = true;
    const std::size_t first = timeline_.instances.size();
    for (const scenario::StepId inner : step.body) lay_out_step(inner, round);
    in_block_ = false;
    for (std::size_t i = first; i < timeline_.instances.size(); ++i) timeline_.instances[i].reveal = next_moment();
  }

  void lay_out_repeat(scenario::StepId id, const scenario::Step& step) {
    const scenario::Repeat& repeat = scenario_.repeats[step.repeat.at()];
    const std::uint32_t round_fact = timeline_.round_fact[step.repeat.at()];
    std::vector<std::uint32_t> exits;
    repeat_ = step.repeat.index;
    for (std::uint32_t round = 1; round <= repeat.times && timeline_.moments.size() <= max_moments; ++round) {
      add({.kind = MomentKind::round_begin, .step = id, .round = round, .facts = {round_fact}, .block = next_block()});
      const std::size_t first = timeline_.moments.size();
      for (const scenario::StepId inner : step.body) lay_out_step(inner, round);
      mark_unreached(first);
      Moment end{.kind = MomentKind::round_end, .step = id, .round = round, .block = next_block()};
      for (std::uint32_t f = 0; f < timeline_.facts.size(); ++f) {
        const Fact& fact = timeline_.facts[f];
        if (fact.kind == Fact::Kind::counter && timeline_.counters[fact.id].repeat == step.repeat)
          end.facts.push_back(f);
      }
      exits.push_back(add(std::move(end)));
    }
    repeat_ = nothing;
    for (const std::uint32_t exit : exits) timeline_.moments[exit].jump = repeat.until ? next_moment() : exit + 1;
  }

  /// A stop leaves the later names of its round without a value.
  void mark_unreached(std::size_t first) {
    for (std::size_t m = first; m < timeline_.moments.size(); ++m) {
      if (timeline_.moments[m].kind != MomentKind::stop) continue;
      for (std::size_t later = m + 1; later < timeline_.moments.size(); ++later) {
        const auto& facts = timeline_.moments[later].facts;
        timeline_.moments[m].unreached.insert(timeline_.moments[m].unreached.end(), facts.begin(), facts.end());
      }
    }
  }

  const Scenario& scenario_;
  const HeldLevers& held_;
  Timeline timeline_;
  std::vector<std::uint32_t> noise_names_, step_names_;
  std::uint32_t block_ = 0;
  std::uint32_t repeat_ = nothing;
  bool in_block_ = false;
};

}  // namespace

std::uint32_t num_labels(const Scenario& scenario, const HeldLevers& held, scenario::VariableId variable) {
  const auto& at = held.variables[variable.at()];
  const bool one_more = at && at->off_labels();
  return static_cast<std::uint32_t>(scenario.variables[variable.at()].labels.size()) + (one_more ? 1U : 0U);
}

Result<Timeline> lay_out(const Scenario& scenario, const HeldLevers& held) { return Layout(scenario, held).run(); }

}  // namespace parley::build
