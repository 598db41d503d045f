// SPDX-License-Identifier: Apache-2.0
// parley/variants/1: a comparison of variants.
#pragma once

#include <cstddef>
#include <string>

#include "parley/report/document.h"
#include "parley/study/variants.h"

namespace parley::report {

/// Of target `t` of the models.
[[nodiscard]] Json variants_json(const Head& head, const std::string& target,
                                 const study::VariantComparison& comparison, std::size_t t);

}  // namespace parley::report
