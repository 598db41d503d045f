// SPDX-License-Identifier: Apache-2.0
// Sentences about a method, its limits, and what was left out.
#include "parley/study/driver_notes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace parley::study {

namespace {

/// "a, b and c".
std::string joined(const std::vector<std::string>& names) {
  if (names.size() < 2) return names.empty() ? "" : names.front();
  return fmt::format("{} and {}", fmt::join(names.begin(), names.end() - 1, ", "), names.back());
}

/// Correlated inputs that take few values.
std::vector<std::string> correlated_discrete(const build::Model& model) {
  std::vector<std::string> names;
  for (const std::size_t d : model.copula.correlated()) {
    const build::Input& input = model.inputs[model.drawn[d]];
    const bool has_steps = input.distribution.is_discrete() || input.distribution.kind() == DistributionKind::samples;
    if (has_steps) names.push_back(input.name);
  }
  return names;
}

void add_shapley_notes(const build::Model& model, const Drivers& drivers, std::vector<std::string>& notes) {
  if (!drivers.correlated.empty()) {
    notes.push_back(
        fmt::format("{} are correlated and share what they move: a low Shapley effect of one of them is not \"no "
                    "influence\", and an effect above 0 may come from another.",
                    joined(drivers.correlated)));
    const auto discrete = correlated_discrete(model);
    if (!discrete.empty()) {
      notes.push_back(
          fmt::format("Of {}, correlated and with few values, the place in the copula is what is known, which says a "
                      "little more of the others than the value alone.",
                      joined(discrete)));
    }
  } else if (drivers.condition_partners == 0) {
    notes.emplace_back(
        "The evidence ties inputs together that were drawn apart: an input that it speaks about may have an effect "
        "because it tells about another.");
  }
  if (drivers.condition_partners > 0) {
    notes.push_back(fmt::format(
        "The condition weighs the draws. Its mean chance once some inputs are known comes from {} solved games "
        "each time: where it varies by as much as its size, that can be off by a {}th of the variance.",
        drivers.condition_partners, drivers.condition_partners));
  }
}

}  // namespace

std::vector<std::string> notes_of(const build::Model& model, const Drivers& drivers) {
  std::vector<std::string> notes;
  if (drivers.params.empty()) {
    notes.emplace_back("Nothing is drawn: there is no variance to share out.");
    return notes;
  }
  if (!drivers.varies) {
    notes.push_back(fmt::format("{} is the same in every draw that counts: no input moves it, and there are no shares.",
                                drivers.target));
    return notes;
  }
  if (drivers.method == DriversMethod::shapley) add_shapley_notes(model, drivers, notes);
  if (drivers.left_out > 0) {
    notes.push_back(
        fmt::format("{} of {} base points were left out, since one of their points failed or was not solved.",
                    drivers.left_out, drivers.draws_done));
  }
  if (drivers.draws_done < drivers.draws) {
    notes.push_back(fmt::format("Stopped early: {} of {} base points were done.", drivers.draws_done, drivers.draws));
  }
  return notes;
}

}  // namespace parley::study
