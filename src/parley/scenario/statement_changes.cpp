// SPDX-License-Identifier: Apache-2.0
// Compares statements by name and puts hybrids together as text.
#include "parley/scenario/statement_changes.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace parley::scenario {
namespace {

using List = std::vector<NamedStatement>;

std::optional<std::size_t> find(const List& list, const NamedStatement& like) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].kind == like.kind && list[i].name == like.name) return i;
  }
  return std::nullopt;
}

/// Names of the outcomes in order, those that both lists have.
std::vector<std::string> common_outcomes(const List& list, const List& other) {
  std::vector<std::string> names;
  for (const NamedStatement& one : list) {
    if (one.kind == "outcome" && find(other, one)) names.push_back(one.name);
  }
  return names;
}

bool has_order(const StatementChanges& changes) {
  return std::ranges::any_of(changes.assumptions,
                             [](const StatementChange& change) { return change.kind == "outcome order"; });
}

/// `base` with what `other` alone has, each after what comes before it there.
std::vector<std::string> merged_outcomes(const List& base, const List& other) {
  std::vector<std::string> names;
  for (const NamedStatement& one : base) {
    if (one.kind == "outcome") names.push_back(one.name);
  }
  auto place = names.begin();
  for (const NamedStatement& one : other) {
    if (one.kind != "outcome") continue;
    const auto found = std::ranges::find(names, one.name);
    place = found == names.end() ? names.insert(place, one.name) : found;
    ++place;
  }
  return names;
}

/// The lines of a text.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

/// Which statement of a name a hybrid has: null for none.
const NamedStatement* chosen(const StatementChanges& changes, const std::vector<bool>& applied, std::string_view kind,
                             std::string_view name) {
  const NamedStatement* found = nullptr;
  const auto is_it = [&](const NamedStatement& one) { return one.kind == kind && one.name == name; };
  const auto in_a = std::ranges::find_if(changes.a, is_it);
  const auto in_b = std::ranges::find_if(changes.b, is_it);
  if (in_a != changes.a.end()) found = &*in_a;
  for (std::size_t k = 0; k < changes.assumptions.size(); ++k) {
    const StatementChange& change = changes.assumptions[k];
    if (change.kind != kind || change.name != name) continue;
    if (applied[k]) return change.b ? &*in_b : nullptr;
    return found;
  }
  return found == nullptr && in_b != changes.b.end() ? &*in_b : found;
}

bool is_question(const NamedStatement& statement) { return statement.kind == "ask" || statement.kind == "expect"; }

/// A name that one side alone declares. A payoff has its player's name, a `correlate` those of two params.
bool is_alone(const StatementChange& change) {
  const bool declares = change.kind == "player" || change.kind == "param" || change.kind == "let" ||
                        change.kind == "menu" || change.kind == "outcome";
  return declares && change.a.has_value() != change.b.has_value();
}

std::size_t root_of(std::vector<std::size_t>& groups, std::size_t k) {
  while (groups[k] != k) k = groups[k];
  return k;
}

/// True where `user` cannot have the side on which it uses the name that `alone` brings or takes, without it.
bool needs(const StatementChanges& changes, const StatementChange& user, const StatementChange& alone) {
  const auto uses = [&](const NamedStatement& statement) {
    return std::ranges::binary_search(statement.uses, alone.name);
  };
  if (alone.b) return user.b && uses(changes.b[*user.b]);
  return user.a && uses(changes.a[*user.a]);
}

}  // namespace

