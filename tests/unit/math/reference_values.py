# SPDX-License-Identifier: Apache-2.0
# Prints reference_values.h: quantiles and moments to 50 digits by series and quadrature, with the standard library's
# decimals.
#
# Nothing here is shared with parley: incomplete gamma by the series of Abramowitz and Stegun 6.5.29, incomplete beta by
# 26.5.4, the gamma function by Stirling's series after a shift, quantiles by bisection.
from decimal import Decimal as D, getcontext

getcontext().prec = 60
PI = D("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899")
TINY = D(10) ** -56


def log_gamma(a):
    shift = D(0)
    while a < 60:
        shift += a.ln()
        a += 1
    bernoulli = [D(1) / 6, D(-1) / 30, D(1) / 42, D(-1) / 30, D(5) / 66, D(-691) / 2730, D(7) / 6, D(-3617) / 510,
                 D(43867) / 798, D(-174611) / 330, D(854513) / 138, D(-236364091) / 2730, D(8553103) / 6]
    total = (a - D("0.5")) * a.ln() - a + (2 * PI).ln() / 2
    for k, b in enumerate(bernoulli, 1):
        total += b / (2 * k * (2 * k - 1) * a ** (2 * k - 1))
    return total - shift


def series(first, ratio):
    total = term = first
    n = 0
    while abs(term) > TINY * abs(total):
        n += 1
        term *= ratio(n)
        total += term
    return total


def gamma_cdf(a, x):
    lead = (a * x.ln() - x - log_gamma(a + 1)).exp()
    return lead * series(D(1), lambda n: x / (a + n))


def beta_cdf(a, b, x):
    log_beta = log_gamma(a) + log_gamma(b) - log_gamma(a + b)
    lead = (a * x.ln() + b * (1 - x).ln() - log_beta).exp() / a
    return lead * series(D(1), lambda n: x * (a + b + n - 1) / (a + n))


def bisect(cdf, u, low, high):
    """In log(x)."""
    low, high = low.ln(), high.ln()
    for _ in range(190):
        mid = (low + high) / 2
        if cdf(mid.exp()) < u:
            low = mid
        else:
            high = mid
    return ((low + high) / 2).exp()


def normal_quantile(u):
    """From the gamma distribution of z^2 / 2, of shape 1/2."""
    tail = 1 - 2 * u
    return -(2 * bisect(lambda x: gamma_cdf(D("0.5"), x), tail, D(10) ** -40, D(200))).sqrt()


def beta_quantile(a, b, u):
    # The series is slow near 1, so the upper part is found as 1 - a quantile of the mirrored distribution.
    if u > beta_cdf(a, b, D("0.5")):
        return 1 - bisect(lambda x: beta_cdf(b, a, x), 1 - u, D(10) ** -40, D("0.5"))
    return bisect(lambda x: beta_cdf(a, b, x), u, D(10) ** -250, D("0.5"))


def logit_moments(m, s):
    """Mean and variance of the logit-normal by Simpson's rule over +-12 standard deviations."""
    n = 4800
    h = D(24) / n
    first = second = total = D(0)
    for i in range(n + 1):
        z = -12 + h * i
        w = (-z * z / 2).exp() * (1 if i in (0, n) else 4 if i % 2 else 2)
        value = 1 / (1 + (-(m + s * z)).exp())
        total += w
        first += w * value
        second += w * value * value
    return first / total, second / total - (first / total) ** 2


def show(number):
    return f"{number:.25e}"


# The decimals below are doubles: what parley is asked and what is computed here are the same number.
U = [2.0 ** -33, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1 - 2.0 ** -33]
print("// SPDX-License-Identifier: Apache-2.0")
print("// Reference values to 25 digits. Written by reference_values.py; do not edit.")
print("#pragma once\n")
print("namespace parley::reference {\n")
print("struct Quantile {\n  double first;\n  double second;\n  double u;\n  double x;\n};\n")
print("struct Moments {\n  double m;\n  double s;\n  double mean;\n  double variance;\n};\n")
print("// u, and the standard normal's quantile.")
print("inline constexpr double normal[][2] = {")
for u in [1e-15, 1e-9, 2.0 ** -33, 1e-4, 0.01, 0.025, 0.05, 0.1, 0.25, 0.4, 0.4999]:
    print(f"    {{{u!r}, {show(normal_quantile(D(u)))}}},")
print("};\n\n// gamma(first, 1)\ninline constexpr Quantile gamma[] = {")
for a in [0.05, 0.3, 1.0, 2.5, 7.0, 40.0, 300.0]:
    for u in U:
        x = bisect(lambda t: gamma_cdf(D(a), t), D(u), D(10) ** -250, D(600))
        print(f"    {{{a!r}, 1.0, {u!r}, {show(x)}}},")
print("};\n\n// beta(first, second)\ninline constexpr Quantile beta[] = {")
for a, b in [(0.05, 0.4), (0.3, 0.7), (1.5, 1.5), (2.0, 5.0), (40.0, 1.5), (3.0, 200.0), (120.0, 90.0)]:
    for u in U:
        print(f"    {{{a!r}, {b!r}, {u!r}, {show(beta_quantile(D(a), D(b), D(u)))}}},")
print("};\n\n// logitnormal(m, s)\ninline constexpr Moments logitnormal[] = {")
for m, s in [(0.0, 1.0), (1.0, 0.5), (-2.0, 1.25), (0.5, 1.75), (-6.0, 0.25), (4.0, 3.0), (-1.0, 6.0)]:
    mean, variance = logit_moments(D(m), D(s))
    print(f"    {{{m!r}, {s!r}, {show(mean)}, {show(variance)}}},")
print("};\n\n}  // namespace parley::reference")
