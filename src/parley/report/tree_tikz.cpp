// SPDX-License-Identifier: Apache-2.0
// Places the nodes of a tree and writes it for TikZ.
#include "parley/report/tree_tikz.h"

#include <algorithm>

#include <fmt/format.h>

#include "parley/report/escape.h"
#include "parley/report/numbers.h"
#include "parley/report/text_style.h"
#include "parley/report/tree_layout.h"

namespace parley::report {
namespace {

// Lengths in cm; what text takes is guessed from its columns, enough for Computer Modern at \footnotesize.
constexpr LayoutSizes sizes = {.row = 0.85, .lane = 0.2, .fan = 0.7};
constexpr double per_column = 0.155;
constexpr double gap = 0.35;              // beside a label
constexpr std::size_t most_columns = 60;  // of a label

/// "$-\frac{1}{3}$", "$0.25$", "$12\,430$".
std::string tex_number(const Number& number) {
  constexpr std::size_t readable = 9;  // characters
  std::string text = number.is_exact() ? number.exact->to_decimal_string() : amount(number.value);
  if (text.size() > readable) text = amount(number.value);
  if (const std::size_t slash = text.find('/'); slash != std::string::npos) {
    const bool negative = text.front() == '-';
    const std::string above = text.substr(negative ? 1 : 0, slash - (negative ? 1 : 0));
    return fmt::format("${}\\frac{{{}}}{{{}}}$", negative ? "-" : "", above, text.substr(slash + 1));
  }
  if (text.find(' ') != std::string::npos) return latex_escape(text);  // "no limit"
  std::string digits;
  for (const char c : text) digits += c == ',' ? "\\," : std::string(1, c);
  if (const std::size_t e = digits.find('e'); e != std::string::npos) {
    const std::string power = digits.substr(e + 1);
    digits = fmt::format("{}\\cdot 10^{{{}}}", digits.substr(0, e), power.front() == '+' ? power.substr(1) : power);
  }
  return "$" + digits + "$";
}

std::string payoffs_tex(const TreeRow& row) {
  std::string text;
  for (const Number& payoff : row.payoffs) text += (text.empty() ? "" : ", ") + tex_number(payoff);
  return "(" + text + ")";
}

/// "leader", "coercer: course, round 2"; the step of a chance node.
std::string mover_name(const GameTree& tree, const TreeRow& row) {
  const std::string round = row.round > 0 ? fmt::format(", round {}", row.round) : "";
  if (row.kind == game::NodeKind::chance) return row.step + round;
  const std::string& player = tree.players[row.player];
  return (player == row.step ? player : player + ": " + row.step) + round;
}

std::string label_tex(const std::string& text) { return latex_escape(shortened(one_line(text), most_columns)); }

/// Columns that a number takes: of a fraction the longer part, in small digits.
double number_columns(const Number& number) {
  const std::string tex = tex_number(number);
  const std::size_t middle = tex.find("}{");
  if (middle == std::string::npos) return static_cast<double>(tex.size() - 2);
  const std::size_t begin = tex.find('{') + 1, end = tex.size() - 2;
  return 0.8 * static_cast<double>(std::max(middle - begin, end - middle - 2)) + (tex[1] == '-' ? 1.0 : 0.0);
}

double columns_of(const std::string& text) { return static_cast<double>(std::min(display_width(text), most_columns)); }

/// Of the branch to a row, above the line, and of the mover's name, below it.
double label_width(const GameTree& tree, const TreeRow& row) {
  double columns = columns_of(row.label) + (row.prob ? 3.0 + number_columns(*row.prob) : 0.0);
  if (row.kind != game::NodeKind::terminal) columns = std::max(columns, columns_of(mover_name(tree, row)));
  return per_column * columns + gap;
}

std::string header(const Head& head, const std::string& title, const std::string& at) {
  const auto is_ascii = [](const std::string& text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  };
  std::string out = fmt::format("% {}: the tree at {}.\n% parley {}\n", one_line(title), one_line(at),
                                one_line(head.provenance.command));
  out +=
      "% Compiles as it is: `pdflatex tree.tex`. For a paper copy the tikzpicture; all it needs is "
      "\\usepackage{tikz}.\n"
      "% Payoffs stand in the order of the players. Dashed lines join what a player cannot tell apart.\n";
  if (!is_ascii(title)) out += "% Text that is not ASCII wants lualatex and a font that has its letters.\n";
  return out;
}

std::string picture_options(const GameTree& tree) {
  const std::string out =
      "  font=\\footnotesize, inner sep=1.5pt,\n"
      "  decision/.style={circle, draw, fill, minimum size=4pt, inner sep=0pt},\n"
      "  chance/.style={circle, draw, fill=white, minimum size=5pt, inner sep=0pt},\n"
      "  branch/.style={draw, rounded corners=1pt},\n"
      "  infoset/.style={draw, dashed},\n"
      "  member/.style={circle, fill, minimum size=3pt, inner sep=0pt},\n"
      "  mover/.style={anchor=north east, font=\\footnotesize\\itshape},\n"
      "  action/.style={anchor=south west},\n"
      "  payoff/.style={anchor=west, fill=white}]\n";
  std::string players;
  for (const std::string& player : tree.players) players += (players.empty() ? "" : ", ") + one_line(player);
  return out + fmt::format("  % payoffs: {}\n", players);
}

std::string point(double x, double y) { return fmt::format("({:.2f},{:.2f})", x, y); }

std::string node_tex(const GameTree& tree, const TreeLayout& layout, std::size_t id) {
  const TreeRow& row = tree.rows[id];
  const double x = layout.x[id], y = layout.y[id], level = layout.level_from[id];
  if (row.kind == game::NodeKind::terminal) {
    return fmt::format("  \\node[payoff] (n{}) at {} {{{} {}}};\n", id, point(level, y), label_tex(row.outcome),
                       payoffs_tex(row));
  }
  const char* kind = row.kind == game::NodeKind::chance ? "chance" : "decision";
  std::string out = fmt::format("  \\node[{}] (n{}) at {} {{}};\n", kind, id, point(x, y));
  out += fmt::format("  \\node[mover{}] at (n{}.west) {{{}}};\n", row.depth == 0 ? ", anchor=east" : "", id,
                     label_tex(mover_name(tree, row)));
  if (level > x) out += fmt::format("  \\draw[branch] (n{}) -- {};\n", id, point(level, y));
  if (row.cut > 0) {
    out += fmt::format("  \\node[payoff] at {} {{\\ldots\\ {} below}};\n", point(std::max(level, x + 0.1), y), row.cut);
  }
  return out;
}

std::string branch_tex(const GameTree& tree, const TreeLayout& layout, std::size_t id) {
  const TreeRow& row = tree.rows[id];
  const std::string prob = row.prob ? fmt::format(" ({})", tex_number(*row.prob)) : "";
  const double level = layout.level_from[row.parent], y = layout.y[id];
  const std::string bend = point(level + sizes.fan, y);
  const std::string from =
      level > layout.x[row.parent] ? point(level, layout.y[row.parent]) : fmt::format("(n{})", row.parent);
  return fmt::format("  \\draw[branch] {} -- {} -- (n{});\n  \\node[action] at {} {{{}{}}};\n", from, bend, id, bend,
                     label_tex(row.label), prob);
}

std::string infosets_tex(const TreeLayout& layout) {
  std::string out;
  for (const InfosetLine& line : layout.lines) {
    if (line.through_nodes) {
      out += fmt::format("  \\draw[infoset] (n{}) -- (n{});\n", line.rows.front(), line.rows.back());
      continue;
    }
    const double top = layout.y[line.rows.front()], low = layout.y[line.rows.back()];
    out += fmt::format("  \\draw[infoset] {} -- {};\n", point(line.x, top), point(line.x, low));
    for (const std::size_t id : line.rows) {
      out += fmt::format("  \\node[member] at {} {{}};\n", point(line.x, layout.y[id]));
    }
  }
  for (const auto& [from, to] : layout.leaps)
    out += fmt::format("  \\draw[infoset] (n{}) to[bend left=12] (n{});\n", from, to);
  return out;
}

}  // namespace

Result<std::string> tree_tikz(const Head& head, const std::string& title, const std::string& at, const GameTree& tree) {
  if (tree.rows.size() > most_tikz_nodes) {
    return fail(ErrorCode::too_large,
                fmt::format("the tree has {} nodes, a picture at most {}: `--depth N` draws N levels of it",
                            grouped(tree.rows.size()), grouped(most_tikz_nodes)));
  }
  const TreeLayout layout = layout_tree(tree, sizes, [&](const TreeRow& row) { return label_width(tree, row); });
  if (const double length = std::max(layout.width, layout.height); length > most_tikz_length) {
    return fail(
        ErrorCode::too_large,
        fmt::format("the picture would be {} cm long, and TeX holds at most {}: `--depth N` draws N levels of it",
                    amount(length), amount(most_tikz_length)));
  }
  std::string out = header(head, title, at);
  out += "\\documentclass[border=2mm]{standalone}\n\\usepackage{tikz}\n\\begin{document}\n\\begin{tikzpicture}[\n";
  out += picture_options(tree);
  for (std::size_t id = 0; id < tree.rows.size(); ++id) out += node_tex(tree, layout, id);
  out += infosets_tex(layout);
  for (std::size_t id = 0; id < tree.rows.size(); ++id) {
    if (tree.rows[id].parent != game::none) out += branch_tex(tree, layout, id);
  }
  return out + "\\end{tikzpicture}\n\\end{document}\n";
}

}  // namespace parley::report
