// SPDX-License-Identifier: Apache-2.0
// The types of parley/report/1, the document that the page shows: the words are those of docs/schema.

export type Choice = Record<string, string>;

export interface Provenance {
  file_sha256: string;
  version: string;
  isa: string;
  seed: number;
  command: string;
}

export interface Diagnostic {
  severity: string;
  code: string;
  message: string;
  line: number;
  column: number;
  length: number;
  help: string | null;
}

/** A sentence and the lines of the scenario that it rests on; 0 stands for none. */
export interface SentenceText {
  text: string;
  lines: number[];
}

export interface Named {
  name: string;
  text: string;
  line: number;
}

export interface Seen {
  step: string;
  round: number | null;
  label: string;
  exact: boolean;
}

export interface InfosetPlace {
  player: string;
  type: string | null;
  step: string;
  round: number | null;
  seen: Seen[];
}

/** One of the documents of docs/schema; figures know their own. */
export interface Doc {
  schema: string;
  [key: string]: unknown;
}

export interface Answer {
  line: number;
  ask: string;
  result: Doc;
}

/** An ask without an answer, and why it has none. */
export interface UnansweredAsk {
  line: number;
  ask: string;
  result: null;
  problem?: string;
}

export interface Switch {
  param: string;
  text: string;
  low: number;
  centre: number;
  high: number;
  value: number;
  from: string;
  to: string;
  infoset: InfosetPlace | null;
  line: number;
}

export interface AlternativeRow {
  kind: "variant" | "concept" | "quantal";
  name: string;
  text: string;
  lambda: number | null;
  draws: number | null;
  seconds: number | null;
  most_likely_outcome: string | null;
  outcomes: {name: string; mean: number; standard_error: number | null}[];
  survives: boolean | null;
  note: string;
}

export interface Alternatives {
  conclusion: string;
  conclusion_at_centre?: string | null;
  rows: AlternativeRow[];
  sentences: SentenceText[];
}

export interface Assumption {
  kind: string;
  name: string;
  text: string;
  value: string;
  sources: string[];
  grade: string | null;
  line: number;
  private_to: string | null;
}

export interface Source {
  name: string;
  text: string;
  grade: string | null;
  date: string | null;
  url: string | null;
  line: number;
}

export interface TreeNode {
  id: number;
  parent: number | null;
  kind: "chance" | "decision" | "terminal";
  label: string | null;
  prob: number;
  reach: number;
  player: string | null;
  step: string | null;
  round: number | null;
  infoset: number | null;
  outcome: string | null;
  payoffs: number[] | null;
  folded: number;
}

export interface TreeInfoset extends InfosetPlace {
  id: number;
  probs: {choice: Choice; prob: number}[];
  belief: {history: Seen[]; prob: number}[];
  margin: number | null;
  settled_by: string;
  reason: string | null;
  on_path: boolean;
  reach: number;
}

export interface Tree {
  at: string;
  fold_below: number;
  players: string[];
  nodes: TreeNode[];
  infosets: TreeInfoset[];
}

export interface Report {
  schema: string;
  provenance: Provenance;
  diagnostics: Diagnostic[];
  scenario: {
    title: string;
    as_of: string | null;
    horizon: string | null;
    note: string | null;
    variant: {name: string; text: string} | null;
    file: string;
    text: string;
  };
  players: Named[];
  outcomes: Named[];
  bottom_line: SentenceText[];
  confidence: {
    level: "low" | "moderate" | "high";
    sentences: SentenceText[];
    reasons: {rule: string; lowers: boolean; text: string}[];
  };
  judgements: {text: string; drivers: string | null; lines: number[]}[];
  answers: (Answer | UnansweredAsk)[];
  switches: Switch[];
  evidence: Doc | null;
  alternatives: Alternatives;
  assumptions: Assumption[];
  sources: Source[];
  left_out: SentenceText[];
  method: {
    sentences: SentenceText[];
    counts: Record<string, number>;
    draws?: number;
    replicates?: number;
    effective_draws: number;
    largest_deviation_gain: number;
  };
  tree: Tree | null;
  changes: Doc | null;
  timings: {part: string; seconds: number; draws: number | null}[];
  termination?: string;
}

/** The answers of one kind, `kind` being the middle of the schema's name: "frontier". */
export function answersOf(report: Report, kind: string): Answer[] {
  return report.answers.filter((answer): answer is Answer => answer.result?.schema === `parley/${kind}/1`);
}

/** Asks of one kind that have no answer. */
export function unansweredOf(report: Report, kind: string): UnansweredAsk[] {
  return report.answers.filter(
    (answer): answer is UnansweredAsk => answer.result === null && answer.ask.split(" ")[0] === kind,
  );
}
