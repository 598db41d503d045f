// SPDX-License-Identifier: Apache-2.0
// Maximal Nash subsets, their corners, and which of them touch.
#include "parley/solve/nash/faces/nash_subsets.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace parley::solve {
namespace {

using Pair = std::pair<std::size_t, std::size_t>;  // of corners

bool is_origin(const Corner& corner) {
  return std::ranges::all_of(corner.mix, [](const Rational& share) { return share.is_zero(); });
}

/// What is tight on the whole face: a face lies in another where it has all that the other has.
LabelSet common_labels(const std::vector<std::size_t>& corners, const Corners& all) {
  LabelSet common = all.list()[corners.front()].tight;
  for (const std::size_t corner : corners) common &= all.list()[corner].tight;
  return common;
}

struct Labelled {
  LabelSet first, second;
  const FacePair* pair;
  [[nodiscard]] std::size_t size() const { return pair->first.size() * pair->second.size(); }
  [[nodiscard]] bool lies_in(const Labelled& other) const {
    return first.includes(other.first) && second.includes(other.second);
  }
};

std::vector<Labelled> maximal(const ComplementaryFaces& faces) {
  std::vector<Labelled> all;
  all.reserve(faces.pairs.size());
  for (const FacePair& pair : faces.pairs) {
    if (pair.first.empty() || pair.second.empty() || is_origin(faces.first.list()[pair.first.front()])) continue;
    all.push_back({common_labels(pair.first, faces.first), common_labels(pair.second, faces.second), &pair});
  }
  std::ranges::stable_sort(all, [](const Labelled& a, const Labelled& b) { return a.size() > b.size(); });
  std::vector<Labelled> kept;
  std::size_t num_larger = 0;  // first in the list; nothing lies in a point but the point itself, which comes once
  for (const Labelled& one : all) {
    const auto larger = std::span(kept).first(num_larger);
    if (std::ranges::any_of(larger, [&](const Labelled& other) { return one.lies_in(other); })) continue;
    kept.push_back(one);
    if (one.size() > 1) num_larger = kept.size();
  }
  return kept;
}

/// Corners by what they play: those that play the first strategies most come first.
std::vector<std::size_t> ranks_of(const Corners& corners) {
  std::vector<std::size_t> order(corners.list().size()), rank(order.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return std::ranges::lexicographical_compare(corners.list()[b].mix, corners.list()[a].mix);
  });
  for (std::size_t k = 0; k < order.size(); ++k) rank[order[k]] = k;
  return rank;
}

std::vector<std::vector<Rational>> mixes_of(const std::vector<std::size_t>& face, const Corners& corners) {
  std::vector<std::vector<Rational>> mixes;
  mixes.reserve(face.size());
  for (const std::size_t corner : face) mixes.push_back(corners.list()[corner].mix);
  return mixes;
}

std::vector<double> in_doubles(const std::vector<Rational>& mix) {
  std::vector<double> out;
  out.reserve(mix.size());
  for (const Rational& share : mix) out.push_back(share.to_double());
  return out;
}

/// Connects what belongs to one subset (Tarjan's union of sets, with halved paths).
class Components {
 public:
  explicit Components(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t find(std::size_t one) {
    while (parent_[one] != one) one = parent_[one] = parent_[parent_[one]];
    return one;
  }
  void join(std::size_t a, std::size_t b) { parent_[std::max(find(a), find(b))] = std::min(find(a), find(b)); }

 private:
  std::vector<std::size_t> parent_;
};

void number_components(NashList& list) {
  Components components(list.equilibria.size());
  for (const NashSubset& subset : list.subsets) {
    for (const std::size_t equilibrium : subset.equilibria) components.join(subset.equilibria.front(), equilibrium);
  }
  std::map<std::size_t, std::uint32_t> numbers;
  for (std::size_t k = 0; k < list.equilibria.size(); ++k) {
    const auto number = static_cast<std::uint32_t>(numbers.size());
    list.equilibria[k].component = numbers.try_emplace(components.find(k), number).first->second;
  }
}

}  // namespace

NashList nash_subsets(const ComplementaryFaces& faces) {
  const std::vector<Labelled> subsets = maximal(faces);
  const auto rank_first = ranks_of(faces.first), rank_second = ranks_of(faces.second);
  std::map<Pair, Pair> by_rank;  // ranks to corners
  for (const Labelled& subset : subsets) {
    for (const std::size_t x : subset.pair->first) {
      for (const std::size_t y : subset.pair->second) by_rank[{rank_first[x], rank_second[y]}] = {x, y};
    }
  }
  NashList list;
  std::map<Pair, std::size_t> number;
  for (const auto& [rank, corners] : by_rank) {
    number[corners] = list.equilibria.size();
    NashEquilibrium& one = list.equilibria.emplace_back();
    one.exact.probs = {faces.first.list()[corners.first].mix, faces.second.list()[corners.second].mix};
    for (const auto& mix : one.exact.probs) one.profile.probs.push_back(in_doubles(mix));
  }
  for (const Labelled& subset : subsets) {
    NashSubset& out = list.subsets.emplace_back();
    auto first = subset.pair->first, second = subset.pair->second;
    std::ranges::sort(first, {}, [&](std::size_t x) { return rank_first[x]; });
    std::ranges::sort(second, {}, [&](std::size_t y) { return rank_second[y]; });
    out.first = mixes_of(first, faces.first);
    out.second = mixes_of(second, faces.second);
    for (const std::size_t x : first) {
      for (const std::size_t y : second) out.equilibria.push_back(number.at({x, y}));
    }
  }
  std::ranges::sort(list.subsets, {}, &NashSubset::equilibria);
  number_components(list);
  const bool is_finite =
      std::ranges::all_of(list.subsets, [](const NashSubset& s) { return s.equilibria.size() == 1; });
  list.termination = faces.termination;
  list.completeness = is_finite ? Completeness::complete : Completeness::components;
  if (list.termination != Termination::finished) list.completeness = Completeness::found;
  return list;
}

}  // namespace parley::solve
