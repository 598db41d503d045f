// SPDX-License-Identifier: Apache-2.0
// Every figure can be had as SVG that stands alone and as CSV with the numbers of the table under it.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {test} from "node:test";
import {openPage, useBrowser} from "./browser.mjs";

useBrowser({colorScheme: "dark"});

/** RFC 4180, by the letter. */
function parsed(csv) {
  const rows = [[]];
  let at = 0;
  while (at < csv.length) {
    let field = "";
    if (csv[at] === '"') {
      for (++at; ; ++at) {
        if (csv[at] === '"' && csv[at + 1] === '"') field += csv[at++];
        else if (csv[at] === '"') break;
        else field += csv[at];
      }
      ++at;
    } else {
      while (at < csv.length && csv[at] !== "," && csv[at] !== "\r") field += csv[at++];
    }
    rows[rows.length - 1].push(field);
    if (csv[at] === ",") ++at;
    else if (csv[at] === "\r" && csv[at + 1] === "\n") {
      at += 2;
      if (at < csv.length) rows.push([]);
    } else if (at < csv.length) throw new Error(`at ${at}: ${csv.slice(at, at + 20)}`);
  }
  return rows;
}

async function saved(page, button) {
  await page.waitForTimeout(150); // Chromium drops what goes beyond ten downloads a second
  const waiting = page.waitForEvent("download");
  await button.click();
  const download = await waiting;
  return {name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8")};
}

test("CSV files hold what the tables show, to the last digit", async () => {
  const {page, tried, said} = await openPage("negotiated_exit", {scheme: "dark"});
  await page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
  const figures = await page.$$("figure");
  assert.ok(figures.length >= 9, `${figures.length} figures`);
  for (const figure of figures) {
    const {name, text} = await saved(page, await figure.$("[data-save=csv]"));
    assert.match(name, /^[a-z0-9-]+\.csv$/);
    const rows = parsed(text);
    const shown = await figure.$$eval("table tr", (all) =>
      all.map((row) => [...row.children].map((cell) => {
        const number = cell.querySelector("data");
        return number ? number.value : cell.querySelector(".none") ? "" : cell.textContent;
      })));
    assert.ok(shown.length > 1, name);
    assert.equal(rows.length, shown.length, name);
    rows.forEach((row, r) => row.forEach((field, c) => {
      const same = field === shown[r][c] || field === `'${shown[r][c]}` || Number(field) === Number(shown[r][c]);
      assert.ok(same, `${name}, row ${r}, column ${c}: ${field} for ${shown[r][c]}`);
    }));
  }
  assert.deepEqual(tried, []);
  assert.deepEqual(said, []);
  await page.close();
});

test("SVG files stand alone: well formed, light, with their colours in them", async () => {
  const {page} = await openPage("negotiated_exit", {scheme: "dark"});
  for (const figure of await page.$$("figure")) {
    const {name, text} = await saved(page, await figure.$("[data-save=svg]"));
    assert.match(name, /^[a-z0-9-]+\.svg$/);
    const faults = await page.evaluate((svg) => {
      const read = new DOMParser().parseFromString(svg, "image/svg+xml");
      const root = read.documentElement;
      const found = [];
      if (read.querySelector("parsererror")) found.push("not well formed");
      if (root.namespaceURI !== "http://www.w3.org/2000/svg" || root.localName !== "svg") found.push("no svg");
      if (!root.getAttribute("viewBox")) found.push("no viewBox");
      if (read.querySelector("script, foreignObject, image, a")) found.push("holds more than a drawing");
      if (root.querySelectorAll("path, rect, line, circle, text").length < 5) found.push("empty");
      if (!["rgb(255, 255, 255)", "#fff"].includes(root.firstElementChild.getAttribute("fill"))) found.push("no paper");
      return found;
    }, text);
    assert.deepEqual(faults, [], name);
    assert.doesNotMatch(text, /\bhttps?:\/\/(?!www\.w3\.org)/);
    const shades = await page.evaluate((svg) => {
      const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
      const fills = [...root.querySelectorAll("text")].map((one) => one.style.fill);
      return fills.filter((fill) => /var\(|currentcolor/i.test(fill));
    }, text);
    assert.deepEqual(shades, [], name);
  }
  await page.close();
});
