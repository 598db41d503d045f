// SPDX-License-Identifier: Apache-2.0
// Ways to weights: beliefs chosen apart, everything linear in products, log-linear bounds; else improvement.
#include "parley/solve/lists/mistake_weights.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include <Eigen/Dense>

#include "parley/math/linear_program.h"
#include "parley/solve/lists/weight_improvement.h"

namespace parley::solve::lists {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

class Weigher {
 public:
  explicit Weigher(const WeightProblem& problem)
      : sets_(problem.sets),
        ways_(problem.ways),
        possible_(problem.possible),
        supports_(problem.supports),
        num_unknowns_(problem.num_unknowns),
        problem_(problem) {}

  WeightSearch run() {
    if (num_unknowns_ == 0) return {all_hold({}) ? Consistency::found : Consistency::none, {}};
    if (auto apart = chosen_apart(); all_hold(apart)) return {Consistency::found, std::move(apart)};
    if (auto exact = by_products()) return *std::move(exact);
    const bool all_pairs = std::ranges::all_of(possible_, [](const auto& nodes) { return nodes.size() <= 2; });
    if (all_pairs) return by_bounds();
    for (const double start : {0.0, 1.0, -1.0}) {
      if (auto improved = improve_weights(problem_, start); all_hold(improved))
        return {Consistency::found, std::move(improved)};
    }
    return {Consistency::undecided, {}};
  }

 private:
  /// The logarithm of how likely node x of set k is, less that of node y, is linear in the unknowns: the row and its
  /// constant.
  [[nodiscard]] std::vector<double> ratio_row(std::size_t k, std::size_t x, std::size_t y) const {
    std::vector<double> row(num_unknowns_, 0.0);
    for (const std::size_t u : ways_[k][x].mistakes) row[u] += 1.0;
    for (const std::size_t u : ways_[k][y].mistakes) row[u] -= 1.0;
    return row;
  }
  [[nodiscard]] double ratio_constant(std::size_t k, std::size_t x, std::size_t y) const {
    return ways_[k][x].log_chance - ways_[k][y].log_chance;
  }

  [[nodiscard]] bool all_hold(const std::vector<double>& log_weights) const { return problem_.all_hold(log_weights); }

  /// Each set's own belief, as nearly as weights can give them.
  [[nodiscard]] std::vector<double> chosen_apart() const {
    std::vector<std::vector<double>> rows;
    std::vector<double> wanted;
    for (std::size_t k = 0; k < sets_.size(); ++k) {
      const std::size_t first = possible_[k].front();
      for (const std::size_t node : possible_[k]) {
        if (node == first) continue;
        rows.push_back(ratio_row(k, node, first));
        wanted.push_back(std::log(supports_[k][node] / supports_[k][first]) - ratio_constant(k, node, first));
      }
    }
    std::vector<double> log_weights(num_unknowns_, 0.0);
    if (rows.empty()) return log_weights;
    const Eigen::Map<const Eigen::VectorXd> right(wanted.data(), static_cast<Eigen::Index>(wanted.size()));
    const Eigen::VectorXd solution = matrix_of(rows, num_unknowns_).completeOrthogonalDecomposition().solve(right);
    std::ranges::copy(solution, log_weights.begin());
    return log_weights;
  }

