// SPDX-License-Identifier: Apache-2.0
// The game tree: who moves where, how likely each branch is; details on hover and on focus, arrow keys along the tree.
import type {VNode} from "preact";
import {useLayoutEffect, useRef, useState} from "preact/hooks";
import {choiceText} from "../format";
import type {FigureProps, FigureRows} from "../parts/figure_types";
import type {Tree} from "../report";
import {keyLines} from "./picture";
import {infosetOf, layTree, nextNode, type PlacedNode} from "./tree_layout";
import {TreeDetails} from "./TreeDetails";
import {inksOf, treeKeys, TreePicture} from "./TreePicture";
import {seenText} from "./words";

/** A tree of more pixels is out of sight in part. */
const tallest = 420;

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
  // The keys stand in the picture too, below the tree, for the file that it is saved as.
  const keys = keyLines(treeKeys(data, inks), 0, 4, width);
  const scrolls = layout.width > width || layout.height > tallest;
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
      {shown ? <TreeDetails tree={data} node={shown.node} report={report} /> : null}
      {scrolls ? (
        <svg
          class="tree-keys"
          aria-hidden="true"
          width={width}
          height={keys.height + 6}
          direction="ltr"
          fill="currentColor"
        >
          {keys.nodes}
        </svg>
      ) : null}
    </div>
  );
}

/** A row for each node, with who moves and what was seen. */
export function rows(data: Tree): FigureRows {
  return {
    columns: [
      "node",
      "from",
      "by",
      "chance of the branch",
      "reach",
      "kind",
      "player",
      "at",
      "seen",
      "best choice",
      "outcome",
      "branches folded",
      ...data.players.map((player) => `payoff of ${player}`),
    ],
    rows: data.nodes.map((node) => {
      const infoset = infosetOf(data, node);
      const best = [...(infoset?.probs ?? [])].sort((a, b) => b.prob - a.prob)[0];
      return [
        node.id,
        node.parent,
        node.label,
        node.prob,
        node.reach,
        node.kind,
        node.player,
        node.step,
        infoset ? seenText(infoset.seen) : null,
        best ? choiceText(best.choice) : null,
        node.outcome,
        node.folded,
        ...data.players.map((_player, k) => node.payoffs?.[k] ?? null),
      ];
    }),
    formats: [
      "count",
      "count",
      undefined,
      "share",
      "share",
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      "count",
      ...data.players.map(() => "number" as const),
    ],
  };
}
