// SPDX-License-Identifier: Apache-2.0
// What can be asked of a distribution, handed to the law behind it.
#include "parley/math/distribution.h"

#include <string_view>

#include <fmt/format.h>

#include "parley/base/result.h"
#include "parley/math/distribution_body.h"

namespace parley {

std::string_view name_of(DistributionKind kind) {
  switch (kind) {
    case DistributionKind::constant:
      return "constant";
    case DistributionKind::normal:
      return "normal";
    case DistributionKind::lognormal:
      return "lognormal";
    case DistributionKind::logitnormal:
      return "logitnormal";
    case DistributionKind::uniform:
      return "uniform";
    case DistributionKind::triangular:
      return "triangular";
    case DistributionKind::pert:
      return "pert";
    case DistributionKind::beta:
      return "beta";
    case DistributionKind::gamma:
      return "gamma";
    case DistributionKind::discrete:
      return "discrete";
    case DistributionKind::samples:
      return "samples";
  }
  throw InternalError("name_of: unknown kind of distribution");
}

namespace {

std::string describe_values(const std::vector<std::pair<Number, double>>& values) {
  std::string text = "in {";
  std::string_view separator = " ";
  for (const auto& [value, prob] : values) {
    text += fmt::format("{}{}: {}", separator, to_string(value), prob);
    separator = ", ";
  }
  return text + " }";
}

}  // namespace

DistributionKind Distribution::kind() const { return body_->kind; }

bool Distribution::is_discrete() const {
  return body_->kind == DistributionKind::constant || body_->kind == DistributionKind::discrete;
}

const Number& Distribution::constant_value() const {
  if (!is_constant()) throw InternalError("Distribution::constant_value: " + describe() + " is no constant");
  return discrete_values().front().first;
}

const std::vector<std::pair<Number, double>>& Distribution::discrete_values() const {
  if (const auto* constant = std::get_if<ConstantLaw>(&body_->law)) return constant->values;
  if (const auto* discrete = std::get_if<DiscreteLaw>(&body_->law)) return discrete->values;
  throw InternalError("Distribution::discrete_values: " + describe() + " has no list of values");
}

double Distribution::quantile(double u) const {
  return std::visit([&](const auto& law) { return law.quantile(u); }, body_->law);
}

double Distribution::cdf(double x) const {
  return std::visit([&](const auto& law) { return law.cdf(x); }, body_->law);
}

double Distribution::mean() const {
  return std::visit([](const auto& law) { return law.mean(); }, body_->law);
}

double Distribution::variance() const {
  return std::visit([](const auto& law) { return law.variance(); }, body_->law);
}

Number Distribution::median() const {
  if (is_constant()) return constant_value();
  if (const auto* discrete = std::get_if<DiscreteLaw>(&body_->law)) return discrete->values[discrete->median].first;
  return Number(quantile(0.5));
}

std::pair<double, double> Distribution::support_bounds() const {
  return std::visit([](const auto& law) { return law.bounds(); }, body_->law);
}

std::string Distribution::leaves(Support support) const {
  if (support == Support::real) return {};
  const auto [low, high] = support_bounds();
  // An end with a probability of its own must lie inside; one of probability 0 may be the edge.
  const bool has_atoms = is_discrete() || kind() == DistributionKind::samples;
  if (support == Support::positive) {
    if (low > 0.0 || (low == 0.0 && !has_atoms)) return {};
    return fmt::format("{} can be {}, and a `pos` parameter is always above 0", describe(),
                       low == 0.0 ? "0" : "below 0");
  }
  if (low < 0.0) return fmt::format("{} can be below 0, and a `prob` parameter lies in [0, 1]", describe());
  if (high > 1.0) return fmt::format("{} can be above 1, and a `prob` parameter lies in [0, 1]", describe());
  return {};
}

std::string Distribution::describe() const {
  switch (body_->kind) {
    case DistributionKind::constant:
      return to_string(constant_value());
    case DistributionKind::discrete:
      return describe_values(discrete_values());
    case DistributionKind::samples:
      return fmt::format("samples of {} values", std::get<SamplesLaw>(body_->law).sorted.size());
    default:
      break;
  }
  const std::vector<Number>& arguments = body_->arguments;
  if (body_->is_range) return to_string(arguments[0]) + " to " + to_string(arguments[1]);
  std::string text = std::string(name_of(body_->kind)) + "(";
  for (std::size_t i = 0; i < arguments.size(); ++i) text += (i == 0 ? "" : ", ") + to_string(arguments[i]);
  return text + ")";
}

}  // namespace parley
