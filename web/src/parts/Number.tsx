// SPDX-License-Identifier: Apache-2.0
// A number of the document: shown rounded, with the exact value beside it for programs.
import {formatted, type NumberFormat} from "../format";

export function NumberText({value, format = "number"}: {value: number | null | undefined; format?: NumberFormat}) {
  if (value === null || value === undefined) return <span class="none">–</span>;
  return (
    <data class="number" value={String(value)}>
      {formatted(value, format)}
    </data>
  );
}

/** A mean with its standard error: 47.7 ± 0.4 %. */
export function Estimate({mean, error, format}: {mean: number | null; error?: number | null; format: NumberFormat}) {
  return (
    <span class="estimate">
      <NumberText value={mean} format={format} />
      {error !== null && error !== undefined && error > 0 && (
        <span class="error">
          {" "}
          ± <NumberText value={error} format={format === "number" ? "error" : format} />
        </span>
      )}
    </span>
  );
}
