// SPDX-License-Identifier: Apache-2.0
// Figures of ordinary and of degenerate documents: their rows to the last digit, and drawings without a fault.
import assert from "node:assert/strict";
import {test} from "node:test";
import type {FunctionComponent} from "preact";
import {Alternatives, rows as alternativeRows} from "../src/figures/Alternatives";
import {Boxes, rows as boxRows} from "../src/figures/Boxes";
import type {Drivers, EvidenceDocument, Information, OtherEvidence, Predict} from "../src/figures/documents";
import {DriverBars, rows as driverRows} from "../src/figures/DriverBars";
import {Evidence, rows as evidenceRows} from "../src/figures/Evidence";
import {InformationBars, rows as informationRows} from "../src/figures/InformationBars";
import {OutcomeBars, rows as outcomeRows} from "../src/figures/OutcomeBars";
import {rows as switchRows, Switches} from "../src/figures/Switches";
import type {Report, Switch} from "../src/report";
import {emptyReport, faultsOf, markup, textsOf, widths} from "./drawn";

/** The drawing at the widths of a page; each without a fault. */
function drawn<Data>(Figure: unknown, data: Data, report: Report = emptyReport()): string {
  const Component = Figure as FunctionComponent<{data: Data; report: Report; width: number}>;
  const pictures = widths.map((width) => markup(<Component data={data} report={report} width={width} />));
  for (const picture of pictures) assert.deepEqual(faultsOf(picture), []);
  return pictures[2] ?? "";
}

const outcome = (over: Partial<Predict["outcomes"][number]>): Predict["outcomes"][number] => ({
  name: "deal",
  text: "A deal is made",
  mean: 0.25,
  standard_error: 0.01,
  low: 0,
  high: 1,
  most_likely_share: 0.25,
  ...over,
});

test("outcomes stand as in the file, each with its number and its word", () => {
  const data: Predict = {
    outcomes: [
      outcome({}),
      outcome({name: "war", text: "War", mean: 0.5, standard_error: 0.001}),
      outcome({name: "none", mean: 0}),
    ],
  };
  const texts = textsOf(drawn(OutcomeBars, data));
  assert.ok(texts.indexOf("25.0\u202f%") < texts.indexOf("50.0\u202f%"));
  assert.ok(texts.includes("roughly even"));
  assert.ok(drawn(OutcomeBars, data).includes('data-value="0.25"'));
  assert.deepEqual(outcomeRows(data).rows[0], ["deal", "A deal is made", 0.25, 0.01, 0, 1, 0.25]);
});

test("an outcome with bounds has them in the table and on the bar", () => {
  const data: Predict = {outcomes: [outcome({lowest_found: 0.2, highest_found: 0.75})]};
  assert.deepEqual(outcomeRows(data).rows[0]?.slice(-2), [0.2, 0.75]);
  assert.ok(textsOf(drawn(OutcomeBars, data)).includes("least and most over the equilibria found"));
});

test("outcomes without a number, one that is certain, and none at all can be drawn", () => {
  const nothing = {mean: null, standard_error: null, low: null, high: null, most_likely_share: null};
  assert.ok(textsOf(drawn(OutcomeBars, {outcomes: [outcome(nothing)]})).includes("–"));
  const sure = outcome({mean: 1, standard_error: 0, low: 1, high: 1});
  assert.ok(
    textsOf(drawn(OutcomeBars, {outcomes: [sure]}))
      .join(" ")
      .includes("always in this model"),
  );
  drawn(OutcomeBars, {outcomes: [outcome({standard_error: null})]});
  drawn(OutcomeBars, {outcomes: []});
});

const turn = (over: Partial<Switch>): Switch => ({
  param: "cost",
  text: "what it costs",
  low: 2,
  centre: 4,
  high: 10,
  value: 6,
  from: "deal",
  to: "war",
  infoset: null,
  line: 7,
  ...over,
});