  /// Mistakes that all possible nodes of a set share cancel there. Where the products that are left, over all sets, can
  /// be chosen apart from each other, everything is linear in them. Exact; nothing where they cannot.
  [[nodiscard]] std::optional<WeightSearch> by_products() const {
    std::vector<std::vector<double>> products;  // as exponents of the unknowns
    std::vector<std::vector<std::size_t>> product_of(sets_.size());
    for (std::size_t k = 0; k < sets_.size(); ++k) {
      for (const std::size_t node : possible_[k]) {
        std::vector<double> exponents = exponents_left(k, node);
        const auto known = std::ranges::find(products, exponents);
        product_of[k].push_back(static_cast<std::size_t>(known - products.begin()));
        if (known == products.end()) products.push_back(std::move(exponents));
      }
    }
    const std::size_t one = static_cast<std::size_t>(
        std::ranges::find(products, std::vector<double>(num_unknowns_, 0.0)) - products.begin());
    const Eigen::MatrixXd matrix = matrix_of(products, num_unknowns_);
    const Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> factors(matrix);
    const auto num_free = static_cast<Eigen::Index>(products.size() - (one < products.size() ? 1 : 0));
    if (factors.rank() != num_free) return std::nullopt;
    const std::vector<double> sizes = sizes_of_products(product_of, products.size());
    if (sizes.empty()) return WeightSearch{Consistency::none, {}};
    Eigen::VectorXd logs(matrix.rows());
    for (Eigen::Index r = 0; r < logs.size(); ++r) {
      const double size = sizes[static_cast<std::size_t>(r)];
      logs(r) = std::log(one < products.size() ? size / sizes[one] : size);
    }
    const Eigen::VectorXd solution = factors.solve(logs);
    std::vector<double> log_weights(solution.begin(), solution.end());
    return WeightSearch{all_hold(log_weights) ? Consistency::found : Consistency::undecided, std::move(log_weights)};
  }

  [[nodiscard]] std::vector<double> exponents_left(std::size_t k, std::size_t node) const {
    std::vector<double> exponents(num_unknowns_, 0.0);
    for (const std::size_t u : ways_[k][node].mistakes) {
      const bool is_shared = std::ranges::all_of(possible_[k], [&](std::size_t other) {
        const std::vector<std::size_t>& mistakes = ways_[k][other].mistakes;
        return std::ranges::find(mistakes, u) != mistakes.end();
      });
      if (!is_shared) exponents[u] = 1.0;
    }
    return exponents;
  }

  /// All above 0 and as even as they can be; empty where no sizes support all sets.
  [[nodiscard]] std::vector<double> sizes_of_products(const std::vector<std::vector<std::size_t>>& product_of,
                                                      std::size_t num_products) const {
    constexpr double least_size = 1e-12;
    LinearProgram program(num_products + 1);
    std::vector<double> row(num_products + 1, 1.0);
    row[num_products] = 0.0;
    program.add_equal(row, 1.0);
    for (std::size_t product = 0; product < num_products; ++product) {
      std::ranges::fill(row, 0.0);
      row[product] = 1.0;
      row[num_products] = -1.0;
      program.add_at_least(row, 0.0);
    }
    for (std::size_t k = 0; k < sets_.size(); ++k) {
      for (const SupportingBeliefs::Row& needed : sets_[k].rows()) {
        std::ranges::fill(row, 0.0);
        for (std::size_t i = 0; i < possible_[k].size(); ++i) {
          const std::size_t node = possible_[k][i];
          row[product_of[k][i]] +=
              std::exp(ways_[k][node].log_chance - ways_[k][possible_[k][0]].log_chance) * needed.gains[node];
        }
        program.add_at_least(row, 0.0);
        if (needed.is_equal) program.add_at_most(row, 0.0);
      }
    }
    std::ranges::fill(row, 0.0);
    row[num_products] = 1.0;
    const auto found = program.maximise(row);
    if (!found || found->x[num_products] <= least_size) return {};
    return {found->x.begin(), found->x.end() - 1};
  }

  static Eigen::MatrixXd matrix_of(const std::vector<std::vector<double>>& rows, std::size_t num_columns) {
    Eigen::MatrixXd matrix(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(num_columns));
    for (Eigen::Index r = 0; r < matrix.rows(); ++r) {
      for (Eigen::Index c = 0; c < matrix.cols(); ++c) {
        matrix(r, c) = rows[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)];
      }
    }
    return matrix;
  }

