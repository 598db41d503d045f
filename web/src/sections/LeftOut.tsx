// SPDX-License-Identifier: Apache-2.0
// What the model does not hold, so that nobody takes it for more than it is.
import {Section, type SectionProps} from "../parts/Section";
import {Sentences} from "../parts/Sentence";

export function LeftOut({report}: SectionProps) {
  return (
    <Section id="left-out" title="What the model leaves out">
      <Sentences of={report.left_out} report={report} list />
    </Section>
  );
}
