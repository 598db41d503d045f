// SPDX-License-Identifier: Apache-2.0
// The map of a frontier: shading between points, borders, what is named on it, and degenerate maps.
import assert from "node:assert/strict";
import {test} from "node:test";
import type {Axis, Binding, Frontier as Data} from "../src/figures/documents";
import {Frontier, rows} from "../src/figures/Frontier";
import {bindingText, namedBinding} from "../src/figures/frontier_marks";
import {borderOf, cellEdges, coordinate, mapAxes, shadedValues, valueText} from "../src/figures/geometry";
import {emptyReport, faultsOf, markup, textsOf, widths} from "./drawn";

const choices: Axis = {
  name: "pressure",
  values: [0, 1 / 3, 1],
  labels: ["ease", "patrols", "build_up"],
  discrete: true,
};
const numbers: Axis = {name: "offer", values: [0, 0.5, 1], labels: null, discrete: false};

const binding = (over: Partial<Binding>): Binding => ({
  from: [1 / 3, 1],
  to: [1, 1],
  player: "leader",
  type: "open",
  step: "leader",
  round: null,
  seen: [],
  choice_from: {leader: "stay"},
  choice_to: {leader: "exit"},
  share: 0.38,
  selection: false,
  ...over,
});

const map = (over: Partial<Data> = {}): Data => ({
  event: "leader is exit",
  level: 0.5,
  x: choices,
  y: numbers,
  prob: [
    [0, 0.1, 0.2],
    [null, null, 0.4],
    [0.1, 0.4, 0.9],
  ],
  standard_error: [
    [0, 0.01, 0.01],
    [null, null, 0.01],
    [0.01, 0.01, 0.01],
  ],
  lowest: null,
  highest: null,
  staircase: [
    {x: 0, least_y: null},
    {x: 1 / 3, least_y: null},
    {x: 1, least_y: 0.6},
  ],
  band: {
    low: [
      {x: 1 / 3, least_y: 0.5},
      {x: 1, least_y: 0},
    ],
    high: [
      {x: 1 / 3, least_y: null},
      {x: 1, least_y: 1},
    ],
  },
  binding: [binding({})],
  free_choice: {owner: "coercer", x: 0, y: 0, x_label: "ease", y_label: "nothing", share: 0.26, together: true},
  ...over,
});

const pictures = (data: Data): string[] =>
  widths.map((width) => {
    const picture = markup(<Frontier data={data} report={emptyReport()} width={width} />);
    assert.deepEqual(faultsOf(picture), []);
    return picture;
  });
const texts = (data: Data): string[] => textsOf(pictures(data)[2] ?? "");

test("computed points are printed, with the exact chance beside them, and no others", () => {
  const picture = pictures(map())[2] ?? "";
  for (const chance of [0, 0.1, 0.2, 0.4, 0.9]) assert.ok(picture.includes(`data-value="${chance}"`), String(chance));
  assert.equal(textsOf(picture).filter((text) => text === "40.0\u202f%").length, 2);
  assert.deepEqual(rows(map()).columns, ["pressure", "offer", "chance", "standard error"]);
  assert.deepEqual(rows(map()).rows, [
    ["ease", 0, 0, 0],
    ["patrols", 0, 0.1, 0.01],
    ["build_up", 0, 0.2, 0.01],
    ["build_up", 0.5, 0.4, 0.01],
    ["ease", 1, 0.1, 0.01],
    ["patrols", 1, 0.4, 0.01],
    ["build_up", 1, 0.9, 0.01],
  ]);
});

test("what binds is named in words, with its number on the map", () => {
  const found = texts(map({binding: [binding({}), binding({player: null, share: 0.2}), binding({share: 0.001})]}));
  assert.ok(found.includes("38.0\u202f% of the change: leader (open): stay → exit"));
  assert.ok(found.includes("20.0\u202f% of the change: chances alone, without a changed choice"));
  assert.ok(found.includes("1,2"));
  assert.equal(namedBinding(map({binding: [binding({}), binding({share: 0.001})]})).length, 1);
  const seen = [{step: "offer", round: null, label: "held", exact: true}];
  assert.equal(
    bindingText(binding({seen, selection: true})),
    "leader (open): stay → exit, having seen offer as held (another equilibrium is selected)",
  );
});

test("the free choice is marked and told", () => {
  const told = texts(map()).join(" ");
  assert.match(
    told,
    /most frequent free choice of coercer: pressure ease, offer nothing \(26\.0\u202f% of the times\)/,
  );
  const apart = {owner: "a", x: 0, y: null, x_label: null, y_label: null, share: 0.5, together: false};
  assert.match(texts(map({free_choice: apart})).join(" "), /each taken alone and made in at least 50\.0\u202f%/);
  assert.doesNotMatch(texts(map({free_choice: null})).join(" "), /free choice/);
});

