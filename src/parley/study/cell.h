// SPDX-License-Identifier: Apache-2.0
// The chance of an event with two levers held at a point: one cell of a frontier, draw by draw.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "parley/base/run_context.h"
#include "parley/build/hold.h"
#include "parley/build/model.h"
#include "parley/study/draw_lists.h"
#include "parley/study/engine.h"
#include "parley/study/frontier.h"
#include "parley/study/listing.h"

namespace parley::study {

/// The models of a frontier: one for each pair of choices of the discrete axes; numeric axes are lever inputs.
class HeldModels {
 public:
  /// Errors   those of build::hold.
  static Result<HeldModels> from(const build::Model& model, const build::Lever& x, const build::Lever& y,
                                 const RunContext& run);

  [[nodiscard]] const build::Model& at(std::size_t x, std::size_t y) const { return *models_[index(x, y)]; }
  /// Which model serves a cell; equal for cells that differ only along numeric axes.
  [[nodiscard]] std::size_t index(std::size_t x, std::size_t y) const {
    return (x_discrete_ ? x : 0) * (y_discrete_ ? num_y_ : 1) + (y_discrete_ ? y : 0);
  }
  [[nodiscard]] std::size_t size() const { return models_.size(); }
  [[nodiscard]] const build::Model& model(std::size_t k) const { return *models_[k]; }

 private:
  std::vector<std::shared_ptr<const build::Model>> models_;
  bool x_discrete_ = false, y_discrete_ = false;
  std::size_t num_y_ = 1;
};

/// Listers of the held models, made when a cell first needs one; shared by all threads.
class HeldListers {
 public:
  HeldListers(const HeldModels& models, const RunContext& run) : models_(models), run_(run), listers_(models.size()) {}

  /// Nothing where the model's tree is too large, or the run was stopped while it was built.
  [[nodiscard]] const DrawLister* at(std::size_t model);

 private:
  const HeldModels& models_;
  const RunContext& run_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<DrawLister>> listers_;
};

struct CellResult {
  double prob = 0.0, standard_error = 0.0;
  double share = 0.0;                ///< weighted share of draws at or above the level
  std::optional<FoundBounds> found;  ///< over the equilibria found in each draw, where lists are made
  std::size_t unsettled = 0, unsolved = 0, failed = 0, ties = 0;
};

/// Solves cells, each on all draws; one object a thread.
class CellSolver {
 public:
  CellSolver(const std::vector<std::unique_ptr<PreparedModel>>& prepared, const HeldModels& models, const Draws& draws,
             const RunContext& run)
      : prepared_(prepared), models_(models), draws_(draws), run_(run) {}

  struct Point {
    std::size_t x = 0, y = 0;    ///< indices along the axes
    std::vector<double> levers;  ///< values of the numeric ones, x first
  };

  /// Calls `visit(solver, lane)` for every draw of the cell, in order; false where the run was to stop before the last.
  template <class Visit>
  [[nodiscard]] bool for_each_draw(const Point& point, bool certify, Visit visit) {
    for (std::size_t chunk = 0; chunk < num_chunks(); ++chunk) {
      if (!for_each_draw_of(chunk, point, certify, visit)) return false;
    }
    return true;
  }

  [[nodiscard]] std::size_t num_chunks() const { return (draws_.size() + chunk_size - 1) / chunk_size; }
  /// The same for one chunk of the draws.
  template <class Visit>
  [[nodiscard]] bool for_each_draw_of(std::size_t chunk, const Point& point, bool certify, Visit& visit) {
    if (chunk > 0 && run_.should_stop()) return false;
    BlockSolver& solver = solver_of(models_.index(point.x, point.y));
    const std::size_t first = chunk * chunk_size;
    solver.begin_chunk(draws_, first, std::min(chunk_size, draws_.size() - first), point.levers);
    for (std::size_t block = 0; block < solver.num_blocks(); ++block) {
      solver.solve(block);
      if (solver.stopped()) return false;
      if (certify) solver.certify();
      for (std::size_t lane = 0; lane < solver.count(); ++lane) visit(solver, lane);
    }
    return true;
  }

  /// Nothing where the run was to stop before the cell's last draw.
  [[nodiscard]] std::optional<CellResult> solve(const Point& point, std::size_t event, double level,
                                                HeldListers& listers);

 private:
  BlockSolver& solver_of(std::size_t model);

  const std::vector<std::unique_ptr<PreparedModel>>& prepared_;
  const HeldModels& models_;
  const Draws& draws_;
  const RunContext& run_;
  std::map<std::size_t, std::unique_ptr<BlockSolver>> solvers_;
};

}  // namespace parley::study
