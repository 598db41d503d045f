// SPDX-License-Identifier: Apache-2.0
// One template a fact.
#include "parley/report/why_sentences.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "parley/report/numbers.h"
#include "parley/report/sentences.h"
#include "parley/report/why_phrases.h"

namespace parley::report {
namespace {

constexpr std::size_t told_stops = 3;
constexpr std::size_t told_levers = 4;

using Origins = std::vector<build::Origin>;

class Teller {
 public:
  explicit Teller(const why::Explanation& explanation) : told_(explanation) {}

  std::vector<WhySentence> tell() {
    answer(told_.facts, WhyPart::answer);
    for (const why::PathChoice& choice : told_.facts.path) path_choice(choice);
    if (told_.facts.path.empty()) say(WhyPart::path, "No player has a choice that play comes to.", {});
    paths(told_.facts, WhyPart::deviations);
    goals(told_.facts, WhyPart::change);
    limits(told_.facts);
    if (told_.over_draws) draws(*told_.over_draws);
    if (told_.typical) typical(*told_.typical);
    return std::move(sentences_);
  }

 private:
  void say(WhyPart part, std::string text, Origins origins) {
    std::erase(origins, build::Origin{});
    sentences_.push_back({part, std::move(text), std::move(origins)});
  }

  /// Asked why not, of what does happen here: where the question is met.
  [[nodiscard]] std::string elsewhere() const {
    if (!told_.over_draws || told_.over_draws->happens_share >= 1.0) return {};
    return fmt::format("; but over the draws it happens in {} only, and what stops it in the others is told below",
                       whole_percent(told_.over_draws->happens_share));
  }

  void answer(const why::PointFacts& facts, WhyPart part) {
    const std::string where = point_phrase(facts.at);
    const std::string& outcome = told_.outcome;
    if (!facts.holds) {
      say(part,
          fmt::format("{}, {} does not happen{}: the most likely outcome is {}, with a chance of {}.", capital(where),
                      outcome, told_.negated || part == WhyPart::typical ? "" : ", so this says why not",
                      facts.likeliest, percent(facts.likeliest_prob)),
          {told_.origin});
      return;
    }
    const std::string verb = told_.negated && part == WhyPart::answer ? "does happen" : "happens";
    if (facts.is_likeliest) {
      say(part,
          fmt::format("{}, {} {} and is the most likely outcome, with a chance of {}{}.", capital(where), outcome, verb,
                      percent(facts.prob), told_.negated && part == WhyPart::answer ? elsewhere() : ""),
          {told_.origin});
      return;
    }
    say(part,
        fmt::format("{}, {} {} with a chance of {}, but the most likely outcome is {}, with a chance of {}.",
                    capital(where), outcome, verb, percent(facts.prob), facts.likeliest, percent(facts.likeliest_prob)),
        {told_.origin});
  }

  static std::string capital(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
      text.front() = static_cast<char>(text.front() - 32);
    return text;
  }

  void path_choice(const why::PathChoice& choice) {
    std::string text = fmt::format("{} chooses {}", mover_having_seen(choice.infoset), choices_phrase(choice.choices));
    if (!choice.margin) {
      text += "; there is no other choice.";
    } else if (choice.choices.size() > 1) {
      text += ": these are worth the same to it.";
    } else if (choice.next) {
      text += fmt::format("; the next best, {}, is worth {} less.", choice_phrase(*choice.next),
                          units_phrase(*choice.margin));
    }
    say(WhyPart::path, std::move(text), {choice.origin, choice.payoffs});
    if (choice.flip) {
      say(WhyPart::path,
          fmt::format("The smallest change found of one number that flips this: {}; then it chooses {}.",
                      change_phrase(*choice.flip), choices_phrase(choice.flip->after.choices)),
          {choice.origin, choice.flip->origin});
    }
    if (choice.constants.empty()) return;
    std::vector<std::string> items;
    Origins origins = {choice.origin};
    for (const why::SingleChange& change : choice.constants) {
      items.push_back(fmt::format("{} (then {})", change_phrase(change), choices_phrase(change.after.choices)));
      origins.push_back(change.origin);
    }
    say(WhyPart::path,
        fmt::format("Of the numbers that the file states as certain, {} flips it: {}.",
                    items.size() == 1 ? "this" : "any one of these", joined(items, "; ")),
        std::move(origins));
  }

