// SPDX-License-Identifier: Apache-2.0
// Bytes as text of 64 letters (RFC 4648, section 4), as a content security policy names a script's digest.
#pragma once

#include <span>
#include <string>

namespace parley {

/// With padding; four letters for three bytes.
[[nodiscard]] std::string base64(std::span<const unsigned char> bytes);

}  // namespace parley
