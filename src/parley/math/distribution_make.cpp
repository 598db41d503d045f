// SPDX-License-Identifier: Apache-2.0
// Making distributions: every argument is checked here, once, and trusted afterwards.
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "parley/math/distribution_body.h"
#include "parley/math/statistics.h"

namespace parley {
namespace {

using Problem = std::optional<std::string>;  // what is wrong with the arguments

// Uniforms are at least 2^-53 from 0 and 1; no normal quantile of theirs is further out than this.
constexpr double farthest_normal = 8.5;

struct Form {
  DistributionKind kind;
  std::vector<std::string_view> arguments;
};

const Form* form_of(DistributionKind kind) {
  static const std::vector<Form> forms = {
      {DistributionKind::normal, {"m", "s"}},
      {DistributionKind::lognormal, {"m", "s"}},
      {DistributionKind::logitnormal, {"m", "s"}},
      {DistributionKind::uniform, {"a", "b"}},
      {DistributionKind::triangular, {"a", "mode", "b"}},
      {DistributionKind::pert, {"a", "mode", "b"}},
      {DistributionKind::beta, {"a", "b"}},
      {DistributionKind::gamma, {"shape", "scale"}},
  };
  const auto found = std::ranges::find(forms, kind, &Form::kind);
  return found == forms.end() ? nullptr : &*found;
}

Problem need_positive(std::string_view name, const Number& number) {
  if (number.value > 0.0) return std::nullopt;
  return fmt::format("{} is {}, and must be above 0", name, to_string(number));
}

Problem need_shape(std::string_view name, const Number& number) {
  if (number.value >= smallest_shape && number.value <= largest_shape) return std::nullopt;
  return fmt::format("{} is {}, and must lie between {} and {}", name, to_string(number), smallest_shape,
                     largest_shape);
}

Problem check_normal(DistributionKind kind, std::span<const Number> arguments) {
  if (Problem problem = need_positive("s", arguments[1])) return problem;
  const double farthest = std::fabs(arguments[0].value) + farthest_normal * arguments[1].value;
  const bool too_far = kind == DistributionKind::lognormal
                           ? !std::isfinite(std::exp(arguments[0].value + farthest_normal * arguments[1].value))
                           : !std::isfinite(farthest);
  if (!too_far) return std::nullopt;
  return "its values would pass the largest number there is (1.8e308): make m or s smaller";
}

Problem check_ends(std::span<const Number> arguments) {
  const Number& low = arguments.front();
  const Number& high = arguments.back();
  if (!less(low, high) || !(low.value < high.value)) {
    return fmt::format("a is {} and b is {}: a must be below b (write a constant for one value)", to_string(low),
                       to_string(high));
  }
  if (!std::isfinite(high.value - low.value)) return "b - a passes the largest number there is (1.8e308)";
  return std::nullopt;
}

Problem check_mode(std::span<const Number> arguments) {
  if (Problem problem = check_ends(arguments)) return problem;
  if (less_equal(arguments[0], arguments[1]) && less_equal(arguments[1], arguments[2])) return std::nullopt;
  return fmt::format("the mode is {}, and must lie between a = {} and b = {}", to_string(arguments[1]),
                     to_string(arguments[0]), to_string(arguments[2]));
}

Problem check_gamma(std::span<const Number> arguments) {
  if (Problem problem = need_shape("shape", arguments[0])) return problem;
  if (Problem problem = need_positive("scale", arguments[1])) return problem;
  // No quantile of a uniform below 1 - 2^-53 lies above 10 shape + 50.
  if (std::isfinite(arguments[1].value * (10.0 * arguments[0].value + 50.0))) return std::nullopt;
  return "its values would pass the largest number there is (1.8e308): make the scale smaller";
}

Problem check(DistributionKind kind, std::span<const Number> arguments) {
  switch (kind) {
    case DistributionKind::normal:
    case DistributionKind::lognormal:
    case DistributionKind::logitnormal:
      return check_normal(kind, arguments);
    case DistributionKind::uniform:
      return check_ends(arguments);
    case DistributionKind::triangular:
    case DistributionKind::pert:
      return check_mode(arguments);
    case DistributionKind::beta:
      if (Problem problem = need_shape("a", arguments[0])) return problem;
      return need_shape("b", arguments[1]);
    case DistributionKind::gamma:
      return check_gamma(arguments);
    default:
      return std::nullopt;
  }
}

Law normal_law(DistributionKind kind, NormalLaw beneath) {
  if (kind == DistributionKind::lognormal) return LognormalLaw{beneath};
  if (kind == DistributionKind::logitnormal) return LogitnormalLaw(beneath);
  return beneath;
}

/// Vose 2008: a beta whose mean is (a + 4 mode + b) / 6.
BetaLaw pert_law(double low, double mode, double high) {
  constexpr double weight = 4.0;
  const double width = high - low;
  const StandardBeta standard(1.0 + weight * ((mode - low) / width), 1.0 + weight * ((high - mode) / width));
  return {low, high, standard};
}

Law law_of(DistributionKind kind, std::span<const Number> arguments) {
  const auto value = [&](std::size_t i) { return arguments[i].value; };
  switch (kind) {
    case DistributionKind::uniform:
      return UniformLaw{value(0), value(1)};
    case DistributionKind::triangular:
      return TriangularLaw{value(0), value(1), value(2)};
    case DistributionKind::pert:
      return pert_law(value(0), value(1), value(2));
    case DistributionKind::beta:
      return BetaLaw{0.0, 1.0, StandardBeta(value(0), value(1))};
    case DistributionKind::gamma:
      return GammaLaw{value(1), StandardGamma(value(0))};
    default:
      return normal_law(kind, {value(0), value(1)});
  }
}

double transformed(Support support, double x) {
  switch (support) {
    case Support::real:
      return x;
    case Support::positive:
      return std::log(x);
    case Support::probability:
      return std::log(x) - std::log1p(-x);
  }
  throw InternalError("Distribution::range: unknown support");
}

DistributionKind kind_of_range(Support support) {
  switch (support) {
    case Support::real:
      return DistributionKind::normal;
    case Support::positive:
      return DistributionKind::lognormal;
    case Support::probability:
      return DistributionKind::logitnormal;
  }
  throw InternalError("Distribution::range: unknown support");
}

Problem check_range(Support support, const Number& low, const Number& high) {
  if (!std::isfinite(low.value) || !std::isfinite(high.value)) return "both ends must be finite numbers";
  if (!(low.value < high.value)) {
    return "the first number is the 5 % point and the second the 95 % point: the first must be below the second";
  }
  if (support == Support::positive && !(low.value > 0.0)) {
    return "both ends of a `pos` range must be above 0; use `uniform` or `triangular` for a range that starts at 0";
  }
  if (support == Support::probability && !(low.value > 0.0 && high.value < 1.0)) {
    return "both ends of a `prob` range must lie strictly between 0 and 1; use `uniform`, `pert` or `beta` for one "
           "that "
           "touches 0 or 1";
  }
  return std::nullopt;
}

}  // namespace

Distribution Distribution::constant(Number value) {
  std::vector<std::pair<Number, double>> values;
  values.emplace_back(std::move(value), 1.0);
  return Distribution(std::make_shared<Body>(Body{DistributionKind::constant, ConstantLaw{std::move(values)}}));
}

Result<Distribution> Distribution::range(Support support, Number low, Number high) {
  const std::string text = to_string(low) + " to " + to_string(high);
  if (Problem problem = check_range(support, low, high)) {
    return fail(ErrorCode::bad_input, fmt::format("{}: {}", text, *problem));
  }
  const double left = transformed(support, low.value);
  const double right = transformed(support, high.value);
  const NormalLaw beneath{left + (right - left) / 2.0, (right - left) / (2.0 * z_95)};
  const DistributionKind kind = kind_of_range(support);
  if (!(beneath.sd > 0.0)) return fail(ErrorCode::bad_input, fmt::format("{}: the ends are too close together", text));
  if (const Problem problem = check_normal(kind, std::vector<Number>{Number(beneath.center), Number(beneath.sd)})) {
    return fail(ErrorCode::bad_input,
                fmt::format("{}: its values would pass the largest number there is (1.8e308)", text));
  }
  std::vector<Number> arguments{std::move(low), std::move(high)};
  return Distribution(std::make_shared<Body>(Body{kind, normal_law(kind, beneath), std::move(arguments), true}));
}

Result<Distribution> Distribution::from(DistributionKind kind, const std::vector<Number>& arguments) {
  const Form* form = form_of(kind);
  if (form == nullptr) throw InternalError("Distribution::from: this kind is not made from arguments");
  if (arguments.size() != form->arguments.size()) {
    return fail(ErrorCode::bad_input,
                fmt::format("{} takes {} numbers ({}), and {} stand here", name_of(kind), form->arguments.size(),
                            fmt::join(form->arguments, ", "), arguments.size()));
  }
  Body body{kind, ConstantLaw{}, arguments};
  Problem problem;
  for (std::size_t i = 0; i < arguments.size() && !problem; ++i) {
    if (!std::isfinite(arguments[i].value)) problem = fmt::format("{} is not a finite number", form->arguments[i]);
  }
  if (!problem) problem = check(kind, arguments);
  if (problem) {
    std::vector<std::string> written;
    written.reserve(arguments.size());
    for (const Number& argument : arguments) written.push_back(to_string(argument));
    return fail(ErrorCode::bad_input, fmt::format("{}({}): {}", name_of(kind), fmt::join(written, ", "), *problem));
  }
  body.law = law_of(kind, arguments);
  return Distribution(std::make_shared<Body>(std::move(body)));
}

Result<Distribution> Distribution::samples(std::vector<double> values) {
  if (values.empty()) return fail(ErrorCode::bad_input, "samples need at least one number");
  const auto bad = std::ranges::find_if_not(values, [](double value) { return std::isfinite(value); });
  if (bad != values.end()) {
    return fail(ErrorCode::bad_input,
                fmt::format("sample {} is {}, and samples must be finite numbers", bad - values.begin() + 1, *bad));
  }
  std::ranges::sort(values);
  const auto num_samples = static_cast<double>(values.size());
  const double mean = ordered_sum(values) / num_samples;
  std::vector<double> squares;
  squares.reserve(values.size());
  for (const double value : values) squares.push_back((value - mean) * (value - mean));
  const double variance = ordered_sum(squares) / num_samples;
  return Distribution(
      std::make_shared<Body>(Body{DistributionKind::samples, SamplesLaw{std::move(values), mean, variance}}));
}

}  // namespace parley
