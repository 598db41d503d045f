// SPDX-License-Identifier: Apache-2.0
// A chart of labelled rows over one axis: labels beside the bars where there is room, above them on a narrow page.
import * as Plot from "@observablehq/plot";
import type {VNode} from "preact";
import {shortened, smallSize, textSize, textWidth, wrapped} from "./labels";
import {colours, keyLines, Lines, Picture, rim, type Key} from "./picture";
import {plotted} from "./plot";

export interface Row {
  label: string;
  /** The whole label, and what else a pointer shows. */
  title?: string;
  /** Small text after or below the label: what kind of thing it names. */
  kind?: string;
  /** The number beside the bar, in print and exactly. */
  value?: string;
  number?: number | null;
  /** A word below the number. */
  word?: string;
  /** Sentences below the bar. */
  notes?: string[];
  /** Stands above the row where a group of rows begins. */
  heading?: string;
}

/** Where the bar of a row lies, in pixels from the top. */
export interface Place {
  y: number;
  y1: number;
  y2: number;
}

export interface RowChart {
  rows: readonly Row[];
  domain: [number, number];
  /** What the axis shows; null where each row has a scale of its own. */
  axis: {label: string; format: (value: number) => string} | null;
  marks: (places: readonly Place[]) => Plot.Markish[];
  keys: readonly Key[];
  /** Pixels that each row has below its bar, for what the marks draw there. */
  below?: number;
}

const line = 15;
const barHeight = 12;
/** How much wider bold text is. */
const boldness = 1.14;

interface Layout {
  isBeside: boolean;
  left: number;
  right: number;
  labelRoom: number;
  valueRoom: number;
}

function layoutOf(rows: readonly Row[], width: number): Layout {
  const valueWidth = Math.max(0, ...rows.map(({value}) => textWidth(value ?? "", textSize) * boldness));
  const wordWidth = Math.max(0, ...rows.map(({word}) => textWidth(word ?? "", smallSize)));
  if (width < 560) {
    const valueRoom = Math.min(width * 0.55, valueWidth + (wordWidth > 0 ? wordWidth + 8 : 0));
    return {isBeside: false, left: 16, right: 24, labelRoom: width - valueRoom - 14, valueRoom};
  }
  const labelWidth = Math.max(
    0,
    ...rows.map(({label, kind}) => Math.max(textWidth(label), textWidth(kind ?? "", smallSize))),
  );
  const labelRoom = Math.min(labelWidth + 2, width * 0.34);
  const valueRoom = Math.min(Math.max(valueWidth, Math.min(wordWidth, 130)), width * 0.2);
  return {isBeside: true, left: labelRoom + 14, right: Math.max(24, valueRoom + 18), labelRoom, valueRoom};
}

interface Laid extends Place {
  top: number;
  labels: string[];
  kinds: string[];
  words: string[];
  notes: string[];
  row: Row;
}

/** The rows below each other, and where the last one ends. */
function lay(
  rows: readonly Row[],
  layout: Layout,
  width: number,
  top: number,
  below: number,
): {laid: Laid[]; end: number} {
  let end = top;
  const laid = rows.map((row) => {
    if (row.heading !== undefined) end += 26;
    const labels = wrapped(row.label, layout.labelRoom, textSize, layout.isBeside ? 2 : 3);
    const kindRoom = layout.isBeside ? layout.labelRoom : width - 12;
    const kinds = row.kind ? wrapped(row.kind, kindRoom, smallSize, 3) : [];
    const words = layout.isBeside && row.word ? wrapped(row.word, layout.valueRoom, smallSize, 2) : [];
    const noteRoom = width - layout.left - (layout.isBeside ? layout.right : 8);
    const notes = (row.notes ?? []).flatMap((note) => wrapped(note, noteRoom, smallSize, 3));
    const lines = labels.length + kinds.length;
    const head = layout.isBeside ? Math.max(lines, 1 + words.length) * line : lines * line + barHeight + 4;
    const y1 = layout.isBeside ? end + Math.max(0, (Math.min(head, 2 * line) - barHeight) / 2) : end + lines * line + 3;
    const bottom = Math.max(end + head, y1 + barHeight + below + notes.length * line);
    const place = {top: end, labels, kinds, words, notes, row, y1, y2: y1 + barHeight, y: y1 + barHeight / 2};
    end = bottom + (layout.isBeside ? 8 : 10);
    return place;
  });
  return {laid, end};
}

function RowTexts({laid, layout, width, below}: {laid: Laid; layout: Layout; width: number; below: number}): VNode {
  const {row, top, labels, kinds, words, notes, y2} = laid;
  const valueX = width - layout.valueRoom;
  return (
    <g>
      <title>{row.title ?? row.label}</title>
      {row.heading === undefined ? null : (
        <text x={0} y={top - 8} font-weight="600" {...rim}>
          {shortened(row.heading, width / boldness, textSize)}
        </text>
      )}
      {labels.map((text, k) => (
        <text x={0} y={top + 12 + k * line} {...rim}>
          {text}
        </text>
      ))}
      {kinds.map((text, k) => (
        <text x={0} y={top + 11 + (labels.length + k) * line} font-size={smallSize} fill={colours.muted} {...rim}>
          {text}
        </text>
      ))}
      {layout.isBeside ? (
        <g>
          <ValueText row={row} x={valueX} y={top + 12} anchor="start" />
          {words.map((word, k) => (
            <text x={valueX} y={top + 12 + (k + 1) * line} font-size={smallSize} fill={colours.muted}>
              {word}
            </text>
          ))}
        </g>
      ) : (
        <g>
          <ValueText row={row} x={width} y={top + 12} anchor="end" />
          {row.word ? (
            <text
              x={width - textWidth(row.value ?? "") * boldness - 8}
              y={top + 12}
              text-anchor="end"
              font-size={smallSize}
              fill={colours.muted}
              {...rim}
            >
              {shortened(row.word, layout.valueRoom - textWidth(row.value ?? "") * boldness - 8, smallSize)}
            </text>
          ) : null}
        </g>
      )}
      {notes.map((note, k) => (
        <text x={layout.left} y={y2 + below + 12 + k * line} font-size={smallSize} fill={colours.muted} {...rim}>
          {note}
        </text>
      ))}
    </g>
  );
}

