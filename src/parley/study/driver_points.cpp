// SPDX-License-Identifier: Apache-2.0
// From uniforms of a design to numbers of the inputs.
#include "parley/study/driver_points.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace parley::study {

namespace {

void to_numbers(const std::vector<BentMarginal>& marginals, double* uniforms) {
  for (std::size_t i = 0; i < marginals.size(); ++i) uniforms[i] = marginals[i].quantile(uniforms[i]);
}

}  // namespace

BentMarginal::BentMarginal(Distribution distribution, const build::MarginalWeight& weight)
    : distribution_(std::move(distribution)) {
  const std::size_t pieces = weight.likelihoods.size();
  double total = 0.0;
  std::vector<double> masses;
  for (std::size_t j = 0; j < pieces; ++j) {
    const double low = j == 0 ? 0.0 : distribution_.cdf(weight.thresholds[j - 1]);
    const double high = j + 1 == pieces ? 1.0 : distribution_.cdf(weight.thresholds[j]);
    const double mass = weight.likelihoods[j] * (high - low);
    if (!(mass > 0.0)) continue;
    lows_.push_back(low);
    highs_.push_back(high);
    masses.push_back(mass);
    total += mass;
  }
  double reached = 0.0;
  reached_.push_back(0.0);
  for (const double mass : masses) reached_.push_back((reached += mass) / total);
  reached_.back() = 1.0;
}

double BentMarginal::quantile(double u) const {
  if (lows_.size() == 1 && lows_[0] == 0.0 && highs_[0] == 1.0) return distribution_.quantile(u);
  const auto above = std::ranges::upper_bound(reached_, u) - reached_.begin();
  const std::size_t j = std::min(static_cast<std::size_t>(above), lows_.size()) - 1;
  const double share = (u - reached_[j]) / (reached_[j + 1] - reached_[j]);
  const double place = lows_[j] + share * (highs_[j] - lows_[j]);
  // Rounding must not leave the piece, which is open below and closed above.
  const double least = std::nextafter(lows_[j], 1.0), most = std::min(highs_[j], std::nextafter(1.0, 0.0));
  return distribution_.quantile(std::clamp(place, least, most));
}

std::vector<BentMarginal> marginals_of(const build::Model& model, bool bent) {
  std::vector<BentMarginal> marginals;
  marginals.reserve(model.drawn.size());
  for (std::size_t d = 0; d < model.drawn.size(); ++d) {
    const Distribution& distribution = model.inputs[model.drawn[d]].distribution;
    if (bent) {
      marginals.emplace_back(distribution, model.marginal_weights.at(d));
    } else {
      marginals.emplace_back(distribution);
    }
  }
  return marginals;
}

void SaltelliPoints::draw(std::size_t index, double* out) const {
  design_.point(index / num_columns_, first_column_ + index % num_columns_, out);
  to_numbers(marginals_, out);
}

void ShapleyBasePoints::draw(std::size_t index, double* out) const {
  const ShapleyDesign::Base base = design_.base(index);
  ShapleyDesign::join(base, design_.dimension(), nullptr, out);
  to_numbers(marginals_, out);
}

void ShapleyPartners::draw(std::size_t index, double* out) const {
  const std::size_t step = index % block();
  const ShapleyDesign::Base base = design_.base(index / block());
  std::vector<double> renewed(design_.dimension());
  design_.renewed(index / block(), step % design_.num_partners(), renewed.data());
  ShapleyDesign::join(base, step / design_.num_partners(), renewed.data(), out);
  to_numbers(marginals_, out);
}

}  // namespace parley::study