StatementChanges changes_between(std::vector<NamedStatement> a, std::vector<NamedStatement> b) {
  StatementChanges made{std::move(a), std::move(b), {}, {}};
  const auto add = [&](const NamedStatement& like, std::optional<std::size_t> in_a, std::optional<std::size_t> in_b) {
    const bool has_meaning = (in_a && !made.a[*in_a].meaning.empty()) || (in_b && !made.b[*in_b].meaning.empty());
    const bool is_same = in_a && in_b && made.a[*in_a].meaning == made.b[*in_b].meaning;
    (has_meaning && !is_same ? made.assumptions : made.wording).push_back({like.kind, like.name, in_a, in_b});
  };
  for (std::size_t i = 0; i < made.a.size(); ++i) {
    const auto other = find(made.b, made.a[i]);
    const bool differs = !other || made.a[i].meaning != made.b[*other].meaning || made.a[i].text != made.b[*other].text;
    if (differs) add(made.a[i], i, other);
  }
  for (std::size_t i = 0; i < made.b.size(); ++i) {
    if (!find(made.a, made.b[i])) add(made.b[i], std::nullopt, i);
  }
  // Only a layout that differs: the tokens are the same, texts included.
  std::erase_if(made.wording, [&](const StatementChange& change) {
    if (!change.a || !change.b) return false;
    const auto squeezed = [](const std::string& text) {
      std::string kept;
      bool is_quoted = false;
      for (const char c : text) {
        if (c == '"') is_quoted = !is_quoted;
        if (is_quoted || (c != ' ' && c != '\n' && c != ',')) kept += c;
      }
      return kept;
    };
    return squeezed(made.a[*change.a].text) == squeezed(made.b[*change.b].text);
  });
  if (common_outcomes(made.a, made.b) != common_outcomes(made.b, made.a)) {
    made.assumptions.push_back({"outcome order", "", std::nullopt, std::nullopt});
  }
  return made;
}

std::string hybrid_text(const StatementChanges& changes, const std::vector<bool>& applied) {
  std::string text = "parley 1\n";
  const auto put = [&](std::string_view kind, std::string_view name) {
    const NamedStatement* statement = chosen(changes, applied, kind, name);
    if (statement != nullptr) text += statement->text + "\n";
  };
  for (const NamedStatement& one : changes.a) {
    if (one.kind != "outcome" && !is_question(one)) put(one.kind, one.name);
  }
  for (const NamedStatement& one : changes.b) {
    if (one.kind != "outcome" && !is_question(one) && !find(changes.a, one)) put(one.kind, one.name);
  }
  bool is_b_order = false;
  for (std::size_t k = 0; k < changes.assumptions.size(); ++k) {
    if (changes.assumptions[k].kind == "outcome order") is_b_order = applied[k];
  }
  const auto names =
      has_order(changes) && is_b_order ? merged_outcomes(changes.b, changes.a) : merged_outcomes(changes.a, changes.b);
  for (const std::string& name : names) put("outcome", name);
  return text;
}

std::vector<std::size_t> groups_by_names(const StatementChanges& changes) {
  const std::vector<StatementChange>& all = changes.assumptions;
  std::vector<std::size_t> groups(all.size());
  for (std::size_t k = 0; k < groups.size(); ++k) groups[k] = k;
  for (std::size_t alone = 0; alone < all.size(); ++alone) {
    if (!is_alone(all[alone])) continue;
    for (std::size_t user = 0; user < all.size(); ++user) {
      if (user == alone || !needs(changes, all[user], all[alone])) continue;
      const std::size_t first = root_of(groups, alone);
      const std::size_t second = root_of(groups, user);
      groups[std::max(first, second)] = std::min(first, second);
    }
  }
  std::vector<std::size_t> numbers(all.size());
  std::size_t next = 0;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const std::size_t root = root_of(groups, k);
    numbers[k] = root == k ? next++ : numbers[root];
  }
  return numbers;
}

ChangedLines changed_lines(const std::string& before, const std::string& after) {
  const std::vector<std::string_view> own = lines_of(before), theirs = lines_of(after);
  // longest[i][j]: lines that `before` from i on and `after` from j on have in common
  std::vector<std::vector<std::size_t>> longest(own.size() + 1, std::vector<std::size_t>(theirs.size() + 1, 0));
  for (std::size_t i = own.size(); i-- > 0;) {
    for (std::size_t j = theirs.size(); j-- > 0;) {
      longest[i][j] = own[i] == theirs[j] ? longest[i + 1][j + 1] + 1 : std::max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  ChangedLines made;
  const auto add = [](std::string& text, std::string_view line) {
    text += (text.empty() ? "" : "\n") + std::string(line);
  };
  for (std::size_t i = 0, j = 0; i < own.size() || j < theirs.size();) {
    const bool is_common = i < own.size() && j < theirs.size() && own[i] == theirs[j];
    if (is_common) {
      ++i;
      ++j;
    } else if (i == own.size() || (j < theirs.size() && longest[i][j + 1] >= longest[i + 1][j])) {
      add(made.after, theirs[j++]);
    } else {
      add(made.before, own[i++]);
    }
  }
  return made;
}

}  // namespace parley::scenario