  void paths(const why::PointFacts& facts, WhyPart part) {
    const why::PathsTo& paths = facts.paths;
    if (!(paths.paths > 0.0)) {
      say(part, fmt::format("No path of the game leads to {} {}.", told_.outcome, point_phrase(facts.at)),
          {told_.origin});
      return;
    }
    if (!facts.holds) {
      const bool is_one = paths.paths == 1.0;
      say(part,
          fmt::format("{} to {}; {}.", is_one ? "One path leads" : grouped(paths.paths) + " paths lead", told_.outcome,
                      is_one ? "it breaks at a choice that is not made" : "each breaks at a choice that is not made"),
          {told_.origin});
      for (std::size_t k = 0; k < std::min(told_stops, paths.deviations.size()); ++k) broken(paths, k, part);
    }
    least(facts, part);
  }

  void broken(const why::PathsTo& paths, std::size_t k, WhyPart part) {
    const why::Deviation& at = paths.deviations[k];
    const std::string count = at.paths == paths.paths
                                  ? (paths.paths == 1.0 ? "It breaks" : "All break")
                                  : fmt::format("{} of them break{}", grouped(at.paths), at.paths == 1.0 ? "s" : "");
    say(part,
        fmt::format("{} first where {} would have to choose {} instead of {}: {}.", count,
                    mover_having_seen(at.infoset), choice_phrase(at.required), choice_phrase(at.chosen),
                    loss_phrase(at.loss, at.loss_share)),
        {at.origin, at.payoffs});
  }

  void least(const why::PointFacts& facts, WhyPart part) {
    std::vector<std::string> items;
    std::vector<std::string> needs;
    Origins origins;
    for (const why::Move& move : facts.paths.least) {
      origins.push_back(move.origin);
      if (move.is_chance) {
        items.push_back(fmt::format("{} {} ({})", mover_of_chance(move), move.label, percent(move.prob)));
        continue;
      }
      items.push_back(fmt::format("{} {}", mover(move.infoset), choice_phrase(move.choice)));
      if (!move.needs) continue;
      origins.push_back(move.needs->payoffs);
      needs.push_back(fmt::format("{} to choose {} instead of {}, at a loss of {}", mover(move.infoset),
                                  choice_phrase(move.needs->required), choice_phrase(move.needs->chosen),
                                  units_phrase(move.needs->loss)));
    }
    std::string text = fmt::format("The {} to {}: {}.", facts.holds ? "likeliest path" : "path that needs the least",
                                   told_.outcome, joined(items, ", "));
    if (!needs.empty()) text += fmt::format(" It needs {}.", joined(needs, "; and "));
    say(part, std::move(text), std::move(origins));
  }

  static std::string mover_of_chance(const why::Move& move) {
    return move.infoset.round ? fmt::format("{}, round {}:", move.infoset.step, *move.infoset.round)
                              : move.infoset.step + ":";
  }

  static std::string joined(const std::vector<std::string>& items, const std::string& between) {
    std::string text;
    for (const std::string& item : items) text += (text.empty() ? "" : between) + item;
    return text;
  }

  static bool same_turn(const why::SingleChange& a, const why::SingleChange& b) {
    constexpr double blur = 1e-7;
    return a.name == b.name && std::abs(a.value_after - b.value_after) <= blur * std::max(1.0, std::abs(a.from));
  }

  /// Whatever meets the first goal meets the second too.
  static bool same_changes(const why::GoalChanges& a, const why::GoalChanges& b) {
    const auto same_lever = [](const why::LeverChange& one, const why::LeverChange& other) {
      return levers_phrase(one) == levers_phrase(other);
    };
    return std::ranges::equal(a.singles, b.singles, same_turn) &&
           std::ranges::equal(a.constants, b.constants, same_turn) &&
           std::ranges::equal(a.levers, b.levers, same_lever);
  }

