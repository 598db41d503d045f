// SPDX-License-Identifier: Apache-2.0
// Writes a figure as text without a browser: components without state are called, the rest is elements.
import type {VNode} from "preact";
import type {Report} from "../src/report";

type Drawn = VNode<{children?: unknown}> | string | number | boolean | null | undefined | Drawn[];

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

/** Elements, attributes and texts; handlers are left out. */
export function markup(drawn: unknown): string {
  const one = drawn as Drawn;
  if (one === null || one === undefined || typeof one === "boolean") return "";
  if (typeof one === "string" || typeof one === "number") return escaped(String(one));
  if (Array.isArray(one)) return one.map(markup).join("");
  if (typeof one.type === "function") return markup((one.type as (props: object) => unknown)(one.props));
  const {children, ...rest} = one.props;
  const attributes = Object.entries(rest)
    .filter(([, value]) => typeof value !== "function" && value !== undefined && value !== null && value !== false)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  return `<${one.type}${attributes.join("")}>${markup(children)}</${one.type}>`;
}

/** The texts that a reader sees, in order; titles and descriptions are for pointers and screen readers. */
export function textsOf(svg: string): string[] {
  const shown = svg.replace(/<(title|desc)>.*?<\/\1>/gs, "");
  return [...shown.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map((found) =>
    (found[1] ?? "")
      .replace(/<\/tspan><tspan[^>]*>/g, " ")
      .replace(/<[^>]*>/g, "")
      .replace(/&lt;/g, "<"),
  );
}

/** What is wrong with a drawing whatever it shows: a number that is none, a text that is no text, a mark outside. */
export function faultsOf(svg: string): string[] {
  const faults = [...svg.matchAll(/.{0,60}(?:NaN|undefined|Infinity|\[object|null).{0,20}/g)].map(([text]) => text);
  const small = [...svg.matchAll(/font-size="([\d.]+)"/g)].filter(([, size]) => Number(size) < 11);
  return [...faults, ...small.map(([text]) => text)];
}

/** A report that says nothing; figures read names, texts and ranges from it. */
export function emptyReport(over: Partial<Report> = {}): Report {
  return {
    answers: [],
    switches: [],
    assumptions: [],
    outcomes: [],
    players: [],
    sources: [],
    evidence: null,
    tree: null,
    ...over,
  } as unknown as Report;
}

export const widths = [320, 480, 700, 900];
