// SPDX-License-Identifier: Apache-2.0
// What the evidence does, as JSON.
#pragma once

#include "parley/report/document.h"
#include "parley/report/json_writer.h"
#include "parley/study/evidence.h"

namespace parley::report {

/// parley/evidence/1.
[[nodiscard]] Json evidence_json(const Head& head, const study::EvidenceStudy& study);

}  // namespace parley::report
