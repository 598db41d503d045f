// SPDX-License-Identifier: Apache-2.0
// How far to trust the answer, apart from how likely it is, and by which rules.
import {keptTogether} from "../format";
import {Section, type SectionProps} from "../parts/Section";
import {Sentences} from "../parts/Sentence";

const steps = ["low", "moderate", "high"] as const;

export function Confidence({report}: SectionProps) {
  const {level, sentences, reasons} = report.confidence;
  const lowering = reasons.filter(({lowers}) => lowers);
  const others = reasons.filter(({lowers}) => !lowers);
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
      {reasons.length > 0 && (
        <ul class="reasons">
          {[...lowering, ...others].map(({rule, lowers, text}) => (
            <li key={rule} class={lowers ? "lowers" : "holds"}>
              <b>{lowers ? "Lowers it: " : "Does not lower it: "}</b>
              <span dir="auto">{keptTogether(text)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