  void goals(const why::PointFacts& facts, WhyPart part) {
    // The further goal then asks for more of the same.
    const bool is_stronger = facts.changes.size() == 2 && facts.changes[0].goal != why::Goal::likeliest;
    if (is_stronger && same_changes(facts.changes[0], facts.changes[1])) {
      const why::GoalChanges& first = facts.changes[0];
      const bool is_met = !first.singles.empty() || !first.constants.empty() || !first.levers.empty();
      goal(facts, first, is_met ? both_phrase(first.goal, told_.outcome) : goal_phrase(first.goal, told_.outcome),
           part);
      return;
    }
    for (const why::GoalChanges& changes : facts.changes) {
      goal(facts, changes, goal_phrase(changes.goal, told_.outcome), part);
    }
  }

  void goal(const why::PointFacts& facts, const why::GoalChanges& changes, const std::string& met, WhyPart part) {
    const bool has_drawn = told_.drawn_numbers > 0;
    if (!changes.singles.empty()) {
      const why::SingleChange& first = changes.singles.front();
      say(part,
          fmt::format("The smallest change found of one number after which {}: {}; {}.", met, change_phrase(first),
                      then_phrase(first.after, told_.outcome)),
          {first.origin, told_.origin});
    } else if (has_drawn && facts.termination == Termination::finished) {
      say(part, fmt::format("No change of one number inside its 1-99 % range was found after which {}.", met),
          {told_.origin});
    }
    if (changes.joint) {
      joint(*changes.joint, met, part);
    } else if (has_drawn && changes.joint_was_sought && changes.singles.empty()) {
      say(part, fmt::format("Nor was a joint change of several found after which {}.", met), {told_.origin});
    }
    constants(facts, changes, met, part);
    levers(facts, changes, met, part);
  }

  /// "price from 6 to 5 (its chance then 100 %)"; of later items the number alone.
  static std::string chance_item(const std::string& what, const why::Side& after, bool is_first) {
    return fmt::format("{} ({}{})", what, is_first ? "its chance then " : "", percent(after.prob));
  }

  void constants(const why::PointFacts& facts, const why::GoalChanges& changes, const std::string& met, WhyPart part) {
    if (told_.constant_numbers == 0) return;
    if (changes.constants.empty()) {
      if (facts.termination != Termination::finished) return;
      say(part, fmt::format("No change of one number that the file states as certain was found after which {}.", met),
          {told_.origin});
      return;
    }
    std::vector<std::string> items;
    Origins origins = {told_.origin};
    for (const why::SingleChange& change : changes.constants) {
      items.push_back(chance_item(change_phrase(change), change.after, items.empty()));
      origins.push_back(change.origin);
    }
    say(part,
        fmt::format("{} of one number that the file states as certain after which {}: {}.",
                    items.size() == 1 ? "The change" : "Changes", met, joined(items, "; ")),
        std::move(origins));
  }

  void joint(const why::JointChange& joint, const std::string& met, WhyPart part) {
    if (joint.parts.size() < 2) return;
    Origins origins;
    for (const auto& part_of : joint.parts) origins.push_back(part_of.origin);
    say(part,
        fmt::format("The smallest joint change found after which {}: {}, together {:.2f} normal scores away; {}.", met,
                    joint_phrase(joint), joint.length, then_phrase(joint.after, told_.outcome)),
        std::move(origins));
  }

