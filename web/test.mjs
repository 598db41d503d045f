// SPDX-License-Identifier: Apache-2.0
// Runs the unit tests of the page's parts: node test.mjs [WORD...] takes the files whose path holds a word.
import {spawnSync} from "node:child_process";
import {mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join, relative} from "node:path";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";
import {withoutUnused} from "./build.mjs";

const here = dirname(fileURLToPath(import.meta.url));

function testsUnder(folder) {
  return readdirSync(folder, {withFileTypes: true}).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testsUnder(path);
    return /\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const words = process.argv.slice(2);
const chosen = ["src", "test"]
  .flatMap((folder) => testsUnder(join(here, folder)))
  .filter((path) => words.length === 0 || words.some((word) => relative(here, path).includes(word)));
const made = mkdtempSync(join(tmpdir(), "parley-web-"));
await build({
  absWorkingDir: here,
  entryPoints: chosen,
  outdir: made,
  outbase: here,
  outExtension: {".js": ".mjs"},
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node18",
  jsx: "automatic",
  jsxImportSource: "preact",
  plugins: [withoutUnused],
  loader: {"": "text"},
  logLevel: "warning",
  sourcemap: "inline",
});
const files = chosen.map((path) => join(made, relative(here, path).replace(/\.tsx?$/, ".mjs")));
const done = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], {stdio: "inherit"});
rmSync(made, {recursive: true});
process.exitCode = done.status ?? 1;
