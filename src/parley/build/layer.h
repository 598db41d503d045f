// SPDX-License-Identifier: Apache-2.0
// The histories that wait at one moment of the play, equal ones as one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "parley/build/history.h"
#include "parley/build/timeline.h"

namespace parley::build {

/// The last node on a history that leads somewhere, and its label.
struct CameFrom {
  std::uint32_t parent = nothing;
  std::uint32_t label = 0;
};

struct Waiting {
  History history;
  std::uint32_t ticket = 0;
  CameFrom from;
};

class Layer {
 public:
  Layer() = default;
  Layer(const Layer&) = delete;
  Layer& operator=(const Layer&) = delete;

  [[nodiscard]] std::size_t size() const { return waiting_.size(); }
  void add(Waiting waiting) { waiting_.push_back(std::move(waiting)); }
  /// The ticket of an equal history that waits already; nothing where there is none, and then this one waits.
  std::optional<std::uint32_t> join(Waiting waiting) {
    waiting_.push_back(std::move(waiting));
    const auto [place, added] = places_.insert(waiting_.size() - 1);
    if (added) return std::nullopt;
    waiting_.pop_back();
    return waiting_[*place].ticket;
  }
  /// Nothing waits here any more.
  std::vector<Waiting> take() {
    places_ = Places(0, Hash{&waiting_}, Equal{&waiting_});
    return std::exchange(waiting_, {});
  }

 private:
  // Histories are long: the set holds their places only.
  struct Hash {
    const std::vector<Waiting>* waiting;
    std::size_t operator()(std::size_t place) const { return HistoryHash()((*waiting)[place].history); }
  };
  struct Equal {
    const std::vector<Waiting>* waiting;
    bool operator()(std::size_t a, std::size_t b) const { return (*waiting)[a].history == (*waiting)[b].history; }
  };
  using Places = std::unordered_set<std::size_t, Hash, Equal>;

  std::vector<Waiting> waiting_;
  Places places_{0, Hash{&waiting_}, Equal{&waiting_}};
};

}  // namespace parley::build
