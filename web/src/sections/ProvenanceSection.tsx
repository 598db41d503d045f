// SPDX-License-Identifier: Apache-2.0
// What made the page, and the command that makes it again.
import notices from "../../../THIRD_PARTY_NOTICES";
import {Section, type SectionProps} from "../parts/Section";

export function ProvenanceSection({report}: SectionProps) {
  const {command, version, isa, seed, file_sha256} = report.provenance;
  return (
    <Section id="provenance" title="Provenance" lead="This command makes the report again:">
      <pre class="command scroll" tabIndex={0}>
        <code dir="auto">parley {command}</code>
      </pre>
      <dl class="facts">
        <dt>parley</dt>
        <dd>{version}</dd>
        <dt>Instruction set</dt>
        <dd>{isa}</dd>
        <dt>Seed</dt>
        <dd>
          <data value={String(seed)}>{seed}</data>
        </dd>
        <dt>SHA-256 of the file</dt>
        <dd>
          <code>{file_sha256}</code>
        </dd>
      </dl>
      <details class="notices">
        <summary>Software in this page, and its licences</summary>
        <pre tabIndex={0}>{notices}</pre>
      </details>
    </Section>
  );
}
