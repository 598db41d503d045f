// SPDX-License-Identifier: Apache-2.0
// Where the points of a frontier lie: a discrete axis has a place for each choice, a numeric one its numbers.
import type {Axis, Grid, Maybe} from "./documents";
import {numberText} from "../format";

export const hasPlaces = (axis: Axis): boolean => axis.discrete || axis.labels !== null;

/** The coordinate of a value: the index of a choice, the number itself elsewhere. */
export function coordinate(axis: Axis, value: number): number {
  if (!axis.discrete) return value;
  let nearest = 0;
  axis.values.forEach((one, k) => {
    if (Math.abs(one - value) < Math.abs((axis.values[nearest] ?? Infinity) - value)) nearest = k;
  });
  return nearest;
}

/** How far the points of the axis reach, in coordinates. */
export function extent(axis: Axis): [number, number] {
  const count = axis.values.length;
  if (axis.discrete) return [-0.5, Math.max(count, 1) - 0.5];
  const low = Math.min(...axis.values);
  const high = Math.max(...axis.values);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  return low < high ? [low, high] : [low - 0.5, low + 0.5];
}

/**
 * Where the cell of each point begins and ends: halfway to its neighbours. The outermost cells of a numeric axis end
 * with it, or are as wide as the others where `isWhole`.
 */
export function cellEdges(axis: Axis, isWhole: boolean): [number, number][] {
  const [low, high] = extent(axis);
  const places = axis.discrete ? axis.values.map((_value, k) => k) : axis.values;
  return places.map((place, k) => {
    if (axis.discrete) return [place - 0.5, place + 0.5];
    const before = places[k - 1];
    const after = places[k + 1];
    const wider = isWhole ? 0.5 : 0;
    return [
      before === undefined ? low - wider * ((after ?? low) - place) : (before + place) / 2,
      after === undefined ? high + wider * (place - (before ?? high)) : (place + after) / 2,
    ];
  });
}

/** The two axes of a map, with the cells of their points; beside an axis of choices cells are whole. */
export interface MapAxis {
  axis: Axis;
  edges: [number, number][];
  extent: [number, number];
}

export function mapAxes({x, y}: {x: Axis; y: Axis}): {x: MapAxis; y: MapAxis} {
  const isWhole = x.discrete || y.discrete;
  const mapped = (axis: Axis): MapAxis => {
    const edges = cellEdges(axis, isWhole);
    const [low, high] = extent(axis);
    return {axis, edges, extent: [edges[0]?.[0] ?? low, edges[edges.length - 1]?.[1] ?? high]};
  };
  return {x: mapped(x), y: mapped(y)};
}

/** "build_up" of a labelled axis, "27.5" of a numeric one. */
export function valueText(axis: Axis, value: number): string {
  return axis.labels?.[axis.values.indexOf(value)] ?? numberText(value);
}

interface Guess {
  value: number;
  weight: number;
}

/** What the known values of a line say of those between them: linear, less sure the wider the gap. */
function guesses(line: readonly Maybe[]): Guess[] {
  const found: Guess[] = line.map(() => ({value: 0, weight: 0}));
  let before = -1;
  line.forEach((value, i) => {
    if (value === null) return;
    const first = line[before];
    for (let k = before + 1; before >= 0 && k < i && typeof first === "number"; k += 1) {
      found[k] = {value: first + ((k - before) / (i - before)) * (value - first), weight: 1 / (i - before)};
    }
    before = i;
  });
  return found;
}

/**
 * The chances [y][x]; where refinement left a point out, a value between its computed neighbours along numeric axes,
 * null where it has none. For shading only, as in the program's own map: no number is ever read from it.
 */
export function shadedValues(prob: Grid, x: Axis, y: Axis): Grid {
  const grid = prob.map((row) => [...row]);
  for (let filled = true; filled;) {
    filled = false;
    const across = grid.map((row) => (x.discrete ? [] : guesses(row)));
    const up = x.values.map((_value, k) => (y.discrete ? [] : guesses(grid.map((row) => row[k] ?? null))));
    grid.forEach((row, j) => {
      row.forEach((value, i) => {
        const a = across[j]?.[i] ?? {value: 0, weight: 0};
        const u = up[i]?.[j] ?? {value: 0, weight: 0};
        if (value !== null || a.weight + u.weight <= 0) return;
        row[i] = (a.weight * a.value + u.weight * u.value) / (a.weight + u.weight);
        filled = true;
      });
    });
  }
  return grid;
}

export interface Edge {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** The border of the cells that reach a level, as edges between a cell that does and one that does not. */
export function borderOf(grid: Grid, level: number, x: MapAxis, y: MapAxis): Edge[] {
  const reaches = (j: number, i: number): boolean | null => {
    const value = grid[j]?.[i];
    return typeof value === "number" ? value >= level : null;
  };
  const differ = (a: boolean | null, b: boolean | null): boolean => a !== null && b !== null && a !== b;
  const edges: Edge[] = [];
  y.edges.forEach(([y1, y2], j) => {
    x.edges.forEach(([x1, x2], i) => {
      if (differ(reaches(j, i), reaches(j, i + 1))) edges.push({x1: x2, x2, y1, y2});
      if (differ(reaches(j, i), reaches(j + 1, i))) edges.push({x1, x2, y1: y2, y2});
    });
  });
  return edges;
}
