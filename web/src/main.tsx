// SPDX-License-Identifier: Apache-2.0
// Reads the report that stands in the page and shows it in place of the summary for readers without scripts.
import {render} from "preact";
import {Page} from "./Page";
import type {Report} from "./report";

const data = document.getElementById("parley-report");
const place = document.getElementById("parley-page");
if (data && place) {
  const report = JSON.parse(data.textContent ?? "") as Report;
  render(<Page report={report} />, place);
  document.getElementById("parley-summary")?.remove();
}
