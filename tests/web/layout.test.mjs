// SPDX-License-Identifier: Apache-2.0
// Nothing overflows or overlaps, from a telephone to a desk. The pictures are kept beside the pages, to be looked at.
import assert from "node:assert/strict";
import {test} from "node:test";
import {openPage, shotFile, useBrowser} from "./browser.mjs";

useBrowser();

for (const name of ["negotiated_exit", "public_defiance"]) {
  for (const width of [360, 800, 1400]) {
    for (const scheme of ["light", "dark"]) {
      test(`${name} at ${width} pixels, ${scheme}`, async () => {
        const {page} = await openPage(name, {width, scheme});
        const wide = await page.$eval("html", (root) => root.scrollWidth - root.clientWidth);
        assert.ok(wide <= 0, `${wide} pixels too wide`);
        const overlaps = await page.evaluate(() => {
          const selector = "h1, h2, h3, main p, figcaption, .drawing, .table .scroll, summary, dl, .listing";
          const boxes = [...document.querySelectorAll(selector)]
            .filter((one) => one.checkVisibility() && !one.closest(".drawing, .unseen")
              || one.classList.contains("drawing"))
            .map((one) => ({one, box: one.getBoundingClientRect()}))
            .filter(({box}) => box.width > 1 && box.height > 1);
          const found = [];
          for (let i = 0; i < boxes.length; ++i) {
            for (let j = i + 1; j < boxes.length; ++j) {
              const [a, b] = [boxes[i], boxes[j]];
              if (a.one.contains(b.one) || b.one.contains(a.one)) continue;
              const x = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
              const y = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
              if (x > 1 && y > 1) found.push(`${a.one.outerHTML.slice(0, 80)} and ${b.one.outerHTML.slice(0, 80)}`);
            }
          }
          return found.slice(0, 5);
        });
        assert.deepEqual(overlaps, []);
        const outside = await page.evaluate(() =>
          [...document.querySelectorAll("main h2, main h3, main p, figcaption, .drawing, .table, .listing")]
            .filter((one) => one.checkVisibility())
            .map((one) => one.getBoundingClientRect())
            .filter((box) => box.left < -1 || box.right > innerWidth + 1).length);
        assert.equal(outside, 0);
        await page.screenshot({path: shotFile(`${name}-${width}-${scheme}`), fullPage: true, timeout: 120_000});
        await page.close();
      });
    }
  }
}

test("texts in figures do not lie on one another", async () => {
  for (const width of [360, 800, 1400]) {
    const {page} = await openPage("negotiated_exit", {width});
    const found = await page.$$eval(".drawing svg", (all) =>
      all.flatMap((svg) => {
        const texts = [...svg.querySelectorAll("text")]
          .filter((one) => one.textContent.trim() !== "")
          .map((one) => ({text: one.textContent, box: one.getBoundingClientRect()}));
        const lying = [];
        texts.forEach((a, i) => texts.slice(i + 1).forEach((b) => {
          const x = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
          const y = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
          // A box of text has room above and below its letters, a quarter of its height or so.
          if (x > 2 && y > 0.4 * Math.min(a.box.height, b.box.height)) lying.push(`${a.text} / ${b.text}`);
        }));
        return lying.slice(0, 3).map((one) => `${svg.closest("section").id}: ${one}`);
      }));
    assert.deepEqual(found, [], `${width} pixels`);
    await page.close();
  }
});
