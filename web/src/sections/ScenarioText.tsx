// SPDX-License-Identifier: Apache-2.0
// The scenario's own text, every line with an anchor for what rests on it.
import {Section, type SectionProps} from "../parts/Section";

/** Where the comment of a line begins: the first # outside of a text in quotes; -1 without one. */
export function commentStart(line: string): number {
  let quoted = false;
  for (let i = 0; i < line.length; ++i) {
    if (line[i] === "\\" && quoted) ++i;
    else if (line[i] === '"') quoted = !quoted;
    else if (line[i] === "#" && !quoted) return i;
  }
  return -1;
}

function Line({text}: {text: string}) {
  const at = commentStart(text);
  if (at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <span class="comment">{text.slice(at)}</span>
    </>
  );
}

export function ScenarioText({report}: SectionProps) {
  const lines = report.scenario.text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return (
    <Section id="scenario" title="The scenario">
      <p class="lead">
        <code dir="auto">{report.scenario.file}</code>: the text that everything above was made from.
      </p>
      <div class="listing scroll" tabIndex={0} role="region" aria-label="The scenario's text">
        {lines.map((text, i) => (
          <div class="line" id={`L${i + 1}`} key={i}>
            <a class="at" href={`#L${i + 1}`} aria-label={`line ${i + 1}`}>
              {i + 1}
            </a>
            <code dir="auto">
              <Line text={text} />
            </code>
          </div>
        ))}
      </div>
    </Section>
  );
}
