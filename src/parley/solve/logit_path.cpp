// SPDX-License-Identifier: Apache-2.0
// Predictor, corrector, step length.
#include "parley/solve/logit_path.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/LU>

#include "parley/solve/logit/quantal_response.h"

namespace parley::solve {

namespace {

using logit::QuantalResponse;

constexpr double first_step = 0.1;
constexpr double shortest_step = 1e-10;
constexpr double nearest_branch = 1e-4;     // of 1 + lambda times the scale: branches this near are taken to cross
constexpr double sharpest_bend = 0.95;      // cosine of the angle between the tangents at both ends of a step
constexpr double longest_correction = 5.0;  // times the wanted one: the step is tried again, shorter
constexpr double converged = 1e-9;
constexpr int most_corrections = 8;
constexpr double far_enough = 1e7;     // lambda times the scale: logarithms then still tell beliefs apart to 1e-9
constexpr double nudge = 1e-6;         // of the scale, to leave a branch point
constexpr double nearly_equal = 1e-8;  // gains past this share of the scale are no rounding

/// A point of the curve: log-odds, then lambda times the scale.
using Point = Eigen::VectorXd;

class Path {
 public:
  Path(QuantalResponse& response, const LogitOptions& options, const RunContext& run)
      : response_(response),
        options_(options),
        run_(run),
        size_(static_cast<Eigen::Index>(response.num_unknowns()) + 1),
        matrix_(size_, size_),
        miss_(size_),
        point_(Point::Zero(size_)),
        tangent_(Point::Unit(size_, size_ - 1)),
        target_(options.lambda ? *options.lambda * response.scale() : far_enough) {}

  /// True where the wanted lambda was reached.
  bool follow(LogitEnd& end) {
    look(point_, tangent_);
    tangent_ = direction();
    record(end);
    double step = first_step;
    while (point_(size_ - 1) < target_) {
      if (run_.should_stop()) {
        end.termination = run_.why_stopped();
        return false;
      }
      if (end.steps++ >= options_.max_steps || step < shortest_step) return false;
      Point next;
      const double moved = advance(next, step);
      if (moved > longest_correction * options_.wanted_correction) {
        step /= 2;
        continue;
      }
      look(next, tangent_);
      const Point onwards = direction();
      const bool crossed = orientation() != orientation_;
      const bool bent = !(onwards.dot(tangent_) > sharpest_bend);
      if ((crossed || bent) && step > nearest_branch * (1.0 + std::abs(point_(size_ - 1)))) {
        step /= 2;  // the step is longer than another branch is far
        continue;
      }
      if (crossed) orientation_ = -orientation_;  // through a branch point, straight on
      point_ = next;
      tangent_ = onwards;
      record(end);
      step *= std::clamp(std::sqrt(options_.wanted_correction / std::max(moved, 1e-12)), 0.3, 2.0);
    }
    return true;
  }

  /// By unknown, how its log-odds move with the logarithm of lambda.
  [[nodiscard]] std::vector<double> elasticities() const {
    const double per_lambda = point_(size_ - 1) / tangent_(size_ - 1);
    std::vector<double> found;
    for (Eigen::Index u = 0; u + 1 < size_; ++u) found.push_back(tangent_(u) * per_lambda);
    return found;
  }
  [[nodiscard]] std::vector<double> log_odds() const { return {point_.data(), point_.data() + size_ - 1}; }
  [[nodiscard]] double lambda() const { return point_(size_ - 1) / response_.scale(); }

 private:
  /// Evaluates the equations at a point: log-odds minus lambda times what the choice is worth more than the first.
  void look(const Point& at, const Point& across) {
    response_.evaluate({at.data(), static_cast<std::size_t>(size_ - 1)}, true);
    const double lambda = at(size_ - 1) / response_.scale();
    const double weight = 1.0 / (1.0 + std::abs(at(size_ - 1)));  // rows of one size
    for (std::size_t h = 0; h < response_.num_sets(); ++h) {
      const auto base = response_.gradient(h, 0);
      for (std::uint32_t a = 1; a < response_.num_actions(h); ++a) {
        const auto row = static_cast<Eigen::Index>(response_.unknown(h, a));
        const double more = response_.value(h, a) - response_.value(h, 0);
        const auto gradient = response_.gradient(h, a);
        for (Eigen::Index u = 0; u + 1 < size_; ++u) {
          const auto k = static_cast<std::size_t>(u);
          matrix_(row, u) = -weight * lambda * (gradient[k] - base[k]);
        }
        matrix_(row, row) += weight;
        matrix_(row, size_ - 1) = -weight * more / response_.scale();
        miss_(row) = weight * (at(row) - lambda * more);
      }
    }
    matrix_.row(size_ - 1) = across.transpose();
    miss_(size_ - 1) = 0.0;
    lu_.compute(matrix_);
  }

