// SPDX-License-Identifier: Apache-2.0
// The canonical layout, from the tokens and what the parser knows of them.
//
// 1. Line breaks stay where their writer put them. Braces with a break inside stand open, the `{` at the end of its
//    line and the `}` on a line of its own. One blank line stays for each run of them; none after `{` or before `}`.
// 2. Lines are indented by two blanks for each open brace. A line that goes on with an item stands below what follows
//    the innermost open parenthesis; else below the value of its entry or `let`, the condition of its outcome, the
//    word `picks` of its pick or the name of its chance move; else four blanks deeper than its item.
// 3. One blank stands between tokens, none inside parentheses, before `,` and the `:` of an entry, around `.`, `^` and
//    the bar between two numbers (`1/3`), after a minus sign that has no left side, and between a function and its `(`.
//    The `:` of a param's kind and of odds has a blank on both sides.
// 4. Neighbouring statements of the same kind are set as a table: players (name, text, type), sources (name, text,
//    grade, date, url, file), params (name, kind, value, private, unit, from, text), menus and payoffs (name, block)
//    and outcomes (name, text, when). Two blanks stand before a clause, one before the rest. Cells of more than 32
//    columns, texts aside, do not widen their column, and a line that would pass 120 columns is left out of its table.
// 5. The picks of one block have their `picks` in one column.
// 6. A comment behind a line stands two blanks off; those on neighbouring lines stand in one column.
#include "parley/scenario/formatter.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "parley/base/unicode.h"
#include "parley/scenario/format_lines.h"
#include "parley/scenario/grammar.h"
#include "parley/scenario/parse_tokens.h"

namespace parley::scenario {
namespace {

using namespace grammar;

constexpr int max_columns = 120;
constexpr int widest_cell = 32;
constexpr int widest_player = 24;

bool is_sign(const Token& token, std::string_view sign) {
  return token.kind == TokenKind::symbol && token.text == sign;
}

bool spaced(const Token& left, const Token& right) {
  if (is_sign(left, "(") || is_sign(right, ")") || is_sign(right, ",")) return false;
  if (is_sign(left, ".") || is_sign(right, ".")) return false;
  if (left.spacing == Spacing::unary || left.spacing == Spacing::tight || right.spacing == Spacing::tight) return false;
  if (is_sign(right, ":")) return right.spacing == Spacing::spaced_colon;
  return !(is_sign(left, "{") && is_sign(right, "}"));
}

/// Tokens [begin, end) of one column of a table.
struct Cell {
  int column = 0;  // 0: the statement's beginning
  std::size_t begin = 0, end = 0;
  int width = 0;
  bool is_text = false;
};

struct Row {
  std::size_t line = 0;
  std::vector<Cell> cells;
  bool aligned = true;
};

class Formatter {
 public:
  Formatter(const SourceText& source, const Tokens& tokens)
      : source_(source),
        tokens_(tokens.list),
        lines_(format_lines(tokens, source.text())),
        pad_(tokens.list.size(), 0),
        column_(tokens.list.size(), 0),
        code_(lines_.size()) {}

