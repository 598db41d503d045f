// SPDX-License-Identifier: Apache-2.0
// What is known at the node of a tree that a reader points at or moves to: choices, beliefs, reach, payoffs.
import type {ComponentChildren, VNode} from "preact";
import {choiceText, numberText, shareText} from "../format";
import type {Report, Seen, Tree, TreeInfoset, TreeNode} from "../report";
import {infosetOf} from "./tree_layout";
import {moverText, seenText} from "./words";

const most = 6;

const Share = ({value}: {value: number | null}): VNode =>
  value === null ? (
    <span>–</span>
  ) : (
    <data value={value} data-value={value}>
      {shareText(value)}
    </data>
  );
const Amount = ({value}: {value: number}): VNode => (
  <data value={value} data-value={value}>
    {numberText(value)}
  </data>
);

interface Entry {
  text: string;
  prob: number | null;
  isHere?: boolean;
}

/** The likeliest first; the rest as a number of them. */
function ShareList({title, entries}: {title: string; entries: readonly Entry[]}): VNode | null {
  if (entries.length === 0) return null;
  const sorted = [...entries].sort((a, b) => (b.prob ?? 0) - (a.prob ?? 0));
  const shown = sorted.slice(0, most);
  const numMore = sorted.length - shown.length;
  return (
    <div class="tree-list">
      <h4>{title}</h4>
      <ul>
        {shown.map(({text, prob, isHere}) => (
          <li>
            <Share value={prob} /> <span dir="auto">{text}</span>
            {isHere ? " (this history)" : ""}
          </li>
        ))}
        {numMore > 0 ? <li>{numMore} more</li> : null}
      </ul>
    </div>
  );
}

/** The labels on the way from the root to a node. */
function historyOf(tree: Tree, node: TreeNode): string[] {
  const labels: string[] = [];
  const byId = new Map(tree.nodes.map((one) => [one.id, one]));
  for (
    let at: TreeNode | undefined = node;
    at && labels.length < 1000;
    at = at.parent === null ? undefined : byId.get(at.parent)
  ) {
    if (at.label !== null) labels.unshift(at.label);
  }
  return labels;
}

const historyText = (history: readonly Seen[]): string => history.map(({label}) => label).join(", ") || "the beginning";

function Decision({tree, node, infoset}: {tree: Tree; node: TreeNode; infoset: TreeInfoset}): VNode {
  const seen = seenText(infoset.seen);
  const here = historyOf(tree, node).join(", ");
  return (
    <>
      <p>
        {seen === "" ? "Has seen nothing." : <span dir="auto">{`Has seen ${seen}.`}</span>}{" "}
        {infoset.margin === null ? null : (
          <>
            The best choice is better than the next by <Amount value={infoset.margin} /> payoff units.{" "}
          </>
        )}
        The information set is reached with <Share value={infoset.reach} />
        {infoset.reason ? `; ${infoset.reason}` : ""}.
      </p>
      <ShareList title="Chooses" entries={infoset.probs.map(({choice, prob}) => ({text: choiceText(choice), prob}))} />
      <ShareList
        title="Believes that what happened is"
        entries={infoset.belief.map(({history, prob}) => {
          const text = historyText(history);
          return {text, prob, isHere: text === here};
        })}
      />
    </>
  );
}

function Chance({tree, node}: {tree: Tree; node: TreeNode}): VNode {
  const next = tree.nodes.filter(({parent}) => parent === node.id);
  return <ShareList title="Chances" entries={next.map(({label, prob}) => ({text: label ?? "", prob}))} />;
}

function End({tree, node, report}: {tree: Tree; node: TreeNode; report: Report}): VNode {
  const text = report.outcomes.find(({name}) => name === node.outcome)?.text;
  return (
    <>
      {text ? <p dir="auto">{text}.</p> : null}
      {node.payoffs === null ? null : (
        <div class="tree-list">
          <h4>Payoffs</h4>
          <ul>
            {node.payoffs.map((payoff, k) => (
              <li>
                <Amount value={payoff} /> <span dir="auto">{tree.players[k] ?? ""}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** What stands above the details, and names the node to a screen reader. */
export function nodeTitle(tree: Tree, node: TreeNode): string {
  if (node.kind === "terminal") return `End: ${node.outcome ?? "no outcome"}`;
  if (node.kind === "chance") return `Chance: ${node.step ?? "a move"}`;
  const infoset = infosetOf(tree, node);
  return moverText(infoset ?? {player: node.player, step: node.step, round: node.round});
}

function foldedText(count: number): string {
  if (count === 0) return "";
  return count === 1 ? " A branch hardly ever taken is folded." : ` ${count} branches hardly ever taken are folded.`;
}

export function TreeDetails({tree, node, report}: {tree: Tree; node: TreeNode; report: Report}): VNode {
  const infoset = infosetOf(tree, node);
  const before = historyOf(tree, node).join(", ");
  const parts: ComponentChildren =
    node.kind === "terminal" ? (
      <End tree={tree} node={node} report={report} />
    ) : node.kind === "chance" ? (
      <Chance tree={tree} node={node} />
    ) : infoset ? (
      <Decision tree={tree} node={node} infoset={infoset} />
    ) : null;
  return (
    <div class="tree-details" aria-live="polite">
      <h3 dir="auto">{nodeTitle(tree, node)}</h3>
      <p>
        Reached with <Share value={node.reach} />
        {before === "" ? "" : <span dir="auto">{` after ${before}`}</span>}.{foldedText(node.folded)}
      </p>
      {parts}
    </div>
  );
}
