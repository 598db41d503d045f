// SPDX-License-Identifier: Apache-2.0
// Solves and certifies the game of a file and names what it finds in the file's words.
#include "game_file_play.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "parley/game/certificate.h"
#include "parley/game/gambit_line.h"
#include "parley/game/numeric_game.h"
#include "parley/game/profile.h"
#include "parley/solve/settled.h"
#include "parley/study/open_sets.h"

namespace parley::cli {

namespace {

using Exact = game::NumericGame<Rational>;
using Profile = game::StrategyProfile<Rational>;

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

study::InfosetName infoset_name(const Names& names, const Exact& game, std::size_t h) {
  return {
      .player = names.players[game.infosets[h].player], .type = {}, .step = names.infosets[h], .round = {}, .seen = {}};
}

Error not_settled(const Names& names, const Exact& game, const solve::SettledSolution& solution) {
  constexpr std::size_t most = 6;
  std::string open;
  std::size_t count = 0;
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    const solve::SettledChoice& choice = solution.choices[h];
    if (choice.by != solve::SettledBy::not_settled || ++count > most) continue;
    open += fmt::format("{}{}: {}", count > 1 ? "; " : "", study::infoset_text(infoset_name(names, game, h)),
                        study::why_text(choice.why));
  }
  if (count > most) open += fmt::format("; and {} more", count - most);
  return {
      ErrorCode::unsupported,
      fmt::format("backward induction does not settle this game, and this version solves no other. Open: {}", open)};
}

study::PlayAtInfoset play_at(const Names& names, const Exact& game, const solve::SettledChoice& settled,
                             const game::Certificate<Rational>& certificate, std::size_t h) {
  study::PlayAtInfoset play;
  play.infoset = infoset_name(names, game, h);
  const std::vector<Rational>& values = certificate.action_values[h];
  Number margin(std::numeric_limits<double>::infinity());
  for (std::uint32_t a = 0; a < game.infosets[h].num_actions; ++a) {
    const std::string& label = names.actions[h][game.infosets[h].actions[a]];
    play.probs.push_back({{{names.infosets[h], label}}, Number(Rational(a == settled.action ? 1 : 0))});
    if (a == settled.action) continue;
    const Number over(values[settled.action] - values[a]);
    if (!margin.is_exact() || *over.exact < *margin.exact) margin = over;
  }
  play.margin = margin;
  play.settled_by = settled.tied.empty() ? "settled" : "tie";
  play.reach = Number(certificate.reach[h]);
  play.on_path = certificate.reach[h].sign() > 0;
  return play;
}

study::GameSummary summary_of(const Names& names, const Exact& game) {
  study::GameSummary summary;
  summary.players = names.players;
  summary.outcomes = names.outcomes;
  summary.sizes.nodes = static_cast<double>(game.nodes.size());
  summary.sizes.infosets.assign(names.players.size(), 0.0);
  for (const auto& node : game.nodes) {
    summary.sizes.terminals += node.kind == game::NodeKind::terminal ? 1.0 : 0.0;
    summary.sizes.decision_nodes += node.kind == game::NodeKind::decision ? 1.0 : 0.0;
  }
  for (const auto& infoset : game.infosets) summary.sizes.infosets[infoset.player] += 1.0;
  summary.graph_nodes = game.nodes.size();
  summary.all_settled = true;
  return summary;
}

/// The play that the settled choices make, with what the certificate says of it.
study::PlayAtDraw report_of(const Names& names, const Exact& game, const solve::SettledSolution& solution,
                            const Profile& profile) {
  const auto certificate = game::certify(game, profile, game::tremble_beliefs(game, profile));
  study::PlayAtDraw play;
  play.at = "file";
  play.game = summary_of(names, game);
  play.ties = solution.ties;
  play.ties_that_matter = solution.ties_that_matter;
  for (std::size_t q = 0; q < certificate.quantities.size(); ++q) {
    play.outcomes.push_back({names.outcomes[q], Number(certificate.quantities[q])});
  }
  for (std::size_t p = 0; p < names.players.size(); ++p) {
    play.values.push_back({names.players[p], Number(certificate.values[p])});
  }
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    play.choices.push_back(play_at(names, game, solution.choices[h], certificate, h));
  }
  std::ranges::stable_partition(play.choices, [](const study::PlayAtInfoset& at) { return at.on_path; });
  play.largest_deviation_gain = Number(certificate.largest_deviation_gain);
  play.max_regret = Number(certificate.max_regret);
  play.exact = true;
  play.marks = {"sequential"};
  return play;
}

Profile profile_of(const Exact& game, const solve::SettledSolution& solution) {
  Profile profile;
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    profile.probs.emplace_back(game.infosets[h].num_actions, Rational(0));
    profile.probs.back()[solution.choices[h].action] = Rational(1);
  }
  return profile;
}

}  // namespace

Result<study::PlayAtDraw> play_of(const Game& file, RunContext& run) {
  const auto* tree = std::get_if<game::ExtensiveGame>(&file);
  auto numeric =
      tree != nullptr ? game::numeric(*tree) : Result<Exact>(game::numeric(std::get<game::StrategicGame>(file)));
  if (!numeric) return std::unexpected(numeric.error());
  const Names names =
      tree != nullptr ? names_of(*tree, *numeric) : names_of(std::get<game::StrategicGame>(file), *numeric);
  count_outcomes(names, *numeric);
  const auto solution = solve::solve_settled(*numeric, {}, run);
  if (!solution.all_settled && solution.termination != Termination::finished) {
    return fail(ErrorCode::stopped, "stopped before every choice was settled; `--time-limit` gives more time");
  }
  if (!solution.all_settled) return std::unexpected(not_settled(names, *numeric, solution));
  const Profile profile = profile_of(*numeric, solution);
  study::PlayAtDraw play = report_of(names, *numeric, solution, profile);
  play.gambit_line =
      tree != nullptr ? game::to_gambit_line(*tree, *numeric, profile) : game::to_gambit_line(*numeric, profile);
  return play;
}

}  // namespace parley::cli
