// SPDX-License-Identifier: Apache-2.0
// Parts of one work, done by several threads in any order and taken in the order of the parts.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <utility>

namespace parley {

/// What is made of the parts does not depend on who did which, or when. Parts that come early wait.
template <class Part>
class InOrder {
 public:
  /// Hand in part `index`, each once, from any thread. `take`(part) is called for every part whose turn has come, from
  /// one thread at a time; where it gives false nothing more is taken.
  template <class Take>
  void put(std::size_t index, Part part, const Take& take) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(index, std::move(part));
    for (auto it = waiting_.find(next_); it != waiting_.end() && !ended_; it = waiting_.find(++next_)) {
      ended_ = !take(std::move(it->second));
      waiting_.erase(it);
    }
  }

 private:
  std::mutex mutex_;
  std::map<std::size_t, Part> waiting_;
  std::size_t next_ = 0;
  bool ended_ = false;
};

}  // namespace parley
