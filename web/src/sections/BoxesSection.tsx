// SPDX-License-Identifier: Apache-2.0
// In which ranges of the parameters the event is likely enough.
import {Boxes, rows} from "../figures/Boxes";
import {Figure} from "../parts/Figure";
import {AskHeading, Section, type SectionProps, Unanswered} from "../parts/Section";
import {answersOf} from "../report";

export function BoxesSection({report}: SectionProps) {
  return (
    <Section id="boxes" title="Where it holds" lead="Ranges of few parameters inside which the event is likely enough.">
      {answersOf(report, "boxes").map((answer, i) => {
        const notes = (answer.result.notes ?? []) as string[];
        return (
          <div class="block" key={i}>
            <AskHeading answer={answer} report={report} />
            <Figure
              title={`Where ${String(answer.result.event)} is high enough`}
              draw={Boxes}
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
      <Unanswered kind="boxes" report={report} />
    </Section>
  );
}
