// SPDX-License-Identifier: Apache-2.0
// A comparison of variants for people.
#pragma once

#include <cstddef>
#include <string>

#include "parley/report/text_style.h"
#include "parley/study/variants.h"

namespace parley::report {

/// Of target `t` of the models; `title` is the scenario's.
[[nodiscard]] std::string variants_text(const TextStyle& style, const std::string& title, const std::string& target,
                                        const study::VariantComparison& comparison, std::size_t t);

}  // namespace parley::report
