// SPDX-License-Identifier: Apache-2.0
// Looks up names, guesses what a mistyped one meant, and merges a variant's statements into the file's.
#include "parley/scenario/names.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace parley::scenario {
namespace {

/// Edit distance in which two neighbours that changed places count once (optimal string alignment); limit + 1 where it
/// passes the limit for sure.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > limit) return limit + 1;
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = a[i - 1] == b[j - 1];
      row[j] = std::min({last[j - 1] + (same ? 0 : 1), last[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return std::min(last[b.size()], limit + 1);
}

std::string key_of(const syntax::Statement& statement) {
  const auto pair = [](std::string a, std::string b) {
    if (b < a) std::swap(a, b);
    return fmt::format("correlate {}, {}", a, b);
  };
  struct Key {
    decltype(pair)& of_pair;
    std::string operator()(const syntax::EditionStatement&) const { return "parley"; }
    std::string operator()(const syntax::ScenarioStatement&) const { return "scenario"; }
    std::string operator()(const syntax::PlayerStatement& s) const { return "name " + s.name.text; }
    std::string operator()(const syntax::SourceStatement& s) const { return "name " + s.name.text; }
    std::string operator()(const syntax::ParamStatement& s) const { return "name " + s.name.text; }
    std::string operator()(const syntax::LetStatement& s) const { return "name " + s.name.text; }
    std::string operator()(const syntax::CorrelateStatement& s) const { return of_pair(s.first.text, s.second.text); }
    std::string operator()(const syntax::EvidenceStatement& s) const { return "name " + s.name.text; }
    std::string operator()(const syntax::MenuStatement& s) const { return "name " + s.name.text; }
    std::string operator()(const syntax::PlayStatement&) const { return "play"; }
    std::string operator()(const syntax::OutcomeStatement& s) const { return "name " + s.name.text; }
    std::string operator()(const syntax::PayoffStatement& s) const { return "payoff " + s.player.text; }
    std::string operator()(const syntax::AskStatement&) const { return ""; }
    std::string operator()(const syntax::ExpectStatement&) const { return ""; }
    std::string operator()(const syntax::VariantStatement& s) const { return "name " + s.name.text; }
  };
  const std::string key = std::visit(Key{pair}, statement.what);
  const bool nameless = key.empty() || key.back() == ' ' || key.find(" ,") != std::string::npos;
  return nameless ? std::string() : key;  // damaged: its name could not be read
}

bool is_question(const syntax::Statement& statement) {
  return std::holds_alternative<syntax::AskStatement>(statement.what) ||
         std::holds_alternative<syntax::ExpectStatement>(statement.what);
}

bool may_stand_in_variant(const syntax::Statement& statement) {
  return !std::holds_alternative<syntax::EditionStatement>(statement.what) &&
         !std::holds_alternative<syntax::VariantStatement>(statement.what);
}

/// The place of the statement's name, or of its key word.
Span name_span(const syntax::Statement& statement) {
  return std::visit(
      [&](const auto& body) {
        if constexpr (requires { body.name.span; } &&
                      !std::is_same_v<std::decay_t<decltype(body)>, syntax::AskStatement>) {
          return body.name.span;
        } else if constexpr (requires { body.player.span; }) {
          return body.player.span;
        } else {
          return statement.keyword.span;
        }
      },
      statement.what);
}

using Key = std::unordered_map<std::string, const syntax::Statement*>;

/// Notes the statement under its key; reports it and says no where the key is taken.
bool first_of_key(Key& seen, const syntax::Statement& statement, Reporter& report) {
  const std::string key = key_of(statement);
  if (key.empty()) return true;
  const auto [place, inserted] = seen.emplace(key, &statement);
  if (inserted) return true;
  const bool named = key.starts_with("name ");
  const std::string what = named ? fmt::format("the name `{}` is already taken", shortened(key.substr(5)))
                                 : fmt::format("a second `{}`", shortened(key));
  Diagnostic& made = report.error("P0202", name_span(statement), what);
  made.labels.push_back({name_span(*place->second), "first here"});
  made.notes.emplace_back(named ? "all names of a file live in one space, whatever they name"
                                : "a statement of this kind stands once in a file");
  made.help = named ? "give one of the two another name" : "keep one of the two, or move one into a variant";
  return false;
}

std::size_t place_of_otherwise(const std::vector<Of<syntax::OutcomeStatement>>& outcomes) {
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!outcomes[i].body->when) return i;
  }
  return outcomes.size();
}

/// Puts a statement into its kind's list. A variant's new outcome goes before `otherwise`.
struct Placing {
  Statements& out;
  const syntax::Statement* statement;
  bool from_variant;

  void operator()(const syntax::EditionStatement&) const {}
  void operator()(const syntax::ScenarioStatement& s) const { out.header = {&s, statement}; }
  void operator()(const syntax::PlayerStatement& s) const { out.players.push_back({&s, statement}); }
  void operator()(const syntax::SourceStatement& s) const { out.sources.push_back({&s, statement}); }
  void operator()(const syntax::ParamStatement& s) const { out.params.push_back({&s, statement}); }
  void operator()(const syntax::LetStatement& s) const { out.lets.push_back({&s, statement}); }
  void operator()(const syntax::CorrelateStatement& s) const { out.correlations.push_back({&s, statement}); }
  void operator()(const syntax::EvidenceStatement& s) const { out.evidence.push_back({&s, statement}); }
  void operator()(const syntax::MenuStatement& s) const { out.menus.push_back({&s, statement}); }
  void operator()(const syntax::PlayStatement& s) const { out.play = {&s, statement}; }
  void operator()(const syntax::OutcomeStatement& s) const {
    const bool before_otherwise = from_variant && s.when;
    const std::size_t place = before_otherwise ? place_of_otherwise(out.outcomes) : out.outcomes.size();
    out.outcomes.insert(out.outcomes.begin() + static_cast<std::ptrdiff_t>(place), {&s, statement});
  }
  void operator()(const syntax::PayoffStatement& s) const { out.payoffs.push_back({&s, statement}); }
  void operator()(const syntax::AskStatement& s) const { out.asks.push_back({&s, statement}); }
  void operator()(const syntax::ExpectStatement& s) const { out.expectations.push_back({&s, statement}); }
  void operator()(const syntax::VariantStatement& s) const { out.variants.push_back({&s, statement}); }
};

}  // namespace

