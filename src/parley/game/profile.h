// SPDX-License-Identifier: Apache-2.0
// What the players do, and what they believe where they move.
#pragma once

#include <vector>

namespace parley::game {

/// probs[h][a]: chance of action a at information set h; each row sums to 1.
template <class T>
struct StrategyProfile {
  std::vector<std::vector<T>> probs;
};

/// beliefs[h][k]: chance of the k-th node of information set h, given that h is reached; each row sums to 1.
template <class T>
struct Beliefs {
  std::vector<std::vector<T>> probs;
};

}  // namespace parley::game
