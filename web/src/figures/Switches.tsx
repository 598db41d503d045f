// SPDX-License-Identifier: Apache-2.0
// What would change the judgement: each param's range, its centre, and the values at which the answer turns.
import * as Plot from "@observablehq/plot";
import type {VNode} from "preact";
import {numberText} from "../format";
import type {FigureProps, FigureRows} from "../parts/figure_types";
import type {Switch} from "../report";
import {smallSize, textWidth} from "./labels";
import {colours, type Key} from "./picture";
import {RowFigure, type Place, type Row, type RowChart} from "./rows";
import {moverText, seenText} from "./words";

/** One strip: a param, and the values at which one thing turns: the most likely outcome, or a choice. */
interface Strip {
  first: Switch;
  turns: Switch[];
  what: string;
}

function whatTurns({infoset}: Switch): string {
  if (infoset === null) return "most likely outcome";
  const seen = seenText(infoset.seen);
  return `choice of ${moverText(infoset)}${seen === "" ? "" : `, having seen ${seen}`}`;
}

function stripsOf(switches: readonly Switch[]): Strip[] {
  const strips = new Map<string, Strip>();
  for (const one of switches) {
    const what = whatTurns(one);
    const key = JSON.stringify([one.param, what]);
    const strip = strips.get(key) ?? {first: one, turns: [], what};
    strip.turns.push(one);
    strips.set(key, strip);
  }
  const found = [...strips.values()];
  found.forEach(({turns}) => turns.sort((a, b) => a.value - b.value));
  return found;
}

/** More strips than a reader takes in are left to the table, and so are turns further from the centre than others. */
const mostStrips = 12;
const mostTold = 3;

/** Strips of the outcome; of choices only where no outcome turns. */
function chosenOf(strips: readonly Strip[]): Strip[] {
  const ofOutcome = strips.filter(({first}) => first.infoset === null);
  return (ofOutcome.length > 0 ? ofOutcome : [...strips]).slice(0, mostStrips);
}

/** The turns nearest to the centre, rising. */
function toldOf({first, turns}: Strip): Switch[] {
  const distance = ({value}: Switch): number => Math.abs(value - first.centre);
  const nearest = [...turns].sort((a, b) => distance(a) - distance(b)).slice(0, mostTold);
  return turns.filter((one) => nearest.includes(one));
}

/** Where a value lies in the param's range: 0 at its low end, 1 at its high end. */
function share({low, high}: Switch, value: number): number {
  return high > low ? Math.min(Math.max((value - low) / (high - low), 0), 1) : 0.5;
}

interface Piece {
  place: Place;
  from: number;
  to: number;
  text: string;
  isCentre: boolean;
}

/** The pieces of a strip between its turns, each with what holds there. */
function piecesOf({first, turns}: Strip, place: Place): Piece[] {
  const cuts = [0, ...turns.map(({value}) => share(first, value)), 1];
  const centre = share(first, first.centre);
  return cuts.slice(1).map((to, k) => {
    const from = cuts[k] ?? 0;
    const text = k === 0 ? (turns[0]?.from ?? "") : (turns[k - 1]?.to ?? "");
    return {place, from, to, text, isCentre: centre >= from && centre <= to};
  });
}

function rowOf(strip: Strip): Row {
  const {first, turns, what} = strip;
  const told = toldOf(strip).map(({value, from, to}) => `turns at ${numberText(value)}: ${from} → ${to}`);
  const numMore = turns.length - told.length;
  return {
    label: first.text ? `${first.param}: ${first.text}` : first.param,
    kind: what,
    title: `${first.param}: ${numberText(first.low)} to ${numberText(first.high)}, centre ${numberText(first.centre)}`,
    notes:
      numMore > 0
        ? [...told, `and at ${numMore} more ${numMore === 1 ? "value" : "values"}, further from the centre`]
        : told,
  };
}

const marks: Key[] = [
  {
    mark: (x, y) => <path d={`M${x + 11},${y + 1}l-5,9h10z`} fill={colours.ink} />,
    text: "centre of the range",
  },
  {
    mark: (x, y) => <rect x={x + 9} y={y - 1} width={3} height={14} fill={colours.warm} />,
    text: "value at which it turns, the others at their centre",
  },
];

