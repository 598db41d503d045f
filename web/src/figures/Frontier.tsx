// SPDX-License-Identifier: Apache-2.0
// The chance of an event over two levers: shaded cells, where the level is reached, the band, and what binds there.
import * as Plot from "@observablehq/plot";
import type {VNode} from "preact";
import {shareText} from "../format";
import type {FigureProps, FigureRows} from "../parts/figure_types";
import type {Report} from "../report";
import type {Axis, Frontier as Data, Maybe} from "./documents";
import {bindingKeys, bindingMarks, freeChoiceKey, FreeChoiceMark, type Frame} from "./frontier_marks";
import {hasPlaces, mapAxes, shadedValues, valueText} from "./geometry";
import {linesOf, levelKeys, levelMarks} from "./frontier_lines";
import {broken, shortened, smallSize, textWidth} from "./labels";
import {colours, keyLines, Picture, type Key} from "./picture";
import {plotted, withValues} from "./plot";
import {levelText} from "./words";

const faintest = 0.03;
const strongest = 0.88;
/** Above this chance a cell is so dark that its number is written in the paper's colour. */
const darkFrom = 0.66;

/** "pain: what full pressure takes from that", where the scenario says what the name stands for. */
function axisTitle(report: Report, axis: Axis, room: number): string {
  const text = report.assumptions.find(({kind, name}) => kind === "param" && name === axis.name)?.text;
  return shortened(text ? `${axis.name}: ${text}` : axis.name, room);
}

/** Columns narrower than this cannot hold a label, not even in lines. */
const leastColumn = 44;
const xLabel = (axis: Axis, label: string, column: number): string[] =>
  axis.discrete ? broken(label, column - 4, smallSize) : [label];

function frameOf(data: Data, width: number): Frame {
  const labelsOf = (axis: Axis): string[] => axis.values.map((value) => valueText(axis, value));
  const widest = Math.max(0, ...labelsOf(data.y).map((label) => textWidth(label, smallSize)));
  const left = hasPlaces(data.y) ? Math.min(Math.max(48, widest + 14), width * 0.32) : 52;
  const right = 16;
  const columns = Math.max(1, data.x.values.length);
  const column = (width - left - right) / columns;
  const longest = Math.max(0, ...labelsOf(data.x).map((label) => textWidth(label, smallSize)));
  const isTilted = hasPlaces(data.x) && longest + 6 > column && column < leastColumn;
  const numLines = isTilted ? 0 : Math.max(1, ...labelsOf(data.x).map((label) => xLabel(data.x, label, column).length));
  const rows = Math.max(1, data.y.values.length);
  const room = Math.min(longest, 110);
  const inner = data.y.discrete ? Math.max(120, rows * 34) : Math.max(240, rows * (width < 480 ? 15 : 17));
  return {
    width,
    left,
    right,
    top: 50,
    bottom: (isTilted ? 0.6 * room + 26 : 10 + 13 * numLines) + 22,
    inner,
    column,
    isTilted,
    room,
  };
}

interface CellMark {
  x1: number;
  x2: number;
  y1: number;
  y2: number;
  x: number;
  y: number;
  shade: Maybe;
  prob: Maybe;
}

function cellsOf(data: Data): CellMark[] {
  const shades = shadedValues(data.prob, data.x, data.y);
  const {x: across, y: up} = mapAxes(data);
  return up.edges.flatMap(([y1, y2], j) =>
    across.edges.map(([x1, x2], i) => ({
      x1,
      x2,
      y1,
      y2,
      x: data.x.discrete ? i : (data.x.values[i] ?? 0),
      y: data.y.discrete ? j : (data.y.values[j] ?? 0),
      shade: shades[j]?.[i] ?? null,
      prob: data.prob[j]?.[i] ?? null,
    })),
  );
}