  /// A step along the tangent, corrected in the plane across it; one that would pass the wanted lambda ends there.
  /// Returns how far the corrector moved.
  double advance(Point& next, double step) {
    const Eigen::Index lambda = size_ - 1;
    const double left = target_ - point_(lambda);
    if (tangent_(lambda) * step >= left) {
      next = point_ + left / tangent_(lambda) * tangent_;
      next(lambda) = target_;
      return correct(next, Point::Unit(size_, lambda));
    }
    next = point_ + step * tangent_;
    const double moved = correct(next, tangent_);
    if (!std::isfinite(moved) || next(lambda) <= target_) return moved;
    // The corrector passed it.
    next = point_ + left / (next(lambda) - point_(lambda)) * (next - point_);
    next(lambda) = target_;
    return correct(next, Point::Unit(size_, lambda));
  }

  /// The sign of the determinant of what was looked at. It stays the same along a curve, through folds too; it changes
  /// where another branch crosses, and where a step landed on one.
  [[nodiscard]] int orientation() const {
    auto negative = lu_.permutationP().determinant() < 0;
    for (Eigen::Index k = 0; k < size_; ++k) negative ^= lu_.matrixLU()(k, k) < 0.0;
    return negative ? -1 : 1;
  }

  /// Of the curve at the point that was looked at, onwards: at a branch point, straight on.
  [[nodiscard]] Point direction() const {
    const Point ahead = lu_.solve(Point::Unit(size_, size_ - 1));
    const double length = ahead.norm();
    if (std::isfinite(length) && length > 0.0) return ahead / length;
    return tangent_;
  }

  /// Newton's method. Returns how far the first step moved the log-odds (relative where they are large), or infinity
  /// where it does not converge.
  double correct(Point& point, const Point& across) {
    double first = 0.0;
    double last = std::numeric_limits<double>::infinity();
    for (int k = 0; k < most_corrections; ++k) {
      look(point, across);
      const Point move = lu_.solve(miss_);
      double size = 0.0;
      double precise = 0.0;
      for (Eigen::Index u = 0; u + 1 < size_; ++u) {
        size = std::max(size, std::abs(move(u)) / (1.0 + 0.05 * std::abs(point(u))));
        precise = std::max(precise, std::abs(move(u)) / (1.0 + std::abs(point(u))));
      }
      if (!std::isfinite(size)) return size;
      if (k == 0) first = size;
      if (size > longest_correction * options_.wanted_correction || (k > 0 && size > 0.9 * last)) {
        return precise <= 100 * converged ? first : std::numeric_limits<double>::infinity();
      }
      point -= move;
      if (precise <= converged) return first;
      last = size;
    }
    return std::numeric_limits<double>::infinity();
  }

  void record(LogitEnd& end) const {
    if (!options_.keep_branch) return;
    end.branch.push_back({lambda(), logit::assessment_of(response_)});
  }

  QuantalResponse& response_;
  const LogitOptions& options_;
  const RunContext& run_;
  Eigen::Index size_;
  Eigen::MatrixXd matrix_;
  Point miss_, point_, tangent_;
  Eigen::PartialPivLU<Eigen::MatrixXd> lu_;
  double target_;
  int orientation_ = 1;
};

/// Follows the path of `moved` and ends in the game of `response`.
LogitEnd trace(QuantalResponse& moved, QuantalResponse& response, const LogitOptions& options, const RunContext& run) {
  LogitEnd end;
  Path path(moved, options, run);
  const bool arrived = path.follow(end);
  end.lambda = path.lambda();
  const std::vector<double> log_odds = path.log_odds();
  response.evaluate(log_odds, false);
  end.assessment = logit::assessment_of(response);
  if (options.lambda || end.termination != Termination::finished) {
    end.verified = arrived;
    return end;
  }
  logit::Assessment polished = logit::polish(response, log_odds, path.elasticities());
  if (polished.largest_gain <= std::max(end.assessment.largest_gain, nearly_equal * response.scale())) {
    end.assessment = std::move(polished);
  }
  end.verified = end.assessment.largest_gain <= options.tolerance * response.scale();
  return end;
}

}  // namespace

LogitEnd follow_logit_path(const game::NumericGame<double>& game, const LogitOptions& options, const RunContext& run) {
  QuantalResponse response(game);
  LogitEnd end = trace(response, response, options, run);
  if (end.verified || end.termination != Termination::finished) return end;
  QuantalResponse moved(game);
  moved.move_payoffs(nudge * moved.scale());
  LogitEnd again = trace(moved, response, options, run);
  if (!again.verified && again.assessment.largest_gain >= end.assessment.largest_gain) return end;
  again.payoffs_were_moved = true;
  return again;
}

}  // namespace parley::solve