function marksOf(strips: readonly Strip[], places: readonly Place[], width: number): Plot.Markish[] {
  const placed = strips.flatMap((strip, k) => {
    const place = places[k];
    return place ? [{strip, place}] : [];
  });
  const pieces = placed.flatMap(({strip, place}) => piecesOf(strip, place));
  const inner = width < 560 ? width - 28 : width * 0.55;
  const named = pieces.filter(({from, to, text}) => textWidth(text, smallSize) + 6 < (to - from) * inner);
  const y = {y1: ({place}: Piece) => place.y1 - 2, y2: ({place}: Piece) => place.y2 + 3};
  const at = (value: (one: Switch) => number) =>
    placed.flatMap(({strip, place}) => strip.turns.map((one) => ({x: share(strip.first, value(one)), place, one})));
  const ends = placed.flatMap(({strip: {first}, place}) => [
    {x: 0, text: numberText(first.low), place, anchor: "start"},
    {x: 1, text: numberText(first.high), place, anchor: "end"},
  ]);
  const end = (anchor: "start" | "end"): Plot.Markish =>
    Plot.text(
      ends.filter((one) => one.anchor === anchor),
      {
        x: "x",
        y: ({place}) => place.y2 + 12,
        text: "text",
        textAnchor: anchor,
        fontSize: smallSize,
        fill: colours.muted,
      },
    );
  return [
    Plot.rect(pieces, {
      x1: "from",
      x2: "to",
      ...y,
      fill: colours.accent,
      fillOpacity: ({isCentre}) => (isCentre ? 0.45 : 0.16),
    }),
    Plot.text(named, {
      x: ({from, to}) => (from + to) / 2,
      y: ({place}) => place.y + 0.5,
      text: "text",
      fontSize: smallSize,
    }),
    Plot.link(
      at(({value}) => value),
      {
        x1: "x",
        x2: "x",
        y1: ({place}) => place.y1 - 5,
        y2: ({place}) => place.y2 + 6,
        stroke: colours.warm,
        strokeWidth: 3,
      },
    ),
    Plot.dot(placed, {
      x: ({strip: {first}}) => share(first, first.centre),
      y: ({place}) => place.y2 + 8,
      symbol: "triangle",
      r: 4.5,
      fill: colours.ink,
    }),
    end("start"),
    end("end"),
  ];
}

export function Switches({data, width}: FigureProps<Switch[]>): VNode {
  const all = stripsOf(data);
  const strips = chosenOf(all);
  const numHidden = all.length - strips.length;
  const keys = strips.length === 0 ? [] : [...marks];
  if (numHidden > 0) {
    const ofChoices = all.filter(({first}) => first.infoset !== null).length;
    const isOfChoices = strips.some(({first}) => first.infoset === null) && ofChoices === numHidden;
    const [one, many] = isOfChoices
      ? ["strip where a choice turns is", "strips where choices turn are"]
      : ["more strip is", "more strips are"];
    keys.push({mark: () => <g />, text: `${numHidden} ${numHidden === 1 ? one : many} left to the table`});
  }
  const chart: RowChart = {
    rows: strips.map(rowOf),
    domain: [0, 1],
    axis: null,
    below: 16,
    keys,
    marks: (places) => marksOf(strips, places, width),
  };
  const said = data
    .map(({param, value, from, to}) => `${param} at ${numberText(value)} from ${from} to ${to}`)
    .join("; ");
  return (
    <RowFigure
      chart={chart}
      width={width}
      title="Values at which the answer turns"
      description={said === "" ? "No value was found at which the answer turns." : `${said}.`}
    />
  );
}

export function rows(data: Switch[]): FigureRows {
  return {
    columns: ["param", "text", "low", "centre", "high", "turns at", "from", "to", "what turns", "line"],
    rows: data.map((one) => [
      one.param,
      one.text,
      one.low,
      one.centre,
      one.high,
      one.value,
      one.from,
      one.to,
      whatTurns(one),
      one.line,
    ]),
    formats: [undefined, undefined, "number", "number", "number", "number", undefined, undefined, undefined, "count"],
  };
}
