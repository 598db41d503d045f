// SPDX-License-Identifier: Apache-2.0
// Solves draws in blocks: the fast way for all, the definition for what that leaves, the certificate for both.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/build/model.h"
#include "parley/game/block_certificate.h"
#include "parley/game/lanes.h"
#include "parley/solve/settled.h"
#include "parley/solve/settled_program.h"
#include "parley/study/points.h"
#include "parley/study/solved_game.h"

namespace parley::study {

/// Draws of one chunk: the unit of work of a study. Results do not depend on who solves which chunk.
inline constexpr std::size_t chunk_size = 16 * game::block_size;

enum class DrawStatus : std::uint8_t {
  solved,
  unsolved,  ///< backward induction does not settle the draw, and the logit path ended in no verified equilibrium
  failed,    ///< the draw breaks a rule of the language
};

/// Whether choices and certificates are wanted too, or chances and values only.
enum class Purpose : std::uint8_t { chances, certified };

/// A model made ready to solve draws; shared by all threads. The model must outlive it.
class PreparedModel {
 public:
  explicit PreparedModel(const build::Model& model, Purpose purpose);

  [[nodiscard]] const build::Model& model() const { return model_; }
  [[nodiscard]] const solve::SettledProgram& settled() const { return settled_; }

 private:
  friend class BlockSolver;
  const build::Model& model_;
  Purpose purpose_;
  solve::SettledProgram settled_;
  game::LaneCode solve_code_;   // quantities, values, weight, left, margins; choices where they are wanted
  game::LaneCode scale_code_;   // 1 where a payoff leaves the declared scale
  game::LaneCode number_code_;  // the numbers of the game: what certificates and the definition read
  std::shared_ptr<const game::CertificatePlan> certificate_plan_;  // where certificates are wanted
  std::vector<game::Slot> numbers_;                                // sorted
  std::vector<std::vector<game::Slot>> payoffs_;                   // by player: different ones
  bool varies_ = true;                                             // false: every draw is the same game
};

/// Why backward induction leaves an information set open in one draw.
struct OpenSet {
  std::uint32_t infoset = 0;
  solve::WhyUnsettled why = solve::WhyUnsettled::none;
};

/// Solves one block of draws at a time; one object a thread.
class BlockSolver {
 public:
  /// Draws that need the logit path are slow: `run` may stop the solver among them. Both must outlive it.
  BlockSolver(const PreparedModel& prepared, const RunContext& run);
  ~BlockSolver() = default;
  BlockSolver(const BlockSolver&) = delete;
  BlockSolver& operator=(const BlockSolver&) = delete;

  /// Widen the tolerance of ties to the payoffs that draws [first, first + count) can have. Call once a chunk, with the
  /// chunk's draws, before its blocks.
  void begin_chunk(const Points& draws, std::size_t first, std::size_t count, const std::vector<double>& levers);
  [[nodiscard]] std::size_t num_blocks() const { return (chunk_count_ + game::block_size - 1) / game::block_size; }
  /// Solve block `block` of the chunk.
  void solve(std::size_t block);
  /// The run was to stop before the last draw: the block is not to be used, nor any after it.
  [[nodiscard]] bool stopped() const { return stopped_; }
  /// Choices of the block's draws and its certificate: fills what is below the line.
  void certify();

  [[nodiscard]] std::size_t count() const { return count_; }  ///< draws of the block
  [[nodiscard]] std::size_t first_draw() const { return first_draw_; }
  [[nodiscard]] double quantity(std::size_t q, std::size_t lane) const {
    return quantities_[q * game::block_size + lane];
  }
  [[nodiscard]] double value(std::size_t player, std::size_t lane) const {
    return values_[player * game::block_size + lane];
  }
  [[nodiscard]] double weight(std::size_t lane) const { return weights_[lane]; }
  [[nodiscard]] DrawStatus status(std::size_t lane) const { return status_[lane]; }
  [[nodiscard]] std::uint32_t ties(std::size_t lane) const { return ties_[lane]; }
  [[nodiscard]] std::uint32_t ties_that_matter(std::size_t lane) const { return ties_that_matter_[lane]; }
  /// What backward induction left open; empty where it settled the draw.
  [[nodiscard]] const std::vector<OpenSet>& open_sets(std::size_t lane) const;
  /// Which rule a failed draw breaks; its numbers are those of this draw.
  [[nodiscard]] const Error& failure(std::size_t lane) const;