std::string_view with_article(NameKind kind) {
  switch (kind) {
    case NameKind::player:
      return "a player";
    case NameKind::source:
      return "a source";
    case NameKind::param:
      return "a parameter";
    case NameKind::let:
      return "a `let`";
    case NameKind::evidence:
      return "a piece of evidence";
    case NameKind::menu:
      return "a menu";
    case NameKind::variable:
      return "a pick or chance move";
    case NameKind::round:
      return "a round's name";
    case NameKind::outcome:
      return "an outcome";
    case NameKind::variant:
      return "a variant";
  }
  return "a name";
}

const NameEntry* NameTable::insert(std::string_view name, NameEntry entry) {
  const auto [place, inserted] = entries_.emplace(std::string(name), entry);
  return inserted ? nullptr : &place->second;
}

NameEntry* NameTable::find(std::string_view name) {
  const auto place = entries_.find(std::string(name));
  return place == entries_.end() ? nullptr : &place->second;
}

const NameEntry* NameTable::find(std::string_view name) const {
  const auto place = entries_.find(std::string(name));
  return place == entries_.end() ? nullptr : &place->second;
}

std::string NameTable::nearest(std::string_view name, std::optional<NameKind> kind) const {
  std::vector<std::string> candidates;
  for (const auto& [text, entry] : entries_) {
    if (!kind || entry.kind == *kind) candidates.push_back(text);
  }
  std::ranges::sort(candidates);
  return nearest_of(name, candidates);
}

std::string nearest_of(std::string_view name, const std::vector<std::string>& candidates) {
  if (name.size() > 64) return {};
  std::size_t limit = std::max<std::size_t>(1, name.size() / 3);
  std::string best;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > 64 || candidate == name) continue;
    const std::size_t found = distance(name, candidate, limit);
    if (found > limit) continue;
    if (best.empty() || found < limit) best = candidate;
    limit = found;
    if (limit == 0) break;
  }
  return best;
}

NameTable names_of(const Scenario& scenario) {
  NameTable names;
  const auto all = [&](const auto& list, NameKind kind) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      names.insert(list[i].name, {kind, static_cast<std::uint32_t>(i), list[i].span, {}});
    }
  };
  all(scenario.players, NameKind::player);
  all(scenario.sources, NameKind::source);
  all(scenario.params, NameKind::param);
  all(scenario.lets, NameKind::let);
  all(scenario.evidence, NameKind::evidence);
  all(scenario.outcomes, NameKind::outcome);
  all(scenario.variants, NameKind::variant);
  for (std::size_t i = 0; i < scenario.variables.size(); ++i) {
    const auto id = make_id<VariableTag>(i);
    const Variable& variable = scenario.variables[i];
    names.insert(variable.name, {NameKind::variable, id.index, variable.span, {}});
    names.find(variable.name)->variable = id;
  }
  for (std::size_t i = 0; i < scenario.repeats.size(); ++i) {
    const Repeat& repeat = scenario.repeats[i];
    if (repeat.round_name.empty()) continue;
    names.insert(repeat.round_name, {NameKind::round, static_cast<std::uint32_t>(i), {}, {}});
  }
  return names;
}

std::string shortened(std::string_view name) {
  constexpr std::size_t shown = 24;  // at either end
  if (name.size() <= 2 * shown + 3) return std::string(name);
  return fmt::format("{}...{}", name.substr(0, shown), name.substr(name.size() - shown));
}

std::string list_names(const std::vector<std::string>& names, std::string_view last_word, std::size_t limit) {
  std::string text;
  const std::size_t shown = std::min(names.size(), limit);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == names.size() ? fmt::format(" {} ", last_word) : ", ";
    text += fmt::format("`{}`", shortened(names[i]));
  }
  if (names.size() > shown) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

Statements statements_of(const syntax::File& file, const syntax::VariantStatement* variant, Reporter& report) {
  Key of_variant;
  if (variant != nullptr) {
    for (const syntax::Statement& statement : variant->statements) {
      if (!may_stand_in_variant(statement)) {
        continue;  // the parser has said so
      }
      first_of_key(of_variant, statement, report);
    }
  }
  Statements out;
  Key of_file;
  std::unordered_map<std::string, bool> replaced;
  for (const syntax::Statement& statement : file.statements) {
    if (variant != nullptr && is_question(statement)) continue;
    if (!first_of_key(of_file, statement, report)) continue;
    const auto replacement = of_variant.find(key_of(statement));
    if (replacement == of_variant.end()) {
      std::visit(Placing{out, &statement, false}, statement.what);
    } else {
      replaced[replacement->first] = true;
      std::visit(Placing{out, replacement->second, false}, replacement->second->what);
    }
  }
  if (variant == nullptr) return out;
  for (const syntax::Statement& statement : variant->statements) {
    if (!may_stand_in_variant(statement)) continue;
    const std::string key = key_of(statement);
    if (!key.empty() && (replaced.contains(key) || of_variant[key] != &statement)) continue;
    std::visit(Placing{out, &statement, true}, statement.what);
  }
  return out;
}

}  // namespace parley::scenario