test("a strip shows what holds on each side of every turn", () => {
  const texts = textsOf(drawn(Switches, [turn({value: 8, from: "war", to: "none"}), turn({})]));
  assert.ok(texts.includes("turns at 6: deal → war"));
  assert.ok(texts.includes("turns at 8: war → none"));
  for (const name of ["deal", "war", "none"]) assert.ok(texts.includes(name), name);
  assert.equal(texts.filter((text) => text === "cost: what it costs").length, 1);
});

test("a choice that turns has a strip of its own, in words", () => {
  const infoset = {player: "leader", type: "open", step: "answer", round: null, seen: []};
  const data = [turn({infoset, from: "stay", to: "leave"})];
  assert.ok(textsOf(drawn(Switches, data)).includes("choice of leader (open) at answer"));
  const both = textsOf(drawn(Switches, [turn({}), ...data]));
  assert.ok(!both.includes("choice of leader (open) at answer"), "where outcomes turn, choices are left to the table");
  assert.ok(both.includes("1 strip where a choice turns is left to the table"));
  assert.deepEqual(switchRows(data).rows[0], [
    "cost",
    "what it costs",
    2,
    4,
    10,
    6,
    "stay",
    "leave",
    "choice of leader (open) at answer",
    7,
  ]);
});

test("of many turns those nearest to the centre are told", () => {
  const data = [3, 5, 6, 7, 9].map((value) => turn({value, from: `a${value}`, to: `b${value}`}));
  const texts = textsOf(drawn(Switches, data));
  assert.ok(texts.includes("turns at 3: a3 → b3") && texts.includes("turns at 6: a6 → b6"));
  assert.ok(texts.includes("and at 2 more values, further from the centre"));
});

test("a param without width, a turn at its end and no turn at all can be drawn", () => {
  drawn(Switches, [turn({low: 4, high: 4, value: 4})]);
  drawn(Switches, [turn({value: 10}), turn({param: "b", low: -1e-9, centre: 0, high: 1e12, value: 3e11})]);
  drawn(Switches, []);
});

const driver = (over: Partial<Drivers["params"][number]>): Drivers["params"][number] => ({
  name: "cost",
  first_order_index: null,
  first_order_index_interval: null,
  total_index: null,
  total_index_interval: null,
  shapley_effect: 0.3,
  shapley_effect_interval: [0.2, 0.4],
  range: [1, 9],
  median: 4,
  switches: [],
  ...over,
});

test("drivers are sorted by size and say where the outcome turns", () => {
  const data: Drivers = {
    target: "P(deal)",
    method: "shapley",
    params: [
      driver({name: "small", shapley_effect: 0.1, shapley_effect_interval: [-0.01, 0.2]}),
      driver({
        switches: [
          {value: 5, from: "deal", to: "war", what: "outcome"},
          {value: 6, from: "a", to: "b", what: "plan"},
        ],
      }),
    ],
  };
  const texts = textsOf(drawn(DriverBars, data));
  assert.ok(texts.indexOf("cost") < texts.indexOf("small"));
  assert.ok(texts.includes("turns at 5: deal → war"));
  assert.ok(!texts.includes("turns at 6: a → b"));
  assert.deepEqual(driverRows(data).rows, [
    ["cost", 0.3, 0.2, 0.4, 1, 4, 9, "5: deal → war; 6: a → b"],
    ["small", 0.1, -0.01, 0.2, 1, 4, 9, ""],
  ]);
});

test("indices of the other method, drivers without an interval, zeros, many and none can be drawn", () => {
  const total = driver({
    total_index: 0.5,
    total_index_interval: [0.4, 0.6],
    first_order_index: 0.3,
    first_order_index_interval: null,
  });
  const data: Drivers = {target: "value(a)", method: "saltelli", params: [total, driver({name: "unknown"})]};
  assert.ok(textsOf(drawn(DriverBars, data)).includes("alone (first-order index)"));
  assert.equal(driverRows(data).rows[0]?.length, driverRows(data).columns.length);
  drawn(DriverBars, {
    ...data,
    method: "shapley",
    params: [driver({shapley_effect: 0, shapley_effect_interval: [0, 0]})],
  });
  drawn(DriverBars, {...data, params: []});
  const many = Array.from({length: 15}, (_unused, k) => driver({name: `p${k}`, range: [k, k]}));
  assert.ok(
    textsOf(drawn(DriverBars, {...data, method: "shapley", params: many})).includes("3 with less are in the table"),
  );
});

