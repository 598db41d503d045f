// SPDX-License-Identifier: Apache-2.0
// Why an outcome happens or does not, in sentences; under them what the sentences were made from.
import {AskHeading, Section, type SectionProps, Unanswered} from "../parts/Section";
import {Sentences} from "../parts/Sentence";
import {type Answer, answersOf} from "../report";
import type {Point, Why} from "./why_types";
import {ChangeTable, DeviationTable, PathTable, StopTable} from "./why_tables";

const parts: [string, string][] = [
  ["path", "The path of play"],
  ["deviations", "What breaks the other paths"],
  ["change", "What would change it"],
  ["draws", "Over all draws"],
  ["typical", "At a typical draw"],
];

function Facts({point, outcome, name}: {point: Point; outcome: string; name: string}) {
  return (
    <>
      <PathTable path={point.path ?? []} caption={`The path of play at ${name}`} />
      <DeviationTable deviations={point.deviations ?? []} outcome={outcome} />
      {point.smallest_change && <ChangeTable goal={point.smallest_change} outcome={outcome} />}
      {point.further_change && <ChangeTable goal={point.further_change} outcome={outcome} />}
    </>
  );
}

function Explanation({answer, report}: {answer: Answer} & SectionProps) {
  const why = answer.result as unknown as Why;
  const stops = why.draws?.stops ?? [];
  const known = new Set(parts.map(([part]) => part));
  return (
    <div class="block">
      <AskHeading answer={answer} report={report} />
      <Sentences of={why.sentences.filter(({part}) => !part || !known.has(part))} report={report} />
      {parts.map(([part, title]) => {
        const sentences = why.sentences.filter((one) => one.part === part);
        if (sentences.length === 0) return null;
        return (
          <div key={part}>
            <h4>{title}</h4>
            <Sentences of={sentences} report={report} list={sentences.length > 1} />
          </div>
        );
      })}
      <details class="data facts-of-why">
        <summary>The facts that this was said from</summary>
        <Facts point={why} outcome={why.outcome} name={why.at === "centre" || !why.at ? "the centre" : why.at} />
        <StopTable stops={stops} outcome={why.outcome} />
        {why.typical && <Facts point={why.typical} outcome={why.outcome} name={`a typical draw, ${why.typical.at}`} />}
      </details>
    </div>
  );
}

export function WhySection({report}: SectionProps) {
  return (
    <Section id="why" title="Why, and why not">
      {answersOf(report, "why").map((answer, i) => (
        <Explanation key={i} answer={answer} report={report} />
      ))}
      <Unanswered kind="why" report={report} />
    </Section>
  );
}
