// SPDX-License-Identifier: Apache-2.0
// `parley evidence`: what each piece of evidence does to the answer.
#include <string>
#include <vector>

#include "parley/report/evidence_text.h"
#include "parley/report/json_evidence.h"
#include "parley/study/evidence.h"
#include "questions.h"
#include "scenario_session.h"

namespace parley::cli {

namespace {

/// What the checker says of sources that stand behind a prior and behind evidence on it.
std::vector<std::string> double_uses(const CheckedScenario& checked) {
  std::vector<std::string> messages;
  for (const scenario::Diagnostic& one : checked.diagnostics.list) {
    if (one.code == "W0301") messages.push_back(one.message + "; " + one.help);
  }
  return messages;
}

}  // namespace

Exit run_evidence(Session& session) {
  auto checked = open_scenario(session);
  if (!checked) return checked.error();
  auto targets = read_targets(session, *checked);
  if (!targets) return targets.error();
  const auto model = build_model(session, *checked, {.targets = *std::move(targets)});
  if (!model) return model.error();
  show_warnings(session, *checked);
  remark_on_draws(session);
  const RunContext run = session.run_context();
  const auto study = study::evidence_study(**model, draw_options(session.options()), run);
  if (!study) return session.fail(study.error());
  const Exit exit = exit_of(study->termination);
  if (session.options().format == Format::json) {
    return session.answer(report::evidence_json(head(session, *checked), *study).dump() + "\n", exit);
  }
  return session.answer(
      report::evidence_text(session.style(), (*model)->title, (*model)->variant, *study, double_uses(*checked)), exit);
}

}  // namespace parley::cli
