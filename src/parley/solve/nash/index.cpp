// SPDX-License-Identifier: Apache-2.0
// Signs of determinants of indifference conditions.
#include "parley/solve/nash/index.h"

#include <algorithm>

#include "parley/math/krawczyk.h"
#include "parley/solve/nash/roots/support_forms.h"

namespace parley::solve {
namespace {

SupportProfile support_of(const NashEquilibrium& equilibrium) {
  SupportProfile support;
  for (std::size_t p = 0; p < equilibrium.profile.probs.size(); ++p) {
    auto& used = support.emplace_back();
    for (std::uint32_t s = 0; s < equilibrium.profile.probs[p].size(); ++s) {
      const bool is_used = equilibrium.exact.probs.empty() ? equilibrium.profile.probs[p][s] > 0.0
                                                           : equilibrium.exact.probs[p][s].sign() > 0;
      if (is_used) used.push_back(s);
    }
  }
  return support;
}

Box<Rational> chances_of_used(const NashEquilibrium& equilibrium, const SupportProfile& support) {
  Box<Rational> chances;
  for (std::size_t p = 0; p < support.size(); ++p) {
    if (support[p].size() == 1) continue;
    for (const std::uint32_t s : support[p]) {
      if (!equilibrium.exact.probs.empty()) {
        chances.push_back(point(equilibrium.exact.probs[p][s]));
        continue;
      }
      const Rational centre = Rational::from_double(equilibrium.profile.probs[p][s]);
      chances.push_back({centre - equilibrium.radius, centre + equilibrium.radius});
    }
  }
  return chances;
}

}  // namespace

EquilibriumIndex index_of(const game::PayoffTable& table, const NashEquilibrium& equilibrium) {
  const SupportProfile support = support_of(equilibrium);
  const auto forms = support_forms(table, support);
  const auto chances = chances_of_used(equilibrium, support);
  const bool is_worse = std::ranges::all_of(
      forms.gains, [&](const auto& gain) { return bounds(gain, forms.layout, chances).high.sign() < 0; });
  if (!is_worse || forms.num_equal_unused > 0) return {.index = 0, .irregularity = Irregularity::unused_best_reply};
  auto jacobian = equation_jacobian(forms, chances);
  for (auto& entry : jacobian) entry = -entry;
  const int sign = determinant_sign(jacobian, forms.layout.num_unknowns);
  return {.index = sign, .irregularity = sign == 0 ? Irregularity::singular : Irregularity::none};
}

IndexCheck check_indices(const game::PayoffTable& table, const NashList& list) {
  IndexCheck check;
  check.indices.reserve(list.equilibria.size());
  for (const auto& equilibrium : list.equilibria) {
    check.indices.push_back(index_of(table, equilibrium));
    check.sum += check.indices.back().index;
    if (check.indices.back().index == 0 && !check.irregular) check.irregular = check.indices.size() - 1;
  }
  if (check.irregular) {
    check.verdict = IndexCheck::Verdict::not_regular;
  } else {
    check.verdict = check.sum == 1 ? IndexCheck::Verdict::sum_is_one : IndexCheck::Verdict::does_not_fit;
  }
  return check;
}

}  // namespace parley::solve
