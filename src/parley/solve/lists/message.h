// SPDX-License-Identifier: Apache-2.0
// A message that nobody sends: which types could gain by it, and whether what is believed after it stands to reason.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "parley/solve/lists/play_on_path.h"

namespace parley::solve::lists {

/// Types are the nodes of the receiver's set, replies its actions.
class UnsentMessage {
 public:
  /// Nothing where the set is not one that a sender's message off the path leads to.
  [[nodiscard]] static std::optional<UnsentMessage> at(const HistoryTree& tree, const PlayOnPath& play,
                                                       const Behaviour& behaviour, std::uint32_t set);

  /// No type gains whatever is replied, once types for whom the message cannot pay are believed not to have sent it.
  [[nodiscard]] bool passes_intuitive_criterion() const;
  /// The play stands under some belief without the types for whom fewer replies pay than for another.
  [[nodiscard]] bool passes_d1() const;

 private:
  using Subset = std::vector<std::size_t>;

  [[nodiscard]] std::size_t num_types() const { return kept_.size(); }
  [[nodiscard]] std::size_t num_replies() const { return sender_.front().size(); }
  /// All of these replies are best at once under some belief on these types.
  [[nodiscard]] bool are_best(const Subset& replies, const Subset& types) const;
  /// Subsets of replies that are best at once under some belief on the types.
  [[nodiscard]] std::vector<Subset> best_together(const Subset& types) const;
  [[nodiscard]] Subset all_types() const;
  [[nodiscard]] bool is_deleted_by(std::size_t type, std::size_t other, const std::vector<Subset>& faces) const;
  [[nodiscard]] double most_for(std::size_t type, const std::vector<Subset>& faces) const;

  std::vector<double> kept_;                   // by type: what the sender has without the message
  std::vector<std::vector<double>> sender_;    // by type and reply
  std::vector<std::vector<double>> receiver_;  // by type and reply
  double sender_tolerance_ = 0.0, receiver_tolerance_ = 0.0;
};

}  // namespace parley::solve::lists
