// SPDX-License-Identifier: Apache-2.0
// What changed since the last judgement: assumptions beside conclusions, and what each change accounts for.
import {Estimate, NumberText} from "../parts/Number";
import {Section, type SectionProps} from "../parts/Section";
import {BareLine} from "../parts/Sentence";
import {Table} from "../parts/Table";

interface Side {
  file: string;
  variant: string | null;
}

interface Changed {
  kind: string;
  name: string | null;
  change: string;
  before: string | null;
  after: string | null;
  line_b: number | null;
}

interface Conclusion {
  text: string;
  kind: string;
  before: number | null;
  before_standard_error: number | null;
  after: number | null;
  after_standard_error: number | null;
  difference: number | null;
  standard_error: number | null;
  beyond_two_errors: boolean | null;
  word_before: string | null;
  word_after: string | null;
}

interface Share {
  of: string;
  main: boolean;
  whole: number | null;
  rows: {assumptions: string[]; alone: number | null; taken_back: number | null; shapley: number | null}[];
}

interface Diff {
  a: Side;
  b: Side;
  assumptions: Changed[] | null;
  wording: Changed[] | null;
  conclusions: Conclusion[];
  most_likely: {before: string | null; after: string | null};
  shares: Share[];
  notes: string[];
}

const nameOf = ({file, variant}: Side) => (variant ? `${file}, variant ${variant}` : file);

function Conclusions({diff}: {diff: Diff}) {
  const isShare = (one: Conclusion) => one.kind === "outcome" || one.text.startsWith("P(");
  return (
    <Table
      caption="Conclusions"
      columns={["Conclusion", "Before", "Now", "Change", "In words", "Beyond two errors"]}
      rows={diff.conclusions.map((one) => {
        const format = isShare(one) ? "share" : "number";
        const signed = isShare(one) ? "signed_share" : "signed";
        const words = [one.word_before, one.word_after].filter(Boolean);
        return [
          one.text,
          {plain: one.before, look: <Estimate mean={one.before} error={one.before_standard_error} format={format} />},
          {plain: one.after, look: <Estimate mean={one.after} error={one.after_standard_error} format={format} />},
          {plain: one.difference, look: <NumberText value={one.difference} format={signed} />},
          words[0] === words[1] ? (words[0] ?? "") : words.join(" → "),
          one.beyond_two_errors,
        ];
      })}
    />
  );
}

function ChangedTable({caption, rows}: {caption: string; rows: Changed[]}) {
  if (rows.length === 0) return null;
  return (
    <Table
      caption={caption}
      columns={["What", "Change", "Before", "Now", "Line"]}
      rows={rows.map((one) => [
        one.name ? `${one.kind} ${one.name}` : one.kind,
        one.change,
        {plain: one.before, look: <code class="value" dir="auto">{one.before ?? "–"}</code>},
        {plain: one.after, look: <code class="value" dir="auto">{one.after ?? "–"}</code>},
        {plain: one.line_b, look: <BareLine line={one.line_b} />},
      ])}
    />
  );
}

function Shares({of}: {of: Share}) {
  return (
    <Table
      caption={`What each change does to ${of.of}`}
      columns={["Changes", "Its part", "Alone", "Taken back"]}
      rows={of.rows.map((row) => [row.assumptions.join(", "), row.shapley, row.alone, row.taken_back])}
      formats={[undefined, "signed", "signed", "signed"]}
    />
  );
}

export function ChangesSection({report}: SectionProps) {
  if (!report.changes) return null;
  const diff = report.changes as unknown as Diff;
  const {before, after} = diff.most_likely;
  return (
    <Section id="changes" title="What changed">
      <p>
        Against <code dir="auto">{nameOf(diff.a)}</code>:{" "}
        {before === after ? (
          <>
            the most likely outcome is still <b dir="auto">{after}</b>.
          </>
        ) : (
          <>
            the most likely outcome was <b dir="auto">{before}</b> and is now <b dir="auto">{after}</b>.
          </>
        )}
      </p>
      <Conclusions diff={diff} />
      <ChangedTable caption="Changed assumptions" rows={diff.assumptions ?? []} />
      {diff.shares.filter(({main}) => main).map((share) => (
        <Shares key={share.of} of={share} />
      ))}
      <ChangedTable caption="Changed wording, which moves no number" rows={diff.wording ?? []} />
      {diff.notes.map((note, i) => (
        <p class="note" dir="auto" key={i}>
          {note}
        </p>
      ))}
    </Section>
  );
}
