// SPDX-License-Identifier: Apache-2.0
// `parley predict`: chances of the outcomes over all draws.
#include "parley/report/json_predict.h"
#include "parley/report/predict_text.h"
#include "parley/study/prediction.h"
#include "questions.h"
#include "scenario_session.h"

namespace parley::cli {

Exit run_predict(Session& session) {
  auto checked = open_scenario(session);
  if (!checked) return checked.error();
  auto targets = read_targets(session, *checked);
  if (!targets) return targets.error();
  const auto model = build_model(session, *checked, {.targets = *std::move(targets)});
  if (!model) return model.error();
  show_warnings(session, *checked);
  remark_on_draws(session);
  RunContext run = session.run_context();
  const auto prediction = study::predict(**model, draw_options(session.options()), run);
  if (!prediction) return session.fail(prediction.error());
  const Exit exit = exit_of(prediction->termination);
  if (session.options().format == Format::json) {
    const report::PredictedScenario scenario = {checked->source.text(), (*model)->variant};
    return session.answer(report::predict_json(head(session, *checked), *prediction, scenario).dump() + "\n", exit);
  }
  return session.answer(report::predict_text(session.style(), (*model)->title, (*model)->variant, *prediction), exit);
}

}  // namespace parley::cli
