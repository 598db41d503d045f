// SPDX-License-Identifier: Apache-2.0
// Builds the forms of a support profile.
#include "parley/solve/nash/roots/support_forms.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace parley::solve {
namespace {

ChanceLayout layout_of(const SupportProfile& support) {
  ChanceLayout layout;
  for (std::size_t p = 0; p < support.size(); ++p) {
    const std::size_t size = support[p].size();
    if (size == 1) continue;
    layout.players.push_back(static_cast<std::uint32_t>(p));
    layout.sizes.push_back(size);
    layout.first_chance.push_back(layout.num_chances);
    layout.first_unknown.push_back(layout.num_unknowns);
    layout.num_chances += size;
    layout.num_unknowns += size - 1;
  }
  return layout;
}

/// A power of two that brings the largest coefficient near 1; where doubles do not reach that far, one over it.
Rational scale_of(const Box<Rational>& coefficients) {
  Rational largest;
  for (const auto& c : coefficients) largest = std::max(largest, largest_size(c));
  if (largest.is_zero()) return {1};
  const double size = largest.to_double();
  if (!std::isnormal(size)) return Rational(1) / largest;
  return Rational(2).pow(-std::ilogb(size));
}

bool is_zero(const Form<Rational>& form) {
  return std::ranges::all_of(form.coefficients, [](const auto& c) { return c.low.is_zero(); });
}

/// The coefficients with strategy s of the which-th player that the form is over.
Form<Rational> slice(const Form<Rational>& form, const ChanceLayout& layout, std::size_t which, std::size_t s) {
  Form<Rational> out;
  std::size_t stride = 1;
  for (std::size_t k = 0; k < which; ++k) stride *= layout.sizes[form.over[k]];
  const std::size_t block = stride * layout.sizes[form.over[which]];
  for (std::size_t k = 0; k < form.over.size(); ++k) {
    if (k != which) out.over.push_back(form.over[k]);
  }
  out.coefficients.reserve(form.coefficients.size() / layout.sizes[form.over[which]]);
  for (std::size_t start = s * stride; start < form.coefficients.size(); start += block) {
    for (std::size_t c = start; c < start + stride; ++c) out.coefficients.push_back(form.coefficients[c]);
  }
  return out;
}

/// A form that is a product with one chance is divided by it: where all chances are positive its sign stays.
Form<Rational> divided(Form<Rational> form, const ChanceLayout& layout) {
  for (std::size_t which = 0; which < form.over.size();) {
    std::optional<Form<Rational>> factor;
    std::size_t num_factors = 0;
    for (std::size_t s = 0; s < layout.sizes[form.over[which]]; ++s) {
      auto part = slice(form, layout, which, s);
      if (is_zero(part)) continue;
      factor = std::move(part);
      ++num_factors;
    }
    if (num_factors == 1) {
      form = std::move(*factor);
    } else {
      ++which;
    }
  }
  return form;
}

std::vector<Rational> numbers(const Form<Rational>& form) {
  std::vector<Rational> out;
  out.reserve(form.coefficients.size());
  for (const auto& c : form.coefficients) out.push_back(c.low);
  return out;
}

/// Keeps what the rows do not generate, with a leading 1; false where that is nothing.
bool reduce_and_keep(std::vector<Rational> row, std::vector<std::vector<Rational>>& rows) {
  const auto lead = [](const auto& r) {
    return static_cast<std::size_t>(std::ranges::find_if(r, [](const auto& c) { return !c.is_zero(); }) - r.begin());
  };
  for (const auto& other : rows) {
    const Rational factor = row[lead(other)];
    if (factor.is_zero()) continue;
    for (std::size_t k = 0; k < row.size(); ++k) row[k] -= factor * other[k];
  }
  const std::size_t first = lead(row);
  if (first == row.size()) return false;
  const Rational head = row[first];
  for (Rational& c : row) c /= head;
  rows.push_back(std::move(row));
  return true;
}

class Builder {
 public:
  Builder(const game::PayoffTable& table, const SupportProfile& support) : table_(table), support_(support) {
    std::size_t stride = 1;
    for (const std::uint32_t size : table.sizes) {
      strides_.push_back(stride);
      stride *= size;
    }
    forms_.layout = layout_of(support);
  }

  [[nodiscard]] bool is_copied(const Unused& unused) const {
    std::vector<std::vector<Rational>> independent;
    for (const std::uint32_t s : support_[unused.player]) {
      reduce_and_keep(numbers(gain(unused.player, s, support_[unused.player][0])), independent);
    }
    return !reduce_and_keep(numbers(gain(unused.player, unused.strategy, support_[unused.player][0])), independent);
  }

  SupportForms<Rational> build() {
    for (std::size_t p = 0; p < support_.size(); ++p) add_player(p);
    return std::move(forms_);
  }

