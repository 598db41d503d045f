// SPDX-License-Identifier: Apache-2.0
// Chooses the word for a chance.
#include "parley/report/words.h"

#include <algorithm>
#include <cmath>

namespace parley::report {

std::string_view likelihood_word(double prob) {
  if (!(prob >= 0.0 && prob <= 1.0)) return "undefined";
  if (prob == 0.0) return "never in this model";
  if (prob == 1.0) return "always in this model";
  if (prob < 0.01) return "remote";
  if (prob < 0.05) return "almost no chance";
  if (prob < 0.20) return "very unlikely";
  if (prob < 0.45) return "unlikely";
  if (prob <= 0.55) return "roughly even";
  if (prob <= 0.80) return "likely";
  if (prob <= 0.95) return "very likely";
  if (prob <= 0.99) return "almost certain";
  return "nearly always";
}

std::string likelihood_words(double mean, double standard_error) {
  const std::string_view word = likelihood_word(mean);
  if (!(standard_error > 0.0) || word == "undefined") return std::string(word);
  // What has an error is neither never nor always: a draw showed it, or another might have.
  const std::string_view low = likelihood_word(std::max(mean - 2.0 * standard_error, 1e-300));
  const std::string_view high = likelihood_word(std::min(mean + 2.0 * standard_error, std::nextafter(1.0, 0.0)));
  return low == high ? std::string(low) : std::string(low) + " or " + std::string(high);
}

}  // namespace parley::report
