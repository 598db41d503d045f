// SPDX-License-Identifier: Apache-2.0
// Bundles the page's script and style and writes them, with the C++ source that embeds them, into a folder.
//   node build.mjs --out FOLDER      write report.js, report.css, page_bundle.cpp
//   node build.mjs --notices         write THIRD_PARTY_NOTICES, from the licences of what is in the bundle
//   node build.mjs --check-notices   say whether THIRD_PARTY_NOTICES is what the bundle calls for
import {existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const noticesFile = join(here, "../THIRD_PARTY_NOTICES");

const shared = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  write: false,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};

/** Parts of d3 that Observable Plot names and no figure comes to. d3-dsv makes functions from text, which the policy of
 * the page forbids; maps of the earth and schemes of colours are a tenth of the bundle. */
const leftOut = ["d3-dsv", "d3-geo", "d3-scale-chromatic"];

/** In the place of each stands a module with the same names, all of them one function that does nothing: Plot calls one
 * of them while it is loaded, so that it cannot throw. */
export const withoutUnused = {
  name: "without-unused",
  setup(bundler) {
    bundler.onResolve({filter: new RegExp(`^(${leftOut.join("|")})$`)}, ({path}) => ({path, namespace: "left-out"}));
    bundler.onLoad({filter: /.*/, namespace: "left-out"}, async ({path}) => {
      const names = Object.keys(await import(path)).map((name) => `absent as ${name}`);
      return {contents: `function absent() {}\nexport {${names.join(", ")}};`};
    });
  },
};

/** The script as one function that runs at once. */
export async function bundleScript() {
  const done = await build({
    ...shared,
    entryPoints: ["src/main.tsx"],
    format: "iife",
    target: "es2020",
    jsx: "automatic",
    jsxImportSource: "preact",
    plugins: [withoutUnused],
    loader: {"": "text"},
    metafile: true,
  });
  // Only what came through into the bundle, not what was looked at and left out.
  const inputs = Object.values(done.metafile.outputs).flatMap((output) =>
    Object.entries(output.inputs).filter(([, {bytesInOutput}]) => bytesInOutput > 0).map(([path]) => path));
  return {text: done.outputFiles[0].text, inputs};
}

export async function bundleStyle() {
  const done = await build({...shared, entryPoints: ["src/page.css"], target: "es2020"});
  return done.outputFiles[0].text;
}

/** Folders of the packages that the bundle took files from, each once, in order of their names. */
function packagesOf(inputs) {
  const found = inputs.map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean);
  return [...new Set(found)].sort();
}

function licenceOf(folder) {
  const about = JSON.parse(readFileSync(join(here, folder, "package.json"), "utf8"));
  const file = readdirSync(join(here, folder)).find((name) => /^licen[cs]e/i.test(name));
  if (!file) throw new Error(`${about.name} has no licence file`);
  const text = readFileSync(join(here, folder, file), "utf8").replace(/\r/g, "").trim();
  const isCopyright = (line) => /^\s*copyright/i.test(line);
  const lines = text.split("\n");
  const words = lines.filter((line) => !isCopyright(line)).join("\n").replace(/\n{3,}/g, "\n\n").trim();
  return {
    head: `${about.name} ${about.version} (${about.license})`,
    copyright: lines.filter(isCopyright).map((line) => line.trim()),
    words,
  };
}

/** Packages under the same words stand together, each with its own line of copyright. */
export function noticesText(inputs) {
  const groups = new Map();
  for (const folder of packagesOf(inputs)) {
    const licence = licenceOf(folder);
    const key = licence.words.replace(/\s+/g, " ").replace(/^(The )?(ISC|MIT) License( \(MIT\))? /i, "");
    if (!groups.has(key)) groups.set(key, {words: licence.words, packages: []});
    groups.get(key).packages.push(licence);
  }
  const rule = "-".repeat(80);
  const parts = ["The page that `parley report` writes contains parts of these packages."];
  for (const {words, packages} of groups.values()) {
    const list = packages.map((one) => [one.head, ...one.copyright.map((line) => `  ${line}`)].join("\n"));
    parts.push(`${rule}\n${list.join("\n")}`, words);
  }
  return `${parts.join("\n\n")}\n`;
}

/** A C++ string literal a line of source for each hundred bytes or so; bytes that are no plain text as octal. */
function literal(text) {
  const pieces = [];
  let piece = "";
  for (const byte of Buffer.from(text, "utf8")) {
    if (byte === 0x22 || byte === 0x5c) piece += `\\${String.fromCharCode(byte)}`;
    else if (byte >= 0x20 && byte < 0x7f) piece += String.fromCharCode(byte);
    else piece += `\\${byte.toString(8).padStart(3, "0")}`;
    if (piece.length >= 100) {
      pieces.push(piece);
      piece = "";
    }
  }
  pieces.push(piece);
  return pieces.map((one) => `    "${one}"`).join("\n");
}

function sourceOf(script, style) {
  return `// SPDX-License-Identifier: Apache-2.0
// Made by web/build.mjs: the page's script and style. Not to be edited.
#include "parley/report/page_bundle.h"

namespace parley::report {

namespace {

constexpr char script_text[] =
${literal(script)};

constexpr char style_text[] =
${literal(style)};

}  // namespace

std::optional<PageBundle> page_bundle() {
  return PageBundle{.script = {script_text, sizeof script_text - 1}, .style = {style_text, sizeof style_text - 1}};
}

}  // namespace parley::report
`;
}

async function main(words) {
  if (words[0] === "--notices" || words[0] === "--check-notices") {
    if (!existsSync(noticesFile)) writeFileSync(noticesFile, "");
    const text = noticesText((await bundleScript()).inputs);
    if (words[0] === "--notices") writeFileSync(noticesFile, text);
    else if (readFileSync(noticesFile, "utf8") !== text) {
      throw new Error("THIRD_PARTY_NOTICES is not what the bundle calls for: run `node web/build.mjs --notices`");
    }
    return;
  }
  if (words[0] !== "--out" || !words[1]) throw new Error("usage: node build.mjs --out FOLDER");
  const script = (await bundleScript()).text;
  const style = await bundleStyle();
  mkdirSync(words[1], {recursive: true});
  writeFileSync(join(words[1], "report.js"), script);
  writeFileSync(join(words[1], "report.css"), style);
  writeFileSync(join(words[1], "page_bundle.cpp"), sourceOf(script, style));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
