// SPDX-License-Identifier: Apache-2.0
// The best ranges by dynamic programming over their borders.
#include "parley/study/choice_ranges.h"

#include <span>

#include "parley/study/choice_tree.h"

namespace parley::study {

namespace {

constexpr std::size_t most_ranges = 3;
constexpr double kept_gain = 0.95;

class Ranges {
 public:
  Ranges(const std::vector<double>& sums, std::size_t num_choices, std::size_t for_all, double least)
      : num_choices_(num_choices), num_cells_(sums.size() / num_choices), for_all_(for_all), least_(least) {
    before_.assign((num_cells_ + 1) * num_choices, 0.0);
    for (std::size_t k = 0; k < sums.size(); ++k) before_[k + num_choices] = before_[k] + sums[k];
    solve();
  }

  [[nodiscard]] std::vector<std::size_t> choices() const {
    const double base = before_[num_cells_ * num_choices_ + for_all_];
    const double gain = best_[most_ranges - 1][num_cells_].sum - base;
    std::vector<std::size_t> choices(num_cells_, for_all_);
    if (!(gain > least_)) return choices;
    std::size_t ranges = 0;
    while (best_[ranges][num_cells_].sum - base < kept_gain * gain) ++ranges;
    std::size_t end = num_cells_;
    for (std::size_t left = ranges + 1; left > 0 && end > 0; --left) {
      const Step& step = best_[left - 1][end];
      for (std::size_t c = step.begin; c < end; ++c) choices[c] = step.choice;
      end = step.begin;
    }
    return choices;
  }

 private:
  struct Step {  // the last range of the best ranges up to a cell
    double sum = 0.0;
    std::size_t begin = 0, choice = 0;
  };

  [[nodiscard]] Step range(std::size_t begin, std::size_t end) const {
    std::vector<double> inside(num_choices_);
    for (std::size_t a = 0; a < num_choices_; ++a) {
      inside[a] = before_[end * num_choices_ + a] - before_[begin * num_choices_ + a];
    }
    const std::size_t choice = largest(std::span<const double>(inside), for_all_, least_);
    return {inside[choice], begin, choice};
  }

  void solve() {
    best_.assign(most_ranges, std::vector<Step>(num_cells_ + 1));
    for (std::size_t end = 1; end <= num_cells_; ++end) best_[0][end] = range(0, end);
    for (std::size_t r = 1; r < most_ranges; ++r) {
      best_[r] = best_[r - 1];  // a range more need not be used
      for (std::size_t end = 1; end <= num_cells_; ++end) {
        for (std::size_t begin = 1; begin < end; ++begin) {
          Step step = range(begin, end);
          step.sum += best_[r - 1][begin].sum;
          if (step.sum > best_[r][end].sum + least_) best_[r][end] = step;
        }
      }
    }
  }

  std::size_t num_choices_, num_cells_, for_all_;
  double least_;
  std::vector<double> before_;           // [cell * num_choices + choice]: of the cells before
  std::vector<std::vector<Step>> best_;  // [ranges - 1][cells]
};

}  // namespace

std::vector<std::size_t> choices_by_range(const std::vector<double>& sums, std::size_t num_choices, std::size_t for_all,
                                          double least) {
  return Ranges(sums, num_choices, for_all, least).choices();
}

}  // namespace parley::study
