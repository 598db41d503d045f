// SPDX-License-Identifier: Apache-2.0
// Diagnostics as people read them: the message, the place in the text with its underline, notes and help.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "parley/base/unicode.h"
#include "parley/scenario/diagnostic.h"

namespace parley::scenario {
namespace {

constexpr std::string_view bold = "1", red = "1;31", yellow = "1;33", green = "1;32", cyan = "1;36", blue = "1;34";

struct Severities {
  std::string_view word, colour;
};

Severities look(Severity severity) {
  switch (severity) {
    case Severity::error:
      return {"error", red};
    case Severity::warning:
      return {"warning", yellow};
    case Severity::note:
      return {"note", green};
  }
  return {"note", green};
}

/// Something underlined on one line, in display columns from 0.
struct Mark {
  std::uint32_t line = 1;
  int begin = 0, end = 0;
  char sign = '^';
  std::string_view colour;
  std::string text;
};

/// The words of `text` in rows of at most `width` columns; a longer word has a row of its own.
std::vector<std::string> wrap(std::string_view text, int width) {
  std::vector<std::string> rows(1);
  int used = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    const int columns = display_width(word);
    if (used > 0 && used + 1 + columns > width) {
      rows.emplace_back();
      used = 0;
    } else if (used > 0) {
      rows.back() += ' ';
      ++used;
    }
    rows.back() += word;
    used += columns;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return rows;
}

class Renderer {
 public:
  Renderer(const SourceText& source, bool colour, int width)
      : source_(source), colour_(colour), width_(std::max(width, 40)) {}

  std::string run(const Diagnostics& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics.list) {
      if (!out_.empty()) out_ += '\n';
      one(diagnostic);
    }
    return std::move(out_);
  }

 private:
  void one(const Diagnostic& diagnostic) {
    const auto [word, colour] = look(diagnostic.severity);
    paragraph(fmt::format("{}[{}]", word, diagnostic.code), colour, diagnostic.message, bold);
    if (diagnostic.code == "P0100") return;  // the closing note, which is about no place
    const auto place = source_.position(diagnostic.span.begin);
    std::vector<Mark> marks = marks_of(diagnostic, colour);
    std::uint32_t last_line = 1;
    for (const Mark& mark : marks) last_line = std::max(last_line, mark.line);
    if (diagnostic.edit) last_line = std::max(last_line, source_.position(diagnostic.edit->span.end).line + 1);
    gutter_ = static_cast<int>(fmt::formatted_size("{}", last_line));
    out_ += fmt::format("{:{}}{} {}:{}:{}\n", "", gutter_, paint("-->", blue), printable(source_.name()), place.line,
                        place.column);
    snippet(std::move(marks));
    const bool more = !diagnostic.notes.empty() || !diagnostic.help.empty();
    if (more) bar("");
    for (const std::string& note : diagnostic.notes) {
      out_ += fmt::format("{:{}} ", "", gutter_);
      paragraph(fmt::format("{} note", paint("=", blue)), bold, note, {}, gutter_ + 9);
    }
    if (!diagnostic.help.empty()) help(diagnostic);
  }

  // ---- pieces ------------------------------------------------------------------------------------------------------

  [[nodiscard]] std::string paint(std::string_view text, std::string_view colour) const {
    if (!colour_ || colour.empty() || text.empty()) return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", colour, text);
  }

