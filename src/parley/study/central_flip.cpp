// SPDX-License-Identifier: Apache-2.0
// Scans each axis at the central draw and bisects where the level is crossed.
#include "parley/study/central_flip.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <vector>

#include "parley/study/play.h"

namespace parley::study {

namespace {

/// Numeric axes are bisected until the two points differ by this share of the axis.
constexpr double flip_width = 1e-6;

/// The central draw of the model with both levers held; nothing where it is not solved or breaks a rule.
class Centre {
 public:
  Centre(const build::Model& model, const build::Lever& x, const build::Lever& y, RunContext& run)
      : model_(model), x_(x), y_(y), run_(run) {}

  std::optional<PlayAtDraw> at(double x, double y) {
    auto held = build::hold(model_, {hold_at(x_, x), hold_at(y_, y)}, run_);
    if (!held) return std::nullopt;
    auto play = play_at(*held, {}, {}, run_);
    if (!play) return std::nullopt;
    return *std::move(play);
  }

 private:
  static build::Hold hold_at(const build::Lever& lever, double value) {
    if (lever.numeric) return {lever.name, Number(value)};
    if (lever.values.empty()) return {lever.name, lever.labels[static_cast<std::size_t>(value)]};
    const auto it = std::ranges::find(lever.values, value);
    return {lever.name, lever.labels[static_cast<std::size_t>(it - lever.values.begin())]};
  }

  const build::Model& model_;
  const build::Lever& x_;
  const build::Lever& y_;
  RunContext& run_;
};

/// "ease", "3" of "ease + 3".
std::vector<std::string_view> parts_of(std::string_view joint) {
  constexpr std::string_view plus = " + ";
  std::vector<std::string_view> parts;
  for (std::size_t end = joint.find(plus); end != std::string_view::npos; end = joint.find(plus)) {
    parts.push_back(joint.substr(0, end));
    joint.remove_prefix(end + plus.size());
  }
  parts.push_back(joint);
  return parts;
}

/// What was seen is the same but for what the axes are held at.
bool same_seen(const SeenLabel& a, const SeenLabel& b, const std::string& x, const std::string& y) {
  if (a.step != b.step || a.round != b.round) return false;
  const auto picks = parts_of(a.step), labels_a = parts_of(a.label), labels_b = parts_of(b.label);
  if (labels_a.size() != picks.size() || labels_b.size() != picks.size()) return a.label == b.label;
  for (std::size_t k = 0; k < picks.size(); ++k) {
    if (picks[k] != x && picks[k] != y && labels_a[k] != labels_b[k]) return false;
  }
  return true;
}

bool same_set(const InfosetName& a, const InfosetName& b, const std::string& x, const std::string& y) {
  return a.player == b.player && a.step == b.step && a.type == b.type && a.round == b.round &&
         std::ranges::equal(a.seen, b.seen, [&](const SeenLabel& seen_a, const SeenLabel& seen_b) {
           return same_seen(seen_a, seen_b, x, y);
         });
}

ChoiceName chosen(const PlayAtInfoset& set) {
  const auto it = std::ranges::max_element(set.probs, {}, [](const ChoiceProb& c) { return c.prob.value; });
  return it->choice;
}

void name_choice(const PlayAtDraw& from, const PlayAtDraw& to, const std::string& x, const std::string& y,
                 CentralFlip& flip) {
  for (const PlayAtInfoset& before : from.choices) {
    if (!before.on_path) continue;
    for (const PlayAtInfoset& after : to.choices) {
      if (!after.on_path || !same_set(before.infoset, after.infoset, x, y) || chosen(before) == chosen(after)) continue;
      flip.player = before.infoset.player;
      flip.infoset = before.infoset;
      flip.choice_from = chosen(before);
      flip.choice_to = chosen(after);
      flip.margin_from = before.margin.value;
      flip.margin_to = after.margin.value;
      return;
    }
  }
}

double chance(const PlayAtDraw& play) { return play.targets.front().value.value; }

double middle(const FrontierAxis& axis, const build::Lever& lever, const build::Model& model) {
  for (const build::Input& input : model.inputs) {
    if (lever.kind == build::Lever::Kind::param && input.name == lever.name) return input.centre.value;
  }
  return axis.values[axis.values.size() / 2];
}

}  // namespace

std::vector<CentralFlip> central_flips(const build::Model& model, const Frontier& frontier, const build::Lever& x,
                                       const build::Lever& y, RunContext& run) {
  Centre centre(model, x, y, run);
  std::vector<CentralFlip> flips;
  for (const bool along_x : {true, false}) {
    const FrontierAxis& axis = along_x ? frontier.x : frontier.y;
    const double other = along_x ? middle(frontier.y, y, model) : middle(frontier.x, x, model);
    const auto play = [&](double value) { return along_x ? centre.at(value, other) : centre.at(other, value); };
    std::optional<PlayAtDraw> before;
    double value_before = 0.0;
    for (const double value : axis.values) {
      if (run.should_stop()) return flips;
      std::optional<PlayAtDraw> now = play(value);
      if (!now) break;
      if (before && (chance(*before) >= frontier.level) != (chance(*now) >= frontier.level)) {
        double low = value_before;
        double high = value;
        const double width = flip_width * (axis.values.back() - axis.values.front());
        while (!axis.discrete && std::abs(high - low) > width) {
          const double between = (low + high) / 2.0;
          std::optional<PlayAtDraw> half = play(between);
          if (!half) break;
          const bool like_before = (chance(*half) >= frontier.level) == (chance(*before) >= frontier.level);
          (like_before ? low : high) = between;
          (like_before ? before : now) = std::move(half);
        }
        CentralFlip flip;
        flip.from = along_x ? std::pair{low, other} : std::pair{other, low};
        flip.to = along_x ? std::pair{high, other} : std::pair{other, high};
        flip.prob_from = chance(*before);
        flip.prob_to = chance(*now);
        name_choice(*before, *now, x.name, y.name, flip);
        flips.push_back(std::move(flip));
        break;
      }
      before = std::move(now);
      value_before = value;
    }
  }
  return flips;
}

}  // namespace parley::study
