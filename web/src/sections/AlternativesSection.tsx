// SPDX-License-Identifier: Apache-2.0
// The same question under other games, other concepts of play and other precisions: which conclusions survive.
import {Alternatives, rows} from "../figures/Alternatives";
import {Figure} from "../parts/Figure";
import {Estimate, NumberText} from "../parts/Number";
import {AskHeading, Section, type SectionProps, Unanswered} from "../parts/Section";
import {Sentences} from "../parts/Sentence";
import {Table} from "../parts/Table";
import {type AlternativeRow, type Answer, answersOf} from "../report";

interface VariantRow {
  name: string | null;
  text: string | null;
  mean: number | null;
  standard_error: number | null;
  difference: number | null;
  difference_standard_error: number | null;
  likelihood: string | null;
  most_likely_outcome: string | null;
  agrees: boolean | null;
}

const verdict = (survives: boolean | null) => (survives === null ? "not told" : survives ? "yes" : "no");

function Rows({rows: alternatives}: {rows: AlternativeRow[]}) {
  return (
    <Table
      caption="What was tried, and with what"
      columns={["Alternative", "What it is", "Most likely", "Conclusion survives", "Draws", "Seconds", "Note"]}
      rows={alternatives.map((row) => [
        row.name,
        row.text,
        row.most_likely_outcome,
        {plain: verdict(row.survives), look: <b class={`verdict ${verdict(row.survives)}`}>{verdict(row.survives)}</b>},
        row.draws,
        row.seconds,
        row.note,
      ])}
      formats={[undefined, undefined, undefined, undefined, "count", "number"]}
    />
  );
}

function Variants({answer, report}: {answer: Answer} & SectionProps) {
  const {variants = [], target} = answer.result as unknown as {variants?: VariantRow[]; target?: string | null};
  const format = target?.startsWith("P(") ? "share" : "number";
  const signed = format === "share" ? "signed_share" : "signed";
  return (
    <div class="block">
      <AskHeading answer={answer} report={report} />
      <Table
        caption={`Variants${target ? ` of ${target}` : ""}`}
        hideCaption
        columns={["Variant", "Mean", "In words", "Against the file", "Most likely", "Agrees with the file"]}
        rows={variants.map((row) => [
          {
            plain: row.name ?? "the file",
            look: (
              <>
                <span dir="auto">{row.name ?? "the file"}</span>
                {row.text && (
                  <span class="under" dir="auto">
                    {row.text}
                  </span>
                )}
              </>
            ),
          },
          {plain: row.mean, look: <Estimate mean={row.mean} error={row.standard_error} format={format} />},
          row.likelihood,
          row.name === null
            ? ""
            : {plain: row.difference, look: <NumberText value={row.difference} format={signed} />},
          row.most_likely_outcome,
          row.name === null ? "" : row.agrees,
        ])}
      />
      {format === "share" && <p class="note">Differences are in points of per cent.</p>}
    </div>
  );
}

export function AlternativesSection({report}: SectionProps) {
  const {alternatives} = report;
  return (
    <Section id="alternatives" title="Alternatives">
      <Sentences of={alternatives.sentences} report={report} />
      {alternatives.rows.length > 0 && (
        <>
          <Figure
            title={`Does “${alternatives.conclusion}” stay the most likely outcome?`}
            draw={Alternatives}
            rows={rows}
            data={alternatives}
            report={report}
          />
          <Rows rows={alternatives.rows} />
        </>
      )}
      {answersOf(report, "variants").map((answer, i) => (
        <Variants key={i} answer={answer} report={report} />
      ))}
      <Unanswered kind="variants" report={report} />
    </Section>
  );
}
