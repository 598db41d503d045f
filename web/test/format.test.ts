// SPDX-License-Identifier: Apache-2.0
// Numbers as people read them.
import assert from "node:assert/strict";
import {test} from "node:test";
import {choiceText, dateText, formatted, keptTogether, numberText, shareText} from "../src/format";

test("numbers have four digits, thousands apart, and no trailing zeros", () => {
  const shown: [number, string][] = [
    [0, "0"],
    [12, "12"],
    [12.5, "12.5"],
    [0.0721, "0.0721"],
    [0.072149, "0.07215"],
    [3467.5301, "3,468"],
    [1234567, "1,234,567"],
    [-5.13946, "\u22125.139"],
    [1.25e-7, "1.25e\u22127"],
    [3e12, "3e12"],
    [99.999, "100"],
    [NaN, "\u2013"],
  ];
  for (const [value, text] of shown) assert.equal(numberText(value), text);
});

test("a share is never rounded to none or all", () => {
  assert.equal(shareText(0), "0\u202f%");
  assert.equal(shareText(1), "100\u202f%");
  assert.equal(shareText(0.4766634607511804), "47.7\u202f%");
  assert.equal(shareText(0.5), "50.0\u202f%");
  assert.equal(shareText(0.0001), "< 0.1\u202f%");
  assert.equal(shareText(0.99999), "> 99.9\u202f%");
  assert.equal(shareText(-0.03), "\u22123.0\u202f%");
});

test("signs are shown where a number is a change", () => {
  assert.equal(formatted(0.152, "signed_share"), "+15.2");
  assert.equal(formatted(-0.032, "signed_share"), "\u22123.2");
  assert.equal(formatted(0, "signed_share"), "0");
  assert.equal(formatted(-0.00001, "signed_share"), "\u2212< 0.1");
  assert.equal(formatted(0.8959, "signed"), "+0.8959");
  assert.equal(formatted(-0.5, "signed"), "\u22120.5");
  assert.equal(formatted(0.0623518, "error"), "0.062");
  assert.equal(formatted(4096, "count"), "4,096");
});

test("dates are written out, and what is none stays", () => {
  assert.equal(dateText("2025-11-07"), "7 November 2025");
  assert.equal(dateText("autumn"), "autumn");
  assert.equal(dateText("2025-13-07"), "2025-13-07");
});

test("choices are their labels", () => {
  assert.equal(choiceText({pressure: "build_up", offer: "lift_bounties"}), "build_up + lift_bounties");
  assert.equal(choiceText(null), "");
});

test("a number and its per cent stay on one line", () => {
  assert.equal(keptTogether("unlikely (29.6 %)."), "unlikely (29.6\u00a0%).");
});