  void levers(const why::PointFacts& facts, const why::GoalChanges& changes, const std::string& met, WhyPart part) {
    if (changes.levers.empty()) return;
    // Where a lever alone does it, holding others with it is left to the table.
    const bool has_single =
        std::ranges::any_of(changes.levers, [](const why::LeverChange& lever) { return lever.held.size() == 1; });
    std::vector<std::string> items;
    Origins origins;
    std::size_t more = 0;
    for (const why::LeverChange& lever : changes.levers) {
      if (has_single && lever.held.size() > 1) continue;
      if (items.size() == told_levers) {
        ++more;
        continue;
      }
      items.push_back(chance_item(levers_phrase(lever), lever.after, items.empty()));
      origins.push_back(lever.origin);
    }
    say(part,
        fmt::format("{}, announced and binding, after which {} {}: {}{}.",
                    items.size() == 1 ? "The choice" : "Whole choices", met, point_phrase(facts.at),
                    joined(items, "; "), more == 0 ? "" : fmt::format("; and {} more", more)),
        std::move(origins));
  }

  void limits(const why::PointFacts& facts) {
    if (!facts.is_coarse || told_.drawn_numbers + told_.constant_numbers == 0) return;
    say(WhyPart::change,
        fmt::format("Backward induction does not settle this game, which takes long to solve, so each number was "
                    "looked at in only {} places{}.",
                    facts.scan_points, told_.drawn_numbers == 0 ? "" : ", and no joint change was sought"),
        {});
  }

  void draws(const why::OverDraws& draws) {
    say(WhyPart::draws,
        fmt::format("Over the draws ({} looked at, weighed by the evidence) {} happens in {}, and in {} it is the most "
                    "likely outcome.",
                    grouped(static_cast<std::uint64_t>(draws.draws)), told_.outcome, whole_percent(draws.happens_share),
                    whole_percent(draws.likeliest_share)),
        {told_.origin});
    for (std::size_t k = 0; k < std::min(told_stops, draws.stops.size()); ++k) {
      const why::Stop& stop = draws.stops[k];
      study::InfosetName name;
      name.player = stop.player;
      name.type = stop.type;
      name.step = stop.step;
      say(WhyPart::draws,
          fmt::format("In {} of the draws in which it does not happen, what stops it is the choice of {}: on the path "
                      "that needs the least it would have to choose {}, and would lose {} on average.",
                      whole_percent(stop.share), mover(name), choice_phrase(stop.required),
                      units_phrase(stop.average_loss)),
          {stop.origin, stop.payoffs});
    }
    if (draws.no_path_share > 0.0) {
      say(WhyPart::draws,
          fmt::format("In {} of them no path of the game leads to it.", whole_percent(draws.no_path_share)),
          {told_.origin});
    }
    if (!told_.typical && !draws.likeliest.empty() && draws.likeliest != told_.facts.likeliest) {
      say(WhyPart::draws,
          fmt::format("{} the most likely outcome is {}, but in {} of the draws it is {}.",
                      capital(point_phrase(told_.facts.at)), told_.facts.likeliest,
                      whole_percent(draws.likeliest_draw_share), draws.likeliest),
          {});
    }
  }

  void typical(const why::PointFacts& facts) {
    say(WhyPart::typical,
        fmt::format("{} the most likely outcome is {}, but in {} of the draws it is {}; a typical one of these is {}.",
                    capital(point_phrase(told_.facts.at)), told_.facts.likeliest,
                    whole_percent(told_.over_draws->likeliest_draw_share), told_.over_draws->likeliest,
                    point_phrase(facts.at).substr(3)),
        {});
    answer(facts, WhyPart::typical);
    paths(facts, WhyPart::typical);
    goals(facts, WhyPart::typical);
  }

  const why::Explanation& told_;
  std::vector<WhySentence> sentences_;
};

}  // namespace

std::vector<WhySentence> why_sentences(const why::Explanation& explanation) { return Teller(explanation).tell(); }

std::string why_part_name(WhyPart part) {
  switch (part) {
    case WhyPart::answer:
      return "answer";
    case WhyPart::path:
      return "path";
    case WhyPart::deviations:
      return "deviations";
    case WhyPart::change:
      return "change";
    case WhyPart::draws:
      return "draws";
    case WhyPart::typical:
      break;
  }
  return "typical";
}

}  // namespace parley::report
