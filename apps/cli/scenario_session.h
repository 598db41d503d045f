// SPDX-License-Identifier: Apache-2.0
// What the verbs about scenarios share: read, check, hold, build, and say what was wrong on the way.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parley/build/hold.h"
#include "parley/build/model.h"
#include "parley/report/document.h"
#include "parley/scenario/analyse.h"
#include "parley/study/draws.h"
#include "parley/study/play.h"
#include "session.h"

namespace parley::cli {

/// A step on the way to an answer. Without a value what went wrong has been said, and the exit code is the verb's.
template <class T>
using Step = std::expected<T, Exit>;

/// A scenario without errors, with `--variant` applied and what `--set` and `--hold` hold.
struct CheckedScenario {
  scenario::SourceText source;
  std::shared_ptr<const scenario::Scenario> scenario;
  scenario::Diagnostics diagnostics;  ///< warnings and notes, those of building included once it is built
  std::vector<scenario::Hold> holds;
};

[[nodiscard]] Step<CheckedScenario> open_scenario(Session& session);
/// A text that was read already, with a variant applied ("" for none) and what the command line holds.
[[nodiscard]] Step<CheckedScenario> check_scenario(Session& session, scenario::SourceText source,
                                                   const std::string& variant);
/// What `--set` and `--hold` name, in the order of the command line, `--set` first; each lever once.
[[nodiscard]] Result<std::vector<scenario::Hold>> read_holds(const scenario::Scenario& scenario,
                                                             const Options& options);
/// The same text with another variant applied and the same levers held.
[[nodiscard]] Step<CheckedScenario> with_variant(Session& session, const CheckedScenario& checked,
                                                 const std::string& variant);

struct BuildRequest {
  std::vector<scenario::Target> targets = {};
  std::vector<scenario::Hold> holds = {};  ///< beyond those of the command line
  bool merge = true;
};
/// Adds the builder's warnings to `checked`.
[[nodiscard]] Step<std::shared_ptr<const build::Model>> build_model(Session& session, CheckedScenario& checked,
                                                                    const BuildRequest& request);

[[nodiscard]] study::DrawOptions draw_options(const Options& options);
[[nodiscard]] study::DrawPoint draw_point(const Options& options);
/// All slots of the model's program at the draw that `--at` names.
[[nodiscard]] Result<std::vector<Number>> slots_at(const build::Model& model, const Options& options);
/// A remark where `--draws` is no multiple of `--replicates` and is rounded up.
void remark_on_draws(Session& session);

[[nodiscard]] report::Provenance provenance(const Session& session);
/// Provenance of the answer and the diagnostics of the scenario, for JSON.
[[nodiscard]] report::Head head(const Session& session, const CheckedScenario& checked);
/// `check` shows warnings and notes whole, on standard error; other verbs say how many there are.
void show_warnings(Session& session, const CheckedScenario& checked);

/// As studies take it: by the name of the lever and a label or a number.
[[nodiscard]] build::Hold to_build(const scenario::Scenario& scenario, const scenario::Hold& hold);

/// 4 where the answer is partial because a limit was met or the run was stopped, else 0.
[[nodiscard]] Exit exit_of(Termination termination);

}  // namespace parley::cli
