// SPDX-License-Identifier: Apache-2.0
// An explanation as JSON: parley/why/1.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "parley/build/model.h"
#include "parley/report/document.h"
#include "parley/report/json_writer.h"
#include "parley/why/explanation.h"

namespace parley::report {

/// The line of the file, from 1, on which a byte of its text stands.
using LineOf = std::function<std::uint32_t(std::uint32_t offset)>;

/// Rising, each once; an empty origin has none.
[[nodiscard]] std::vector<std::uint32_t> lines_of(const std::vector<build::Origin>& origins, const LineOf& line_of);

[[nodiscard]] Json why_json(const Head& head, const why::Explanation& explanation, const LineOf& line_of);

}  // namespace parley::report
