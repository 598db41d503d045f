// SPDX-License-Identifier: Apache-2.0
// The state that the checks of one analysis share: the statements in force, the names, the scenario as it grows.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parley/scenario/kinds.h"
#include "parley/scenario/names.h"
#include "parley/scenario/reporter.h"
#include "parley/scenario/scenario.h"
#include "parley/scenario/source.h"

namespace parley::scenario {

/// Finds labels that stand twice.
class Labels {
 public:
  /// The place of the equal label before, where there is one. Counts labels from 0.
  std::optional<std::size_t> add(const std::string& text) {
    const auto [place, inserted] = places_.emplace(text, count_++);
    return inserted || text.empty() ? std::nullopt : std::optional(place->second);
  }

 private:
  std::unordered_map<std::string, std::size_t> places_;
  std::size_t count_ = 0;
};

/// A label's value that waits until lets can be lowered.
struct PendingValue {
  VariableId variable;
  std::uint32_t label = 0;
  const syntax::Expr* value = nullptr;
};

/// A menu's entries; the values are lowered once and shared by every pick from it.
struct Menu {
  const syntax::MenuStatement* statement = nullptr;
  std::vector<VariableLabel> labels;
  std::vector<VariableId> picks;
};

struct Checker {
  const SourceText& source;
  const Statements& statements;
  Reporter& report;
  Scenario scenario;
  NameTable names;
  Lowering lower;
  /// The text had syntax errors: statements may be missing, so what is missing is no news.
  bool torn = false;
  /// Histories that may still be looked at: what would take more is left to the game itself.
  std::size_t* effort = nullptr;

  std::vector<Menu> menus;
  std::vector<PendingValue> pending_values;
  std::vector<const syntax::Step*> step_syntax;  // by StepId

  Checker(const SourceText& text, const Statements& in_force, Reporter& reporter)
      : source(text), statements(in_force), report(reporter), lower(scenario, names, text, reporter) {}
  Checker(const Checker&) = delete;
  Checker& operator=(const Checker&) = delete;
};

// In the order of their calls. Each reports what it finds and leaves the scenario usable for the next.
void declare_statements(Checker& checker);  // declarations.cpp
void declare_play(Checker& checker);        // play.cpp
void lower_definitions(Checker& checker);   // constants.cpp: lets and params
void lower_label_values(Checker& checker);  // declarations.cpp: menus, choices, worths
void lower_types(Checker& checker);         // checks_chance.cpp
void lower_evidence(Checker& checker);      // evidence.cpp
void lower_correlations(Checker& checker);  // evidence.cpp
void lower_play(Checker& checker);          // checks_play.cpp
void lower_outcomes(Checker& checker);      // checks_outcome.cpp
void lower_payoffs(Checker& checker);       // checks_outcome.cpp
void lower_questions(Checker& checker);     // questions.cpp

// Only where nothing above found an error.
void check_tables(Checker& checker);    // checks_chance.cpp: chances in [0, 1] that add up to 1
void check_warnings(Checker& checker);  // warnings.cpp

/// The id of a name that must be of one kind; reports P0201 or P0203 otherwise.
std::optional<std::uint32_t> resolve(Checker& checker, const syntax::Word& word, NameKind kind);

/// Declares a name; reports P0202 and says no where it is taken.
bool declare(Checker& checker, const syntax::Word& word, NameEntry entry);

/// Whom a `seen by` names, the mover or owner left out. Its error is lowered separately.
std::vector<PlayerId> seen_players(Checker& checker, const syntax::SeenBy& seen, bool all_by_default,
                                   std::optional<PlayerId> mover);

/// A probability: lowered, and a constant one checked to lie in [0, 1] (P0303).
std::optional<ExprId> lower_prob(Checker& checker, const syntax::ExprPtr& expr, const Scope& scope);

/// Labels and `rest` of a table; worths and probabilities stay to be lowered. Reports doubles (P0210) and two `rest`s.
ChanceTable declare_table(Checker& checker, const std::vector<syntax::TableEntry>& entries, std::string_view owner);

/// The text of a span on one line: comments out, runs of blanks one blank.
[[nodiscard]] std::string one_line(const SourceText& source, Span span);

/// Marks an expression that exists but is not lowered yet.
inline constexpr ExprId not_yet{0xffff'ffffU};

}  // namespace parley::scenario
