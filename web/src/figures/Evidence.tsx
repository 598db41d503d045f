// SPDX-License-Identifier: Apache-2.0
// How much each report weighs, as steps of log odds, and what the answer would be without it or if a source deceives.
import * as Plot from "@observablehq/plot";
import type {VNode} from "preact";
import {formatted, numberText, shareText} from "../format";
import type {FigureProps, FigureRows} from "../parts/figure_types";
import type {EvidenceDocument, OtherEvidence} from "./documents";
import {smallSize, wrapped} from "./labels";
import {boxKey, colours, Lines, Picture, type Key} from "./picture";
import {bars, chartGroup, whisker, whiskerKey, type Place, type Row, type RowChart} from "./rows";

interface Weight {
  about: string;
  label: string;
  against: string;
  name: string;
  text: string;
  log_odds: number;
  /** Where the step begins: the sum of those before it on the same thing. */
  from: number;
}

const signed = (value: number): string => formatted(value, "signed");

/** The weights by what they are about; each begins where the one before it ends, for log odds add up. */
function weightsOf(data: EvidenceDocument): Weight[] {
  const groups = new Map<string, Weight[]>();
  for (const piece of data.evidence) {
    for (const item of piece.items) {
      const against = item.likelihoods[item.likelihoods.length - 1]?.label ?? "";
      for (const {label, log_odds} of item.likelihoods.slice(0, -1)) {
        if (log_odds === null) continue;
        const key = JSON.stringify([item.about, label]);
        const group = groups.get(key) ?? [];
        const last = group[group.length - 1];
        const from = last ? last.from + last.log_odds : 0;
        group.push({about: item.about, label, against, name: piece.name, text: piece.text, log_odds, from});
        groups.set(key, group);
      }
    }
  }
  return [...groups.values()].flat();
}

const isFirst = (weights: readonly Weight[], k: number): boolean =>
  k === 0 || weights[k]?.about !== weights[k - 1]?.about || weights[k]?.label !== weights[k - 1]?.label;

function weightChart(weights: readonly Weight[]): RowChart {
  const ends = weights.flatMap(({from, log_odds}) => [from, from + log_odds]);
  const reach = Math.max(0.1, ...ends.map(Math.abs));
  return {
    rows: weights.map((one, k): Row => ({
      label: one.name,
      kind: one.text,
      title: `${one.name}: ${one.text}`,
      value: signed(one.log_odds),
      number: one.log_odds,
      word: one.log_odds === 0 ? "" : `for ${one.log_odds > 0 ? one.label : one.against}`,
      ...(isFirst(weights, k) ? {heading: `On ${one.about}: ${one.against} ← → ${one.label}`} : {}),
    })),
    domain: [-reach * 1.04, reach * 1.04],
    axis: {label: "log odds, one report after the other", format: signed},
    keys: [
      {mark: boxKey({fill: colours.accent}), text: "speaks for what is named on the right"},
      {mark: boxKey({fill: colours.warm}), text: "speaks for what is named on the left"},
    ],
    marks: (places) => {
      const placed = weights.flatMap((one, k) => {
        const place = places[k];
        return place ? [{...one, place, next: isFirst(weights, k + 1) ? undefined : places[k + 1]}] : [];
      });
      const joints = placed.flatMap(({from, log_odds, place, next}) =>
        next ? [{x: from + log_odds, y1: place.y2, y2: next.y1}] : [],
      );
      return [
        Plot.ruleX([0], {stroke: colours.ink, strokeWidth: 1}),
        Plot.link(joints, {x1: "x", x2: "x", y1: "y1", y2: "y2", stroke: colours.muted, strokeDasharray: "2 2"}),
        bars(
          placed.map(({from, log_odds, place}) => ({
            place,
            from,
            to: from + log_odds,
            fill: log_odds >= 0 ? colours.accent : colours.warm,
          })),
        ),
      ];
    },
  };
}

interface Change {
  label: string;
  kind: string;
  heading?: string;
  difference: number;
  standard_error: number | null;
  most_likely_outcome: string;
  isDeceiving: boolean;
}

/** Which answer the changes are about: the first that was asked for, else the chance of the most likely outcome. */
function answerIndex(data: EvidenceDocument): number {
  const asked = data.answers.findIndex(({is_outcome}) => !is_outcome);
  return asked >= 0 ? asked : data.answers.findIndex(({text}) => text === data.most_likely_outcome);
}

function changesOf(data: EvidenceDocument): Change[] {
  const at = answerIndex(data);
  const found: Change[] = [];
  const add = (
    other: OtherEvidence | null,
    label: string,
    kind: string,
    heading?: string,
    isDeceiving = false,
  ): void => {
    const answer = other?.answers[at];
    if (!other || !answer || answer.difference === null) return;
    const {difference, standard_error} = answer;
    const isNew = heading !== undefined && !found.some((one) => one.heading === heading);
    found.push({
      label,
      kind,
      difference,
      standard_error,
      most_likely_outcome: other.most_likely_outcome,
      isDeceiving,
      ...(isNew ? {heading} : {}),
    });
  };
  add(data.without_all, "all the evidence", "left out");
  for (const {name, text, without, deceiving} of data.sources) {
    add(without, `source ${name}`, `left out: ${text}`, "Sources");
    add(deceiving, `source ${name}`, "says the opposite of what is so", "Sources", true);
  }
  for (const {name, text, items, without} of data.evidence) {
    if (items.length > 0) add(without, name, `left out: ${text}`, "Reports");
  }
  return found;
}

