// SPDX-License-Identifier: Apache-2.0
// Words for chances, moves and what was seen, as the program's own texts put them.
import {numberText} from "../format";
import type {Seen} from "../report";

const bands: readonly (readonly [boolean, number, string])[] = [
  // whether the border belongs to the band, its upper border, its word
  [false, 0.01, "remote"],
  [false, 0.05, "almost no chance"],
  [false, 0.2, "very unlikely"],
  [false, 0.45, "unlikely"],
  [true, 0.55, "roughly even"],
  [true, 0.8, "likely"],
  [true, 0.95, "very likely"],
  [true, 0.99, "almost certain"],
];

/** The word for a chance. */
export function likelihoodWord(prob: number): string {
  if (!(prob >= 0 && prob <= 1)) return "undefined";
  if (prob === 0) return "never in this model";
  if (prob === 1) return "always in this model";
  const band = bands.find(([isInside, border]) => (isInside ? prob <= border : prob < border));
  return band?.[2] ?? "nearly always";
}

/** Both words where the mean plus or minus two standard errors crosses a border. */
export function likelihoodWords(mean: number, standardError: number): string {
  const word = likelihoodWord(mean);
  if (!(standardError > 0) || word === "undefined") return word;
  const low = likelihoodWord(Math.max(mean - 2 * standardError, Number.MIN_VALUE));
  const high = likelihoodWord(Math.min(mean + 2 * standardError, 1 - Number.EPSILON / 2));
  return low === high ? low : `${low} or ${high}`;
}

interface Mover {
  player?: string | null;
  type?: string | null;
  step?: string | null;
  round?: number | null;
}

/** "coercer (firm) at course, round 2": who moves where. */
export function moverText({player, type, step, round}: Mover): string {
  let text = player ?? "chance";
  if (type) text += ` (${type})`;
  if (step && step !== player) text += ` at ${step}`;
  if (typeof round === "number") text += `, round ${round}`;
  return text;
}

/** "build_up + held, abstain": what was seen; "" where nothing was. */
export function seenText(seen: readonly Seen[] | undefined): string {
  return (seen ?? [])
    .map(({step, label, exact}) => (label === "held" ? `${step} as held` : label) + (exact ? "" : "?"))
    .join(", ");
}

/** "1 draw", "2 draws". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`;
}

/** A round share as it was typed or stands at a tick: "50 %", "66.67 %". */
export const levelText = (level: number): string => `${numberText(level * 100)}\u202f%`;
