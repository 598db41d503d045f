// SPDX-License-Identifier: Apache-2.0
// On paper: no figure is cut by the end of a page, tables are open, colours are those of paper.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {test} from "node:test";
import {openPage, shotFile, useBrowser} from "./browser.mjs";

useBrowser();

for (const name of ["negotiated_exit", "public_defiance"]) {
  test(`${name}: no figure is cut`, async () => {
    const {page} = await openPage(name, {scheme: "dark"});
    // A mark in the first and in the last pixel of each figure: both must come out on the same page.
    const count = await page.$$eval(".drawing", (all) => {
      all.forEach((drawing, i) => {
        const mark = (word, where) => {
          const one = document.createElement("div");
          one.textContent = `${word}${i}x`;
          one.style.cssText = "font: 3px/3px sans-serif; height: 3px; overflow: hidden";
          drawing[where](one);
        };
        mark("begins", "prepend");
        mark("ends", "append");
      });
      return all.length;
    });
    const file = shotFile(name).replace(/png$/, "pdf");
    await page.pdf({path: file, format: "A4"});
    const pages = execFileSync("pdftotext", ["-layout", file, "-"], {encoding: "utf8", maxBuffer: 1 << 26}).split("\f");
    const pageOf = (word) => pages.findIndex((text) => text.includes(word));
    for (let i = 0; i < count; ++i) {
      assert.ok(pageOf(`begins${i}x`) >= 0, `figure ${i} is not on paper`);
      assert.equal(pageOf(`begins${i}x`), pageOf(`ends${i}x`), `figure ${i} is cut`);
    }
    const text = pages.join("\n");
    assert.match(text, /Bottom line/);
    assert.match(text, /Provenance/);
    await page.close();
  });
}

test("paper is white with dark letters, whatever the screen", async () => {
  const {page} = await openPage("negotiated_exit", {scheme: "dark"});
  await page.emulateMedia({media: "print", colorScheme: "dark"});
  const [back, ink] = await page.evaluate(() => {
    const style = getComputedStyle(document.body);
    return [style.backgroundColor, style.color];
  });
  assert.equal(back, "rgb(255, 255, 255)");
  assert.match(ink, /^rgb\((\d|[1-5]\d), /);
  assert.equal(await page.isVisible(".contents"), false);
  await page.close();
});

test("short tables are open on paper and closed again after", async () => {
  const {page} = await openPage("negotiated_exit");
  const open = () => page.$$eval("details.data:not(.long)", (all) => all.filter((one) => one.open).length);
  const count = await page.$$eval("details.data:not(.long)", (all) => all.length);
  assert.equal(await open(), 0);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await open(), count);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await open(), 0);
  await page.close();
});
