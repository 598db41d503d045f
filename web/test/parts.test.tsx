// SPDX-License-Identifier: Apache-2.0
// What the sections work out of the document before they show it.
import assert from "node:assert/strict";
import {test} from "node:test";
import {fileName} from "../src/download";
import {sourcesByLine} from "../src/parts/Sentence";
import type {Report} from "../src/report";
import {placeText, seenText} from "../src/sections/places";
import {commentStart} from "../src/sections/ScenarioText";

test("a comment begins at the first # outside of quotes", () => {
  assert.equal(commentStart("# all of it"), 0);
  assert.equal(commentStart('player a "number #1"  # the first'), 22);
  assert.equal(commentStart('player a "number #1"'), -1);
  assert.equal(commentStart('note "a \\" # b" # c'), 16);
});

test("names of files hold letters, digits and dashes alone", () => {
  assert.equal(fileName("Chance of each outcome"), "chance-of-each-outcome");
  assert.equal(fileName("../../etc/passwd"), "etc-passwd");
  assert.equal(fileName("\u05e9\u05dc\u05d5\u05dd"), "parley");
});

test("a line has the sources of what stands on it", () => {
  const report = {
    assumptions: [
      {line: 30, sources: ["BRIEF"]},
      {line: 30, sources: ["BRIEF", "ATL"]},
      {line: 31, sources: []},
      {line: 0, sources: ["ATL"]},
    ],
    sources: [{line: 14, name: "ATL"}],
  } as unknown as Report;
  const found = sourcesByLine(report);
  assert.deepEqual([...found.entries()], [[30, ["BRIEF", "ATL"]], [14, ["ATL"]]]);
});

test("a place is told by player, step, round and what was seen", () => {
  const seen = [{step: "offer", round: 2, label: "low", exact: true}];
  assert.equal(seenText(seen), "offer (round 2): low");
  assert.equal(
    placeText({player: "leader", type: "open", step: "answer", round: 3, seen}),
    "leader (open) at answer, round 3, having seen offer (round 2): low",
  );
  assert.equal(placeText(null), "");
});