/** Numbers in the cells where they have room, small points where a chance was computed elsewhere. */
function computedMarks(data: Data, frame: Frame, cells: readonly CellMark[]): Plot.Markish[] {
  const computed = cells.filter(({prob}) => prob !== null);
  const at = {x: (cell: CellMark) => cell.x, y: (cell: CellMark) => cell.y};
  if (!isNumbered(data, frame)) return [Plot.dot(computed, {...at, r: 1.2, fill: colours.ink, fillOpacity: 0.55})];
  const text = frame.column < 56 ? (value: number): string => shareText(value).replace(/\s?%$/u, "") : shareText;
  const numbers = (chosen: CellMark[], fill: string): Plot.Markish =>
    Plot.text(
      chosen,
      withValues(
        {...at, text: (cell: CellMark) => text(cell.prob ?? 0), fill, fontSize: smallSize},
        chosen.map(({prob}) => prob),
      ),
    );
  return [
    numbers(
      computed.filter(({prob}) => (prob ?? 0) <= darkFrom),
      colours.ink,
    ),
    numbers(
      computed.filter(({prob}) => (prob ?? 0) > darkFrom),
      colours.paper,
    ),
  ];
}

export function isNumbered(data: Data, frame: Frame): boolean {
  return data.x.discrete && frame.column >= 40 && frame.inner / Math.max(1, data.y.values.length) >= 14;
}

function axisMarks(data: Data, frame: Frame): Plot.Markish[] {
  const discreteTicks = (axis: Axis): number[] => axis.values.map((_value, k) => k);
  const label =
    (axis: Axis, room: number) =>
    (k: number): string => {
      const value = axis.values[k];
      return value === undefined ? "" : shortened(valueText(axis, value), room, smallSize);
    };
  const tilt = frame.isTilted ? {tickRotate: -36, textAnchor: "end" as const} : {};
  const common = {fontSize: smallSize, label: null, color: colours.ink};
  const count = Math.max(3, Math.floor((frame.width - frame.left) / 90));
  return [
    data.x.discrete
      ? Plot.axisX(discreteTicks(data.x), {
          ...common,
          ...tilt,
          tickSize: 0,
          lineHeight: 1.15,
          tickFormat: frame.isTilted
            ? label(data.x, frame.room)
            : (k: number) => xLabel(data.x, label(data.x, Infinity)(k), frame.column).join("\n"),
        })
      : Plot.axisX({...common, ticks: count}),
    data.y.discrete
      ? Plot.axisY(discreteTicks(data.y), {...common, tickSize: 0, tickFormat: label(data.y, frame.left - 12)})
      : Plot.axisY({...common, ticks: 6}),
  ];
}

/** The scale of the shading: "0 %", shades, "100 %". */
function scaleKey(data: Data, width: number): VNode {
  const steps = 20;
  const from = 34;
  const step = Math.min(8, (width - 230) / steps);
  return (
    <g font-size={smallSize}>
      <text x={0} y={11}>
        0 %
      </text>
      {Array.from({length: steps}, (_unused, k) => (
        <rect
          x={from + k * step}
          y={2}
          width={step + 0.2}
          height={10}
          fill={colours.accent}
          fill-opacity={opacityOf((k + 0.5) / steps)}
        />
      ))}
      <text x={from + steps * step + 6} y={11}>
        {shortened(`100 %: chance of ${data.event}`, width - from - steps * step - 8, smallSize)}
      </text>
    </g>
  );
}

const opacityOf = (prob: number): number => faintest + (strongest - faintest) * prob;

function describe(data: Data): string {
  const known = data.prob.flat().filter((value): value is number => value !== null);
  if (known.length === 0) return "No point was computed.";
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const level = levelText(data.level);
  return `The chance runs from ${shareText(low)} to ${shareText(high)} over the map; the level is ${level}.`;
}

