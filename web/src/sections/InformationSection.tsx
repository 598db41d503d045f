// SPDX-License-Identifier: Apache-2.0
// What knowing would be worth before choosing.
import {InformationBars, rows} from "../figures/InformationBars";
import {Figure} from "../parts/Figure";
import {AskHeading, Section, type SectionProps, Unanswered} from "../parts/Section";
import {answersOf} from "../report";

export function InformationSection({report}: SectionProps) {
  return (
    <Section
      id="information"
      title="Value of information"
      lead="What knowing each thing before choosing would be worth, in units of payoff."
    >
      {answersOf(report, "information").map((answer, i) => {
        const notes = (answer.result.notes ?? []) as string[];
        return (
          <div class="block" key={i}>
            <AskHeading answer={answer} report={report} />
            <Figure
              title={`What knowing is worth to ${String(answer.result.player)}`}
              draw={InformationBars}
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
      <Unanswered kind="information" report={report} />
    </Section>
  );
}
