// SPDX-License-Identifier: Apache-2.0
// Runs blocks of draws and hands on what the fast way leaves.
#include "parley/study/engine.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include <fmt/ranges.h>

#include "parley/game/interval.h"
#include "parley/game/numeric_game.h"

namespace parley::study {

using game::block_size;
using game::Slot;

namespace {

/// The slots that certificates and numeric games read, each once.
std::vector<Slot> numbers_of(const game::ParametricGame& game) {
  std::set<Slot> slots;
  for (const game::Node& node : game.nodes) {
    if (node.kind == game::NodeKind::guard) slots.insert(Slot{node.place});
  }
  for (const game::Edge& edge : game.edges) slots.insert({edge.prob, edge.report_prob});
  for (const game::Infoset& set : game.infosets) slots.insert(set.available.begin(), set.available.end());
  for (const game::Terminal& terminal : game.terminals) {
    slots.insert(terminal.payoffs.begin(), terminal.payoffs.end());
    slots.insert(terminal.indicators.begin(), terminal.indicators.end());
  }
  return {slots.begin(), slots.end()};
}

/// 1 in draws in which some end pays a player less or more than the declared scale.
game::LaneCode outside_scale(const build::Model& model) {
  if (model.scale.empty()) return {};
  game::Program program = model.game.program;
  std::set<Slot> payoffs;
  for (const game::Terminal& terminal : model.game.terminals) {
    payoffs.insert(terminal.payoffs.begin(), terminal.payoffs.end());
  }
  Slot low = *payoffs.begin();
  Slot high = low;
  for (const Slot payoff : payoffs) {
    low = program.binary(game::Op::minimum, low, payoff);
    high = program.binary(game::Op::maximum, high, payoff);
  }
  const Slot below = program.binary(game::Op::less, low, program.constant(model.scale.front().first));
  const Slot above = program.binary(game::Op::less, program.constant(model.scale.front().second), high);
  const Slot outside = program.binary(game::Op::logical_or, below, above);
  return {program, {&outside, 1}};
}

}  // namespace

PreparedModel::PreparedModel(const build::Model& model, Purpose purpose)
    : model_(model), purpose_(purpose), settled_(solve::compile_settled(model.game)) {
  std::vector<Slot> outputs = settled_.quantities;
  outputs.insert(outputs.end(), settled_.values.begin(), settled_.values.end());
  outputs.push_back(model.weight);
  outputs.push_back(settled_.left);
  outputs.insert(outputs.end(), settled_.margins.begin(), settled_.margins.end());
  if (purpose == Purpose::certified) outputs.insert(outputs.end(), settled_.choices.begin(), settled_.choices.end());
  solve_code_ = game::LaneCode(settled_.program, outputs);
  if (purpose == Purpose::certified) {
    scale_code_ = outside_scale(model);
    certificate_plan_ = std::make_shared<const game::CertificatePlan>(game::plan_certificate(model.game));
  }
  numbers_ = numbers_of(model.game);
  number_code_ = game::LaneCode(model.game.program, numbers_);
  for (std::size_t p = 0; p < model.game.num_players(); ++p) {
    std::set<Slot> payoffs;
    for (const game::Terminal& terminal : model.game.terminals) payoffs.insert(terminal.payoffs[p]);
    payoffs_.emplace_back(payoffs.begin(), payoffs.end());
  }
  varies_ = !model.inputs.empty();
}

BlockSolver::BlockSolver(const PreparedModel& prepared, const RunContext& run)
    : prepared_(prepared),
      run_(run),
      solve_registers_(prepared.solve_code_),
      scale_registers_(prepared.scale_code_),
      number_registers_(prepared.number_code_) {
  const auto& game = prepared.model_.game;
  quantities_.resize(game.quantities.size() * block_size);
  values_.resize(game.num_players() * block_size);
  weights_.resize(block_size);
  gains_.resize(block_size);
  outside_.assign(block_size, 0.0);
  status_.resize(block_size);
  is_left_.resize(block_size);
  ties_.resize(block_size);
  ties_that_matter_.resize(block_size);
  tolerance_.resize(game.num_players());
  inputs_.resize(prepared.model_.inputs.size() * chunk_size);
  input_lanes_.resize(prepared.model_.inputs.size());
  if (prepared.purpose_ == Purpose::certified) {
    choices_.resize(game.infosets.size() * block_size);
    reach_.resize(game.infosets.size() * block_size);
    certificate_.emplace(prepared.certificate_plan_);
    for (const Slot slot : certificate_->needed()) {
      const auto place = std::ranges::lower_bound(prepared.numbers_, slot);
      certificate_reads_.push_back(static_cast<std::size_t>(place - prepared.numbers_.begin()));
    }
  }
}

void BlockSolver::begin_chunk(const Points& draws, std::size_t first, std::size_t count,
                              const std::vector<double>& levers) {
  const build::Model& model = prepared_.model_;
  chunk_first_ = first;
  chunk_count_ = count;
  std::vector<double> drawn(model.drawn.size());
  for (std::size_t i = 0; i < count; ++i) {
    draws.draw(first + i, drawn.data());
    for (std::size_t d = 0; d < drawn.size(); ++d) inputs_[model.drawn[d] * chunk_size + i] = drawn[d];
  }
  std::size_t next_lever = 0;
  std::vector<game::Interval> box;
  for (std::size_t k = 0; k < model.inputs.size(); ++k) {
    double* column = inputs_.data() + k * chunk_size;
    if (model.inputs[k].kind == build::Input::Kind::lever) std::fill_n(column, count, levers.at(next_lever++));
    std::fill(column + count, column + chunk_size, column[count - 1]);
    const auto [low, high] = std::minmax_element(column, column + count);
    box.push_back({*low, *high});
  }
  const std::vector<game::Interval> bounds = game::bound(model.game.program, box);
  bounded_ = true;
  for (std::size_t p = 0; p < tolerance_.size(); ++p) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const Slot payoff : prepared_.payoffs_[p]) {
      low = std::min(low, bounds[payoff.at()].low);
      high = std::max(high, bounds[payoff.at()].high);
    }
    tolerance_[p] = solve::tie_tolerance * (high - low);
    bounded_ = bounded_ && std::isfinite(tolerance_[p]);
  }
}

