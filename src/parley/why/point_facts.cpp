// SPDX-License-Identifier: Apache-2.0
// Reads the path of play off the solution, asks what turns, and verifies each claim by solving on both sides of it.
#include "parley/why/point_facts.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "parley/base/workers.h"
#include "parley/why/joint_change.h"
#include "parley/why/paths.h"
#include "parley/why/single_changes.h"

namespace parley::why {

namespace {

constexpr std::size_t most_flips = 24;      // sets on the path whose flips are sought, the first ones
constexpr std::size_t most_slow_flips = 6;  // where the general solver is needed
constexpr std::size_t most_turns = 24;      // of the direction of a joint change
constexpr std::size_t slow_turns = 8;       // where the general solver is needed
constexpr std::size_t flip_candidates = 2;  // verified for a flip; the nearest that holds is told

/// What may be sought, the more telling first.
std::vector<Goal> goals_of(const PointFacts& facts) {
  if (!facts.holds) return {Goal::happens, Goal::likeliest};
  if (!facts.is_likeliest) return {Goal::likeliest, Goal::vanishes};
  return {Goal::not_likeliest, Goal::vanishes};
}

class Facts {
 public:
  Facts(Prober& prober, HeldMoves& levers, const ExplainedPoint& point, const Solved& solved, std::size_t outcome,
        const RunContext& run)
      : prober_(prober),
        probe_(prober.probe()),
        levers_(levers),
        point_(point),
        solved_(solved),
        outcome_(outcome),
        run_(silent(run)) {}

  PointFacts find(const std::vector<Point>& starts, std::size_t most_goals) {
    describe();
    facts_.paths = Paths(probe_.model, solved_, outcome_).facts();
    add_path();
    for (const Goal goal : goals_of(facts_)) {
      if (facts_.changes.size() < most_goals) facts_.changes.push_back({.goal = goal});
    }
    add_turns();
    for (GoalChanges& changes : facts_.changes) add_joint(changes, starts);
    add_levers();
    if (facts_.termination == Termination::finished) facts_.termination = prober_.termination();
    return std::move(facts_);
  }

 private:
  /// A change whose two sides are to be solved.
  struct Claim {
    Question question;
    std::optional<std::uint32_t> set = {};  // of the parametric game, where a choice flips
    Point before, after;
    bool holds = false;
    Side side_before = {}, side_after = {};
  };

  void describe() {
    const auto outcomes = solved_.outcomes(probe_.model);
    facts_.at = point_.at;
    facts_.prob = outcomes[outcome_];
    facts_.holds = meets(Goal::happens, outcome_, outcomes);
    facts_.is_likeliest = meets(Goal::likeliest, outcome_, outcomes);
    const std::size_t likeliest = likeliest_of(outcomes);
    facts_.likeliest = probe_.model.game.quantities[likeliest].name;
    facts_.likeliest_prob = outcomes[likeliest];
    facts_.needs_general_solver = solved_.by_general_solver;
    facts_.is_coarse = prober_.slow();
    facts_.outcomes.reserve(outcomes.size());
    for (std::size_t k = 0; k < outcomes.size(); ++k) {
      facts_.outcomes.push_back({probe_.model.game.quantities[k].name, Number(outcomes[k])});
    }
  }

  void add_path() {
    std::vector<std::size_t> order;
    for (std::size_t h = 0; h < solved_.game.infosets.size(); ++h) {
      if (solved_.certificate.reach[h] > 0.0) order.push_back(h);
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t h) { return solved_.game.infosets[h].block; });
    facts_.path.reserve(order.size());
    for (const std::size_t h : order) {
      facts_.path.push_back(path_choice(h));
      path_sets_.push_back(solved_.game.infosets[h].origin);
    }
  }

