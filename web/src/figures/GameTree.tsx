// SPDX-License-Identifier: Apache-2.0
// The game tree: who moves where, how likely each branch is; details on hover and on focus, arrow keys along the tree.
import {Fragment, type VNode} from "preact";
import {useLayoutEffect, useRef, useState} from "preact/hooks";
import {choiceText, shareText} from "../format";
import type {FigureProps, FigureRows} from "../parts/figure_types";
import type {Tree, TreeNode} from "../report";
import {smallSize} from "./labels";
import {colours, keyLines, playerColour, rim, type Key} from "./picture";
import {nodeTitle, TreeDetails} from "./TreeDetails";
import {endText, infosetLinks, infosetOf, initials, layTree, radius, type PlacedNode, type TreeLayout} from "./tree_layout";
import {seenText} from "./words";

const edgeWidth = (reach: number): number => 0.8 + 7 * Math.min(Math.max(reach, 0), 1);

/** An edge leaves its parent steeply and runs level below its label. */
function edgePath(from: PlacedNode, to: PlacedNode): string {
  const bend = from.x + radius + 16;
  const middle = from.x + radius + 7;
  return `M${from.x},${from.y}C${middle + 4},${from.y} ${middle},${to.y} ${bend + 6},${to.y}L${to.x},${to.y}`;
}

function NodeShape({node, colour, initial}: {node: TreeNode; colour: string; initial: string}): VNode {
  if (node.kind === "terminal") return <rect x={-4.5} y={-4.5} width={9} height={9} fill={colours.ink} />;
  if (node.kind === "chance") {
    return <path d="M0,-7.5L7.5,0L0,7.5L-7.5,0Z" fill={colours.paper} stroke={colours.muted} stroke-width={1.8} />;
  }
  return (
    <>
      <circle r={radius} fill={colour} />
      <text y={4} text-anchor="middle" font-size={smallSize} font-weight="700" fill={colours.paper}>
        {initial}
      </text>
    </>
  );
}

interface Inks {
  colourOf: (player: string | null) => string;
  initialOf: (player: string | null) => string;
}

function inksOf(tree: Tree): Inks {
  const letters = initials(tree.players);
  return {
    colourOf: (player) => (player === null ? colours.muted : playerColour(Math.max(0, tree.players.indexOf(player)))),
    initialOf: (player) => (player === null ? "" : (letters[tree.players.indexOf(player)] ?? "")),
  };
}

/** Edges, labels and the lines of information sets; nothing in it can be moved to. */
function Edges({layout, active}: {layout: TreeLayout; active: number | null}): VNode {
  // Sets that spread over columns are shown only while one of their nodes is: their lines cross the picture.
  const links = infosetLinks(layout).filter(({infoset, from, to}) => infoset === active || from.depth === to.depth);
  return (
    <g aria-hidden="true">
      {links.map(({infoset, from, to}) => (
        <path
          d={`M${from.x},${from.y}C${from.x + 14},${(2 * from.y + to.y) / 3} ${to.x + 14},${(from.y + 2 * to.y) / 3} ${to.x},${to.y}`}
          fill="none"
          stroke={infoset === active ? colours.warm : colours.muted}
          stroke-width={infoset === active ? 2.2 : 1}
          stroke-dasharray="2 4"
          stroke-opacity={infoset === active ? 1 : 0.55}
        />
      ))}
      {layout.nodes.map((to) => {
        const from = to.parent === null ? undefined : layout.byId.get(to.parent);
        if (!from) return null;
        return (
          <path
            d={edgePath(from, to)}
            fill="none"
            stroke={colours.soft}
            stroke-width={edgeWidth(to.node.reach)}
            stroke-linejoin="round"
          />
        );
      })}
      {layout.nodes.map(({node, x, y, label}) => (
        <Fragment>
          {label === "" ? null : (
            <text x={x - radius - 6} y={y - 4} text-anchor="end" font-size={smallSize} {...rim}>
              {label}
              <title>{node.label ?? ""}</title>
            </text>
          )}
          {node.kind === "terminal" ? (
            <text x={x + 10} y={y + 4} font-size={smallSize} data-value={node.reach}>
              {endText(node, shareText)}
              <title>{node.outcome ?? ""}</title>
            </text>
          ) : null}
          {node.folded > 0 ? (
            <>
              <path d={`M${x},${y + radius}v6h6`} fill="none" stroke={colours.muted} stroke-dasharray="2 2" />
              <text x={x + 9} y={y + radius + 10} font-size={smallSize} fill={colours.muted} {...rim}>
                {`+${node.folded}`}
              </text>
            </>
          ) : null}
        </Fragment>
      ))}
    </g>
  );
}

interface PictureProps {
  tree: Tree;
  layout: TreeLayout;
  inks: Inks;
  /** The node that the tab key goes to, and the one whose details are shown. */
  current: number;
  shown: number;
  onShow: (id: number | null) => void;
  onFocus: (id: number) => void;
  onKey: (event: KeyboardEvent, one: PlacedNode) => void;
}

