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

/** A name such as maritime_strikes in lines, broken after its joints; at most `most` lines, each shortened to fit. */
export function broken(name: string, room: number, size = textSize, most = 3): string[] {
  const parts = (name.match(/[^_\-./ ]*[_\-./ ]*/gu) ?? []).filter((part) => part !== "");
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines[lines.length - 1];
    if (last !== undefined && (textWidth(last + part, size) <= room || lines.length >= most)) {
      lines[lines.length - 1] = last + part;
    } else {
      lines.push(part);
    }
  }
  return lines.map((line) => shortened(line.trim(), room, size));
}