function isChance(data: EvidenceDocument): boolean {
  const answer = data.answers[answerIndex(data)];
  return answer === undefined || answer.is_outcome || answer.text.startsWith("P(");
}

function changeChart(data: EvidenceDocument, changes: readonly Change[]): RowChart {
  const answer = data.answers[answerIndex(data)];
  const name = answer ? (answer.is_outcome ? `P(${answer.text})` : answer.text) : "";
  const chance = isChance(data);
  const format = (value: number): string => formatted(value, chance ? "signed_share" : "signed");
  const reach = Math.max(
    0.001,
    ...changes.map(({difference, standard_error}) => Math.abs(difference) + 2 * (standard_error ?? 0)),
  );
  const keys: Key[] = [
    {mark: boxKey({fill: colours.accent}), text: "left out"},
    {mark: boxKey({fill: colours.warm}), text: "deceives"},
    {mark: whiskerKey, text: "two standard errors either way"},
  ];
  return {
    rows: changes.map((one): Row => ({
      label: one.label,
      kind: one.kind,
      title: `${one.label}: ${one.kind}`,
      value: format(one.difference),
      number: one.difference,
      word: one.most_likely_outcome === data.most_likely_outcome ? "" : `then ${one.most_likely_outcome}`,
      ...(one.heading ? {heading: one.heading} : {}),
    })),
    domain: [-reach * 1.04, reach * 1.04],
    axis: {label: `change of ${name}${chance ? ", in points of a per cent" : ""}`, format},
    keys,
    marks: (places) => {
      const placed = changes.flatMap((one, k) => {
        const place: Place | undefined = places[k];
        return place ? [{...one, place}] : [];
      });
      return [
        Plot.ruleX([0], {stroke: colours.ink, strokeWidth: 1}),
        bars(
          placed.map(({difference, isDeceiving, place}) => ({
            place,
            from: 0,
            to: difference,
            fill: isDeceiving ? colours.warm : colours.accent,
          })),
        ),
        ...whisker(
          placed.flatMap(({difference, standard_error, place}) =>
            standard_error
              ? [{place, low: difference - 2 * standard_error, high: difference + 2 * standard_error}]
              : [],
          ),
        ),
      ];
    },
  };
}

export function Evidence({data, width}: FigureProps<EvidenceDocument>): VNode {
  const weights = weightsOf(data);
  const changes = changesOf(data);
  const noted = data.evidence.filter(({items}) => items.length === 0).map(({name}) => name);
  const answer = data.answers[answerIndex(data)];
  const name = answer?.text ?? "the answer";
  const now =
    answer && answer.mean !== null ? (isChance(data) ? shareText(answer.mean) : numberText(answer.mean)) : "not known";
  const question = wrapped(`What the answer would be without it: ${name}, now ${now}`, width / 1.14);
  const weight = chartGroup(weightChart(weights), width, 22);
  const notes = noted.length > 0 ? wrapped(`Only noted, without weight: ${noted.join(", ")}.`, width, smallSize) : [];
  const asked = 22 + weight.height + 8 + notes.length * 17 + 34;
  const second = asked + question.length * 17 - 4;
  const change = chartGroup(changeChart(data, changes), width, second);
  return (
    <Picture
      width={width}
      height={second + change.height}
      title="What the evidence weighs, and what it changes"
      description={`${weights.length} weights, ${changes.length} changes of ${name}, which is ${now}.`}
    >
      <text x={0} y={12} font-weight="700">
        What each report weighs
      </text>
      {weight.nodes}
      <Lines lines={notes} x={0} y={22 + weight.height + 14} />
      {question.map((text, k) => (
        <text x={0} y={asked + k * 17} font-weight="700">
          {text}
        </text>
      ))}
      {change.nodes}
    </Picture>
  );
}

/** A row for each report, and each source, with what it weighs and what changes without it. */
export function rows(document: unknown): FigureRows {
  const data = document as EvidenceDocument;
  const at = answerIndex(data);
  const cells = (other: OtherEvidence | null): (string | number | null)[] => {
    const answer = other?.answers[at];
    return answer
      ? [answer.mean, answer.difference, answer.standard_error, other?.most_likely_outcome ?? null]
      : [null, null, null, null];
  };
  const weight = (piece: EvidenceDocument["evidence"][number]): [string, number | null][] =>
    piece.items.flatMap(({about, likelihoods}) =>
      likelihoods.slice(0, -1).map(({label, log_odds}): [string, number | null] => [`${about} ${label}`, log_odds]),
    );
  const share = isChance(data) ? "share" : "number";
  return {
    columns: [
      "what",
      "name",
      "text",
      "about",
      "log odds",
      "answer then",
      "change",
      "standard error",
      "most likely then",
    ],
    rows: [
      ["all the evidence left out", "", "", "", null, ...cells(data.without_all)],
      ...data.sources.flatMap((source) => [
        ["source left out", source.name, source.text, "", null, ...cells(source.without)],
        ["source deceives", source.name, source.text, "", null, ...cells(source.deceiving)],
      ]),
      ...data.evidence.flatMap((piece) => {
        const found = weight(piece);
        const without = cells(piece.without);
        if (found.length === 0) return [["noted", piece.name, piece.text, "", null, ...without]];
        return found.map(([about, log_odds]) => [
          "report left out",
          piece.name,
          piece.text,
          about,
          log_odds,
          ...without,
        ]);
      }),
    ],
    formats: [
      undefined,
      undefined,
      undefined,
      undefined,
      "signed",
      share,
      share === "share" ? "signed_share" : "signed",
      share,
    ],
  };
}