function keysOf(tree: Tree, inks: Inks): Key[] {
  const moving = tree.players.filter((player) => tree.nodes.some((node) => node.player === player));
  return [
    ...moving.map((player): Key => ({
      mark: (x, y) => (
        <g transform={`translate(${x + 11} ${y + 6})`}>
          <circle r={8} fill={inks.colourOf(player)} />
          <text y={4} text-anchor="middle" font-size={smallSize} font-weight="700" fill={colours.paper}>
            {inks.initialOf(player)}
          </text>
        </g>
      ),
      text: player,
    })),
    {mark: (x, y) => <path d={`M${x + 11},${y - 1}l7,7l-7,7l-7,-7z`} fill={colours.paper} stroke={colours.muted} stroke-width={1.8} />, text: "chance"},
    {mark: (x, y) => <line x1={x} x2={x + 22} y1={y + 6} y2={y + 6} stroke={colours.soft} stroke-width={6} />, text: "the thicker, the likelier"},
    {mark: (x, y) => <line x1={x} x2={x + 22} y1={y + 6} y2={y + 6} stroke={colours.muted} stroke-dasharray="2 4" />, text: "cannot be told apart by who moves"},
    {mark: (x, y) => <text x={x + 2} y={y + 10} font-size={smallSize} fill={colours.muted}>+3</text>, text: "branches folded"},
  ];
}

export function TreePicture(props: PictureProps): VNode {
  const {tree, layout, inks, current, shown, onShow, onFocus, onKey} = props;
  const keys = keyLines(keysOf(tree, inks), 0, layout.height + 4, layout.width);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      role="tree"
      aria-label="Game tree: move with the arrow keys"
      width={layout.width}
      height={layout.height + keys.height + 8}
      viewBox={`0 0 ${layout.width} ${layout.height + keys.height + 8}`}
      direction="ltr"
      font-family="system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Liberation Sans', sans-serif"
      font-size="12"
      fill="currentColor"
      style="max-width: none"
    >
      <Edges layout={layout} active={layout.byId.get(shown)?.node.infoset ?? null} />
      <g aria-hidden="true">{keys.nodes}</g>
      {layout.nodes.map((one) => {
        const {node, x, y} = one;
        return (
          <g
            role="treeitem"
            data-node={node.id}
            aria-level={one.depth + 1}
            aria-setsize={one.size}
            aria-posinset={one.position}
            aria-selected={node.id === shown}
            aria-label={`${node.label === null ? "" : `${node.label}: `}${nodeTitle(tree, node)}, reached with ${shareText(node.reach)}`}
            tabindex={node.id === current ? 0 : -1}
            transform={`translate(${x} ${y})`}
            style="outline: none; cursor: pointer"
            onMouseEnter={() => onShow(node.id)}
            onMouseLeave={() => onShow(null)}
            onFocus={() => onFocus(node.id)}
            onKeyDown={(event) => onKey(event, one)}
          >
            <circle r={radius + 4} fill={node.id === shown ? colours.paper : "transparent"}
                    stroke={node.id === shown ? colours.warm : "none"} stroke-width={2.5} />
            <NodeShape node={node} colour={inks.colourOf(node.player)} initial={inks.initialOf(node.player)} />
          </g>
        );
      })}
    </svg>
  );
}

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

export function GameTree({data, report, width}: FigureProps<Tree>): VNode {
  const layout = layTree(data);
  const root = layout?.nodes[0]?.node.id ?? 0;
  const [current, setCurrent] = useState(root);
  const [pointed, setPointed] = useState<number | null>(null);
  const scroll = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const top = layout?.nodes[0]?.y ?? 0;
    if (scroll.current) scroll.current.scrollTop = top - scroll.current.clientHeight / 2;
  }, [data]);
  if (!layout) return <p>The tree has no nodes.</p>;
  const inks = inksOf(data);
  const keys = keyLines(keysOf(data, inks), 0, 4, width);
  const shown = layout.byId.get(pointed ?? current) ?? layout.nodes[0];
  const onKey = (event: KeyboardEvent, one: PlacedNode): void => {
    if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home"].includes(event.key)) return;
    event.preventDefault();
    const next = nextNode(layout, one, event.key);
    if (next === null) return;
    setPointed(null);
    scroll.current?.querySelector<SVGGElement>(`[data-node="${next}"]`)?.focus();
  };
  return (
    <div class="game-tree">
      <div class="tree-scroll" ref={scroll}>
        <TreePicture
          tree={data}
          layout={layout}
          inks={inks}
          current={current}
          shown={shown?.node.id ?? root}
          onShow={setPointed}
          onFocus={setCurrent}
          onKey={onKey}
        />
      </div>
      <svg class="tree-keys" aria-hidden="true" width={width} height={keys.height + 6} direction="ltr" fill="currentColor">
        {keys.nodes}
      </svg>
      {shown ? <TreeDetails tree={data} node={shown.node} report={report} /> : null}
    </div>
  );
}

/** A row for each node, with who moves and what was seen. */
export function rows(data: Tree): FigureRows {
  return {
    columns: ["node", "from", "by", "chance of the branch", "reach", "kind", "player", "at", "seen", "best choice", "outcome",
              "branches folded", ...data.players.map((player) => `payoff of ${player}`)],
    rows: data.nodes.map((node) => {
      const infoset = infosetOf(data, node);
      const best = [...(infoset?.probs ?? [])].sort((a, b) => b.prob - a.prob)[0];
      return [
        node.id, node.parent, node.label, node.prob, node.reach, node.kind, node.player, node.step,
        infoset ? seenText(infoset.seen) : null, best ? choiceText(best.choice) : null, node.outcome, node.folded,
        ...data.players.map((_player, k) => node.payoffs?.[k] ?? null),
      ];
    }),
    formats: ["count", "count", undefined, "share", "share", undefined, undefined, undefined, undefined, undefined, undefined,
              "count", ...data.players.map(() => "number" as const)],
  };
}
