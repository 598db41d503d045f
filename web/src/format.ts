// SPDX-License-Identifier: Apache-2.0
// Numbers, dates and choices as people read them. Nothing is computed here but layout.

/** How a column's numbers are shown: a share as per cent, the rest to four digits. */
export type NumberFormat = "number" | "share" | "count" | "signed" | "signed_share" | "error";

const trimmed = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
const grouped = (text: string): string => text.replace(/\B(?=(\d{3})+(?!\d))/g, ",");

function withSign(text: string, value: number): string {
  const plain = text.replace("-", "\u2212");
  return value > 0 && /[1-9]/.test(plain) ? `+${plain}` : plain;
}

/** So many significant digits, thousands apart, no trailing zeros: 1,235 0.0721 12.5 1.2e-7. */
export function numberText(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return "\u2013";
  const size = Math.abs(value);
  const sign = value < 0 ? "\u2212" : "";
  if (size === 0) return "0";
  if (size < 1e-4 || size >= 1e9) {
    const [head = "", power = ""] = size.toExponential(digits - 1).split("e");
    return `${sign}${trimmed(head)}e${power.replace("+", "").replace("-", "\u2212")}`;
  }
  const before = Math.floor(Math.log10(size)) + 1;
  const [whole = "", part = ""] = trimmed(size.toFixed(Math.max(0, digits - before))).split(".");
  return `${sign}${grouped(whole)}${part ? `.${part}` : ""}`;
}

/** Per cent with one decimal; what is not quite nothing or all is not rounded to it. */
export function shareText(value: number): string {
  if (!Number.isFinite(value)) return "\u2013";
  const percent = value * 100;
  if (value > 0 && percent < 0.05) return "< 0.1\u202f%";
  if (value < 1 && percent > 99.95) return "> 99.9\u202f%";
  const text = Math.abs(percent).toFixed(value === 0 || value === 1 ? 0 : 1);
  return `${percent < 0 && /[1-9]/.test(text) ? "\u2212" : ""}${text}\u202f%`;
}

function signedShareText(value: number): string {
  const text = (Math.abs(value) * 100).toFixed(value === 0 ? 0 : 1);
  if (value !== 0 && !/[1-9]/.test(text)) return `${value > 0 ? "+" : "\u2212"}< 0.1`;
  return `${value > 0 ? "+" : value < 0 ? "\u2212" : ""}${text}`;
}

export function formatted(value: number, format: NumberFormat): string {
  switch (format) {
    case "share":
      return shareText(value);
    case "count":
      return Number.isInteger(value) ? grouped(String(value)) : numberText(value);
    case "signed":
      return withSign(numberText(value), value);
    case "signed_share":
      return signedShareText(value);
    case "error":
      return numberText(value, 2);
    case "number":
      return numberText(value);
  }
}

const months = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
  "December",
];

/** 2025-11-07 as "7 November 2025"; what is no such date stays as it is. */
export function dateText(text: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const month = found ? months[Number(found[2]) - 1] : undefined;
  return found && month ? `${Number(found[3])} ${month} ${found[1]}` : text;
}

/** A text as it is, with what belongs together kept on a line: 47.7 %. */
export function keptTogether(text: string): string {
  return text.replace(/(\d) %/g, "$1\u00a0%");
}

/** A choice's labels, in order: "build_up + lift_bounties". */
export function choiceText(choice: unknown): string {
  if (choice === null || choice === undefined) return "";
  if (typeof choice !== "object") return String(choice);
  return Object.values(choice as Record<string, unknown>).map(String).join(" + ");
}
