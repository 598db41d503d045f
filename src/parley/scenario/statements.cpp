// SPDX-License-Identifier: Apache-2.0
// Names the statements of a file and prints each alone.
#include "parley/scenario/statements.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "parley/scenario/formatter.h"
#include "parley/scenario/parse_tokens.h"
#include "parley/scenario/syntax.h"

namespace parley::scenario {
namespace {

std::string pair_name(const syntax::CorrelateStatement& s) {
  const bool in_order = s.first.text <= s.second.text;
  return in_order ? s.first.text + ", " + s.second.text : s.second.text + ", " + s.first.text;
}

std::string name_of(const syntax::Statement& statement) {
  return std::visit(
      [](const auto& body) -> std::string {
        using Body = std::decay_t<decltype(body)>;
        if constexpr (std::is_same_v<Body, syntax::CorrelateStatement>) {
          return pair_name(body);
        } else if constexpr (requires { body.name.text; } && !std::is_same_v<Body, syntax::AskStatement>) {
          return body.name.text;
        } else if constexpr (requires { body.player.text; }) {
          return body.player.text;
        } else {
          return {};
        }
      },
      statement.what);
}

bool is_question(const syntax::Statement& statement) {
  return std::holds_alternative<syntax::AskStatement>(statement.what) ||
         std::holds_alternative<syntax::ExpectStatement>(statement.what);
}

bool is_listed(const syntax::Statement& statement) {
  return !std::holds_alternative<syntax::EditionStatement>(statement.what) &&
         !std::holds_alternative<syntax::VariantStatement>(statement.what);
}

/// Parts of a statement that are words for people: a clause is left out with the word before it.
struct Wording {
  std::vector<Span> clauses;
  std::optional<Span> data_file;  ///< the one quoted text that is none
  bool is_all = false;

  void clause(const std::optional<syntax::Word>& word) {
    if (word) clauses.push_back(word->span);
  }
  void clause(const std::vector<syntax::Word>& words) {
    if (!words.empty()) clauses.push_back({words.front().span.begin, words.back().span.end});
  }
};

struct FindWording {
  Wording& out;

  void operator()(const syntax::ScenarioStatement& s) const {
    out.clause(s.as_of);
    out.clause(s.horizon);
    out.clause(s.note);
    out.is_all = !s.payoffs;
  }
  void operator()(const syntax::SourceStatement&) const { out.is_all = true; }
  void operator()(const syntax::ParamStatement& s) const {
    out.clause(s.unit);
    out.clause(s.from);
    if (s.distribution.form == syntax::DistributionExpr::Form::samples) out.data_file = s.distribution.file.span;
  }
  void operator()(const syntax::CorrelateStatement& s) const { out.clause(s.because); }
  void operator()(const syntax::EvidenceStatement& s) const {
    out.clause(s.from);
    out.clause(s.on);
    out.is_all =
        std::ranges::all_of(s.items, [](const auto& item) { return item.form == syntax::EvidenceItem::Form::noted; });
  }
  void operator()(const syntax::AskStatement&) const { out.is_all = true; }
  void operator()(const syntax::ExpectStatement&) const { out.is_all = true; }
  void operator()(const auto&) const {}
};

class Reader {
 public:
  Reader(const SourceText& source, const Tokens& tokens) : source_(source), tokens_(tokens) {}

  [[nodiscard]] NamedStatement read(const syntax::Statement& statement) const {
    NamedStatement made;
    made.kind = statement.keyword.text;
    made.name = name_of(statement);
    made.line = source_.position(statement.span.begin).line;
    made.text = canonical(statement.span);
    if (is_question(statement)) made.name = made.text.substr(std::min(made.text.size(), made.kind.size() + 1));
    Wording wording;
    std::visit(FindWording{wording}, statement.what);
    if (!wording.is_all) put_meaning(statement.span, wording, made);
    std::ranges::sort(made.uses);
    const auto again = std::ranges::unique(made.uses);
    made.uses.erase(again.begin(), again.end());
    return made;
  }

