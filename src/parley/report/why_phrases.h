// SPDX-License-Identifier: Apache-2.0
// Phrases of which the sentences and tables of an explanation are made.
#pragma once

#include <string>

#include "parley/why/explanation.h"

namespace parley::report {

/// "at the centre", "in draw 12".
[[nodiscard]] std::string point_phrase(const std::string& at);
/// The value at which something turns: 0 where it differs from it by no more than the halving.
[[nodiscard]] std::string turn_text(double from, double value);
/// "3.2 payoff units", "1 payoff unit".
[[nodiscard]] std::string units_phrase(double value);
/// "build_up + amnesty".
[[nodiscard]] std::string choice_phrase(const study::ChoiceName& choice);
/// "exit"; "resist (67 %) or concede (33 %)" where several are made.
[[nodiscard]] std::string choices_phrase(const std::vector<why::ChoiceChance>& choices);
/// "handover happens", "handover is the most likely outcome": what holds once the goal is met.
[[nodiscard]] std::string goal_phrase(why::Goal goal, const std::string& outcome);
/// What holds once this goal and the further one are met by the same changes.
[[nodiscard]] std::string both_phrase(why::Goal first, const std::string& outcome);
/// "its chance is then 12.0 %".
[[nodiscard]] std::string then_phrase(const why::Side& after, const std::string& outcome);
/// "candy from 42.43 to 45.1 (0.31 normal scores)".
[[nodiscard]] std::string change_phrase(const why::SingleChange& change);
/// "pain from 31.6 to 36 and candy from ..".
[[nodiscard]] std::string joint_phrase(const why::JointChange& change);
/// "pressure at build_up and offer at amnesty".
[[nodiscard]] std::string levers_phrase(const why::LeverChange& change);
/// "it would lose 3.2 payoff units by it (2.0 % of its range)".
[[nodiscard]] std::string loss_phrase(double loss, double share);

}  // namespace parley::report
