// SPDX-License-Identifier: Apache-2.0
// Drop a label, pick up another one in the other polytope, until the dropped one is picked up.
#include "parley/solve/nash/tables/lemke_howson_path.h"

#include <type_traits>
#include <utility>

namespace parley::solve::nash {

namespace {

constexpr std::size_t pivots_between_checks = 50;
constexpr double largest_error = 1e-9;  // of basic values, which start at 1
constexpr double lowest_value = -1e-7;  // below which a basis is not one of the polytope

}  // namespace

template <class Tableau>
LemkeHowsonPath<Tableau>::LemkeHowsonPath(Tableau first, Tableau second)
    : tableaux_{std::move(first), std::move(second)} {}

template <class Tableau>
typename LemkeHowsonPath<Tableau>::End LemkeHowsonPath<Tableau>::follow(Label missing, std::size_t most_pivots,
                                                                        const RunContext& run) {
  // At first a strategy is basic in its own player's tableau; it enters the other's.
  std::size_t side = tableaux_[0].is_basic(missing) ? 1 : 0;
  Label entering = missing;
  for (num_pivots_ = 0; num_pivots_ < most_pivots;) {
    if (run.should_stop()) return End::broken;
    const auto leaving = tableaux_[side].leaving(entering);
    if (!leaving) return End::broken;
    tableaux_[side].exchange(entering, *leaving);
    ++num_pivots_;
    if (*leaving == missing) return End::equilibrium;
    if (num_pivots_ % pivots_between_checks == 0 && !keep_accurate()) return End::broken;
    entering = *leaving;
    side = 1 - side;
  }
  return End::cut;
}

template <class Tableau>
bool LemkeHowsonPath<Tableau>::keep_accurate() {
  if constexpr (std::is_same_v<Tableau, ResponseTableau>) {
    for (ResponseTableau& tableau : tableaux_) {
      if (tableau.error() <= largest_error) continue;
      if (!tableau.rebuild() || tableau.lowest() < lowest_value) return false;
    }
  }
  return true;
}

template <class Tableau>
Supports LemkeHowsonPath<Tableau>::supports(const game::PayoffTable& table) const {
  Supports result;
  for (std::size_t i = 0; i < table.sizes[0]; ++i) {
    if (tableaux_[1].is_basic(static_cast<Label>(i))) result.first.push_back(i);
  }
  for (std::size_t j = 0; j < table.sizes[1]; ++j) {
    if (tableaux_[0].is_basic(static_cast<Label>(table.sizes[0] + j))) result.second.push_back(j);
  }
  return result;
}

template class LemkeHowsonPath<ResponseTableau>;
template class LemkeHowsonPath<ExactResponse>;

}  // namespace parley::solve::nash
