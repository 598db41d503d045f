// SPDX-License-Identifier: Apache-2.0
// Everything that was put in: what it is taken to be, and on whose word.
import {Section, type SectionProps} from "../parts/Section";
import {BareLine, SourceLinks} from "../parts/Sentence";
import {Table} from "../parts/Table";
import {dateText} from "../format";

/** Only an address that opens a page becomes a link. */
const opens = (url: string) => /^https?:\/\//i.test(url);

function Sources({report}: SectionProps) {
  const {sources} = report;
  if (sources.length === 0) return <p>The scenario names no source.</p>;
  return (
    <Table
      caption="Sources"
      columns={["Source", "What it is", "Grade", "Date", "Address", "Line"]}
      rowId={(row) => `source-${encodeURIComponent(sources[row]?.name ?? "")}`}
      rows={sources.map(({name, text, grade, date, url, line}) => [
        name,
        text,
        grade,
        date && {plain: date, look: dateText(date)},
        url && {
          plain: url,
          look: opens(url) ? (
            <a href={url} rel="noreferrer noopener">
              {url}
            </a>
          ) : (
            <span dir="auto">{url}</span>
          ),
        },
        {plain: line, look: <BareLine line={line} />},
      ])}
    />
  );
}

/** Long statements stand in the scenario's text below; here is how they begin. */
function Value({of, line}: {of: string; line: number}) {
  const first = of.split("\n", 1)[0] ?? "";
  const begins = first.length > 90 ? `${first.slice(0, 80)} …` : first;
  if (begins === of) return <code class="value" dir="auto">{of}</code>;
  return (
    <>
      <code class="value" dir="auto">{begins}</code>
      <span class="under">
        in full on line <BareLine line={line} />
      </span>
    </>
  );
}

export function AssumptionsSection({report}: SectionProps) {
  const {assumptions} = report;
  return (
    <Section id="assumptions" title="Assumptions and sources">
      {assumptions.length > 0 && (
        <Table
          caption="Assumptions"
          columns={["Name", "Kind", "What it is", "Taken to be", "Sources", "Grade", "Known to", "Line"]}
          rows={assumptions.map((one) => [
            one.name,
            one.kind,
            one.text,
            {
              plain: one.value,
              look: <Value of={one.value} line={one.line} />,
            },
            {
              plain: one.sources.join(" "),
              look: one.sources.length > 0 ? <SourceLinks names={one.sources} /> : <span class="none">no source</span>,
            },
            one.grade,
            one.private_to ? `${one.private_to} alone` : "",
            {plain: one.line, look: <BareLine line={one.line} />},
          ])}
        />
      )}
      <Sources report={report} />
    </Section>
  );
}
