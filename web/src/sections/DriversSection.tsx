// SPDX-License-Identifier: Apache-2.0
// Which parameters move the answer, and how much.
import {DriverBars, rows} from "../figures/DriverBars";
import {Figure} from "../parts/Figure";
import {AskHeading, Section, type SectionProps, Unanswered} from "../parts/Section";
import {answersOf} from "../report";

export function DriversSection({report}: SectionProps) {
  return (
    <Section id="drivers" title="Drivers" lead="How much of the spread of the answer each parameter accounts for.">
      {answersOf(report, "drivers").map((answer, i) => {
        const notes = (answer.result.notes ?? []) as string[];
        return (
          <div class="block" key={i}>
            <AskHeading answer={answer} report={report} />
            <Figure
              title={`What moves ${String(answer.result.target)}`}
              draw={DriverBars}
              rows={rows}
              data={answer.result}
              report={report}
            />
            {notes.map((note, n) => (
              <p class="note" dir="auto" key={n}>
                {note}
              </p>
            ))}
          </div>
        );
      })}
      <Unanswered kind="drivers" report={report} />
    </Section>
  );
}