test("what knowing is worth says what would then be done", () => {
  const data: Information = {
    player: "coercer",
    rows: [
      {kind: "everything", name: "everything drawn", members: [], worth: 9.5, standard_error: 0.1, changes: []},
      {kind: "group", name: "source B", members: ["pain", "upkeep"], worth: 4, standard_error: null, changes: []},
      {
        kind: "param",
        name: "upkeep",
        members: [],
        worth: 3,
        standard_error: 0,
        changes: [{when: "below 16", choice: {pressure: "high", offer: "low"}, share: 0.75}],
      },
    ],
  };
  const texts = textsOf(drawn(InformationBars, data));
  assert.ok(texts.includes("below 16: high + low (75.0\u202f%)"));
  assert.ok(texts.includes("known together: pain, upkeep"));
  assert.deepEqual(informationRows(data).rows[2], ["upkeep", "param", "", 3, 0, "below 16: high + low (75.0\u202f%)"]);
  drawn(InformationBars, {player: "a", rows: []});
  drawn(InformationBars, {
    player: "a",
    rows: [{kind: "param", name: "p", members: [], worth: 0, standard_error: 0, changes: []}],
  });
  drawn(InformationBars, {
    player: "a",
    rows: [{kind: "param", name: "p", members: [], worth: 4e15, standard_error: 1e9, changes: []}],
  });
});

const other = (difference: number | null, most_likely_outcome = "deal"): OtherEvidence => ({
  answers: [{text: "deal", mean: 0.4, difference, standard_error: difference === null ? null : 0.01}],
  most_likely_outcome,
});
const likelihoods = (log_odds: number | null) => [
  {label: "open", low: 1, high: 4, log_odds},
  {label: "shut", low: 1, high: 1, log_odds: 0},
];
const evidence: EvidenceDocument = {
  answers: [{text: "deal", is_outcome: true, mean: 0.5, standard_error: 0.01}],
  most_likely_outcome: "deal",
  without_all: other(-0.1, "war"),
  evidence: [
    {
      name: "first",
      text: "A report",
      sources: ["A"],
      items: [{about: "leader.type", likelihoods: likelihoods(0.7)}],
      without: other(-0.05),
    },
    {
      name: "second",
      text: "Another",
      sources: ["A"],
      items: [{about: "leader.type", likelihoods: likelihoods(-0.2)}],
      without: other(0.02),
    },
    {name: "silent", text: "Only noted", sources: [], items: [], without: null},
  ],
  sources: [
    {
      name: "A",
      text: "A paper",
      grade: "B2",
      evidence: ["first"],
      without: other(-0.03),
      deceiving: other(-0.2, "war"),
    },
  ],
};

test("weights on one thing follow each other, and what turns the conclusion is said in words", () => {
  const texts = textsOf(drawn(Evidence, evidence));
  assert.ok(texts.includes("On leader.type: shut ← → open"));
  assert.ok(texts.includes("+0.7") && texts.includes("for open"));
  assert.ok(texts.includes("−0.2") && texts.includes("for shut"));
  assert.ok(texts.includes("then war"));
  assert.ok(texts.includes("Only noted, without weight: silent."));
  assert.deepEqual(evidenceRows(evidence).rows[3], [
    "report left out",
    "first",
    "A report",
    "leader.type open",
    0.7,
    0.4,
    -0.05,
    0.01,
    "deal",
  ]);
});

test("evidence without limits, without numbers, and none at all can be drawn", () => {
  const limitless = {
    ...evidence.evidence[0],
    items: [{about: "x", likelihoods: likelihoods(null)}],
  } as EvidenceDocument["evidence"][0];
  drawn(Evidence, {...evidence, evidence: [limitless], without_all: other(null), sources: []});
  drawn(Evidence, {answers: [], most_likely_outcome: "", without_all: null, evidence: [], sources: []});
  assert.equal(evidenceRows({...evidence, evidence: [], sources: []}).rows.length, 1);
});

