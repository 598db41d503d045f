// SPDX-License-Identifier: Apache-2.0
// Syntax trees as text, so that a test can say in a line what it expects.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/scenario/parser.h"

namespace parley::scenario {

inline SourceText text_source(std::string_view text) { return {"test.parley", "", std::string(text)}; }

/// Prefix notation: "(+ a (* b 2))"; labels after `:`.
inline std::string to_text(const syntax::ExprPtr& expr) {
  if (!expr) return "?";
  using syntax::ExprKind;
  std::string args;
  for (const auto& arg : expr->args) args += " " + to_text(arg);
  std::string labels;
  for (const auto& label : expr->labels) labels += " :" + label.text;
  const std::string_view no = expr->negated ? "not-" : "";
  switch (expr->kind) {
    case ExprKind::number:
      return expr->num.text;
    case ExprKind::name:
      return expr->word.text;
    case ExprKind::type_of:
      return expr->word.text + ".type";
    case ExprKind::call:
      return fmt::format("({}{})", expr->word.text, args);
    case ExprKind::negate:
      return fmt::format("(neg{})", args);
    case ExprKind::binary:
      return fmt::format("({}{})", expr->word.text, args);
    case ExprKind::logical_not:
      return fmt::format("(not{})", args);
    case ExprKind::is:
      return fmt::format("({}is{}{})", no, args, labels);
    case ExprKind::in_set:
      return fmt::format("({}in{}{})", no, args, labels);
    case ExprKind::choose:
      return fmt::format("(if{})", args);
  }
  return "?";
}

inline std::string expr_text(std::string_view text) {
  const ParsedExpr parsed = parse_expression(text_source(text));
  if (!parsed.expr) return parsed.diagnostics.list.empty() ? "nothing" : parsed.diagnostics.list.front().code;
  return to_text(parsed.expr);
}

/// "P0114@3:5 P0118@4:1": the codes and places of what is said about a text.
inline std::string faults(std::string_view text) {
  const SourceText source = text_source(text);
  std::vector<std::string> all;
  for (const Diagnostic& diagnostic : parse(source).diagnostics.list) {
    const auto place = source.position(diagnostic.span.begin);
    all.push_back(fmt::format("{}@{}:{}", diagnostic.code, place.line, place.column));
  }
  return fmt::format("{}", fmt::join(all, " "));
}

/// The statement of kind T in a file that has one; the text needs no `parley 1`.
template <class T>
T only(std::string_view text) {
  Parsed parsed = parse(text_source(fmt::format("parley 1\n{}\n", text)));
  for (const Diagnostic& diagnostic : parsed.diagnostics.list) {
    throw std::runtime_error(fmt::format("{}: {}", diagnostic.code, diagnostic.message));
  }
  for (auto& statement : parsed.file.statements) {
    if (auto* found = std::get_if<T>(&statement.what)) return std::move(*found);
  }
  throw std::runtime_error("no such statement");
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// All scenarios of tests/cases.
inline std::vector<std::filesystem::path> case_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(PARLEY_TEST_DATA "/cases")) {
    if (entry.path().extension() == ".parley") files.push_back(entry.path());
  }
  return files;
}

}  // namespace parley::scenario