void BlockSolver::solve(std::size_t block) {
  numbers_known_ = false;
  left_.clear();
  first_draw_ = chunk_first_ + block * block_size;
  count_ = std::min(block_size, chunk_count_ - block * block_size);
  for (std::size_t k = 0; k < input_lanes_.size(); ++k) {
    input_lanes_[k] = inputs_.data() + k * chunk_size + block * block_size;
  }
  prepared_.solve_code_.run(input_lanes_, solve_registers_);
  copy_outputs();
  find_left();
  for (std::size_t lane = 0; lane < count_ && !stopped_; ++lane) {
    if (is_left_[lane] != 0) solve_by_definition(lane);
  }
}

/// Draws that the program left, in which some choice comes near a tie, or whose weight is no number.
void BlockSolver::find_left() {
  const std::size_t first = prepared_.settled_.quantities.size() + prepared_.settled_.values.size() + 1;
  const double* left = solve_registers_.output(first);
  for (std::size_t lane = 0; lane < block_size; ++lane) is_left_[lane] = left[lane] != 0.0 || !bounded_ ? 1 : 0;
  for (std::size_t lane = 0; lane < block_size; ++lane) {
    if (!(weights_[lane] >= 0.0 && weights_[lane] <= std::numeric_limits<double>::max())) is_left_[lane] = 1;
  }
  for (std::size_t p = 0; p < tolerance_.size(); ++p) {
    const double* margin = solve_registers_.output(first + 1 + p);
    for (std::size_t lane = 0; lane < block_size; ++lane) {
      if (!(margin[lane] > tolerance_[p])) is_left_[lane] = 1;
    }
  }
}

void BlockSolver::copy_outputs() {
  const std::size_t num_quantities = prepared_.settled_.quantities.size();
  const std::size_t num_players = prepared_.settled_.values.size();
  for (std::size_t q = 0; q < num_quantities; ++q) {
    std::copy_n(solve_registers_.output(q), block_size, quantities_.data() + q * block_size);
  }
  for (std::size_t p = 0; p < num_players; ++p) {
    std::copy_n(solve_registers_.output(num_quantities + p), block_size, values_.data() + p * block_size);
  }
  std::copy_n(solve_registers_.output(num_quantities + num_players), block_size, weights_.data());
  std::ranges::fill(status_, DrawStatus::solved);
  std::ranges::fill(ties_, prepared_.settled_.ties);
  std::ranges::fill(ties_that_matter_, prepared_.settled_.ties_that_matter);
}

