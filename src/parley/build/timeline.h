// SPDX-License-Identifier: Apache-2.0
// The play laid out in time: every move of every round as one moment, with the places to which play may jump.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/build/held.h"
#include "parley/scenario/scenario.h"

namespace parley::build {

inline constexpr std::uint32_t nothing = 0xffffffffU;

/// Something that later expressions can ask about: its present label is part of a history's state.
struct Fact {
  enum class Kind : std::uint8_t { type, part, variable, round, counter };
  Kind kind = Kind::variable;
  std::uint32_t id = 0;          ///< PlayerId, ParamId, VariableId, RepeatId, or index into Timeline::counters
  std::uint32_t num_labels = 0;  ///< a held number counts as one label more
};

/// One move that shows a label: a type, part, noise, pick or chance move, in one round.
struct Instance {
  std::uint32_t name = 0;     ///< index into Timeline::names
  std::uint32_t round = 0;    ///< 0: outside a repeat
  std::uint32_t moment = 0;   ///< when it is made
  std::uint32_t reveal = 0;   ///< from this moment on the players of `seen_by` know it; the mover does at once
  std::uint64_t seen_by = 0;  ///< players who learn the label exactly, the mover or owner included
  std::uint64_t mover = 0;    ///< who knows it at once
  bool is_noise = false;      ///< its label may differ from what it tells of
};

enum class MomentKind : std::uint8_t { type, part, noise, pick, chance, round_begin, round_end, stop, end };

struct Moment {
  MomentKind kind = MomentKind::end;
  scenario::StepId step{};         // pick, chance, stop, round_begin, round_end (the repeat)
  std::uint32_t repeat = nothing;  // the loop that the moment is in
  std::uint32_t round = 0;
  std::uint32_t instance = nothing;    // type, part, noise, pick, chance
  std::uint32_t source = nothing;      // noise: the instance that it tells of
  std::uint32_t id = 0;                // type: player; part: param; noise: the player who sees it
  std::vector<std::uint32_t> facts{};  // written: by part for a pick
  std::uint32_t block = 0;             // order in time; moments of a simultaneous block share it
  std::uint32_t jump = nothing;  // stop: the end; round_end: the moment after the loop, or the next one without `until`
  std::vector<std::uint32_t> unreached{};  // stop: facts of the round that were not reached and become none
};

/// A move's name and labels: becomes a game::StepName.
struct MoveName {
  std::string name;
  std::vector<std::string> picks;
  std::vector<std::vector<std::string>> label_parts;
  scenario::Span span;
};

struct Counter {
  scenario::ExprId expr;  // the `count` expression
  scenario::RepeatId repeat;
};

struct Timeline {
  std::vector<Fact> facts;
  std::vector<Instance> instances;
  std::vector<Moment> moments;  // the last one is the end
  std::vector<MoveName> names;
  std::vector<Counter> counters;
  std::vector<std::uint32_t> type_fact;      // by player; nothing where it has no type
  std::vector<std::uint32_t> part_fact;      // by param; nothing where it is not private
  std::vector<std::uint32_t> variable_fact;  // by variable
  std::vector<std::uint32_t> round_fact;     // by repeat
  std::vector<std::uint32_t> counter_fact;   // by expression: of a `count`; nothing elsewhere
  /// By fact: the moments whose instances make its label, in order (a counter's: those that its condition reads).
  std::vector<std::vector<std::uint32_t>> writers;
};

/// The number of labels that joint label indices count a part by: a part held at a number has one label more, its
/// value.
[[nodiscard]] std::uint32_t num_labels(const scenario::Scenario& scenario, const HeldLevers& held,
                                       scenario::VariableId variable);

/// Errors   too_large past 62 players, or where the rounds make more than a million moments.
[[nodiscard]] Result<Timeline> lay_out(const scenario::Scenario& scenario, const HeldLevers& held);

}  // namespace parley::build
