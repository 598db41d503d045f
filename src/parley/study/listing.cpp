// SPDX-License-Identifier: Apache-2.0
// Lists, certifies and marks.
#include "parley/study/listing.h"

#include <algorithm>
#include <optional>
#include <type_traits>
#include <utility>

#include "parley/solve/refinements.h"

namespace parley::study {

namespace {

std::string standing_mark(solve::Standing standing) {
  switch (standing) {
    case solve::Standing::sequential:
      return "sequential";
    case solve::Standing::weak_pbe:
      return "weak_pbe";
    case solve::Standing::undecided:
      break;
  }
  return "undecided";
}

std::vector<std::string> marks_of(const game::NumericGame<double>& game, const solve::ListedEquilibrium& one) {
  std::vector<std::string> marks = {standing_mark(one.standing)};
  const bool is_pure = std::ranges::all_of(one.profile.probs, [](const auto& row) {
    return std::ranges::all_of(row, [](double chance) { return chance == 0.0 || chance == 1.0; });
  });
  if (is_pure) marks.emplace_back("pure");
  if (one.is_selected) marks.emplace_back("selected");
  if (one.is_component) marks.emplace_back("component");
  const solve::Refinements refinements = solve::refinements_of(game, one);
  if (refinements.subgame_perfect) marks.emplace_back("subgame_perfect");
  const auto add = [&](solve::Refinement refinement, const std::string& name) {
    if (refinement == solve::Refinement::passed) marks.push_back(name);
    if (refinement == solve::Refinement::failed) marks.push_back("fails_" + name);
  };
  add(refinements.intuitive_criterion, "intuitive_criterion");
  add(refinements.d1, "d1");
  return marks;
}

ListLabel label_of(const solve::EquilibriumList& list, solve::ListConcept kind) {
  switch (kind) {
    case solve::ListConcept::sequential:
      return {list.is_only_one ? "complete" : "found", "sequential equilibria"};
    case solve::ListConcept::pure:
      return {list.is_every_pure ? "complete" : "found", "sequential equilibria in pure choices"};
    case solve::ListConcept::pbe:
      return {list.is_every_pure ? "complete" : "found", "weak perfect Bayesian equilibria in pure choices"};
  }
  return {};
}

template <class T>
std::vector<std::vector<double>> in_doubles(const std::vector<std::vector<T>>& rows) {
  std::vector<std::vector<double>> out;
  out.reserve(rows.size());
  for (const auto& row : rows) {
    auto& to = out.emplace_back();
    for (const T& value : row) to.push_back(Number(value).value);
  }
  return out;
}

template <class T>
game::NumericGame<double> game_in_doubles(const game::NumericGame<T>& game) {
  if constexpr (std::is_same_v<T, double>) {
    return game;
  } else {
    return game::in_doubles(game);
  }
}

}  // namespace

template <class T>
Result<Listing> list_of(const SolvedGame<T>& solved, const solve::ListOptions& options, const RunContext& run) {
  const game::NumericGame<double> game = game_in_doubles(solved.game);
  if (!solve::can_list(game)) {
    return fail(ErrorCode::unsupported,
                "a list needs the tree of all histories, and this one is too large: `--hold` or `--set` what is not in "
                "question, or leave `--all` away");
  }
  std::optional<solve::ListedEquilibrium> selected;
  if (solved.termination == Termination::finished && solved.is_equilibrium()) {
    selected.emplace();
    selected->profile.probs = in_doubles(solved.profile.probs);
    selected->beliefs.probs = in_doubles(solved.beliefs.probs);
  }
  solve::EquilibriumList list = solve::list_equilibria(game, options, selected, run);
  Listing listing;
  listing.label = label_of(list, options.concept_kind);
  listing.termination = list.termination;
  for (solve::ListedEquilibrium& one : list.equilibria) {
    SolvedGame<double> entry;
    entry.game = game;
    entry.settled = solved.settled;
    entry.core = solved.core;
    entry.profile = one.profile;
    entry.beliefs = one.beliefs;
    entry.certificate = game::certify(entry.game, entry.profile, entry.beliefs);
    // The search only claims; the certificate has the last word.
    if (one.standing == solve::Standing::sequential && !leaves_no_gain(game, entry.certificate)) {
      one.standing = solve::Standing::undecided;
      listing.label.kind = "found";
    }
    entry.listed = {one.is_selected, marks_of(game, one), std::move(one.mistakes), std::move(one.belief_ranges)};
    if (one.is_selected) entry.path = solved.path;
    listing.equilibria.push_back(std::move(entry));
  }
  return listing;
}

template Result<Listing> list_of(const SolvedGame<double>&, const solve::ListOptions&, const RunContext&);
template Result<Listing> list_of(const SolvedGame<Rational>&, const solve::ListOptions&, const RunContext&);

}  // namespace parley::study
