// SPDX-License-Identifier: Apache-2.0
// What the evidence does, as JSON.
#pragma once

#include <cstddef>

#include "parley/report/document.h"
#include "parley/report/json_writer.h"
#include "parley/study/evidence.h"

namespace parley::report {

/// Of a label against the last one, at the geometric middle of a range.
[[nodiscard]] double log_odds(const build::EvidenceItem& item, std::size_t label);
/// parley/evidence/1.
[[nodiscard]] Json evidence_json(const Head& head, const study::EvidenceStudy& study);

}  // namespace parley::report
