// SPDX-License-Identifier: Apache-2.0
// Follows a solved draw down its tree and folds what play hardly ever comes to.
#include "parley/report/reached_tree.h"

#include <map>
#include <optional>
#include <utility>

#include "parley/report/json_parts.h"
#include "parley/study/infoset_name.h"

namespace parley::report {
namespace {

class Walk {
 public:
  Walk(const game::ParametricGame& game, const GameTree& tree, const study::PlayAtDraw& play, ReachedTree& reached)
      : game_(game), tree_(tree), reached_(reached) {
    for (const study::PlayAtInfoset& at : play.choices) plays_.emplace(study::infoset_text(at.infoset), &at);
  }

  void run() {
    places_.assign(tree_.rows.size(), game::none);
    for (std::size_t row = 0; row < tree_.rows.size(); ++row) visit(row);
  }

 private:
  /// Rows stand in prefix order: the place of the parent is known.
  void visit(std::size_t row) {
    const TreeRow& own = tree_.rows[row];
    ReachedNode node = {.row = own, .edge_prob = 1.0, .reach = 1.0, .folded = 0};
    if (own.parent != game::none) {
      const std::uint32_t place = places_[own.parent];
      if (place == game::none) return;  // folded with its parent
      ReachedNode& parent = reached_.nodes[place];
      node.row.parent = place;
      node.edge_prob = own.prob ? own.prob->value : choice_prob(parent, own.label);
      node.reach = parent.reach * node.edge_prob;
      if (node.reach < least_reach) {
        ++parent.folded;
        return;
      }
    }
    if (own.infoset != game::none) node.row.infoset = position_of(own.infoset);
    places_[row] = static_cast<std::uint32_t>(reached_.nodes.size());
    reached_.nodes.push_back(std::move(node));
  }

  /// Where the set stands among those that are told; it is added when play first comes to it.
  std::uint32_t position_of(std::uint32_t infoset) {
    const auto known = positions_.find(infoset);
    if (known != positions_.end()) return known->second;
    const auto found = plays_.find(study::infoset_text(study::infoset_name(game_, game_.infosets[infoset])));
    if (found == plays_.end()) return positions_[infoset] = game::none;
    reached_.infosets.push_back(*found->second);
    return positions_[infoset] = static_cast<std::uint32_t>(reached_.infosets.size() - 1);
  }

  [[nodiscard]] double choice_prob(const ReachedNode& parent, const std::string& label) const {
    if (parent.row.infoset == game::none) return 0.0;
    for (const study::ChoiceProb& one : reached_.infosets[parent.row.infoset].probs) {
      if (study::choice_text(one.choice) == label) return one.prob.value;
    }
    return 0.0;
  }

  const game::ParametricGame& game_;
  const GameTree& tree_;
  ReachedTree& reached_;
  std::map<std::string, const study::PlayAtInfoset*> plays_;
  std::map<std::uint32_t, std::uint32_t> positions_;  // by set of the parametric game
  std::vector<std::uint32_t> places_;                 // by row of the tree: its reached node; none where folded
};

template <class T>
Json unless_none(std::uint32_t index, const T& value) {
  return index == game::none ? Json() : Json(value);
}

Json node_json(const ReachedTree& tree, std::size_t id) {
  const ReachedNode& node = tree.nodes[id];
  const TreeRow& row = node.row;
  return Json::object()
      .set("id", id)
      .set("parent", unless_none(row.parent, row.parent))
      .set("kind", kind_name(row.kind))
      .set("label", id == 0 ? Json() : Json(row.label))
      .set("prob", id == 0 ? Json() : Json(node.edge_prob))
      .set("reach", node.reach)
      .set("player", row.player == game::none ? Json() : Json(tree.players[row.player]))
      .set("step", text_or_null(row.step))
      .set("round", row.round == 0 ? Json() : Json(row.round))
      .set("infoset", unless_none(row.infoset, row.infoset))
      .set("outcome", text_or_null(row.outcome))
      .set("payoffs", json_array(row.payoffs, [](const Number& payoff) { return Json(payoff); }))
      .set("folded", node.folded);
}

Json infoset_json(const study::PlayAtInfoset& at, std::size_t id) {
  Json object = Json::object();
  object.set("id", id);
  set_infoset(object, at.infoset);
  return object
      .set("probs", json_array(at.probs,
                               [](const study::ChoiceProb& one) {
                                 return Json::object().set("choice", choice_json(one.choice)).set("prob", one.prob);
                               }))
      .set("belief", json_array(at.belief,
                                [](const study::BeliefRow& one) {
                                  return Json::object().set("history", seen_json(one.history)).set("prob", one.prob);
                                }))
      .set("margin", at.margin)
      .set("reach", at.reach)
      .set("reason", at.reason);
}

}  // namespace

ReachedTree reached_tree(const game::ParametricGame& game, const GameTree& tree, const study::PlayAtDraw& play) {
  ReachedTree reached;
  reached.at = play.at;
  reached.players = tree.players;
  Walk(game, tree, play, reached).run();
  return reached;
}

Json reached_tree_json(const ReachedTree& tree) {
  Json nodes = Json::array();
  for (std::size_t id = 0; id < tree.nodes.size(); ++id) nodes.push(node_json(tree, id));
  Json infosets = Json::array();
  for (std::size_t id = 0; id < tree.infosets.size(); ++id) infosets.push(infoset_json(tree.infosets[id], id));
  return Json::object()
      .set("at", tree.at)
      .set("players", json_array(tree.players, [](const std::string& name) { return Json(name); }))
      .set("fold_below", least_reach)
      .set("nodes", std::move(nodes))
      .set("infosets", std::move(infosets));
}

}  // namespace parley::report
