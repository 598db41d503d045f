// SPDX-License-Identifier: Apache-2.0
// What differs between the statements of two scenarios, and the scenarios in between: some of the changes applied.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "parley/scenario/statements.h"

namespace parley::scenario {

/// One statement that only one side has, or that says something else on the other.
struct StatementChange {
  std::string kind;  ///< key word; "outcome order" where the common outcomes are tried in another order
  std::string name;
  std::optional<std::size_t> a, b;  ///< indices of the statements; neither of an outcome order
};

struct StatementChanges {
  std::vector<NamedStatement> a, b;
  std::vector<StatementChange> assumptions;  ///< can change an answer: in the order of `a`, then what `b` adds
  std::vector<StatementChange> wording;      ///< cannot
};

[[nodiscard]] StatementChanges changes_between(std::vector<NamedStatement> a, std::vector<NamedStatement> b);

/// The text of `a` with those assumptions changed that `applied` marks; wording is that of `a`, with the sources of
/// both; no questions. All applied it means the same as `b`.
[[nodiscard]] std::string hybrid_text(const StatementChanges& changes, const std::vector<bool>& applied);

/// Changes that need each other because one uses a name which another alone brings or takes away: for each change the
/// number of its group, the first of them 0.
[[nodiscard]] std::vector<std::size_t> groups_by_names(const StatementChanges& changes);

/// Lines of one text that another has not: as many as can be are matched, in order.
struct ChangedLines {
  std::string before, after;
};
[[nodiscard]] ChangedLines changed_lines(const std::string& before, const std::string& after);

}  // namespace parley::scenario
