// SPDX-License-Identifier: Apache-2.0
// A partial choice of who has which label tight, and which label to choose for next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "parley/math/dictionary.h"
#include "parley/solve/nash/faces/face.h"

namespace parley::solve {

/// For whom a label is tight; `either`: for one of them on the whole face, without having been decided.
enum class Owner : std::uint8_t { open, first, second, either };

/// A partial choice: for whom each label is tight, and what that leaves of both polytopes.
template <class Int>
struct Choice {
  Face<Int> first, second;
  std::size_t num_first = 0;           // labels of the first player's strategies
  std::vector<Owner> owner;            // by label
  std::optional<std::size_t> pending;  // decided, and not yet tightened

  template <class Wider>
  [[nodiscard]] Choice<Wider> widened() const {
    return {first.template widened<Wider>(), second.template widened<Wider>(), num_first, owner, pending};
  }
};

using AnyChoice = std::variant<Choice<std::int64_t>, Choice<Int128>, Choice<BigInteger>>;

template <class Int>
[[nodiscard]] Tightened tighten_for_owner(Choice<Int>& choice, std::size_t label) {
  Face<Int>& face = choice.owner[label] == Owner::first ? choice.first : choice.second;
  return face.tighten(label);
}

/// Labels that one player can no longer have tight belong to the other, and so on until none is forced.
template <class Int>
[[nodiscard]] Tightened settle(Choice<Int>& choice) {
  if (choice.pending) {
    const Tightened done = tighten_for_owner(choice, *choice.pending);
    if (done != Tightened::yes) return done;
    choice.pending.reset();
  }
  for (bool is_forced = true; is_forced;) {
    is_forced = false;
    for (std::size_t label = 0; label < choice.owner.size(); ++label) {
      if (choice.owner[label] != Owner::open) continue;
      const bool not_first = choice.first.is_never_tight(label), not_second = choice.second.is_never_tight(label);
      if (not_first && not_second) return Tightened::empty;
      if (!not_first && !not_second) continue;
      choice.owner[label] = not_first ? Owner::second : Owner::first;
      choice.pending = label;
      const Tightened done = tighten_for_owner(choice, label);
      if (done != Tightened::yes) return done;
      choice.pending.reset();
      is_forced = true;
    }
  }
  return Tightened::yes;
}

/// Another choice has all of this one's points: a strategy is left out that is a best response on the whole face of the
/// other player. The choice with that label given to the other player is found as well, and a largest product of
/// equilibria never has its label here.
template <class Int>
[[nodiscard]] bool is_within_another(const Choice<Int>& choice) {
  for (std::size_t label = 0; label < choice.owner.size(); ++label) {
    const bool is_first = label < choice.num_first;
    const auto& other = is_first ? choice.second : choice.first;
    if (choice.owner[label] == (is_first ? Owner::first : Owner::second) && other.is_tight_throughout(label))
      return true;
  }
  return false;
}

/// The label to decide next; nothing where all are.
template <class Int>
[[nodiscard]] std::optional<std::size_t> next_label(Choice<Int>& choice) {
  std::optional<std::size_t> best;
  double farthest = 0.0;
  for (std::size_t label = 0; label < choice.owner.size(); ++label) {
    if (choice.owner[label] != Owner::open) continue;
    if (choice.first.is_tight_throughout(label) || choice.second.is_tight_throughout(label)) {
      choice.owner[label] = Owner::either;
      continue;
    }
    const double product = choice.first.slack(label) * choice.second.slack(label);
    if (best && !(product > farthest)) continue;
    best = label;
    farthest = product;
  }
  return best;
}

}  // namespace parley::solve
