// SPDX-License-Identifier: Apache-2.0
// From the syntax of an expression to a checked one: names, kinds, and what may be used where it stands.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/scenario/names.h"
#include "parley/scenario/reporter.h"
#include "parley/scenario/scenario.h"
#include "parley/scenario/syntax.h"

namespace parley::scenario {

/// What has happened by a point of the play.
struct Settled {
  std::vector<bool> variables;     ///< by VariableId
  std::vector<bool> block;         ///< by VariableId: names of the simultaneous block that the place is inside
  std::vector<bool> repeats;       ///< by RepeatId: begun
  std::vector<bool> after_rounds;  ///< by VariableId: settled once a round of the repeat is finished
};

/// Where an expression stands and what it may therefore use.
struct Scope {
  std::string where;  ///< "the probability of `firm`": the subject of messages
  bool params = true;
  bool private_params = true;
  bool types = true;
  bool play = true;  ///< picks, chance moves, rounds, counts
  bool outcomes = false;
  const Settled* settled = nullptr;  ///< null: the play is finished
  std::optional<PlayerId> own;       ///< whose type `type` alone is
  std::optional<PlayerId> mover;     ///< a choice's `when`: only what this player has seen
  bool tests_labels = true;          ///< an `is` here makes the labels matter (Variable::label_tested)
  bool in_count = false;
};

/// Is a label of the variable shown exactly to the player? Its own picks are.
[[nodiscard]] bool shown_exactly(const Scenario& scenario, const std::vector<bool>& noisy_steps, VariableId variable,
                                 PlayerId player);

[[nodiscard]] bool is_condition(ExprKind kind);

/// What one expression, lets put in, uses.
struct Use {
  enum class Kind : unsigned char { param, variable, type, outcome, round, count };
  Kind kind = Kind::param;
  std::uint32_t id = 0;
  Span span;
};

/// The expressions of one scenario, made in an order in which arguments come before what uses them.
class Lowering {
 public:
  Lowering(Scenario& scenario, const NameTable& names, const SourceText& source, Reporter& report);

  /// Nothing after an error, which is reported.
  /// Null where a damaged statement has no expression: nothing is said again.
  std::optional<ExprId> number(const syntax::Expr* expr, const Scope& scope);
  std::optional<ExprId> condition(const syntax::Expr* expr, const Scope& scope);
  /// A let's body: number or condition.
  std::optional<ExprId> either(const syntax::Expr* expr, const Scope& scope);
  std::optional<ExprId> number(const syntax::ExprPtr& expr, const Scope& scope) { return number(expr.get(), scope); }
  std::optional<ExprId> condition(const syntax::ExprPtr& expr, const Scope& scope) {
    return condition(expr.get(), scope);
  }
  ExprId constant(Number value, Span span);

  /// The value where every parameter used is a constant; of a condition 1 or 0.
  [[nodiscard]] const std::optional<Number>& value_of(ExprId id) const { return values_[id.at()]; }
  /// Everything that the expression uses, each thing once, in order of id.
  [[nodiscard]] std::vector<Use> uses(std::vector<ExprId> roots) const;
  [[nodiscard]] std::vector<Use> uses(ExprId root) const { return uses(std::vector{root}); }

  /// By StepId: labels of the step are shown with an error. By let: could not be lowered; is named in some expression.
  std::vector<bool> noisy_steps;
  std::vector<bool> broken_lets;
  std::vector<bool> used_lets;
  /// Names whose statement could not be read, sorted: using one is no second error.
  std::vector<std::string> torn_names;

  [[nodiscard]] bool is_torn(std::string_view name) const;
  /// Null where a damaged expression has no such argument.
  static const syntax::Expr* argument(const syntax::Expr& expr, std::size_t index);

 private:
  std::optional<ExprId> lower(const syntax::Expr& expr, const Scope& scope);
  std::optional<ExprId> lower_name(const syntax::Expr& expr, const Scope& scope);
  std::optional<ExprId> lower_entry(const syntax::Word& word, const NameEntry& entry, const Scope& scope);
  std::optional<ExprId> lower_let(const syntax::Word& word, std::uint32_t let, const Scope& scope);
  std::optional<ExprId> lower_variable_value(const syntax::Word& word, VariableId variable, const Scope& scope);
  std::optional<ExprId> lower_type_value(Span span, PlayerId player, const Scope& scope);
  std::optional<ExprId> lower_call(const syntax::Expr& expr, const Scope& scope);
  std::optional<ExprId> lower_count(const syntax::Expr& expr, const Scope& scope);
  std::optional<ExprId> lower_binary(const syntax::Expr& expr, const Scope& scope);
  std::optional<ExprId> lower_choose(const syntax::Expr& expr, const Scope& scope);
  std::optional<ExprId> lower_test(const syntax::Expr& expr, const Scope& scope);
  std::optional<ExprId> test_variable(const syntax::Expr& expr, VariableId variable, const Scope& scope);
  std::optional<ExprId> test_type(const syntax::Expr& expr, PlayerId player, const Scope& scope);
  using LabelIndex = std::unordered_map<std::string, std::uint32_t>;
  std::optional<ExprId> label_test(const syntax::Expr& expr, Expr test, const LabelIndex& labels,
                                   std::string_view owner, bool may_be_none);
  void report_label(const syntax::Word& word, const LabelIndex& labels, std::string_view owner);
  void report_untestable(const syntax::Expr& expr);
  void report_unknown(const syntax::Word& word);
  std::optional<PlayerId> typed_player(const syntax::Expr& expr, const Scope& scope);

  bool allow(const Use& use, Span at, std::optional<Span> inside, const Scope& scope);
  bool allow_variable(const Use& use, Span at, std::optional<Span> inside, const Scope& scope);
  bool allow_count(Span at, std::optional<Span> inside, const Scope& scope);
  bool refuse(std::string_view code, Span at, std::optional<Span> inside, std::string message, std::string help = {});

  std::optional<ExprId> add(Expr expr);
  std::optional<Number> fold(const Expr& expr);
  std::optional<Number> fold_lazily(const Expr& expr);
  bool power_too_long(const Expr& expr) const;
  bool note_cost(const Expr& expr);
  std::string excerpt(Span span) const;
  std::optional<ExprId> make(ExprKind kind, Span span, std::vector<ExprId> args);

  Scenario& scenario_;
  const NameTable& names_;
  const SourceText& source_;
  Reporter& report_;
  std::vector<std::optional<Number>> values_;
  std::vector<bool> pure_;           // no parameter in it
  std::vector<std::uint32_t> bits_;  // upper bound of the size of an exact value
  std::vector<std::uint32_t> depths_;
  std::uint32_t nesting_ = 0;
  std::unordered_map<std::uint32_t, std::vector<Use>> let_uses_;
  std::unordered_map<std::uint32_t, LabelIndex> variable_labels_;  // by VariableId, made when first tested
  std::unordered_map<std::uint32_t, LabelIndex> type_labels_;      // by PlayerId
};

/// "0.4" for 40%, 0.40 and 2/5: the shortest text of a numeric label; other labels as typed.
[[nodiscard]] std::string label_text(const syntax::Word& word);
[[nodiscard]] std::optional<std::uint32_t> find_label(const std::vector<std::string>& labels, std::string_view text);
[[nodiscard]] std::vector<std::string> label_texts(const Variable& variable);

}  // namespace parley::scenario
