// SPDX-License-Identifier: Apache-2.0
// Draws a game tree: edges as thick as they are likely, nodes that can be pointed at and moved to.
import {Fragment, type VNode} from "preact";
import {shareText} from "../format";
import type {Tree, TreeNode} from "../report";
import {smallSize} from "./labels";
import {colours, keyLines, playerColour, rim, type Key} from "./picture";
import {nodeTitle} from "./TreeDetails";
import {endText, infosetLinks, initials, radius, type PlacedNode, type TreeLayout} from "./tree_layout";

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

export interface Inks {
  colourOf: (player: string | null) => string;
  initialOf: (player: string | null) => string;
}

/** The colour and the letters of each player. */
export function inksOf(tree: Tree): Inks {
  const letters = initials(tree.players);
  return {
    colourOf: (player) => (player === null ? colours.muted : playerColour(Math.max(0, tree.players.indexOf(player)))),
    initialOf: (player) => (player === null ? "" : (letters[tree.players.indexOf(player)] ?? "")),
  };
}

/** A bow between two nodes of one information set. */
function linkPath(from: PlacedNode, to: PlacedNode): string {
  const [first, second] = [(2 * from.y + to.y) / 3, (from.y + 2 * to.y) / 3];
  return `M${from.x},${from.y}C${from.x + 14},${first} ${to.x + 14},${second} ${to.x},${to.y}`;
}

/** Edges, labels and the lines of information sets; nothing in it can be moved to. */
function Edges({layout, active}: {layout: TreeLayout; active: number | null}): VNode {
  // Sets that spread over columns are shown only while one of their nodes is: their lines cross the picture.
  const links = infosetLinks(layout).filter(({infoset, from, to}) => infoset === active || from.depth === to.depth);
  return (
    <g aria-hidden="true">
      {links.map(({infoset, from, to}) => (
        <path
          d={linkPath(from, to)}
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
              {endText(node)}
              <title>{node.outcome ?? ""}</title>
            </text>
          ) : null}
          {node.folded > 0 ? (
            <text x={x + radius + 2} y={y - 8} font-size={smallSize} fill={colours.muted} {...rim}>
              {`+${node.folded}`}
            </text>
          ) : null}
        </Fragment>
      ))}
    </g>
  );
}

/** "exit: military, reached with 6.0 %". */
function spokenName(tree: Tree, node: TreeNode): string {
  const branch = node.label === null ? "" : `${node.label}: `;
  return `${branch}${nodeTitle(tree, node)}, reached with ${shareText(node.reach)}`;
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

/** What the marks mean: the players who move, and the rest. */
export function treeKeys(tree: Tree, inks: Inks): Key[] {
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
    {
      mark: (x, y) => (
        <path
          d={`M${x + 11},${y - 1}l7,7l-7,7l-7,-7z`}
          fill={colours.paper}
          stroke={colours.muted}
          stroke-width={1.8}
        />
      ),
      text: "chance",
    },
    {
      mark: (x, y) => <line x1={x} x2={x + 22} y1={y + 6} y2={y + 6} stroke={colours.soft} stroke-width={6} />,
      text: "the thicker, the likelier",
    },
    {
      mark: (x, y) => <line x1={x} x2={x + 22} y1={y + 6} y2={y + 6} stroke={colours.muted} stroke-dasharray="2 4" />,
      text: "cannot be told apart by who moves",
    },
    {
      mark: (x, y) => (
        <text x={x + 2} y={y + 10} font-size={smallSize} fill={colours.muted}>
          +3
        </text>
      ),
      text: "branches folded",
    },
  ];
}

export function TreePicture(props: PictureProps): VNode {
  const {tree, layout, inks, current, shown, onShow, onFocus, onKey} = props;
  const keys = keyLines(treeKeys(tree, inks), 0, layout.height + 4, layout.width);
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
            aria-label={spokenName(tree, node)}
            tabindex={node.id === current ? 0 : -1}
            transform={`translate(${x} ${y})`}
            style="outline: none; cursor: pointer"
            onMouseEnter={() => onShow(node.id)}
            onMouseLeave={() => onShow(null)}
            onFocus={() => onFocus(node.id)}
            onKeyDown={(event) => onKey(event, one)}
          >
            <circle
              r={radius + 4}
              fill={node.id === shown ? colours.paper : "transparent"}
              stroke={node.id === shown ? colours.warm : "none"}
              stroke-width={2.5}
            />
            <NodeShape node={node} colour={inks.colourOf(node.player)} initial={inks.initialOf(node.player)} />
          </g>
        );
      })}
    </svg>
  );
}
