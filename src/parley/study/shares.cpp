// SPDX-License-Identifier: Apache-2.0
// Shapley shares over hybrids, each computed once.
#include "parley/study/shares.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace parley::study {

namespace {

using Coalition = std::vector<bool>;  // by group

constexpr std::size_t least_blocks = 6;  // of random orders: their spread is the error

/// A number below `bound` that is a function of the seed, the order and the place alone (Steele, Lea and Flood 2014).
std::size_t random_below(std::size_t bound, std::uint64_t seed, std::uint64_t order, std::uint64_t place) {
  std::uint64_t bits = seed;
  for (const std::uint64_t part : {order, place}) {
    bits += 0x9e3779b97f4a7c15U * (part + 1);
    bits = (bits ^ (bits >> 30U)) * 0xbf58476d1ce4e5b9U;
    bits = (bits ^ (bits >> 27U)) * 0x94d049bb133111ebU;
    bits ^= bits >> 31U;
  }
  return static_cast<std::size_t>(bits % bound);
}

/// A sum of worths with coefficients, for one number: what shares are.
class Combination {
 public:
  explicit Combination(std::size_t num_replicates) : deviations_(num_replicates, 0.0) {}

  void add(double coefficient, const Replicated& worth) {
    terms_.push_back(coefficient * worth.mean);
    for (std::size_t r = 0; r < deviations_.size(); ++r) deviations_[r] += coefficient * worth.deviations[r];
  }
  [[nodiscard]] double value() const { return ordered_sum(terms_); }
  [[nodiscard]] Estimate estimate() const { return {value(), error_of_deviations(deviations_)}; }

 private:
  std::vector<double> terms_;
  std::vector<double> deviations_;
};

class Sharing {
 public:
  Sharing(const std::vector<std::size_t>& group_of, const Worth& none, const Worth& all, const HybridWorth& worth,
          const ShareOptions& options, const RunContext& run)
      : num_changes_(group_of.size()), worth_(worth), options_(options), run_(run) {
    known_[std::vector<bool>(num_changes_, false)] = none;
    known_[std::vector<bool>(num_changes_, true)] = all;
    const std::size_t num_groups = group_of.empty() ? 0 : *std::ranges::max_element(group_of) + 1;
    groups_.resize(num_groups);
    for (std::size_t k = 0; k < group_of.size(); ++k) groups_[group_of[k]].push_back(k);
  }

  Result<Shares> run() {
    for (;;) {
      const std::vector<Coalition> wanted = plan();
      const auto joined = compute(wanted);
      if (!joined) return std::unexpected(joined.error());
      if (!*joined) break;
    }
    return shares();
  }

 private:
  [[nodiscard]] bool is_exact() const { return groups_.size() <= options_.max_exact; }

  [[nodiscard]] std::size_t num_blocks() const {
    return std::max<std::size_t>(least_blocks, options_.orders / groups_.size());
  }

  /// Orders of the groups, block by block: a random one and its rotations, so that every group stands once at every
  /// place of each block.
  [[nodiscard]] std::vector<std::vector<std::size_t>> orders() const {
    std::vector<std::vector<std::size_t>> made;
    made.reserve(num_blocks() * groups_.size());
    for (std::size_t block = 0; block < num_blocks(); ++block) {
      std::vector<std::size_t> order(groups_.size());
      std::iota(order.begin(), order.end(), std::size_t{0});
      for (std::size_t k = order.size(); k > 1; --k) {
        std::swap(order[k - 1], order[random_below(k, options_.seed, block, k)]);
      }
      for (std::size_t shift = 0; shift < order.size(); ++shift) {
        made.push_back(order);
        std::ranges::rotate(order, order.begin() + 1);
      }
    }
    return made;
  }

  [[nodiscard]] Coalition coalition_of(std::size_t bits) const {
    Coalition made(groups_.size());
    for (std::size_t g = 0; g < groups_.size(); ++g) made[g] = (bits >> g & 1U) != 0;
    return made;
  }
  [[nodiscard]] Coalition with_only(std::size_t group) const {
    Coalition made(groups_.size(), false);
    made[group] = true;
    return made;
  }
  [[nodiscard]] Coalition without(std::size_t group) const {
    Coalition made(groups_.size(), true);
    made[group] = false;
    return made;
  }

