// SPDX-License-Identifier: Apache-2.0
// Takes down the steps of a certificate and gives their lanes a place.
#include "parley/game/certificate_recorder.h"

#include <bit>

#include "parley/base/result.h"

namespace parley::game {
CertificateRecorder::Lane CertificateRecorder::add(Kind kind, std::uint32_t index) {
  sources_.push_back({kind, index});
  return static_cast<Lane>(sources_.size() - 1);
}

CertificateRecorder::Lane CertificateRecorder::named(Kind kind, std::uint32_t index) {
  const std::uint64_t key = (static_cast<std::uint64_t>(kind) << 32U) | index;
  const auto known = known_.find(key);
  return known != known_.end() ? known->second : known_[key] = add(kind, index);
}

CertificateRecorder::Lane CertificateRecorder::constant(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  const auto known = known_constants_.find(bits);
  if (known != known_constants_.end()) return known->second;
  plan_.constants.push_back(value);
  return known_constants_[bits] = add(Kind::constant, static_cast<std::uint32_t>(plan_.constants.size() - 1));
}

CertificateRecorder::Lane CertificateRecorder::slot(Slot slot) {
  if (const Number* known = game_.program.constant_at(slot)) return constant(known->value);
  const std::uint64_t key = (static_cast<std::uint64_t>(Kind::slot) << 32U) | slot.index;
  const auto known = known_.find(key);
  if (known != known_.end()) return known->second;
  plan_.slots.push_back(slot);
  return known_[key] = add(Kind::slot, static_cast<std::uint32_t>(plan_.slots.size() - 1));
}

void CertificateRecorder::record(CertificateOp op, std::span<const Lane> operands, std::size_t count,
                                 std::size_t width) {
  plan_.steps.push_back({op, static_cast<std::uint32_t>(count), static_cast<std::uint32_t>(width),
                         static_cast<std::uint32_t>(plan_.operands.size())});
  plan_.operands.insert(plan_.operands.end(), operands.begin(), operands.end());
}

std::uint32_t CertificateRecorder::number_of(const Source& source) const {
  switch (source.kind) {
    case Kind::slot:
      return source.index;
    case Kind::choice:
      return plan_.choice(source.index);
    case Kind::reach:
      return plan_.reach(source.index);
    case Kind::value:
      return plan_.value(source.index);
    case Kind::largest_gain:
      return plan_.largest_gain();
    case Kind::constant:
      return plan_.constant(source.index);
    case Kind::reg:
      return plan_.reg(source.index);
  }
  throw InternalError("lanes of no kind");
}

void CertificateRecorder::place_registers() {
  std::vector<std::size_t> last(sources_.size(), 0);
  const auto end_of = [&](std::size_t s) {
    return s + 1 < plan_.steps.size() ? plan_.steps[s + 1].first : plan_.operands.size();
  };
  for (std::size_t s = 0; s < plan_.steps.size(); ++s) {
    for (std::size_t k = plan_.steps[s].first; k < end_of(s); ++k) last[plan_.operands[k]] = s;
  }
  std::vector<std::uint8_t> placed(sources_.size(), 0), released(sources_.size(), 0);
  std::vector<std::uint32_t> free_registers;
  for (std::size_t s = 0; s < plan_.steps.size(); ++s) {
    // Results get theirs before the operands give theirs back: a step may read an operand after writing a result.
    for (std::size_t k = plan_.steps[s].first; k < end_of(s); ++k) {
      const Lane lane = plan_.operands[k];
      if (sources_[lane].kind != Kind::reg || placed[lane] != 0) continue;
      placed[lane] = 1;
      if (free_registers.empty()) {
        sources_[lane].index = plan_.num_registers++;
      } else {
        sources_[lane].index = free_registers.back();
        free_registers.pop_back();
      }
    }
    for (std::size_t k = plan_.steps[s].first; k < end_of(s); ++k) {
      const Lane lane = plan_.operands[k];
      if (sources_[lane].kind != Kind::reg || last[lane] != s || released[lane] != 0) continue;
      released[lane] = 1;
      free_registers.push_back(sources_[lane].index);
    }
  }
}

CertificatePlan CertificateRecorder::finish() {
  plan_.num_infosets = static_cast<std::uint32_t>(game_.infosets.size());
  plan_.num_players = static_cast<std::uint32_t>(game_.num_players());
  place_registers();
  for (std::uint32_t& operand : plan_.operands) operand = number_of(sources_[operand]);
  return std::move(plan_);
}

}  // namespace parley::game
