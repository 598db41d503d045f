// SPDX-License-Identifier: Apache-2.0
// Runs a program over blocks of draws, one draw a SIMD lane.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "parley/game/lane_kernels.h"
#include "parley/game/program.h"

namespace parley::game {

/// Draws that one instruction is carried out for at a time.
inline constexpr std::size_t block_size = 64;

/// A program made ready to run: only what the outputs need, in order, registers reused after their last use.
///
/// The bits of every output are those of the scalar operations in the order of the program, whatever the instruction
/// set: lanes use + - * / sqrt min max and comparisons; exp, log, power and modulo run draw by draw.
class LaneCode {
 public:
  LaneCode() = default;
  LaneCode(const Program& program, std::span<const Slot> outputs);

  [[nodiscard]] std::size_t num_outputs() const { return outputs_.size(); }
  [[nodiscard]] std::size_t num_registers() const { return num_registers_; }  ///< of numbers
  [[nodiscard]] std::size_t num_instructions() const { return code_.size(); }

  /// Memory that one thread needs to run the code; allocate once, use for many blocks.
  class Registers {
   public:
    explicit Registers(const LaneCode& code);
    /// The lanes of output k after `run`: block_size doubles, valid until the next run.
    [[nodiscard]] const double* output(std::size_t k) const;

   private:
    friend class LaneCode;
    const LaneCode* code_;
    std::vector<double> storage_;
    std::vector<std::uint64_t> masks_;
    double* base_ = nullptr;  // aligned
  };

  /// Run one block. inputs[i] points to block_size doubles of input i (all must be readable; unused lanes may hold
  /// anything).
  void run(std::span<const double* const> inputs, Registers& registers) const;

 private:
  friend class Registers;
  struct Preset {
    std::uint32_t to;
    double value;
  };
  struct MaskPreset {
    std::uint32_t to;
    bool value;
  };
  std::vector<LaneStep> code_;
  std::vector<Preset> presets_;  // constants, set once
  std::vector<MaskPreset> mask_presets_;
  std::vector<std::uint32_t> outputs_;  // number registers, never reused
  std::size_t num_registers_ = 0;
  std::size_t num_masks_ = 0;
};

/// The instruction set that the lanes use on this machine: "AVX3", "AVX2", "SSE4", ...
[[nodiscard]] std::string_view lanes_target();

}  // namespace parley::game
