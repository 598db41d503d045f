// SPDX-License-Identifier: Apache-2.0
// The one name space of a file, and the statements that hold once a variant has replaced some.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/scenario/reporter.h"
#include "parley/scenario/scenario.h"
#include "parley/scenario/syntax.h"

namespace parley::scenario {

enum class NameKind : unsigned char { player, source, param, let, evidence, menu, variable, round, outcome, variant };

/// "a player", "a pick or chance move".
[[nodiscard]] std::string_view with_article(NameKind kind);

struct NameEntry {
  NameKind kind = NameKind::player;
  std::uint32_t index = 0;             ///< into the scenario's vector of that kind; of a menu: the checker's
  Span span;                           ///< where it is declared
  std::optional<VariableId> variable;  ///< the pick of that name: a variable itself, an unnamed pick, a bare menu
};

class NameTable {
 public:
  /// The entry that already has the name, or null after inserting.
  const NameEntry* insert(std::string_view name, NameEntry entry);
  [[nodiscard]] NameEntry* find(std::string_view name);
  [[nodiscard]] const NameEntry* find(std::string_view name) const;
  /// The declared name nearest to a mistyped one, empty if none is near; `kind` narrows the search.
  [[nodiscard]] std::string nearest(std::string_view name, std::optional<NameKind> kind = {}) const;

 private:
  std::unordered_map<std::string, NameEntry> entries_;
};

/// The nearest of `candidates` by edit distance (a third of the length at most), empty if none is.
[[nodiscard]] std::string nearest_of(std::string_view name, const std::vector<std::string>& candidates);

/// The names of a checked scenario, for questions put from outside.
[[nodiscard]] NameTable names_of(const Scenario& scenario);

/// A number of a damaged statement may be missing: then its error is told already.
[[nodiscard]] inline bool was_read(const syntax::Num& number) { return !number.text.empty(); }
[[nodiscard]] inline bool was_read(const std::optional<syntax::Num>& number) { return number && was_read(*number); }

/// A name as messages quote it: cut in the middle where it is very long.
[[nodiscard]] std::string shortened(std::string_view name);

/// "`a`, `b` or `c`", at most `limit` of them.
[[nodiscard]] std::string list_names(const std::vector<std::string>& names, std::string_view last_word = "or",
                                     std::size_t limit = 12);

template <class Body>
struct Of {
  const Body* body = nullptr;
  const syntax::Statement* statement = nullptr;
};

/// The statements of the file with those of one variant in their places, by kind and in order.
struct Statements {
  Of<syntax::ScenarioStatement> header;  // body null: none
  std::vector<Of<syntax::PlayerStatement>> players;
  std::vector<Of<syntax::SourceStatement>> sources;
  std::vector<Of<syntax::ParamStatement>> params;
  std::vector<Of<syntax::LetStatement>> lets;
  std::vector<Of<syntax::CorrelateStatement>> correlations;
  std::vector<Of<syntax::EvidenceStatement>> evidence;
  std::vector<Of<syntax::MenuStatement>> menus;
  Of<syntax::PlayStatement> play;
  std::vector<Of<syntax::OutcomeStatement>> outcomes;
  std::vector<Of<syntax::PayoffStatement>> payoffs;
  std::vector<Of<syntax::AskStatement>> asks;
  std::vector<Of<syntax::ExpectStatement>> expectations;
  std::vector<Of<syntax::VariantStatement>> variants;
};

/// Reports what is declared twice (P0202).
[[nodiscard]] Statements statements_of(const syntax::File& file, const syntax::VariantStatement* variant,
                                       Reporter& report);

}  // namespace parley::scenario
