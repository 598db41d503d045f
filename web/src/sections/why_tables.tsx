// SPDX-License-Identifier: Apache-2.0
// The tables of an explanation: the path of play, what breaks other paths, and the least that would change it.
import {choiceText, shareText} from "../format";
import {NumberText} from "../parts/Number";
import {BareLine} from "../parts/Sentence";
import {Table, type TableCell} from "../parts/Table";
import {playerText, seenText} from "./places";
import type {Deviation, Goal, PathChoice, Side, Single, Stop} from "./why_types";

const at = ({step, round}: {step: string; round?: number | null}) =>
  round === null || round === undefined ? step : `${step}, round ${round}`;

function lineCell(lines: number[] | undefined): TableCell {
  const shown = lines ?? [];
  return {
    plain: shown.join(" "),
    look: shown.map((line, i) => (
      <span key={line}>
        {i > 0 && ", "}
        <BareLine line={line} />
      </span>
    )),
  };
}

function choicesCell(choices: PathChoice["choices"]): TableCell {
  if (choices.length === 1) return choiceText(choices[0]?.choice);
  return {
    plain: choices.map(({choice, prob}) => `${choiceText(choice)} ${prob}`).join("; "),
    look: choices.map(({choice, prob}, i) => (
      <span class="weight" key={i}>
        <span dir="auto">{choiceText(choice)}</span> <NumberText value={prob} format="share" />
      </span>
    )),
  };
}

function flipCell(flip: Single | null): TableCell {
  if (!flip) return "";
  return {
    plain: `${flip.name} ${flip.value_after}`,
    look: (
      <>
        <span dir="auto">{flip.name}</span> from <NumberText value={flip.from} /> to{" "}
        <NumberText value={flip.value_after} />
      </>
    ),
  };
}

/** The rows without the columns that are empty throughout. */
function Columns({caption, columns, rows, formats}: {
  caption: string;
  columns: string[];
  rows: TableCell[][];
  formats: (undefined | "number" | "share" | "count")[];
}) {
  const empty = (cell: TableCell) => cell === null || cell === undefined || cell === "";
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

export function PathTable({path, caption}: {path: PathChoice[]; caption: string}) {
  return (
    <Columns
      caption={caption}
      columns={["Player", "At", "Having seen", "Chooses", "Reached", "Margin", "Over", "Flips with", "Lines"]}
      rows={path.map((one) => [
        playerText(one),
        at(one),
        seenText(one.seen),
        choicesCell(one.choices),
        one.reach,
        one.margin,
        choiceText(one.next),
        flipCell(one.flip),
        lineCell(one.lines),
      ])}
      formats={[undefined, undefined, undefined, undefined, "share", "number"]}
    />
  );
}

export function DeviationTable({deviations, outcome}: {deviations: Deviation[]; outcome: string}) {
  return (
    <Columns
      caption={`What breaks the other paths to ${outcome}`}
      columns={["Player", "At", "Having seen", "Chooses", "The path needs", "Would lose", "Paths", "Lines"]}
      rows={deviations.map((one) => [
        playerText(one),
        at(one),
        seenText(one.seen),
        choiceText(one.chosen),
        choiceText(one.required),
        one.loss,
        one.paths,
        lineCell(one.lines),
      ])}
      formats={[undefined, undefined, undefined, undefined, undefined, "number", "count"]}
    />
  );
}

const goals: Record<Goal["goal"], (outcome: string) => string> = {
  happens: (outcome) => `What would make ${outcome} happen`,
  likeliest: (outcome) => `What would make ${outcome} the most likely outcome`,
  not_likeliest: (outcome) => `What would make another outcome than ${outcome} the most likely one`,
  vanishes: (outcome) => `What would keep ${outcome} from happening`,
};

/** The answer before and after a turn, as solved there. */
const side = ({prob, likeliest}: Side): TableCell => ({
  plain: `${likeliest} (${shareText(prob)})`,
  look: (
    <>
      <NumberText value={prob} format="share" />
      <span class="under" dir="auto">
        most likely: {likeliest}
      </span>
    </>
  ),
});

export function ChangeTable({goal, outcome}: {goal: Goal; outcome: string}) {
  const single = (kind: string) => (one: Single): TableCell[] => [
    one.name, kind, one.from, one.value_before, one.value_after, side(one.before), side(one.after), lineCell(one.lines),
  ];
  const joint = goal.joint;
  const rows = [
    ...goal.singles.map(single("alone")),
    ...(joint?.params ?? []).map((one) => single("together")({...one, before: joint!.before, after: joint!.after})),
    ...goal.constants.map(single("stated as certain")),
    ...goal.levers.map((one): TableCell[] => [
      choiceText(one.held), `held by ${one.player}`, "", "", "", side(one.before), side(one.after), lineCell(one.lines),
    ]),
  ];
  return (
    <Columns
      caption={`${(goals[goal.goal] ?? goals.happens)(outcome)}: changes found, solved on both sides`}
      columns={["What", "How", "From", "Not yet at", "Turned at", `${outcome} before`, `${outcome} after`, "Lines"]}
      rows={rows}
      formats={[undefined, undefined, "number", "number", "number"]}
    />
  );
}

export function StopTable({stops, outcome}: {stops: Stop[]; outcome: string}) {
  return (
    <Columns
      caption={`Over the draws: what stops ${outcome}`}
      columns={["Player", "At", "The path needs", "Would lose, on average", "Share of the draws without it", "Lines"]}
      rows={stops.map((one) => [
        playerText(one),
        one.step,
        choiceText(one.required),
        one.average_loss,
        one.share,
        lineCell(one.lines),
      ])}
      formats={[undefined, undefined, undefined, "number", "share"]}
    />
  );
}
