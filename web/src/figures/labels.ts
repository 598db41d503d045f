// SPDX-License-Identifier: Apache-2.0
// Fits texts into the room that a figure has for them: their width is estimated, since a test has no fonts.

/** The size of nearly all text in figures, in pixels. */
export const textSize = 12;
/** The size of the least text: marks, ticks, numbers in cells. */
export const smallSize = 11;

const narrow = /[ijltfrI.,:;'|!()[\]{} ]/u;
const broad = /[mwMW@%—]/u;
const wide = /[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const mark = /\p{Mn}|\p{Me}|\p{Cf}/u;

function characterWidth(character: string): number {
  if (mark.test(character)) return 0;
  if (wide.test(character)) return 1.05;
  if (narrow.test(character)) return 0.4;
  if (broad.test(character)) return 0.98;
  return /\p{Lu}/u.test(character) ? 0.74 : 0.63;
}

/** About how many pixels a text takes at a size; rather too many than too few. */
export function textWidth(text: string, size = textSize): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width * size;
}

/** The text, or its beginning and an ellipsis where it does not fit. */
export function shortened(text: string, room: number, size = textSize): string {
  if (textWidth(text, size) <= room) return text;
  const left = room - size; // of the ellipsis
  let width = 0;
  let kept = "";
  for (const character of text) {
    width += characterWidth(character) * size;
    if (width > left) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** The lines of a text broken at blanks; a word too long for a line is shortened; at most `most` lines. */
export function wrapped(text: string, room: number, size = textSize, most = Infinity): string[] {
  const lines: string[] = [];
  let line = "";
  const words = text.split(/[ \n\t]+/u).filter((word) => word !== "");
  for (const [at, word] of words.entries()) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || textWidth(longer, size) <= room) {
      line = longer;
      continue;
    }
    if (lines.length + 1 >= most) {
      line = [line, ...words.slice(at)].join(" ");
      break;
    }
    lines.push(line);
    line = word;
  }
  if (line !== "") lines.push(line);
  return lines.map((one) => shortened(one, room, size));
}

/** Moves places apart that are sorted and nearer than `gap`, inside [low, high] where there is room. */
export function spread(places: readonly number[], gap: number, low: number, high: number): number[] {
  const moved: number[] = [];
  for (const place of places) moved.push(Math.max(place, low, (moved[moved.length - 1] ?? -Infinity) + gap));
  let limit = high;
  for (let k = moved.length - 1; k >= 0; k -= 1) {
    moved[k] = Math.min(moved[k] ?? limit, limit);
    limit = (moved[k] ?? limit) - gap;
  }
  return moved;
}