void BlockSolver::solve_by_definition(std::size_t lane) {
  std::shared_ptr<const Left> left = same_for_all_;
  if (!left) {
    left = std::make_shared<const Left>(judge(lane));
    if (!prepared_.varies_ && !stopped_) same_for_all_ = left;
  }
  status_[lane] = left->status;
  ties_[lane] = left->ties;
  ties_that_matter_[lane] = left->ties_that_matter;
  for (std::size_t q = 0; q < left->quantities.size(); ++q) quantities_[q * block_size + lane] = left->quantities[q];
  for (std::size_t p = 0; p < left->values.size(); ++p) values_[p * block_size + lane] = left->values[p];
  left_[lane] = std::move(left);
}

BlockSolver::Left BlockSolver::judge(std::size_t lane) {
  const build::Model& model = prepared_.model_;
  const auto failed = [](Error error) {
    Left left;
    left.status = DrawStatus::failed;
    left.failure = std::move(error);
    return left;
  };
  if (!(weights_[lane] >= 0.0) || !std::isfinite(weights_[lane])) {
    return failed({ErrorCode::bad_scenario,
                   fmt::format("the evidence `{}` gives the draw a weight that is no number: it is impossible at the "
                               "centre, by which weights are scaled, or its odds are past all numbers",
                               fmt::join(model.weighed_by, "`, `"))});
  }
  if (!prepared_.varies_) {
    const std::vector<Number> slots = model.game.program.evaluate({}, prepared_.numbers_);
    if (game::is_exact(model.game, slots)) {
      auto exact = game::at_draw_exact(model.game, slots);
      return exact ? judge(*std::move(exact), 0.0) : failed(exact.error());
    }
  }
  run_numbers();
  auto at_draw = game::at_draw(model.game, slots_of(lane));
  return at_draw ? judge(*std::move(at_draw), solve::tie_tolerance) : failed(at_draw.error());
}

namespace {

double to_double(double value) { return value; }
double to_double(const Rational& value) { return value.to_double(); }

}  // namespace

template <class T>
BlockSolver::Left BlockSolver::judge(game::NumericGame<T> game, double tolerance) {
  solve::SettledOptions options;
  options.tie_tolerance = tolerance;
  options.num_outcomes = static_cast<std::uint32_t>(prepared_.model_.outcome_texts.size());
  solve::SettledSolution solution = solve::solve_settled(game, options, run_);
  Left left;
  left.ties = solution.ties;
  left.ties_that_matter = solution.ties_that_matter;
  stopped_ = solution.termination != Termination::finished;
  if (solution.all_settled) {
    read_off(solved_by_induction(std::move(game), std::move(solution)), left);
    return left;
  }
  for (std::size_t h = 0; h < game.infosets.size(); ++h) {
    const solve::SettledChoice& choice = solution.choices[h];
    if (choice.by == solve::SettledBy::not_settled) left.open.push_back({game.infosets[h].origin, choice.why});
  }
  auto solved = study::solved_by_path(std::move(game), std::move(solution), run_);
  stopped_ = stopped_ || solved.termination != Termination::finished;
  if (solved.is_equilibrium()) {
    read_off(solved, left);
    if (prepared_.purpose_ == Purpose::certified) {
      left.by_path = std::make_shared<const SolvedGame<double>>(std::move(solved));
    }
  } else {
    left.status = DrawStatus::unsolved;
  }
  return left;
}

