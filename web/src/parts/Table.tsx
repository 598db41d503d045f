// SPDX-License-Identifier: Apache-2.0
// A table with a caption that scrolls inside its own box, and its data as CSV.
import type {ComponentChildren} from "preact";
import {type Cell, csvText} from "../csv";
import {fileName, saveText} from "../download";
import type {NumberFormat} from "../format";
import {NumberText} from "./Number";

/** A cell is a text or a number of the document, or has a look of its own beside its plain value. */
export type TableCell = Cell | {plain: Cell; look: ComponentChildren};

export interface TableProps {
  caption: string;
  columns: string[];
  rows: TableCell[][];
  formats?: (NumberFormat | undefined)[];
  /** The caption is for those who do not see the heading above. */
  hideCaption?: boolean;
  csv?: boolean;
  firstIsHead?: boolean;
  rowId?: (row: number) => string | undefined;
}

const hasLook = (cell: TableCell): cell is {plain: Cell; look: ComponentChildren} =>
  typeof cell === "object" && cell !== null;

function shown(cell: TableCell, format: NumberFormat | undefined): ComponentChildren {
  if (hasLook(cell)) return cell.look;
  if (cell === null || cell === undefined || cell === "") return <span class="none">–</span>;
  if (typeof cell === "number") return <NumberText value={cell} format={format ?? "number"} />;
  return <span dir="auto">{typeof cell === "boolean" ? (cell ? "yes" : "no") : cell}</span>;
}

/** A word too long for a column may break anywhere; others stay whole. Longer texts need a column of some width. */
const longWord = /\S{28}/;
const wordy = 24;

function cellClass(cell: TableCell, numeric: boolean | undefined): string | undefined {
  const plain = hasLook(cell) ? cell.plain : cell;
  const text = typeof plain === "string" ? plain : "";
  const names = [
    numeric && "numeric",
    text.length > wordy && "wordy",
    longWord.test(text) && "breaks",
  ].filter(Boolean);
  return names.length > 0 ? names.join(" ") : undefined;
}

const isNumeric = (cell: TableCell): boolean => typeof (hasLook(cell) ? cell.plain : cell) === "number";

export function CsvButton({name, columns, rows}: {name: string; columns: string[]; rows: TableCell[][]}) {
  const save = () => {
    const plain = rows.map((row) => row.map((cell) => (hasLook(cell) ? cell.plain : cell)));
    saveText(`${fileName(name)}.csv`, "text/csv", csvText(columns, plain));
  };
  return (
    <button type="button" class="save" data-save="csv" aria-label={`Save as CSV: ${name}`} onClick={save}>
      CSV
    </button>
  );
}

export function Table(props: TableProps) {
  const {caption, columns, rows, formats = [], hideCaption, csv = true, firstIsHead = true, rowId} = props;
  const numeric = columns.map((_, i) => rows.some((row) => isNumeric(row[i])));
  return (
    <div class={hideCaption && csv ? "table bare" : "table"}>
      {csv && rows.length > 0 && <CsvButton name={caption} columns={columns} rows={rows} />}
      <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <caption class={hideCaption ? "unseen" : undefined}>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column, i) => (
                <th key={i} scope="col" class={cellClass(column, numeric[i])} dir="auto">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, r) => (
              <tr key={r} id={rowId?.(r)}>
                {columns.map((_, i) =>
                  i === 0 && firstIsHead ? (
                    <th key={i} scope="row" class={cellClass(row[i], numeric[i])}>
                      {shown(row[i], formats[i])}
                    </th>
                  ) : (
                    <td key={i} class={cellClass(row[i], numeric[i])}>
                      {shown(row[i], formats[i])}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