test("a box is told by its sides, and lies in the range that the report knows", () => {
  const data = {
    event: "P(deal)",
    threshold: 0.5,
    boxes: [
      {
        peel: 1,
        coverage: 0.9,
        density: 0.7,
        mass: 0.6,
        restrictions: [
          {param: "cost", low: 3, high: null, p_value: 0.01},
          {param: "kind", values: [50, 60], p_value: 0.2},
        ],
      },
    ],
    trajectory: [
      {coverage: 1, density: 0.6, mass: 1, restrictions: []},
      {coverage: 0.9, density: 0.7, mass: 0.6, restrictions: [{param: "cost", low: 3, high: null}]},
    ],
  };
  const report = emptyReport({switches: [turn({})]});
  const texts = textsOf(drawn(Boxes, data, report));
  assert.ok(texts.includes("above 3") && texts.includes("in 50, 60"));
  assert.ok(texts.includes("2") && texts.includes("10"), "the ends of the range");
  assert.deepEqual(boxRows(data).rows, [
    ["box 1", 1, 0.9, 0.7, 0.6, "cost above 3; kind in 50, 60"],
    ["trajectory", 0, 1, 0.6, 1, ""],
    ["trajectory", 1, 0.9, 0.7, 0.6, "cost above 3"],
  ]);
  drawn(Boxes, {...data, boxes: [], trajectory: []});
  drawn(Boxes, {
    ...data,
    boxes: [{peel: 0, coverage: null, density: null, mass: null, restrictions: []}],
    trajectory: [],
  });
});

test("an alternative says in words whether the conclusion survives", () => {
  const row = (over: object) => ({
    kind: "variant" as const,
    name: "first",
    text: "Another order",
    lambda: null,
    draws: 4096,
    seconds: 0.2,
    most_likely_outcome: "deal",
    outcomes: [
      {name: "deal", mean: 0.6, standard_error: 0.01},
      {name: "war", mean: 0.4, standard_error: null},
    ],
    survives: true,
    note: "",
    ...over,
  });
  const data = {
    conclusion: "deal",
    sentences: [],
    rows: [
      row({}),
      row({
        kind: "quantal",
        name: "lambda 0.3",
        lambda: 0.3,
        survives: false,
        most_likely_outcome: "war",
        outcomes: [
          {name: "deal", mean: 0.2, standard_error: 0},
          {name: "war", mean: 0.98, standard_error: 0},
        ],
      }),
      row({
        kind: "concept",
        name: "pure",
        survives: null,
        most_likely_outcome: null,
        outcomes: [],
        draws: 1,
        note: "One draw alone.",
      }),
    ],
  };
  const texts = textsOf(drawn(Alternatives, data));
  for (const text of ["survives", "no: war", "not known", "lambda 0.3", "One draw alone."])
    assert.ok(texts.includes(text), text);
  assert.deepEqual(alternativeRows(data).rows[1], [
    "lambda 0.3",
    "quantal",
    "Another order",
    "war",
    "deal",
    "no",
    4096,
    0.2,
    0.2,
    0.98,
    "",
  ]);
  const apart = textsOf(drawn(Alternatives, {...data, conclusion_at_centre: "war"}));
  assert.ok(apart.includes("Most likely at the centre: war"));
  drawn(Alternatives, {...data, rows: []});
});

test("hostile and very long names and texts stay texts, and stay inside", () => {
  const name = `<script>alert("1")</script>${"x".repeat(300)}`;
  const picture = drawn(OutcomeBars, {
    outcomes: [outcome({name, text: name}), outcome({text: "سيناريو طويل ".repeat(20)})],
  });
  assert.ok(!picture.includes("<script"));
  for (const text of textsOf(picture)) assert.ok(text.length < 120, text);
});
