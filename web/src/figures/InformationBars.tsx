// SPDX-License-Identifier: Apache-2.0
// What knowing more would be worth to a player's adviser, in payoff units, and what would then be done.
import type {VNode} from "preact";
import {choiceText, numberText, shareText} from "../format";
import type {FigureProps, FigureRows} from "../parts/figure_types";
import type {Report} from "../report";
import type {Information} from "./documents";
import {boxKey, colours, type Key} from "./picture";
import {bars, RowFigure, whisker, whiskerKey, type Row, type RowChart} from "./rows";

type Knowledge = Information["rows"][number];

const most = 12;
/** Of how many rows the change of choice is told in the figure. */
const mostTold = 5;

const kindWords: Record<string, string> = {
  everything: "all that is drawn, known together",
  group: "known together",
  param: "a param",
  odds: "how strong a piece of evidence is",
  type: "a player's type",
  evidence: "a report",
};

const changesText = (changes: Knowledge["changes"]): string =>
  changes.map(({when, choice, share}) => `${when}: ${choiceText(choice)} (${shareText(share)})`).join("; ");

function fillOf(kind: string): string {
  if (kind === "everything") return colours.muted;
  return kind === "group" ? colours.warm : colours.accent;
}

function rowOf(report: Report, row: Knowledge, told: boolean): Row {
  const text = report.assumptions.find(({name}) => name === row.name)?.text;
  const kind =
    row.kind === "group" ? `known together: ${row.members.join(", ")}` : (text ?? kindWords[row.kind] ?? row.kind);
  return {
    label: row.name,
    kind,
    title: [row.name, kind, changesText(row.changes)].filter((part) => part !== "").join(": "),
    value: numberText(row.worth),
    number: row.worth,
    notes: told && row.changes.length > 0 ? [changesText(row.changes)] : [],
  };
}

function keysOf(shown: readonly Knowledge[], numHidden: number): Key[] {
  const keys: Key[] = [];
  const add = (kind: string, text: string, isThere: boolean): void => {
    if (isThere) keys.push({mark: boxKey({fill: fillOf(kind)}), text});
  };
  add(
    "everything",
    "everything together",
    shown.some(({kind}) => kind === "everything"),
  );
  add(
    "group",
    "a source or a group",
    shown.some(({kind}) => kind === "group"),
  );
  add(
    "param",
    "one thing",
    shown.some(({kind}) => kind !== "everything" && kind !== "group"),
  );
  keys.push({mark: whiskerKey, text: "two standard errors either way"});
  if (numHidden > 0) keys.push({mark: () => <g />, text: `${numHidden} worth no more are in the table`});
  return keys;
}

export function InformationBars({data, report, width}: FigureProps<Information>): VNode {
  const shown = data.rows.slice(0, most);
  const high = Math.max(0, ...shown.map(({worth, standard_error}) => worth + 2 * (standard_error ?? 0)));
  let told = 0;
  const chart: RowChart = {
    rows: shown.map((row) => rowOf(report, row, row.changes.length > 0 && row.worth > 0 && (told += 1) <= mostTold)),
    domain: [0, high > 0 ? high * 1.02 : 1],
    axis: {label: `worth to ${data.player}, in payoff units`, format: numberText},
    keys: keysOf(shown, data.rows.length - shown.length),
    marks: (places) => {
      const placed = shown.flatMap((row, k) => {
        const place = places[k];
        return place ? [{row, place}] : [];
      });
      return [
        bars(placed.map(({row, place}) => ({place, from: 0, to: row.worth, fill: fillOf(row.kind)}))),
        ...whisker(
          placed.flatMap(({row: {worth, standard_error}, place}) =>
            standard_error
              ? [{place, low: Math.max(0, worth - 2 * standard_error), high: worth + 2 * standard_error}]
              : [],
          ),
        ),
      ];
    },
  };
  const said = shown
    .slice(0, 3)
    .map(({name, worth}) => `${name} ${numberText(worth)}`)
    .join(", ");
  return (
    <RowFigure
      chart={chart}
      width={width}
      title={`What knowing more would be worth to ${data.player}`}
      description={said === "" ? "Nothing is unknown." : `Most: ${said}.`}
    />
  );
}

export function rows(document: unknown): FigureRows {
  const data = document as Information;
  return {
    columns: ["what would be known", "kind", "members", "worth", "standard error", "what would be done"],
    rows: data.rows.map((row) => [
      row.name,
      row.kind,
      row.members.join(", "),
      row.worth,
      row.standard_error,
      changesText(row.changes),
    ]),
    formats: [undefined, undefined, undefined, "number", "number", undefined],
  };
}
