// SPDX-License-Identifier: Apache-2.0
// Beliefs that follow from a profile by Bayes, and from uniform trembles where play does not come.
#include <cmath>
#include <limits>

#include "parley/game/certificate.h"

namespace parley::game {
namespace {

/// A chance that does not vanish however long the play: value * 2^exponent. Off the path only ratios count, and the
/// ratio of two chances below the smallest double is still a number.
struct ScaledDouble {
  double value = 0.0;
  std::int64_t exponent = 0;

  ScaledDouble() = default;
  explicit ScaledDouble(double plain) : value(plain) { rescale(); }

  [[nodiscard]] bool is_zero() const { return value == 0.0; }
  [[nodiscard]] double at_exponent(std::int64_t target) const {
    const std::int64_t shift = exponent - target;
    return shift < -4000 ? 0.0 : std::ldexp(value, static_cast<int>(shift));
  }
  ScaledDouble operator*(double factor) const {
    ScaledDouble product = *this;
    product.value *= factor;
    product.rescale();
    return product;
  }
  ScaledDouble& operator+=(const ScaledDouble& other) {
    if (is_zero() || (!other.is_zero() && other.exponent > exponent)) {
      value = at_exponent(other.exponent) + other.value;
      exponent = other.exponent;
    } else {
      value += other.at_exponent(exponent);
    }
    rescale();
    return *this;
  }

 private:
  void rescale() {
    int shift = 0;
    value = std::frexp(value, &shift);
    exponent = value == 0.0 ? 0 : exponent + shift;
  }
};

template <class T>
struct Scaling {
  using Weight = T;
  static std::vector<T> shares(const std::vector<T>& weights) {
    T sum{};
    for (const T& w : weights) sum = sum + w;
    std::vector<T> out;
    out.reserve(weights.size());
    for (const T& w : weights) out.push_back(w / sum);
    return out;
  }
};

template <>
struct Scaling<double> {
  using Weight = ScaledDouble;
  static std::vector<double> shares(const std::vector<ScaledDouble>& weights) {
    std::int64_t top = std::numeric_limits<std::int64_t>::min();
    for (const ScaledDouble& w : weights) {
      if (!w.is_zero() && w.exponent > top) top = w.exponent;
    }
    std::vector<double> out;
    out.reserve(weights.size());
    double sum = 0.0;
    for (const ScaledDouble& w : weights) {
      out.push_back(w.is_zero() ? 0.0 : w.at_exponent(top));
      sum += out.back();
    }
    for (double& share : out) share /= sum;
    return out;
  }
};

/// Mistakes on the likeliest way to a node, and the chance of coming to it by such ways leaving the mistakes out.
template <class T>
struct Arrival {
  static constexpr std::uint32_t never = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t mistakes = never;
  typename Scaling<T>::Weight weight{};

  void add(std::uint32_t more_mistakes, const typename Scaling<T>::Weight& more) {
    if (more_mistakes > mistakes) return;
    if (more_mistakes < mistakes) {
      mistakes = more_mistakes;
      weight = more;
    } else {
      weight += more;
    }
  }
};

template <class T>
std::vector<Arrival<T>> arrivals(const NumericGame<T>& game, const StrategyProfile<T>& profile) {
  std::vector<Arrival<T>> at(game.nodes.size());
  at[0].add(0, typename Scaling<T>::Weight(T(1)));
  for (std::uint32_t n = 0; n < game.nodes.size(); ++n) {
    if (at[n].mistakes == Arrival<T>::never) continue;
    const auto edges = game.edges_of(n);
    for (std::uint32_t k = 0; k < edges.size(); ++k) {
      const bool chance = game.nodes[n].kind == NodeKind::chance;
      const T& p = chance ? edges[k].prob : profile.probs[game.nodes[n].place][k];
      if (T{} < p) {
        at[edges[k].to].add(at[n].mistakes, at[n].weight * p);
      } else {
        at[edges[k].to].add(at[n].mistakes + 1, at[n].weight);
      }
    }
  }
  return at;
}

}  // namespace

template <class T>
Beliefs<T> tremble_beliefs(const NumericGame<T>& game, const StrategyProfile<T>& profile) {
  const std::vector<Arrival<T>> at = arrivals(game, profile);
  Beliefs<T> beliefs;
  beliefs.probs.reserve(game.infosets.size());
  for (const auto& infoset : game.infosets) {
    std::uint32_t fewest = Arrival<T>::never;
    for (const std::uint32_t n : infoset.nodes) fewest = std::min(fewest, at[n].mistakes);
    std::vector<typename Scaling<T>::Weight> weights;
    weights.reserve(infoset.nodes.size());
    for (const std::uint32_t n : infoset.nodes) {
      weights.push_back(at[n].mistakes == fewest ? at[n].weight : typename Scaling<T>::Weight{});
    }
    beliefs.probs.push_back(Scaling<T>::shares(weights));
  }
  return beliefs;
}

template Beliefs<double> tremble_beliefs(const NumericGame<double>&, const StrategyProfile<double>&);
template Beliefs<Rational> tremble_beliefs(const NumericGame<Rational>&, const StrategyProfile<Rational>&);

}  // namespace parley::game
