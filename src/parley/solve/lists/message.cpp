// SPDX-License-Identifier: Apache-2.0
// The intuitive criterion and D1 of Cho and Kreps (1987).
#include "parley/solve/lists/message.h"

#include <algorithm>
#include <limits>

#include "parley/math/linear_program.h"

namespace parley::solve::lists {

using game::NodeKind;

namespace {

constexpr std::size_t most_replies = 10;  // subsets of replies are tried

/// The set of the sender's choice right before the node; nothing where that is not a sender who knows the history.
std::optional<std::uint32_t> sender_set(const HistoryTree& tree, const PlayOnPath& play, std::uint32_t n) {
  const std::uint32_t before = tree.parent(n);
  if (before == game::none || tree.game().nodes[before].kind != NodeKind::decision) return std::nullopt;
  const std::uint32_t set = tree.game().nodes[before].place;
  if (tree.game().infosets[set].nodes.size() != 1 || !play.comes_to(set)) return std::nullopt;
  return set;
}

}  // namespace

std::optional<UnsentMessage> UnsentMessage::at(const HistoryTree& tree, const PlayOnPath& play,
                                               const Behaviour& behaviour, std::uint32_t set) {
  const auto& receiver = tree.game().infosets[set];
  if (play.comes_to(set) || receiver.num_actions > most_replies) return std::nullopt;
  UnsentMessage message;
  std::uint32_t player = game::none;
  std::vector<std::uint32_t> senders;
  for (const std::uint32_t n : receiver.nodes) {
    const auto sender = sender_set(tree, play, n);
    if (!sender || tree.player_of(*sender) == receiver.player) return std::nullopt;
    // Two ways of one type are no message: what is asked is who sent it.
    if (std::ranges::find(senders, *sender) != senders.end()) return std::nullopt;
    senders.push_back(*sender);
    if (player != game::none && player != tree.player_of(*sender)) return std::nullopt;
    player = tree.player_of(*sender);
    message.kept_.push_back(play.values[*sender]);
    auto& to_sender = message.sender_.emplace_back();
    auto& to_receiver = message.receiver_.emplace_back();
    for (std::uint32_t a = 0; a < receiver.num_actions; ++a) {
      to_sender.push_back(tree.worth(behaviour, tree.child(n, a), player));
      to_receiver.push_back(tree.worth(behaviour, tree.child(n, a), receiver.player));
    }
  }
  message.sender_tolerance_ = tree.tolerance(player);
  message.receiver_tolerance_ = tree.tolerance(receiver.player);
  return message;
}

bool UnsentMessage::are_best(const Subset& replies, const Subset& types) const {
  LinearProgram program(types.size());
  program.add_equal(std::vector<double>(types.size(), 1.0), 1.0);
  const std::size_t first = replies.front();
  std::vector<double> row(types.size());
  for (std::size_t a = 0; a < num_replies(); ++a) {
    if (a == first) continue;
    for (std::size_t k = 0; k < types.size(); ++k) row[k] = receiver_[types[k]][first] - receiver_[types[k]][a];
    program.add_at_least(row, -receiver_tolerance_);
    const bool is_best_too = std::ranges::find(replies, a) != replies.end();
    if (is_best_too) program.add_at_most(row, receiver_tolerance_);
  }
  return program.is_feasible();
}

std::vector<UnsentMessage::Subset> UnsentMessage::best_together(const Subset& types) const {
  std::vector<Subset> faces;
  for (std::size_t mask = 1; mask < (std::size_t{1} << num_replies()); ++mask) {
    Subset replies;
    for (std::size_t a = 0; a < num_replies(); ++a) {
      if ((mask >> a & 1U) != 0) replies.push_back(a);
    }
    if (are_best(replies, types)) faces.push_back(std::move(replies));
  }
  return faces;
}

UnsentMessage::Subset UnsentMessage::all_types() const {
  Subset types;
  for (std::size_t t = 0; t < num_types(); ++t) types.push_back(t);
  return types;
}

double UnsentMessage::most_for(std::size_t type, const std::vector<Subset>& faces) const {
  double most = -std::numeric_limits<double>::infinity();
  for (const Subset& replies : faces) {
    for (const std::size_t a : replies) most = std::max(most, sender_[type][a]);
  }
  return most;
}

bool UnsentMessage::passes_intuitive_criterion() const {
  const std::vector<Subset> faces = best_together(all_types());
  Subset left;  // types that some reply could make glad of the message
  for (std::size_t t = 0; t < num_types(); ++t) {
    if (!(kept_[t] > most_for(t, faces) + sender_tolerance_)) left.push_back(t);
  }
  if (left.empty()) return true;
  const std::vector<Subset> faces_left = best_together(left);
  return std::ranges::none_of(left, [&](std::size_t t) {
    double least = std::numeric_limits<double>::infinity();
    for (const Subset& replies : faces_left) {
      for (const std::size_t a : replies) least = std::min(least, sender_[t][a]);
    }
    return kept_[t] < least - sender_tolerance_;
  });
}

/// Some reply pays for `other`, and each that is no worse than silence for `type` does (D1 of Cho and Kreps).
bool UnsentMessage::is_deleted_by(std::size_t type, std::size_t other, const std::vector<Subset>& faces) const {
  if (!(most_for(other, faces) > kept_[other] + sender_tolerance_)) return false;
  for (const Subset& replies : faces) {
    // A mixture of these replies that is no worse for `type` and no better for `other`?
    LinearProgram program(replies.size());
    program.add_equal(std::vector<double>(replies.size(), 1.0), 1.0);
    std::vector<double> to_type, to_other;
    for (const std::size_t a : replies) {
      to_type.push_back(sender_[type][a]);
      to_other.push_back(sender_[other][a]);
    }
    program.add_at_least(std::move(to_type), kept_[type] - sender_tolerance_);
    program.add_at_most(std::move(to_other), kept_[other] + sender_tolerance_);
    if (program.is_feasible()) return false;
  }
  return true;
}

bool UnsentMessage::passes_d1() const {
  const std::vector<Subset> faces = best_together(all_types());
  Subset left;
  for (std::size_t t = 0; t < num_types(); ++t) {
    bool is_deleted = false;
    for (std::size_t other = 0; other < num_types(); ++other) {
      is_deleted = is_deleted || (other != t && is_deleted_by(t, other, faces));
    }
    if (!is_deleted) left.push_back(t);
  }
  return std::ranges::any_of(best_together(left), [&](const Subset& replies) {
    LinearProgram program(replies.size());
    program.add_equal(std::vector<double>(replies.size(), 1.0), 1.0);
    for (std::size_t t = 0; t < num_types(); ++t) {
      std::vector<double> row;
      for (const std::size_t a : replies) row.push_back(sender_[t][a]);
      program.add_at_most(std::move(row), kept_[t] + sender_tolerance_);
    }
    return program.is_feasible();
  });
}

}  // namespace parley::solve::lists