  /// With two nodes possible what supports the set is an interval of the logarithm of their ratio. Exact.
  [[nodiscard]] WeightSearch by_bounds() const {
    // Unknowns: each logarithm as a difference of two numbers from 0 up; and how much room there is in all intervals.
    const std::size_t room = 2 * num_unknowns_;
    LinearProgram program(room + 1);
    std::vector<double> row(room + 1, 0.0);
    for (std::size_t k = 0; k < sets_.size(); ++k) {
      if (possible_[k].size() < 2) continue;
      const auto [low, high] = bounds_of_ratio(k);
      if (low > high + 1e-9) return {Consistency::none, {}};
      const std::vector<double> ratio = ratio_row(k, possible_[k][0], possible_[k][1]);
      const double constant = ratio_constant(k, possible_[k][0], possible_[k][1]);
      for (std::size_t u = 0; u < num_unknowns_; ++u) {
        row[u] = ratio[u];
        row[num_unknowns_ + u] = -ratio[u];
      }
      row[room] = -1.0;
      if (low > -infinity) program.add_at_least(row, low - constant);
      row[room] = 1.0;
      if (high < infinity) program.add_at_most(row, std::max(low, high) - constant);
    }
    std::ranges::fill(row, 0.0);
    row[room] = 1.0;
    program.add_at_most(row, 1.0);
    const auto found = program.maximise(row);
    if (!found) return {Consistency::none, {}};
    std::vector<double> log_weights(num_unknowns_);
    for (std::size_t u = 0; u < num_unknowns_; ++u) log_weights[u] = found->x[u] - found->x[num_unknowns_ + u];
    return {all_hold(log_weights) ? Consistency::found : Consistency::undecided, std::move(log_weights)};
  }

  /// Of log(chance of the first possible node / chance of the second).
  [[nodiscard]] std::pair<double, double> bounds_of_ratio(std::size_t k) const {
    double low = -infinity;
    double high = infinity;
    const auto at_least = [&](double x, double y) {
      // x p + y q >= 0 for chances p, q
      if (x >= 0.0 && y >= 0.0) return;
      if (x > 0.0) {
        low = std::max(low, std::log(-y / x));
      } else if (y > 0.0) {
        high = std::min(high, std::log(-y / x));
      } else {
        high = -infinity;
      }
    };
    for (const SupportingBeliefs::Row& row : sets_[k].rows()) {
      const double x = row.gains[possible_[k][0]];
      const double y = row.gains[possible_[k][1]];
      // A belief of one node would do up to the tolerance: ties count as ties.
      if (!row.is_equal) {
        const double half = 0.5 * sets_[k].tolerance();  // rounding must not break what the check then asks
        at_least(x + half, y + half);
      } else if (std::abs(x) > sets_[k].tolerance() || std::abs(y) > sets_[k].tolerance()) {
        at_least(x, y);
        at_least(-x, -y);
      }
    }
    return {low, high};
  }

  const std::vector<SupportingBeliefs>& sets_;
  const std::vector<std::vector<Way>>& ways_;
  const std::vector<std::vector<std::size_t>>& possible_;
  const std::vector<std::vector<double>>& supports_;
  std::size_t num_unknowns_;
  const WeightProblem& problem_;
};

}  // namespace

std::vector<double> WeightProblem::belief(std::size_t k, const std::vector<double>& log_weights) const {
  std::vector<double> logs(sets[k].num_nodes(), -infinity);
  double top = -infinity;
  for (const std::size_t node : possible[k]) {
    logs[node] = ways[k][node].log_chance;
    for (const std::size_t u : ways[k][node].mistakes) logs[node] += log_weights[u];
    top = std::max(top, logs[node]);
  }
  double sum = 0.0;
  for (double& log : logs) {
    log = std::exp(log - top);
    sum += log;
  }
  for (double& chance : logs) chance /= sum;
  return logs;
}

bool WeightProblem::all_hold(const std::vector<double>& log_weights) const {
  if (log_weights.size() != num_unknowns) return false;
  for (std::size_t k = 0; k < sets.size(); ++k) {
    if (!sets[k].holds(belief(k, log_weights))) return false;
  }
  return true;
}

WeightSearch find_weights(const WeightProblem& problem) { return Weigher(problem).run(); }

}  // namespace parley::solve::lists
