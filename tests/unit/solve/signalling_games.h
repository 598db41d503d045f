// SPDX-License-Identifier: Apache-2.0
// Random signalling games, and all their pure sequential equilibria by brute force in exact numbers.
#pragma once

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "game_builder.h"

namespace parley::test {

/// Chance draws a type with a chance of (t + 1) / sum, the sender sees it and picks a signal, the receiver sees the
/// signal and replies. Payoffs are whole numbers from 0 to `top`.
class SignallingGame {
 public:
  SignallingGame(std::uint64_t seed, std::int64_t top) : random_(seed) {
    num_types_ = pick(2, 4);
    num_signals_ = pick(2, 4);
    num_replies_ = pick(2, 4);
    const std::size_t cells = num_types_ * num_signals_ * num_replies_;
    for (std::vector<std::int64_t>* payoffs : {&sender_, &receiver_}) {
      for (std::size_t k = 0; k < cells; ++k)
        payoffs->push_back(static_cast<std::int64_t>(pick(0, static_cast<std::uint32_t>(top))));
    }
  }

  game::NumericGame<Rational> build() const {
    std::vector<SetSpec> sets;
    for (std::uint32_t t = 0; t < num_types_; ++t) sets.push_back({"type " + std::to_string(t), 0, 0});
    for (std::uint32_t s = 0; s < num_signals_; ++s) sets.push_back({"signal " + std::to_string(s), 1, 1});
    std::vector<Rational> probs;
    std::vector<Tree> types;
    for (std::uint32_t t = 0; t < num_types_; ++t) {
      probs.push_back(prior(t));
      std::vector<Tree> signals;
      for (std::uint32_t s = 0; s < num_signals_; ++s) {
        std::vector<Tree> replies;
        for (std::uint32_t r = 0; r < num_replies_; ++r) {
          replies.push_back(end({Rational(sender_[cell(t, s, r)]), Rational(receiver_[cell(t, s, r)])}));
        }
        signals.push_back(choice("signal " + std::to_string(s), std::move(replies)));
      }
      types.push_back(choice("type " + std::to_string(t), std::move(signals)));
    }
    return GameBuilder(2, 1, sets).build(chance(std::move(probs), std::move(types)));
  }

  /// Plays on the path: each type's signal, then each sent signal's reply ("-" for others). A receiver's beliefs after
  /// different signals have nothing to do with each other, so that set by set is enough here.
  std::set<std::string> pure_equilibria() const {
    std::set<std::string> found;
    std::vector<std::uint32_t> signals(num_types_, 0), replies(num_signals_, 0);
    do {
      do {
        if (is_equilibrium(signals, replies)) found.insert(play_text(signals, replies));
      } while (advance(replies, num_replies_));
    } while (advance(signals, num_signals_));
    return found;
  }

  std::string play_text(const std::vector<std::uint32_t>& signals, const std::vector<std::uint32_t>& replies) const {
    std::string text;
    std::vector<bool> is_sent(num_signals_, false);
    for (const std::uint32_t s : signals) {
      text += std::to_string(s);
      is_sent[s] = true;
    }
    text += ' ';
    for (std::uint32_t s = 0; s < num_signals_; ++s) text += is_sent[s] ? std::to_string(replies[s]) : "-";
    return text;
  }

  std::uint32_t num_types() const { return num_types_; }
  std::uint32_t num_signals() const { return num_signals_; }

 private:
  std::uint32_t pick(std::uint32_t low, std::uint32_t high) {
    return low + static_cast<std::uint32_t>(random_() % (high - low + 1));
  }
  std::size_t cell(std::uint32_t t, std::uint32_t s, std::uint32_t r) const {
    return (std::size_t{t} * num_signals_ + s) * num_replies_ + r;
  }
  Rational prior(std::uint32_t t) const { return Rational::ratio(t + 1, num_types_ * (num_types_ + 1) / 2); }
  static bool advance(std::vector<std::uint32_t>& digits, std::uint32_t base) {
    for (std::uint32_t& digit : digits) {
      if (++digit < base) return true;
      digit = 0;
    }
    return false;
  }

