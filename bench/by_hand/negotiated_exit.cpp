// SPDX-License-Identifier: Apache-2.0
// A program for just one scenario, "A negotiated exit": the yardstick that parley's engine is measured by.
//
// It is what a good programmer would write who knows this game and no other: backward induction, each choice made once
// at its information set, one draw at a time, nothing allocated in the loop. It knows nothing of parley.
//
//   g++ -std=c++23 -O3 -march=native negotiated_exit.cpp -o negotiated_exit
//   negotiated_exit DRAWS.bin [--pressure LABEL] [--offer LABEL] [--passes N] [--write RESULTS.bin]
//   negotiated_exit --selftest
//
// DRAWS.bin holds a row of 16 doubles for each draw, in the order of Draw; RESULTS.bin a row of 12: the chances of the
// seven outcomes, then the values of the five players, both in the order of the scenario. A choice goes to the first
// of equals; the scenario's rule that also calls equal what lies within 1e-9 of the range is left out.

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <vector>

namespace {

enum Player { coercer, patron, opposition, leader, military, num_players };
enum Outcome {
  splinter,
  handover,
  continuity,
  removal,
  failed_strikes,
  climbdown,
  standoff,
  num_outcomes,
};

struct Draw {
  double p_open, p_pragmatic, p_opinion, p_firm, p_works, p_split;
  double candy, trust, face, office, pain, aid, upkeep, pledge_worth;
  double openness_odds;  // open : defiant, of the evidence `openness`
  double officers_odds;  // entrenched : pragmatic, of the evidence `officers`
};
static_assert(sizeof(Draw) == 16 * sizeof(double));

struct Result {
  std::array<double, num_outcomes> outcomes{};
  std::array<double, num_players> values{};

  void add(double weight, const Result& other) {
    for (std::size_t k = 0; k < outcomes.size(); ++k) outcomes[k] += weight * other.outcomes[k];
    for (std::size_t i = 0; i < values.size(); ++i) values[i] += weight * other.values[i];
  }
};
static_assert(sizeof(Result) == 12 * sizeof(double));

constexpr std::array<std::string_view, 4> pressure_labels{"ease", "patrols", "maritime_strikes", "build_up"};
constexpr std::array<std::string_view, 4> offer_labels{"nothing", "amnesty", "lift_bounties", "safe_exile"};
constexpr std::array<double, 4> pressure_values{0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0};
constexpr std::array<double, 4> offer_values{0.0, 0.4, 0.7, 1.0};
constexpr std::size_t ease = 0, build_up = 3;

struct Held {
  std::optional<std::size_t> pressure, offer;
};

/// The game of one draw, with the moves that everybody has seen so far.
class Game {
 public:
  explicit Game(const Draw& draw) : draw_(draw) {
    // Evidence known to all: openness, then defiance (1 : 1.25), on the leader; officers on the military.
    const double open = draw.p_open * draw.openness_odds;
    const double defiant = (1.0 - draw.p_open) * 1.25;
    prob_open_ = open / (open + defiant);
    const double entrenched = (1.0 - draw.p_pragmatic) * draw.officers_odds;
    prob_pragmatic_ = draw.p_pragmatic / (draw.p_pragmatic + entrenched);
  }

  /// The coercer picks pressure and offer, unless they are held.
  Result solve(const Held& held) {
    const auto first = [](std::optional<std::size_t> label) { return label.value_or(0); };
    const auto last = [](std::optional<std::size_t> label) { return label.value_or(3); };
    Result best;
    bool any = false;
    for (std::size_t p = first(held.pressure); p <= last(held.pressure); ++p) {
      for (std::size_t o = first(held.offer); o <= last(held.offer); ++o) {
        pressure_label_ = p;
        pressure_ = pressure_values[p];
        offer_ = offer_values[o];
        const Result result = patron_moves();
        if (!any || result.values[coercer] > best.values[coercer]) best = result;
        any = true;
      }
    }
    return best;
  }

 private:
  Result patron_moves() {
    support_ = true;
    const Result with = opposition_moves();
    support_ = false;
    const Result without = opposition_moves();
    return without.values[patron] > with.values[patron] ? without : with;
  }

