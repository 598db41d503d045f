// SPDX-License-Identifier: Apache-2.0
// Support profiles one after another, and what their roots are.
#include "parley/solve/nash/supports.h"

#include <algorithm>
#include <map>
#include <optional>

#include "parley/solve/nash/index.h"
#include "parley/solve/nash/pure_scan.h"
#include "parley/solve/nash/roots/chance_box.h"
#include "parley/solve/nash/roots/linear_support.h"
#include "parley/solve/nash/roots/support_order.h"
#include "parley/solve/nash/roots/undecided.h"

namespace parley::solve {
namespace {

enum class Verdict : std::uint8_t { equilibrium, none, undecided };

/// Of a root of the equations, known by its chances up to the ends of a box.
Verdict judge(const game::PayoffTable& table, const SupportProfile& support, const SupportForms<Rational>& forms,
              const Box<Rational>& chances) {
  bool is_sure = true;
  for (const auto& chance : chances) {
    if (chance.high.sign() <= 0) return Verdict::none;  // zero: a smaller support has it
    is_sure = is_sure && chance.low.sign() > 0;
  }
  for (std::size_t k = 0; k < forms.gains.size(); ++k) {
    const auto gain = bounds(forms.gains[k], forms.layout, chances);
    if (gain.low.sign() > 0) return Verdict::none;
    if (gain.high.sign() > 0) is_sure = is_sure && is_copied(table, support, forms.unused[k]);
  }
  return is_sure ? Verdict::equilibrium : Verdict::undecided;
}

/// Where all chances are positive a form has the sign of its coefficients, if they share one and are not all 0.
int common_sign(const Form<Rational>& form) {
  int sign = 0;
  for (const auto& c : form.coefficients) {
    if (c.low.sign() * sign < 0) return 0;
    if (sign == 0) sign = c.low.sign();
  }
  return sign;
}

/// A used strategy is worse than another one however others mix within their supports (weak dominance among them).
bool has_worse_strategy(const SupportForms<Rational>& forms) {
  const auto differs = [](const auto& form) { return common_sign(form) != 0; };
  return std::ranges::any_of(forms.equations, differs) || std::ranges::any_of(forms.ties, differs) ||
         std::ranges::any_of(forms.gains, [](const auto& form) { return common_sign(form) > 0; });
}

/// The root itself where it is made of short fractions.
std::optional<Box<Rational>> exact_root(const SupportForms<Rational>& forms, const Box<Rational>& chances) {
  constexpr std::size_t most_bits = 64;
  Box<Rational> unknowns;
  unknowns.reserve(forms.layout.num_unknowns);
  for (std::size_t j = 0; j < forms.layout.players.size(); ++j) {
    for (std::size_t s = 1; s < forms.layout.sizes[j]; ++s) {
      const Rational fraction = simplest_within(chances[forms.layout.first_chance[j] + s]);
      if (fraction.num_bits() > most_bits) return std::nullopt;
      unknowns.push_back(point(fraction));
    }
  }
  auto exact = chances_of(forms.layout, unknowns);
  const auto values = equation_values(forms, exact);
  const bool is_root = std::ranges::all_of(values, [](const auto& value) { return value.low.is_zero(); });
  if (!is_root) return std::nullopt;
  return exact;
}

Box<double> outer_box(const Box<Rational>& chances) {
  Box<double> box;
  box.reserve(chances.size());
  for (const auto& chance : chances) {
    box.push_back({rounded_down(chance.low.to_double()), rounded_up(chance.high.to_double())});
  }
  return box;
}

Box<Rational> chances_at(const ChanceLayout& layout, const std::vector<Rational>& unknowns) {
  Box<Rational> points;
  points.reserve(unknowns.size());
  for (const Rational& value : unknowns) points.push_back(point(value));
  return chances_of(layout, points);
}

class Lister {
 public:
  Lister(const game::PayoffTable& table, const SupportOptions& options, const RunContext& run)
      : table_(table), options_(options), run_(run) {}

