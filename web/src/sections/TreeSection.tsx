// SPDX-License-Identifier: Apache-2.0
// The game with the chance that each branch is reached, and what each player believes there.
import {GameTree, rows} from "../figures/GameTree";
import {Figure} from "../parts/Figure";
import {NumberText} from "../parts/Number";
import {Section, type SectionProps} from "../parts/Section";

export function TreeSection({report}: SectionProps) {
  const {tree} = report;
  if (!tree) return null;
  return (
    <Section id="tree" title="The game as a tree">
      <Figure
        title={`The game at ${tree.at === "centre" ? "the centre of the ranges" : tree.at}`}
        note={
          <>
            Branches reached with less than <NumberText value={tree.fold_below} format="share" /> are folded. Point at a
            node, or move to it with the arrow keys, for what is chosen and believed there.
          </>
        }
        draw={GameTree}
        rows={rows}
        data={tree}
        report={report}
      />
    </Section>
  );
}
