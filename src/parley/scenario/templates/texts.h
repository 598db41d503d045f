// SPDX-License-Identifier: Apache-2.0
// The texts of the templates, one file each.
#pragma once

#include <string_view>

namespace parley::scenario::templates_text {

extern const std::string_view attrition, bargaining, deterrence, negotiated_exit, signalling;

}  // namespace parley::scenario::templates_text
