// SPDX-License-Identifier: Apache-2.0
// Where one parameter alone, moved within its range, changes the answer.
import {rows, Switches} from "../figures/Switches";
import {Figure, longTable} from "../parts/Figure";
import {Section, type SectionProps} from "../parts/Section";
import {BareLine} from "../parts/Sentence";
import {Table} from "../parts/Table";
import {placeText} from "./places";

export function SwitchesSection({report}: SectionProps) {
  const {switches} = report;
  if (switches.length === 0) {
    return (
      <Section id="switches" title="What would change our mind">
        <p>No single parameter, moved within its range with the others at their centre, changes the answer.</p>
      </Section>
    );
  }
  return (
    <Section
      id="switches"
      title="What would change our mind"
      lead="One parameter moved within its range, the others at their centre: where the answer turns."
    >
      <Figure title="Values at which the answer turns" draw={Switches} rows={rows} data={switches} report={report} />
      <details class={switches.length > longTable ? "data long" : "data"}>
        <summary>What turns, and where ({switches.length} rows, plans included)</summary>
        <Table
          hideCaption
          caption="What turns, and where"
          columns={["Parameter", "What it is", "Centre", "Turns at", "From", "To", "Whose choice", "Line"]}
          rows={switches.map((one) => [
            one.param,
            one.text,
            one.centre,
            one.value,
            one.from,
            one.to,
            placeText(one.infoset),
            {plain: one.line, look: <BareLine line={one.line} />},
          ])}
        />
      </details>
    </Section>
  );
}
