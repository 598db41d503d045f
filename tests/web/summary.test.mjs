// SPDX-License-Identifier: Apache-2.0
// A reader without scripts still has the answer.
import assert from "node:assert/strict";
import {test} from "node:test";
import {documentOf, openPage, useBrowser} from "./browser.mjs";

useBrowser({javaScriptEnabled: false});

for (const name of ["negotiated_exit", "public_defiance"]) {
  test(`${name}: the summary is readable with scripts off`, async () => {
    const {page, tried, said} = await openPage(name, {scripts: false, width: 360});
    const text = (await page.locator("#parley-summary").innerText()).replace(/\s+/g, " ");
    const document_ = documentOf(name);
    assert.ok(text.includes(document_.scenario.title));
    for (const {text: sentence} of document_.bottom_line) assert.ok(text.includes(sentence), sentence);
    for (const {text: sentence} of document_.confidence.sentences) assert.ok(text.includes(sentence), sentence);
    assert.deepEqual(tried, []);
    assert.deepEqual(said, []);
    await page.close();
  });
}