template <class T>
void BlockSolver::read_off(const SolvedGame<T>& solved, Left& left) const {
  for (const T& value : solved.certificate.reported_values) left.values.push_back(to_double(value));
  for (const T& chance : solved.certificate.reported_quantities) left.quantities.push_back(to_double(chance));
  left.largest_gain = to_double(solved.certificate.largest_deviation_gain);
  const auto& sets = prepared_.model_.game.infosets;
  left.choices.assign(sets.size(), 0);
  left.reach.assign(sets.size(), 0.0);
  for (std::size_t h = 0; h < solved.game.infosets.size(); ++h) {
    const auto& set = solved.game.infosets[h];
    const std::vector<T>& probs = solved.profile.probs[h];
    const auto likeliest = std::ranges::max_element(probs);
    left.choices[set.origin] = set.actions[static_cast<std::size_t>(likeliest - probs.begin())];
    left.reach[set.origin] = to_double(solved.certificate.reach[h]);
    if (!(*likeliest < T(1))) continue;
    std::vector<double>& mix = left.mixes[set.origin];
    mix.assign(sets[set.origin].actions.size(), 0.0);
    for (std::size_t a = 0; a < probs.size(); ++a) mix[set.actions[a]] = to_double(probs[a]);
  }
}

void BlockSolver::run_numbers() {
  if (numbers_known_) return;
  prepared_.number_code_.run(input_lanes_, number_registers_);
  numbers_known_ = true;
}

std::vector<double> BlockSolver::slots_of(std::size_t lane) const {
  std::vector<double> slots(prepared_.model_.game.program.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t k = 0; k < prepared_.numbers_.size(); ++k) {
    slots[prepared_.numbers_[k].at()] = number_registers_.output(k)[lane];
  }
  return slots;
}

game::NumericGame<double> BlockSolver::game_of(std::size_t lane) {
  run_numbers();
  auto at_draw = game::at_draw(prepared_.model_.game, slots_of(lane));
  if (!at_draw) throw InternalError("the game of a draw that did not fail breaks a rule: " + at_draw.error().message);
  return *std::move(at_draw);
}

void BlockSolver::certify() {
  if (!certificate_) throw InternalError("the model was not prepared for certificates");
  run_numbers();
  const std::size_t num_sets = prepared_.model_.game.infosets.size();
  const std::size_t first_choice = prepared_.settled_.quantities.size() + 2 * prepared_.settled_.values.size() + 2;
  std::vector<const double*> chosen, numbers;
  for (std::size_t h = 0; h < num_sets; ++h) chosen.push_back(solve_registers_.output(first_choice + h));
  for (const std::size_t k : certificate_reads_) numbers.push_back(number_registers_.output(k));
  certificate_->run(numbers, chosen, count_);
  for (std::size_t h = 0; h < num_sets; ++h) {
    std::copy_n(chosen[h], block_size, choices_.data() + h * block_size);
    for (std::size_t lane = 0; lane < count_; ++lane) {
      reach_[h * block_size + lane] = certificate_->reach(game::InfosetId{static_cast<std::uint32_t>(h)}, lane);
    }
  }
  std::copy_n(certificate_->largest_gain().data(), block_size, gains_.data());
  if (prepared_.scale_code_.num_outputs() > 0) {
    prepared_.scale_code_.run(input_lanes_, scale_registers_);
    std::copy_n(scale_registers_.output(0), block_size, outside_.data());
  }
  for (const auto& [lane, left] : left_) {
    gains_[lane] = left->largest_gain;
    for (std::size_t h = 0; h < left->choices.size(); ++h) {
      choices_[h * block_size + lane] = left->choices[h];
      reach_[h * block_size + lane] = left->reach[h];
    }
  }
}

const std::vector<OpenSet>& BlockSolver::open_sets(std::size_t lane) const {
  static const std::vector<OpenSet> empty;
  const auto it = left_.find(lane);
  return it == left_.end() ? empty : it->second->open;
}

std::span<const double> BlockSolver::mix(std::size_t infoset, std::size_t lane) const {
  const auto it = left_.find(lane);
  if (it == left_.end()) return {};
  const auto mixed = it->second->mixes.find(static_cast<std::uint32_t>(infoset));
  return mixed == it->second->mixes.end() ? std::span<const double>() : std::span<const double>(mixed->second);
}

std::shared_ptr<const SolvedGame<double>> BlockSolver::solved_by_path(std::size_t lane) const {
  const auto it = left_.find(lane);
  return it == left_.end() ? nullptr : it->second->by_path;
}

const Error& BlockSolver::failure(std::size_t lane) const {
  const auto it = left_.find(lane);
  if (it == left_.end()) throw InternalError("a draw that did not fail was asked why it did");
  return it->second->failure;
}

}  // namespace parley::study
