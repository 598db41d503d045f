// SPDX-License-Identifier: Apache-2.0
// Whether the conclusion survives other games, other ideas of equilibrium and imperfect choice: chances side by side.
import * as Plot from "@observablehq/plot";
import type {VNode} from "preact";
import {numberText, shareText} from "../format";
import type {FigureProps, FigureRows} from "../parts/figure_types";
import type {AlternativeRow, Alternatives as Data, Report} from "../report";
import {answersOf} from "../report";
import type {Maybe, Predict} from "./documents";
import {smallSize, textWidth} from "./labels";
import {colours, rim, type Key} from "./picture";
import {RowFigure, whisker, whiskerKey, type Place, type Row, type RowChart} from "./rows";
import {levelText} from "./words";

type Chance = {name: string; mean: Maybe; standard_error: Maybe};
interface Line {
  row: Row;
  conclusion: string;
  outcomes: readonly Chance[];
  /** The most likely outcome where it is not the conclusion. */
  other: string | null;
}

const kindWords: Record<AlternativeRow["kind"], string> = {
  variant: "another game",
  concept: "another idea of equilibrium",
  quantal: "imperfect choice",
};

/** What is concluded over all draws, and at the centre, where concepts and quantal response are tried. */
type Concluded = Data & {conclusion_at_centre?: string | null};

/** The conclusion that an alternative is held against. */
function conclusionFor(data: Concluded, kind: AlternativeRow["kind"]): string {
  return kind === "variant" ? data.conclusion : (data.conclusion_at_centre ?? data.conclusion);
}

/** In words, for colour alone tells nobody. */
function survivalText({survives, most_likely_outcome}: AlternativeRow): string {
  if (survives === null) return "not known";
  if (survives) return "survives";
  return most_likely_outcome === null ? "does not survive" : `no: ${most_likely_outcome}`;
}

function nameOf({kind, name, lambda}: AlternativeRow): string {
  return kind === "quantal" && lambda !== null ? `lambda ${numberText(lambda)}` : name;
}

function lineOf(row: AlternativeRow, conclusion: string): Line {
  const chance = row.outcomes.find(({name}) => name === conclusion)?.mean ?? null;
  const spent = row.draws !== null ? `${row.draws.toLocaleString("en-GB")} ${row.draws === 1 ? "draw" : "draws"}` : "";
  return {
    row: {
      label: nameOf(row),
      kind: row.text || kindWords[row.kind],
      title: `${kindWords[row.kind]}: ${row.name}${spent === "" ? "" : `, ${spent}`}${row.note ? `. ${row.note}` : ""}`,
      value: chance === null ? "–" : shareText(chance),
      number: chance,
      word: survivalText(row),
      notes: row.note ? [row.note] : [],
    },
    conclusion,
    outcomes: row.outcomes,
    other: row.survives === false ? row.most_likely_outcome : null,
  };
}

const headingOf = (where: string, conclusion: string): string => `Most likely ${where}: ${conclusion}`;

/** The file as it stands, above what differs from it. */
function fileLine(report: Report, conclusion: string): Line[] {
  const predict = answersOf(report, "predict")[0]?.result as unknown as Predict | undefined;
  const found = predict?.outcomes.find(({name}) => name === conclusion);
  if (!predict || !found) return [];
  const text = report.outcomes.find(({name}) => name === conclusion)?.text;
  return [
    {
      row: {
        label: "the file as it stands",
        kind: text || conclusion,
        value: found.mean === null ? "–" : shareText(found.mean),
        number: found.mean,
        word: "the conclusion",
        heading: headingOf("over all draws", conclusion),
      },
      conclusion,
      outcomes: predict.outcomes,
      other: null,
    },
  ];
}

interface Dot {
  x: number;
  error: number;
  name: string;
  place: Place;
  isConclusion: boolean;
  isOther: boolean;
}

function dotsOf(lines: readonly Line[], places: readonly Place[]): Dot[] {
  return lines.flatMap(({outcomes, other, conclusion}, k) => {
    const place = places[k];
    if (!place) return [];
    return outcomes.flatMap(({name, mean, standard_error}) =>
      mean === null
        ? []
        : [
            {
              x: mean,
              error: standard_error ?? 0,
              name,
              place,
              isConclusion: name === conclusion,
              isOther: name === other,
            },
          ],
    );
  });
}

interface Base {
  x: number;
  y1: number;
  y2: number;
}