  /// "head: text" with the rows of a long text below one another.
  void paragraph(std::string_view head, std::string_view head_colour, std::string_view text, std::string_view colour,
                 int indent = 0) {
    if (indent == 0) indent = display_width(head) + 2;
    out_ += paint(head, head_colour);
    out_ += ": ";
    const auto rows = wrap(printable(text), width_ - indent);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i > 0) out_ += fmt::format("{:{}}", "", indent);
      out_ += paint(rows[i], colour);
      out_ += '\n';
    }
  }

  /// A row of the snippet without a line number.
  void bar(std::string_view row) {
    out_ += fmt::format("{:{}} {}", "", gutter_, paint("|", blue));
    if (!row.empty()) out_ += fmt::format(" {}", row);
    out_ += '\n';
  }

  [[nodiscard]] int room() const { return width_ - gutter_ - 3; }

  /// The display column of a byte of the text within its line.
  [[nodiscard]] int column(std::uint32_t line, std::uint32_t offset) const {
    const std::string_view text = source_.line(line);
    const auto begin = static_cast<std::uint32_t>(text.data() - source_.text().data());
    const std::size_t length = offset > begin ? offset - begin : 0;
    return display_width(text.substr(0, std::min<std::size_t>(length, text.size())));
  }

  [[nodiscard]] Mark mark(Span span, char sign, std::string_view colour, std::string_view text) const {
    const std::uint32_t line = source_.position(span.begin).line;
    const int begin = column(line, span.begin);
    const int end = column(line, span.end);  // a span over several lines is underlined on its first
    return {.line = line,
            .begin = begin,
            .end = std::max(end, begin + 1),
            .sign = sign,
            .colour = colour,
            .text = printable(text)};
  }

  [[nodiscard]] std::vector<Mark> marks_of(const Diagnostic& diagnostic, std::string_view colour) const {
    std::vector<Mark> marks = {mark(diagnostic.span, '^', colour, diagnostic.label)};
    for (const Label& label : diagnostic.labels) marks.push_back(mark(label.span, '-', blue, label.text));
    return marks;
  }

  // ---- source lines ------------------------------------------------------------------------------------------------

  struct Window {
    int begin = 0, end = 0;  // display columns shown
  };

  /// The part of a line `columns` wide to show so that `mark` can be seen; dots stand for what is cut.
  [[nodiscard]] Window window(int columns, const Mark& mark) const {
    if (columns <= room()) return {0, columns};
    constexpr int dots = 3;
    if (mark.end <= room() - dots) return {0, room() - dots};
    const int inside = room() - 2 * dots;
    const int begin = std::max(0, std::min(mark.begin - inside / 3, std::max(columns, mark.end) - inside));
    return {begin, begin + inside};
  }

  [[nodiscard]] static std::string cut(std::string_view text, Window window, int columns) {
    std::string out = window.begin > 0 ? "..." : "";
    int at = 0;
    for (std::size_t byte = 0; byte < text.size() && at < window.end;) {
      const CodePoint point = decode(text, byte);
      const int wide = display_width(text.substr(byte, point.length));
      const bool inside = at >= window.begin && at + wide <= window.end;
      if (inside) {
        out += printable(text.substr(byte, point.length));
      } else if (at + wide > window.begin) {
        out.append(static_cast<std::size_t>(std::min(at + wide, window.end) - std::max(at, window.begin)), ' ');
      }
      at += wide;
      byte += point.length;
    }
    if (window.end < columns) out += "...";
    return out;
  }

  void snippet(std::vector<Mark> marks) {
    // By line; on one line the diagnostic's own place first. Insertion keeps that order.
    for (auto next = marks.begin(); next != marks.end(); ++next) {
      const auto later = [](std::uint32_t line, const Mark& mark) { return line < mark.line; };
      std::rotate(std::upper_bound(marks.begin(), next, next->line, later), next, std::next(next));
    }
    bar("");
    std::uint32_t before = marks.front().line;
    for (std::size_t i = 0; i < marks.size();) {
      const std::uint32_t line = marks[i].line;
      if (line > before + 1) bar("");
      before = line;
      i = show_line(marks, i);
    }
  }

  /// Shows the line of marks[first] with it and those that fit into the same window; the index of the next mark.
  std::size_t show_line(const std::vector<Mark>& marks, std::size_t first) {
    const std::uint32_t line = marks[first].line;
    const std::string_view text = source_.line(line);
    const int columns = display_width(text);
    const Window shown = window(columns, marks[first]);
    numbered(line, cut(text, shown, columns));
    std::size_t next = first;
    for (; next < marks.size() && marks[next].line == line; ++next) {
      const bool fits = marks[next].begin >= shown.begin && marks[next].begin <= shown.end;
      if (next > first && !fits) break;
      underline(marks[next], shown);
    }
    return next;
  }

  void numbered(std::uint32_t line, std::string_view text) {
    const std::string number = fmt::format("{:>{}}", line, gutter_);
    out_ += fmt::format("{} {}", paint(number, blue), paint("|", blue));
    if (!text.empty()) out_ += fmt::format(" {}", text);
    out_ += '\n';
  }

  void underline(const Mark& mark, Window shown) {
    const int shift = shown.begin > 0 ? 3 - shown.begin : 0;
    const int begin = std::max(mark.begin, shown.begin) + shift;
    const int end = std::max(std::min(mark.end, std::max(shown.end, mark.begin + 1)) + shift, begin + 1);
    const std::string blanks(static_cast<std::size_t>(begin), ' ');
    const std::string signs(static_cast<std::size_t>(end - begin), mark.sign);
    const int text = display_width(mark.text);
    std::string row = blanks + paint(signs, mark.colour);
    if (!mark.text.empty() && end + 1 + text <= room()) {
      bar(fmt::format("{} {}", row, paint(mark.text, mark.colour)));
      return;
    }
    bar(row);
    if (mark.text.empty()) return;
    const int indent = std::max(0, std::min(begin, room() - text));
    for (const std::string& part : wrap(mark.text, room() - indent)) {
      bar(fmt::format("{:{}}{}", "", indent, paint(part, mark.colour)));
    }
  }

  // ---- help --------------------------------------------------------------------------------------------------------

  void help(const Diagnostic& diagnostic) {
    paragraph("help", cyan, diagnostic.help, {});
    if (!diagnostic.edit) return;
    bar("");
    const Edit& edit = *diagnostic.edit;
    const std::uint32_t first = source_.position(edit.span.begin).line;
    const std::uint32_t last = source_.position(edit.span.end).line;
    const std::string_view head = source_.line(first);
    const std::string_view tail = source_.line(last);
    const auto offset = [&](std::string_view line, std::uint32_t place) {
      const auto begin = static_cast<std::uint32_t>(line.data() - source_.text().data());
      return std::min<std::size_t>(place - begin, line.size());
    };
    std::string mended(head.substr(0, offset(head, edit.span.begin)));
    std::size_t from = mended.size();
    mended += edit.replacement;
    const std::size_t to = mended.size();
    mended += tail.substr(offset(tail, edit.span.end));
    const char sign = edit.span.begin == edit.span.end ? '+' : '~';
    // The lines of the mended text that hold something new, each with it underlined.
    std::uint32_t line = first;
    for (std::size_t begin = 0; begin <= to;) {
      const std::size_t end = std::min(mended.find('\n', begin), mended.size());
      const std::string_view text = std::string_view(mended).substr(begin, end - begin);
      show_mended(line++, text, from - begin, std::min(to, end) - begin, sign);
      begin = end + 1;
      from = begin;
      if (begin == to) break;  // the replacement ended its line: what follows was there before
    }
  }

  void show_mended(std::uint32_t line, std::string_view text, std::size_t from, std::size_t to, char sign) {
    const Mark mark{.line = line,
                    .begin = display_width(text.substr(0, from)),
                    .end = display_width(text.substr(0, to)),
                    .sign = sign,
                    .colour = cyan,
                    .text = {}};
    const int columns = display_width(text);
    const Window shown = window(columns, mark);
    numbered(line, cut(text, shown, columns));
    if (mark.end > mark.begin) underline(mark, shown);
  }

  const SourceText& source_;
  bool colour_;
  int width_;
  int gutter_ = 1;
  std::string out_;
};

}  // namespace

std::string render(const Diagnostics& diagnostics, const SourceText& source, bool colour, int width) {
  return Renderer(source, colour, width).run(diagnostics);
}

}  // namespace parley::scenario
