// SPDX-License-Identifier: Apache-2.0
// What is named on a frontier: the free choice of the levers' owner, and the choices that bind, by number.
import type {VNode} from "preact";
import {choiceText, numberText, shareText} from "../format";
import type {Axis, Binding, Frontier, Point} from "./documents";
import {coordinate, mapAxes} from "./geometry";
import {smallSize, textWidth} from "./labels";
import {colours, keyLines, rim, type Key} from "./picture";
import {moverText, seenText} from "./words";

/** How the map is laid out: margins, the height of the map itself, the width of a column, tilted labels of x. */
export interface Frame {
  width: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  inner: number;
  column: number;
  isTilted: boolean;
  room: number;
}

function pixelX(data: Frontier, frame: Frame, value: number): number {
  const [low, high] = mapAxes(data).x.extent;
  return frame.left + ((coordinate(data.x, value) - low) / (high - low)) * (frame.width - frame.left - frame.right);
}

function pixelY(data: Frontier, frame: Frame, value: number): number {
  const [low, high] = mapAxes(data).y.extent;
  return frame.top + (1 - (coordinate(data.y, value) - low) / (high - low)) * frame.inner;
}

const bounded = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

const diamond = (x: number, y: number, size: number): string =>
  `M${x},${y - size}L${x + size},${y}L${x},${y + size}L${x - size},${y}Z`;
const diamondInk = {fill: colours.paper, stroke: colours.ink, "stroke-width": 1.8};

const freeName = (data: Frontier): string => (data.free_choice?.owner ? "free choice" : "centre");

/** A diamond where the owner goes when left free, or where the params are at the centre. */
export function FreeChoiceMark(props: {data: Frontier; frame: Frame; isNumbered: boolean}): VNode | null {
  const {data, frame, isNumbered} = props;
  const point = data.free_choice;
  if (!point || point.x === null || point.y === null) return null;
  const shift = isNumbered ? 10 - frame.column / 2 : 0;
  const x = bounded(pixelX(data, frame, point.x) + shift, frame.left + 8, frame.width - frame.right - 8);
  // In a high cell it stands in the corner, clear of the number.
  const high = frame.inner / Math.max(1, data.y.values.length);
  const lift = isNumbered && high >= 28 ? high / 2 - 10 : 0;
  const y = bounded(pixelY(data, frame, point.y) - lift, frame.top + 8, frame.top + frame.inner - 8);
  const name = freeName(data);
  const nameWidth = textWidth(name, smallSize) * 1.14;
  const isRight = x + 12 + nameWidth < frame.width - frame.right;
  // Beside a printed number the name needs what is left of half a column.
  const isNamed = !isNumbered || frame.column / 2 > 46 + nameWidth;
  return (
    <g>
      <path d={diamond(x, y, 6)} {...diamondInk} />
      {!isNamed ? null : (
        <text
          x={isRight ? x + 10 : x - 10}
          y={y + 4}
          text-anchor={isRight ? "start" : "end"}
          font-size={smallSize}
          font-weight="600"
          {...rim}
        >
          {name}
        </text>
      )}
    </g>
  );
}

export function freeChoiceKey(data: Frontier): Key | null {
  const point = data.free_choice;
  if (!point) return null;
  const named = (axis: Axis, label: string | null, value: number | null): string =>
    `${axis.name} ${label ?? (value === null ? "unsaid" : numberText(value))}`;
  const at = `${named(data.x, point.x_label, point.x)}, ${named(data.y, point.y_label, point.y)}`;
  const how = point.together === false ? "each taken alone and made in at least " : "";
  return {
    mark: (x, y) => <path d={diamond(x + 11, y + 6, 6)} {...diamondInk} />,
    text: point.owner
      ? `most frequent free choice of ${point.owner}: ${at} (${how}${shareText(point.share)} of the times)`
      : `centre of the params: ${at}`,
  };
}

const most = 5;

/** The rows that are named: the first ones, as long as they carry a hundredth of the change. */
export function namedBinding(data: Frontier): Binding[] {
  return data.binding.filter(({share}, k) => k < most && (k === 0 || share >= 0.01));
}