  NashList list() {
    for (const std::size_t contingency : pure_equilibria(table_)) keep(pure_profile(table_, contingency));
    list_.termination = run_.should_stop()
                            ? run_.why_stopped()
                            : for_each_support(table_, run_, [this](const SupportProfile& support) { add(support); });
    if (list_.termination == Termination::finished && was_cut_short_) list_.termination = run_.why_stopped();
    drop_covered(list_.undecided);
    number_components();
    const bool is_closed = list_.undecided.empty() && list_.termination == Termination::finished;
    // All regular and a sum other than 1 would contradict the proofs: then nothing is claimed.
    const bool fits = is_closed && check_indices(table_, list_).verdict != IndexCheck::Verdict::does_not_fit;
    list_.completeness = fits ? Completeness::complete : Completeness::found;
    return std::move(list_);
  }

 private:
  void add(const SupportProfile& support) {
    const auto forms = support_forms(table_, support);
    if (has_worse_strategy(forms)) return;
    if (is_linear(forms)) {
      add_linear(support, forms);
      return;
    }
    const RootSearch found = search_roots(forms, options_, run_);
    was_cut_short_ = was_cut_short_ || (!found.undecided.empty() && run_.should_stop());
    for (const auto& root : found.roots) add_root(support, forms, root);
    for (const auto& box : merged(found.undecided)) {
      add_undecided(support, forms.layout, box);
      add_simplest(support, forms, box);
    }
  }

  /// A point of short fractions in an undecided box may be an equilibrium: of a continuum, or with a singular Jacobian.
  void add_simplest(const SupportProfile& support, const SupportForms<Rational>& forms, const Box<double>& box) {
    Box<Rational> chances;
    chances.reserve(box.size());
    for (const auto& side : box) chances.push_back(exact_enclosure(side));
    const auto point = exact_root(forms, chances);
    if (point && judge(table_, support, forms, *point) == Verdict::equilibrium)
      add_exact(support, forms.layout, *point);
  }

  void add_linear(const SupportProfile& support, const SupportForms<Rational>& forms) {
    const LinearSolution solution = solve_linear(forms);
    if (solution.kind == LinearSolution::Kind::none) return;
    if (solution.kind == LinearSolution::Kind::many) {
      add_family(support, forms);
      return;
    }
    const auto chances = chances_at(forms.layout, solution.unknowns);
    if (judge(table_, support, forms, chances) == Verdict::equilibrium) add_exact(support, forms.layout, chances);
  }

  /// All mixtures of the corners keep the linear conditions, and nothing else does. Where the others hold as well the
  /// corners are equilibria of one connected set.
  void add_family(const SupportProfile& support, const SupportForms<Rational>& forms) {
    const auto ends = corners(forms, run_);
    if (!ends) {
      was_cut_short_ = was_cut_short_ || run_.should_stop();
      Box<double> chances = all_chances(forms.layout);
      if (cut(in_doubles(forms), chances)) add_undecided(support, forms.layout, chances);
      return;
    }
    if (ends->empty()) return;
    Box<Rational> around = chances_at(forms.layout, ends->front());
    for (const auto& end : *ends) {
      const auto chances = chances_at(forms.layout, end);
      for (std::size_t k = 0; k < around.size(); ++k) around[k] = hull(around[k], chances[k]);
    }
    if (judge(table_, support, forms, around) == Verdict::none) return;
    for (const auto& gain : forms.gains) {
      if (linear_form(gain, forms.layout) || bounds(gain, forms.layout, around).high.sign() <= 0) continue;
      add_undecided(support, forms.layout, outer_box(around));
      return;
    }
    std::optional<std::uint32_t> component;
    for (const auto& end : *ends) {
      const std::uint32_t other = add_exact(support, forms.layout, chances_at(forms.layout, end));
      if (component && other != *component) join(other, *component);
      if (!component) component = other;
    }
    if (ends->size() > 1) add_undecided(support, forms.layout, outer_box(around));
  }