function ValueText({row, x, y, anchor}: {row: Row; x: number; y: number; anchor: "start" | "end"}): VNode | null {
  if (row.value === undefined) return null;
  const exact = typeof row.number === "number" ? {"data-value": row.number} : {};
  return (
    <text x={x} y={y} text-anchor={anchor} font-weight="600" {...rim} {...exact}>
      {row.value}
    </text>
  );
}

/** The chart as a group that begins at `top`, and how high it is: a figure may hold several. */
export function chartGroup(chart: RowChart, width: number, top: number): {nodes: VNode; height: number} {
  const layout = layoutOf(chart.rows, width);
  const below = chart.below ?? 0;
  const {laid, end} = lay(chart.rows, layout, width, 4, below);
  const height = end + (chart.axis ? 40 : 4);
  const inner = width - layout.left - layout.right;
  const axis = chart.axis;
  const plot = plotted({
    width,
    height,
    marginLeft: layout.left,
    marginRight: layout.right,
    marginTop: 0,
    marginBottom: height - end,
    x: {domain: chart.domain, type: "linear"},
    y: {type: "identity", axis: null},
    color: {type: "identity"},
    opacity: {type: "identity"},
    marks: [
      ...(axis
        ? [
            Plot.gridX({stroke: colours.rule, strokeOpacity: 1, ticks: Math.max(2, Math.floor(inner / 75))}),
            Plot.axisX({
              ticks: Math.max(2, Math.floor(inner / 75)),
              tickFormat: axis.format,
              label: null,
              fontSize: smallSize,
              tickSize: 4,
            }),
          ]
        : []),
      ...chart.marks(laid),
    ],
    ...(axis ? {} : {axis: null}),
  });
  const keys = keyLines(chart.keys, 0, height + 8, width);
  const nodes = (
    <g transform={`translate(0 ${top})`}>
      {plot}
      {laid.map((one) => (
        <RowTexts laid={one} layout={layout} width={width} below={below} />
      ))}
      {axis ? (
        <text x={layout.left} y={height - 3} font-size={smallSize} font-weight="600">
          {`${shortened(axis.label, inner + layout.right - 14, smallSize)} →`}
        </text>
      ) : null}
      {keys.nodes}
    </g>
  );
  return {nodes, height: height + 8 + keys.height};
}

/** A figure that is one chart of rows; without rows it is its description. */
export function RowFigure(props: {chart: RowChart; width: number; title: string; description: string}): VNode {
  const {chart, width, title, description} = props;
  if (chart.rows.length === 0) {
    const lines = wrapped(description, width, smallSize);
    return (
      <Picture width={width} height={lines.length * 17 + 4} title={title} description={description}>
        <Lines lines={lines} x={0} y={14} />
      </Picture>
    );
  }
  const {nodes, height} = chartGroup(chart, width, 0);
  return (
    <Picture width={width} height={height} title={title} description={description}>
      {nodes}
    </Picture>
  );
}

/** A range with ends, over its bar: the marks of a whisker from low to high. */
export function whisker(found: readonly {place: Place; low: number; high: number}[]): Plot.Markish[] {
  const y = {y: ({place}: {place: Place}) => place.y};
  const ends = found.flatMap(({place, low, high}) => [low, high].map((x) => ({x, y1: place.y - 4, y2: place.y + 4})));
  return [
    Plot.link(found, {x1: "low", x2: "high", y1: y.y, y2: y.y, stroke: colours.paper, strokeWidth: 3.5}),
    Plot.link(found, {x1: "low", x2: "high", y1: y.y, y2: y.y, stroke: colours.ink, strokeWidth: 1.5}),
    Plot.link(ends, {x1: "x", x2: "x", y1: "y1", y2: "y2", stroke: colours.ink, strokeWidth: 1.5}),
  ];
}

/** A key for a whisker. */
export const whiskerKey: Key["mark"] = (x, y) => (
  <g stroke={colours.ink} stroke-width={1.5}>
    <line x1={x + 2} x2={x + 20} y1={y + 6} y2={y + 6} />
    <line x1={x + 2} x2={x + 2} y1={y + 2} y2={y + 10} />
    <line x1={x + 20} x2={x + 20} y1={y + 2} y2={y + 10} />
  </g>
);

/** Bars from a base to a value. */
export function bars(found: readonly {place: Place; from: number; to: number; fill: string}[]): Plot.Markish {
  return Plot.rect(found, {
    x1: "from",
    x2: "to",
    y1: ({place}) => place.y1,
    y2: ({place}) => place.y2,
    fill: ({fill}) => fill,
  });
}