 private:
  /// The text alone, as the formatter sets it.
  [[nodiscard]] std::string canonical(Span span) const {
    std::string text(source_.at(span));
    for (const Comment& comment : tokens_.comments) {
      if (comment.span.begin < span.begin || comment.span.end > span.end) continue;
      const auto begin = text.begin() + (comment.span.begin - span.begin);
      std::fill(begin, begin + (comment.span.end - comment.span.begin), ' ');
    }
    std::string lines;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string_view line = std::string_view(text).substr(at, end - at);
      if (line.find_first_not_of(" \t\r") != std::string_view::npos) lines += std::string(line) + "\n";
      at = end + 1;
    }
    constexpr std::string_view edition = "parley 1\n";
    const auto set = format(SourceText("", "", std::string(edition) + lines));
    std::string made = set ? set->substr(edition.size()) : lines;
    while (made.starts_with('\n')) made.erase(0, 1);
    while (made.ends_with('\n')) made.pop_back();
    return made;
  }

  /// Tokens that are no words for people; between braces a comma says no more than a line break.
  void put_meaning(Span span, const Wording& wording, NamedStatement& made) const {
    std::vector<const Token*> kept;
    std::vector<bool> in_braces;
    for (const Token& token : tokens_.list) {
      if (token.span.begin < span.begin || token.span.end > span.end || token.span.begin == token.span.end) continue;
      const bool in_clause = std::ranges::any_of(wording.clauses, [&](Span clause) {
        return clause.begin <= token.span.begin && token.span.end <= clause.end;
      });
      if (in_clause) {
        const bool is_first =
            std::ranges::any_of(wording.clauses, [&](Span clause) { return clause.begin == token.span.begin; });
        if (is_first && !kept.empty()) kept.pop_back();
        continue;
      }
      if (token.kind == TokenKind::text && wording.data_file != token.span) continue;
      const bool is_symbol = token.kind == TokenKind::symbol;
      if (is_symbol && (token.text == "{" || token.text == "(")) in_braces.push_back(token.text == "{");
      if (is_symbol && (token.text == "}" || token.text == ")") && !in_braces.empty()) in_braces.pop_back();
      if (is_symbol && token.text == "," && !in_braces.empty() && in_braces.back()) continue;
      kept.push_back(&token);
    }
    for (const Token* token : kept) {
      made.meaning += (made.meaning.empty() ? "" : " ") + std::string(token->text);
      if (token->kind == TokenKind::name) made.uses.emplace_back(token->text);
    }
  }

  const SourceText& source_;
  const Tokens& tokens_;
};

std::string key_of(const NamedStatement& statement) { return statement.kind + " " + statement.name; }

void put(std::vector<NamedStatement>& list, NamedStatement statement) {
  const auto same = std::ranges::find(list, key_of(statement), key_of);
  if (same != list.end()) {
    *same = std::move(statement);
    return;
  }
  auto place = list.end();
  if (statement.kind == "outcome" && !statement.meaning.ends_with(" otherwise")) {
    place = std::ranges::find_if(
        list, [](const NamedStatement& one) { return one.kind == "outcome" && one.meaning.ends_with(" otherwise"); });
  }
  list.insert(place, std::move(statement));
}

}  // namespace

Result<std::vector<NamedStatement>> named_statements(const SourceText& source, std::string_view variant) {
  const ParsedTokens read = parse_tokens(source);
  if (read.parsed.diagnostics.has_errors()) {
    const Diagnostic& first = read.parsed.diagnostics.list.front();
    return fail(ErrorCode::bad_scenario, fmt::format("{}: {} [{}]", source.name(), first.message, first.code));
  }
  const Reader reader(source, read.tokens);
  std::vector<NamedStatement> list;
  const syntax::VariantStatement* chosen = nullptr;
  for (const syntax::Statement& statement : read.parsed.file.statements) {
    const auto* body = std::get_if<syntax::VariantStatement>(&statement.what);
    if (body != nullptr && !variant.empty() && body->name.text == variant) chosen = body;
    if (is_listed(statement) && (variant.empty() || !is_question(statement))) list.push_back(reader.read(statement));
  }
  if (variant.empty()) return list;
  if (chosen == nullptr)
    return fail(ErrorCode::bad_option, fmt::format("{} has no variant `{}`", source.name(), variant));
  for (const syntax::Statement& statement : chosen->statements) {
    if (is_listed(statement)) put(list, reader.read(statement));
  }
  return list;
}

}  // namespace parley::scenario
