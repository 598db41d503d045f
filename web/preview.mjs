// SPDX-License-Identifier: Apache-2.0
// Makes a page of a parley/report/1 document with the sources as they stand, to look at while working on them.
//   node preview.mjs REPORT.json PAGE.html
import {createHash} from "node:crypto";
import {readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {bundleScript, bundleStyle} from "./build.mjs";

/** The same file as src/parley/report/page.cpp writes, but for the summary. */
export async function previewPage(json) {
  const script = (await bundleScript()).text;
  const digest = createHash("sha256").update(script).digest("base64");
  const data = JSON.stringify(JSON.parse(json)).replace(/[<>&\u2028\u2029]/g, (c) => {
    return `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-${digest}'; \
style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Preview</title>
<style>${await bundleStyle()}</style>
</head>
<body>
<main id="parley-summary"></main>
<div id="parley-page"></div>
<script type="application/json" id="parley-report">${data}</script>
<script>${script}</script>
</body>
</html>
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [from, to] = process.argv.slice(2);
  if (!from || !to) throw new Error("usage: node preview.mjs REPORT.json PAGE.html");
  writeFileSync(to, await previewPage(readFileSync(from, "utf8")));
}
