// SPDX-License-Identifier: Apache-2.0
// Makes the rows.
#include "parley/study/information_rows.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "parley/math/number.h"

namespace parley::study {

namespace {

constexpr std::size_t num_bins = 16;
constexpr std::size_t most_cells = 8;

using Parts = std::vector<std::vector<std::vector<double>>>;  // [cell][choice][draw]

/// Weighted share of a cell's chances.
double share_of(const std::vector<double>& chances, const std::vector<double>& weights) {
  return weighted_mean(chances, weights);
}

/// Four digits, as people read them.
std::string digits(double value) { return fmt::format("{:.4g}", value); }

std::string listed_values(const std::vector<double>& values) {
  std::string text = "is ";
  for (std::size_t k = 0; k < values.size(); ++k) {
    text += (k == 0 ? "" : k + 1 == values.size() ? " or " : ", ") + digits(values[k]);
  }
  return text;
}

std::string between(const std::vector<double>& borders, std::size_t first, std::size_t last) {
  if (first == 0 && last == borders.size()) return "whatever it is";
  if (first == 0) return "below " + digits(borders[last]);
  if (last == borders.size()) return "above " + digits(borders[first - 1]);
  return digits(borders[first - 1]) + " to " + digits(borders[last]);
}

}  // namespace

ChoiceName RowMaker::choice(std::size_t index) const {
  ChoiceName name;
  name.reserve(levers_.size());
  for (std::size_t k = 0; k < levers_.size(); ++k) {
    name.emplace_back(levers_[k].name, levers_[k].labels[samples_.choices[index][k]]);
  }
  return name;
}

InformationRow RowMaker::input_row(std::size_t input) const {
  const build::Input& it = model_.inputs[model_.drawn[input]];
  InformationRow row;
  row.kind = it.kind == build::Input::Kind::odds ? InformationRow::Kind::odds : InformationRow::Kind::param;
  row.name = it.name;
  const bool by_value = it.distribution.is_discrete() && it.distribution.discrete_values().size() <= num_bins;
  // So many bins that every value has its own.
  const Bins bins = by_value ? equal_bins(columns_[input], std::vector<double>(values_.weights.size(), 1.0), 1U << 30U)
                             : equal_bins(columns_[input], values_.weights, num_bins);
  const Worth worth = by_value ? worth_of_cells(values_, bins.cells, bins.shares.size())
                               : worth_of_ranges(values_, bins.cells, bins.shares.size());
  row.worth = worth.worth;
  std::vector<double> shares(bins.shares.size(), 0.0);
  const double total = ordered_sum(values_.weights);
  for (std::size_t i = 0; i < bins.cells.size(); ++i) shares[bins.cells[i]] += values_.weights[i] / total;
  if (!by_value) {
    for (std::size_t first = 0; first < shares.size();) {
      std::size_t last = first;
      while (last + 1 < shares.size() && worth.choices[last + 1] == worth.choices[first]) ++last;
      const double share = std::accumulate(shares.begin() + static_cast<std::ptrdiff_t>(first),
                                           shares.begin() + static_cast<std::ptrdiff_t>(last) + 1, 0.0);
      row.changes.push_back({between(bins.borders, first, last), choice(worth.choices[first]), share});
      first = last + 1;
    }
    return row;
  }
  std::vector<double> at(shares.size());
  for (std::size_t i = 0; i < bins.cells.size(); ++i) at[bins.cells[i]] = columns_[input][i];
  std::vector<bool> is_told(shares.size(), false);
  for (std::size_t k = 0; k < shares.size(); ++k) {
    if (is_told[k]) continue;
    std::vector<double> same;
    double share = 0.0;
    for (std::size_t j = k; j < shares.size(); ++j) {
      if (worth.choices[j] != worth.choices[k]) continue;
      is_told[j] = true;
      same.push_back(at[j]);
      share += shares[j];
    }
    const std::string when = same.size() == shares.size() ? "whatever it is" : listed_values(same);
    row.changes.push_back({when, choice(worth.choices[k]), share});
  }
  return row;
}

void RowMaker::add_inputs(Information& found) const {
  for (std::size_t input = 0; input < columns_.size(); ++input) found.rows.push_back(input_row(input));
}

void RowMaker::add_groups(const std::vector<GroupMembers>& groups, Information& found) const {
  for (const GroupMembers& group : groups) {
    std::vector<const std::vector<double>*> columns;
    columns.reserve(group.inputs.size());
    for (const std::size_t input : group.inputs) columns.push_back(&columns_[input]);
    const Worth worth = worth_of_tree(values_, columns, most_cells);
    found.rows.push_back({InformationRow::Kind::group, group.name, group.names, worth.worth, {}});
  }
}

void RowMaker::add_types(Information& found) const {
  for (const TypeSample& type : samples_.types) {
    const std::size_t num_labels = type.labels.size();
    std::vector<double> weights = values_.weights;
    Parts parts(num_labels, values_.values);
    for (std::size_t l = 0; l + 1 < num_labels; ++l) {
      for (std::size_t a = 0; a < values_.values.size(); ++a) {
        for (std::size_t i = 0; i < weights.size(); ++i) {
          if (!type.hinted[l].is_solved[a][i]) weights[i] = 0.0;
          parts[l][a][i] = (1.0 + type.chances[l][i]) * type.hinted[l].values[a][i] - values_.values[a][i];
          parts.back()[a][i] -= parts[l][a][i];
        }
      }
    }
    const Worth worth = worth_of_parts(parts, weights, values_.num_replicates);
    InformationRow row = {InformationRow::Kind::type, "type of " + type.player, {}, worth.worth, {}};
    for (std::size_t l = 0; l < num_labels; ++l) {
      row.changes.push_back({type.labels[l], choice(worth.choices[l]), share_of(type.chances[l], weights)});
    }
    found.rows.push_back(std::move(row));
  }
}

std::vector<double> RowMaker::odds(const build::GivenOdds& odds) const {
  if (odds.input.empty()) return std::vector<double>(values_.weights.size(), odds.value);
  for (std::size_t d = 0; d < columns_.size(); ++d) {
    if (model_.inputs[model_.drawn[d]].name == odds.input) return columns_[d];
  }
  throw InternalError("odds that are not drawn: " + odds.input);
}

/// `chance`: that the report is made, by draw. The player's values are those of the game without it.
InformationRow RowMaker::report_row(const ReportSample& sample, const std::vector<double>& chance,
                                    std::vector<double> weights) const {
  const bool is_on_type = !sample.report.player.empty();
  Parts parts(2, is_on_type ? sample.without.values : values_.values);
  for (std::size_t a = 0; a < parts[0].size(); ++a) {
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (is_on_type ? !sample.without.is_solved[a][i] : samples_.is_unsolved[i]) weights[i] = 0.0;
      if (is_on_type && chance[i] > 0.0 && !sample.given.is_solved[a][i]) weights[i] = 0.0;
      parts[0][a][i] = chance[i] * (is_on_type ? sample.given.values[a][i] : parts[0][a][i]);
      parts[1][a][i] -= parts[0][a][i];
    }
  }
  const Worth worth = worth_of_parts(parts, weights, values_.num_replicates);
  InformationRow row = {InformationRow::Kind::evidence, sample.report.name, {}, worth.worth, {}};
  const double made = share_of(chance, weights);
  row.changes.push_back({"it says so", choice(worth.choices[0]), made});
  row.changes.push_back({"it says the contrary", choice(worth.choices[1]), 1.0 - made});
  return row;
}

