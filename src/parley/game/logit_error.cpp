// SPDX-License-Identifier: Apache-2.0
// Compares chances, not their logarithms: what is played with chance 1e-400 is played with chance 0.
#include "parley/game/logit_error.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace parley::game {

double logit_error(const Certificate<double>& certificate, const StrategyProfile<double>& profile, double lambda) {
  double error = 0.0;
  for (std::size_t h = 0; h < profile.probs.size(); ++h) {
    const std::vector<double>& values = certificate.action_values[h];
    const double best = *std::ranges::max_element(values);
    double sum = 0.0;
    for (const double value : values) sum += std::exp(lambda * (value - best));
    for (std::size_t a = 0; a < values.size(); ++a) {
      const double response = std::exp(lambda * (values[a] - best)) / sum;
      error = std::max(error, std::abs(profile.probs[h][a] - response));
    }
  }
  return error;
}

}  // namespace parley::game
