// SPDX-License-Identifier: Apache-2.0
// A sentence with links to the lines of the scenario that it rests on, each line with its sources.
import {keptTogether} from "../format";
import type {Report, SentenceText} from "../report";

const sourcesOfReports = new WeakMap<Report, Map<number, string[]>>();

/** Names of the sources of each line of the scenario that has some. */
export function sourcesByLine(report: Report): Map<number, string[]> {
  const known = sourcesOfReports.get(report);
  if (known) return known;
  const found = new Map<number, string[]>();
  for (const {line, sources} of report.assumptions) {
    if (line > 0 && sources.length > 0) found.set(line, [...new Set([...(found.get(line) ?? []), ...sources])]);
  }
  for (const {line, name} of report.sources) {
    if (line > 0) found.set(line, [name]);
  }
  sourcesOfReports.set(report, found);
  return found;
}

export function SourceLinks({names}: {names: string[]}) {
  return (
    <>
      {names.map((name, i) => (
        <span key={name}>
          {i > 0 && ", "}
          <a class="source" href={`#source-${encodeURIComponent(name)}`} dir="auto">
            {name}
          </a>
        </span>
      ))}
    </>
  );
}

function LineLink({line}: {line: number}) {
  return (
    <a href={`#L${line}`} aria-label={`line ${line} of the scenario`}>
      {line}
    </a>
  );
}

/** The line alone, as in a column of lines. */
export function BareLine({line}: {line: number | null | undefined}) {
  return line ? <LineLink line={line} /> : <span class="none">–</span>;
}

export function LineLinks({lines, report}: {lines: number[]; report: Report}) {
  const shown = [...new Set(lines)].filter((line) => line > 0);
  if (shown.length === 0) return null;
  const sources = sourcesByLine(report);
  return (
    <span class="lines">
      {shown.length === 1 ? "line" : "lines"}
      {"\u00a0"}
      {shown.map((line, i) => (
        <span key={line}>
          {i > 0 && ", "}
          <LineLink line={line} />
          {sources.has(line) && (
            <>
              {" "}
              <SourceLinks names={sources.get(line) ?? []} />
            </>
          )}
        </span>
      ))}
    </span>
  );
}

export function Sentence({of, report}: {of: SentenceText; report: Report}) {
  return (
    <>
      <span dir="auto">{keptTogether(of.text)}</span> <LineLinks lines={of.lines} report={report} />
    </>
  );
}

/** Sentences one after another in a paragraph each, or as a list. */
export function Sentences({of, report, list = false}: {of: SentenceText[]; report: Report; list?: boolean}) {
  if (list) {
    return (
      <ul class="sentences">
        {of.map((one, i) => (
          <li key={i}>
            <Sentence of={one} report={report} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <>
      {of.map((one, i) => (
        <p key={i}>
          <Sentence of={one} report={report} />
        </p>
      ))}
    </>
  );
}
