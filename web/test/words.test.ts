// SPDX-License-Identifier: Apache-2.0
// The words and the fitting of texts in figures.
import assert from "node:assert/strict";
import {test} from "node:test";
import {broken, shortened, textWidth, wrapped} from "../src/figures/labels";
import {likelihoodWord, likelihoodWords, levelText, moverText, seenText} from "../src/figures/words";

// Source: docs, words of likelihood; the same table as in tests/unit/report.
test("the borders of the words of likelihood are those of the program", () => {
  const borders: [number, string][] = [
    [0, "never in this model"],
    [0.009, "remote"],
    [0.01, "almost no chance"],
    [0.05, "very unlikely"],
    [0.2, "unlikely"],
    [0.45, "roughly even"],
    [0.55, "roughly even"],
    [0.5501, "likely"],
    [0.8, "likely"],
    [0.81, "very likely"],
    [0.95, "very likely"],
    [0.96, "almost certain"],
    [0.99, "almost certain"],
    [0.991, "nearly always"],
    [1, "always in this model"],
    [NaN, "undefined"],
  ];
  for (const [prob, word] of borders) assert.equal(likelihoodWord(prob), word, String(prob));
});

test("both words stand where two standard errors cross a border; what has an error is never sure", () => {
  assert.equal(likelihoodWords(0.44, 0.01), "unlikely or roughly even");
  assert.equal(likelihoodWords(0.3, 0.01), "unlikely");
  assert.equal(likelihoodWords(0.995, 0.01), "almost certain or nearly always");
  assert.equal(likelihoodWords(0.0001, 0.001), "remote");
  assert.equal(likelihoodWords(1, 0), "always in this model");
});

test("who moves and what was seen", () => {
  assert.equal(moverText({player: "a", type: "firm", step: "course", round: 2}), "a (firm) at course, round 2");
  assert.equal(moverText({player: "a", type: null, step: "a", round: null}), "a");
  assert.equal(
    seenText([
      {step: "b", round: null, label: "held", exact: true},
      {step: "c", round: null, label: "d", exact: false},
    ]),
    "b as held, d?",
  );
  assert.equal(levelText(2 / 3), "66.67\u202f%");
});

test("texts are cut where they do not fit, and only there", () => {
  assert.equal(shortened("short", 200), "short");
  const cut = shortened("a text that is much too long for its room", 100);
  assert.ok(cut.endsWith("…") && textWidth(cut) <= 100, cut);
  assert.equal(shortened("x", 0), "…");
});

test("lines break at blanks; what is left over goes into the last one", () => {
  const lines = wrapped("one two three four five six", 60);
  assert.ok(lines.length > 1 && lines.every((line) => textWidth(line) <= 60));
  assert.equal(lines.join(" "), "one two three four five six");
  assert.equal(wrapped("one two three four five six", 60, 12, 2).length, 2);
  assert.deepEqual(wrapped("", 60), []);
  assert.deepEqual(broken("maritime_strikes", 70), ["maritime_", "strikes"]);
});