/** "1-3, 5": the numbers of the rows at one place. */
function numbersText(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs[runs.length - 1];
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from},${to}` : `${from}–${to}`))
    .join(",");
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Pill extends Box {
  text: string;
}

const meet = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;

/** Steps away from where a number belongs, nearest first, in pixels. */
const shifts = [0, 13, -13, 20, -20, 28, -28, 40, -40].flatMap((y) => [0, 12, -12, 24, -24].map((x) => ({x, y})));
shifts.sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));

/** The boxes that the printed numbers of a map take. */
function numberBoxes(data: Frontier, frame: Frame): Box[] {
  return data.prob.flatMap((row, j) =>
    row.flatMap((prob, i) => {
      const [x, y] = [data.x.values[i], data.y.values[j]];
      if (prob === null || x === undefined || y === undefined) return [];
      const width = Math.min(40, frame.column);
      return [{x: pixelX(data, frame, x), y: pixelY(data, frame, y), width, height: 11}];
    }),
  );
}

function pillsOf(data: Frontier, frame: Frame, isNumbered: boolean): Pill[] {
  const places = new Map<string, {from: Point; to: Point; numbers: number[]}>();
  namedBinding(data).forEach(({from, to}, k) => {
    const key = JSON.stringify([from, to]);
    const place = places.get(key) ?? {from, to, numbers: []};
    place.numbers.push(k + 1);
    places.set(key, place);
  });
  const taken: Box[] = isNumbered ? numberBoxes(data, frame) : [];
  return [...places.values()].map(({from, to, numbers}) => {
    const text = numbersText(numbers);
    const width = Math.max(16, textWidth(text, smallSize) + 8);
    const x = (pixelX(data, frame, from[0]) + pixelX(data, frame, to[0])) / 2;
    const y = (pixelY(data, frame, from[1]) + pixelY(data, frame, to[1])) / 2;
    const shifted = (shift: {x: number; y: number}): Pill => ({
      x: bounded(x + shift.x, frame.left + width / 2 + 1, frame.width - frame.right - width / 2 - 1),
      y: bounded(y + shift.y, frame.top + 9, frame.top + frame.inner - 9),
      width,
      height: 17,
      text,
    });
    const tried = shifts.map(shifted);
    const pill = tried.find((one) => !taken.some((box) => meet(one, box))) ?? shifted({x: 0, y: 0});
    taken.push(pill);
    return pill;
  });
}

/** Numbers at the places between which the choices change. */
export function bindingMarks(data: Frontier, frame: Frame, isNumbered: boolean): VNode {
  return (
    <g font-size={smallSize} font-weight="700" text-anchor="middle">
      {pillsOf(data, frame, isNumbered).map(({x, y, width, text}) => (
        <g>
          <rect
            x={x - width / 2}
            y={y - 8}
            width={width}
            height={16}
            rx={8}
            fill={colours.paper}
            stroke={colours.warm}
            stroke-width={1.6}
          />
          <text x={x} y={y + 4} fill={colours.warm}>
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}

/** "leader (open): stay → exit, having seen build_up": one choice that binds. */
export function bindingText(row: Binding): string {
  if (row.player === null || row.player === "") return "chances alone, without a changed choice";
  const seen = seenText(row.seen);
  const change = `${moverText(row)}: ${choiceText(row.choice_from)} → ${choiceText(row.choice_to)}`;
  return (
    change + (seen === "" ? "" : `, having seen ${seen}`) + (row.selection ? " (another equilibrium is selected)" : "")
  );
}

/** The numbers in words, below the map, one to a line. */
export function bindingKeys(data: Frontier, left: number, top: number, room: number): {nodes: VNode; height: number} {
  const named = namedBinding(data);
  if (named.length === 0) return {nodes: <g />, height: 0};
  const nodes: VNode[] = [];
  let height = 18;
  named.forEach((row, k) => {
    const key: Key = {
      mark: (x, y) => (
        <g font-size={smallSize} font-weight="700" text-anchor="middle">
          <rect
            x={x + 3}
            y={y - 2}
            width={16}
            height={16}
            rx={8}
            fill={colours.paper}
            stroke={colours.warm}
            stroke-width={1.6}
          />
          <text x={x + 11} y={y + 10} fill={colours.warm}>
            {k + 1}
          </text>
        </g>
      ),
      text: `${shareText(row.share)} of the change: ${bindingText(row)}`,
    };
    const lines = keyLines([key], left, top + height, room);
    nodes.push(<g data-value={row.share}>{lines.nodes}</g>);
    height += lines.height + 3;
  });
  return {
    nodes: (
      <g>
        <text x={left} y={top + 10} font-size={smallSize} font-weight="600">
          What carries the chance across the level
        </text>
        {nodes}
      </g>
    ),
    height,
  };
}
