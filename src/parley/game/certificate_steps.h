// SPDX-License-Identifier: Apache-2.0
// What a certificate of a block of draws computes, as a flat list of steps over lanes, and the loops that do them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace parley::game {

/// Lanes that all steps are carried out for before the next ones: few, so that what is kept on the way stays in cache.
inline constexpr std::size_t lanes_at_a_time = 32;

/// Operands of each step in order; lanes are lanes_at_a_time doubles. An arrival is a pair of lanes: the mistakes on
/// the way to a node (infinite where the node is not in the draw's game) and its weight, the chance of the ways with so
/// few mistakes. Weights below `small_weight` are multiplied by `weight_scale`, and count `scale_mark` of a mistake
/// more.
enum class CertificateOp : std::uint8_t {
  // Forward: arrivals.
  mistakes,       ///< mistakes, choice, `count` times to, action: one mistake more where the choice is not the action
  only_if,        ///< to, x, condition, y: x where the condition is 1, y elsewhere
  chance_branch,  ///< to mistakes, to weight, mistakes, weight, chance
  merge,          ///< to mistakes, to weight, mistakes, weight, mistakes, weight
  reach,          ///< to, mistakes, weight: chance of play without a mistake
  belief,         ///< to total, to reach, `count` times to share, `count` times mistakes, weight
  // Backward: values of `count` players.
  choose,   ///< choice, `count` times: to, `width` times x. To the x of the action chosen
  average,  ///< `width` times chance, `count` times: to, `width` times x
  // What is gained by another action.
  advantage,       ///< share, `count` times to, x, y: share * (x - y), 0 where the share is 0
  more_advantage,  ///< share, `count` times sum, x, y: the same, added
  gain,            ///< largest, y, `count` times x
  gain_in_game,    ///< largest, y, mistakes, `count` times x: only where the node is in the game
  gain_of_two,     ///< largest, total, choice, advantage of the second action over the first
  gain_of_many,    ///< largest, total, `count` times advantage over the action chosen
  copy,            ///< to, x
};

struct CertificateStep {
  CertificateOp op = CertificateOp::copy;
  std::uint32_t count = 0;
  std::uint32_t width = 0;
  std::uint32_t first = 0;  ///< index of the first operand
};

inline constexpr double weight_scale = 0x1p400;
inline constexpr double small_weight = 0x1p-400;
inline constexpr double scale_mark = 0x1p-20;

/// Carry out the steps. Operand k of a step is lanes number operands[first + k]; from[i] are the lanes with number i,
/// and to[i] the same lanes where they are written.
void run_certificate_steps(std::span<const CertificateStep> steps, const std::uint32_t* operands,
                           const double* const* from, double* const* to);

}  // namespace parley::game
