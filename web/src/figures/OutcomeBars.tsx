// SPDX-License-Identifier: Apache-2.0
// The chance of each outcome with the range over the draws, and the bounds where equilibria are several.
import * as Plot from "@observablehq/plot";
import type {VNode} from "preact";
import {shareText} from "../format";
import type {FigureProps, FigureRows} from "../parts/figure_types";
import type {Predict} from "./documents";
import {boxKey, colours, type Key} from "./picture";
import {bars, RowFigure, whisker, whiskerKey, type Place, type Row, type RowChart} from "./rows";
import {levelText, likelihoodWords} from "./words";

type Outcome = Predict["outcomes"][number];

const rangeText = ({low, high}: Outcome): string =>
  low === null || high === null ? "" : `, ${shareText(low)} to ${shareText(high)}`;

const rowOf = (outcome: Outcome): Row => {
  const {name, text, mean, standard_error} = outcome;
  return {
    label: text || name,
    title: `${name}${text ? `: ${text}` : ""}${rangeText(outcome)}`,
    value: mean === null ? "–" : shareText(mean),
    number: mean,
    word: mean === null ? "no draw was solved" : likelihoodWords(mean, standard_error ?? 0),
  };
};

/** A bracket at each end of what the equilibria found allow. */
function boundMarks(outcomes: readonly Outcome[], places: readonly Place[]): Plot.Markish[] {
  const found = outcomes.flatMap(({lowest_found, highest_found}, k) => {
    const place = places[k];
    return place ? [lowest_found, highest_found].flatMap((x) => (typeof x === "number" ? [{x, place}] : [])) : [];
  });
  return [
    Plot.link(found, {
      x1: "x",
      x2: "x",
      y1: ({place}) => place.y1 - 3,
      y2: ({place}) => place.y2 + 3,
      stroke: colours.warm,
      strokeWidth: 2.5,
    }),
  ];
}

function keysOf(outcomes: readonly Outcome[]): Key[] {
  const keys: Key[] = [
    {mark: boxKey({fill: colours.accent}), text: "chance, mean over the draws"},
    {mark: whiskerKey, text: "how far it moves with what we do not know: 5 to 95\u202f% of the draws"},
  ];
  if (outcomes.some(({lowest_found}) => typeof lowest_found === "number")) {
    keys.push({
      mark: (x, y) => <rect x={x + 9} y={y - 1} width={3} height={14} fill={colours.warm} />,
      text: "least and most over the equilibria found",
    });
  }
  return keys;
}

export function OutcomeBars({data, width}: FigureProps<Predict>): VNode {
  const {outcomes} = data;
  const chart: RowChart = {
    rows: outcomes.map(rowOf),
    domain: [0, 1],
    axis: {label: "chance", format: levelText},
    keys: keysOf(outcomes),
    marks: (places) => {
      const placed = outcomes.flatMap((outcome, k) => {
        const place = places[k];
        return place && outcome.mean !== null ? [{...outcome, mean: outcome.mean, place}] : [];
      });
      return [
        bars(placed.map(({mean, place}) => ({place, from: 0, to: mean, fill: colours.accent}))),
        ...whisker(placed.flatMap(({low, high, place}) => (low === null || high === null ? [] : [{place, low, high}]))),
        ...boundMarks(outcomes, places),
      ];
    },
  };
  const said = outcomes.map(({name, mean}) => `${name} ${mean === null ? "not known" : shareText(mean)}`).join(", ");
  return (
    <RowFigure
      chart={chart}
      width={width}
      title="Chances of the outcomes"
      description={said === "" ? "There is no outcome." : `${said}.`}
    />
  );
}

export function rows(document: unknown): FigureRows {
  const data = document as Predict;
  const hasBounds = data.outcomes.some(({lowest_found}) => typeof lowest_found === "number");
  const columns = [
    "outcome",
    "text",
    "chance",
    "standard error",
    "5 % of draws below",
    "95 % of draws below",
    "most likely in",
    ...(hasBounds ? ["lowest found", "highest found"] : []),
  ];
  return {
    columns,
    rows: data.outcomes.map((one) => [
      one.name,
      one.text ?? "",
      one.mean,
      one.standard_error,
      one.low,
      one.high,
      one.most_likely_share,
      ...(hasBounds ? [one.lowest_found ?? null, one.highest_found ?? null] : []),
    ]),
    formats: [undefined, undefined, ...columns.slice(2).map(() => "share" as const)],
  };
}
