// SPDX-License-Identifier: Apache-2.0
// What the page reads of parley/why/1.
import type {Choice, InfosetPlace, SentenceText} from "../report";

/** What the answer is on one side of a turn. */
export interface Side {
  prob: number;
  likeliest: string;
}

export interface Single {
  name: string;
  from: number;
  value_before: number;
  value_after: number;
  before: Side;
  after: Side;
  lines: number[];
}

export interface PathChoice extends InfosetPlace {
  choices: {choice: Choice; prob: number}[];
  reach: number;
  margin: number | null;
  next: Choice | null;
  flip: Single | null;
  lines: number[];
}

export interface Deviation extends InfosetPlace {
  chosen: Choice;
  required: Choice;
  loss: number;
  paths: number;
  lines: number[];
}

export interface Goal {
  goal: "happens" | "likeliest" | "not_likeliest" | "vanishes";
  singles: Single[];
  joint: {params: Omit<Single, "before" | "after">[]; before: Side; after: Side} | null;
  constants: Single[];
  levers: {player: string; held: Choice; before: Side; after: Side; lines: number[]}[];
}

/** What is found at one draw, the centre or a typical one. */
export interface Point {
  at: string;
  holds: boolean;
  path?: PathChoice[];
  deviations?: Deviation[];
  smallest_change?: Goal | null;
  further_change?: Goal | null;
}

export interface Stop {
  player: string;
  type: string | null;
  step: string;
  required: Choice;
  share: number;
  average_loss: number;
  lines: number[];
}

export interface Why extends Point {
  outcome: string;
  sentences: (SentenceText & {part?: string})[];
  draws?: {stops: Stop[]} | null;
  typical?: Point | null;
}