  /// What is computed, in this order: each group alone and taken back first, so that a run that stops has these.
  [[nodiscard]] std::vector<Coalition> plan() const {
    std::vector<Coalition> wanted;
    wanted.reserve(2 * groups_.size() + (is_exact() ? std::size_t{1} << groups_.size() : 0));
    for (std::size_t g = 0; g < groups_.size(); ++g) wanted.push_back(with_only(g));
    for (std::size_t g = 0; g < groups_.size(); ++g) wanted.push_back(without(g));
    if (is_exact()) {
      for (std::size_t bits = 0; bits < (std::size_t{1} << groups_.size()); ++bits)
        wanted.push_back(coalition_of(bits));
      return wanted;
    }
    for (const std::vector<std::size_t>& order : orders()) {
      Coalition one(groups_.size(), false);
      for (const std::size_t g : order) {
        one[g] = true;
        wanted.push_back(one);
      }
    }
    return wanted;
  }

  [[nodiscard]] std::vector<bool> changes_of(const Coalition& coalition) const {
    std::vector<bool> applied(num_changes_, false);
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      for (const std::size_t change : groups_[g]) applied[change] = coalition[g];
    }
    return applied;
  }

  /// Null where the hybrid is no scenario.
  Result<const Worth*> find(const Coalition& coalition) {
    const std::vector<bool> applied = changes_of(coalition);
    auto place = known_.find(applied);
    if (place == known_.end()) {
      if (run_.should_stop()) return fail(ErrorCode::stopped, "stopped");
      auto made = worth_(applied);
      if (!made) return std::unexpected(made.error());
      place = known_.emplace(applied, *std::move(made)).first;
      ++hybrids_;
    }
    return place->second ? &*place->second : nullptr;
  }

  /// A run that is to stop is none of the errors.
  Result<bool> ended(const Error& error) {
    if (error.code != ErrorCode::stopped) return std::unexpected(error);
    const Termination why = run_.why_stopped();
    termination_ = why == Termination::finished ? Termination::stopped : why;
    return false;
  }

