// SPDX-License-Identifier: Apache-2.0
// Where in the space of what is not known an event is likely: the sides of each box, and the trajectory it is from.
import * as Plot from "@observablehq/plot";
import type {VNode} from "preact";
import {numberText, shareText} from "../format";
import type {FigureProps, FigureRows} from "../parts/figure_types";
import {answersOf, type Report} from "../report";
import type {Boxes as Data, BoxNumbers, Drivers, Restriction} from "./documents";
import {smallSize, wrapped} from "./labels";
import {boxKey, colours, keyLines, Lines, lineKey, Picture, type Key} from "./picture";
import {plotted} from "./plot";
import {chartGroup, type Place, type Row, type RowChart} from "./rows";
import {levelText} from "./words";

/** The range of a param, from what else the report says of it; null where nothing does. */
function rangeOf(report: Report, {param, range}: Restriction): [number, number] | null {
  if (range) return range;
  for (const {result} of answersOf(report, "drivers")) {
    const found = (result as unknown as Drivers).params.find(({name}) => name === param)?.range;
    if (found) return found;
  }
  const turn = report.switches.find((one) => one.param === param);
  if (turn) return [turn.low, turn.high];
  const params = (
    report.evidence as {params?: {name: string; prior: {low: number | null; high: number | null}}[]} | null
  )?.params;
  const prior = params?.find(({name}) => name === param)?.prior;
  return prior && prior.low !== null && prior.high !== null ? [prior.low, prior.high] : null;
}

/** "above 0.32", "between 3 and 4", "in 50, 60". */
function sideText({low, high, values}: Restriction): string {
  if (values) return `in ${values.map(numberText).join(", ")}`;
  if (typeof low === "number" && typeof high === "number") return `${numberText(low)} to ${numberText(high)}`;
  if (typeof low === "number") return `above ${numberText(low)}`;
  return typeof high === "number" ? `below ${numberText(high)}` : "any";
}

interface Side {
  restriction: Restriction;
  range: [number, number] | null;
  from: number;
  to: number;
}

/** Where the box lies in its param's range, as shares of it; an end that is open reaches the range's end. */
function sideOf(report: Report, restriction: Restriction): Side {
  const range = rangeOf(report, restriction);
  const {low, high, values} = restriction;
  const [start, end] = range ?? [low ?? 0, high ?? 1];
  const share = (value: number): number =>
    end > start ? Math.min(Math.max((value - start) / (end - start), 0), 1) : 0;
  if (range === null)
    return {restriction, range, from: typeof low === "number" ? 0.25 : 0, to: typeof high === "number" ? 0.75 : 1};
  if (values) return {restriction, range, from: share(Math.min(...values)), to: share(Math.max(...values))};
  return {
    restriction,
    range,
    from: typeof low === "number" ? share(low) : 0,
    to: typeof high === "number" ? share(high) : 1,
  };
}

function sideMarks(sides: readonly Side[], places: readonly Place[]): Plot.Markish[] {
  const placed = sides.flatMap((side, k) => {
    const place = places[k];
    return place ? [{...side, place}] : [];
  });
  type Placed = (typeof placed)[number];
  const y = {y1: ({place}: Placed) => place.y1, y2: ({place}: Placed) => place.y2};
  const ends = (k: 0 | 1): Plot.Markish =>
    Plot.text(
      placed.filter(({range}) => range !== null),
      {
        x: k,
        y: ({place}) => place.y2 + 11,
        text: ({range}) => numberText(range?.[k] ?? NaN),
        textAnchor: k === 0 ? "start" : "end",
        fontSize: smallSize,
        fill: colours.muted,
      },
    );
  return [
    Plot.rect(placed, {x1: 0, x2: 1, ...y, fill: colours.accent, fillOpacity: 0.12}),
    Plot.rect(
      placed.filter(({restriction}) => !restriction.values),
      {x1: "from", x2: "to", ...y, fill: colours.accent},
    ),
    Plot.dot(
      placed.flatMap(({restriction, range, place}) =>
        (restriction.values ?? []).map((value) => ({
          x: range && range[1] > range[0] ? (value - range[0]) / (range[1] - range[0]) : 0.5,
          place,
        })),
      ),
      {x: "x", y: ({place}) => place.y, r: 5, fill: colours.accent},
    ),
    ends(0),
    ends(1),
  ];
}

function boxChart(report: Report, restrictions: readonly Restriction[]): RowChart {
  const sides = restrictions.map((one) => sideOf(report, one));
  return {
    rows: restrictions.map((one): Row => {
      const text = report.assumptions.find(({name}) => name === one.param)?.text;
      const number =
        typeof one.low === "number" && typeof one.high !== "number"
          ? one.low
          : typeof one.low === "number"
            ? null
            : one.high;
      return {
        label: one.param,
        ...(text ? {kind: text} : {}),
        value: sideText(one),
        ...(typeof number === "number" ? {number} : {}),
      };
    }),
    domain: [0, 1],
    axis: null,
    below: 14,
    keys: [],
    marks: (places) => sideMarks(sides, places),
  };
}

const eventText = (event: string): string => /^P\((.*)\)$/u.exec(event)?.[1] ?? event;

const known = (value: number | null): string => (value === null ? "–" : shareText(value));

function boxSentence({coverage, density, mass}: BoxNumbers, data: Data): string {
  return (
    `It covers ${known(coverage)} of the cases in which the chance that ${eventText(data.event)} is at least ` +
    `${levelText(data.threshold)}; inside, ${known(density)} are such. It holds ${known(mass)} of all cases.`
  );
}

