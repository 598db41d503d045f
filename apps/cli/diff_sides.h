// SPDX-License-Identifier: Apache-2.0
// The two operands of `diff`: files, variants of files, stored answers.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parley/report/diff.h"
#include "parley/study/prediction.h"
#include "scenario_session.h"
#include "stored_answer.h"

namespace parley::cli {

struct DiffOperand {
  report::DiffSide about;
  std::optional<CheckedScenario> checked;  ///< none: a stored answer without its scenario
  std::optional<StoredAnswer> stored;
};

/// Reads both operands and checks their scenarios, with what the command line holds.
[[nodiscard]] Step<std::pair<DiffOperand, DiffOperand>> open_operands(Session& session);
/// The stored answer in `path`, and its scenario where it holds one, with what the command line holds.
/// Errors   bad_input where the file is no stored answer.
[[nodiscard]] Step<DiffOperand> open_stored(Session& session, const std::string& path);

/// Both sides on the same draws. Defined with the verb `diff`.
[[nodiscard]] Step<report::Diff> difference_of(Session& session, DiffOperand& operand_a, DiffOperand& operand_b);

/// In which options that change the answer a stored one was made otherwise than this command would, and what of it is
/// not found again in `prediction`.
[[nodiscard]] std::vector<std::string> remarks_on_stored(const Options& options, const DiffOperand& operand,
                                                         const study::Prediction& prediction);

/// Targets of the command line and of stored answers that both sides can be asked, in canonical text, each once; a note
/// for those that only one can.
/// Errors   bad_option: a target that neither side can be asked.
[[nodiscard]] Result<std::vector<std::string>> read_targets(const Options& options, DiffOperand& a, DiffOperand& b,
                                                            std::vector<std::string>& notes);

}  // namespace parley::cli
