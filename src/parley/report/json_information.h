// SPDX-License-Identifier: Apache-2.0
// What knowing more would be worth, as JSON: parley/information/1.
#pragma once

#include <string>

#include "parley/report/document.h"
#include "parley/report/json_writer.h"
#include "parley/study/information.h"

namespace parley::report {

/// "param", "odds", "group", "type", "evidence", "everything".
[[nodiscard]] std::string kind_name(study::InformationRow::Kind kind);
[[nodiscard]] Json information_json(const Head& head, const study::Information& information);

}  // namespace parley::report