  Result opposition_moves() {
    pledge_ = true;
    const Result pledged = opinion_is_given();
    pledge_ = false;
    const Result silent = opinion_is_given();
    return silent.values[opposition] > pledged.values[opposition] ? silent : pledged;
  }

  /// A build-up asks for a legal opinion; if it is given, the coercer learns its own resolve.
  Result opinion_is_given() {
    if (pressure_label_ != build_up) return leader_moves(after_stay(false, false));
    Result stay_if_given;
    stay_if_given.add(draw_.p_firm, after_stay(true, false));
    stay_if_given.add(1.0 - draw_.p_firm, after_stay(true, true));
    Result result;
    result.add(draw_.p_opinion, leader_moves(stay_if_given));
    result.add(1.0 - draw_.p_opinion, leader_moves(after_stay(false, false)));
    return result;
  }

  /// The leader knows its type and not the military's. Its type changes nothing for the others but what it does.
  Result leader_moves(const Result& stay) const {
    Result exit;
    exit.add(prob_pragmatic_, after_exit(true));
    exit.add(1.0 - prob_pragmatic_, after_exit(false));
    Result result;
    result.add(prob_open_, exit.values[leader] > stay.values[leader] ? exit : stay);
    exit.values[leader] -= 30.0;
    result.add(1.0 - prob_open_, exit.values[leader] > stay.values[leader] ? exit : stay);
    return result;
  }

  /// The coercer chooses its course against a leader who stays.
  Result after_stay(bool given, bool wary) const {
    Result best = staying(standoff, 1.0, 0.0);
    if (pressure_label_ != ease) {
      const Result withdraw = staying(climbdown, 0.5, 0.0);
      if (withdraw.values[coercer] > best.values[coercer]) best = withdraw;
    }
    if (given) {
      const double works = draw_.p_works * (support_ ? 0.7 : 1.0);
      const double strike_cost = wary ? 30.0 : 0.0;
      Result strike;
      strike.add(works, staying(removal, 1.0, strike_cost));
      strike.add(1.0 - works, staying(failed_strikes, 1.0, strike_cost));
      if (strike.values[coercer] > best.values[coercer]) best = strike;
    }
    return best;
  }

  /// The military, which knows its type, keeps power or hands over.
  Result after_exit(bool pragmatic) const {
    const double split_if_kept = draw_.p_split * 0.4;
    Result keep;
    keep.add(split_if_kept, leaving(splinter, pragmatic));
    keep.add(1.0 - split_if_kept, leaving(continuity, pragmatic));
    const double split_if_handed = draw_.p_split * (pragmatic ? 0.4 : 1.0);
    Result hand_over;
    hand_over.add(split_if_handed, leaving(splinter, pragmatic));
    hand_over.add(1.0 - split_if_handed, leaving(handover, pragmatic));
    return hand_over.values[military] > keep.values[military] ? hand_over : keep;
  }

  /// An end of the play with the leader in place; `upkeep_share` of the cost of pressure is paid.
  Result staying(Outcome outcome, double upkeep_share, double strike_cost) const {
    Result end;
    end.outcomes[outcome] = 1.0;
    auto& v = end.values;
    v[coercer] = -5.0 * offer_ - strike_cost - draw_.upkeep * pressure_ * upkeep_share;
    v[patron] = support_ ? -10.0 : 0.0;
    v[opposition] = pledge_ ? -8.0 : 0.0;
    v[leader] = support_ ? draw_.aid : 0.0;
    switch (outcome) {
      case removal:
        add(v, 80.0, 5.0, 60.0, 0.0, 15.0);
        break;
      case failed_strikes:
        add(v, 10.0, 45.0, 15.0, draw_.office - draw_.pain - 10.0, 35.0);
        break;
      case climbdown:
        add(v, 17.0, 75.0, 5.0, draw_.office, 65.0);
        break;
      default:
        add(v, 25.0, 60.0, 20.0, draw_.office - draw_.pain * pressure_, 60.0 - 20.0 * pressure_);
        break;
    }
    return end;
  }