 private:
  void add_player(std::size_t player) {
    const auto& used = support_[player];
    for (std::size_t k = 1; k < used.size(); ++k) {
      forms_.equations.push_back(simplified(gain(player, used[k], used[0])));
      add_derivatives(forms_.equations.back());
      for (std::size_t j = 1; j < k; ++j) {
        auto tie = simplified(gain(player, used[k], used[j]));
        if (!is_zero(tie)) forms_.ties.push_back(std::move(tie));
      }
    }
    for (std::uint32_t s = 0; s < table_.sizes[player]; ++s) {
      if (std::ranges::find(used, s) != used.end()) continue;
      auto form = simplified(gain(player, s, used[0]));
      if (is_zero(form)) {
        ++forms_.num_equal_unused;
      } else {
        forms_.gains.push_back(std::move(form));
        forms_.unused.push_back({.player = static_cast<std::uint32_t>(player), .strategy = s});
      }
    }
  }

  /// What `strategy` pays more than `other`, by what the others who mix play.
  Form<Rational> gain(std::size_t player, std::uint32_t strategy, std::uint32_t other) const {
    Form<Rational> form;
    std::vector<std::size_t> cells{0};
    for (std::size_t q = 0; q < support_.size(); ++q) {
      if (q == player) continue;
      std::vector<std::size_t> more;
      more.reserve(cells.size() * support_[q].size());
      for (const std::uint32_t s : support_[q]) {
        for (const std::size_t cell : cells) more.push_back(cell + s * strides_[q]);
      }
      cells = std::move(more);
    }
    for (std::uint32_t k = 0; k < forms_.layout.players.size(); ++k) {
      if (forms_.layout.players[k] != player) form.over.push_back(k);
    }
    const auto& payoffs = table_.payoffs[player];
    const std::size_t stride = strides_[player];
    form.coefficients.reserve(cells.size());
    for (const std::size_t cell : cells) {
      form.coefficients.push_back(point(payoffs[cell + strategy * stride] - payoffs[cell + other * stride]));
    }
    return form;
  }

  Form<Rational> simplified(Form<Rational> form) const {
    form = divided(std::move(form), forms_.layout);
    const Rational scale = scale_of(form.coefficients);
    for (auto& c : form.coefficients) c = point(c.low * scale);
    return form;
  }

  void add_derivatives(const Form<Rational>& equation) {
    auto& row = forms_.derivatives.emplace_back();
    const ChanceLayout& layout = forms_.layout;
    for (std::uint32_t k = 0; k < layout.players.size(); ++k) {
      for (std::size_t s = 1; s < layout.sizes[k]; ++s) row.push_back(derivative(equation, layout, k, s));
    }
  }

  const game::PayoffTable& table_;
  const SupportProfile& support_;
  std::vector<std::size_t> strides_;
  SupportForms<Rational> forms_;
};

Form<double> in_doubles(const Form<Rational>& form) {
  Form<double> out{.over = form.over, .coefficients = {}};
  out.coefficients.reserve(form.coefficients.size());
  for (const auto& c : form.coefficients) out.coefficients.push_back(enclosure_of(c.low));
  return out;
}

std::vector<Form<double>> in_doubles(const std::vector<Form<Rational>>& forms) {
  std::vector<Form<double>> out;
  out.reserve(forms.size());
  for (const auto& form : forms) out.push_back(in_doubles(form));
  return out;
}

}  // namespace

Form<Rational> derivative(const Form<Rational>& form, const ChanceLayout& layout, std::uint32_t k, std::size_t s) {
  Form<Rational> out;
  std::size_t stride = 1;
  std::size_t own_stride = 0;
  for (const std::uint32_t j : form.over) {
    if (j == k) {
      own_stride = stride;
    } else {
      out.over.push_back(j);
    }
    stride *= layout.sizes[j];
  }
  if (own_stride == 0) return out;
  const std::size_t block = own_stride * layout.sizes[k];
  for (std::size_t start = 0; start < form.coefficients.size(); start += block) {
    for (std::size_t c = start; c < start + own_stride; ++c) {
      out.coefficients.push_back(point(form.coefficients[c + s * own_stride].low - form.coefficients[c].low));
    }
  }
  if (is_zero(out)) out.coefficients.clear();
  return out;
}

SupportForms<Rational> support_forms(const game::PayoffTable& table, const SupportProfile& support) {
  return Builder(table, support).build();
}

bool is_copied(const game::PayoffTable& table, const SupportProfile& support, const Unused& unused) {
  return Builder(table, support).is_copied(unused);
}

SupportForms<double> in_doubles(const SupportForms<Rational>& forms) {
  SupportForms<double> out;
  out.layout = forms.layout;
  out.equations = in_doubles(forms.equations);
  out.derivatives.reserve(forms.derivatives.size());
  for (const auto& row : forms.derivatives) out.derivatives.push_back(in_doubles(row));
  out.ties = in_doubles(forms.ties);
  out.gains = in_doubles(forms.gains);
  out.unused = forms.unused;
  out.num_equal_unused = forms.num_equal_unused;
  return out;
}

}  // namespace parley::solve
