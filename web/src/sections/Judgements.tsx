// SPDX-License-Identifier: Apache-2.0
// The judgements that the scenario asks for, each with what moves it.
import {keptTogether} from "../format";
import {Section, type SectionProps} from "../parts/Section";
import {LineLinks} from "../parts/Sentence";

export function Judgements({report}: SectionProps) {
  return (
    <Section id="judgements" title="Key judgements">
      <ol class="judgements">
        {report.judgements.map(({text, drivers, lines}, i) => (
          <li key={i}>
            <p>
              <span dir="auto">{keptTogether(text)}</span> <LineLinks lines={lines} report={report} />
            </p>
            {drivers && (
              <p class="note" dir="auto">
                {keptTogether(drivers)}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
