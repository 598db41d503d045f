// SPDX-License-Identifier: Apache-2.0
// Searches for complementary faces, label by label.
#include "parley/solve/nash/faces/complementary_faces.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "parley/base/workers.h"
#include "parley/math/dictionary.h"
#include "parley/solve/nash/faces/choice.h"
#include "parley/solve/nash/faces/face.h"
#include "parley/solve/nash/faces/face_vertices.h"

namespace parley::solve {
namespace {

constexpr std::size_t too_few_for_threads = 500;  // steps: games that end sooner are not worth the start of threads
constexpr std::size_t enough_for_threads = 64;    // partial choices to share out
constexpr std::size_t steps_a_poll = 64;

/// One worker's part of the search.
class Search {
 public:
  Search(const IntegerBimatrix& game, const RunContext& run)
      : run_(run),
        found_{Corners(game.num_rows + game.num_columns, 0, game.num_rows),
               Corners(game.num_rows + game.num_columns, game.num_rows, game.num_columns),
               {},
               Termination::finished} {}

  /// Decides one more label of the choice; what is to be looked at then goes to the end of `open`.
  template <class Open>
  void step(AnyChoice any, Open& open) {
    std::visit([&](auto& choice) { step(std::move(choice), open); }, any);
  }

  /// Corners of the faces that were found; those that lie in others are not walked. Of a run that was stopped, too:
  /// what was found is told.
  void finish() {
    for (std::size_t k = 0; k < ends_.size(); ++k) {
      if (lies_in_another_end(k)) continue;
      std::visit([&](const auto& choice) { add_pair(choice); }, ends_[k].choice);
    }
    ends_.clear();
  }

  [[nodiscard]] bool should_stop() {
    if (found_.termination != Termination::finished) return true;
    if (steps_++ % steps_a_poll == 0 && run_.should_stop()) found_.termination = run_.why_stopped();
    return found_.termination != Termination::finished;
  }
  [[nodiscard]] ComplementaryFaces& found() { return found_; }

 private:
  template <class Int, class Open>
  void step(Choice<Int>&& choice, Open& open) {
    const Tightened done = settle(choice);
    if (done == Tightened::too_large) return widen(choice, open);
    if (done == Tightened::empty || is_within_another(choice)) return;
    const auto label = next_label(choice);
    if (!label) {
      if (choice.first.dimension() + choice.second.dimension() > 0) ends_with_faces_.push_back(ends_.size());
      ends_.push_back({choice.first.tight_throughout(), choice.second.tight_throughout(), std::move(choice)});
      return;
    }
    choice.pending = label;
    choice.owner[*label] = Owner::second;
    open.push_back(choice);
    choice.owner[*label] = Owner::first;
    open.push_back(std::move(choice));
  }

  template <class Int, class Open>
  void widen(const Choice<Int>& choice, Open& open) {
    if constexpr (std::is_same_v<Int, std::int64_t>) {
      open.push_back(choice.template widened<Int128>());
    } else if constexpr (std::is_same_v<Int, Int128>) {
      open.push_back(choice.template widened<BigInteger>());
    }
  }

  /// A choice with no label left to decide, by what is tight on all of each face.
  struct End {
    LabelSet first, second;
    AnyChoice choice;
    /// Faces are made by what is tight on them: less is tight on a larger one.
    [[nodiscard]] bool is_within(const End& other) const {
      return first.includes(other.first) && second.includes(other.second);
    }
  };

  /// Nothing lies in a pair of points but the pair itself.
  [[nodiscard]] bool lies_in_another_end(std::size_t end) const {
    for (const std::size_t k : ends_with_faces_) {
      if (k == end || !ends_[end].is_within(ends_[k])) continue;
      if (k < end || !ends_[k].is_within(ends_[end])) return true;  // of two that are alike the first stays
    }
    return false;
  }

  template <class Int>
  void add_pair(const Choice<Int>& choice) {
    FacePair pair;
    for (const bool is_first : {true, false}) {
      const Walked walked =
          find_corners(is_first ? choice.first : choice.second, is_first ? found_.first : found_.second,
                       is_first ? first_faces_ : second_faces_, is_first ? pair.first : pair.second);
      if (walked == Walked::too_large) return add_pair_in_wider(choice);
      if (walked == Walked::stopped) found_.termination = run_.why_stopped();
    }
    found_.pairs.push_back(std::move(pair));
  }

  template <class Int>
  void add_pair_in_wider(const Choice<Int>& choice) {
    if constexpr (std::is_same_v<Int, std::int64_t>) {
      add_pair(choice.template widened<Int128>());
    } else if constexpr (std::is_same_v<Int, Int128>) {
      add_pair(choice.template widened<BigInteger>());
    }
  }

  using KnownFaces = std::unordered_map<LabelSet, std::vector<std::size_t>, LabelSet::Hash>;

