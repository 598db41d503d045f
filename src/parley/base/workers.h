// SPDX-License-Identifier: Apache-2.0
// Threads that share out a fixed list of chunks.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "parley/base/run_context.h"

namespace parley {

/// Run `work(chunk, worker)` once for each chunk in [0, num_chunks), on min(run.num_threads, num_chunks) workers;
/// worker is below that number, so that each may own a slot of scratch memory. One worker runs on the calling thread.
///
/// Needs    `work` writes only to what belongs to its chunk or its worker. Whoever calls merges by chunk, in order:
/// then
///          the result does not depend on the number of threads.
/// Returns  finished once every chunk is done; time_limit or stopped where `run` said stop before that. Chunks are
/// taken
///          in order, and one that was begun is finished: those done are the first k for some k.
/// Errors   the first exception that `work` throws (by chunk) ends the taking of chunks, and leaves here once all
/// workers
///          are idle.
/// Reports  `phase` with the number of chunks done, from one thread at a time and never decreasing.
[[nodiscard]] Termination for_each_chunk(std::size_t num_chunks, const RunContext& run,
                                         const std::function<void(std::size_t chunk, std::size_t worker)>& work,
                                         std::string_view phase = {});

}  // namespace parley