  std::string run() {
    align_tables();
    align_picks();
    for (std::size_t i = 0; i < lines_.size(); ++i) set_line(i);
    std::string out;
    const std::vector<int> places = comment_columns();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].blank_before) out += '\n';
      out += code_[i];
      if (lines_[i].comment) {
        const int gap = places[i] - display_width(code_[i]);
        if (!lines_[i].only_comment()) out.append(static_cast<std::size_t>(std::max(gap, 0)), ' ');
        out += source_.at(*lines_[i].comment);
      }
      out += '\n';
    }
    return out;
  }

 private:
  [[nodiscard]] int width(std::size_t begin, std::size_t end) const {
    int columns = 0;
    for (std::size_t i = begin; i < end; ++i) {
      columns += display_width(source_.at(tokens_[i].span));
      if (i > begin && spaced(tokens_[i - 1], tokens_[i])) ++columns;
    }
    return columns;
  }

  // ---- tables ------------------------------------------------------------------------------------------------------

  [[nodiscard]] bool is_row(std::size_t line) const {
    const FormatLine& at = lines_[line];
    if (at.only_comment() || at.continues || tokens_[at.begin].kind != TokenKind::keyword) return false;
    const std::string_view word = tokens_[at.begin].text;
    return word == "player" || word == "source" || word == "param" || word == "menu" || word == "payoff" ||
           word == "outcome";
  }

  void align_tables() {
    for (std::size_t first = 0; first < lines_.size();) {
      if (!is_row(first)) {
        ++first;
        continue;
      }
      std::size_t end = first + 1;
      while (end < lines_.size() && is_row(end) && !lines_[end].blank_before &&
             lines_[end].block == lines_[first].block &&
             tokens_[lines_[end].begin].text == tokens_[lines_[first].begin].text) {
        ++end;
      }
      std::vector<Row> rows;
      for (std::size_t i = first; i < end; ++i) rows.push_back(row(i));
      set_table(rows);
      first = end;
    }
  }

  [[nodiscard]] Row row(std::size_t line) const {
    Row made{.line = line, .cells = {}, .aligned = true};
    const FormatLine& at = lines_[line];
    made.cells.push_back({.column = 0, .begin = at.begin, .end = at.end});
    for (std::size_t i = at.begin + 1; i < at.end; ++i) {
      if (tokens_[i].column == 0) continue;
      made.cells.back().end = i;
      made.cells.push_back({.column = tokens_[i].column, .begin = i, .end = at.end});
    }
    for (std::size_t i = 0; i < made.cells.size(); ++i) {
      Cell& cell = made.cells[i];
      cell.width = width(cell.begin, cell.end);
      cell.is_text = tokens_[cell.begin].kind == TokenKind::text;
      if (i > 0 && made.cells[i - 1].column >= cell.column) made.aligned = false;  // clauses in another order
    }
    return made;
  }

  /// Blanks before a column that does not come first.
  static int gap(int column, bool has_text) {
    switch (column) {
      case column_text:
      case column_support:
      case column_value:
      case column_block:
        return 1;
      case column_clause:
        return has_text ? 2 : 1;
      default:
        return 2;
    }
  }

  void set_table(std::vector<Row>& rows) {
    for (bool changed = true; changed;) {
      changed = false;
      const std::map<int, int> starts = column_starts(rows);
      for (Row& each : rows) {
        if (!each.aligned || place(each, starts) <= max_columns) continue;
        each.aligned = false;
        changed = true;
      }
    }
    for (const Row& each : rows) {
      if (!each.aligned) place(each, column_starts(std::span(&each, 1)));
    }
  }

  /// Where each column of the rows that are aligned begins. A single row stands for itself, aligned or not.
  static std::map<int, int> column_starts(std::span<const Row> rows) {
    std::map<int, int> widths;
    bool has_text = false;
    for (const Row& each : rows) {
      if (!each.aligned && rows.size() > 1) continue;
      for (std::size_t i = 0; i < each.cells.size(); ++i) {
        const Cell& cell = each.cells[i];
        const bool last = i + 1 == each.cells.size();
        int& widest = widths[cell.column];
        if (!last && (cell.width <= widest_cell || cell.is_text)) widest = std::max(widest, cell.width);
        has_text = has_text || cell.column == column_text;
      }
    }
    std::map<int, int> starts;
    int at = 0;
    for (const auto& [column, columns] : widths) {
      if (column != 0) at += gap(column, has_text);
      starts[column] = at;
      at += columns;
    }
    return starts;
  }

  /// Notes the blanks before each cell of the row; the columns it takes in all.
  int place(const Row& row, const std::map<int, int>& starts) {
    bool has_text = false;
    for (const auto& [column, start] : starts) has_text = has_text || column == column_text;
    int at = lines_[row.line].depth * 2;
    const int indent = at;
    for (const Cell& cell : row.cells) {
      if (cell.column != 0) {
        const auto found = starts.find(cell.column);
        const int least = at + gap(cell.column, has_text);
        const int start = row.aligned && found != starts.end() ? std::max(least, indent + found->second) : least;
        pad_[cell.begin] = start - at;
        at = start;
      }
      at += cell.width;
    }
    return at;
  }

  /// `picks` in one column for each block of steps.
  void align_picks() {
    std::map<std::size_t, int> widest;  // by block
    const auto picks_of = [&](const FormatLine& line) {
      const std::size_t second = line.begin + 1;
      const bool pick =
          !line.only_comment() && !line.continues && second < line.end && tokens_[second].column == column_picks;
      return pick ? second : 0;
    };
    for (const FormatLine& line : lines_) {
      const std::size_t picks = picks_of(line);
      const int name = picks != 0 ? width(line.begin, picks) : 0;
      if (name <= widest_player) widest[line.block] = std::max(widest[line.block], name);
    }
    for (const FormatLine& line : lines_) {
      const std::size_t picks = picks_of(line);
      if (picks != 0) pad_[picks] = std::max(1, widest[line.block] + 1 - width(line.begin, picks));
    }
  }

  // ---- lines -------------------------------------------------------------------------------------------------------

  /// What an item has opened so far, for the lines that go on with it.
  struct Open {
    int start = 0;         // column of the item's first token
    std::size_t hang = 0;  // the token below which its next line stands; 0: none
    std::vector<std::size_t> parentheses;
  };

  [[nodiscard]] int indent(const FormatLine& line) const {
    if (!line.continues) return 2 * line.depth;
    const Open& item = items_.back();
    if (!item.parentheses.empty()) return column_[item.parentheses.back()] + 1;
    return item.hang != 0 && item.hang < line.begin ? column_[item.hang] : item.start + 4;
  }

  void set_line(std::size_t index) {
    const FormatLine& line = lines_[index];
    std::string& out = code_[index];
    if (line.only_comment()) {
      out.append(2 * static_cast<std::size_t>(line.depth), ' ');
      return;
    }
    int at = indent(line);
    out.append(static_cast<std::size_t>(at), ' ');
    for (std::size_t i = line.begin; i < line.end; ++i) {
      if (i > line.begin) {
        const int blanks = pad_[i] > 0 ? pad_[i] : spaced(tokens_[i - 1], tokens_[i]) ? 1 : 0;
        out.append(static_cast<std::size_t>(blanks), ' ');
        at += blanks;
      }
      column_[i] = at;
      follow(i);
      const std::string_view text = source_.at(tokens_[i].span);
      out += text;
      at += display_width(text);
    }
  }

  void follow(std::size_t i) {
    const Token& token = tokens_[i];
    if (token.starts_item) items_.back() = {.start = column_[i], .hang = 0, .parentheses = {}};
    if (token.hangs) items_.back().hang = i;
    if (is_sign(token, "(")) items_.back().parentheses.push_back(i);
    if (is_sign(token, ")") && !items_.back().parentheses.empty()) items_.back().parentheses.pop_back();
    if (is_sign(token, "{")) items_.emplace_back().start = column_[i];
    if (is_sign(token, "}") && items_.size() > 1) items_.pop_back();
  }

  // ---- comments ----------------------------------------------------------------------------------------------------

  [[nodiscard]] bool has_trailing(std::size_t line) const {
    return lines_[line].comment.has_value() && !lines_[line].only_comment();
  }

  [[nodiscard]] std::vector<int> comment_columns() const {
    std::vector<int> places(lines_.size(), 0);
    for (std::size_t first = 0; first < lines_.size();) {
      std::size_t end = first + 1;
      if (has_trailing(first)) {
        while (end < lines_.size() && has_trailing(end) && !lines_[end].blank_before) ++end;
        set_comments(first, end, places);
      }
      first = end;
    }
    return places;
  }

  void set_comments(std::size_t first, std::size_t end, std::vector<int>& places) const {
    std::vector<bool> alone(end - first, false);
    for (bool changed = true; changed;) {
      changed = false;
      int column = 0;
      for (std::size_t i = first; i < end; ++i) {
        if (!alone[i - first]) column = std::max(column, display_width(code_[i]) + 2);
      }
      for (std::size_t i = first; i < end; ++i) {
        const int own = display_width(code_[i]) + 2;
        if (alone[i - first]) {
          places[i] = own;
        } else if (column > own && column + display_width(source_.at(*lines_[i].comment)) > max_columns) {
          alone[i - first] = true;
          changed = true;
        } else {
          places[i] = column;
        }
      }
    }
  }

  const SourceText& source_;
  const std::vector<Token>& tokens_;
  std::vector<FormatLine> lines_;
  std::vector<int> pad_;     // by token: blanks before it that a table asks for; 0: as usual
  std::vector<int> column_;  // by token: where it has been set
  std::vector<std::string> code_;
  std::vector<Open> items_ = std::vector<Open>(1);
};

}  // namespace

Result<std::string> format(const SourceText& source) {
  const ParsedTokens read = parse_tokens(source);
  const Diagnostics& found = read.parsed.diagnostics;
  if (found.has_errors()) {
    const Diagnostic& first = found.list.front();
    const auto place = source.position(first.span.begin);
    return fail(ErrorCode::bad_scenario,
                fmt::format("{}:{}:{}: {} [{}]; a file with errors is left as it is", source.name(), place.line,
                            place.column, first.message, first.code));
  }
  return Formatter(source, read.tokens).run();
}

}  // namespace parley::scenario