  bool is_equilibrium(const std::vector<std::uint32_t>& signals, const std::vector<std::uint32_t>& replies) const {
    for (std::uint32_t t = 0; t < num_types_; ++t) {
      for (std::uint32_t s = 0; s < num_signals_; ++s) {
        if (sender_[cell(t, s, replies[s])] > sender_[cell(t, signals[t], replies[signals[t]])]) return false;
      }
    }
    for (std::uint32_t s = 0; s < num_signals_; ++s) {
      std::vector<Rational> weights;
      bool is_sent = false;
      for (std::uint32_t t = 0; t < num_types_; ++t) {
        weights.push_back(signals[t] == s ? prior(t) : Rational(0));
        is_sent = is_sent || signals[t] == s;
      }
      if (is_sent ? !is_best(s, replies[s], weights) : !is_best_for_some_belief(s, replies[s])) return false;
    }
    return true;
  }

  bool is_best(std::uint32_t s, std::uint32_t reply, const std::vector<Rational>& weights) const {
    for (std::uint32_t r = 0; r < num_replies_; ++r) {
      Rational gain(0);
      for (std::uint32_t t = 0; t < num_types_; ++t) {
        gain += weights[t] * Rational(receiver_[cell(t, s, reply)] - receiver_[cell(t, s, r)]);
      }
      if (gain < Rational(0)) return false;
    }
    return true;
  }

  /// The beliefs that support a reply form a polytope; if there is one there is a corner: all but as many nodes as
  /// there are tied rivals plus one have chance 0. All corners are tried.
  bool is_best_for_some_belief(std::uint32_t s, std::uint32_t reply) const {
    for (std::uint32_t types = 1; types < (1U << num_types_); ++types) {
      for (std::uint32_t rivals = 0; rivals < (1U << num_replies_); ++rivals) {
        if (__builtin_popcount(types) != __builtin_popcount(rivals) + 1 || (rivals >> reply & 1U) != 0) continue;
        const std::vector<Rational> weights = corner(s, reply, types, rivals);
        if (!weights.empty() && is_best(s, reply, weights)) return true;
      }
    }
    return false;
  }

  /// Chances on `types` that sum to 1 and make all `rivals` as good as the reply; empty where they are not unique or
  /// not all at least 0.
  std::vector<Rational> corner(std::uint32_t s, std::uint32_t reply, std::uint32_t types, std::uint32_t rivals) const {
    std::vector<std::uint32_t> columns;
    for (std::uint32_t t = 0; t < num_types_; ++t) {
      if ((types >> t & 1U) != 0) columns.push_back(t);
    }
    std::vector<std::vector<Rational>> rows{std::vector<Rational>(columns.size() + 1, Rational(1))};
    for (std::uint32_t r = 0; r < num_replies_; ++r) {
      if ((rivals >> r & 1U) == 0) continue;
      auto& row = rows.emplace_back();
      for (const std::uint32_t t : columns) {
        row.emplace_back(receiver_[cell(t, s, reply)] - receiver_[cell(t, s, r)]);
      }
      row.emplace_back(0);
    }
    for (std::size_t k = 0; k < rows.size(); ++k) {
      std::size_t pivot = k;
      while (pivot < rows.size() && rows[pivot][k] == Rational(0)) ++pivot;
      if (pivot == rows.size()) return {};
      std::swap(rows[k], rows[pivot]);
      const Rational scale = rows[k][k];
      for (Rational& entry : rows[k]) entry = entry / scale;
      for (std::size_t other = 0; other < rows.size(); ++other) {
        if (other == k) continue;
        const Rational factor = rows[other][k];
        for (std::size_t c = 0; c < rows[k].size(); ++c) rows[other][c] -= factor * rows[k][c];
      }
    }
    std::vector<Rational> weights(num_types_, Rational(0));
    for (std::size_t k = 0; k < columns.size(); ++k) {
      if (rows[k].back() < Rational(0)) return {};
      weights[columns[k]] = rows[k].back();
    }
    return weights;
  }

  std::mt19937_64 random_;
  std::uint32_t num_types_ = 2, num_signals_ = 2, num_replies_ = 2;
  std::vector<std::int64_t> sender_, receiver_;
};

}  // namespace parley::test
