// SPDX-License-Identifier: Apache-2.0
// Takes down the steps of a certificate and gives their lanes a place.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "parley/game/certificate_plan.h"

namespace parley::game {

/// Lanes made by `new_lane` are written by one step, and may be updated until they are last read.
class CertificateRecorder {
 public:
  using Lane = std::uint32_t;

  explicit CertificateRecorder(const ParametricGame& game) : game_(game) {}

  [[nodiscard]] Lane slot(Slot slot);
  [[nodiscard]] Lane constant(double value);
  [[nodiscard]] Lane choice(std::uint32_t infoset) { return named(Kind::choice, infoset); }
  [[nodiscard]] Lane reach(std::uint32_t infoset) { return named(Kind::reach, infoset); }
  [[nodiscard]] Lane value(std::uint32_t player) { return named(Kind::value, player); }
  [[nodiscard]] Lane largest_gain() { return named(Kind::largest_gain, 0); }
  [[nodiscard]] Lane new_lane() { return add(Kind::reg, 0); }

  void record(CertificateOp op, std::span<const Lane> operands, std::size_t count = 1, std::size_t width = 0);
  void record(CertificateOp op, std::initializer_list<Lane> operands) {
    record(op, std::span(operands.begin(), operands.size()));
  }

  /// Gives registers out in the order of the steps, again after the last use.
  [[nodiscard]] CertificatePlan finish();

 private:
  enum class Kind : std::uint8_t { slot, choice, reach, value, largest_gain, constant, reg };
  struct Source {
    Kind kind;
    std::uint32_t index;
  };
  Lane add(Kind kind, std::uint32_t index);
  Lane named(Kind kind, std::uint32_t index);
  void place_registers();
  [[nodiscard]] std::uint32_t number_of(const Source& source) const;

  const ParametricGame& game_;
  CertificatePlan plan_;
  std::vector<Source> sources_;  // by lane; registers: place_registers sets the index
  std::unordered_map<std::uint64_t, Lane> known_;
  std::unordered_map<std::uint64_t, Lane> known_constants_;  // by bits
};

}  // namespace parley::game