test("shading lies between computed neighbours along numeric axes and nowhere else", () => {
  assert.deepEqual(
    shadedValues(
      [
        [0, 0.2],
        [null, null],
        [0.4, null],
      ],
      {...choices, values: [0, 1]},
      numbers,
    ),
    [
      [0, 0.2],
      [0.2, null],
      [0.4, null],
    ],
  );
  const across = shadedValues([[0, null, 0.8]], numbers, {...choices, values: [0]});
  assert.deepEqual(across, [[0, 0.4, 0.8]]);
});

test("cells reach halfway to their neighbours; beside choices the outermost are whole", () => {
  assert.deepEqual(cellEdges(numbers, false), [
    [0, 0.25],
    [0.25, 0.75],
    [0.75, 1],
  ]);
  assert.deepEqual(cellEdges(numbers, true), [
    [-0.25, 0.25],
    [0.25, 0.75],
    [0.75, 1.25],
  ]);
  assert.deepEqual(cellEdges(choices, true), [
    [-0.5, 0.5],
    [0.5, 1.5],
    [1.5, 2.5],
  ]);
  assert.equal(coordinate(choices, 1 / 3), 1);
  assert.equal(valueText(choices, 1), "build_up");
  assert.equal(valueText(numbers, 0.5), "0.5");
});

test("the border of what reaches a level runs between cells that are known", () => {
  const {x, y} = mapAxes({x: numbers, y: numbers});
  const edges = borderOf(
    [
      [0, 0.6, null],
      [0, 0, null],
      [null, null, null],
    ],
    0.5,
    x,
    y,
  );
  assert.deepEqual(edges, [
    {x1: 0.25, x2: 0.25, y1: 0, y2: 0.25},
    {x1: 0.25, x2: 0.75, y1: 0.25, y2: 0.25},
  ]);
});

test("bounds over equilibria are drawn and told", () => {
  const found = texts(
    map({
      lowest: [
        [0, 0, 0],
        [null, null, 0.2],
        [0, 0, 0.6],
      ],
      highest: [
        [0, 0, 0],
        [null, null, 0.6],
        [0, 0.6, 1],
      ],
    }),
  );
  assert.ok(found.includes("guaranteed: 50\u202f% in every equilibrium found"));
  assert.ok(found.includes("possible: 50\u202f% in some equilibrium found"));
});

test("a contour with its band, and the centre of the params, can be drawn", () => {
  const {staircase: _none, ...rest} = map({x: {...numbers, name: "pain"}});
  const band = {
    low: [
      [
        [0, 0],
        [1, 0.5],
      ],
    ] as [number, number][][],
    high: [],
  };
  const contour: [number, number][][] = [
    [
      [0, 0.5],
      [1, 0.7],
    ],
    [
      [0.2, 0.2],
      [0.3, 0.3],
    ],
  ];
  const found = texts({
    ...rest,
    contour,
    band,
    free_choice: {owner: null, x: 0.4, y: 0.4, x_label: null, y_label: null, share: 1},
  });
  assert.ok(found.includes("where the chance is 50\u202f%"));
  assert.ok(found.includes("5\u202f% of the draws reach 50\u202f%"));
  assert.ok(found.includes("centre"));
});

test("maps without a computed point, of one point, without a point, of two axes of choices can be drawn", () => {
  const nothing = [
    [null, null, null],
    [null, null, null],
    [null, null, null],
  ];
  assert.ok(texts(map({prob: nothing, standard_error: nothing})).includes("blank: not computed"));
  const one = {...numbers, values: [2]};
  pictures(map({x: one, y: one, prob: [[1]], standard_error: [[null]], staircase: [], binding: [], free_choice: null}));
  const none = {...numbers, values: []};
  pictures(
    map({
      x: none,
      y: none,
      prob: [],
      standard_error: [],
      staircase: [],
      binding: [],
      free_choice: null,
      band: {low: [], high: []},
    }),
  );
  const y = {...choices, name: "offer"};
  pictures(
    map({
      y,
      prob: [
        [0, 1, 0],
        [1, 1, 1],
        [0, 0, 0],
      ],
      staircase: [{x: 0, least_y: 1 / 3}],
      band: {low: [], high: []},
    }),
  );
});

test("labels of choices stay inside however long they are", () => {
  const x = {
    ...choices,
    labels: ["a_very_long_label_of_a_choice_that_nobody_wants", "b".repeat(80), "سيناريو ".repeat(12)],
  };
  for (const picture of pictures(map({x}))) {
    for (const text of textsOf(picture)) assert.ok(text.length < 150, text);
  }
});
