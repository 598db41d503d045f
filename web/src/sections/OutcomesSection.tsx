// SPDX-License-Identifier: Apache-2.0
// How likely each outcome is, what the targets and values come to, and what each player plans.
import {OutcomeBars, rows} from "../figures/OutcomeBars";
import {choiceText} from "../format";
import {Figure, longTable} from "../parts/Figure";
import {Estimate, NumberText} from "../parts/Number";
import {AskHeading, Section, type SectionProps, Unanswered} from "../parts/Section";
import {Table} from "../parts/Table";
import {type Answer, answersOf, type Seen} from "../report";
import {seenText} from "./places";

interface Ranged {
  mean: number;
  standard_error: number;
  low: number;
  high: number;
}

interface Plan {
  player: string;
  type: string | null;
  step: string;
  round: number | null;
  seen: Seen[];
  choice: unknown;
  share: number;
  exists_share: number;
}

interface Prediction {
  targets: (Ranged & {text: string})[];
  values: (Ranged & {player: string})[];
  plans: Plan[];
}

const estimate = ({mean, standard_error}: Ranged, format: "share" | "number") => ({
  plain: mean,
  look: <Estimate mean={mean} error={standard_error} format={format} />,
});

/** Choices that are rare at places that are rarely there say little and would fill pages. */
const leastShare = 0.1;

function Plans({plans}: {plans: Plan[]}) {
  const shown = plans.filter(({share, exists_share}) => share >= leastShare && exists_share >= leastShare);
  if (shown.length === 0) return null;
  return (
    <details class={shown.length > longTable ? "data long" : "data"}>
      <summary>
        What each player plans ({shown.length} of {plans.length} rows: choices in 10 % of the draws or more)
      </summary>
      <Table
        caption="What each player plans"
        columns={["Player", "At", "Having seen", "Chooses", "Share of draws", "Place exists in"]}
        rows={shown.map((plan) => [
          plan.type ? `${plan.player} (${plan.type})` : plan.player,
          plan.round === null ? plan.step : `${plan.step}, round ${plan.round}`,
          seenText(plan.seen),
          choiceText(plan.choice),
          plan.share,
          plan.exists_share,
        ])}
        formats={[undefined, undefined, undefined, undefined, "share", "share"]}
        hideCaption
      />
    </details>
  );
}

function Prediction({answer, report}: {answer: Answer} & SectionProps) {
  const {targets = [], values = [], plans = []} = answer.result as unknown as Prediction;
  return (
    <div class="block">
      {answer.line > 0 && <AskHeading answer={answer} report={report} />}
      <Figure
        title="Chance of each outcome"
        draw={OutcomeBars}
        rows={rows}
        data={answer.result}
        report={report}
      />
      {targets.length > 0 && (
        <Table
          caption="What was asked for besides"
          columns={["Target", "Mean", "5 %", "95 %"]}
          rows={targets.map((one) => {
            const format = one.text.startsWith("P(") ? "share" : "number";
            const end = (value: number) => ({plain: value, look: <NumberText value={value} format={format} />});
            return [one.text, estimate(one, format), end(one.low), end(one.high)];
          })}
        />
      )}
      {values.length > 0 && (
        <Table
          caption="What the game is worth to each player"
          columns={["Player", "Mean", "5 %", "95 %"]}
          rows={values.map((one) => [one.player, estimate(one, "number"), one.low, one.high])}
        />
      )}
      <Plans plans={plans} />
    </div>
  );
}

export function OutcomesSection({report}: SectionProps) {
  return (
    <Section id="outcomes" title="Outcomes">
      {answersOf(report, "predict").map((answer, i) => (
        <Prediction key={i} answer={answer} report={report} />
      ))}
      <Unanswered kind="predict" report={report} />
    </Section>
  );
}
