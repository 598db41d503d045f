// SPDX-License-Identifier: Apache-2.0
// Parts that several JSON documents share: levers held, information sets, choices.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/build/model.h"
#include "parley/math/statistics.h"
#include "parley/report/json_writer.h"
#include "parley/study/infoset_name.h"
#include "parley/study/play.h"
#include "parley/study/prediction.h"

namespace parley::report {

/// The text, or null where it is empty.
[[nodiscard]] Json text_or_null(const std::string& text);
/// {"pressure": "build_up", "offer": 0.85}: a number where it is written as one, "1/3" for a quotient.
[[nodiscard]] Json held_json(const std::vector<build::Held>& held);
/// {"kind": ..., "of": ...}: what a list of equilibria is a list of.
[[nodiscard]] Json list_json(const std::string& kind, const std::string& of);
[[nodiscard]] Json seen_json(const std::vector<study::SeenLabel>& seen);
[[nodiscard]] Json choice_json(const study::ChoiceName& choice);
/// Adds "player", "type", "step", "round", "seen"; type and round are null where there is none.
void set_infoset(Json& object, const study::InfosetName& name);
/// GAME of the contract.
[[nodiscard]] Json game_json(const study::GameSummary& game);
/// {"<name>": value, ...}
[[nodiscard]] Json named_json(const std::vector<study::NamedNumber>& numbers);
[[nodiscard]] Json estimate_json(const Estimate& estimate);
/// Numbers of draws: ties, not settled, not solved, failed.
[[nodiscard]] Json counts_json(const study::StudyCounts& counts);
/// Rules that draws break.
[[nodiscard]] Json failures_json(const std::vector<study::FailureRow>& failures);
/// "finished", "time_limit" or "stopped".
[[nodiscard]] std::string termination_name(Termination termination);

}  // namespace parley::report
