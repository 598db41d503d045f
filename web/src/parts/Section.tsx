// SPDX-License-Identifier: Apache-2.0
// A section of the page with its heading, and what each of them is given.
import type {ComponentChildren} from "preact";
import {type Answer, type Report, unansweredOf} from "../report";
import {LineLinks} from "./Sentence";

export interface SectionProps {
  report: Report;
}

export function Section({id, title, lead, children}: {
  id: string;
  title: string;
  lead?: ComponentChildren;
  children?: ComponentChildren;
}) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </section>
  );
}

/** What an `ask` of the file asks, in its own words. */
export function AskHeading({answer, report}: {answer: Answer; report: Report}) {
  return (
    <h3 class="ask">
      <span dir="auto">{answer.ask}</span> <LineLinks lines={[answer.line]} report={report} />
    </h3>
  );
}

/** The asks of one kind that have no answer, each with the reason. */
export function Unanswered({kind, report}: {kind: string} & SectionProps) {
  return (
    <>
      {unansweredOf(report, kind).map(({line, ask, problem}, i) => (
        <div class="block" key={i}>
          <h3 class="ask">
            <span dir="auto">{ask}</span> <LineLinks lines={[line]} report={report} />
          </h3>
          <p class="problem">
            No answer: <span dir="auto">{problem ?? "none was found"}</span>
          </p>
        </div>
      ))}
    </>
  );
}