/** Density against coverage, a step of peeling after the other, with the step that the box is from. */
function trajectoryGroup(data: Data, width: number, top: number): {nodes: VNode; height: number} {
  const steps = data.trajectory.flatMap(({coverage, density}, step) =>
    coverage === null || density === null ? [] : [{coverage, density, step}],
  );
  if (steps.length < 2) return {nodes: <g />, height: 0};
  const chosen = steps.filter(({step}) => step === data.boxes[0]?.peel);
  const [plotWidth, height] = [Math.min(width, 460), 236];
  const plot = plotted({
    width: plotWidth,
    height,
    marginLeft: 46,
    marginRight: 20,
    marginTop: 32,
    marginBottom: 44,
    x: {domain: [0, 1], type: "linear"},
    y: {domain: [Math.max(0, Math.min(...steps.map(({density}) => density)) - 0.05), 1], type: "linear"},
    marks: [
      Plot.gridX({stroke: colours.rule, strokeOpacity: 1, ticks: 5}),
      Plot.gridY({stroke: colours.rule, strokeOpacity: 1, ticks: 5}),
      Plot.axisX({ticks: 5, tickFormat: levelText, label: null, fontSize: smallSize}),
      Plot.axisY({ticks: 5, tickFormat: levelText, label: null, fontSize: smallSize}),
      Plot.line(steps, {x: "coverage", y: "density", stroke: colours.muted}),
      Plot.dot(steps, {
        x: "coverage",
        y: "density",
        r: 3,
        fill: colours.accent,
        title: ({step, coverage, density}) =>
          `step ${step}: coverage ${shareText(coverage)}, density ${shareText(density)}`,
      }),
      Plot.dot(chosen, {x: "coverage", y: "density", r: 7, stroke: colours.warm, strokeWidth: 2.5}),
    ],
  });
  const keys: Key[] = [
    {mark: lineKey({stroke: colours.muted}), text: "from everything, a slice less at each step"},
    {
      mark: (x, y) => <circle cx={x + 11} cy={y + 6} r={5.5} fill="none" stroke={colours.warm} stroke-width={2.5} />,
      text: "the step that the box is from",
    },
  ];
  const legend = keyLines(keys, 0, height + 2, width);
  const nodes = (
    <g transform={`translate(0 ${top})`}>
      {plot}
      <text x={0} y={14} font-size={smallSize} font-weight="600">
        ↑ density: of the cases inside, how many are such
      </text>
      <text x={plotWidth - 20} y={height - 8} text-anchor="end" font-size={smallSize} font-weight="600">
        coverage: of such cases, how many are inside →
      </text>
      {legend.nodes}
    </g>
  );
  return {nodes, height: height + 2 + legend.height};
}

export function Boxes({data, report, width}: FigureProps<Data>): VNode {
  const nodes: VNode[] = [];
  let top = 0;
  data.boxes.forEach((box, k) => {
    const title =
      data.boxes.length === 1 ? "The box" : k === 0 ? "Box 1" : `Box ${k + 1}, of the cases in no box above`;
    const text =
      box.restrictions.length === 0 ? "This is the whole space: no restriction is left." : boxSentence(box, data);
    const lines = wrapped(text, width, smallSize);
    nodes.push(
      <text x={0} y={top + 13} font-weight="700">
        {title}
      </text>,
      <Lines lines={lines} x={0} y={top + 31} />,
    );
    top += 40 + (lines.length - 1) * 17 + 6;
    const chart = chartGroup(boxChart(report, box.restrictions), width, top);
    nodes.push(chart.nodes);
    top += chart.height + 10;
  });
  if (data.boxes.length === 0) {
    nodes.push(<Lines lines={["There is no border to find, and no box."]} x={0} y={14} />);
    top = 24;
  } else {
    const keys = keyLines(
      [
        {mark: boxKey({fill: colours.accent}), text: "inside the box"},
        {mark: boxKey({fill: colours.accent, "fill-opacity": 0.12}), text: "the param's range"},
      ],
      0,
      top,
      width,
    );
    nodes.push(keys.nodes);
    top += keys.height + 14;
  }
  const trajectory = trajectoryGroup(data, width, top);
  nodes.push(trajectory.nodes);
  const first = data.boxes[0];
  const said = first ? first.restrictions.map((one) => `${one.param} ${sideText(one)}`).join(", ") : "";
  return (
    <Picture
      width={width}
      height={top + trajectory.height + 4}
      title={`Where the chance that ${eventText(data.event)} is at least ${levelText(data.threshold)}`}
      description={said === "" ? "No box was found." : `Box: ${said}. ${first ? boxSentence(first, data) : ""}`}
    >
      {nodes}
    </Picture>
  );
}

/** The boxes' sides, then the trajectory step by step. */
export function rows(document: unknown): FigureRows {
  const data = document as Data;
  const sides = (restrictions: readonly Restriction[]): string =>
    restrictions.map((one) => `${one.param} ${sideText(one)}`).join("; ");
  return {
    columns: ["what", "step", "coverage", "density", "mass", "where"],
    rows: [
      ...data.boxes.map((box, k) => [
        `box ${k + 1}`,
        box.peel,
        box.coverage,
        box.density,
        box.mass,
        sides(box.restrictions),
      ]),
      ...data.trajectory.map((step, k) => [
        "trajectory",
        k,
        step.coverage,
        step.density,
        step.mass,
        sides(step.restrictions),
      ]),
    ],
    formats: [undefined, "count", "share", "share", "share", undefined],
  };
}
