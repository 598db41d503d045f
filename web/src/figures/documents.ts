// SPDX-License-Identifier: Apache-2.0
// What the figures read of the documents of docs/schema: a name that a document may lack is optional.
import type {Choice, Seen} from "../report";

export type Maybe = number | null;

/** Who moves, and what was seen; without a player chance alone moves. */
export interface Mover {
  player: string | null;
  type: string | null;
  step: string | null;
  round: number | null;
  seen: Seen[];
}
export interface Estimate {
  mean: Maybe;
  standard_error: Maybe;
}

export interface Predict {
  outcomes: {
    name: string;
    text?: string;
    mean: Maybe;
    standard_error: Maybe;
    low: Maybe;
    high: Maybe;
    most_likely_share: Maybe;
    lowest_found?: Maybe;
    highest_found?: Maybe;
  }[];
}

export interface Axis {
  name: string;
  values: number[];
  labels: string[] | null;
  discrete: boolean;
}
export type Point = [number, number];
export type Grid = Maybe[][];
export interface Step {
  x: number;
  least_y: Maybe;
}
export interface Binding extends Mover {
  from: Point;
  to: Point;
  choice_from: Choice | null;
  choice_to: Choice | null;
  share: number;
  selection: boolean;
}
export interface Frontier {
  event: string;
  level: number;
  x: Axis;
  y: Axis;
  prob: Grid;
  standard_error: Grid;
  lowest: Grid | null;
  highest: Grid | null;
  contour?: Point[][];
  staircase?: Step[];
  band: {low: Point[][] | Step[]; high: Point[][] | Step[]};
  binding: Binding[];
  free_choice: {
    owner: string | null;
    x: Maybe;
    y: Maybe;
    x_label: string | null;
    y_label: string | null;
    share: number;
    together?: boolean;
  } | null;
}

export interface Turn {
  value: number;
  from: string;
  to: string;
  what?: "outcome" | "plan";
}
type Interval = [Maybe, Maybe] | null;
export interface Driver {
  name: string;
  first_order_index: Maybe;
  first_order_index_interval: Interval;
  total_index: Maybe;
  total_index_interval: Interval;
  shapley_effect: Maybe;
  shapley_effect_interval: Interval;
  range?: [number, number];
  median?: number;
  switches: Turn[];
}
export interface Drivers {
  target: string;
  method: "saltelli" | "shapley";
  params: Driver[];
}

export interface Restriction {
  param: string;
  low?: Maybe;
  high?: Maybe;
  range?: [number, number];
  values?: number[];
  p_value?: number;
}
export interface BoxNumbers {
  coverage: Maybe;
  density: Maybe;
  mass: Maybe;
  restrictions: Restriction[];
}
export interface Boxes {
  event: string;
  threshold: number;
  boxes: (BoxNumbers & {peel: number})[];
  trajectory: BoxNumbers[];
}

export interface Information {
  player: string;
  rows: {
    kind: string;
    name: string;
    members: string[];
    worth: number;
    standard_error: Maybe;
    changes: {when: string; choice: Choice; share: number}[];
  }[];
}

export interface OtherAnswer {
  text: string;
  mean: Maybe;
  difference: Maybe;
  standard_error: Maybe;
}
export interface OtherEvidence {
  answers: OtherAnswer[];
  most_likely_outcome: string;
}
export interface EvidenceDocument {
  answers: {text: string; is_outcome: boolean; mean: Maybe; standard_error: Maybe}[];
  most_likely_outcome: string;
  without_all: OtherEvidence | null;
  evidence: {
    name: string;
    text: string;
    sources: string[];
    items: {about: string; likelihoods: {label: string; low: number; high: number; log_odds: Maybe}[]}[];
    without: OtherEvidence | null;
  }[];
  sources: {
    name: string;
    text: string;
    grade: string | null;
    evidence: string[];
    without: OtherEvidence | null;
    deceiving: OtherEvidence | null;
  }[];
}
