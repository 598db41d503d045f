// SPDX-License-Identifier: Apache-2.0
// Opens pages of the report in Debian's Chromium with the network cut, and keeps a record of what they tried.
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, before} from "node:test";
import {pathToFileURL} from "node:url";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const {chromium} = require("playwright-core");

/** Where `pages.py` put the reports: NAME.html and NAME.json. */
const folder = process.env.PARLEY_PAGES;
if (!folder) throw new Error("PARLEY_PAGES names the folder of the pages (tests/web/run.py sets it)");

export const pageFile = (name) => join(folder, `${name}.html`);
export const pageText = (name) => readFileSync(pageFile(name), "utf8");
export const documentOf = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
export const shotFile = (name) => join(folder, `${name}.png`);
export const requireWeb = require;

const flags = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-default-apps", "--hide-scrollbars",
];

let profile;
let context;

/** One browser for all tests of a file, begun before them and ended after. */
export function useBrowser(options = {}) {
  before(async () => {
    profile = mkdtempSync(join(tmpdir(), "parley-chromium-"));
    context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env.PARLEY_CHROMIUM ?? "/usr/bin/chromium",
      args: flags,
      acceptDownloads: true,
      offline: true,
      viewport: {width: 1400, height: 900},
      ...options,
    });
    context.setDefaultTimeout(120_000);
  });
  after(async () => {
    await context?.close();
    rmSync(profile, {recursive: true, force: true});
  });
}

/** Opens a page by name, or one made of the text of another; `tried` lists requests, `left` those that
 * the page's policy would have let go, `said` what the console got. */
export async function openPage(name, {width = 1400, height = 900, scheme = "light", html, scripts = true} = {}) {
  const page = await context.newPage();
  const tried = [];
  const left = [];
  const said = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("dialog", (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  let file = pageFile(name);
  if (html !== undefined) {
    file = join(profile, `${name}-${Date.now()}.html`);
    writeFileSync(file, html);
  }
  const address = pathToFileURL(file).href;
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url === address) return route.continue();
    left.push(url);
    return route.abort();
  });
  page.on("request", (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith("blob:")) tried.push(url);
  });
  await page.setViewportSize({width, height});
  await page.emulateMedia({colorScheme: scheme, reducedMotion: "reduce"});
  await page.goto(address);
  if (scripts) await page.waitForSelector("#provenance");
  return {page, tried, left, said, address};
}

/** The page with another document in it, as the program would write it. */
export function withDocument(html, document) {
  const json = JSON.stringify(document).replace(/[<>&\u2028\u2029]/g, (c) => {
    return `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  const [before_, rest] = splitOnce(html, '<script type="application/json" id="parley-report">');
  const [, after_] = splitOnce(rest, "</script>");
  return `${before_}<script type="application/json" id="parley-report">${json}</script>${after_}`;
}

function splitOnce(text, word) {
  const at = text.indexOf(word);
  if (at < 0) throw new Error(`the page has no ${word}`);
  return [text.slice(0, at), text.slice(at + word.length)];
}