InformationRow RowMaker::param_report_row(const ReportSample& sample) const {
  const auto column = std::ranges::find_if(
      model_.drawn, [&](std::uint32_t input) { return model_.inputs[input].name == sample.report.param; });
  const auto& numbers = columns_[static_cast<std::size_t>(column - model_.drawn.begin())];
  const std::vector<double> above = odds(sample.report.odds[0]), below = odds(sample.report.odds[1]);
  std::vector<double> chance(numbers.size()), weights = sample.weights;
  for (std::size_t i = 0; i < chance.size(); ++i) {
    chance[i] = (numbers[i] > sample.report.threshold ? above[i] : below[i]) / (above[i] + below[i]);
  }
  return report_row(sample, chance, std::move(weights));
}

InformationRow RowMaker::type_report_row(const ReportSample& sample) const {
  std::vector<std::vector<double>> likelihoods;
  likelihoods.reserve(sample.report.odds.size());
  for (const build::GivenOdds& one : sample.report.odds) likelihoods.push_back(odds(one));
  std::vector<double> chance(values_.weights.size(), 0.0);
  for (std::size_t i = 0; i < chance.size(); ++i) {
    double least = likelihoods.front()[i], most = least;
    for (const auto& likelihood : likelihoods) {
      least = std::min(least, likelihood[i]);
      most = std::max(most, likelihood[i]);
    }
    for (std::size_t l = 0; l < likelihoods.size(); ++l) {
      chance[i] += sample.chances[l][i] * likelihoods[l][i] / (least + most);
    }
  }
  return report_row(sample, chance, sample.weights);
}

void RowMaker::add_reports(Information& found) const {
  for (const ReportSample& sample : samples_.reports) {
    if (!sample.report.left_out.empty()) {
      found.left_out.push_back(fmt::format("evidence {}: {}", sample.report.name, sample.report.left_out));
      continue;
    }
    found.rows.push_back(sample.report.player.empty() ? param_report_row(sample) : type_report_row(sample));
  }
}

void RowMaker::add_everything(Information& found) const {
  found.rows.push_back({InformationRow::Kind::everything, "everything drawn", {}, worth_of_draws(values_).worth, {}});
}

}  // namespace parley::study
