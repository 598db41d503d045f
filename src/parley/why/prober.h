// SPDX-License-Identifier: Apache-2.0
// Solves many points of a probe model, in blocks and on several threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/study/engine.h"
#include "parley/why/explanation.h"
#include "parley/why/probe_model.h"

namespace parley::why {

/// What is read off one solved point.
struct Answer {
  static constexpr std::uint64_t mixed = 1ULL << 63U;  ///< bit of a choice that is made of several
  bool is_known = false;                               ///< solved, and no rule broken
  std::vector<double> outcomes;                        ///< reported chances
  std::vector<std::uint64_t> choices;                  ///< of the sets asked for: the action, or which are mixed
};

[[nodiscard]] bool meets(Goal goal, std::size_t outcome, std::span<const double> outcomes);
/// The first of those tied.
[[nodiscard]] std::size_t likeliest_of(std::span<const double> outcomes);

class Prober {
 public:
  /// `slow`: points take long, so they are spread thinly over the threads. `probe` must outlive it.
  Prober(const ProbeModel& probe, bool slow, const RunContext& run);

  /// By point. Those that were not done when the run was to stop are not known.
  /// `sets`: information sets of the model whose choices are read; none: chances alone, which is faster.
  [[nodiscard]] std::vector<Answer> solve(const std::vector<Point>& points,
                                          const std::vector<std::uint32_t>& sets = {});

  /// Visits each certified point on the thread that solved it.
  using Visit = std::function<void(study::BlockSolver&, std::size_t lane, std::size_t point)>;
  void visit(const std::vector<Point>& points, bool certify, const Visit& visit);

  [[nodiscard]] bool stopped() const { return termination_ != Termination::finished; }
  [[nodiscard]] Termination termination() const { return termination_; }
  [[nodiscard]] bool slow() const { return slow_; }
  [[nodiscard]] const ProbeModel& probe() const { return probe_; }

 private:
  const ProbeModel& probe_;
  bool slow_;
  RunContext run_;
  study::PreparedModel prepared_;
  std::vector<std::unique_ptr<study::BlockSolver>> solvers_;  // by worker
  Termination termination_ = Termination::finished;
};

}  // namespace parley::why
