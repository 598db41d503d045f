// SPDX-License-Identifier: Apache-2.0
// The frame of every figure's SVG, its colours, and the line of keys that says what its marks mean.
import {Fragment, type ComponentChildren, type VNode} from "preact";
import {smallSize, textWidth, wrapped} from "./labels";

/** Colours follow the page (figures.css) and stand alone with the values of the light page. */
export const colours = {
  ink: "currentColor",
  paper: "var(--fig-paper, #ffffff)",
  accent: "var(--fig-accent, #1d5c91)",
  soft: "var(--fig-soft, #a9c4db)",
  warm: "var(--fig-warm, #b4430f)",
  muted: "var(--fig-muted, #57616b)",
  rule: "var(--fig-rule, #d5dade)",
} as const;

const playerFallbacks = ["#1d5c91", "#b4430f", "#2b7a4b", "#8a3a86", "#8a6d00", "#0f7d85", "#a3315b", "#5b5f97"];

/** The colour of the player at a place of the players' list; eight, then again from the first. */
export function playerColour(at: number): string {
  const k = ((at % playerFallbacks.length) + playerFallbacks.length) % playerFallbacks.length;
  return `var(--fig-player-${k}, ${playerFallbacks[k]})`;
}

interface PictureProps {
  width: number;
  height: number;
  title: string;
  description: string;
  children?: ComponentChildren;
}

/** An <svg> that is one image to a screen reader, with texts from left to right whatever the page's direction. */
export function Picture({width, height, title, description, children}: PictureProps): VNode {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-label={`${title}. ${description}`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      direction="ltr"
      font-family="system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Liberation Sans', sans-serif"
      font-size="12"
      fill="currentColor"
      style="max-width: none"
    >
      <title>{title}</title>
      <desc>{description}</desc>
      {children}
    </svg>
  );
}

export interface Key {
  /** Draws the mark in a box 22 wide and 12 high whose upper left corner is at (x, y). */
  mark: (x: number, y: number) => VNode;
  text: string;
}

const markWidth = 22;
const lineHeight = 17;

/** Keys side by side, each broken into lines where it is wider than the figure; and how high they are together. */
export function keyLines(
  keys: readonly Key[],
  left: number,
  top: number,
  room: number,
): {nodes: VNode; height: number} {
  let x = 0;
  let line = 0;
  const nodes: VNode[] = [];
  for (const {mark, text} of keys) {
    const lines = wrapped(text, room - markWidth - 6, smallSize);
    const width = markWidth + 6 + Math.max(0, ...lines.map((one) => textWidth(one, smallSize)));
    if (x > 0 && x + width > room) {
      x = 0;
      line += 1;
    }
    const y = top + line * lineHeight;
    nodes.push(
      <g>
        {mark(left + x, y)}
        <Lines lines={lines} x={left + x + markWidth + 6} y={y + 10} />
      </g>,
    );
    line += lines.length - 1;
    x = lines.length > 1 ? room : x + width + 16;
  }
  return {nodes: <Fragment>{nodes}</Fragment>, height: nodes.length === 0 ? 0 : (line + 1) * lineHeight};
}

/** Lines of small text below each other. */
export function Lines({lines, x, y}: {lines: readonly string[]; x: number; y: number}): VNode {
  return (
    <text x={x} y={y} font-size={smallSize}>
      {lines.map((line, k) => (
        <tspan x={x} dy={k === 0 ? 0 : lineHeight}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** A text that stays readable on any shade: it has a rim of the paper's colour. */
export const rim = {
  stroke: colours.paper,
  "stroke-width": 3,
  "stroke-linejoin": "round",
  "paint-order": "stroke",
} as const;

/** A short line as a key's mark. */
export function lineKey(attributes: Record<string, string | number>): Key["mark"] {
  return (x, y) => <line x1={x} x2={x + markWidth} y1={y + 6} y2={y + 6} {...attributes} />;
}
/** A small box as a key's mark. */
export function boxKey(attributes: Record<string, string | number>): Key["mark"] {
  return (x, y) => <rect x={x + 3} y={y} width={16} height={12} {...attributes} />;
}
