// SPDX-License-Identifier: Apache-2.0
// Guesses which choices are made with some chance, and solves for the chances that make them equally good.
#include "parley/solve/logit/polish.h"

#include <algorithm>
#include <cmath>

#include <Eigen/QR>

namespace parley::solve::logit {

namespace {

using Choices = std::vector<std::vector<bool>>;  // by set and action

constexpr double vanishing = -0.1;    // the power of lambda with which a chance falls that tends to 0
constexpr double worse = -50.0;       // past this power the choice is worse in the limit, and does not only vanish
constexpr double least_equal = 1e-9;  // a choice that the equations have driven out
constexpr double close_enough = 1e-14;
constexpr int most_newton_steps = 40;

Choices played_less_than(const QuantalResponse& response, double least) {
  Choices ruled_out;
  for (std::size_t h = 0; h < response.num_sets(); ++h) {
    auto& row = ruled_out.emplace_back();
    for (std::uint32_t a = 0; a < response.num_actions(h); ++a) row.push_back(response.prob(h, a) < least);
  }
  return ruled_out;
}

/// Choices whose chance falls faster than with this power of lambda. At every set one does not: chances sum to 1.
Choices falling_faster(const QuantalResponse& response, const std::vector<double>& elasticities, double power) {
  Choices falling;
  for (std::size_t h = 0; h < response.num_sets(); ++h) {
    const auto of_odds = [&](std::uint32_t a) { return a == 0 ? 0.0 : elasticities[response.unknown(h, a)]; };
    double mean = 0.0;
    for (std::uint32_t a = 0; a < response.num_actions(h); ++a) mean += response.prob(h, a) * of_odds(a);
    auto& row = falling.emplace_back();
    for (std::uint32_t a = 0; a < response.num_actions(h); ++a) row.push_back(of_odds(a) - mean < power);
  }
  return falling;
}

/// One equation for each choice after the first that is not worse at a set: it is worth as much as the first.
class Indifference {
 public:
  Indifference(QuantalResponse& response, const Choices& left_out) : response_(response) {
    for (std::size_t h = 0; h < left_out.size(); ++h) {
      std::uint32_t first = response.num_actions(h);
      for (std::uint32_t a = 0; a < response.num_actions(h); ++a) {
        if (left_out[h][a]) continue;
        if (first == response.num_actions(h)) {
          first = a;
        } else {
          equations_.push_back({h, first, a});
        }
      }
    }
  }

  /// False where Newton's method does not come closer.
  bool solve(std::vector<double>& log_odds) {
    if (equations_.empty()) return true;
    const auto rows = static_cast<Eigen::Index>(equations_.size());
    const auto columns = static_cast<Eigen::Index>(response_.num_unknowns());
    Eigen::MatrixXd jacobian(rows, columns);
    Eigen::VectorXd miss(rows);
    for (int step = 0; step < most_newton_steps; ++step) {
      response_.evaluate(log_odds, true);
      for (Eigen::Index row = 0; row < rows; ++row) {
        const auto& [h, first, a] = equations_[static_cast<std::size_t>(row)];
        miss(row) = response_.value(h, a) - response_.value(h, first);
        const auto more = response_.gradient(h, a);
        const auto less = response_.gradient(h, first);
        for (Eigen::Index u = 0; u < columns; ++u) {
          jacobian(row, u) = more[static_cast<std::size_t>(u)] - less[static_cast<std::size_t>(u)];
        }
      }
      if (miss.lpNorm<Eigen::Infinity>() <= close_enough * response_.scale()) return true;
      Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> decomposition(rows, columns);
      decomposition.setThreshold(1e-11);
      decomposition.compute(jacobian);
      Eigen::VectorXd move = decomposition.solve(miss);
      const double longest = move.lpNorm<Eigen::Infinity>();
      if (!std::isfinite(longest)) return false;
      if (longest > 1.0) move /= longest;
      for (Eigen::Index u = 0; u < columns; ++u) log_odds[static_cast<std::size_t>(u)] -= move(u);
      if (longest < 1e-15) return true;
    }
    return false;
  }

 private:
  struct Equation {
    std::size_t set;
    std::uint32_t first, action;
  };
  QuantalResponse& response_;
  std::vector<Equation> equations_;
};

}  // namespace

Assessment assessment_of(const QuantalResponse& response) {
  Assessment found;
  for (std::size_t h = 0; h < response.num_sets(); ++h) {
    auto& probs = found.profile.probs.emplace_back();
    auto& logs = found.log_probs.emplace_back();
    for (std::uint32_t a = 0; a < response.num_actions(h); ++a) {
      probs.push_back(response.prob(h, a));
      logs.push_back(response.log_prob(h, a));
    }
    found.beliefs.probs.push_back(response.beliefs_at(h));
  }
  found.largest_gain = response.largest_gain();
  return found;
}

Assessment polish(QuantalResponse& response, const std::vector<double>& log_odds,
                  const std::vector<double>& elasticities) {
  response.rule_out({});
  response.evaluate(log_odds, false);
  Choices ruled_out = falling_faster(response, elasticities, vanishing);
  const Choices worse_choices = falling_faster(response, elasticities, worse);
  Assessment best;
  for (bool again = true, first = true; again; first = false) {
    response.rule_out(ruled_out);
    std::vector<double> moved = log_odds;
    if (!Indifference(response, worse_choices).solve(moved)) {
      moved = log_odds;
      Indifference(response, ruled_out).solve(moved);
    }
    response.evaluate(moved, false);
    Assessment found = assessment_of(response);
    if (first || found.largest_gain < best.largest_gain) best = std::move(found);
    // A choice that equality does not bear leaves, and the rest is tried once more.
    const Choices driven_out = played_less_than(response, least_equal);
    again = driven_out != ruled_out;
    ruled_out = driven_out;
  }
  response.rule_out({});
  return best;
}

}  // namespace parley::solve::logit
