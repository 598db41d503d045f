// SPDX-License-Identifier: Apache-2.0
// Which nodes, branches and choices of a parametric game are there at one draw, and whether the draw keeps the rules.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "parley/base/result.h"
#include "parley/game/parametric.h"
#include "parley/math/number.h"

namespace parley::game {

/// The nodes that play at this draw can come to. Guards are followed: an edge into one leads to what it lets through.
///
/// T is double (slots are doubles, chances may be off by rounding) or Rational (slots are exact Numbers).
template <class T>
class DrawnGraph {
 public:
  using SlotValue = std::conditional_t<std::is_same_v<T, double>, double, Number>;

  /// Needs    slots for the whole program; for Rational those that are used are exact (InternalError otherwise).
  DrawnGraph(const ParametricGame& game, std::span<const SlotValue> slots);

  /// Errors   bad_input, as at_draw.
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  [[nodiscard]] bool reached(std::size_t node) const { return reached_[node] != 0; }
  /// The node that play is at after guards; the node itself where it is none.
  [[nodiscard]] std::uint32_t behind_guards(std::uint32_t node) const { return behind_[node]; }
  /// Edge of a chance node or decision of a reached node: is it in the game?
  [[nodiscard]] bool has_edge(const Node& node, std::uint32_t k) const;
  [[nodiscard]] T value(Slot slot) const;
  /// A chance with rounding below 0 taken off.
  [[nodiscard]] T chance(Slot slot) const { return std::max(value(slot), T{}); }

 private:
  void visit(std::uint32_t node);
  void visit_guard(std::uint32_t node);
  void visit_chance(std::uint32_t node, Slot Edge::* which, const char* name);
  void visit_terminal(std::uint32_t node);
  void broken(std::string rule, const std::string& found);
  void mark(std::uint32_t node) { reached_[node] = 1; }
  [[nodiscard]] bool is_one(Slot slot) const;
  [[nodiscard]] std::string history(std::uint32_t node) const;
  [[nodiscard]] std::string move_text(std::uint32_t parent, std::uint32_t k) const;

  const ParametricGame& game_;
  std::span<const SlotValue> slots_;
  std::vector<std::uint8_t> reached_;
  std::vector<std::uint32_t> behind_;
  std::optional<Error> error_;
};

extern template class DrawnGraph<double>;
extern template class DrawnGraph<Rational>;

}  // namespace parley::game
