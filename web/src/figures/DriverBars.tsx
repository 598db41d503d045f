// SPDX-License-Identifier: Apache-2.0
// What moves an answer: the share of its variance that each input carries, and the values at which the answer turns.
import * as Plot from "@observablehq/plot";
import type {VNode} from "preact";
import {numberText, shareText} from "../format";
import type {FigureProps, FigureRows} from "../parts/figure_types";
import type {Report} from "../report";
import type {Driver, Drivers, Turn} from "./documents";
import {smallSize} from "./labels";
import {boxKey, colours, lineKey, type Key} from "./picture";
import {bars, RowFigure, whisker, whiskerKey, type Place, type Row, type RowChart} from "./rows";
import {levelText} from "./words";

/** More rows than a reader takes in are left to the table. */
const most = 12;
const mostTurns = 3;

const mainShare = (data: Drivers, one: Driver): number | null =>
  data.method === "shapley" ? one.shapley_effect : one.total_index;
const mainInterval = (data: Drivers, one: Driver): [number, number] | null => {
  const [low, high] = (data.method === "shapley" ? one.shapley_effect_interval : one.total_index_interval) ?? [];
  return typeof low === "number" && typeof high === "number" ? [low, high] : null;
};

/** The inputs, the weightiest first. */
export function sortedDrivers(data: Drivers): Driver[] {
  const weight = (one: Driver): number => mainShare(data, one) ?? -Infinity;
  return [...data.params].sort((a, b) => (weight(b) === weight(a) ? 0 : weight(b) - weight(a)));
}

function turnNotes(turns: readonly Turn[]): string[] {
  const outcomes = turns.filter(({what}) => what !== "plan");
  const notes = outcomes
    .slice(0, mostTurns)
    .map(({value, from, to}) => `turns at ${numberText(value)}: ${from} → ${to}`);
  if (outcomes.length > mostTurns) notes.push(`and at ${outcomes.length - mostTurns} more values`);
  return notes;
}

function rowOf(data: Drivers, report: Report, one: Driver): Row {
  const share = mainShare(data, one);
  const text = report.assumptions.find(({name}) => name === one.name)?.text;
  return {
    label: one.name,
    ...(text ? {kind: text} : {}),
    title: `${one.name}${text ? `: ${text}` : ""}`,
    value: share === null ? "–" : shareText(share),
    number: share,
    notes: turnNotes(one.switches),
  };
}

/** Each input's own range below its bar, with its median and the values at which something turns. */
function rangeMarks(chosen: readonly {one: Driver; place: Place}[], domain: [number, number]): Plot.Markish[] {
  const [start, end] = domain;
  const ranged = chosen.flatMap(({one, place}) => (one.range ? [{one, place, range: one.range}] : []));
  const across = (range: [number, number], value: number): number => {
    const part = range[1] > range[0] ? (value - range[0]) / (range[1] - range[0]) : 0.5;
    return start + (0.12 + 0.76 * Math.min(Math.max(part, 0), 1)) * (end - start);
  };
  const y = ({place}: {place: Place}): number => place.y2 + 11;
  const lines = ranged.map(({place, range}) => ({place, x1: across(range, range[0]), x2: across(range, range[1])}));
  const turns = ranged.flatMap(({one, place, range}) =>
    one.switches.map(({value, what}) => ({x: across(range, value), place, isPlan: what === "plan"})),
  );
  const medians = ranged.flatMap(({one, place, range}) =>
    typeof one.median === "number" ? [{x: across(range, one.median), place}] : [],
  );
  const ends = (k: 0 | 1): Plot.Markish =>
    Plot.text(ranged, {
      x: ({range}) => across(range, range[k]),
      y,
      dx: k === 0 ? -4 : 4,
      text: ({range}) => numberText(range[k]),
      textAnchor: k === 0 ? "end" : "start",
      fontSize: smallSize,
      fill: colours.muted,
    });
  const tick = (isPlan: boolean, size: number, ink: Plot.LinkOptions): Plot.Markish =>
    Plot.link(
      turns.filter((turn) => turn.isPlan === isPlan),
      {x1: "x", x2: "x", y1: (turn) => y(turn) - size, y2: (turn) => y(turn) + size, ...ink},
    );
  return [
    Plot.link(lines, {x1: "x1", x2: "x2", y1: y, y2: y, stroke: colours.muted, strokeWidth: 1}),
    tick(true, 3.5, {stroke: colours.muted, strokeWidth: 1.2}),
    Plot.dot(medians, {x: "x", y, r: 2.5, fill: colours.ink}),
    tick(false, 6, {stroke: colours.warm, strokeWidth: 2.6}),
    ends(0),
    ends(1),
  ];
}

