// SPDX-License-Identifier: Apache-2.0
// Why an outcome happens or does not, in sentences; under them what the sentences were made from.
import {AskHeading, Section, type SectionProps, Unanswered} from "../parts/Section";
import {Sentences} from "../parts/Sentence";
import {type Answer, answersOf, type SentenceText} from "../report";
import type {Point, Why} from "./why_types";
import {ChangeTable, DeviationTable, PathTable, StopTable} from "./why_tables";

/** Parts of an explanation with their titles; the long ones are closed until they are wanted. */
const parts: {part: string; title: string; long?: boolean}[] = [
  {part: "change", title: "What would change it"},
  {part: "draws", title: "Over all draws"},
  {part: "path", title: "The path of play, and what would flip each choice", long: true},
  {part: "deviations", title: "What breaks the other paths", long: true},
  {part: "typical", title: "At a typical draw", long: true},
];

function Part({title, long, sentences, report}: {
  title: string;
  long: boolean | undefined;
  sentences: SentenceText[];
} & SectionProps) {
  if (sentences.length === 0) return null;
  const told = <Sentences of={sentences} report={report} list={sentences.length > 1} />;
  if (!long) {
    return (
      <>
        <h4>{title}</h4>
        {told}
      </>
    );
  }
  return (
    <details class="data">
      <summary>{title}</summary>
      {told}
    </details>
  );
}

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
  const known = new Set(parts.map(({part}) => part));
  return (
    <div class="block">
      <AskHeading answer={answer} report={report} />
      <Sentences of={why.sentences.filter(({part}) => !part || !known.has(part))} report={report} />
      {parts.map(({part, title, long}) => {
        const sentences = why.sentences.filter((one) => one.part === part);
        return <Part key={part} title={title} long={long} sentences={sentences} report={report} />;
      })}
      <details class="data">
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
