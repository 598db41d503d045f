// SPDX-License-Identifier: Apache-2.0
// Quantiles by Newton's method where it cannot go astray; the functions themselves are Boost.Math's.
#include "parley/math/special_functions.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

#include "parley/math/distribution.h"

namespace parley {
namespace {

namespace policies = boost::math::policies;
// Nothing throws, and double stays double: long double is not the same on every machine.
using Quiet = policies::policy<
    policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
    policies::overflow_error<policies::ignore_error>, policies::underflow_error<policies::ignore_error>,
    policies::denorm_error<policies::ignore_error>, policies::rounding_error<policies::ignore_error>,
    policies::evaluation_error<policies::ignore_error>, policies::indeterminate_result_error<policies::ignore_error>,
    policies::promote_float<false>, policies::promote_double<false>>;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double smallest_position = std::numeric_limits<double>::min();
constexpr double largest_position = std::numeric_limits<double>::max();
constexpr int most_iterations = 200;

/// One tail of a distribution at a point, and the density there, both in the coordinate that is searched.
struct Tail {
  double prob;
  double density;
};

/// The position p > 0 at which tail(p).prob = target, where the tail rises (sign = 1) or falls (sign = -1) with p.
///
/// Newton's method for log(prob) as a function of log(p). The logarithm of a gamma variable and the logit of a beta
/// variable have log-concave densities, hence log-concave tails: after at most one step the iterates approach the root
/// from one side. The bracket serves only starts so far out that a tail is 0 or 1 in floating point.
/// Boost's own inverses are not used: their root finder may throw whatever the policy says.
template <class Tails>
double position_of(const Tails& tail, double target, double start, double sign) {
  double low = 0.0;
  double high = infinity;
  double position = std::clamp(start, smallest_position, largest_position);
  for (int i = 0; i < most_iterations; ++i) {
    const Tail here = tail(position);
    const double gap = sign * std::log(here.prob / target);
    (gap < 0.0 ? low : high) = position;
    if (high == smallest_position) return 0.0;
    if (low == largest_position) return largest_position;
    const double step = -gap * here.prob / here.density;  // in log(p)
    double next = std::clamp(position * std::exp(step), smallest_position, largest_position);
    if (std::fabs(step) < 1e-8 || next == position) return next;  // convergence is quadratic: the error is like step^2
    if (!(next >= low && next <= high)) {
      next = std::sqrt(std::max(low, smallest_position)) * std::sqrt(std::min(high, largest_position));
    }
    position = next;
  }
  return position;
}

/// Wilson and Hilferty's cube root approximation; 0 where it leaves the positive numbers.
double wilson_hilferty(double shape, double z) {
  const double root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * std::sqrt(shape));
  return root > 0.0 ? shape * root * root * root : 0.0;
}

}  // namespace

double normal_quantile(double u) {
  if (u == 0.5) return 0.0;
  constexpr double root_two = 1.4142135623730951;
  // 1 - u is exact where u > 1/2, so both tails are resolved to the last bit of u.
  if (u > 0.5) return root_two * boost::math::erfc_inv(2.0 * (1.0 - u), Quiet());
  return -root_two * boost::math::erfc_inv(2.0 * u, Quiet());
}

double normal_cdf(double z) {
  constexpr double root_half = 0.7071067811865476;
  return 0.5 * std::erfc(-z * root_half);
}

StandardGamma::StandardGamma(double shape) : shape_(shape), log_gamma_(boost::math::lgamma(shape, Quiet())) {}

double StandardGamma::cdf(double x) const {
  if (!(x > 0.0)) return 0.0;
  return x == infinity ? 1.0 : boost::math::gamma_p(shape_, x, Quiet());
}

double StandardGamma::start_below(double u) const {
  // P(x) <= x^shape / Gamma(shape + 1), so this never lies above the root.
  const double power = std::exp((std::log(u) + log_gamma_ + std::log(shape_)) / shape_);
  return shape_ < 1.0 ? power : std::max(power, wilson_hilferty(shape_, normal_quantile(u)));
}

double StandardGamma::start_above(double tail) const {
  // Below shape 1 the exponential distribution lies above; and for a tail of a half the power law is good.
  const double exponential = -std::log(tail);
  if (shape_ >= 1.0) return wilson_hilferty(shape_, -normal_quantile(tail));
  return std::min(exponential, 2.0 * start_below(1.0 - tail));
}

double StandardGamma::quantile(double u) const {
  const auto density = [&](double x) { return std::exp(shape_ * std::log(x) - x - log_gamma_); };
  if (u <= 0.5) {
    const auto below = [&](double x) { return Tail{boost::math::gamma_p(shape_, x, Quiet()), density(x)}; };
    return position_of(below, u, start_below(u), 1.0);
  }
  const double tail = 1.0 - u;
  const auto above = [&](double x) { return Tail{boost::math::gamma_q(shape_, x, Quiet()), density(x)}; };
  return position_of(above, tail, start_above(tail), -1.0);
}

StandardBeta::StandardBeta(double a, double b)
    : a_(a),
      b_(b),
      log_beta_(boost::math::lgamma(a, Quiet()) + boost::math::lgamma(b, Quiet()) -
                boost::math::lgamma(a + b, Quiet())),
      logit_mean_(boost::math::digamma(a, Quiet()) - boost::math::digamma(b, Quiet())),
      logit_sd_(std::sqrt(boost::math::trigamma(a, Quiet()) + boost::math::trigamma(b, Quiet()))) {}

double StandardBeta::variance() const {
  const double sum = a_ + b_;
  return (a_ / sum) * (b_ / sum) / (sum + 1.0);
}

double StandardBeta::cdf(double x) const {
  if (!(x > 0.0)) return 0.0;
  return x >= 1.0 ? 1.0 : boost::math::ibeta(a_, b_, x, Quiet());
}

double StandardBeta::quantile(double u) const {
  // The upper half is the lower half of 1 - X. What is searched are the odds o = x / (1 - x), which keep their
  // precision at both ends.
  const bool mirrored = u > 0.5;
  const double prob = mirrored ? 1.0 - u : u;
  const double a = mirrored ? b_ : a_;
  const double b = mirrored ? a_ : b_;
  const auto below = [&](double odds) {
    const double x = odds / (1.0 + odds);
    const double y = 1.0 / (1.0 + odds);
    const double density = std::exp(a * std::log(x) + b * std::log(y) - log_beta_);
    const bool left = odds < 1.0;
    return Tail{left ? boost::math::ibeta(a, b, x, Quiet()) : boost::math::ibetac(b, a, y, Quiet()), density};
  };
  const double bell = (mirrored ? -logit_mean_ : logit_mean_) + logit_sd_ * normal_quantile(prob);
  const double power = (std::log(prob) + std::log(a) + log_beta_) / a;  // from P(x) ~ x^a / (a B(a, b)) near 0
  const double odds = position_of(below, prob, std::exp(std::max(bell, power)), 1.0);
  return mirrored ? 1.0 / (1.0 + odds) : odds / (1.0 + odds);
}

}  // namespace parley
