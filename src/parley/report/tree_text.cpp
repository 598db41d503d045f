// SPDX-License-Identifier: Apache-2.0
// Writes a tree as text, for Graphviz, and as JSON.
#include <array>
#include <map>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "parley/report/game_tree.h"
#include "parley/report/json_parts.h"
#include "parley/report/numbers.h"

namespace parley::report {
namespace {

std::string payoffs_text(const TreeRow& row) {
  std::string text;
  for (const Number& payoff : row.payoffs) text += (text.empty() ? "" : ", ") + amount(payoff.value);
  return "(" + text + ")";
}

/// "leader (set 12)", "chance opinion", "standoff (35, 28)".
std::string node_text(const GameTree& tree, const TreeRow& row) {
  if (row.kind == game::NodeKind::terminal) return row.outcome + " " + payoffs_text(row);
  const std::string round = row.round > 0 ? fmt::format(", round {}", row.round) : "";
  if (row.kind == game::NodeKind::chance) return "chance " + row.step + round;
  const std::string& player = tree.players[row.player];
  return (player == row.step ? player : player + ": " + row.step) + round + fmt::format(" #{}", row.infoset);
}

std::string edge_text(const TreeRow& row) { return row.prob ? percent(row.prob->value) + " " + row.label : row.label; }

std::string dot_quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string dot_node(const GameTree& tree, const TreeRow& row, std::size_t id) {
  // Colours of the Okabe-Ito palette, which people with any colour vision tell apart.
  constexpr std::array colours = {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"};
  if (row.kind == game::NodeKind::terminal) {
    return fmt::format("  n{} [shape=plaintext, label={}];\n", id, dot_quoted(row.outcome + "\n" + payoffs_text(row)));
  }
  if (row.kind == game::NodeKind::chance) {
    return fmt::format("  n{} [shape=diamond, label={}];\n", id, dot_quoted(row.step));
  }
  return fmt::format("  n{} [shape=ellipse, color=\"{}\", label={}];\n", id, colours[row.player % colours.size()],
                     dot_quoted(node_text(tree, row)));
}

Json row_json(const GameTree& tree, const TreeRow& row, std::size_t id) {
  const bool terminal = row.kind == game::NodeKind::terminal;
  const bool decision = row.kind == game::NodeKind::decision;
  return Json::object()
      .set("id", id)
      .set("parent", row.parent == game::none ? Json() : Json(row.parent))
      .set("kind", kind_name(row.kind))
      .set("label", id == 0 ? Json() : Json(row.label))
      .set("prob", row.prob)
      .set("player", decision ? Json(tree.players[row.player]) : Json())
      .set("step", terminal ? Json() : Json(row.step))
      .set("round", row.round == 0 ? Json() : Json(row.round))
      .set("infoset", decision ? Json(row.infoset) : Json())
      .set("outcome", terminal ? Json(row.outcome) : Json())
      .set("payoffs", terminal ? json_array(row.payoffs, [](const Number& payoff) { return Json(payoff); }) : Json())
      .set("cut", row.cut);
}

}  // namespace

std::string_view kind_name(game::NodeKind kind) {
  if (kind == game::NodeKind::chance) return "chance";
  return kind == game::NodeKind::decision ? "decision" : "terminal";
}

std::string tree_text(const TextStyle& style, const GameTree& tree) {
  std::string out;
  std::set<std::uint32_t> infosets;
  bool is_shared = false;          // an information set has several nodes here
  std::vector<std::string> rails;  // by depth: what stands left of the branches below it
  for (const TreeRow& row : tree.rows) {
    rails.resize(row.depth + 1);
    std::string line;
    for (std::uint32_t d = 1; d < row.depth; ++d) line += rails[d];
    if (row.depth > 0) line += row.last ? "└─ " : "├─ ";
    rails[row.depth] = row.last ? "   " : "│  ";
    const std::size_t room = style.width - std::min(style.width - 20, display_width(line));
    const bool terminal = row.kind == game::NodeKind::terminal;
    if (row.kind == game::NodeKind::decision) is_shared |= !infosets.insert(row.infoset).second;
    std::string text = row.depth == 0 ? node_text(tree, row) : edge_text(row) + " → " + node_text(tree, row);
    if (row.cut > 0) text += fmt::format("  ... {} below", grouped(row.cut));
    text = shortened(text, room);
    out += paint(style, Ink::quiet, line) + (terminal ? paint(style, Ink::accent, text) : text) + "\n";
  }
  if (is_shared) out += paint(style, Ink::quiet, "One # on several decisions: the player cannot tell them apart.\n");
  return out;
}

std::string tree_dot(const GameTree& tree, const std::string& title) {
  std::string out = "digraph parley {\n  label=" + dot_quoted(title) + ";\n  rankdir=LR;\n  node [fontsize=10];\n";
  out += "  edge [fontsize=9, arrowhead=none];\n";
  std::map<std::uint32_t, std::size_t> last_of_infoset;
  for (std::size_t id = 0; id < tree.rows.size(); ++id) {
    const TreeRow& row = tree.rows[id];
    out += dot_node(tree, row, id);
    if (row.parent != game::none) {
      out += fmt::format("  n{} -> n{} [label={}];\n", row.parent, id, dot_quoted(edge_text(row)));
    }
    if (row.kind != game::NodeKind::decision) continue;
    const auto [before, is_first] = last_of_infoset.try_emplace(row.infoset, id);
    if (!is_first) {
      out += fmt::format("  n{} -> n{} [style=dashed, constraint=false];\n", before->second, id);
      before->second = id;
    }
  }
  return out + "}\n";
}

Json tree_json(const Head& head, const std::string& at, const GameTree& tree) {
  Json nodes = Json::array();
  for (std::size_t id = 0; id < tree.rows.size(); ++id) nodes.push(row_json(tree, tree.rows[id], id));
  return document("parley/tree/1", head)
      .set("players", json_array(tree.players, [](const std::string& name) { return Json(name); }))
      .set("at", at)
      .set("nodes", std::move(nodes));
}

}  // namespace parley::report
