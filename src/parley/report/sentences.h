// SPDX-License-Identifier: Apache-2.0
// Sentences that several texts for people share: who moves where, what is held, how far to trust the numbers.
#pragma once

#include <string>
#include <vector>

#include "parley/build/model.h"
#include "parley/study/frontier.h"
#include "parley/study/infoset_name.h"

namespace parley::report {

/// "leader (open)"; the step's name where it is another than the player's: "coercer at course", "leader, round 3".
[[nodiscard]] std::string mover(const study::InfosetName& name);
/// "saw build_up + amnesty, abstain, given?" (a question mark where the label may be wrong); empty where nothing was
/// seen.
[[nodiscard]] std::string seen_text(const study::InfosetName& name);
/// "leader (open), having seen build_up + amnesty, abstain".
[[nodiscard]] std::string mover_having_seen(const study::InfosetName& name);
/// "held: pressure at build_up, offer at 0.85; everything else is chosen freely".
[[nodiscard]] std::string held_sentence(const std::vector<build::Held>& held);
/// "a, b and c".
[[nodiscard]] std::string listed(const std::vector<std::string>& items);
/// What a prediction must say of the parameters: within a draw the players know them.
[[nodiscard]] std::string common_knowledge_sentence();

}  // namespace parley::report