  [[nodiscard]] PathChoice path_choice(std::size_t h) const {
    const auto& set = solved_.game.infosets[h];
    const game::Infoset& origin = probe_.model.game.infosets[set.origin];
    PathChoice choice;
    choice.infoset = study::infoset_name(probe_.model.game, origin);
    choice.choices = choices_of(probe_.model, solved_, h);
    choice.reach = solved_.certificate.reach[h];
    choice.settled_by = solved_.settled_by.empty() ? "" : solved_.settled_by[h];
    choice.origin = probe_.model.step_origins.at(origin.step);
    choice.payoffs = probe_.model.payoff_origins.at(set.player);
    if (set.num_actions < 2) return choice;
    const std::vector<double>& values = solved_.certificate.action_values[h];
    const std::vector<double>& probs = solved_.profile.probs[h];
    std::optional<std::size_t> next;
    double made = -std::numeric_limits<double>::infinity();
    for (std::size_t a = 0; a < values.size(); ++a) {
      if (probs[a] > 0.0) {
        made = std::max(made, values[a]);
      } else if (!next || values[a] > values[*next]) {
        next = a;
      }
    }
    choice.margin = choice.choices.size() > 1 || !next ? 0.0 : made - values[*next];
    if (next) choice.next = study::choice_name(probe_.model.game, origin, set.actions[*next]);
    return choice;
  }

  void add_turns() {
    std::vector<std::uint32_t> sets;
    std::vector<std::size_t> places;  // on the path
    for (std::size_t k = 0; k < path_sets_.size(); ++k) {
      if (sets.size() == (prober_.slow() ? most_slow_flips : most_flips)) break;
      if (!facts_.path[k].margin) continue;
      sets.push_back(path_sets_[k]);
      places.push_back(k);
      facts_.path[k].flip_was_sought = true;
    }
    std::vector<Question> questions;
    questions.reserve(facts_.changes.size() + sets.size());
    for (const GoalChanges& changes : facts_.changes) questions.push_back({.goal = changes.goal});
    for (std::size_t k = 0; k < sets.size(); ++k) questions.push_back({.goal = {}, .set = k});
    const Turns turns = find_turns(prober_, point_.point, outcome_, sets, questions);
    facts_.scan_points = turns.points;
    std::vector<Claim> claims;
    std::vector<std::pair<std::size_t, Turn>> of;  // question and turn of each claim
    for (std::size_t q = 0; q < questions.size(); ++q) {
      std::size_t drawn = 0;
      for (const Turn& turn : turns.by_question[q]) {
        const std::size_t most = questions[q].goal ? most_told : flip_candidates;
        if (probe_.movables[turn.movable].is_drawn && drawn++ == most) break;
        claims.push_back(claim_of(questions[q], turn, sets));
        of.emplace_back(q, turn);
      }
    }
    verify(claims);
    for (std::size_t k = 0; k < claims.size(); ++k) {
      if (!claims[k].holds) continue;
      const std::size_t q = of[k].first;
      SingleChange change = single_change(claims[k], of[k].second);
      const bool is_goal = q < facts_.changes.size();
      if (!change.is_drawn) {
        (is_goal ? facts_.changes[q].constants : facts_.path[places[q - facts_.changes.size()]].constants)
            .push_back(std::move(change));
      } else if (is_goal) {
        facts_.changes[q].singles.push_back(std::move(change));
      } else if (auto& flip = facts_.path[places[q - facts_.changes.size()]].flip; !flip) {
        flip = std::move(change);
      }
    }
  }

  [[nodiscard]] Claim claim_of(const Question& question, const Turn& turn,
                               const std::vector<std::uint32_t>& sets) const {
    Claim claim{.question = question, .set = {}, .before = point_.point, .after = point_.point};
    if (!question.goal) claim.set = sets[question.set];
    claim.before[turn.movable] = turn.before;
    claim.after[turn.movable] = turn.after;
    return claim;
  }

  [[nodiscard]] SingleChange single_change(const Claim& claim, const Turn& turn) const {
    const Movable& movable = probe_.movables[turn.movable];
    SingleChange change;
    change.name = movable.name;
    change.is_drawn = movable.is_drawn;
    change.from = point_.point[turn.movable];
    change.value_before = turn.before;
    change.value_after = turn.after;
    if (movable.is_drawn) change.length = turn.length;
    change.before = claim.side_before;
    change.after = claim.side_after;
    change.origin = movable.origin;
    return change;
  }

  /// The numbers of a point; those that stay are as exact as the file has them.
  [[nodiscard]] std::vector<Number> numbers(const Point& point) const {
    std::vector<Number> numbers = point_.inputs;
    for (std::size_t m = 0; m < point.size(); ++m) {
      if (point[m] != point_.point[m]) numbers[m] = Number(point[m]);
    }
    return numbers;
  }

