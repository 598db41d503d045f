// SPDX-License-Identifier: Apache-2.0
// Texts that try to be something else: nothing runs, nothing breaks out, nothing bursts the page.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {test} from "node:test";
import {documentOf, openPage, pageText, useBrowser, withDocument} from "./browser.mjs";

useBrowser();

const texts = [
  "</script><script>window.ran = 1; alert(1)</script>",
  "<img src=x onerror=\"window.ran = 2\"> & \"quotes\" 'single' `ticks` ${window.ran = 3}",
  "\u202e\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627\u202c <b>bold</b>",
  "Donaudampfschifffahrtselektrizit\u00e4tenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(6),
  "<!-- <svg onload=window.ran=4> --> javascript:window.ran=5 \u2028 \u2029 \u0000",
  "=HYPERLINK(\"https://example.invalid\", \"x\")",
];

/** Every text of a kind that people write, replaced; names that are keys of the document stay themselves. */
function hostile(value, key = "", state = {at: 0}) {
  const written = ["title", "text", "horizon", "note", "help", "message", "ask", "event", "target", "url", "value",
    "drivers", "reason", "seen_text", "file", "what"];
  if (typeof value === "string") return written.includes(key) ? texts[state.at++ % texts.length] : value;
  if (Array.isArray(value)) return value.map((one) => hostile(one, key, state));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hostile(one, name, state)]));
  }
  return value;
}

/** Names too: of players, outcomes, labels, parameters, wherever they stand. */
function hostileNames(document) {
  const names = new Map();
  for (const {name} of [...document.players, ...document.outcomes, ...document.assumptions, ...document.sources]) {
    names.set(name, `${texts[names.size % texts.length]}${names.size}`);
  }
  const renamed = (value) => {
    if (typeof value === "string") return names.get(value) ?? value;
    if (Array.isArray(value)) return value.map(renamed);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [names.get(key) ?? key, renamed(one)]));
  };
  return renamed(document);
}

async function looksWhole(document, width) {
  const html = withDocument(pageText("negotiated_exit"), document);
  const {page, tried, said} = await openPage("hostile", {html, width});
  await page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.deepEqual(tried, []);
  assert.deepEqual(said, []);
  const counts = await page.evaluate(() => ({
    scripts: document.scripts.length,
    strange: document.querySelectorAll("#parley-page :is(img, iframe, script), [onerror], [onload]").length,
    links: [...document.links].filter((one) => !/^(file|https?):$/.test(one.protocol)).length,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  assert.deepEqual(counts, {scripts: 2, strange: 0, links: 0, wide: 0});
  await page.close();
}

for (const width of [360, 1400]) {
  test(`hostile texts at ${width} pixels`, () => looksWhole(hostile(documentOf("negotiated_exit")), width));
  test(`hostile names at ${width} pixels`, () => looksWhole(hostileNames(documentOf("negotiated_exit")), width));
}

test("texts show as they are written", async () => {
  const document = documentOf("negotiated_exit");
  document.scenario.title = texts[0];
  const {page} = await openPage("hostile", {html: withDocument(pageText("negotiated_exit"), document)});
  assert.equal(await page.innerText("h1"), texts[0]);
  await page.close();
});

test("right-to-left texts run from the right in their own place alone", async () => {
  const document = documentOf("negotiated_exit");
  document.scenario.title = "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd";
  const {page} = await openPage("hostile", {html: withDocument(pageText("negotiated_exit"), document)});
  assert.equal(await page.$eval("h1", (one) => getComputedStyle(one).direction), "rtl");
  assert.equal(await page.$eval("#bottom-line h2", (one) => getComputedStyle(one).direction), "ltr");
  await page.close();
});

test("a CSV file of hostile texts runs nothing", async () => {
  const html = withDocument(pageText("negotiated_exit"), hostile(documentOf("negotiated_exit")));
  const {page} = await openPage("hostile", {html});
  await page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
  for (const button of await page.$$("[data-save=csv]")) {
    await page.waitForTimeout(150); // Chromium drops what goes beyond ten downloads a second
    const waiting = page.waitForEvent("download");
    await button.click();
    const text = readFileSync(await (await waiting).path(), "utf8");
    assert.doesNotMatch(text, /(^|,|\n)"?[=@]/);
    assert.doesNotMatch(text, /(^|,|\n)"?[+-][^\d.,\r\n"]/);
  }
  await page.close();
});
