// SPDX-License-Identifier: Apache-2.0
// Title, date and horizon of the scenario, and what the reader should know before reading.
import type {SectionProps} from "../parts/Section";
import {dateText} from "../format";

export function Head({report}: SectionProps) {
  const {title, as_of, horizon, note, variant} = report.scenario;
  return (
    <header class="head">
      <h1 dir="auto">{title}</h1>
      <p class="meta">
        {as_of && <span>As of {dateText(as_of)}</span>}
        {horizon && (
          <span>
            Horizon: <span dir="auto">{horizon}</span>
          </span>
        )}
        {variant && (
          <span>
            Variant <b dir="auto">{variant.name}</b>: <span dir="auto">{variant.text}</span>
          </span>
        )}
      </p>
      {report.termination && report.termination !== "finished" && (
        <p class="problem" role="note">
          This report is not whole: it ended with {report.termination.replace(/_/g, " ")}. What was found so far stands
          below.
        </p>
      )}
      {note && (
        <p class="note" dir="auto">
          {note}
        </p>
      )}
    </header>
  );
}