  // ---- after certify() ----
  /// The choice that is made, the likeliest one where several are.
  [[nodiscard]] std::uint32_t choice(std::size_t infoset, std::size_t lane) const {
    return static_cast<std::uint32_t>(choices_[infoset * game::block_size + lane]);
  }
  /// By action, where several choices are made with some chance; empty where one is made for sure.
  [[nodiscard]] std::span<const double> mix(std::size_t infoset, std::size_t lane) const;
  [[nodiscard]] bool on_path(std::size_t infoset, std::size_t lane) const { return reach(infoset, lane) > 0.0; }
  /// Chance that play comes to the set, in the game's own chances.
  [[nodiscard]] double reach(std::size_t infoset, std::size_t lane) const {
    return reach_[infoset * game::block_size + lane];
  }
  [[nodiscard]] double largest_gain(std::size_t lane) const { return gains_[lane]; }
  /// The draw's game, for what is asked of few draws. Needs a draw that did not fail.
  [[nodiscard]] game::NumericGame<double> game_of(std::size_t lane);
  /// The whole solution of a draw that the logit path solved; empty where backward induction alone does.
  [[nodiscard]] std::shared_ptr<const SolvedGame<double>> solved_by_path(std::size_t lane) const;
  /// True where some end of the draw's game pays outside the declared scale.
  [[nodiscard]] bool outside_scale(std::size_t lane) const { return outside_[lane] != 0.0; }

 private:
  /// What the definition found of a draw that the fast way left.
  struct Left {
    DrawStatus status = DrawStatus::solved;
    std::vector<double> quantities, values;
    std::vector<std::uint32_t> choices;  // by information set
    std::map<std::uint32_t, std::vector<double>> mixes;
    std::vector<double> reach;
    std::uint32_t ties = 0, ties_that_matter = 0;
    double largest_gain = 0.0;
    std::vector<OpenSet> open;
    std::shared_ptr<const SolvedGame<double>> by_path;  // where choices are wanted
    Error failure{ErrorCode::bad_scenario, {}};
  };
  void copy_outputs();
  void find_left();
  void solve_by_definition(std::size_t lane);
  [[nodiscard]] Left judge(std::size_t lane);
  template <class T>
  [[nodiscard]] Left judge(game::NumericGame<T> game, double tie_tolerance);
  template <class T>
  void read_off(const SolvedGame<T>& solved, Left& left) const;
  void run_numbers();
  [[nodiscard]] std::vector<double> slots_of(std::size_t lane) const;

  const PreparedModel& prepared_;
  const RunContext& run_;
  bool stopped_ = false;
  game::LaneCode::Registers solve_registers_, scale_registers_, number_registers_;
  std::optional<game::BlockCertificate> certificate_;
  std::vector<std::size_t> certificate_reads_;  // which numbers the certificate wants, in its order
  bool numbers_known_ = false;
  std::size_t chunk_first_ = 0, chunk_count_ = 0, first_draw_ = 0, count_ = 0;
  std::vector<double> inputs_;              // [input][draw of the chunk]
  std::vector<const double*> input_lanes_;  // of the block
  std::vector<double> tolerance_;           // by player, payoff units
  bool bounded_ = true;                     // payoffs of the chunk are certainly finite
  std::vector<double> quantities_, values_, weights_, choices_, reach_, gains_, outside_;
  std::vector<std::uint8_t> is_left_;
  std::vector<DrawStatus> status_;
  std::vector<std::uint32_t> ties_, ties_that_matter_;
  std::map<std::size_t, std::shared_ptr<const Left>> left_;  // by lane
  std::shared_ptr<const Left> same_for_all_;                 // where the game does not vary
};

}  // namespace parley::study
