// SPDX-License-Identifier: Apache-2.0
// Boxes as JSON: parley/boxes/1.
#pragma once

#include "parley/report/document.h"
#include "parley/report/json_writer.h"
#include "parley/study/boxes.h"

namespace parley::report {

[[nodiscard]] Json boxes_json(const Head& head, const study::Boxes& boxes);

}  // namespace parley::report
