// SPDX-License-Identifier: Apache-2.0
// A checked scenario: every name resolved, every kind right, every constant computed. What the builder reads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/ids.h"
#include "parley/math/distribution.h"
#include "parley/math/number.h"
#include "parley/scenario/source.h"

namespace parley::scenario {

using PlayerId = Id<struct PlayerTag>;
using ParamId = Id<struct ParamTag>;
using SourceId = Id<struct SourceTag>;      // a `source` statement
using VariableId = Id<struct VariableTag>;  // a pick (each part of a joint one) or a chance move
using StepId = Id<struct StepTag>;
using ExprId = Id<struct ExprTag>;
using OutcomeId = Id<struct OutcomeTag>;
using RepeatId = Id<struct RepeatTag>;

// ---- expressions ---------------------------------------------------------------------------------------------------

enum class ExprKind : std::uint8_t {
  // numbers
  number,      ///< `number`
  param,       ///< id: ParamId; a param private to a player stands for the value of that player's part
  value,       ///< id: VariableId; the value of the variable's present label (an error in a play where it is none)
  type_value,  ///< id: PlayerId; the worth of the player's type
  round,       ///< id: RepeatId; the present round, after the loop the last one begun
  count,       ///< args: condition; finished rounds of repeat `id` (RepeatId) in which it held
  negate,
  absolute,
  exponential,
  logarithm,
  square_root,  // args: 1
  add,
  subtract,
  multiply,
  divide,
  power,
  modulo,
  minimum,
  maximum,  // args: 2 (min, max: 2 or more)
  clamp,    ///< args: x, low, high
  choose,   ///< args: number A, condition, number B; A if cond else B (B is the number 0 where left out)
  // conditions
  is_label,    ///< id: VariableId; labels: those that make it true (one for `is`, several for `in`), in order
  is_type,     ///< id: PlayerId; labels likewise
  is_none,     ///< id: VariableId
  is_outcome,  ///< id: OutcomeId; in events only
  less,
  less_equal,
  greater,
  greater_equal,
  equal,  // args: 2 numbers
  logical_and,
  logical_or,   // args: 2 conditions
  logical_not,  // args: 1 condition
};

/// `is not`, `not in` come as logical_not of the plain test. A let's use is the let's own expression (shared ExprId).
struct Expr {
  ExprKind kind = ExprKind::number;
  Span span;
  std::uint32_t id = 0;
  Number number;
  std::vector<std::uint32_t> labels;
  std::vector<ExprId> args;
};

// ---- statements ----------------------------------------------------------------------------------------------------

struct Header {  // `scenario`; every field optional
  std::string title, as_of, horizon, note;
  std::optional<std::pair<Number, Number>> payoffs;  // declared scale
  Span span;
};

/// Who is shown a label. `players` are those shown it, the mover and a type's owner left out (they always know).
struct Seen {
  std::vector<PlayerId> players;
  std::optional<ExprId> error;  ///< `with error PROB`: each listed player sees a label drawn for it alone
};

/// A table of labels with probabilities. `probs[i]` is absent for the entry `rest`.
struct ChanceTable {
  std::vector<std::string> labels;
  std::vector<std::optional<ExprId>> worth;  ///< `worth`, or the label itself where it is a number
  std::vector<std::optional<ExprId>> probs;
  std::vector<Span> spans;  ///< of each entry
};

struct Player {
  std::string name, text;
  Span span;
  std::optional<ChanceTable> type;
  Seen type_seen;
};

struct Source {
  std::string name, text, grade, date, url, file;
  Span span;
};

struct Param {
  std::string name, text, unit;
  Span span;
  Support support = Support::real;
  Distribution distribution = Distribution::constant(Number(Rational(0)));
  std::optional<PlayerId> private_to;
  std::uint32_t parts = 5;
  /// A drawn one that is not private and enters the payoffs of this player and nothing else: perhaps its secret.
  std::optional<PlayerId> enters_alone;
  std::vector<SourceId> from;
  Span distribution_span;
};

struct Correlation {
  ParamId first, second;
  double spearman = 0.0;
  std::string because;
  Span span;
};

/// A : B odds as likelihood of the first entry over the second, or a table's entry. A range is lognormal, 90 %.
struct Odds {
  Number low;                  ///< the point, or the low end
  std::optional<Number> high;  ///< set for a range
};

struct EvidenceItem {
  enum class Kind : std::uint8_t { noted, type, threshold };
  Kind kind = Kind::noted;
  Span span;
  PlayerId player;                // type: whose
  std::vector<Odds> likelihoods;  // type: one a label of the type, in its order (a two-label ratio a : b gives both)
  ParamId param;                  // threshold: on which (may be private)
  Number threshold;
  Odds above, below;  // threshold
};

struct Evidence {
  std::string name, text, on;
  Span span;
  std::vector<SourceId> from;
  bool known_to_all = true;
  std::vector<EvidenceItem> items;
};

// ---- the play ------------------------------------------------------------------------------------------------------

struct VariableLabel {
  std::string text;             ///< as typed; for numbers the shortest form of the value ("0.4", "45.5", "1/3")
  std::optional<ExprId> value;  ///< a menu's, a numeric label's, a `worth`
  Span span;
};

struct Variable {
  std::string name;  ///< "offer"; an unnamed pick has its player's name
  Span span;
  bool is_pick = true;
  PlayerId player;  ///< of a pick
  StepId step;
  std::vector<VariableLabel> labels;
  bool all_valued = false;    ///< every label has a value
  bool label_tested = false;  ///< some step, outcome, payoff or let tests its labels with `is` or `in`
  std::optional<RepeatId> repeat;
  std::string text;  ///< what to call it in sentences; the name if nothing better
};

struct PickPart {
  VariableId variable;
  std::vector<std::optional<ExprId>> choice_when;  ///< by label of the variable
};

enum class StepKind : std::uint8_t { pick, chance, simultaneous, repeat, stop };

struct Step {
  StepKind kind = StepKind::pick;
  Span span;
  std::optional<ExprId> when;   // pick, chance, stop
  Seen seen;                    // pick, chance
  PlayerId player;              // pick
  std::vector<PickPart> parts;  // pick; more than one is a joint move over all combinations, first part slowest
  VariableId variable;          // chance
  std::vector<std::optional<ExprId>> probs;  // chance, by label; absent: rest
  std::vector<StepId> body;                  // simultaneous, repeat
  RepeatId repeat;                           // repeat
};

struct Repeat {
  StepId step;
  std::uint32_t times = 1;
  std::optional<ExprId> until;
  std::string round_name;  ///< empty if not named
};

struct Outcome {
  std::string name, text;
  Span span;
  std::optional<ExprId> when;  ///< absent: otherwise
};

struct Payoff {
  PlayerId player;
  Span span;
  std::vector<std::optional<ExprId>> by_outcome;  ///< by OutcomeId; `otherwise` already filled in; absent: 0
  std::optional<ExprId> always;
};

// ---- questions -----------------------------------------------------------------------------------------------------

/// Hold a lever: a pick or chance move at a label or a number, or a param at a number.
struct Hold {
  std::string text;  ///< as people read it: "pressure is build_up", "offer = 0.85"
  std::string name;
  std::optional<VariableId> variable;  // else a param
  std::optional<ParamId> param;
  std::optional<std::uint32_t> label;  // a variable held at one of its labels
  Number value;                        // otherwise
};

struct Target {
  enum class Kind : std::uint8_t { probability, value };
  Kind kind = Kind::probability;
  std::string text;  ///< canonical: "P(handover given leader is exit)", "value(coercer)"
  ExprId event;      // probability
  std::optional<ExprId> given;
  PlayerId player;  // value
};

/// A pick with numeric values or labels, a chance move likewise, or a param.
struct Axis {
  std::string name;
  std::optional<VariableId> variable;
  std::optional<ParamId> param;
};

struct Ask {
  enum class Kind : std::uint8_t { predict, frontier, drivers, boxes, why, why_not, information, variants };
  Kind kind = Kind::predict;
  Span span;
  std::string text;                ///< the question as typed, blanks normalised
  std::optional<Target> target;    // drivers, variants; frontier and boxes: probability without given
  Axis x, y;                       // frontier
  std::vector<Hold> held;          // frontier
  std::optional<Number> at_least;  // frontier, boxes
  OutcomeId outcome;               // why, why_not
  PlayerId player;                 // information
  std::vector<VariableId> by;      // information
};

struct Expectation {
  enum class Test : std::uint8_t { less, less_equal, greater, greater_equal, rises, falls };
  Span span;
  std::string text;  ///< as typed, blanks normalised, without `expect`
  Target target;
  Test test = Test::less;
  Number bound;
  Axis axis;  // rises, falls
  /// One list of holds a run: an ordered hold (pressure <= 2/3) is spread over every choice that meets it; all must
  /// pass.
  std::vector<std::vector<Hold>> runs;
};

/// A `let`: its uses are the expression itself; kept so that questions put from outside may name it.
struct Let {
  std::string name;
  Span span;
  ExprId value;
};

struct VariantName {
  std::string name, text;
  Span span;
};

// ---- the whole -----------------------------------------------------------------------------------------------------

/// The file with one variant applied, or none. Ids index the vectors.
struct Scenario {
  Header header;
  std::string variant;  ///< empty: the file itself
  std::vector<Player> players;
  std::vector<Source> sources;
  std::vector<Param> params;
  std::vector<Let> lets;
  std::vector<Correlation> correlations;
  std::vector<Evidence> evidence;
  std::vector<Variable> variables;
  std::vector<Step> steps;
  std::vector<Repeat> repeats;
  std::vector<StepId> play;       ///< top level, in order
  std::vector<Outcome> outcomes;  ///< in order of trial, `otherwise` last
  std::vector<Payoff> payoffs;    ///< by PlayerId
  std::vector<Ask> asks;          ///< of the file, or of the variant where one is applied
  std::vector<Expectation> expectations;
  std::vector<VariantName> variants;  ///< of the file, always
  std::vector<Expr> exprs;

  [[nodiscard]] const Expr& expr(ExprId id) const { return exprs[id.at()]; }
};

}  // namespace parley::scenario
