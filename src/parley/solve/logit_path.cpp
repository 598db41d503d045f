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
constexpr double longest_growth = 4.0;      // of a step, times the last one
constexpr double longest_correction = 2.0;  // times the wanted one: the step is tried again, shorter
constexpr double converged = 1e-9;
constexpr double near = 1e-7;  // on the way: what Newton's method leaves is about the square of its last move
constexpr int most_corrections = 8;
constexpr double branch_step = 1e-3;   // what is met within so short a step is a branch point of the curve itself
constexpr double least_rise = 0.02;    // of lambda along the tangent, where the curve is taken as a function of lambda
constexpr double asymptotic = 1.0;     // lambda times the scale from which on its terms in log(lambda) are looked at
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
        up_(tangent_),
        target_(options.lambda ? *options.lambda * response.scale() : far_enough) {}

  /// True where the wanted lambda was reached.
  bool follow(LogitEnd& end) {
    if (stops(end)) return false;  // the first evaluation of a large game may take long
    look(point_, tangent_);
    turn();
    orientation_ = orientation();
    record(end);
    double step = first_step;
    while (lambda_of(point_) < target_) {
      if (stops(end)) return false;
      if (end.steps++ >= options_.max_steps || step < shortest_step) return false;
      const double left = target_ - lambda_of(point_);
      const bool arrives = lambda_of(tangent_) * step >= left;
      if (arrives) step = left / lambda_of(tangent_);
      go_ahead(step);
      if (arrives) next_(size_ - 1) = target_;
      // The last step ends at the wanted lambda; others in the plane across the tangent.
      const double moved = correct(next_, arrives ? up_ : tangent_, arrives || options_.lambda ? converged : near);
      if (moved > longest_correction * options_.wanted_correction || (!arrives && lambda_of(next_) > target_)) {
        step /= 2;
        continue;
      }
      const int seen = orientation();
      if (seen != orientation_ && step > branch_step) {
        step /= 4;
        continue;
      }
      orientation_ = seen;
      behind_.lambda = lambda_of(point_);
      behind_.length = (next_ - point_).norm();
      behind_.tangent = tangent_;
      point_.swap(next_);
      turn();  // by the last look, which was as near as the corrector comes
      record(end);
      step *= std::clamp(std::cbrt(options_.wanted_correction / std::max(moved, 1e-12)), 0.3, longest_growth);
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
  [[nodiscard]] bool stops(LogitEnd& end) const {
    if (run_.should_stop()) end.termination = run_.why_stopped();
    return end.termination != Termination::finished;
  }

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

  [[nodiscard]] double lambda_of(const Point& point) const { return point(size_ - 1); }

  /// Sets next_ to where the curve goes if it bends on as it did over the last step.
  void go_ahead(double step) {
    next_ = point_ + step * tangent_;
    if (!(behind_.length > 0.0)) return;
    const double lambda = lambda_of(point_);
    const double rise = lambda_of(tangent_);
    const double rise_behind = lambda_of(behind_.tangent);
    if (behind_.lambda < asymptotic || lambda <= behind_.lambda || std::min(rise, rise_behind) < least_rise) {
      next_ += (step * step / (2.0 * behind_.length)) * (tangent_ - behind_.tangent);
      return;
    }
    // Log-odds tend to a + b lambda + c log(lambda).
    const double more = step * rise / lambda;
    const double bend = (std::log1p(more) - more) / (1.0 / lambda - 1.0 / behind_.lambda);
    next_ += (bend / rise) * tangent_ - (bend / rise_behind) * behind_.tangent;
  }

  /// The sign of the determinant of what was looked at. Along a curve it changes at branch points alone; where a step
  /// has ended on another curve it is as likely to differ as not.
  [[nodiscard]] int orientation() const {
    int sign = lu_.permutationP().determinant() > 0 ? 1 : -1;
    for (Eigen::Index u = 0; u < size_; ++u) {
      if (lu_.matrixLU()(u, u) < 0.0) sign = -sign;
    }
    return sign;
  }

  /// The direction of the curve at the point that was looked at, onwards: at a branch point, straight on.
  void turn() {
    move_ = lu_.solve(up_);
    const double length = move_.norm();
    if (std::isfinite(length) && length > 0.0) tangent_ = move_ / length;
  }

  /// Newton's method, until a step moves nothing by more than `enough`. Returns how far the first step moved the
  /// log-odds (relative where they are large), or infinity where it does not converge.
  double correct(Point& point, const Point& across, double enough) {
    double first = 0.0;
    double last = std::numeric_limits<double>::infinity();
    for (int k = 0; k < most_corrections; ++k) {
      look(point, across);
      move_ = lu_.solve(miss_);
      double size = 0.0;
      double precise = 0.0;
      for (Eigen::Index u = 0; u + 1 < size_; ++u) {
        size = std::max(size, std::abs(move_(u)) / (1.0 + 0.05 * std::abs(point(u))));
        precise = std::max(precise, std::abs(move_(u)) / (1.0 + std::abs(point(u))));
      }
      if (!std::isfinite(size)) return size;
      if (k == 0) first = size;
      if (size > longest_correction * options_.wanted_correction || (k > 0 && size > 0.9 * last)) {
        return precise <= 100 * converged ? first : std::numeric_limits<double>::infinity();
      }
      point -= move_;
      if (precise <= enough) return first;
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
  Point miss_, point_, tangent_, up_;  // up_: the direction of lambda
  Point next_, move_;
  Eigen::PartialPivLU<Eigen::MatrixXd> lu_;
  double target_;
  int orientation_ = 1;
  /// The last point before this one; length: how far it is, 0 where there is none.
  struct {
    double lambda = 0.0, length = 0.0;
    Point tangent;
  } behind_;
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
  if (!end.branch.empty()) end.branch.back().assessment = end.assessment;  // seen one move of the corrector earlier
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
  if (!again.verified && again.assessment.largest_gain >= end.assessment.largest_gain) {
    end.termination = again.termination;
    return end;
  }
  again.payoffs_were_moved = true;
  return again;
}

}  // namespace parley::solve