  /// A face is known by what is tight on all of it: it is walked once.
  template <class Int>
  Walked find_corners(const Face<Int>& face, Corners& corners, KnownFaces& faces, std::vector<std::size_t>& out) {
    const LabelSet tight = face.tight_throughout();
    if (const auto known = faces.find(tight); known != faces.end()) {
      out = known->second;
      return Walked::everywhere;
    }
    const Walked walked =
        walk_vertices<Int>(face.at(), [&](const Dictionary<Int>& at) { out.push_back(corners.add(at)); }, run_);
    std::ranges::sort(out);
    out.erase(std::ranges::unique(out).begin(), out.end());
    if (walked == Walked::everywhere && face.dimension() > 0) faces.emplace(tight, out);
    return walked;
  }

  const RunContext& run_;
  ComplementaryFaces found_;
  std::vector<End> ends_;
  std::vector<std::size_t> ends_with_faces_;  // those that are no pairs of points
  KnownFaces first_faces_, second_faces_;
  std::size_t steps_ = 0;
};

bool fits_words(const IntegerBimatrix& game) {
  return std::ranges::all_of(game.first, Dictionary<std::int64_t>::fits) &&
         std::ranges::all_of(game.second, Dictionary<std::int64_t>::fits);
}

std::vector<std::uint32_t> labels(std::size_t first, std::size_t count) {
  std::vector<std::uint32_t> list;
  list.reserve(count);
  for (std::size_t k = 0; k < count; ++k) list.push_back(static_cast<std::uint32_t>(first + k));
  return list;
}

/// {x >= 0, second' x <= 1} and {y >= 0, first y <= 1}, both at the origin.
template <class Int>
Choice<Int> nothing_chosen(const IntegerBimatrix& game) {
  const std::size_t m = game.num_rows, n = game.num_columns;
  Dictionary<Int> first(m + n, labels(m, n), labels(0, m)), second(m + n, labels(0, m), labels(m, n));
  for (std::size_t j = 0; j < n; ++j) first.set_constant(j, Rational(1));
  for (std::size_t i = 0; i < m; ++i) second.set_constant(i, Rational(1));
  for (std::size_t i = 0; i < m; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      first.set_coefficient(j, i, -game.second[i * n + j]);
      second.set_coefficient(i, j, -game.first[i * n + j]);
    }
  }
  return {Face<Int>(std::move(first)), Face<Int>(std::move(second)), m, std::vector<Owner>(m + n, Owner::open), {}};
}

/// The same corners under the numbers of `all`.
std::vector<std::size_t> renumbered(const std::vector<std::size_t>& corners, const Corners& from, Corners& all) {
  std::vector<std::size_t> out;
  out.reserve(corners.size());
  for (const std::size_t corner : corners) out.push_back(all.add(from.list()[corner]));
  std::ranges::sort(out);
  return out;
}

void add_all(const ComplementaryFaces& part, ComplementaryFaces& all) {
  for (const FacePair& pair : part.pairs) {
    all.pairs.push_back(
        {renumbered(pair.first, part.first, all.first), renumbered(pair.second, part.second, all.second)});
  }
  if (all.termination == Termination::finished) all.termination = part.termination;
}

}  // namespace

ComplementaryFaces complementary_faces(const IntegerBimatrix& game, const RunContext& run) {
  Search begin(game, run);
  std::deque<AnyChoice> open;
  if (fits_words(game)) {
    open.emplace_back(nothing_chosen<std::int64_t>(game));
  } else {
    open.emplace_back(nothing_chosen<BigInteger>(game));
  }
  for (std::size_t step = 0; !open.empty() && !begin.should_stop(); ++step) {
    if (step >= too_few_for_threads && open.size() >= enough_for_threads) break;
    AnyChoice choice = std::move(open.front());
    open.pop_front();
    begin.step(std::move(choice), open);
  }
  begin.finish();
  std::vector<std::optional<Search>> parts(open.size());
  ComplementaryFaces all = std::move(begin.found());
  const Termination shared = for_each_chunk(
      open.size(), run,
      [&](std::size_t chunk, std::size_t) {
        Search& part = parts[chunk].emplace(game, run);
        std::vector<AnyChoice> left = {std::move(open[chunk])};
        while (!left.empty() && !part.should_stop()) {
          AnyChoice choice = std::move(left.back());
          left.pop_back();
          part.step(std::move(choice), left);
        }
        part.finish();
      },
      "equilibria");
  if (all.termination == Termination::finished) all.termination = shared;
  for (auto& part : parts) {
    if (part) add_all(part->found(), all);
  }
  std::ranges::sort(all.pairs);
  all.pairs.erase(std::ranges::unique(all.pairs).begin(), all.pairs.end());
  return all;
}

}  // namespace parley::solve
