// SPDX-License-Identifier: Apache-2.0
// Where the nodes of a game tree stand: the root at the left, a column a move, every end on a row of its own.
import {cluster, hierarchy, type HierarchyNode} from "d3-hierarchy";
import {shareText} from "../format";
import type {Tree, TreeInfoset, TreeNode} from "../report";
import {shortened, smallSize, textWidth} from "./labels";

export interface PlacedNode {
  node: TreeNode;
  x: number;
  y: number;
  depth: number;
  /** Ids of the nodes that the arrow keys go to. */
  parent: number | null;
  children: number[];
  before: number | null;
  after: number | null;
  /** How many nodes hang on the same parent, and which of them this is, from 1. */
  size: number;
  position: number;
  label: string;
}

export interface TreeLayout {
  nodes: PlacedNode[];
  byId: Map<number, PlacedNode>;
  width: number;
  height: number;
}

export const rowHeight = 23;
export const radius = 9;
const labelRoom = 118;
const endRoom = 150;
const margin = 16;

/** "handover 2.8 %": what stands beside an end. */
export function endText({outcome, reach}: TreeNode): string {
  return `${shortened(outcome ?? "end", endRoom - 50, smallSize)} ${shareText(reach)}`;
}

/** How wide each column's labels are, with what an edge needs to be seen. */
function columnPlaces(nodes: readonly HierarchyNode<TreeNode>[]): number[] {
  const widths: number[] = [];
  for (const {data, depth, parent} of nodes) {
    const label = textWidth(shortened(data.label ?? "", labelRoom, smallSize), smallSize);
    const folded = parent && parent.data.folded > 0 ? textWidth(`+${parent.data.folded}`, smallSize) : 0;
    widths[depth] = Math.max(widths[depth] ?? 0, label + Math.max(46, folded + 2 * radius + 14));
  }
  let x = margin + radius;
  return widths.map((width, depth) => (x += depth === 0 ? 0 : width));
}

/** Nothing where the tree has no root. */
export function layTree(tree: Tree): TreeLayout | null {
  const known = new Set(tree.nodes.map(({id}) => id));
  const below = new Map<number | null, TreeNode[]>();
  for (const node of tree.nodes) {
    const parent = node.parent !== null && known.has(node.parent) ? node.parent : null;
    below.set(parent, [...(below.get(parent) ?? []), node]);
  }
  const root = below.get(null)?.[0];
  if (!root) return null;
  // A row for each end, so that what stands beside an end meets nothing of the columns after it.
  const drawn = cluster<TreeNode>()
    .nodeSize([rowHeight, 1])
    .separation(() => 1)(hierarchy(root, ({id}) => below.get(id) ?? []));
  const all = drawn.descendants();
  const top = Math.min(...all.map(({x}) => x));
  const columns = columnPlaces(all);
  const nodes = all.map((one): PlacedNode => {
    const siblings = one.parent?.children ?? [one];
    const at = siblings.indexOf(one);
    return {
      node: one.data,
      x: columns[one.depth] ?? 0,
      y: one.x - top + margin + radius,
      depth: one.depth,
      parent: one.parent?.data.id ?? null,
      children: (one.children ?? []).map(({data}) => data.id),
      before: siblings[at - 1]?.data.id ?? null,
      after: siblings[at + 1]?.data.id ?? null,
      size: siblings.length,
      position: at + 1,
      label: shortened(one.data.label ?? "", labelRoom, smallSize),
    };
  });
  const right = Math.max(
    ...nodes.map(({x, node}) => {
      const text = node.kind === "terminal" ? textWidth(endText(node), smallSize) : 0;
      return x + radius + margin + text;
    }),
  );
  return {
    nodes,
    byId: new Map(nodes.map((one) => [one.node.id, one])),
    width: right,
    height: Math.max(...nodes.map(({y}) => y)) + radius + margin + 6,
  };
}

/** Letters that stand for the players: the first of a name, or its first two where another begins alike. */
export function initials(players: readonly string[]): string[] {
  const first = (name: string, count: number): string => [...name].slice(0, count).join("");
  const heads = players.map((name) => first(name, 1).toUpperCase());
  return players.map((name, k) => {
    const head = heads[k] ?? "";
    return heads.filter((one) => one === head).length === 1 ? head : head + first(name, 2).slice(head.length);
  });
}

/** Lines between the nodes of one information set that follow each other down the page. */
export function infosetLinks(layout: TreeLayout): {infoset: number; from: PlacedNode; to: PlacedNode}[] {
  const sets = new Map<number, PlacedNode[]>();
  for (const one of layout.nodes) {
    if (one.node.infoset !== null) sets.set(one.node.infoset, [...(sets.get(one.node.infoset) ?? []), one]);
  }
  return [...sets].flatMap(([infoset, nodes]) => {
    const sorted = [...nodes].sort((a, b) => a.y - b.y);
    return sorted.slice(1).flatMap((to, k) => {
      const from = sorted[k];
      return from ? [{infoset, from, to}] : [];
    });
  });
}

export const infosetOf = (tree: Tree, node: TreeNode): TreeInfoset | undefined =>
  tree.infosets.find(({id}) => id === node.infoset);

/** Where an arrow key leads: left to the parent, right to the first child, up and down among the column's nodes. */
export function nextNode(layout: TreeLayout, one: PlacedNode, key: string): number | null {
  const column = layout.nodes.filter(({depth}) => depth === one.depth).sort((a, b) => a.y - b.y);
  const at = column.indexOf(one);
  switch (key) {
    case "ArrowLeft":
      return one.parent;
    case "ArrowRight":
      return one.children[0] ?? null;
    case "ArrowUp":
      return one.before ?? column[at - 1]?.node.id ?? null;
    case "ArrowDown":
      return one.after ?? column[at + 1]?.node.id ?? null;
    case "Home":
      return layout.nodes[0]?.node.id ?? null;
    default:
      return null;
  }
}