function marksOf(dots: readonly Dot[], places: readonly Place[], base: readonly Base[], width: number): Plot.Markish[] {
  const y = {y: ({place}: Dot) => place.y};
  const title = ({name, x}: Dot): string => `${name}: ${shareText(x)}`;
  const main = dots.filter(({isConclusion}) => isConclusion);
  const others = dots.filter(({isOther}) => isOther);
  const inner = width < 560 ? width - 40 : width * 0.45;
  const isLeft = ({x, name}: Dot): boolean => x * inner + 12 + textWidth(name, smallSize) > inner;
  const named = (left: boolean): Plot.Markish =>
    Plot.text(
      others.filter((dot) => isLeft(dot) === left),
      {
        x: "x",
        ...y,
        dx: left ? -9 : 9,
        dy: 13,
        text: "name",
        textAnchor: left ? "end" : "start",
        fontSize: smallSize,
        fill: colours.warm,
        stroke: colours.paper,
        strokeWidth: rim["stroke-width"],
      },
    );
  return [
    Plot.link(base, {x1: "x", x2: "x", y1: "y1", y2: "y2", stroke: colours.accent, strokeDasharray: "3 3"}),
    Plot.link(places, {x1: 0, x2: 1, y1: "y", y2: "y", stroke: colours.rule}),
    Plot.dot(
      dots.filter(({isConclusion, isOther}) => !isConclusion && !isOther),
      {
        x: "x",
        ...y,
        r: 2.5,
        stroke: colours.muted,
        fill: colours.paper,
        title,
      },
    ),
    ...whisker(
      main
        .filter(({error}) => error > 0)
        .map(({x, error, place}) => ({place, low: Math.max(0, x - 2 * error), high: Math.min(1, x + 2 * error)})),
    ),
    Plot.dot(main, {x: "x", ...y, r: 5.5, fill: colours.accent, title}),
    Plot.dot(others, {x: "x", ...y, r: 5, symbol: "diamond", fill: colours.warm, title}),
    named(false),
    named(true),
  ];
}

/** The file and its variants, over all draws; then what is tried at the centre. */
function linesOf(data: Concluded, report: Report): Line[] {
  const line = (row: AlternativeRow): Line => lineOf(row, conclusionFor(data, row.kind));
  const overDraws = [
    ...fileLine(report, data.conclusion),
    ...data.rows.filter(({kind}) => kind === "variant").map(line),
  ];
  const atCentre = data.rows.filter(({kind}) => kind !== "variant").map(line);
  const first = atCentre[0];
  if (first) first.row.heading = headingOf("at the centre", first.conclusion);
  return [...overDraws, ...atCentre];
}

/** The chance under the file, as far down as there is something to hold against it. */
function baseOf(lines: readonly Line[], places: readonly Place[]): Base[] {
  const first = lines[0];
  const x = first?.outcomes.find(({name}) => name === first.conclusion)?.mean ?? null;
  const next = lines.findIndex((line, k) => k > 0 && line.row.heading !== undefined);
  const [from, to] = [places[0], places[(next < 0 ? lines.length : next) - 1]];
  return x === null || !from || !to ? [] : [{x, y1: from.y1 - 4, y2: to.y2 + 4}];
}

export function Alternatives({data, report, width}: FigureProps<Data>): VNode {
  const {conclusion} = data;
  const lines = linesOf(data, report);
  const keys: Key[] = [
    {mark: (x, y) => <circle cx={x + 11} cy={y + 6} r={5} fill={colours.accent} />, text: "the conclusion"},
    {
      mark: (x, y) => <circle cx={x + 11} cy={y + 6} r={2.5} fill={colours.paper} stroke={colours.muted} />,
      text: "another outcome",
    },
    {mark: whiskerKey, text: "two standard errors either way"},
  ];
  if (lines.some(({other}) => other !== null)) {
    keys.push({
      mark: (x, y) => <path d={`M${x + 11},${y}l5,6l-5,6l-5,-6z`} fill={colours.warm} />,
      text: "the most likely outcome, where it is another",
    });
  }
  const chart: RowChart = {
    rows: lines.map(({row}) => row),
    domain: [0, 1],
    axis: {label: "chance", format: levelText},
    below: lines.some(({other}) => other !== null) ? 10 : 0,
    keys,
    marks: (places) => marksOf(dotsOf(lines, places), places, baseOf(lines, places), width),
  };
  const survive = data.rows.filter(({survives}) => survives === true).length;
  return (
    <RowFigure
      chart={chart}
      width={width}
      title={`Whether ${conclusion} stays the most likely outcome`}
      description={`It does in ${survive} of ${data.rows.length} alternatives.`}
    />
  );
}

export function rows(data: Data): FigureRows {
  const names = [...new Set(data.rows.flatMap(({outcomes}) => outcomes.map(({name}) => name)))];
  return {
    columns: [
      "alternative",
      "kind",
      "text",
      "most likely",
      "held against",
      "survives",
      "draws",
      "seconds",
      ...names,
      "note",
    ],
    rows: data.rows.map((row) => [
      nameOf(row),
      row.kind,
      row.text,
      row.most_likely_outcome,
      conclusionFor(data, row.kind),
      row.survives === null ? "not known" : row.survives ? "yes" : "no",
      row.draws,
      row.seconds,
      ...names.map((name) => row.outcomes.find((one) => one.name === name)?.mean ?? null),
      row.note,
    ]),
    formats: [
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      "count",
      "number",
      ...names.map(() => "share" as const),
    ],
  };
}
