// SPDX-License-Identifier: Apache-2.0
// Depth-first counting of histories.
#include "parley/build/stored_size.h"

#include <algorithm>
#include <utility>

namespace parley::build {

namespace {

/// A set of fingerprints, open addressing; 0 stands for an empty place.
class Fingerprints {
 public:
  /// False where it is there already.
  bool insert(std::uint64_t print) {
    if (2 * (size_ + 1) > places_.size()) grow();
    if (!put(std::max<std::uint64_t>(print, 1))) return false;
    ++size_;
    return true;
  }

 private:
  bool put(std::uint64_t print) {
    const std::size_t mask = places_.size() - 1;
    std::size_t place = print & mask;
    while (places_[place] != 0) {
      if (places_[place] == print) return false;
      place = (place + 1) & mask;
    }
    places_[place] = print;
    return true;
  }
  void grow() {
    const auto old = std::exchange(places_, std::vector<std::uint64_t>(2 * places_.size()));
    for (const std::uint64_t print : old) {
      if (print != 0) put(print);
    }
  }

  std::vector<std::uint64_t> places_ = std::vector<std::uint64_t>(1024);
  std::size_t size_ = 0;
};

std::uint64_t fingerprint(std::uint32_t moment, const History& history) {
  std::uint64_t h = HistoryHash()(history) + (std::uint64_t{moment} + 1) * 0x9e3779b97f4a7c15U;
  h = (h ^ (h >> 32U)) * 0xd6e8feb86659fd93U;
  return h ^ (h >> 32U);
}

}  // namespace

StoredSize stored_size(Successors& successors, const Timeline& timeline, const Memory& memory, std::uint64_t most,
                       const RunContext& run) {
  constexpr std::size_t poll_every = 1024;
  StoredSize size;
  size.by_moment.resize(timeline.moments.size());
  Fingerprints seen;
  std::vector<std::pair<Stage, History>> open;
  open.emplace_back(Stage{}, start_of_play(timeline.facts.size()));
  for (std::size_t passed = 1; !open.empty(); ++passed) {
    if (passed % poll_every == 0 && run.should_stop()) {
      size.termination = run.why_stopped();
      break;
    }
    auto [at, history] = std::move(open.back());
    open.pop_back();
    if (at.asked == 0 && !memory.everything) {
      forget(memory, at.moment, history);
      if (!seen.insert(fingerprint(at.moment, history))) continue;
    }
    Branching branching = successors.after(at, history);
    if (branching.kind) {
      ++size.by_moment[at.moment];
      if (++size.nodes > most) {
        size.complete = false;
        break;
      }
    }
    for (Arm& arm : branching.arms) open.emplace_back(arm.to, std::move(arm.history));
  }
  return size;
}

}  // namespace parley::build
