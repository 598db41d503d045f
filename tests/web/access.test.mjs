// SPDX-License-Identifier: Apache-2.0
// The page can be used with a keyboard and a screen reader, in light and in dark.
import assert from "node:assert/strict";
import {test} from "node:test";
import {openPage, requireWeb, useBrowser} from "./browser.mjs";

useBrowser();
const {source} = requireWeb("axe-core");

for (const scheme of ["light", "dark"]) {
  test(`axe finds no serious fault in ${scheme}`, async () => {
    const {page} = await openPage("negotiated_exit", {scheme});
    await page.$$eval("details:not(.long)", (all) => all.forEach((one) => (one.open = true)));
    await page.evaluate(source);
    const faults = await page.evaluate(async () => {
      const {violations} = await window.axe.run(document, {resultTypes: ["violations"]});
      return violations
        .filter(({impact}) => impact === "serious" || impact === "critical")
        .map(({id, help, nodes}) => {
          return `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`;
        });
    });
    assert.deepEqual(faults, []);
    await page.close();
  });
}

test("the first tab stop skips to the bottom line, and what has the focus can be seen", async () => {
  const {page} = await openPage("negotiated_exit");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.className), "skip");
  const box = await page.locator(".skip").boundingBox();
  assert.ok(box && box.y >= 0);
  await page.keyboard.press("Enter");
  assert.equal(new URL(page.url()).hash, "#bottom-line");
  await page.keyboard.press("Tab");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, "solid");
  await page.close();
});

test("boxes that scroll can be reached with the keyboard", async () => {
  const {page} = await openPage("negotiated_exit", {width: 360});
  const unreached = await page.$$eval("main *", (all) =>
    all.filter((one) => {
      const style = getComputedStyle(one);
      const scrolls = /auto|scroll/.test(style.overflowX) && one.scrollWidth > one.clientWidth + 1;
      return scrolls && one.tabIndex < 0 && !one.querySelector("[tabindex], a, button");
    }).map((one) => one.outerHTML.slice(0, 120)));
  assert.deepEqual(unreached, []);
  await page.close();
});
