// SPDX-License-Identifier: Apache-2.0
// The tables of key words and the distance between words.
#include "parley/scenario/words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <vector>

namespace parley::scenario {
namespace {

using namespace std::string_view_literals;

constexpr std::array statements = {"parley"sv,  "scenario"sv,  "player"sv,   "source"sv, "param"sv,
                                   "let"sv,     "correlate"sv, "evidence"sv, "menu"sv,   "play"sv,
                                   "outcome"sv, "payoff"sv,    "ask"sv,      "expect"sv, "variant"sv};
constexpr std::array steps = {"chance"sv, "simultaneous"sv, "repeat"sv, "stop"sv};
constexpr std::array functions = {"min"sv, "max"sv, "abs"sv, "exp"sv, "log"sv, "sqrt"sv, "clamp"sv, "mod"sv, "count"sv};
constexpr std::array clauses = {"when"sv,    "seen"sv,  "until"sv, "from"sv,    "private"sv, "parts"sv,
                                "holding"sv, "known"sv, "grade"sv, "because"sv, "where"sv,   "given"sv};
constexpr std::array others = {"if"sv,        "else"sv,   "or"sv,    "and"sv,  "not"sv, "is"sv,     "in"sv,
                               "picks"sv,     "when"sv,   "until"sv, "seen"sv, "by"sv,  "none"sv,   "rest"sv,
                               "otherwise"sv, "always"sv, "noted"sv, "to"sv,   "all"sv, "nobody"sv, "type"sv};

// Words of people are short: longer ones are no misspelling of anything here, and need no quadratic work.
constexpr std::size_t longest = 40;

/// Edits (insert, delete, replace, swap neighbours) that turn one word into the other.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) next[j] = std::min(next[j], before[j - 2] + 1);
    }
    before.swap(row);
    row.swap(next);
  }
  return row[b.size()];
}

std::string lower(std::string_view word) {
  std::string out(word);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

}  // namespace

std::span<const std::string_view> statement_words() { return statements; }
std::span<const std::string_view> step_words() { return steps; }
std::span<const std::string_view> function_words() { return functions; }
std::span<const std::string_view> clause_words() { return clauses; }

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_keyword(std::string_view word) {
  return is_one_of(word, statements) || is_one_of(word, steps) || is_one_of(word, functions) || is_one_of(word, others);
}

std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string_view> known) {
  if (word.size() > longest) return std::nullopt;
  const std::string typed = lower(word);
  std::size_t least = longest;
  std::optional<std::string> found;
  for (const std::string_view candidate : known) {
    if (candidate == word) continue;
    const std::size_t edits = distance(typed, lower(candidate));
    if (edits > least || edits > std::max(word.size(), candidate.size()) / 3) continue;
    if (edits == least) {
      found.reset();  // two are as near: no telling which was meant
      least = edits;
      continue;
    }
    least = edits;
    found = std::string(candidate);
  }
  return found;
}

}  // namespace parley::scenario
