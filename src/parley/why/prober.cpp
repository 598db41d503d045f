// SPDX-License-Identifier: Apache-2.0
// Shares points out by block and reads the answers off.
#include "parley/why/prober.h"

#include <algorithm>
#include <atomic>

#include "parley/base/workers.h"
#include "parley/study/points.h"

namespace parley::why {

namespace {

constexpr std::size_t slow_points = 2;  // of one piece of work

class Listed final : public study::Points {
 public:
  explicit Listed(const std::vector<Point>& points) : points_(points) {}
  [[nodiscard]] std::size_t size() const override { return points_.size(); }
  void draw(std::size_t index, double* out) const override { std::ranges::copy(points_[index], out); }

 private:
  const std::vector<Point>& points_;
};

std::uint64_t choice_of(const study::BlockSolver& solver, std::uint32_t set, std::size_t lane) {
  constexpr std::size_t most_bits = 62;
  const std::span<const double> mix = solver.mix(set, lane);
  if (mix.empty() || mix.size() > most_bits) return solver.choice(set, lane);
  std::uint64_t made = Answer::mixed;
  for (std::size_t a = 0; a < mix.size(); ++a) {
    if (mix[a] > 0.0) made |= 1ULL << a;
  }
  return made;
}

}  // namespace

bool meets(Goal goal, std::size_t outcome, std::span<const double> outcomes) {
  const double prob = outcomes[outcome];
  const bool is_likeliest = prob > least_chance && prob >= std::ranges::max(outcomes);
  switch (goal) {
    case Goal::happens:
      return prob > least_chance;
    case Goal::vanishes:
      return !(prob > least_chance);
    case Goal::likeliest:
      return is_likeliest;
    case Goal::not_likeliest:
      break;
  }
  return !is_likeliest;
}

std::size_t likeliest_of(std::span<const double> outcomes) {
  return static_cast<std::size_t>(std::ranges::max_element(outcomes) - outcomes.begin());
}

Prober::Prober(const ProbeModel& probe, bool slow, const RunContext& run)
    : probe_(probe), slow_(slow), run_(silent(run)), prepared_(probe.model, study::Purpose::certified) {
  solvers_.resize(std::max<std::size_t>(1, run.num_threads));
}

void Prober::visit(const std::vector<Point>& points, bool certify, const Visit& visit) {
  if (points.empty() || stopped()) return;
  const Listed listed(points);
  const std::size_t piece = slow_ ? slow_points : game::block_size;
  std::atomic<bool> was_stopped = false;
  const auto work = [&](std::size_t chunk, std::size_t worker) {
    auto& solver = solvers_[worker];
    if (!solver) solver = std::make_unique<study::BlockSolver>(prepared_, run_);
    const std::size_t first = chunk * piece;
    solver->begin_chunk(listed, first, std::min(piece, points.size() - first), {});
    for (std::size_t block = 0; block < solver->num_blocks(); ++block) {
      solver->solve(block);
      if (solver->stopped()) {
        was_stopped = true;
        return;
      }
      if (certify) solver->certify();
      for (std::size_t lane = 0; lane < solver->count(); ++lane) visit(*solver, lane, solver->first_draw() + lane);
    }
  };
  termination_ = for_each_chunk((points.size() + piece - 1) / piece, run_, work);
  if (was_stopped && !stopped()) termination_ = run_.why_stopped();
}

std::vector<Answer> Prober::solve(const std::vector<Point>& points, const std::vector<std::uint32_t>& sets) {
  std::vector<Answer> answers(points.size());
  const std::size_t num_outcomes = probe_.model.outcome_texts.size();
  visit(points, !sets.empty(), [&](const study::BlockSolver& solver, std::size_t lane, std::size_t point) {
    Answer& answer = answers[point];
    answer.is_known = solver.status(lane) == study::DrawStatus::solved;
    if (!answer.is_known) return;
    answer.outcomes.reserve(num_outcomes);
    for (std::size_t k = 0; k < num_outcomes; ++k) answer.outcomes.push_back(solver.quantity(k, lane));
    answer.choices.reserve(sets.size());
    for (const std::uint32_t set : sets) answer.choices.push_back(choice_of(solver, set, lane));
  });
  return answers;
}

}  // namespace parley::why
