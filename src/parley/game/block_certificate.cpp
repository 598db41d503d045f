// SPDX-License-Identifier: Apache-2.0
// Runs the steps of a game's certificate over blocks of draws.
#include "parley/game/block_certificate.h"

#include <algorithm>
#include <utility>

#include "parley/base/result.h"

namespace parley::game {

BlockCertificate::BlockCertificate(std::shared_ptr<const CertificatePlan> plan)
    : plan_(std::move(plan)),
      largest_gain_(block_size, 0.0),
      reach_(plan_->num_infosets * block_size, 0.0),
      values_(plan_->num_players * block_size, 0.0),
      storage_((plan_->constants.size() + plan_->num_registers) * lanes_at_a_time + 64 / sizeof(double), 0.0),
      from_(plan_->num_lanes(), nullptr),
      to_(plan_->num_lanes(), nullptr) {
  // Lanes begin where cache lines do.
  const auto address = reinterpret_cast<std::uintptr_t>(storage_.data());
  double* next = storage_.data() + ((64 - address % 64) % 64) / sizeof(double);
  for (std::size_t k = 0; k < plan_->constants.size(); ++k, next += lanes_at_a_time) {
    std::fill_n(next, lanes_at_a_time, plan_->constants[k]);
    place(plan_->constant(k), next);
  }
  for (std::size_t k = 0; k < plan_->num_registers; ++k, next += lanes_at_a_time) place(plan_->reg(k), next);
}

void BlockCertificate::place(std::uint32_t number, double* lanes) { from_[number] = to_[number] = lanes; }

void BlockCertificate::place_results(std::size_t first) {
  for (std::size_t h = 0; h < plan_->num_infosets; ++h) place(plan_->reach(h), reach_.data() + h * block_size + first);
  for (std::size_t p = 0; p < plan_->num_players; ++p) place(plan_->value(p), values_.data() + p * block_size + first);
  place(plan_->largest_gain(), largest_gain_.data() + first);
}

void BlockCertificate::run(std::span<const double* const> slots, std::span<const double* const> choices,
                           std::size_t count) {
  if (slots.size() != plan_->slots.size() || choices.size() != plan_->num_infosets) {
    throw InternalError("a certificate was run on the numbers or choices of another game");
  }
  std::ranges::fill(largest_gain_, 0.0);
  for (std::size_t first = 0; first < count; first += lanes_at_a_time) {
    const auto from_first = [first](const double* lanes) { return lanes + first; };
    std::ranges::transform(slots, from_.begin(), from_first);
    std::ranges::transform(choices, from_.begin() + plan_->choice(0), from_first);
    place_results(first);
    run_certificate_steps(plan_->steps, plan_->operands.data(), from_.data(), to_.data());
  }
}

}  // namespace parley::game
