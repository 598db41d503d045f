// SPDX-License-Identifier: Apache-2.0
// What changed since the last judgement, and the tree of play, as tables.
#include <fmt/format.h>

#include "parley/report/json_diff.h"
#include "parley/report/report_tables.h"
#include "parley/report/sentences.h"

namespace parley::report {
namespace {

DataTable assumptions_table(const Diff& changes) {
  DataTable table{.name = "changes_assumptions",
                  .caption = fmt::format("Assumptions that differ between {} and {}.", changes.a.file, changes.b.file),
                  .columns = {"kind", "name", "change", "before", "after", "line_a", "line_b"},
                  .rows = {}};
  for (const DiffAssumption& one : changes.assumptions) {
    table.add({cell(one.kind), cell(one.name), cell(change_of(one)), cell(one.before), cell(one.after),
               line_cell(one.line_a), line_cell(one.line_b)});
  }
  return table;
}

DataTable conclusions_table(const Diff& changes) {
  DataTable table{.name = "changes_conclusions",
                  .caption = "Conclusions before and after, with the difference and its standard error.",
                  .columns = {"text", "kind", "before", "before_standard_error", "after", "after_standard_error",
                              "difference", "standard_error"},
                  .rows = {}};
  for (const DiffConclusion& one : changes.conclusions) {
    table.add({cell(one.text), cell(std::string(one.is_outcome ? "outcome" : "target")), cell(one.before.mean),
               cell(one.before.standard_error), cell(one.after.mean), cell(one.after.standard_error),
               cell(one.difference.mean), cell(one.difference.standard_error)});
  }
  return table;
}

Cell mean_of(const std::optional<Estimate>& estimate) { return estimate ? cell(estimate->mean) : Cell(); }

DataTable shares_table(const Diff& changes) {
  DataTable table{.name = "changes_shares",
                  .caption =
                      "Which changed assumption carries which part of the change of a conclusion: made alone, taken "
                      "back alone, and its Shapley share.",
                  .columns = {"of", "assumptions", "alone", "taken_back", "shapley", "standard_error"},
                  .rows = {}};
  if (!changes.shares) return table;
  for (std::size_t n = 0; n < changes.shared.size(); ++n) {
    for (std::size_t g = 0; g < changes.shares->groups.size(); ++g) {
      std::vector<std::string> names;
      names.reserve(changes.shares->groups[g].size());
      for (const std::size_t change : changes.shares->groups[g]) names.push_back(name_of(changes.assumptions[change]));
      const study::Share& share = changes.shares->rows[g][n];
      table.add({cell(changes.conclusions[changes.shared[n].conclusion].text), cell(listed(names)),
                 mean_of(share.alone), mean_of(share.taken_back), mean_of(share.shapley),
                 share.shapley ? cell(share.shapley->standard_error) : Cell()});
    }
  }
  return table;
}

std::string history_text(const std::vector<study::SeenLabel>& history) {
  std::string text;
  for (const study::SeenLabel& one : history) text += (text.empty() ? "" : ", ") + one.label;
  return text;
}

DataTable nodes_table(const ReachedTree& tree) {
  DataTable table{
      .name = "tree",
      .caption = fmt::format("The tree of play at the {}: each history with the chance of its last branch and "
                             "of being reached; branches of less than {} are folded.",
                             tree.at, least_reach),
      .columns = {"id", "parent", "kind", "label", "prob", "reach", "player", "step", "round", "infoset", "outcome",
                  "folded"},
      .rows = {}};
  for (const std::string& player : tree.players) table.columns.push_back("payoff_" + player);
  for (std::size_t id = 0; id < tree.nodes.size(); ++id) {
    const ReachedNode& node = tree.nodes[id];
    const TreeRow& row = node.row;
    const auto index = [](std::uint32_t one) { return one == game::none ? Cell() : cell(std::uint64_t{one}); };
    std::vector<Cell> cells = {cell(std::uint64_t{id}),
                               index(row.parent),
                               cell(std::string(kind_name(row.kind))),
                               cell(row.label),
                               id == 0 ? Cell() : cell(node.edge_prob),
                               cell(node.reach),
                               row.player == game::none ? Cell() : cell(tree.players[row.player]),
                               cell(row.step),
                               row.round == 0 ? Cell() : cell(std::uint64_t{row.round}),
                               index(row.infoset),
                               cell(row.outcome),
                               cell(std::uint64_t{node.folded})};
    for (std::size_t p = 0; p < tree.players.size(); ++p) {
      cells.push_back(p < row.payoffs.size() ? cell(row.payoffs[p].value) : Cell());
    }
    table.add(std::move(cells));
  }
  return table;
}

DataTable beliefs_table(const ReachedTree& tree) {
  DataTable table{.name = "tree_beliefs",
                  .caption = "What the player that moves at an information set believes has happened.",
                  .columns = {"infoset", "who", "history", "prob"},
                  .rows = {}};
  for (std::size_t id = 0; id < tree.infosets.size(); ++id) {
    for (const study::BeliefRow& row : tree.infosets[id].belief) {
      table.add({cell(std::uint64_t{id}), cell(mover_having_seen(tree.infosets[id].infoset)),
                 cell(history_text(row.history)), cell(row.prob.value)});
    }
  }
  return table;
}

}  // namespace

std::vector<DataTable> changes_tables(const Diff& changes) {
  return {assumptions_table(changes), conclusions_table(changes), shares_table(changes)};
}

std::vector<DataTable> tree_tables(const ReachedTree& tree) { return {nodes_table(tree), beliefs_table(tree)}; }

}  // namespace parley::report
