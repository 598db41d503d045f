// SPDX-License-Identifier: Apache-2.0
// Typed indices: an index of one kind of thing cannot be used for another.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace parley {

template <class Tag>
struct Id {
  std::uint32_t index = 0;

  auto operator<=>(const Id&) const = default;
  /// For subscripts into std::vector.
  [[nodiscard]] constexpr std::size_t at() const { return index; }
};

template <class Tag>
[[nodiscard]] constexpr Id<Tag> make_id(std::size_t index) {
  return Id<Tag>{static_cast<std::uint32_t>(index)};
}

}  // namespace parley

template <class Tag>
struct std::hash<parley::Id<Tag>> {
  std::size_t operator()(const parley::Id<Tag>& id) const noexcept { return std::hash<std::uint32_t>{}(id.index); }
};