  void add_root(const SupportProfile& support, const SupportForms<Rational>& forms, const Box<Rational>& root) {
    if (judge(table_, support, forms, root) == Verdict::none) return;
    if (const auto exact = exact_root(forms, root)) {
      if (judge(table_, support, forms, *exact) == Verdict::equilibrium) add_exact(support, forms.layout, *exact);
      return;
    }
    if (judge(table_, support, forms, root) == Verdict::undecided) {
      add_undecided(support, forms.layout, outer_box(root));
      return;
    }
    NashEquilibrium equilibrium;
    for (std::size_t p = 0; p < support.size(); ++p) {
      equilibrium.profile.probs.emplace_back(table_.sizes[p], 0.0);
      if (support[p].size() == 1) equilibrium.profile.probs[p][support[p][0]] = 1.0;
    }
    for_each_chance(support, forms.layout, [&](std::uint32_t p, std::uint32_t strategy, std::size_t k) {
      const double nearest = middle(root[k]).to_double();
      equilibrium.profile.probs[p][strategy] = nearest;
      const Rational at = Rational::from_double(nearest);
      equilibrium.radius = std::max({equilibrium.radius, root[k].high - at, at - root[k].low});
    });
    equilibrium.radius = rounded_outwards(point(equilibrium.radius), radius_bits).high;
    keep(std::move(equilibrium));
  }

  /// Its component.
  std::uint32_t add_exact(const SupportProfile& support, const ChanceLayout& layout, const Box<Rational>& chances) {
    NashEquilibrium equilibrium;
    for (std::size_t p = 0; p < support.size(); ++p) {
      equilibrium.exact.probs.emplace_back(table_.sizes[p]);
      equilibrium.profile.probs.emplace_back(table_.sizes[p], 0.0);
      if (support[p].size() == 1) equilibrium.exact.probs[p][support[p][0]] = Rational(1);
    }
    for_each_chance(support, layout, [&](std::uint32_t p, std::uint32_t strategy, std::size_t k) {
      equilibrium.exact.probs[p][strategy] = chances[k].low;
    });
    for (std::size_t p = 0; p < support.size(); ++p) {
      for (std::size_t s = 0; s < table_.sizes[p]; ++s) {
        equilibrium.profile.probs[p][s] = equilibrium.exact.probs[p][s].to_double();
      }
    }
    return keep(std::move(equilibrium));
  }

  /// An exact one that is known already stays where it is; the number of its component.
  std::uint32_t keep(NashEquilibrium equilibrium) {
    const auto next = static_cast<std::uint32_t>(list_.equilibria.size());
    if (!equilibrium.exact.probs.empty()) {
      const auto [known, is_new] = places_.try_emplace(equilibrium.exact.probs, next);
      if (!is_new) return list_.equilibria[known->second].component;
    }
    equilibrium.component = next;
    list_.equilibria.push_back(std::move(equilibrium));
    return next;
  }

  void join(std::uint32_t from, std::uint32_t to) {
    for (auto& equilibrium : list_.equilibria) {
      if (equilibrium.component == from) equilibrium.component = to;
    }
  }

  /// From 0 on, in the order of the list.
  void number_components() {
    std::map<std::uint32_t, std::uint32_t> numbers;
    for (auto& equilibrium : list_.equilibria) {
      const auto next = static_cast<std::uint32_t>(numbers.size());
      equilibrium.component = numbers.try_emplace(equilibrium.component, next).first->second;
    }
  }

  template <class Visit>
  static void for_each_chance(const SupportProfile& support, const ChanceLayout& layout, const Visit& visit) {
    for (std::size_t j = 0; j < layout.players.size(); ++j) {
      const std::uint32_t p = layout.players[j];
      for (std::size_t s = 0; s < layout.sizes[j]; ++s) visit(p, support[p][s], layout.first_chance[j] + s);
    }
  }

  void add_undecided(const SupportProfile& support, const ChanceLayout& layout, const Box<double>& chances) {
    list_.undecided.push_back(undecided_box(table_, support, layout, chances));
  }

  static constexpr std::int32_t radius_bits = 64;

  const game::PayoffTable& table_;
  const SupportOptions& options_;
  const RunContext& run_;
  NashList list_;
  std::map<std::vector<std::vector<Rational>>, std::size_t> places_;  // of exact equilibria in the list
  bool was_cut_short_ = false;
};

}  // namespace

NashList list_by_supports(const game::PayoffTable& table, const SupportOptions& options, const RunContext& run) {
  return Lister(table, options, run).list();
}

}  // namespace parley::solve
