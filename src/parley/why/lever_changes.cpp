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

std::optional<HeldMove> solved(const build::Model& model, const Request& request, const std::vector<Number>& inputs,
                               std::size_t outcome, const RunContext& run) {
  const auto held = build::hold(model, request.holds, run);
  if (!held) return std::nullopt;
  const auto solution = solve_at(*held, "with a lever held", inputs, run);
  if (!solution) return std::nullopt;
  HeldMove move;
  for (const build::Hold& hold : request.holds) {
    move.change.held.push_back({hold.name, std::get<std::string>(hold.at), false});
  }
  move.change.player = request.player;
  move.change.origin = request.origin;
  move.change.after = side_of(*held, *solution, outcome);
  const auto outcomes = solution->outcomes(*held);
  move.outcomes.assign(outcomes.begin(), outcomes.end());
  move.is_joint = request.holds.size() > 1;
  return move;
}

}  // namespace

HeldMoves hold_moves(const build::Model& model, const std::vector<Number>& inputs, std::size_t outcome,
                     const RunContext& run) {
  const std::vector<Request> requests = requests_of(model);
  std::vector<std::optional<HeldMove>> found(requests.size());
  const RunContext quiet = silent(run);
  HeldMoves moves;
  const auto work = [&](std::size_t k, std::size_t) { found[k] = solved(model, requests[k], inputs, outcome, quiet); };
  moves.termination = for_each_chunk(requests.size(), quiet, work);
  moves.moves.reserve(requests.size());
  for (auto& one : found) {
    if (one) moves.moves.push_back(*std::move(one));
  }
  return moves;
}

}  // namespace parley::why