  /// True where groups were joined and the plan is another.
  Result<bool> compute(const std::vector<Coalition>& wanted) {
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      run_.report({.phase = "hybrids", .done = k, .total = wanted.size()});
      const auto found = find(wanted[k]);
      if (!found) return ended(found.error());
      if (*found == nullptr) return join(wanted[k]);
    }
    return false;
  }

  /// Joins two groups, one inside a coalition that does not stand and one outside: the first of which adding one, or
  /// else leaving one out, makes it stand.
  Result<bool> join(const Coalition& broken) {
    std::optional<std::size_t> inside, outside;
    for (std::size_t g = 0; g < groups_.size() && !(inside && outside); ++g) {
      std::optional<std::size_t>& side = broken[g] ? inside : outside;
      if (side) continue;
      Coalition other = broken;
      other[g] = !other[g];
      const auto found = find(other);
      if (!found) return ended(found.error());
      if (*found != nullptr) side = g;
    }
    const auto first_with = [&](bool in) {
      return static_cast<std::size_t>(std::ranges::find(broken, in) - broken.begin());
    };
    const std::size_t one = inside.value_or(first_with(true));
    const std::size_t other = outside.value_or(first_with(false));
    std::vector<std::size_t>& kept = groups_[std::min(one, other)];
    const std::vector<std::size_t> gone = groups_[std::max(one, other)];
    kept.insert(kept.end(), gone.begin(), gone.end());
    std::ranges::sort(kept);
    groups_.erase(groups_.begin() + static_cast<std::ptrdiff_t>(std::max(one, other)));
    return true;
  }

  [[nodiscard]] const Worth* known(const Coalition& coalition) const {
    const auto place = known_.find(changes_of(coalition));
    return place == known_.end() || !place->second ? nullptr : &*place->second;
  }

  /// `made` minus `base`, of number `n`; nothing where one of them is not known.
  [[nodiscard]] std::optional<Estimate> step(const Coalition& made, const Coalition& base, std::size_t n) const {
    const Worth* first = known(made);
    const Worth* second = known(base);
    if (first == nullptr || second == nullptr) return std::nullopt;
    Combination sum((*first)[n].deviations.size());
    sum.add(1.0, (*first)[n]);
    sum.add(-1.0, (*second)[n]);
    return sum.estimate();
  }

  /// Over all orders: the weight of what `group` adds to s others of k is s! (k - 1 - s)! / k!.
  [[nodiscard]] Estimate exact_shapley(std::size_t group, std::size_t n) const {
    const std::size_t count = groups_.size();
    Combination sum((*known(Coalition(count, false)))[n].deviations.size());
    for (std::size_t bits = 0; bits < (std::size_t{1} << count); ++bits) {
      Coalition one = coalition_of(bits);
      const auto others = static_cast<std::size_t>(std::ranges::count(one, true));
      if (one[group]) continue;
      const double weight = 1.0 / (static_cast<double>(count) * chosen(count - 1, others));
      sum.add(-weight, (*known(one))[n]);
      one[group] = true;
      sum.add(weight, (*known(one))[n]);
    }
    return sum.estimate();
  }

  /// Over random orders; blocks of them are independent.
  [[nodiscard]] Estimate sampled_shapley(std::size_t group, std::size_t n) const {
    const auto all = orders();
    Combination sum((*known(Coalition(groups_.size(), false)))[n].deviations.size());
    std::vector<double> blocks(num_blocks(), 0.0);
    for (std::size_t k = 0; k < all.size(); ++k) {
      Coalition one(groups_.size(), false);
      for (const std::size_t g : all[k]) {
        if (g == group) break;
        one[g] = true;
      }
      const Replicated& before = (*known(one))[n];
      one[group] = true;
      const Replicated& after = (*known(one))[n];
      const double weight = 1.0 / static_cast<double>(all.size());
      sum.add(-weight, before);
      sum.add(weight, after);
      blocks[k / groups_.size()] += (after.mean - before.mean) / static_cast<double>(groups_.size());
    }
    const Estimate made = sum.estimate();
    const double mean = ordered_sum(blocks) / static_cast<double>(blocks.size());
    std::vector<double> deviations(blocks.size());
    for (std::size_t k = 0; k < blocks.size(); ++k) {
      deviations[k] = (blocks[k] - mean) / static_cast<double>(blocks.size());
    }
    return {made.mean, std::hypot(made.standard_error, error_of_deviations(deviations))};
  }

  /// Binomial coefficient.
  static double chosen(std::size_t count, std::size_t some) {
    double made = 1.0;
    for (std::size_t k = 0; k < some; ++k) made *= static_cast<double>(count - k) / static_cast<double>(k + 1);
    return made;
  }

  [[nodiscard]] Shares shares() const {
    const Coalition none(groups_.size(), false), all(groups_.size(), true);
    const std::size_t num_numbers = known(none)->size();
    Shares made{groups_, {}, {}, is_exact(), hybrids_, termination_};
    made.whole.reserve(num_numbers);
    for (std::size_t n = 0; n < num_numbers; ++n) made.whole.push_back(step(all, none, n).value());
    made.rows.resize(groups_.size());
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      made.rows[g].reserve(num_numbers);
      for (std::size_t n = 0; n < num_numbers; ++n) {
        Share share{step(with_only(g), none, n), step(all, without(g), n), std::nullopt};
        if (termination_ == Termination::finished) {
          share.shapley = is_exact() ? exact_shapley(g, n) : sampled_shapley(g, n);
        }
        made.rows[g].push_back(share);
      }
    }
    return made;
  }

  std::size_t num_changes_;
  const HybridWorth& worth_;
  const ShareOptions& options_;
  const RunContext& run_;
  std::vector<std::vector<std::size_t>> groups_;
  std::map<std::vector<bool>, std::optional<Worth>> known_;
  std::size_t hybrids_ = 0;
  Termination termination_ = Termination::finished;
};

}  // namespace

Result<Shares> share_out(const std::vector<std::size_t>& group_of, const Worth& none, const Worth& all,
                         const HybridWorth& worth, const ShareOptions& options, const RunContext& run) {
  if (group_of.empty()) return Shares{};
  return Sharing(group_of, none, all, worth, options, run).run();
}

}  // namespace parley::study
