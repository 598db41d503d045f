// SPDX-License-Identifier: Apache-2.0
// The program of the first player, and how its basis becomes a proof.
#include "parley/solve/nash/sequence_program.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "parley/solve/nash/sequence_lemke.h"
#include "parley/solve/nash/sequences/exact_plans.h"
#include "parley/solve/nash/sequences/sequence_form.h"
#include "parley/solve/nash/simplex/simplex.h"

namespace parley::solve {
namespace {

using game::PlayerSequences;
using simplex::SparseColumns;

/// Unknowns: the first player's plan x; w by the second player's sets (w[0]: the value), what the set is worth to the
/// first; a slack s for each sequence of the second. Rows: for each sequence of the second, w of its set less w of the
/// sets it leads to, less what x gets there, plus s, is 0; for each set of the first, chances sum to what leads there.
class ValueProgram {
 public:
  explicit ValueProgram(const SequenceForm& form)
      : form_(form),
        own_(form.players[0]),
        others_(form.players[1]),
        num_own_(static_cast<std::uint32_t>(own_.sequences.size())),
        num_others_(static_cast<std::uint32_t>(others_.sequences.size())),
        num_worths_(static_cast<std::uint32_t>(others_.sets.size() + 1)) {}

  [[nodiscard]] simplex::Program program() {
    simplex::Program program;
    auto& [columns, rhs, is_free] = program.equations;
    columns.num_rows = num_others_ + own_.sets.size() + 1;
    add_plan(columns);
    add_worths(columns);
    for (std::uint32_t s = 0; s < num_others_; ++s) {
      columns.add(s, 1.0);
      columns.end_column();
    }
    rhs.assign(columns.num_rows, 0.0);
    rhs[num_others_] = 1.0;
    is_free.assign(columns.num_columns(), false);
    for (std::uint32_t w = 0; w < num_worths_; ++w) is_free[num_own_ + w] = true;
    factors_ = simplex::equilibrate(program.equations);
    program.objective.assign(columns.num_columns(), 0.0);
    program.objective[num_own_] = factors_[num_own_];
    return program;
  }

  /// A pure plan of the first player with the second's best reply to it: feasible, as worths are those of the reply.
  [[nodiscard]] std::vector<std::uint32_t> start() const {
    const auto first = best_plan<double>(own_, values(0, uniform(others_)));
    RealizationPlan<double> plan(num_own_, 0.0);
    plan[0] = 1.0;
    std::vector<std::uint32_t> basis = {0};
    for (std::size_t k = 0; k < own_.sets.size(); ++k) {
      const std::uint32_t chosen = own_.sets[k].first + first.actions[k];
      plan[chosen] = plan[own_.sets[k].parent];
      basis.push_back(chosen);
    }
    const auto reply = best_plan<double>(others_, values(1, plan));
    for (std::uint32_t w = 0; w < num_worths_; ++w) basis.push_back(num_own_ + w);
    std::vector<bool> is_reply(num_others_, false);
    is_reply[0] = true;
    for (std::size_t k = 0; k < others_.sets.size(); ++k) is_reply[others_.sets[k].first + reply.actions[k]] = true;
    for (std::uint32_t s = 0; s < num_others_; ++s) {
      if (!is_reply[s]) basis.push_back(num_own_ + num_worths_ + s);
    }
    return basis;
  }

  /// What may be played: by the first what is basic, by the second what has no slack in the basis.
  [[nodiscard]] std::array<Support, 2> supports(const std::vector<std::uint32_t>& basis) const {
    std::vector<bool> is_basic(num_own_ + num_worths_ + num_others_, false);
    for (const std::uint32_t k : basis) is_basic[k] = true;
    std::array<Support, 2> supports;
    for (std::uint32_t s = 0; s < num_own_; ++s) {
      if (is_basic[s]) supports[0].push_back(s);
    }
    for (std::uint32_t s = 0; s < num_others_; ++s) {
      if (!is_basic[num_own_ + num_worths_ + s]) supports[1].push_back(s);
    }
    return supports;
  }

  /// By column: its exact value, 0 where it is not basic, or its exact price, in the units of the scaled program.
  [[nodiscard]] std::vector<double> exact_state(const Indifference& first, const Indifference& second) const {
    std::vector<double> state(factors_.size(), 0.0);
    Rational range = form_.highest[0] - form_.lowest[0];
    if (range.is_zero()) range = Rational(1);
    const auto set = [&](std::uint32_t k, const Rational& value, const Rational& loss) {
      state[k] = value.is_zero() ? -loss.to_double() * factors_[k] : value.to_double() / factors_[k];
    };
    const auto lost = losses(form_, 0, second.plan, second.worths);
    for (std::uint32_t s = 0; s < num_own_; ++s) set(s, first.plan[s], lost[s] / range);
    const auto slack = losses(form_, 1, first.plan, first.worths);
    for (std::uint32_t s = 0; s < num_others_; ++s) {
      set(num_own_ + num_worths_ + s, slack[s] / range, second.plan[s]);
    }
    return state;
  }

