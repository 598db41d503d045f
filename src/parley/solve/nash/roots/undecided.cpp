// SPDX-License-Identifier: Apache-2.0
// Merges boxes that nothing was proved of.
#include "parley/solve/nash/roots/undecided.h"

#include <algorithm>
#include <utility>

namespace parley::solve {
namespace {

Box<double> hull_of(const Box<double>& a, const Box<double>& b) {
  Box<double> both = a;
  for (std::size_t k = 0; k < a.size(); ++k) both[k] = hull(both[k], b[k]);
  return both;
}

bool touch(const Box<double>& a, const Box<double>& b) {
  constexpr double room = 1e-9;
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (a[k].low > b[k].high + room || b[k].low > a[k].high + room) return false;
  }
  return true;
}

Box<double> hull_of(const std::vector<Box<double>>& boxes) {
  Box<double> all = boxes.front();
  for (const auto& box : boxes) all = hull_of(all, box);
  return all;
}

bool lies_within(const std::vector<double>& low, const std::vector<double>& high, const std::vector<double>& outer_low,
                 const std::vector<double>& outer_high) {
  for (std::size_t s = 0; s < low.size(); ++s) {
    if (low[s] < outer_low[s] || high[s] > outer_high[s]) return false;
  }
  return true;
}

bool covers(const UndecidedBox& large, const UndecidedBox& small) {
  for (std::size_t p = 0; p < small.low.size(); ++p) {
    if (!lies_within(small.low[p], small.high[p], large.low[p], large.high[p])) return false;
  }
  return true;
}

}  // namespace

std::vector<Box<double>> merged(std::vector<Box<double>> boxes) {
  constexpr std::size_t most_boxes = 1000;
  constexpr std::size_t most_hulls = 8;
  if (boxes.empty()) return boxes;
  if (boxes.size() > most_boxes) return {hull_of(boxes)};
  std::vector<Box<double>> hulls;
  for (auto& box : boxes) {
    // What the box touches becomes one with it; the larger hull may then touch more.
    Box<double> grown = std::move(box);
    for (std::size_t k = 0; k < hulls.size();) {
      if (touch(grown, hulls[k])) {
        grown = hull_of(grown, hulls[k]);
        hulls.erase(hulls.begin() + static_cast<std::ptrdiff_t>(k));
        k = 0;
      } else {
        ++k;
      }
    }
    hulls.push_back(std::move(grown));
  }
  if (hulls.size() > most_hulls) return {hull_of(hulls)};
  return hulls;
}

UndecidedBox undecided_box(const game::PayoffTable& table, const SupportProfile& support, const ChanceLayout& layout,
                           const Box<double>& chances) {
  UndecidedBox box;
  for (std::size_t p = 0; p < support.size(); ++p) {
    auto& low = box.low.emplace_back(table.sizes[p], 0.0);
    auto& high = box.high.emplace_back(table.sizes[p], 0.0);
    if (support[p].size() == 1) low[support[p][0]] = high[support[p][0]] = 1.0;
  }
  for (std::size_t j = 0; j < layout.players.size(); ++j) {
    const std::uint32_t p = layout.players[j];
    for (std::size_t s = 0; s < layout.sizes[j]; ++s) {
      const auto& chance = chances[layout.first_chance[j] + s];
      box.low[p][support[p][s]] = std::max(chance.low, 0.0);
      box.high[p][support[p][s]] = std::min(chance.high, 1.0);
    }
  }
  return box;
}

void drop_covered(std::vector<UndecidedBox>& boxes) {
  std::vector<UndecidedBox> kept;
  for (auto& box : boxes) {
    if (std::ranges::any_of(kept, [&](const auto& known) { return covers(known, box); })) continue;
    std::erase_if(kept, [&](const auto& known) { return covers(box, known); });
    kept.push_back(std::move(box));
  }
  boxes = std::move(kept);
}

}  // namespace parley::solve
