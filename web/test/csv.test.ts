// SPDX-License-Identifier: Apache-2.0
// Tables as CSV: read back the same, and nothing in them runs.
import assert from "node:assert/strict";
import {test} from "node:test";
import {csvText} from "../src/csv";

test("fields are quoted where RFC 4180 asks for it", () => {
  const text = csvText(["a", "b"], [["x,y", 'say "no"'], ["two\nlines", 1.5]]);
  assert.equal(text, 'a,b\r\n"x,y","say ""no"""\r\n"two\nlines",1.5\r\n');
});

test("nothing stands for null, and yes and no for themselves", () => {
  assert.equal(csvText(["a", "b", "c"], [[null, undefined, true]]), "a,b,c\r\n,,true\r\n");
});

test("a text that a spreadsheet would run gets an apostrophe", () => {
  for (const text of ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "=HYPERLINK(\"http://x\")", "\uff1d1"]) {
    const cell = csvText(["a"], [[text]]).split("\r\n")[1] ?? "";
    assert.match(cell, /^"?'/, text);
  }
});

test("numbers stay numbers, also with a sign and as text", () => {
  assert.equal(csvText(["a", "b", "c"], [[-0.25, "-12.5", "+3e-7"]]), "a,b,c\r\n-0.25,-12.5,+3e-7\r\n");
});

test("names of columns are guarded too", () => {
  assert.equal(csvText(["=a"], []), "'=a\r\n");
});