 private:
  void add_plan(SparseColumns& columns) const {
    std::vector<std::vector<std::pair<std::uint32_t, double>>> entries(num_own_);
    for (std::size_t c = 0; c < form_.cells.size(); ++c) {
      if (payoffs_[c] != 0.0) entries[form_.cells[c].at[0]].emplace_back(form_.cells[c].at[1], -payoffs_[c]);
    }
    entries[0].emplace_back(num_others_, 1.0);
    for (std::uint32_t k = 0; k < own_.sets.size(); ++k) {
      const auto& set = own_.sets[k];
      entries[set.parent].emplace_back(num_others_ + 1 + k, -1.0);
      for (std::uint32_t a = 0; a < set.num_actions; ++a) entries[set.first + a].emplace_back(num_others_ + 1 + k, 1.0);
    }
    for (const auto& column : entries) {
      for (const auto& [row, value] : column) columns.add(row, value);
      columns.end_column();
    }
  }

  void add_worths(SparseColumns& columns) const {
    columns.add(0, 1.0);
    columns.end_column();
    for (const auto& set : others_.sets) {
      columns.add(set.parent, -1.0);
      for (std::uint32_t a = 0; a < set.num_actions; ++a) columns.add(set.first + a, 1.0);
      columns.end_column();
    }
  }

  /// By sequence of `player`, in units, the second wanting what the first does not.
  [[nodiscard]] std::vector<double> values(std::size_t player, const RealizationPlan<double>& plan) const {
    std::vector<double> values(form_.num_sequences(player), 0.0);
    for (std::size_t c = 0; c < form_.cells.size(); ++c) {
      const double worth = payoffs_[c] * plan[form_.cells[c].at[1 - player]];
      values[form_.cells[c].at[player]] += player == 0 ? worth : -worth;
    }
    return values;
  }

  static RealizationPlan<double> uniform(const PlayerSequences& player) {
    RealizationPlan<double> plan(player.sequences.size(), 1.0);
    for (const auto& set : player.sets) {
      for (std::uint32_t a = 0; a < set.num_actions; ++a) plan[set.first + a] = plan[set.parent] / set.num_actions;
    }
    return plan;
  }

  const SequenceForm& form_;
  const PlayerSequences& own_;
  const PlayerSequences& others_;
  std::vector<double> payoffs_ = unit_payoffs(form_, 0);
  std::uint32_t num_own_, num_others_, num_worths_;
  std::vector<double> factors_;  // by column, of the scaled program
};

/// The equilibrium on the supports of a basis. Where differences that rounding does not see leave the basis short of
/// exact optimality, exact values and prices lead on from there, a pivot at a time.
std::optional<TreeEquilibrium> prove(const SequenceForm& form, const ValueProgram& builder, simplex::Simplex& simplex,
                                     const RunContext& run) {
  constexpr int most_mended = 200;
  for (int mended = 0; mended < most_mended && !run.should_stop(); ++mended) {
    const auto supports = builder.supports(simplex.basis());
    const auto first = indifference(form, 0, supports, run);
    if (!first) return std::nullopt;
    const auto second = indifference(form, 1, supports, run);
    if (!second) return std::nullopt;
    if (auto proved = proved_equilibrium(form, {first->plan, second->plan})) return proved;
    if (!simplex.mend(builder.exact_state(*first, *second))) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

bool is_constant_sum(const game::NumericGame<Rational>& game) {
  if (game.num_players != 2) return false;
  for (std::size_t t = 2; t < game.payoffs.size(); t += 2) {
    if (game.payoffs[t] + game.payoffs[t + 1] != game.payoffs[0] + game.payoffs[1]) return false;
  }
  return true;
}

Result<TreeEquilibrium> solve_sequence_program(const game::NumericGame<Rational>& game, const RunContext& run) {
  const auto form = sequence_form(game);
  if (!form) return std::unexpected(form.error());
  if (!is_constant_sum(game)) {
    return fail(ErrorCode::unsupported,
                "the linear program needs payoffs with the same sum at every end of the game; solve by Lemke's "
                "algorithm instead");
  }
  ValueProgram builder(*form);
  const simplex::Program program = builder.program();
  std::size_t num_pivots = 0;
  for (const double bit : {1e-6, 1e-8, 1e-5}) {
    simplex::Simplex simplex(program, builder.start());
    const simplex::End end = simplex.maximise(bit, 1, run);
    if (end == simplex::End::optimal) {
      auto proved = prove(*form, builder, simplex, run);
      if (proved) {
        proved->num_pivots = num_pivots + simplex.num_pivots();
        return *std::move(proved);
      }
    }
    num_pivots += simplex.num_pivots();
    if (run.should_stop()) break;
  }
  TreeEquilibrium found = solve_by_exact_path(*form, run);
  found.num_pivots += num_pivots;
  return found;
}

}  // namespace parley::solve
