// SPDX-License-Identifier: Apache-2.0
// Cuts boxes by one form at a time.
#include "parley/solve/nash/roots/chance_box.h"

#include <span>

namespace parley::solve {
namespace {

double least_term(const Enclosure<double>& value, double z, const Enclosure<double>& chance) {
  const double low = rounded_down(value.low - z);
  return rounded_down(low * (low >= 0.0 ? chance.low : chance.high));
}

/// Cuts chances x by sum v_s x_s <= 0 for some v within the values. For every z, since the chances sum to 1,
/// (v_s - z) x_s <= -z - sum over the others (v_t - z) x_t; the best z is one of the others' values.
bool cut_at_most(std::span<const Enclosure<double>> values, std::span<Enclosure<double>> chances) {
  for (std::size_t s = 0; s < chances.size(); ++s) {
    for (std::size_t other = 0; other < chances.size(); ++other) {
      if (other == s) continue;
      const double z = values[other].low;
      const double slope = rounded_down(values[s].low - z);
      double rest = -z;
      for (std::size_t t = 0; t < chances.size(); ++t) {
        if (t != s && t != other) rest = rounded_up(rest - least_term(values[t], z, chances[t]));
      }
      if (slope > 0.0) {
        chances[s].high = std::min(chances[s].high, rounded_up(rest / slope));
      } else if (slope < 0.0) {
        chances[s].low = std::max(chances[s].low, rounded_down(rest / slope));
      } else if (rest < 0.0) {
        return false;
      }
      if (chances[s].low > chances[s].high) return false;
    }
  }
  return true;
}

bool cut_to_sum(std::span<Enclosure<double>> chances) {
  for (std::size_t s = 0; s < chances.size(); ++s) {
    Enclosure<double> rest = point(1.0);
    for (std::size_t t = 0; t < chances.size(); ++t) {
      if (t != s) rest = rest - chances[t];
    }
    chances[s] = intersection(chances[s], rest);
    if (chances[s].low > chances[s].high) return false;
  }
  return true;
}

bool cut_by(const Form<double>& form, bool is_equation, const ChanceLayout& layout, Box<double>& chances) {
  for (std::size_t k = 0; k < form.over.size(); ++k) {
    const std::uint32_t j = form.over[k];
    Box<double> values = bounds_by_strategy(form, k, layout, chances);
    const std::span own(chances.data() + layout.first_chance[j], layout.sizes[j]);
    if (!cut_at_most(values, own)) return false;
    if (is_equation) {
      for (auto& value : values) value = -value;
      if (!cut_at_most(values, own)) return false;
    }
    if (!cut_to_sum(own)) return false;
  }
  return true;
}

bool cut_once(const SupportForms<double>& forms, Box<double>& chances) {
  for (const auto& form : forms.equations) {
    if (!cut_by(form, true, forms.layout, chances)) return false;
  }
  for (const auto& form : forms.ties) {
    if (!cut_by(form, true, forms.layout, chances)) return false;
  }
  for (const auto& form : forms.gains) {
    if (!cut_by(form, false, forms.layout, chances)) return false;
  }
  return true;
}

}  // namespace

Box<double> all_chances(const ChanceLayout& layout) {
  return Box<double>(layout.num_chances, {.low = 0.0, .high = 1.0});
}

bool cut(const SupportForms<double>& forms, Box<double>& chances) {
  constexpr double worth_while = 0.9;
  constexpr int most_rounds = 10;
  for (int round = 0; round < most_rounds; ++round) {
    const double before = total_width(chances);
    if (!cut_once(forms, chances)) return false;
    if (total_width(chances) > worth_while * before) break;
  }
  return true;
}

bool cut_to_sums(const ChanceLayout& layout, Box<double>& chances) {
  for (std::size_t j = 0; j < layout.players.size(); ++j) {
    if (!cut_to_sum(std::span(chances.data() + layout.first_chance[j], layout.sizes[j]))) return false;
  }
  return true;
}

std::vector<double> centre_of(const ChanceLayout& layout, const Box<double>& chances) {
  std::vector<double> centre(chances.size());
  for (std::size_t j = 0; j < layout.players.size(); ++j) {
    const std::size_t first = layout.first_chance[j];
    double low = 0.0;
    double high = 0.0;
    for (std::size_t s = first; s < first + layout.sizes[j]; ++s) {
      low += chances[s].low;
      high += chances[s].high;
    }
    const double share = high > low ? std::clamp((1.0 - low) / (high - low), 0.0, 1.0) : 0.5;
    for (std::size_t s = first; s < first + layout.sizes[j]; ++s) {
      centre[s] = chances[s].low + share * (chances[s].high - chances[s].low);
    }
  }
  return centre;
}

double total_width(const Box<double>& box) {
  double sum = 0.0;
  for (const auto& side : box) sum += side.high - side.low;
  return sum;
}

}  // namespace parley::solve