  /// An end of the play after the leader has left, for a leader who is open to it.
  Result leaving(Outcome outcome, bool pragmatic) const {
    Result end;
    end.outcomes[outcome] = 1.0;
    auto& v = end.values;
    v[coercer] = -25.0 * offer_ - draw_.upkeep * pressure_;
    v[patron] = support_ ? -10.0 : 0.0;
    v[opposition] = pledge_ ? -8.0 : 0.0;
    const double safety = 32.0 + draw_.candy * draw_.trust * offer_ - draw_.face;
    const double post = (pledge_ ? draw_.pledge_worth : 0.0) + (pragmatic ? 10.0 : 0.0);
    switch (outcome) {
      case splinter:
        add(v, 30.0, 25.0, 25.0, safety - 15.0, 15.0);
        break;
      case handover:
        add(v, 95.0, 10.0, 90.0, safety - 5.0, 30.0 + post);
        break;
      default:
        add(v, 65.0, 45.0, 35.0, safety, 65.0 - 30.0 * pressure_);
        break;
    }
    return end;
  }

  static void add(std::array<double, num_players>& values, double to_coercer, double to_patron, double to_opposition,
                  double to_leader, double to_military) {
    values[coercer] += to_coercer;
    values[patron] += to_patron;
    values[opposition] += to_opposition;
    values[leader] += to_leader;
    values[military] += to_military;
  }

