// SPDX-License-Identifier: Apache-2.0
// How likely mistakes are, one compared with another: what beliefs off the path come from.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/game/profile.h"
#include "parley/solve/lists/history_tree.h"
#include "parley/solve/lists/supporting_beliefs.h"

namespace parley::solve::lists {

/// A choice that is not made is made with chance weight * e^order for an ever smaller e.
struct Mistake {
  double order = 1.0;  ///< 1 or more
  double log_weight = 0.0;
};

/// By set and action; of a choice that is made it means nothing.
using Mistakes = std::vector<std::vector<Mistake>>;

/// Nodes of one set that the same mistakes lead to: how their chances compare is fixed by what is played and drawn.
struct NodeGroup {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> mistakes;  ///< set and action, sorted
  std::vector<std::size_t> nodes;                                 ///< places among the set's nodes
  double log_chance = 0.0;                                        ///< of what is played and drawn, over the group
};

struct NodeGroups {
  std::vector<NodeGroup> groups;
  std::vector<double> shares;         ///< by node: its share of its group's chance
  std::vector<std::size_t> group_of;  ///< by node
};

[[nodiscard]] NodeGroups group_nodes(const HistoryTree& tree, const Behaviour& behaviour, std::uint32_t set);
/// The beliefs in the chances of the groups.
[[nodiscard]] SupportingBeliefs grouped(const SupportingBeliefs& beliefs, const NodeGroups& groups);

/// Every mistake as likely as any other.
[[nodiscard]] Mistakes equal_mistakes(const HistoryTree& tree);

/// The limit of Bayes' rule as e falls to 0. Beliefs of a play are consistent (Kreps and Wilson 1982) exactly where
/// some mistakes give them (Kohlberg and Reny 1997; Perea, Jansen and Peters 1997).
[[nodiscard]] game::Beliefs<double> beliefs_from(const HistoryTree& tree, const Behaviour& behaviour,
                                                 const Mistakes& mistakes);

enum class Consistency : std::uint8_t {
  found,      ///< the mistakes are a witness
  none,       ///< there are none
  undecided,  ///< none were found, and nothing shows that there are none
};

struct MistakeSearch {
  Consistency result = Consistency::none;
  Mistakes mistakes;
};

/// Mistakes under which the beliefs at all of `sets` at once make what is done there best. Which groups of each set
/// stay possible is tried set by set (a linear program finds orders for it), then weights: exactly where at most two
/// groups of each set stay possible or where the sets' beliefs can be chosen apart, by improvement from several starts
/// elsewhere.
///
/// Needs    a behaviour that is decided at every node on the way to `sets` and after them.
/// Cost     in the worst case exponential in the number of nodes; `most_tries` combinations, then undecided.
[[nodiscard]] MistakeSearch find_mistakes(const HistoryTree& tree, const Behaviour& behaviour,
                                          const std::vector<SupportingBeliefs>& sets, std::size_t most_tries,
                                          const RunContext& run);

}  // namespace parley::solve::lists
