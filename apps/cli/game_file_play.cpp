// SPDX-License-Identifier: Apache-2.0
// Solves and certifies the game of a file and names what it finds in the file's words.
#include "game_file_play.h"

#include <algorithm>
#include <map>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "parley/game/gambit_line.h"
#include "parley/game/numeric_game.h"
#include "parley/game/payoff_table.h"
#include "parley/solve/settled.h"
#include "parley/study/solved_game.h"

namespace parley::cli {

namespace {

using Exact = game::NumericGame<Rational>;

constexpr std::size_t most_indicators = 4'000'000;

/// What the file calls things, by the indices of the numeric game.
struct Names {
  std::vector<std::string> players, outcomes;
  std::vector<std::string> infosets;              // by information set
  std::vector<std::vector<std::string>> actions;  // by information set
  std::vector<std::uint32_t> outcome_of;          // by terminal
};

/// Distinct names in order of first use.
class NameList {
 public:
  std::uint32_t add(const std::string& name) {
    const auto [at, is_new] = index_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (is_new) names_.push_back(name);
    return at->second;
  }
  [[nodiscard]] std::vector<std::string> take() { return std::move(names_); }

 private:
  std::map<std::string, std::uint32_t> index_;
  std::vector<std::string> names_;
};

Names names_of(const game::ExtensiveGame& file, const Exact& game) {
  Names names;
  names.players = file.players;
  for (const auto& infoset : game.infosets) {
    const auto& from = file.infosets[infoset.origin];
    names.infosets.push_back(from.label.empty() ? fmt::format("set {}", from.number) : from.label);
    names.actions.push_back(from.actions);
  }
  NameList outcomes;
  for (const auto& node : game.nodes) {
    if (node.kind != game::NodeKind::terminal) continue;
    const std::uint32_t outcome = file.nodes[node.origin].outcome;
    std::string name = "no outcome";
    if (outcome != game::none) {
      const auto& from = file.outcomes[outcome];
      name = from.label.empty() ? fmt::format("outcome {}", from.number) : from.label;
    }
    names.outcome_of.push_back(outcomes.add(name));
  }
  names.outcomes = outcomes.take();
  return names;
}

/// "up / left": what the players choose in a contingency.
std::string combination(const game::StrategicGame& file, std::size_t contingency) {
  std::string text;
  for (std::size_t p = 0; p < file.players.size(); ++p) {
    text += (p > 0 ? " / " : "") + file.strategies[p][contingency % file.strategies[p].size()];
    contingency /= file.strategies[p].size();
  }
  return text;
}

Names names_of(const game::StrategicGame& file, const Exact& game) {
  Names names;
  names.players = file.players;
  for (const auto& infoset : game.infosets) {
    names.infosets.push_back(file.players[infoset.player]);
    names.actions.push_back(file.strategies[infoset.player]);
  }
  NameList outcomes;
  for (std::size_t c = 0; c < file.contingencies.size(); ++c) {
    const std::uint32_t outcome = file.contingencies[c];
    std::string name = outcome == game::none ? "" : file.outcomes[outcome].label;
    if (name.empty()) name = combination(file, c);
    names.outcome_of.push_back(outcomes.add(name));
  }
  names.outcomes = outcomes.take();
  return names;
}

/// Makes the outcomes quantities of the game, so that their chances are certified and ties that change them counted.
void count_outcomes(const Names& names, Exact& game) {
  const std::size_t num_outcomes = names.outcomes.size();
  if (names.outcome_of.size() * num_outcomes > most_indicators) return;
  game.num_quantities = static_cast<std::uint32_t>(num_outcomes);
  game.indicators.assign(names.outcome_of.size() * num_outcomes, Rational(0));
  for (std::size_t t = 0; t < names.outcome_of.size(); ++t) {
    game.indicators[t * num_outcomes + names.outcome_of[t]] = Rational(1);
  }
}

template <class T>
study::PlayAtInfoset play_at(const Names& names, const study::SolvedGame<T>& solved, std::size_t h) {
  const auto& set = solved.game.infosets[h];
  study::PlayAtInfoset play;
  play.index = h;
  play.infoset.player = names.players[set.player];
  play.infoset.step = names.infosets[h];
  for (std::uint32_t a = 0; a < set.num_actions; ++a) {
    const std::string& label = names.actions[h][set.actions[a]];
    play.probs.push_back({{{names.infosets[h], label}}, Number(solved.profile.probs[h][a]), solved.mistake(h, a)});
  }
  play.margin = solved.margin(h);
  play.settled_by = solved.settled_by(h);
  play.reason = solved.reason(h);
  play.reach = Number(solved.certificate.reach[h]);
  play.on_path = T{} < solved.certificate.reach[h];
  return play;
}

template <class T>
study::GameSummary summary_of(const Names& names, const study::SolvedGame<T>& solved) {
  study::GameSummary summary;
  summary.players = names.players;
  summary.outcomes = names.outcomes;
  summary.sizes.nodes = static_cast<double>(solved.game.nodes.size());
  summary.sizes.infosets.assign(names.players.size(), 0.0);
  for (const auto& node : solved.game.nodes) {
    summary.sizes.terminals += node.kind == game::NodeKind::terminal ? 1.0 : 0.0;
    summary.sizes.decision_nodes += node.kind == game::NodeKind::decision ? 1.0 : 0.0;
  }
  for (const auto& infoset : solved.game.infosets) summary.sizes.infosets[infoset.player] += 1.0;
  summary.graph_nodes = solved.game.nodes.size();
  summary.all_settled = solved.settled.all_settled;
  return summary;
}

/// What everybody does, with what the certificate says of it.
template <class T>
study::PlayAtDraw report_of(const Game& file, const Names& names, const study::SolvedGame<T>& solved) {
  study::PlayAtDraw play;
  play.at = "file";
  play.game = summary_of(names, solved);
  play.ties = solved.settled.ties;
  play.ties_that_matter = solved.settled.ties_that_matter;
  for (std::size_t q = 0; q < solved.certificate.quantities.size(); ++q) {
    play.outcomes.push_back({names.outcomes[q], Number(solved.certificate.quantities[q])});
  }
  for (std::size_t p = 0; p < names.players.size(); ++p) {
    play.values.push_back({names.players[p], Number(solved.certificate.values[p])});
  }
  for (std::size_t h = 0; h < solved.game.infosets.size(); ++h) play.choices.push_back(play_at(names, solved, h));
  std::ranges::stable_partition(play.choices, [](const study::PlayAtInfoset& at) { return at.on_path; });
  play.largest_deviation_gain = Number(solved.certificate.largest_deviation_gain);
  play.max_regret = Number(solved.certificate.max_regret);
  play.exact = std::is_same_v<T, Rational>;
  play.path = solved.path;
  play.marks = solved.marks();
  const auto* tree = std::get_if<game::ExtensiveGame>(&file);
  play.gambit_line = tree != nullptr ? game::to_gambit_line(*tree, solved.game, solved.profile)
                                     : game::to_gambit_line(solved.game, solved.profile);
  return play;
}

}  // namespace

Result<study::NamedGame> named_game(const Game& file, RunContext& run) {
  const auto* tree = std::get_if<game::ExtensiveGame>(&file);
  auto numeric =
      tree != nullptr ? game::numeric(*tree) : Result<Exact>(game::numeric(std::get<game::StrategicGame>(file)));
  if (!numeric) return std::unexpected(numeric.error());
  const Names names =
      tree != nullptr ? names_of(*tree, *numeric) : names_of(std::get<game::StrategicGame>(file), *numeric);
  count_outcomes(names, *numeric);
  study::NamedGame named;
  named.players = names.players;
  for (std::size_t q = 0; q < numeric->num_quantities; ++q) named.outcomes.push_back({names.outcomes[q], q});
  std::vector<std::uint32_t> movers;
  for (const auto& set : numeric->infosets) movers.push_back(set.player);
  named.settled = solve::solve_settled(*numeric, named.settling, run);
  const auto places = tree != nullptr ? game::gambit_places(*tree, *numeric) : game::gambit_places(*numeric);
  if (tree == nullptr) named.table = game::payoff_table(std::get<game::StrategicGame>(file));
  named.game = *std::move(numeric);
  named.gambit_line = [places](const study::AnyProfile& any) {
    return std::visit([&](const auto& profile) { return game::to_gambit_line(places, profile); }, any);
  };
  named.name_of = [names, movers](std::size_t h) {
    return fmt::format("{} of {}", names.infosets[h], names.players[movers[h]]);
  };
  named.describe = [&file, names](const study::AnySolvedGame& any) {
    return std::visit([&](const auto& solved) { return report_of(file, names, solved); }, any);
  };
  return named;
}

namespace {

/// For the default selection and the lists beside it, which begin with backward induction.
Result<study::NamedGame> settled_game(const Game& file, RunContext& run) {
  auto named = named_game(file, run);
  if (!named || named->settled.termination == Termination::finished) return named;
  return fail(ErrorCode::stopped, fmt::format("stopped before backward induction was done, over {} information sets; "
                                              "`--time-limit` gives more time",
                                              named->settled.choices.size()));
}

}  // namespace

Result<study::PlayAtDraw> play_of(const Game& file, RunContext& run) {
  auto named = settled_game(file, run);
  if (!named) return std::unexpected(named.error());
  return study::default_play(*named, std::move(named->game), std::move(named->settled), run);
}

Result<study::PlaysAtDraw> plays_of(const Game& file, const solve::ListOptions& options, RunContext& run) {
  const auto named = settled_game(file, run);
  if (!named) return std::unexpected(named.error());
  return study::listed_plays(*named, options, run);
}

}  // namespace parley::cli
