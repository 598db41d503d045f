// SPDX-License-Identifier: Apache-2.0
// The one call from text to a checked scenario: the file, then each of its variants, with every fault told once.
#include "parley/scenario/analyse.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/checker.h"
#include "parley/scenario/parser.h"

namespace parley::scenario {
namespace {

/// Every variant is an analysis of the whole file: their number times its bytes is bounded.
constexpr std::size_t max_variants = 256;
constexpr std::size_t max_variant_bytes = 128U << 20U;

struct Checked {
  std::vector<Diagnostic> diagnostics;
  std::size_t num_errors = 0;
  Scenario scenario;
};

struct Text {
  const SourceText& source;
  const syntax::File& file;
  bool torn = false;
  std::vector<std::string> torn_names;
  std::size_t effort = 300'000;  // histories that the analyses may look at, all together
};

Checked check(Text& text, const syntax::VariantStatement* variant) {
  Reporter report;
  const Statements statements = statements_of(text.file, variant, report);
  Checker checker(text.source, statements, report);
  checker.torn = text.torn;
  checker.effort = &text.effort;
  checker.lower.torn_names = text.torn_names;
  if (variant != nullptr) checker.scenario.variant = variant->name.text;
  declare_statements(checker);
  declare_play(checker);
  lower_definitions(checker);
  lower_label_values(checker);
  lower_types(checker);
  lower_evidence(checker);
  lower_correlations(checker);
  lower_play(checker);
  lower_outcomes(checker);
  lower_payoffs(checker);
  lower_questions(checker);
  if (report.num_errors() == 0 && !text.torn) {
    check_tables(checker);
    if (report.num_errors() == 0) check_warnings(checker);
  }
  Checked checked;
  checked.num_errors = report.num_errors();
  checked.diagnostics = report.take();
  checked.scenario = std::move(checker.scenario);
  return checked;
}

/// Every word of the statements that syntax errors stand in: a name among them may have been declared there.
std::vector<std::string> words_near(const SourceText& source, const Diagnostics& diagnostics,
                                    const syntax::File& file) {
  std::set<std::string> words;
  std::vector<Span> read;
  read.reserve(file.statements.size());
  for (const syntax::Statement& statement : file.statements) read.push_back(statement.span);
  for (const Diagnostic& diagnostic : diagnostics.list) {
    if (diagnostic.severity != Severity::error) continue;
    std::uint32_t begin = 0;
    auto end = static_cast<std::uint32_t>(source.text().size());
    for (const Span span : read) {
      if (span.begin <= diagnostic.span.begin && span.end >= diagnostic.span.begin) begin = std::max(begin, span.begin);
      if (span.end < diagnostic.span.begin) begin = std::max(begin, span.end);
      if (span.begin > diagnostic.span.begin) end = std::min(end, span.begin);
    }
    std::string word;
    for (const char c : source.at({begin, std::max(begin, end)})) {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      if (letter) {
        word += c;
      } else if (!word.empty()) {
        words.insert(std::exchange(word, {}));
      }
    }
    if (!word.empty()) words.insert(word);
  }
  return {words.begin(), words.end()};
}

using Place = std::tuple<std::string, std::uint32_t, std::uint32_t>;

Place place_of(const Diagnostic& diagnostic) { return {diagnostic.code, diagnostic.span.begin, diagnostic.span.end}; }

bool inside(Span inner, Span outer) { return inner.begin >= outer.begin && inner.end <= outer.end; }

/// Adds what a variant alone has wrong; a fault outside its own text says which variant brings it out.
void add_variant(std::vector<Diagnostic>& all, std::set<Place>& known, std::vector<Diagnostic> found,
                 const syntax::Statement& statement, const syntax::VariantStatement& variant) {
  for (Diagnostic& diagnostic : found) {
    if (!known.insert(place_of(diagnostic)).second) continue;
    if (!inside(diagnostic.span, statement.span)) {
      if (diagnostic.severity != Severity::error) continue;
      diagnostic.labels.push_back({variant.name.span, fmt::format("in the variant `{}`", variant.name.text)});
      diagnostic.notes.push_back(
          fmt::format("the file itself has no such fault; the variant `{}` brings it", variant.name.text));
    }
    all.push_back(std::move(diagnostic));
  }
}

Diagnostic too_many_variants(const syntax::VariantStatement& variant, std::size_t checked) {
  Diagnostic made;
  made.code = "P0218";
  made.span = variant.name.span;
  made.message = fmt::format("more variants than a file of this length may have: {}", checked);
  made.help = "put some of them into files of their own";
  return made;
}

Diagnostics in_order(Diagnostics parsed, std::vector<Diagnostic> list) {
  for (Diagnostic& diagnostic : list) parsed.list.push_back(std::move(diagnostic));
  parsed.finish();
  return parsed;
}

}  // namespace

Result<Analysis> analyse(const SourceText& source, std::string_view variant) {
  Parsed parsed = parse(source);
  Text text{source, parsed.file, parsed.diagnostics.has_errors(), {}};
  if (text.torn) text.torn_names = words_near(source, parsed.diagnostics, parsed.file);
  Checked base = check(text, nullptr);
  std::vector<Diagnostic> all;
  std::set<Place> known;
  for (Diagnostic& diagnostic : base.diagnostics) {
    if (known.insert(place_of(diagnostic)).second) all.push_back(std::move(diagnostic));
  }
  bool found = variant.empty();
  Scenario chosen = std::move(base.scenario);
  const std::vector<VariantName> names = chosen.variants;
  std::size_t num_variants = 0;
  for (const syntax::Statement& statement : parsed.file.statements) {
    const auto* body = std::get_if<syntax::VariantStatement>(&statement.what);
    if (body == nullptr) continue;
    ++num_variants;
    if (num_variants > max_variants || num_variants * source.text().size() > max_variant_bytes) {
      all.push_back(too_many_variants(*body, num_variants - 1));
      break;
    }
    Checked made = check(text, body);
    add_variant(all, known, std::move(made.diagnostics), statement, *body);
    if (found || body->name.text != variant) continue;
    found = true;
    chosen = std::move(made.scenario);
  }
  if (!found) {
    std::vector<std::string> listed;
    listed.reserve(names.size());
    for (const VariantName& name : names) listed.push_back(name.name);
    return fail(ErrorCode::bad_option,
                fmt::format("{} has no variant `{}`; {}", source.name(), variant,
                            listed.empty() ? "it has none" : fmt::format("it has {}", list_names(listed, "and"))));
  }
  Analysis analysis;
  analysis.diagnostics = in_order(std::move(parsed.diagnostics), std::move(all));
  if (!analysis.diagnostics.has_errors()) analysis.scenario = std::make_shared<const Scenario>(std::move(chosen));
  return analysis;
}

}  // namespace parley::scenario
