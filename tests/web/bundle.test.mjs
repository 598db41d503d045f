// SPDX-License-Identifier: Apache-2.0
// What is in the bundle: nothing that makes code from text, asks a network, or ends its element.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {join, dirname} from "node:path";
import {test} from "node:test";

const script = readFileSync(process.env.PARLEY_BUNDLE, "utf8");
const style = readFileSync(join(dirname(process.env.PARLEY_BUNDLE), "report.css"), "utf8");

test("no code is made from text", () => {
  const forbidden = [
    /\beval\s*\(/, /\bnew\s+Function\b/, /(^|[^.\w$])Function\s*\(/,
    /set(Timeout|Interval)\(\s*["'`]/,
  ];
  for (const pattern of forbidden) {
    assert.doesNotMatch(script, pattern);
  }
});

test("no request is made", () => {
  for (const pattern of [/\bfetch\s*\(/, /XMLHttpRequest/, /WebSocket/, /EventSource/, /sendBeacon/, /\bimport\s*\(/]) {
    assert.doesNotMatch(script, pattern);
  }
  assert.doesNotMatch(style, /@import|url\(/);
});

test("nothing ends the element that it stands in", () => {
  assert.doesNotMatch(script, /<\/script|<!--/i);
  assert.doesNotMatch(style, /<\/style/i);
});

test("the script is small enough for a page under 900 kB", () => {
  assert.ok(Buffer.byteLength(script) + Buffer.byteLength(style) < 420_000);
});
