// SPDX-License-Identifier: Apache-2.0
// How the numbers were made, what was counted on the way, and what took how long.
import {NumberText} from "../parts/Number";
import {Section, type SectionProps} from "../parts/Section";
import {LineLinks, Sentences} from "../parts/Sentence";
import {Table} from "../parts/Table";

const words: Record<string, string> = {
  ties: "Ties",
  ties_that_matter: "Ties that matter",
  unsettled: "Unsettled draws",
  unsolved: "Unsolved draws",
  several_equilibria: "Draws with several equilibria",
  cut_lists: "Lists cut short",
  failed: "Failed draws",
};

export function Method({report}: SectionProps) {
  const {sentences, counts, effective_draws, largest_deviation_gain} = report.method;
  return (
    <Section id="method" title="Method">
      <div class="box">
        <Sentences of={sentences} report={report} />
        <dl class="counts">
          <div>
            <dt>Effective draws</dt>
            <dd>
              <NumberText value={effective_draws} format="count" />
            </dd>
          </div>
          <div>
            <dt>Largest gain from deviating</dt>
            <dd>
              <NumberText value={largest_deviation_gain} />
            </dd>
          </div>
          {Object.entries(counts).map(([name, count]) => (
            <div key={name}>
              <dt>{words[name] ?? name.replace(/_/g, " ")}</dt>
              <dd>
                <NumberText value={count} format="count" />
              </dd>
            </div>
          ))}
        </dl>
      </div>
      {report.diagnostics.length > 0 && (
        <>
          <h3>What the checks say of the scenario</h3>
          <ul class="diagnostics">
            {report.diagnostics.map((one, i) => (
              <li key={i}>
                <b>
                  {one.severity} {one.code}
                </b>{" "}
                <span dir="auto">{one.message}</span> <LineLinks lines={[one.line]} report={report} />
                {one.help && (
                  <span class="under" dir="auto">
                    {one.help}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {report.timings.length > 0 && (
        <details class="data">
          <summary>What took how long</summary>
          <Table
            caption="What took how long"
            hideCaption
            columns={["Part", "Seconds", "Draws"]}
            rows={report.timings.map(({part, seconds, draws}) => [part, seconds, draws])}
            formats={[undefined, "number", "count"]}
          />
        </details>
      )}
    </Section>
  );
}
