// SPDX-License-Identifier: Apache-2.0
// Finds ids by hash; forgetting all of them costs nothing, since it is done for every information set.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace parley::solve::settled {

class HashIndex {
 public:
  void clear() {
    ++generation_;
    size_ = 0;
  }

  /// The first id of this hash for which `is_it` holds; `missing` where there is none.
  template <class IsIt>
  [[nodiscard]] std::uint32_t find(std::size_t hash, const IsIt& is_it, std::uint32_t missing) const {
    for (std::size_t at = hash & mask(); places_[at].generation == generation_; at = (at + 1) & mask()) {
      if (places_[at].hash == hash && is_it(places_[at].id)) return places_[at].id;
    }
    return missing;
  }

  void insert(std::size_t hash, std::uint32_t id) {
    if (2 * ++size_ > places_.size()) grow();
    put({hash, id, generation_});
  }

 private:
  struct Place {
    std::size_t hash = 0;
    std::uint32_t id = 0;
    std::uint32_t generation = 0;  // taken where it is the present one
  };

  [[nodiscard]] std::size_t mask() const { return places_.size() - 1; }

  void put(const Place& place) {
    std::size_t at = place.hash & mask();
    while (places_[at].generation == generation_) at = (at + 1) & mask();
    places_[at] = place;
  }

  void grow() {
    std::vector<Place> old(2 * places_.size());
    old.swap(places_);
    for (const Place& place : old) {
      if (place.generation == generation_) put(place);
    }
  }

  std::vector<Place> places_ = std::vector<Place>(256);  // a power of two, at most half of it taken
  std::uint32_t generation_ = 1;
  std::size_t size_ = 0;
};

}  // namespace parley::solve::settled