function keysOf(data: Drivers, shown: readonly Driver[], numHidden: number): Key[] {
  const isShapley = data.method === "shapley";
  const keys: Key[] = [
    {mark: boxKey({fill: colours.accent}), text: isShapley ? "Shapley effect" : "in all (total index)"},
    {mark: whiskerKey, text: "95\u202f% interval"},
  ];
  if (!isShapley) {
    keys.push({
      mark: (x, y) => <circle cx={x + 11} cy={y + 6} r={4} fill={colours.paper} stroke={colours.ink} />,
      text: "alone (first-order index)",
    });
  }
  const turns = shown.flatMap(({switches}) => switches);
  keys.push({
    mark: lineKey({stroke: colours.muted}),
    text: "below a bar: the input's range, with its median as a point",
  });
  if (turns.some(({what}) => what !== "plan")) {
    keys.push({
      mark: (x, y) => <rect x={x + 10} y={y - 1} width={3} height={13} fill={colours.warm} />,
      text: "the most likely outcome turns",
    });
  }
  if (turns.some(({what}) => what === "plan")) {
    keys.push({
      mark: (x, y) => <rect x={x + 10} y={y + 2} width={1.5} height={8} fill={colours.muted} />,
      text: "a plan turns",
    });
  }
  if (numHidden > 0) keys.push({mark: () => <g />, text: `${numHidden} with less are in the table`});
  return keys;
}

function domainOf(data: Drivers, shown: readonly Driver[]): [number, number] {
  const ends = shown.flatMap((one) => [
    mainShare(data, one) ?? 0,
    ...(mainInterval(data, one) ?? []),
    one.first_order_index ?? 0,
  ]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  return high > low ? [low, high * 1.02] : [0, 1];
}

export function DriverBars({data, report, width}: FigureProps<Drivers>): VNode {
  const all = sortedDrivers(data);
  const shown = all.slice(0, most);
  const domain = domainOf(data, shown);
  const chart: RowChart = {
    rows: shown.map((one) => rowOf(data, report, one)),
    domain,
    axis: {label: `share of the variance of ${data.target}`, format: levelText},
    below: shown.some(({range}) => range) ? 20 : 0,
    keys: keysOf(data, shown, all.length - shown.length),
    marks: (places) => {
      const placed = shown.flatMap((one, k) => {
        const place = places[k];
        return place ? [{one, place}] : [];
      });
      return [
        bars(placed.map(({one, place}) => ({place, from: 0, to: mainShare(data, one) ?? 0, fill: colours.accent}))),
        ...whisker(
          placed.flatMap(({one, place}) => {
            const interval = mainInterval(data, one);
            return interval ? [{place, low: interval[0], high: interval[1]}] : [];
          }),
        ),
        Plot.dot(data.method === "saltelli" ? placed.filter(({one}) => one.first_order_index !== null) : [], {
          x: ({one}) => one.first_order_index,
          y: ({place}) => place.y,
          r: 4,
          fill: colours.paper,
          stroke: colours.ink,
        }),
        ...rangeMarks(placed, domain),
      ];
    },
  };
  const said = shown
    .slice(0, 3)
    .map((one) => `${one.name} ${shareText(mainShare(data, one) ?? NaN)}`)
    .join(", ");
  return (
    <RowFigure
      chart={chart}
      width={width}
      title={`What moves ${data.target}`}
      description={said === "" ? "No input is drawn that could move it." : `Most by ${said}.`}
    />
  );
}

export function rows(document: unknown): FigureRows {
  const data = document as Drivers;
  const isShapley = data.method === "shapley";
  const shares = isShapley
    ? ["Shapley effect", "from", "to"]
    : ["total index", "from", "to", "first-order index", "from", "to"];
  return {
    columns: ["input", ...shares, "low", "median", "high", "turns at"],
    rows: sortedDrivers(data).map((one) => [
      one.name,
      ...(isShapley
        ? [one.shapley_effect, ...(one.shapley_effect_interval ?? [null, null])]
        : [
            one.total_index,
            ...(one.total_index_interval ?? [null, null]),
            one.first_order_index,
            ...(one.first_order_index_interval ?? [null, null]),
          ]),
      one.range?.[0] ?? null,
      one.median ?? null,
      one.range?.[1] ?? null,
      one.switches.map(({value, from, to}) => `${numberText(value)}: ${from} → ${to}`).join("; "),
    ]),
    formats: [undefined, ...shares.map(() => "share" as const), "number", "number", "number"],
  };
}
