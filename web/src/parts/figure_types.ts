// SPDX-License-Identifier: Apache-2.0
// What every figure is: a component that draws a document as SVG, and the rows of the table under it.
import type {VNode} from "preact";
import type {NumberFormat} from "../format";
import type {Report} from "../report";

export interface FigureProps<Data> {
  data: Data;
  report: Report;
  width: number;
}

export interface FigureRows {
  columns: string[];
  rows: (string | number | null)[][];
  /** How the numbers of each column are shown; "number" where it is absent. */
  formats?: (NumberFormat | undefined)[];
}

export type FigureComponent = (props: FigureProps<any>) => VNode | null;
