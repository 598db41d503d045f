// SPDX-License-Identifier: Apache-2.0
// Chooses on one half of the replicates and values on the other, both ways round.
#include "parley/study/worth.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "parley/study/choice_ranges.h"
#include "parley/study/choice_tree.h"

namespace parley::study {

namespace {

std::size_t half_of(std::size_t draw, std::size_t num_replicates) { return draw % num_replicates % 2; }

/// The size of the values: what differences are small against.
double size_of(const std::vector<std::vector<double>>& values, const std::vector<double>& weights) {
  double size = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    double largest = 0.0;
    for (const auto& choice : values) largest = std::max(largest, std::fabs(choice[i]));
    size += weights[i] * largest;
  }
  return size;
}

/// Sums by half, cell and choice.
struct Sums {
  std::size_t num_cells = 0, num_choices = 0;
  double least = 0.0;             // a smaller difference is none
  std::vector<double> halves[2];  // [cell * num_choices + choice]

  Sums(std::size_t cells, std::size_t choices, double size)
      : num_cells(cells), num_choices(choices), least(least_gain * size) {
    for (auto& half : halves) half.assign(cells * choices, 0.0);
  }
  double& at(std::size_t half, std::size_t cell, std::size_t choice) {
    return halves[half][cell * num_choices + choice];
  }
  [[nodiscard]] std::vector<double> both() const {
    std::vector<double> sum = halves[0];
    for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += halves[1][k];
    return sum;
  }
};

/// The best choice of each cell; `for_all` where none is better.
std::vector<std::size_t> best_by_cell(const std::vector<double>& sums, std::size_t num_choices, std::size_t for_all,
                                      double least) {
  std::vector<std::size_t> choices;
  choices.reserve(sums.size() / num_choices);
  for (std::size_t begin = 0; begin < sums.size(); begin += num_choices) {
    choices.push_back(largest(std::span(sums).subspan(begin, num_choices), for_all, least));
  }
  return choices;
}

/// What is chosen for each half by the other, and by both.
struct Rules {
  std::size_t for_all = 0;
  std::vector<std::size_t> of_half[2], of_both;
};

template <class ByCell>
Rules rules_of(const Sums& sums, const ByCell& by_cell) {
  const std::vector<double> both = sums.both();
  std::vector<double> total(sums.num_choices, 0.0);
  for (std::size_t k = 0; k < both.size(); ++k) total[k % sums.num_choices] += both[k];
  Rules rules;
  rules.for_all = largest(total, 0, sums.least);
  for (std::size_t half = 0; half < 2; ++half) {
    rules.of_half[half] = by_cell(sums.halves[1 - half], sums.num_choices, rules.for_all, sums.least);
  }
  rules.of_both = by_cell(both, sums.num_choices, rules.for_all, sums.least);
  return rules;
}

Estimate worth_from(const std::vector<double>& differences, const std::vector<double>& weights,
                    std::size_t num_replicates) {
  if (std::ranges::all_of(differences, [](double d) { return d == 0.0; })) return {0.0, 0.0};
  Estimate worth = replicated_ratio(differences, weights, {}, num_replicates);
  worth.mean = std::max(worth.mean, 0.0);
  return worth;
}

template <class ByCell>
Worth by_rules(const ChoiceValues& values, const std::vector<std::uint32_t>& cells, std::size_t num_cells,
               const ByCell& by_cell) {
  const std::size_t num_choices = values.values.size();
  Sums sums(num_cells, num_choices, size_of(values.values, values.weights));
  for (std::size_t a = 0; a < num_choices; ++a) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      sums.at(half_of(i, values.num_replicates), cells[i], a) += values.weights[i] * values.values[a][i];
    }
  }
  const Rules rules = rules_of(sums, by_cell);
  std::vector<double> differences(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::size_t choice = rules.of_half[half_of(i, values.num_replicates)][cells[i]];
    differences[i] = values.values[choice][i] - values.values[rules.for_all][i];
  }
  return {worth_from(differences, values.weights, values.num_replicates), rules.of_both};
}

}  // namespace

std::size_t best_choice(const ChoiceValues& values) {
  std::vector<double> total(values.values.size(), 0.0);
  for (std::size_t a = 0; a < total.size(); ++a) {
    for (std::size_t i = 0; i < values.weights.size(); ++i) total[a] += values.weights[i] * values.values[a][i];
  }
  return largest(total, 0, least_gain * size_of(values.values, values.weights));
}

