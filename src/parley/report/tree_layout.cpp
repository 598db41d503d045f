// SPDX-License-Identifier: Apache-2.0
// Heights from the ends back to the root, lanes per column, then the columns from left to right.
#include "parley/report/tree_layout.h"

#include <algorithm>
#include <map>

namespace parley::report {
namespace {

using RowsByInfoset = std::map<std::uint32_t, std::vector<std::size_t>>;

/// Branches stand behind their node, so heights are known from the back; the last end is the lowest.
void place_heights(const GameTree& tree, double row_height, TreeLayout& layout) {
  constexpr std::pair none_yet{1.0, -1.0};
  std::vector<std::pair<double, double>> spans(tree.rows.size(), none_yet);  // of the branches
  layout.y.assign(tree.rows.size(), 0.0);
  std::size_t num_ends = 0;
  for (std::size_t id = tree.rows.size(); id-- > 0;) {
    const auto [low, high] = spans[id];
    const double y = low > high ? row_height * static_cast<double>(num_ends++) : (low + high) / 2.0;
    layout.y[id] = y;
    const std::uint32_t parent = tree.rows[id].parent;
    if (parent == game::none) continue;
    auto& [least, most] = spans[parent];
    const bool first = least > most;
    least = first ? y : std::min(least, y);
    most = first ? y : std::max(most, y);
  }
  layout.height = row_height * static_cast<double>(num_ends);
}

/// Lines of one column. `column`: its rows from the top; returns how many lanes it needs beside the nodes.
std::size_t place_lines(const GameTree& tree, const std::vector<std::size_t>& column, TreeLayout& layout) {
  RowsByInfoset sets;
  std::vector<std::size_t> order(tree.rows.size());  // of a row in the column
  for (std::size_t k = 0; k < column.size(); ++k) {
    order[column[k]] = k;
    const TreeRow& row = tree.rows[column[k]];
    if (row.kind == game::NodeKind::decision) sets[row.infoset].push_back(column[k]);
  }
  std::vector<InfosetLine> lines;
  for (auto& [infoset, rows] : sets) {
    if (rows.size() < 2) continue;
    const bool alone = order[rows.back()] - order[rows.front()] + 1 == rows.size();
    lines.push_back({.infoset = infoset, .x = 0.0, .rows = std::move(rows), .through_nodes = alone});
  }
  std::ranges::sort(lines, {}, [&](const InfosetLine& line) { return order[line.rows.front()]; });
  std::vector<std::size_t> ends;  // by lane: where its last line ended
  for (InfosetLine& line : lines) {
    if (!line.through_nodes) {
      const auto free = std::ranges::find_if(ends, [&](std::size_t end) { return end < order[line.rows.front()]; });
      const auto lane = static_cast<std::size_t>(free - ends.begin());
      if (free == ends.end()) ends.push_back(0);
      ends[lane] = order[line.rows.back()];
      line.x = static_cast<double>(lane + 1);  // lanes for now; lengths once the column has its place
    }
    layout.lines.push_back(std::move(line));
  }
  return ends.size();
}

/// Joins what one set has in several columns: the lowest of one with the highest of the next.
void place_leaps(const GameTree& tree, TreeLayout& layout) {
  std::map<std::uint32_t, std::map<std::uint32_t, std::pair<std::size_t, std::size_t>>> sets;  // by infoset and depth
  for (std::size_t id = 0; id < tree.rows.size(); ++id) {
    const TreeRow& row = tree.rows[id];
    if (row.kind != game::NodeKind::decision) continue;
    const auto [at, is_first] = sets[row.infoset].try_emplace(row.depth, id, id);
    at->second.second = id;
  }
  for (const auto& [infoset, depths] : sets) {
    for (auto at = depths.begin(); std::next(at) != depths.end(); ++at) {
      const auto& [first, last] = at->second;
      const auto& [next_first, next_last] = std::next(at)->second;
      const bool below = layout.y[next_first] < layout.y[first];
      layout.leaps.emplace_back(below ? last : first, below ? next_first : next_last);
    }
  }
}

}  // namespace

TreeLayout layout_tree(const GameTree& tree, const LayoutSizes& sizes,
                       const std::function<double(const TreeRow&)>& label_width) {
  TreeLayout layout;
  place_heights(tree, sizes.row, layout);
  std::vector<std::vector<std::size_t>> columns;
  std::vector<double> widths;
  for (std::size_t id = 0; id < tree.rows.size(); ++id) {
    const TreeRow& row = tree.rows[id];
    if (row.depth >= columns.size()) columns.resize(row.depth + 1), widths.resize(row.depth + 1, 0.0);
    columns[row.depth].push_back(id);
    if (row.depth > 0) widths[row.depth] = std::max(widths[row.depth], label_width(row));
  }
  layout.x.assign(tree.rows.size(), 0.0);
  layout.level_from.assign(tree.rows.size(), 0.0);
  double x = 0.0;
  for (std::size_t depth = 0; depth < columns.size(); ++depth) {
    if (depth > 0) x += sizes.fan + widths[depth];
    const std::size_t first_line = layout.lines.size();
    const std::size_t lanes = place_lines(tree, columns[depth], layout);
    for (std::size_t k = first_line; k < layout.lines.size(); ++k)
      layout.lines[k].x = x + sizes.lane * layout.lines[k].x;
    const double after_lanes = x + (lanes == 0 ? 0.0 : sizes.lane * static_cast<double>(lanes + 1));
    for (const std::size_t id : columns[depth]) {
      layout.x[id] = x;
      layout.level_from[id] = after_lanes;
    }
    x = after_lanes;
  }
  layout.width = x;
  place_leaps(tree, layout);
  return layout;
}

}  // namespace parley::report
