// SPDX-License-Identifier: Apache-2.0
// The whole page: head, contents, and the sections in the order in which a reader needs them.
import type {FunctionComponent} from "preact";
import {useEffect} from "preact/hooks";
import type {SectionProps} from "./parts/Section";
import {answersOf, type Report, unansweredOf} from "./report";
import {AlternativesSection} from "./sections/AlternativesSection";
import {AssumptionsSection} from "./sections/AssumptionsSection";
import {BottomLine} from "./sections/BottomLine";
import {BoxesSection} from "./sections/BoxesSection";
import {ChangesSection} from "./sections/ChangesSection";
import {Confidence} from "./sections/Confidence";
import {DriversSection} from "./sections/DriversSection";
import {EvidenceSection} from "./sections/EvidenceSection";
import {FrontierSection} from "./sections/FrontierSection";
import {Head} from "./sections/Head";
import {InformationSection} from "./sections/InformationSection";
import {Judgements} from "./sections/Judgements";
import {LeftOut} from "./sections/LeftOut";
import {Method} from "./sections/Method";
import {OutcomesSection} from "./sections/OutcomesSection";
import {ProvenanceSection} from "./sections/ProvenanceSection";
import {ScenarioText} from "./sections/ScenarioText";
import {SwitchesSection} from "./sections/SwitchesSection";
import {TreeSection} from "./sections/TreeSection";
import {WhySection} from "./sections/WhySection";

interface Entry {
  id: string;
  title: string;
  show: FunctionComponent<SectionProps>;
  when?: (report: Report) => boolean;
}

const asked = (kind: string) => (report: Report) => [answersOf, unansweredOf].some((of) => of(report, kind).length > 0);

const sections: Entry[] = [
  {id: "bottom-line", title: "Bottom line", show: BottomLine},
  {id: "changes", title: "What changed", show: ChangesSection, when: (report) => report.changes !== null},
  {id: "confidence", title: "Confidence", show: Confidence},
  {id: "judgements", title: "Key judgements", show: Judgements, when: (report) => report.judgements.length > 0},
  {id: "frontier", title: "How much is enough", show: FrontierSection, when: asked("frontier")},
  {id: "outcomes", title: "Outcomes", show: OutcomesSection},
  {id: "switches", title: "What would change our mind", show: SwitchesSection},
  {id: "why", title: "Why, and why not", show: WhySection, when: asked("why")},
  {id: "tree", title: "The game as a tree", show: TreeSection, when: (report) => report.tree !== null},
  {id: "drivers", title: "Drivers", show: DriversSection, when: asked("drivers")},
  {id: "boxes", title: "Where it holds", show: BoxesSection, when: asked("boxes")},
  {id: "information", title: "Value of information", show: InformationSection, when: asked("information")},
  {id: "alternatives", title: "Alternatives", show: AlternativesSection},
  {id: "evidence", title: "Evidence", show: EvidenceSection, when: (report) => report.evidence !== null},
  {id: "assumptions", title: "Assumptions and sources", show: AssumptionsSection},
  {id: "left-out", title: "What the model leaves out", show: LeftOut},
  {id: "method", title: "Method", show: Method},
  {id: "scenario", title: "The scenario", show: ScenarioText},
  {id: "provenance", title: "Provenance", show: ProvenanceSection},
];

/** Paper shows the tables that the screen keeps closed, but for long ones. */
function useOpenOnPaper() {
  useEffect(() => {
    let opened: HTMLDetailsElement[] = [];
    const open = () => {
      const closed = document.querySelectorAll<HTMLDetailsElement>("details.data:not(.long):not([open])");
      opened = [...closed];
      for (const one of opened) one.open = true;
    };
    const close = () => {
      for (const one of opened) one.open = false;
      opened = [];
    };
    addEventListener("beforeprint", open);
    addEventListener("afterprint", close);
    return () => {
      removeEventListener("beforeprint", open);
      removeEventListener("afterprint", close);
    };
  }, []);
}

function Contents({entries}: {entries: Entry[]}) {
  return (
    <nav class="contents" aria-label="Contents">
      <ol>
        {entries.map(({id, title}) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function Page({report}: {report: Report}) {
  useOpenOnPaper();
  const entries = sections.filter(({when}) => !when || when(report));
  return (
    <>
      <a class="skip" href="#bottom-line">
        Skip to the bottom line
      </a>
      <Head report={report} />
      <div class="columns">
        <Contents entries={entries} />
        <main>
          {entries.map(({id, show: Show}) => (
            <Show key={id} report={report} />
          ))}
        </main>
      </div>
    </>
  );
}
