// SPDX-License-Identifier: Apache-2.0
// Declares what the statements name: players with the labels of their types, sources, params, lets, menus, outcomes.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/checker.h"

namespace parley::scenario {
namespace {

std::string text_of(const std::optional<syntax::Word>& word) { return word ? word->text : std::string(); }

void declare_header(Checker& checker) {
  const auto& header = checker.statements.header;
  if (header.body == nullptr) return;
  Header& made = checker.scenario.header;
  made.title = header.body->title.text;
  made.as_of = text_of(header.body->as_of);
  made.horizon = text_of(header.body->horizon);
  made.note = text_of(header.body->note);
  made.span = header.statement->span;
  if (!header.body->payoffs) return;
  const auto& [low, high] = *header.body->payoffs;
  if (!was_read(low) || !was_read(high)) return;
  if (low.value < high.value) {
    made.payoffs = std::pair(Number(low.value), Number(high.value));
    return;
  }
  checker.report
      .error("P0506", {low.span.begin, high.span.end},
             fmt::format("the scale of payoffs goes from {} to {}, and must go upwards", low.text, high.text))
      .help = "write the smaller number first";
}

void declare_players(Checker& checker) {
  for (const auto& [body, statement] : checker.statements.players) {
    const auto id = make_id<PlayerTag>(checker.scenario.players.size());
    declare(checker, body->name, {NameKind::player, id.index, body->name.span, {}});
    Player made;
    made.name = body->name.text;
    made.text = text_of(body->text);
    made.span = body->name.span;
    checker.scenario.players.push_back(std::move(made));
  }
  for (std::size_t i = 0; i < checker.statements.players.size(); ++i) {
    const auto& body = *checker.statements.players[i].body;
    if (!body.has_type) continue;
    ChanceTable table = declare_table(checker, body.type, body.name.text + ".type");
    auto seen = seen_players(checker, body.type_seen, false, make_id<PlayerTag>(i));
    checker.scenario.players[i].type = std::move(table);
    checker.scenario.players[i].type_seen.players = std::move(seen);
  }
}

void declare_sources(Checker& checker) {
  for (const auto& [body, statement] : checker.statements.sources) {
    const auto index = static_cast<std::uint32_t>(checker.scenario.sources.size());
    declare(checker, body->name, {NameKind::source, index, body->name.span, {}});
    Source made;
    made.name = body->name.text;
    made.text = body->text.text;
    made.grade = text_of(body->grade);
    made.date = text_of(body->date);
    made.url = text_of(body->url);
    made.file = text_of(body->file);
    made.span = body->name.span;
    checker.scenario.sources.push_back(std::move(made));
  }
}

void declare_params(Checker& checker) {
  for (const auto& [body, statement] : checker.statements.params) {
    const auto index = static_cast<std::uint32_t>(checker.scenario.params.size());
    declare(checker, body->name, {NameKind::param, index, body->name.span, {}});
    Param made;
    made.name = body->name.text;
    made.text = text_of(body->text);
    made.unit = text_of(body->unit);
    made.span = body->name.span;
    made.distribution_span = body->distribution.span;
    if (body->support && body->support->text == "pos") made.support = Support::positive;
    if (body->support && body->support->text == "prob") made.support = Support::probability;
    for (const syntax::Word& source : body->from) {
      if (const auto id = resolve(checker, source, NameKind::source)) made.from.push_back({*id});
    }
    if (body->private_to) {
      if (const auto id = resolve(checker, *body->private_to, NameKind::player)) made.private_to = PlayerId{*id};
    }
    checker.scenario.params.push_back(std::move(made));
  }
}

void declare_lets(Checker& checker) {
  for (const auto& [body, statement] : checker.statements.lets) {
    const auto index = static_cast<std::uint32_t>(checker.scenario.lets.size());
    declare(checker, body->name, {NameKind::let, index, body->name.span, {}});
    checker.scenario.lets.push_back({body->name.text, body->name.span, not_yet});
  }
}

void declare_menus(Checker& checker) {
  for (const auto& [body, statement] : checker.statements.menus) {
    const auto index = static_cast<std::uint32_t>(checker.menus.size());
    declare(checker, body->name, {NameKind::menu, index, body->name.span, {}});
    Menu made;
    made.statement = body;
    Labels known;
    for (const syntax::Choice& entry : body->entries) {
      VariableLabel label{label_text(entry.label), {}, entry.label.span};
      if (known.add(label.text)) {
        checker.report.error("P0210", entry.label.span,
                             fmt::format("the menu `{}` has the label `{}` twice", body->name.text, label.text));
      }
      if (entry.value != nullptr || entry.numeric) label.value = not_yet;
      made.labels.push_back(std::move(label));
    }
    checker.menus.push_back(std::move(made));
  }
}

void declare_others(Checker& checker) {
  for (std::size_t i = 0; i < checker.statements.evidence.size(); ++i) {
    const syntax::Word& name = checker.statements.evidence[i].body->name;
    declare(checker, name, {NameKind::evidence, static_cast<std::uint32_t>(i), name.span, {}});
  }
  for (std::size_t i = 0; i < checker.statements.outcomes.size(); ++i) {
    const auto& body = *checker.statements.outcomes[i].body;
    declare(checker, body.name, {NameKind::outcome, static_cast<std::uint32_t>(i), body.name.span, {}});
    checker.scenario.outcomes.push_back({body.name.text, text_of(body.text), body.name.span, {}});
  }
  for (std::size_t i = 0; i < checker.statements.variants.size(); ++i) {
    const auto& body = *checker.statements.variants[i].body;
    declare(checker, body.name, {NameKind::variant, static_cast<std::uint32_t>(i), body.name.span, {}});
    checker.scenario.variants.push_back({body.name.text, body.text.text, body.name.span});
  }
}

Scope value_scope(std::string where) {
  Scope scope;
  scope.where = std::move(where);
  scope.private_params = scope.types = scope.play = false;
  return scope;
}

std::optional<ExprId> lower_value(Checker& checker, const syntax::Expr* value, const VariableLabel& label,
                                  std::string_view owner) {
  if (value == nullptr) return checker.lower.constant(Number(Rational::parse(label.text).value_or(0)), label.span);
  return checker.lower.number(value, value_scope(fmt::format("the value of `{}` in `{}`", label.text, owner)));
}

}  // namespace

void declare_statements(Checker& checker) {
  declare_header(checker);
  declare_players(checker);
  declare_sources(checker);
  declare_params(checker);
  declare_lets(checker);
  declare_menus(checker);
  declare_others(checker);
}

void lower_label_values(Checker& checker) {
  for (Menu& menu : checker.menus) {
    for (std::size_t i = 0; i < menu.labels.size(); ++i) {
      VariableLabel& label = menu.labels[i];
      if (!label.value) continue;
      label.value = lower_value(checker, menu.statement->entries[i].value.get(), label, menu.statement->name.text);
    }
    for (const VariableId pick : menu.picks) checker.scenario.variables[pick.at()].labels = menu.labels;
  }
  for (const PendingValue& pending : checker.pending_values) {
    Variable& variable = checker.scenario.variables[pending.variable.at()];
    const VariableLabel label = variable.labels[pending.label];
    const auto value = lower_value(checker, pending.value, label, variable.name);
    checker.scenario.variables[pending.variable.at()].labels[pending.label].value = value;
  }
  for (std::size_t i = 0; i < checker.statements.players.size(); ++i) {
    const auto& body = *checker.statements.players[i].body;
    if (!body.has_type) continue;
    for (std::size_t j = 0; j < body.type.size(); ++j) {
      ChanceTable& table = *checker.scenario.players[i].type;
      if (!table.worth[j]) continue;
      const VariableLabel label{table.labels[j], {}, table.spans[j]};
      const auto worth = lower_value(checker, body.type[j].worth.get(), label, body.name.text + ".type");
      checker.scenario.players[i].type->worth[j] = worth;
    }
  }
}

std::optional<std::uint32_t> resolve(Checker& checker, const syntax::Word& word, NameKind kind) {
  const NameEntry* entry = checker.names.find(word.text);
  if (entry != nullptr && kind == NameKind::variable && entry->variable) return entry->variable->index;
  if (entry != nullptr && entry->kind == kind) return entry->index;
  if (checker.lower.is_torn(word.text)) return {};
  if (entry != nullptr) {
    checker.report
        .error(
            "P0203", word.span,
            fmt::format("`{}` is {}, and {} is needed here", word.text, with_article(entry->kind), with_article(kind)))
        .labels.push_back({entry->span, "declared here"});
    return {};
  }
  Diagnostic& wrong = checker.report.error(
      "P0201", word.span,
      fmt::format("nothing here has the name `{}`; {} is needed", shortened(word.text), with_article(kind)));
  if (!checker.report.may_suggest()) return {};
  const std::string near = checker.names.nearest(word.text, kind);
  if (near.empty()) return {};
  wrong.help = fmt::format("`{}` is the nearest name that there is", near);
  wrong.edit = Edit{word.span, near};
  return {};
}

bool declare(Checker& checker, const syntax::Word& word, NameEntry entry) {
  if (word.text.empty()) return false;
  const NameEntry* first = checker.names.insert(word.text, entry);
  if (first == nullptr) return true;
  Diagnostic& made =
      checker.report.error("P0202", word.span, fmt::format("the name `{}` is already taken", shortened(word.text)));
  made.labels.push_back({first->span, fmt::format("{} has it", with_article(first->kind))});
  made.notes.emplace_back("all names of a file live in one space, whatever they name");
  made.help = "give one of the two another name";
  return false;
}

std::vector<PlayerId> seen_players(Checker& checker, const syntax::SeenBy& seen, bool all_by_default,
                                   std::optional<PlayerId> mover) {
  using Who = syntax::SeenBy::Who;
  std::vector<PlayerId> players;
  if (seen.who == Who::all || (seen.who == Who::unsaid && all_by_default)) {
    for (std::size_t i = 0; i < checker.scenario.players.size(); ++i) {
      if (!mover || mover->at() != i) players.push_back(make_id<PlayerTag>(i));
    }
    return players;
  }
  std::vector<std::uint32_t> named;
  for (const syntax::Word& word : seen.players) {
    const auto id = resolve(checker, word, NameKind::player);
    if (!id) continue;
    if (std::ranges::find(named, *id) != named.end()) {
      checker.report.error("P0409", word.span, fmt::format("`seen by` names `{}` twice", word.text)).edit = {};
      continue;
    }
    named.push_back(*id);
    if (!mover || mover->index != *id) players.push_back({*id});
  }
  return players;
}

ChanceTable declare_table(Checker& checker, const std::vector<syntax::TableEntry>& entries, std::string_view owner) {
  ChanceTable table;
  std::optional<Span> rest;
  Labels known;
  for (const syntax::TableEntry& entry : entries) {
    const std::string text = label_text(entry.label);
    if (const auto first = known.add(text)) {
      Diagnostic& twice =
          checker.report.error("P0210", entry.label.span, fmt::format("`{}` has the label `{}` twice", owner, text));
      twice.labels.push_back({table.spans[*first], "first here"});
    }
    if (entry.prob == nullptr) {
      if (rest && !checker.torn) {
        Diagnostic& twice =
            checker.report.error("P0305", entry.span, fmt::format("`{}` has two entries `rest`", owner));
        twice.labels.push_back({*rest, "this one takes all that is left"});
        twice.help = "give one of the two its chance";
      }
      rest = entry.span;
    }
    table.labels.push_back(text);
    table.worth.push_back(entry.worth != nullptr || entry.numeric ? std::optional(not_yet) : std::nullopt);
    table.probs.emplace_back();
    table.spans.push_back(entry.span);
  }
  return table;
}

std::string one_line(const SourceText& source, Span span) {
  std::string text;
  bool quoted = false;
  bool comment = false;
  char before = '\0';
  for (const char c : source.at(span)) {
    if (c == '\n') comment = false;
    if (!quoted && c == '#') comment = true;
    if (comment) continue;
    if (c == '"' && !(quoted && before == '\\')) quoted = !quoted;
    before = quoted && before == '\\' ? '\0' : c;
    const bool blank = !quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r');
    if (blank && (text.empty() || text.back() == ' ')) continue;
    text += blank ? ' ' : c;
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace parley::scenario
