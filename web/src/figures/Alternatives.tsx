// SPDX-License-Identifier: Apache-2.0
// Stands where the figure will.
import type {FigureProps, FigureRows} from "../parts/figure_types";

export function Alternatives({width}: FigureProps<unknown>) {
  return <svg viewBox={`0 0 ${width} 40`} width={width} height="40" role="img" aria-label="Alternatives" />;
}

export function rows(_data: unknown): FigureRows {
  return {columns: [], rows: []};
}
