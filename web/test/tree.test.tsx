// SPDX-License-Identifier: Apache-2.0
// The game tree: where nodes stand, where keys lead, and what is told at a node.
import assert from "node:assert/strict";
import {test} from "node:test";
import {rows} from "../src/figures/GameTree";
import {infosetLinks, initials, layTree, nextNode, rowHeight} from "../src/figures/tree_layout";
import {nodeTitle, TreeDetails} from "../src/figures/TreeDetails";
import type {Tree, TreeNode} from "../src/report";
import {emptyReport, faultsOf, markup} from "./drawn";

const node = (id: number, parent: number | null, over: Partial<TreeNode> = {}): TreeNode => ({
  id,
  parent,
  kind: "decision",
  label: parent === null ? null : `to ${id}`,
  prob: 0.5,
  reach: 0.5,
  player: "two",
  step: "two",
  round: null,
  infoset: 1,
  outcome: null,
  payoffs: null,
  folded: 0,
  ...over,
});
const end = (id: number, parent: number): TreeNode =>
  node(id, parent, {
    kind: "terminal",
    player: null,
    step: null,
    infoset: null,
    outcome: "deal",
    payoffs: [1e12, -1e-9],
  });
const tree: Tree = {
  at: "centre",
  fold_below: 0.001,
  players: ["one", "two"],
  nodes: [
    node(0, null, {kind: "chance", player: null, step: "one.type", infoset: null, reach: 1, prob: 1}),
    node(1, 0, {folded: 2}),
    node(2, 0),
    end(3, 1),
    end(4, 1),
    end(5, 2),
  ],
  infosets: [
    {
      id: 1,
      player: "two",
      type: null,
      step: "two",
      round: null,
      margin: 2.5,
      reach: 1,
      settled_by: "settled",
      reason: "chance alone fixes the belief",
      on_path: true,
      seen: [{step: "offer", round: null, label: "low", exact: false}],
      probs: [
        {choice: {two: "take"}, prob: 1},
        {choice: {two: "leave"}, prob: 0},
      ],
      belief: Array.from({length: 8}, (_unused, k) => ({
        history: [{step: "one.type", round: null, label: k === 0 ? "to 1" : `h${k}`, exact: true}],
        prob: (8 - k) / 36,
      })),
    },
  ],
};

test("every end has a row of its own and every move a column", () => {
  const layout = layTree(tree);
  assert.ok(layout);
  const ends = layout.nodes
    .filter((one) => one.node.kind === "terminal")
    .map(({y}) => y)
    .sort((a, b) => a - b);
  assert.deepEqual(
    ends.slice(1).map((y, k) => y - (ends[k] ?? 0)),
    [rowHeight, rowHeight],
  );
  const at = (id: number) => layout.byId.get(id)?.x ?? 0;
  assert.ok(at(0) < at(1) && at(1) < at(3));
  assert.equal(at(1), at(2));
});

test("nodes of one information set are joined", () => {
  const layout = layTree(tree);
  assert.ok(layout);
  assert.deepEqual(
    infosetLinks(layout).map(({from, to}) => [from.node.id, to.node.id]),
    [[1, 2]],
  );
});

test("arrow keys lead to the parent, the first child and the neighbours of the column", () => {
  const layout = layTree(tree);
  assert.ok(layout);
  const from = (id: number, key: string) => {
    const one = layout.byId.get(id);
    return one ? nextNode(layout, one, key) : undefined;
  };
  assert.equal(from(0, "ArrowRight"), 1);
  assert.equal(from(1, "ArrowDown"), 2);
  assert.equal(from(2, "ArrowUp"), 1);
  assert.equal(from(4, "ArrowDown"), 5, "past its siblings, to the next of the column");
  assert.equal(from(5, "ArrowLeft"), 2);
  assert.equal(from(0, "ArrowLeft"), null);
  assert.equal(from(5, "Home"), 0);
});

const details = (id: number): string => {
  const found = tree.nodes.find((one) => one.id === id);
  assert.ok(found);
  const text = markup(<TreeDetails tree={tree} node={found} report={emptyReport()} />);
  assert.deepEqual(faultsOf(text), []);
  return text.replace(/<[^>]*>/g, "|").replace(/\|+/g, "|");
};

test("a decision tells who moves, what was seen, what is chosen, by how much, and what is believed", () => {
  const told = details(1);
  assert.match(told, /two/);
  assert.match(told, /Has seen low\?/);
  assert.match(told, /better than the next by \|2\.5\| payoff units/);
  assert.match(told, /100\u202f%\| \|take/);
  assert.match(told, /22\.2\u202f%\| \|to 1\| \(this history\)/);
  assert.match(told, /2 more/);
  assert.match(told, /2 branches hardly ever taken are folded/);
});

test("chance tells its chances, an end its payoffs, and a screen reader hears what a node is", () => {
  assert.match(details(0), /Chances\|50\.0\u202f%\| \|to 1/);
  assert.match(details(3), /Payoffs.*one.*−1e−9\| \|two/);
  assert.equal(nodeTitle(tree, tree.nodes[0] as TreeNode), "Chance: one.type");
  assert.equal(nodeTitle(tree, tree.nodes[1] as TreeNode), "two");
  assert.equal(nodeTitle(tree, tree.nodes[3] as TreeNode), "End: deal");
});

test("players are told apart by letters, and two of the same letter by two", () => {
  assert.deepEqual(initials(["coercer", "patron", "pragmatist", "leader"]), ["C", "Pa", "Pr", "L"]);
});

test("rows hold each node with its numbers", () => {
  const {columns, rows: found} = rows(tree);
  assert.deepEqual(columns.slice(-2), ["payoff of one", "payoff of two"]);
  assert.deepEqual(found[1], [1, 0, "to 1", 0.5, 0.5, "decision", "two", "two", "low?", "take", null, 2, null, null]);
  assert.deepEqual(found[3]?.slice(-4), ["deal", 0, 1e12, -1e-9]);
});

test("a tree of one node, of none, and one whose root was cut off can be laid out", () => {
  assert.equal(layTree({...tree, nodes: []}), null);
  assert.equal(layTree({...tree, nodes: [end(9, 4)]})?.nodes.length, 1);
  const alone = layTree({...tree, nodes: [node(0, null)]});
  assert.ok(alone && alone.width > 0 && alone.height > 0);
});