export function Frontier({data, report, width}: FigureProps<Data>): VNode {
  const frame = frameOf(data, width);
  const cells = cellsOf(data);
  const height = frame.top + frame.inner + frame.bottom;
  const lines = linesOf(data);
  const axes = mapAxes(data);
  const plot = plotted({
    width,
    height,
    marginLeft: frame.left,
    marginRight: frame.right,
    marginTop: frame.top,
    marginBottom: frame.bottom,
    x: {domain: axes.x.extent, type: "linear"},
    y: {domain: axes.y.extent, type: "linear"},
    opacity: {type: "identity"},
    marks: [
      Plot.rect(
        cells.filter(({shade}) => shade !== null),
        {
          x1: "x1",
          x2: "x2",
          y1: "y1",
          y2: "y2",
          fill: colours.accent,
          fillOpacity: (cell: CellMark) => opacityOf(cell.shade ?? 0),
          shapeRendering: "crispEdges",
        },
      ),
      Plot.frame({stroke: colours.muted, strokeOpacity: 0.6}),
      ...levelMarks(data, lines),
      ...computedMarks(data, frame, cells),
      ...axisMarks(data, frame),
    ],
  });
  const keys: Key[] = [...levelKeys(data, lines)];
  if (cells.some(({prob, shade}) => prob === null && shade !== null)) {
    keys.push({
      mark: (x, y) =>
        isNumbered(data, frame) ? (
          <text x={x + 11} y={y + 10} text-anchor="middle" font-size={smallSize}>
            %
          </text>
        ) : (
          <circle cx={x + 11} cy={y + 6} r={2} fill={colours.ink} fill-opacity={0.7} />
        ),
      text: `a ${isNumbered(data, frame) ? "number" : "point"}: computed; the shading between is drawn, not computed`,
    });
  }
  if (cells.some(({shade}) => shade === null)) {
    keys.push({
      mark: (x, y) => <rect x={x + 3} y={y} width={16} height={12} fill="none" stroke={colours.muted} />,
      text: "blank: not computed",
    });
  }
  const free = freeChoiceKey(data);
  if (free) keys.push(free);
  const legend = keyLines([...keys], 0, height + 8, width);
  const binding = bindingKeys(data, 0, height + 8 + legend.height + 6, width);
  const title = `Chance that ${data.event}, over ${data.x.name} and ${data.y.name}`;
  return (
    <Picture
      width={width}
      height={height + 8 + legend.height + 6 + binding.height}
      title={title}
      description={describe(data)}
    >
      {scaleKey(data, width)}
      <text x={0} y={frame.top - 9} font-size={smallSize} font-weight="600">
        {`↑ ${axisTitle(report, data.y, width - 20)}`}
      </text>
      {plot}
      <text x={width - frame.right} y={height - 5} text-anchor="end" font-size={smallSize} font-weight="600">
        {`${axisTitle(report, data.x, width - 40)} →`}
      </text>
      <FreeChoiceMark data={data} frame={frame} isNumbered={isNumbered(data, frame)} />
      {bindingMarks(data, frame, isNumbered(data, frame))}
      {legend.nodes}
      {binding.nodes}
    </Picture>
  );
}

/** A row for each computed point. */
export function rows(document: unknown): FigureRows {
  const data = document as Data;
  const hasBounds = data.lowest !== null && data.highest !== null;
  const columns = [data.x.name, data.y.name, "chance", "standard error", ...(hasBounds ? ["lowest", "highest"] : [])];
  const axisCell = (axis: Axis, k: number): string | number => axis.labels?.[k] ?? axis.values[k] ?? "";
  const found = data.prob.flatMap((row, j) =>
    row.flatMap((prob, i) => {
      if (prob === null) return [];
      const bounds = hasBounds ? [data.lowest?.[j]?.[i] ?? null, data.highest?.[j]?.[i] ?? null] : [];
      return [[axisCell(data.x, i), axisCell(data.y, j), prob, data.standard_error[j]?.[i] ?? null, ...bounds]];
    }),
  );
  return {columns, rows: found, formats: [undefined, undefined, "share", "share", "share", "share"]};
}
