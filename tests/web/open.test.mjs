// SPDX-License-Identifier: Apache-2.0
// The page opened from disk without a network: nothing is asked for, nothing complains, everything is there.
import assert from "node:assert/strict";
import {test} from "node:test";
import {documentOf, openPage, pageText, useBrowser} from "./browser.mjs";

useBrowser();

const order = [
  "bottom-line", "changes", "confidence", "judgements", "frontier", "outcomes", "switches", "why", "tree", "drivers",
  "boxes", "information", "alternatives", "evidence", "assumptions", "left-out", "method", "scenario", "provenance",
];

function numbersOf(value, found = new Set()) {
  if (typeof value === "number") found.add(value);
  else if (value !== null && typeof value === "object") Object.values(value).forEach((one) => numbersOf(one, found));
  return found;
}

for (const name of ["negotiated_exit", "public_defiance"]) {
  test(`${name}: no request leaves and the console stays empty`, async () => {
    const {page, tried, said} = await openPage(name);
    await page.waitForTimeout(500);
    assert.deepEqual(tried, []);
    assert.deepEqual(said, []);
    await page.close();
  });

  test(`${name}: the sections that the document calls for are there, in order`, async () => {
    const {page} = await openPage(name);
    const document_ = documentOf(name);
    const kinds = new Set(document_.answers.map(({result}) => result.schema.split("/")[1]));
    const asked = {frontier: "frontier", why: "why", drivers: "drivers", boxes: "boxes", information: "information"};
    const expected = order.filter((id) => {
      if (id in asked) return kinds.has(asked[id]);
      if (id === "changes") return document_.changes !== null;
      if (id === "evidence") return document_.evidence !== null;
      if (id === "tree") return document_.tree !== null;
      if (id === "judgements") return document_.judgements.length > 0;
      return true;
    });
    const found = await page.$$eval("main > section", (all) => all.map((one) => one.id));
    assert.deepEqual(found, expected);
    assert.deepEqual(await page.$$eval(".contents a", (all) => all.map((one) => one.hash.slice(1))), expected);
    for (const id of expected) assert.ok((await page.innerText(`#${id}`)).length > 20, id);
    await page.close();
  });

  test(`${name}: every number that is shown is one of the document`, async () => {
    const {page} = await openPage(name);
    await page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
    const shown = await page.evaluate(() => [
      ...[...document.querySelectorAll("data[value]")].map((one) => one.getAttribute("value")),
      ...[...document.querySelectorAll("[data-value]")].map((one) => one.getAttribute("data-value")),
    ]);
    const known = numbersOf(documentOf(name));
    const strange = [...new Set(shown)].filter((text) => text !== "" && !known.has(Number(text)));
    assert.deepEqual(strange, []);
    assert.ok(shown.length > 100, `${shown.length} numbers`);
    await page.close();
  });

  test(`${name}: every link of the page leads to a place on it`, async () => {
    const {page} = await openPage(name);
    const lost = await page.$$eval("a[href^='#']", (all) =>
      all.map((one) => one.getAttribute("href")).filter((href) => !document.getElementById(href.slice(1))));
    assert.deepEqual([...new Set(lost)], []);
    const ids = await page.$$eval("[id]", (all) => all.map((one) => one.id));
    assert.equal(new Set(ids).size, ids.length, "an id stands twice");
    await page.close();
  });

  test(`${name}: the scenario's text stands on the page line by line`, async () => {
    const {page} = await openPage(name);
    const lines = await page.$$eval(".listing .line code", (all) => all.map((one) => one.textContent));
    assert.equal(`${lines.join("\n")}\n`, documentOf(name).scenario.text);
    await page.close();
  });
}

test("the policy lets nothing in", async () => {
  const {page, said, left} = await openPage("negotiated_exit");
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    const image = document.createElement("img");
    image.setAttribute("onerror", "window.ran = true");
    image.src = "https://example.invalid/x.png";
    document.body.append(image);
    let fetched = "refused";
    await fetch("https://example.invalid/").then(() => (fetched = "sent"), () => undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return [window.ran ?? false, fetched];
  });
  assert.deepEqual(ran, [false, "refused"]);
  assert.deepEqual(left, []);
  assert.ok(said.every((text) => text.includes("Content Security Policy")), said.join("\n"));
  await page.close();
});

test("the file is under 900 kB", () => {
  assert.ok(Buffer.byteLength(pageText("negotiated_exit")) < 900_000);
});
