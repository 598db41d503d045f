// SPDX-License-Identifier: Apache-2.0
// Why an outcome happens or does not: the path of play, what breaks the others, the least that would change it.
import {choiceText} from "../format";
import {AskHeading, Section, type SectionProps} from "../parts/Section";
import {BareLine, Sentences} from "../parts/Sentence";
import {Table, type TableCell} from "../parts/Table";
import {type Answer, answersOf, type InfosetPlace, type SentenceText} from "../report";
import {playerText, seenText} from "./places";

interface Flip {
  param?: string;
  from?: number | string | null;
  to?: number | string | null;
  distance?: number | null;
  lines?: number[];
}

interface Step extends InfosetPlace {
  choice?: unknown;
  prob?: number | null;
  reach?: number | null;
  margin?: number | null;
  next_best?: unknown;
  flip?: Flip | null;
}

interface Deviation extends InfosetPlace {
  chosen?: unknown;
  required?: unknown;
  loss?: number | null;
  paths?: number | null;
}

interface Why {
  outcome: string;
  holds: boolean;
  sentences: SentenceText[];
  path?: Step[];
  deviations?: Deviation[];
  smallest_change?: {
    length?: number | null;
    params?: {name: string; from: number; to: number; line?: number}[];
    verified?: boolean;
  } | null;
  over_draws?: {draws: number; rows?: (Partial<InfosetPlace> & {choice?: unknown; share?: number | null})[]} | null;
}

const at = (place: Partial<InfosetPlace>) =>
  place.round === null || place.round === undefined ? (place.step ?? "") : `${place.step}, round ${place.round}`;

/** Tables show the columns that hold anything. */
function Columns({caption, columns, rows, formats}: {
  caption: string;
  columns: string[];
  rows: TableCell[][];
  formats: (undefined | "number" | "share" | "count")[];
}) {
  const empty = (cell: TableCell | undefined) => cell === null || cell === undefined || cell === "";
  const used = columns.map((_, i) => i).filter((i) => rows.some((row) => !empty(row[i])));
  if (rows.length === 0) return null;
  return (
    <Table
      caption={caption}
      columns={used.map((i) => columns[i] ?? "")}
      rows={rows.map((row) => used.map((i) => row[i]))}
      formats={used.map((i) => formats[i])}
    />
  );
}

const flipText = (flip: Flip | null | undefined) =>
  flip?.param ? `${flip.param}${flip.to === null || flip.to === undefined ? "" : ` at ${flip.to}`}` : "";

function PathTable({path}: {path: Step[]}) {
  return (
    <Columns
      caption="The path of play"
      columns={["Player", "At", "Having seen", "Chooses", "With", "Reached", "Rather than", "Margin", "Flips with"]}
      rows={path.map((step) => [
        playerText(step),
        at(step),
        seenText(step.seen),
        choiceText(step.choice),
        step.prob,
        step.reach,
        choiceText(step.next_best),
        step.margin,
        flipText(step.flip),
      ])}
      formats={[undefined, undefined, undefined, undefined, "share", "share", undefined, "number", undefined]}
    />
  );
}

function DeviationTable({deviations}: {deviations: Deviation[]}) {
  return (
    <Columns
      caption="What breaks the paths to it"
      columns={["Player", "At", "Having seen", "Chooses", "The path needs", "Loss", "Paths"]}
      rows={deviations.map((one) => [
        playerText(one),
        at(one),
        seenText(one.seen),
        choiceText(one.chosen),
        choiceText(one.required),
        one.loss,
        one.paths,
      ])}
      formats={[undefined, undefined, undefined, undefined, undefined, "number", "count"]}
    />
  );
}

function Explanation({answer, report}: {answer: Answer} & SectionProps) {
  const why = answer.result as unknown as Why;
  const change = why.smallest_change;
  const overDraws = why.over_draws?.rows ?? [];
  return (
    <div class="block">
      <AskHeading answer={answer} report={report} />
      <Sentences of={why.sentences} report={report} />
      <PathTable path={why.path ?? []} />
      <DeviationTable deviations={why.deviations ?? []} />
      <Columns
        caption="The smallest change found after which it is otherwise"
        columns={["Parameter", "From", "To", "Line"]}
        rows={(change?.params ?? []).map(({name, from, to, line}) => [
          name,
          from,
          to,
          {plain: line, look: <BareLine line={line} />},
        ])}
        formats={[undefined, "number", "number", undefined]}
      />
      <Columns
        caption="Over the draws: what stands in its way"
        columns={["Player", "At", "Choice", "Share of draws"]}
        rows={overDraws.map((row) => [
          playerText({player: row.player ?? "", type: row.type}),
          at(row),
          choiceText(row.choice),
          row.share,
        ])}
        formats={[undefined, undefined, undefined, "share"]}
      />
    </div>
  );
}

export function WhySection({report}: SectionProps) {
  return (
    <Section id="why" title="Why, and why not">
      {answersOf(report, "why").map((answer, i) => (
        <Explanation key={i} answer={answer} report={report} />
      ))}
    </Section>
  );
}