Worth worth_of_cells(const ChoiceValues& values, const std::vector<std::uint32_t>& cells, std::size_t num_cells) {
  return by_rules(values, cells, num_cells, best_by_cell);
}

Worth worth_of_ranges(const ChoiceValues& values, const std::vector<std::uint32_t>& cells, std::size_t num_cells) {
  return by_rules(values, cells, num_cells, choices_by_range);
}

Worth worth_of_parts(const std::vector<std::vector<std::vector<double>>>& parts, const std::vector<double>& weights,
                     std::size_t num_replicates) {
  const std::size_t num_choices = parts.front().size();
  double size = 0.0;
  for (const auto& cell : parts) size += size_of(cell, weights);
  Sums sums(parts.size(), num_choices, size);
  for (std::size_t c = 0; c < parts.size(); ++c) {
    for (std::size_t a = 0; a < num_choices; ++a) {
      for (std::size_t i = 0; i < weights.size(); ++i) {
        sums.at(half_of(i, num_replicates), c, a) += weights[i] * parts[c][a][i];
      }
    }
  }
  const Rules rules = rules_of(sums, best_by_cell);
  std::vector<double> differences(weights.size(), 0.0);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto& choices = rules.of_half[half_of(i, num_replicates)];
    for (std::size_t c = 0; c < parts.size(); ++c)
      differences[i] += parts[c][choices[c]][i] - parts[c][rules.for_all][i];
  }
  return {worth_from(differences, weights, num_replicates), rules.of_both};
}

Worth worth_of_tree(const ChoiceValues& values, const std::vector<const std::vector<double>*>& columns,
                    std::size_t most_cells) {
  const std::size_t num_draws = values.weights.size();
  const double least = least_gain * size_of(values.values, values.weights);
  const std::size_t for_all = best_choice(values);
  std::vector<double> differences(num_draws, 0.0);
  for (std::size_t half = 0; half < 2; ++half) {
    std::vector<double> weights = values.weights;  // of the half that chooses
    for (std::size_t i = 0; i < num_draws; ++i) {
      if (half_of(i, values.num_replicates) == half) weights[i] = 0.0;
    }
    const ChoiceTree tree = grow_tree(values.values, weights, columns, {most_cells, for_all, least});
    for (std::size_t i = 0; i < num_draws; ++i) {
      if (half_of(i, values.num_replicates) != half) continue;
      differences[i] = values.values[tree.choices[tree.cells[i]]][i] - values.values[for_all][i];
    }
  }
  return {worth_from(differences, values.weights, values.num_replicates), {}};
}

Worth worth_of_draws(const ChoiceValues& values) {
  const std::size_t num_draws = values.weights.size();
  const std::size_t for_all = best_choice(values);
  std::vector<double> differences(num_draws);
  for (std::size_t i = 0; i < num_draws; ++i) {
    double best = values.values.front()[i];
    for (const auto& choice : values.values) best = std::max(best, choice[i]);
    const double gain = best - values.values[for_all][i];
    differences[i] = gain > least_gain * std::max(std::fabs(best), std::fabs(best - gain)) ? gain : 0.0;
  }
  return {worth_from(differences, values.weights, values.num_replicates), {}};
}

Bins equal_bins(const std::vector<double>& column, const std::vector<double>& weights, std::size_t most_bins) {
  std::vector<std::size_t> order(column.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return column[i]; });
  const double total = ordered_sum(weights);
  Bins bins;
  bins.cells.assign(column.size(), 0);
  double before = 0.0;
  std::size_t of_bin = 0;  // which of the equal shares the present cell stands for
  for (std::size_t k = 0; k < order.size(); ++k) {
    const std::size_t i = order[k];
    const bool is_new = k == 0 || column[i] != column[order[k - 1]];
    const auto share = static_cast<std::size_t>(static_cast<double>(most_bins) * before / total);
    if (k == 0 || (is_new && std::min(share, most_bins - 1) > of_bin)) {
      of_bin = k == 0 ? 0 : std::min(share, most_bins - 1);
      if (k > 0) bins.borders.push_back(std::midpoint(column[order[k - 1]], column[i]));
      bins.shares.push_back(0.0);
    }
    bins.cells[i] = static_cast<std::uint32_t>(bins.shares.size() - 1);
    bins.shares.back() += weights[i] / total;
    before += weights[i];
  }
  return bins;
}

}  // namespace parley::study
