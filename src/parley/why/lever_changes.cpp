// SPDX-License-Identifier: Apache-2.0
// Builds the game with each choice held, and solves it.
#include "parley/why/lever_changes.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "parley/base/workers.h"
#include "parley/build/hold.h"
#include "parley/why/solved_point.h"

namespace parley::why {

namespace {

struct Request {
  std::vector<build::Hold> holds;
  std::string player;
  build::Origin origin;
};

/// Every way to hold these picks of one move together.
void add_requests(const build::Model& model, const build::FreeMove& move, const std::vector<std::string>& picks,
                  std::vector<Request>& requests) {
  std::vector<std::vector<build::Hold>> ways = {{}};
  for (const std::string& pick : picks) {
    const auto lever = build::lever(model, pick);
    if (!lever || ways.size() * lever->labels.size() > most_choices) return;
    std::vector<std::vector<build::Hold>> longer;
    for (const auto& way : ways) {
      for (const std::string& label : lever->labels) {
        longer.push_back(way);
        longer.back().push_back({pick, label});
      }
    }
    ways = std::move(longer);
  }
  for (auto& way : ways) requests.push_back({std::move(way), move.player, move.origin});
}

std::vector<Request> requests_of(const build::Model& model) {
  const std::vector<build::FreeMove> moves = build::free_moves(model);
  std::vector<Request> requests;
  for (const build::FreeMove& move : moves) {
    for (const std::string& pick : move.picks) add_requests(model, move, {pick}, requests);
  }
  for (const build::FreeMove& move : moves) {
    if (move.picks.size() > 1) add_requests(model, move, move.picks, requests);
  }
  return requests;
}

}  // namespace

HeldMoves::HeldMoves(const build::Model& model, const RunContext& run) {
  const std::vector<Request> requests = requests_of(model);
  games_.resize(requests.size());
  const RunContext quiet = silent(run);
  const auto work = [&](std::size_t k, std::size_t) {
    const Request& request = requests[k];
    auto held = build::hold(model, request.holds, quiet);
    if (!held) return;
    games_[k].model = *std::move(held);
    for (const build::Hold& hold : request.holds) {
      games_[k].change.held.push_back({hold.name, std::get<std::string>(hold.at), false});
    }
    games_[k].change.player = request.player;
    games_[k].change.origin = request.origin;
  };
  termination_ = for_each_chunk(requests.size(), quiet, work);
}

std::vector<HeldMove> HeldMoves::solve(const std::vector<Number>& inputs, std::size_t outcome, const RunContext& run) {
  std::vector<std::optional<HeldMove>> found(games_.size());
  const RunContext quiet = silent(run);
  const auto work = [&](std::size_t k, std::size_t) {
    if (!games_[k].model) return;
    const build::Model& model = *games_[k].model;
    const auto solution = solve_at(model, "with a lever held", inputs, quiet);
    if (!solution) return;
    HeldMove move{.change = games_[k].change, .outcomes = {}};
    move.change.after = side_of(model, *solution, outcome);
    const auto outcomes = solution->outcomes(model);
    move.outcomes.assign(outcomes.begin(), outcomes.end());
    found[k] = std::move(move);
  };
  const Termination termination = for_each_chunk(games_.size(), quiet, work);
  if (termination_ == Termination::finished) termination_ = termination;
  std::vector<HeldMove> moves;
  moves.reserve(games_.size());
  for (auto& one : found) {
    if (one) moves.push_back(*std::move(one));
  }
  return moves;
}

}  // namespace parley::why
