// SPDX-License-Identifier: Apache-2.0
// The tree tells what is chosen and believed at a node, to the mouse and to the keyboard alike.
import assert from "node:assert/strict";
import {test} from "node:test";
import {documentOf, openPage, useBrowser} from "./browser.mjs";

useBrowser();

const inTree = (selector) => `#tree .drawing ${selector}`;

test("a node with beliefs tells them when it is pointed at and when it has the focus", async () => {
  const {page, said} = await openPage("negotiated_exit");
  const {infosets} = documentOf("negotiated_exit").tree;
  assert.ok(infosets.some(({belief}) => belief.length > 1));
  const nodes = await page.$$(inTree("[tabindex]"));
  assert.ok(nodes.length > 20, `${nodes.length} nodes`);
  const atRest = await page.innerText(inTree("[aria-live]"));
  const told = [];
  for (const node of nodes.slice(0, 30)) {
    await node.scrollIntoViewIfNeeded();
    await node.hover({force: true});
    const byMouse = await page.innerText(inTree("[aria-live]"));
    await page.mouse.move(0, 0);
    await node.focus();
    const byKeyboard = await page.innerText(inTree("[aria-live]"));
    assert.equal(byKeyboard, byMouse);
    told.push(byKeyboard);
  }
  assert.ok(told.some((text) => text !== atRest));
  assert.ok(told.some((text) => /belie/i.test(text)), told.join("\n---\n"));
  assert.deepEqual(said, []);
  await page.close();
});

test("arrow keys go from a node to its branches and back, and one node alone is in the order of tabs", async () => {
  const {page} = await openPage("negotiated_exit");
  const stops = await page.$$eval(inTree("svg [tabindex='0']"), (all) => all.length);
  assert.equal(stops, 1);
  await page.focus(inTree("svg [tabindex='0']"));
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  const root = await focused();
  await page.keyboard.press("ArrowRight");
  const child = await focused();
  assert.notEqual(child, root);
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await focused(), child);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await focused(), root);
  await page.close();
});
