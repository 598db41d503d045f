// SPDX-License-Identifier: Apache-2.0
// Where a frontier's level is reached: the contour or the steps, the band over the draws, the bounds over equilibria.
import * as Plot from "@observablehq/plot";
import type {Frontier, Point, Step} from "./documents";
import {borderOf, coordinate, mapAxes, shadedValues, type Edge, type MapAxis} from "./geometry";
import {colours, lineKey, type Key} from "./picture";
import {levelText} from "./words";

interface Place {
  x: number;
  y: number;
  line: number;
}

export interface Lines {
  /** The level itself: polylines, or one level line a column. */
  level: Place[];
  /** Where 5 % and where 95 % of the draws reach the level. */
  low: Place[];
  high: Place[];
  /** Columns of a staircase whose band has an end, and those without a step. */
  bands: {x: number; y1: number; y2: number; isOpen: boolean}[];
  numUnreached: number;
  guaranteed: Edge[];
  possible: Edge[];
}

const isSteps = (found: readonly unknown[]): found is Step[] => found.length > 0 && !Array.isArray(found[0]);

function polylines(found: Point[][]): Place[] {
  return found.flatMap((points, line) => points.map(([x, y]) => ({x, y, line})));
}

/** A level piece in the cell of each step; on an axis of choices at the lower edge of the first that is enough. */
function levelPieces(data: Frontier, steps: readonly Step[], {edges}: MapAxis): Place[] {
  const gap = data.x.discrete ? 0.04 : 0;
  return steps.flatMap(({x, least_y}, line) => {
    const edge = edges[data.x.values.indexOf(x)];
    if (least_y === null || edge === undefined) return [];
    const y = coordinate(data.y, least_y) - (data.y.discrete ? 0.5 : 0);
    return [
      {x: edge[0] + gap, y, line},
      {x: edge[1] - gap, y, line},
    ];
  });
}

function bandPieces(data: Frontier, low: readonly Step[], high: readonly Step[], top: number): Lines["bands"] {
  return low.flatMap(({x, least_y}) => {
    if (least_y === null) return [];
    const end = high.find((step) => step.x === x)?.least_y ?? null;
    const y1 = coordinate(data.y, least_y);
    return [{x: coordinate(data.x, x), y1, y2: end === null ? top : coordinate(data.y, end), isOpen: end === null}];
  });
}

export function linesOf(data: Frontier): Lines {
  const {x, y} = mapAxes(data);
  const border = (grid: Frontier["lowest"]): Edge[] =>
    grid === null ? [] : borderOf(shadedValues(grid, data.x, data.y), data.level, x, y);
  const {low, high} = data.band;
  const asLines = (found: Point[][] | Step[]): Place[] => (isSteps(found) ? [] : polylines(found as Point[][]));
  return {
    level: data.staircase ? levelPieces(data, data.staircase, x) : polylines(data.contour ?? []),
    low: asLines(low),
    high: asLines(high),
    bands: isSteps(low) ? bandPieces(data, low, isSteps(high) ? high : [], y.extent[1]) : [],
    numUnreached: (data.staircase ?? []).filter(({least_y}) => least_y === null).length,
    guaranteed: border(data.lowest),
    possible: border(data.highest),
  };
}

const inkOf = {
  level: {stroke: colours.warm, strokeWidth: 2.6},
  low: {stroke: colours.ink, strokeWidth: 1.4, strokeDasharray: "2 3"},
  high: {stroke: colours.ink, strokeWidth: 1.4, strokeDasharray: "8 3"},
  guaranteed: {stroke: colours.ink, strokeWidth: 2},
  possible: {stroke: colours.ink, strokeWidth: 2, strokeDasharray: "1 3"},
};

export function levelMarks(data: Frontier, lines: Lines): Plot.Markish[] {
  const line = (places: Place[], ink: Plot.LineOptions): Plot.Markish[] => [
    Plot.line(places, {x: "x", y: "y", z: "line", stroke: colours.paper, strokeWidth: Number(ink.strokeWidth) + 2.5}),
    Plot.line(places, {x: "x", y: "y", z: "line", ...ink}),
  ];
  const border = (edges: Edge[], ink: Plot.LinkOptions): Plot.Markish =>
    Plot.link(edges, {x1: "x1", x2: "x2", y1: "y1", y2: "y2", ...ink});
  const bandPlace = {x: (band: {x: number}) => band.x + (data.x.discrete ? 0.44 : 0), y1: "y1", y2: "y2"};
  return [
    border(lines.possible, inkOf.possible),
    border(lines.guaranteed, inkOf.guaranteed),
    Plot.ruleX(lines.bands, {...bandPlace, stroke: colours.paper, strokeWidth: 5}),
    Plot.ruleX(lines.bands, {...bandPlace, stroke: colours.ink, strokeWidth: 1.6}),
    Plot.dot(lines.bands, {x: bandPlace.x, y: "y1", symbol: "circle", r: 2.6, fill: colours.ink}),
    Plot.dot(
      lines.bands.filter(({isOpen}) => !isOpen),
      {x: bandPlace.x, y: "y2", r: 2.6, fill: colours.ink},
    ),
    ...line(lines.low, inkOf.low),
    ...line(lines.high, inkOf.high),
    ...line(lines.level, inkOf.level),
  ];
}

const attributesOf = ({
  stroke,
  strokeWidth,
  strokeDasharray,
}: {
  stroke: string;
  strokeWidth: number;
  strokeDasharray?: string;
}) => ({
  stroke,
  "stroke-width": strokeWidth,
  ...(strokeDasharray ? {"stroke-dasharray": strokeDasharray} : {}),
});

export function levelKeys(data: Frontier, lines: Lines): Key[] {
  const level = levelText(data.level);
  const keys: Key[] = [];
  const add = (isThere: boolean, ink: Parameters<typeof attributesOf>[0], text: string): void => {
    if (isThere) keys.push({mark: lineKey(attributesOf(ink)), text});
  };
  if (data.staircase) {
    const without = lines.numUnreached > 0 ? "; a column without this line does not reach it" : "";
    add(lines.level.length > 0, inkOf.level, `least ${data.y.name} with a chance of ${level}${without}`);
  } else {
    add(lines.level.length > 0, inkOf.level, `where the chance is ${level}`);
  }
  add(lines.low.length > 0, inkOf.low, `5\u202f% of the draws reach ${level}`);
  add(lines.high.length > 0, inkOf.high, `95\u202f% of the draws reach ${level}`);
  if (lines.bands.length > 0) {
    const ends = lines.bands.every(({isOpen}) => isOpen) ? "; 95\u202f% do nowhere" : " to where 95\u202f% do";
    keys.push({
      mark: (x, y) => (
        <g stroke={colours.ink} stroke-width={1.6}>
          <line x1={x + 11} x2={x + 11} y1={y} y2={y + 12} />
          <circle cx={x + 11} cy={y + 11} r={2} fill={colours.ink} />
        </g>
      ),
      text: `from where on 5\u202f% of the draws reach ${level}${ends}`,
    });
  }
  add(lines.guaranteed.length > 0, inkOf.guaranteed, `guaranteed: ${level} in every equilibrium found`);
  add(lines.possible.length > 0, inkOf.possible, `possible: ${level} in some equilibrium found`);
  return keys;
}
