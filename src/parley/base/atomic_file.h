// SPDX-License-Identifier: Apache-2.0
// Whole files, read at once and written so that nobody ever sees half of one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "parley/base/result.h"

namespace parley {

/// Write `bytes` to a new file beside `path`, bring it to the disk, and rename it to `path`. A reader, or a crash at
/// any moment, finds the old file or the new one. A symbolic link is followed; a file that exists keeps its
/// permissions; a device or a pipe is written to directly. Errors   io: the path, what failed and the system's reason;
/// the old file is then unchanged.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view bytes);

/// Errors   io: the path and the system's reason; too_large: the path, its size and the limit.
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::size_t max_bytes);

}  // namespace parley
