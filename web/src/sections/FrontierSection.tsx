// SPDX-License-Identifier: Apache-2.0
// One map for each `ask frontier`: where the event is likely enough, and which constraint binds at its border.
import {Frontier, rows} from "../figures/Frontier";
import {Figure} from "../parts/Figure";
import {AskHeading, Section, type SectionProps, Unanswered} from "../parts/Section";
import {answersOf} from "../report";

interface FrontierDoc {
  event: string;
  x: {name: string};
  y: {name: string};
}

export function FrontierSection({report}: SectionProps) {
  return (
    <Section id="frontier" title="How much is enough">
      {answersOf(report, "frontier").map((answer, i) => {
        const {event, x, y} = answer.result as unknown as FrontierDoc;
        return (
          <div class="block" key={i}>
            <AskHeading answer={answer} report={report} />
            <Figure
              title={`How likely “${event}” is, by ${x.name} and ${y.name}`}
              draw={Frontier}
              rows={rows}
              data={answer.result}
              report={report}
            />
          </div>
        );
      })}
      <Unanswered kind="frontier" report={report} />
    </Section>
  );
}