  void verify(std::vector<Claim>& claims) {
    const auto work = [&](std::size_t k, std::size_t) { verify(claims[k]); };
    const Termination termination = for_each_chunk(claims.size(), run_, work);
    if (facts_.termination == Termination::finished) facts_.termination = termination;
  }

  void verify(Claim& claim) const {
    const auto before = solve_at(probe_.model, point_.where, numbers(claim.before), run_);
    const auto after = solve_at(probe_.model, point_.where, numbers(claim.after), run_);
    if (!before || !after) return;
    if (claim.question.goal) {
      claim.holds = !meets(*claim.question.goal, outcome_, before->outcomes(probe_.model)) &&
                    meets(*claim.question.goal, outcome_, after->outcomes(probe_.model));
    } else {
      const auto made = [&](const Solved& solved) { return choices_made(solved, *claim.set); };
      claim.holds = made(*before) == made(solved_) && !made(*after).empty() && made(*after) != made(*before);
    }
    claim.side_before = side_of(probe_.model, *before, outcome_, claim.set);
    claim.side_after = side_of(probe_.model, *after, outcome_, claim.set);
  }

  /// Actions of the parametric game's set that are made with some chance; none where the set is not in the game.
  [[nodiscard]] static std::vector<std::uint32_t> choices_made(const Solved& solved, std::uint32_t set) {
    std::vector<std::uint32_t> made;
    const auto h = solved.set_of(set);
    if (!h) return made;
    for (std::size_t a = 0; a < solved.profile.probs[*h].size(); ++a) {
      if (solved.profile.probs[*h][a] > 0.0) made.push_back(solved.game.infosets[*h].actions[a]);
    }
    return made;
  }

  void add_joint(GoalChanges& changes, const std::vector<Point>& starts) {
    const bool has_drawn = std::ranges::any_of(probe_.movables, &Movable::is_drawn);
    if (prober_.slow() || prober_.stopped() || !has_drawn) return;
    changes.joint_was_sought = true;
    std::vector<Point> from = starts;
    for (const SingleChange& single : changes.singles) {
      from.push_back(point_.point);
      for (std::size_t m = 0; m < probe_.movables.size(); ++m) {
        if (probe_.movables[m].name == single.name) from.back()[m] = single.value_after;
      }
    }
    const auto turn = find_joint_turn(prober_, point_.point, outcome_, changes.goal, from,
                                      solved_.by_general_solver ? slow_turns : most_turns);
    if (!turn) return;
    Claim claim{.question = {.goal = changes.goal}, .set = {}, .before = turn->before, .after = turn->after};
    verify(claim);
    if (!claim.holds) return;
    JointChange joint;
    joint.length = turn->length;
    joint.before = claim.side_before;
    joint.after = claim.side_after;
    for (std::size_t m = 0; m < probe_.movables.size(); ++m) {
      if (turn->after[m] == point_.point[m]) continue;
      joint.parts.push_back(
          {probe_.movables[m].name, point_.point[m], turn->before[m], turn->after[m], probe_.movables[m].origin});
    }
    changes.joint = std::move(joint);
  }

  void add_levers() {
    const std::vector<HeldMove> moves = levers_.solve(point_.drawn, outcome_, run_);
    if (facts_.termination == Termination::finished) facts_.termination = levers_.termination();
    const Side before = side_of(probe_.model, solved_, outcome_);
    for (GoalChanges& changes : facts_.changes) {
      for (const HeldMove& move : moves) {
        if (!meets(changes.goal, outcome_, move.outcomes)) continue;
        changes.levers.push_back(move.change);
        changes.levers.back().before = before;
      }
    }
  }

  Prober& prober_;
  const ProbeModel& probe_;
  HeldMoves& levers_;
  const ExplainedPoint& point_;
  const Solved& solved_;
  std::size_t outcome_;
  RunContext run_;
  PointFacts facts_;
  std::vector<std::uint32_t> path_sets_;  // of the parametric game, by choice on the path
};

}  // namespace

PointFacts point_facts(Prober& prober, HeldMoves& levers, const ExplainedPoint& point, const Solved& solved,
                       std::size_t outcome, const PointRequest& request, const RunContext& run) {
  return Facts(prober, levers, point, solved, outcome, run).find(request.starts, request.most_goals);
}

}  // namespace parley::why
