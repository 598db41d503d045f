// SPDX-License-Identifier: Apache-2.0
// How far to trust the answer, apart from how likely it is, and by which rules.
import {Section, type SectionProps} from "../parts/Section";
import {Sentences} from "../parts/Sentence";

const steps = ["low", "moderate", "high"] as const;

export function Confidence({report}: SectionProps) {
  const {level, sentences} = report.confidence;
  return (
    <Section id="confidence" title="Confidence">
      <p class="levels" role="img" aria-label={`Confidence is ${level}, of low, moderate and high`}>
        {steps.map((step) => (
          <span key={step} class={step === level ? "level here" : "level"}>
            {step}
          </span>
        ))}
      </p>
      <Sentences of={sentences} report={report} />
    </Section>
  );
}
