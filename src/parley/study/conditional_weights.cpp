// SPDX-License-Identifier: Apache-2.0
// One block of lanes a base point: inputs become known lane by lane in the base point's order.
#include "parley/study/conditional_weights.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>

#include "parley/base/workers.h"

namespace parley::study {

using game::block_size;

namespace {

/// By input of the program: whether the slot depends on it.
std::vector<bool> inputs_read(const game::Program& program, game::Slot slot) {
  std::vector<bool> read(program.num_inputs(), false);
  const std::vector<bool> reached = program.reached_from({&slot, 1});
  for (std::size_t k = 0; k < reached.size(); ++k) {
    const game::Instruction& instruction = program.instructions()[k];
    if (reached[k] && instruction.op == game::Op::input) read[instruction.a] = true;
  }
  return read;
}

}  // namespace

ConditionalWeights::ConditionalWeights(const build::Model& model, const ShapleyDesign& design,
                                       const std::vector<BentMarginal>& marginals)
    : model_(model),
      design_(design),
      marginals_(marginals),
      code_(model.game.program, {&model.weight, 1}),
      joined_(design.copula().correlated()) {
  const std::vector<bool> read = inputs_read(model.game.program, model.weight);
  for (const std::uint32_t drawn : model.drawn) reads_.push_back(read[drawn]);
  reads_any_ = std::ranges::find(reads_, true) != reads_.end();
  moves_ = reads_;
  if (std::ranges::any_of(joined_, [&](std::size_t d) { return reads_[d]; })) {
    for (const std::size_t d : joined_) moves_[d] = true;
  }
}

/// The lanes of one thread.
class ConditionalWeights::Worker {
 public:
  explicit Worker(const ConditionalWeights& weights)
      : weights_(weights),
        registers_(weights.code_),
        lanes_(weights.model_.inputs.size() * block_size, 0.0),
        joined_(weights.design_.dimension()) {
    inputs_.reserve(weights.model_.inputs.size());
    for (std::size_t k = 0; k < weights.model_.inputs.size(); ++k) inputs_.push_back(lanes_.data() + k * block_size);
  }

  void find(std::size_t index, std::span<double> sums) {
    const ShapleyDesign::Base base = weights_.design_.base(index);
    const std::vector<double> others = weights_.design_.others(index, block_size);
    for (std::size_t lane = 0; lane < block_size; ++lane) set_lane(base, 0, others, lane, weights_.reads_);
    for (std::size_t k = 0; k < sums.size(); ++k) {
      const bool is_new = k == 0 || weights_.moves_[base.order[k - 1]];
      if (is_new && k > 0) learn(base, k, others);
      sums[k] = is_new ? sum() : sums[k - 1];
    }
  }

 private:
  void set_lane(const ShapleyDesign::Base& base, std::size_t num_shared, const std::vector<double>& others,
                std::size_t lane, const std::vector<bool>& which) {
    const std::size_t dimension = joined_.size();
    ShapleyDesign::join(base, num_shared, others.data() + lane * dimension, joined_.data());
    for (std::size_t d = 0; d < dimension; ++d) {
      if (which[d]) lanes_[weights_.model_.drawn[d] * block_size + lane] = weights_.marginals_[d].quantile(joined_[d]);
    }
  }

  /// The k-th input of the order becomes known: with it moves what is joined to it.
  void learn(const ShapleyDesign::Base& base, std::size_t k, const std::vector<double>& others) {
    const std::size_t dimension = joined_.size();
    const std::uint32_t known = base.order[k - 1];
    if (std::ranges::find(weights_.joined_, known) == weights_.joined_.end()) {
      double* lanes = lanes_.data() + weights_.model_.drawn[known] * block_size;
      std::fill_n(lanes, block_size, weights_.marginals_[known].quantile(base.shared[known]));
      return;
    }
    std::vector<bool> which(dimension, false);
    for (const std::size_t d : weights_.joined_) which[d] = weights_.reads_[d];
    for (std::size_t lane = 0; lane < block_size; ++lane) set_lane(base, k, others, lane, which);
  }

  /// A draw whose weight is no number breaks a rule and counts nothing.
  double sum() {
    weights_.code_.run(inputs_, registers_);
    const double* found = registers_.output(0);
    double total = 0.0;
    for (std::size_t lane = 0; lane < block_size; ++lane) {
      if (std::isfinite(found[lane]) && found[lane] > 0.0) total += found[lane];
    }
    return total;
  }

  const ConditionalWeights& weights_;
  game::LaneCode::Registers registers_;
  std::vector<double> lanes_;
  std::vector<const double*> inputs_;
  std::vector<double> joined_;
};

std::vector<double> ConditionalWeights::sums(std::size_t base_points, const RunContext& run) const {
  constexpr std::size_t chunk = 64;
  const std::size_t dimension = design_.dimension();
  std::vector<double> sums(base_points * dimension, 0.0);
  if (!reads_any_) return sums;
  const std::size_t num_chunks = (base_points + chunk - 1) / chunk;
  std::vector<std::unique_ptr<Worker>> workers(std::max<std::size_t>(run.num_threads, 1));
  std::vector<std::uint8_t> done(num_chunks, 0);
  const auto work = [&](std::size_t c, std::size_t worker) {
    if (!workers[worker]) workers[worker] = std::make_unique<Worker>(*this);
    for (std::size_t b = c * chunk; b < std::min(base_points, (c + 1) * chunk); ++b) {
      workers[worker]->find(b, std::span(sums).subspan(b * dimension, dimension));
    }
    done[c] = 1;
  };
  if (for_each_chunk(num_chunks, run, work, "weighing the evidence") != Termination::finished) {
    const auto first = static_cast<std::size_t>(std::ranges::find(done, 0) - done.begin());
    sums.resize(std::min(base_points, first * chunk) * dimension);
  }
  return sums;
}

}  // namespace parley::study
