// SPDX-License-Identifier: Apache-2.0
// The answer, in the sentences that matter most.
import {Section, type SectionProps} from "../parts/Section";
import {Sentences} from "../parts/Sentence";

export function BottomLine({report}: SectionProps) {
  return (
    <Section id="bottom-line" title="Bottom line">
      <div class="answer">
        <Sentences of={report.bottom_line} report={report} />
      </div>
    </Section>
  );
}
