// SPDX-License-Identifier: Apache-2.0
// Tables as CSV (RFC 4180), such that no spreadsheet takes a text of the scenario for a formula.

export type Cell = string | number | boolean | null | undefined;

/** A spreadsheet runs a cell that begins so; a leading apostrophe makes it a text. A plain number stays a number. */
function guarded(text: string): string {
  const runs = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text);
  const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text);
  return runs && !isNumber ? `'${text}` : text;
}

function field(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  const text = typeof cell === "string" ? guarded(cell) : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

export function csvText(columns: string[], rows: Cell[][]): string {
  return [columns, ...rows].map((row) => row.map(field).join(",") + "\r\n").join("");
}
