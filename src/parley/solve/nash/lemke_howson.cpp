// SPDX-License-Identifier: Apache-2.0
// Which paths are followed, how far, and in which numbers.
#include "parley/solve/nash/lemke_howson.h"

#include <algorithm>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "parley/solve/nash/tables/lemke_howson_path.h"

namespace parley::solve {

namespace {

using nash::ExactResponse;
using nash::Label;
using nash::LemkeHowsonPath;
using nash::PositivePayoffs;
using nash::ResponseTableau;

constexpr std::size_t exact_cells = 144;  // up to which rationals are as fast as doubles with their proof
// Lengths of paths have a heavy tail: most games have many short ones among some that are a thousand times longer.
constexpr std::size_t first_pivots = 1000;
constexpr std::size_t pivots_in_first_round = 250;
constexpr std::size_t most_pivots_in_doubles = 200'000;  // rounding can lead in circles
constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

/// Tries one label after the other and stops at the first proved equilibrium.
template <class Tableau>
class Search {
 public:
  Search(const game::PayoffTable& table, const RunContext& run, LemkeHowsonEnd& end)
      : table_(&table),
        first_(table, 0),
        second_(table, 1),
        run_(&run),
        end_(&end),
        is_broken_(std::size_t{table.sizes[0]} + table.sizes[1], false) {}

  /// False where every path broke, the pivots are used up, or the run was stopped.
  bool find(Label asked, std::size_t most_pivots) {
    if (follow(asked, first_pivots)) return true;
    for (std::size_t pivots = pivots_in_first_round; is_any_left(); pivots *= 2) {
      ++seed_;
      for (std::size_t k = 0; k < is_broken_.size(); ++k) {
        const auto label = static_cast<Label>((asked + k) % is_broken_.size());
        if (is_broken_[label]) continue;
        if (end_->num_pivots >= most_pivots || run_->should_stop()) return false;
        if (follow(label, pivots)) return true;
      }
    }
    return false;
  }

 private:
  [[nodiscard]] bool is_any_left() const { return std::ranges::find(is_broken_, false) != is_broken_.end(); }

  [[nodiscard]] Tableau tableau(const PositivePayoffs<typename Tableau::Number>& payoffs) const {
    if constexpr (std::is_same_v<Tableau, ExactResponse>) {
      return {payoffs, seed_, *run_};
    } else {
      return {payoffs, seed_};
    }
  }

  bool follow(Label label, std::size_t most_pivots) {
    LemkeHowsonPath<Tableau> path(tableau(first_), tableau(second_));
    const auto path_end = path.follow(label, most_pivots, *run_);
    end_->num_pivots += path.num_pivots();
    if (path_end == LemkeHowsonPath<Tableau>::End::cut) return false;
    if (path_end == LemkeHowsonPath<Tableau>::End::equilibrium) {
      if (auto proved = nash::prove_equilibrium(*table_, path.supports(*table_), *run_)) {
        end_->equilibrium = std::move(proved->equilibrium);
        end_->missing_label = label;
        return true;
      }
    }
    is_broken_[label] = true;
    return false;
  }

  const game::PayoffTable* table_;
  PositivePayoffs<typename Tableau::Number> first_, second_;
  const RunContext* run_;
  LemkeHowsonEnd* end_;
  std::vector<bool> is_broken_;  // by label
  std::uint64_t seed_ = 0;
};

}  // namespace

Result<LemkeHowsonEnd> follow_lemke_howson(const game::PayoffTable& table, const LemkeHowsonOptions& options,
                                           const RunContext& run) {
  if (table.num_players() != 2) {
    return fail(ErrorCode::unsupported,
                "the Lemke-Howson method is for two players; the game has " + std::to_string(table.num_players()));
  }
  const std::size_t num_labels = std::size_t{table.sizes[0]} + table.sizes[1];
  if (options.missing_label >= num_labels) {
    return fail(ErrorCode::bad_option, "missing_label is " + std::to_string(options.missing_label) +
                                           "; the game has strategies 0 to " + std::to_string(num_labels - 1));
  }
  LemkeHowsonEnd end;
  end.missing_label = options.missing_label;
  bool found = false;
  if (table.num_contingencies() > exact_cells) {
    found = Search<ResponseTableau>(table, run, end).find(options.missing_label, most_pivots_in_doubles);
  }
  if (!found && !run.should_stop()) {
    found = Search<ExactResponse>(table, run, end).find(options.missing_label, no_limit);
  }
  if (!found && !run.should_stop()) throw InternalError("follow_lemke_howson: every path in rationals broke");
  if (!found) end.termination = run.why_stopped();
  return end;
}

}  // namespace parley::solve
