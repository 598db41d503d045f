// SPDX-License-Identifier: Apache-2.0
// What each piece of evidence weighs, and what the answer would be without it or without its source.
import {Evidence, rows} from "../figures/Evidence";
import {Figure} from "../parts/Figure";
import {NumberText} from "../parts/Number";
import {Section, type SectionProps} from "../parts/Section";
import {SourceLinks} from "../parts/Sentence";
import {Table, type TableCell} from "../parts/Table";

interface Without {
  answers: {text: string; mean: number | null; difference: number | null; standard_error: number | null}[];
  most_likely_outcome: string | null;
}

interface Likelihood {
  label: string;
  low: number;
  high: number;
  log_odds: number;
}

interface Piece {
  name: string;
  text: string;
  sources: string[];
  items: {about: string; likelihoods: Likelihood[]}[];
  without: Without | null;
}

interface SourceEffect {
  name: string;
  text: string;
  grade: string | null;
  evidence: string[];
  without: Without | null;
  deceiving: Without | null;
}

interface EvidenceDoc {
  most_likely_outcome: string | null;
  evidence: Piece[];
  sources: SourceEffect[];
}

/** The change of one answer when something is left out, with the outcome that is then most likely where it differs. */
function Change({of, conclusion}: {of: Without | null; conclusion: string | null}) {
  const answer = of?.answers.find(({text}) => text === conclusion);
  if (!of || !answer) return <span class="none">–</span>;
  const differs = of.most_likely_outcome !== conclusion;
  return (
    <>
      <NumberText value={answer.mean} format="share" />{" "}
      <span class="error">
        (<NumberText value={answer.difference} format="signed_share" />)
      </span>
      {differs && (
        <b class="under" dir="auto">
          then {of.most_likely_outcome ?? "another"} is most likely
        </b>
      )}
    </>
  );
}

const change = (of: Without | null, conclusion: string | null): TableCell => ({
  plain: of?.answers.find(({text}) => text === conclusion)?.mean,
  look: <Change of={of} conclusion={conclusion} />,
});

function Weights({items}: {items: Piece["items"]}) {
  if (items.length === 0) return <span class="none">noted, weighs nothing</span>;
  return (
    <>
      {items.map(({about, likelihoods}) => (
        <span class="weight" key={about}>
          <span dir="auto">{about}</span>:{" "}
          {likelihoods.map(({label, log_odds}, i) => (
            <span key={label}>
              {i > 0 && ", "}
              <span dir="auto">{label}</span> <NumberText value={log_odds} format="signed" />
            </span>
          ))}
        </span>
      ))}
    </>
  );
}

const named = (name: string, text: string): TableCell => ({
  plain: name,
  look: (
    <>
      <span dir="auto">{name}</span>
      {text && (
        <span class="under" dir="auto">
          {text}
        </span>
      )}
    </>
  ),
});

const weightsText = (items: Piece["items"]) => {
  const ratios = (all: Likelihood[]) => all.map(({label, log_odds}) => `${label} ${log_odds}`).join(", ");
  return items.map(({about, likelihoods}) => `${about}: ${ratios(likelihoods)}`).join("; ");
};

export function EvidenceSection({report}: SectionProps) {
  if (!report.evidence) return null;
  const doc = report.evidence as unknown as EvidenceDoc;
  const conclusion = doc.most_likely_outcome;
  return (
    <Section id="evidence" title="Evidence">
      <Figure title="Weight of each piece of evidence" draw={Evidence} rows={rows} data={doc} report={report} />
      <Table
        caption={`Each piece, its weight in log odds, and the chance of ${conclusion ?? "the answer"} without it`}
        columns={["Evidence", "Sources", "Weight", "Without it"]}
        rows={doc.evidence.map((piece) => [
          named(piece.name, piece.text),
          {plain: piece.sources.join(" "), look: <SourceLinks names={piece.sources} />},
          {plain: weightsText(piece.items), look: <Weights items={piece.items} />},
          change(piece.without, conclusion),
        ])}
      />
      {doc.sources.length > 0 && (
        <Table
          caption={`Each source: the chance of ${conclusion ?? "the answer"} without it, and if it deceives`}
          columns={["Source", "Grade", "Evidence from it", "Without it", "If it deceives"]}
          rows={doc.sources.map((source) => [
            named(source.name, source.text),
            source.grade,
            source.evidence.join(", "),
            change(source.without, conclusion),
            change(source.deceiving, conclusion),
          ])}
        />
      )}
      <p class="note">Changes, in brackets, are in points of per cent.</p>
    </Section>
  );
}
