// SPDX-License-Identifier: Apache-2.0
// parley/drivers/1.
#pragma once

#include "parley/report/document.h"
#include "parley/study/drivers.h"

namespace parley::report {

[[nodiscard]] Json drivers_json(const Head& head, const study::Drivers& drivers);

}  // namespace parley::report
