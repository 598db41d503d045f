// SPDX-License-Identifier: Apache-2.0
// Numbers, dates and choices as people read them. Nothing is computed here but layout.

/** How a column's numbers are shown: a share as per cent, the rest to four digits. */
export type NumberFormat = "number" | "share" | "count" | "signed" | "signed_share";

const grouped = (text: string): string => text.replace(/\B(?=(\d{3})+(?!\d))/g, ",");

function withSign(text: string, value: number): string {
  const plain = text.replace("-", "\u2212");
  return value > 0 && /[1-9]/.test(plain) ? `+${plain}` : plain;
}

/** Four significant digits, thousands apart, no trailing zeros: 1,234 0.0721 12.5. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return "\u2013";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) {
    return value.toExponential(2).replace("-", "\u2212").replace(/e([+\u2212-])/, " e$1").replace("e-", "e\u2212");
  }
  const decimals = size >= 1000 ? 0 : Math.max(0, 3 - Math.max(0, Math.floor(Math.log10(size || 1))));
  const rounded = value.toFixed(Math.min(decimals + (size < 0.1 && size > 0 ? 2 : 0), 6));
  const [whole = "", part = ""] = rounded.replace("-", "").split(".");
  const kept = part.replace(/0+$/, "");
  const isZero = !/[1-9]/.test(whole + kept);
  return `${value < 0 && !isZero ? "\u2212" : ""}${grouped(whole)}${kept ? `.${kept}` : ""}`;
}

/** Per cent with one decimal; what is not quite nothing or all is not rounded to it. */
export function shareText(value: number): string {
  if (!Number.isFinite(value)) return "\u2013";
  const percent = value * 100;
  if (value > 0 && percent < 0.05) return "< 0.1\u202f%";
  if (value < 1 && percent > 99.95) return "> 99.9\u202f%";
  const text = Math.abs(percent).toFixed(1).replace(/\.0$/, "");
  return `${percent < 0 && /[1-9]/.test(text) ? "\u2212" : ""}${text}\u202f%`;
}

function signedShareText(value: number): string {
  const text = (Math.abs(value) * 100).toFixed(1).replace(/\.0$/, "");
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

/** A choice's labels, in order: "build_up + lift_bounties". */
export function choiceText(choice: unknown): string {
  if (choice === null || choice === undefined) return "";
  if (typeof choice !== "object") return String(choice);
  return Object.values(choice as Record<string, unknown>).map(String).join(" + ");
}
