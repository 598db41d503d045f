// SPDX-License-Identifier: Apache-2.0
// An explanation as JSON: parley/why/1.
#pragma once

#include <cstdint>
#include <functional>

#include "parley/report/document.h"
#include "parley/report/json_writer.h"
#include "parley/why/explanation.h"

namespace parley::report {

/// The line of the file, from 1, on which a byte of its text stands.
using LineOf = std::function<std::uint32_t(std::uint32_t offset)>;

[[nodiscard]] Json why_json(const Head& head, const why::Explanation& explanation, const LineOf& line_of);

}  // namespace parley::report