  const Draw& draw_;
  double prob_open_, prob_pragmatic_;
  std::size_t pressure_label_ = 0;
  double pressure_ = 0.0, offer_ = 0.0;
  bool support_ = false, pledge_ = false;
};

void solve_all(const std::vector<Draw>& draws, const Held& held, std::vector<Result>& results) {
  for (std::size_t i = 0; i < draws.size(); ++i) results[i] = Game(draws[i]).solve(held);
}

double draws_per_second(const std::vector<Draw>& draws, const Held& held, std::vector<Result>& results, int passes) {
  std::vector<double> rates;
  for (int pass = 0; pass < passes; ++pass) {
    const auto start = std::chrono::steady_clock::now();
    solve_all(draws, held, results);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    rates.push_back(static_cast<double>(draws.size()) / seconds.count());
  }
  std::ranges::sort(rates);
  return rates[rates.size() / 2];
}

std::optional<std::vector<Draw>> read_draws(const char* path) {
  std::FILE* const file = std::fopen(path, "rb");
  if (file == nullptr) return std::nullopt;
  std::vector<Draw> draws;
  Draw draw;
  while (std::fread(&draw, sizeof draw, 1, file) == 1) draws.push_back(draw);
  std::fclose(file);
  return draws;
}

bool write_results(const char* path, const std::vector<Result>& results) {
  std::FILE* const file = std::fopen(path, "wb");
  if (file == nullptr) return false;
  const bool written = std::fwrite(results.data(), sizeof(Result), results.size(), file) == results.size();
  return (std::fclose(file) == 0) && written;
}

/// Every parameter at its median: the middle of the interval after log (positive) or logit (probability).
Draw centre() {
  const auto logit = [](double p) { return std::log(p / (1.0 - p)); };
  const auto prob = [&](double low, double high) { return 1.0 / (1.0 + std::exp(-(logit(low) + logit(high)) / 2.0)); };
  const auto pos = [](double low, double high) { return std::sqrt(low * high); };
  return {.p_open = prob(0.25, 0.65),
          .p_pragmatic = prob(0.35, 0.75),
          .p_opinion = prob(0.25, 0.70),
          .p_firm = prob(0.25, 0.75),
          .p_works = prob(0.20, 0.60),
          .p_split = prob(0.15, 0.50),
          .candy = pos(30.0, 60.0),
          .trust = prob(0.40, 0.85),
          .face = pos(2.0, 10.0),
          .office = 60.0,
          .pain = pos(20.0, 50.0),
          .aid = pos(4.0, 16.0),
          .upkeep = pos(6.0, 24.0),
          .pledge_worth = pos(10.0, 35.0),
          .openness_odds = pos(1.5, 4.0),
          .officers_odds = pos(1.5, 3.0)};
}

/// Largest difference from numbers that an independent interpreter of the scenario found (to 12 digits).
double difference(const Draw& draw, const Held& held, const Result& expected) {
  const Result result = Game(draw).solve(held);
  double largest = 0.0;
  for (std::size_t k = 0; k < num_outcomes; ++k) {
    largest = std::max(largest, std::abs(result.outcomes[k] - expected.outcomes[k]));
  }
  for (std::size_t i = 0; i < num_players; ++i) {
    largest = std::max(largest, std::abs(result.values[i] - expected.values[i]));
  }
  return largest;
}

int selftest() {
  // Source: tests/cases/negotiated_exit/expected.json, "solve".
  const Result free{{0.139098586527, 0.467479209056, 0.0, 0.035011153261, 0.057172973863, 0.0, 0.301238077294},
                    {35.494967249771, 28.974380981491, 46.533618827648, 33.767576364644, 41.43606027932}};
  const Result full{free.outcomes,
                    {30.355500476276, 28.974380981491, 46.533618827648, 38.865296103148, 41.43606027932}};
  const Result strikes{{0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0}, {13.5, 50.0, 20.0, 46.918148932211, 46.666666666667}};
  const Result nothing{
      {0.033635346068, 0.093899982885, 0.156723383396, 0.035011153261, 0.057172973863, 0.0, 0.623557160527},
      {27.078129689496, 48.993704955156, 30.206607544317, 25.596506440632, 37.214355730484}};
  const Result doubtful{
      {0.071774243621, 0.200372555524, 0.334430996437, 0.035011153261, 0.057172973863, 0.0, 0.301238077294},
      {29.838119645512, 39.669600713197, 40.515996312472, 36.809626621651, 35.372345226449}};
  const Result costly{{0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0}, {5.0, 65.0, 5.0, 68.0, 65.0}};
  Draw less_trust = centre();
  less_trust.trust = 0.5;
  less_trust.office = 70.0;
  Draw dear = centre();
  dear.upkeep = 24.0;
  const double largest =
      std::max({difference(centre(), {}, free), difference(centre(), {3, 3}, full),
                difference(centre(), {2, 2}, strikes), difference(centre(), {3, 0}, nothing),
                difference(less_trust, {}, doubtful), difference(dear, {build_up, std::nullopt}, costly)});
  std::printf("selftest: largest difference %.3g\n", largest);
  return largest <= 1e-9 ? 0 : 1;  // the tolerance that the case states
}

std::optional<std::size_t> label_index(const std::array<std::string_view, 4>& labels, std::string_view label) {
  const auto found = std::ranges::find(labels, label);
  if (found == labels.end()) return std::nullopt;
  return static_cast<std::size_t>(found - labels.begin());
}

int usage() {
  std::fputs(
      "usage: negotiated_exit DRAWS.bin [--pressure LABEL] [--offer LABEL] [--passes N] [--write RESULTS.bin]\n"
      "       negotiated_exit --selftest\n",
      stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--selftest") return selftest();
  if (argc < 2 || argc % 2 != 0) return usage();
  Held held;
  int passes = 5;
  const char* write_to = nullptr;
  for (int k = 2; k + 1 < argc; k += 2) {
    const std::string_view option = argv[k];
    if (option == "--pressure") {
      held.pressure = label_index(pressure_labels, argv[k + 1]);
      if (!held.pressure) return usage();
    } else if (option == "--offer") {
      held.offer = label_index(offer_labels, argv[k + 1]);
      if (!held.offer) return usage();
    } else if (option == "--passes") {
      passes = std::max(1, std::atoi(argv[k + 1]));
    } else if (option == "--write") {
      write_to = argv[k + 1];
    } else {
      return usage();
    }
  }
  const auto draws = read_draws(argv[1]);
  if (!draws || draws->empty()) {
    std::fprintf(stderr, "negotiated_exit: no draws in %s\n", argv[1]);
    return 2;
  }
  std::vector<Result> results(draws->size());
  std::printf("%.0f draws per second, median of %d passes over %zu draws\n",
              draws_per_second(*draws, held, results, passes), passes, draws->size());
  if (write_to != nullptr && !write_results(write_to, results)) {
    std::fprintf(stderr, "negotiated_exit: cannot write %s\n", write_to);
    return 2;
  }
  return 0;
}
