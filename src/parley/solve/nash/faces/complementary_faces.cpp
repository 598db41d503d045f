// SPDX-License-Identifier: Apache-2.0
// Searches for complementary faces, label by label.
#include "parley/solve/nash/faces/complementary_faces.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "parley/base/workers.h"
#include "parley/math/dictionary.h"
#include "parley/solve/nash/faces/face.h"
#include "parley/solve/nash/faces/face_vertices.h"

namespace parley::solve {
namespace {

constexpr std::size_t enough_for_threads = 64;  // partial choices to share out
constexpr std::size_t steps_a_poll = 64;

/// For whom a label is tight; `either`: for one of them on the whole face, without having been decided.
enum class Owner : std::uint8_t { open, first, second, either };

/// A partial choice: for whom each label is tight, and what that leaves of both polytopes.
template <class Int>
struct Choice {
  Face<Int> first, second;
  std::size_t num_first = 0;           // labels of the first player's strategies
  std::vector<Owner> owner;            // by label
  std::optional<std::size_t> pending;  // decided, and not yet tightened

  template <class Wider>
  [[nodiscard]] Choice<Wider> widened() const {
    return {first.template widened<Wider>(), second.template widened<Wider>(), num_first, owner, pending};
  }
};

using AnyChoice = std::variant<Choice<std::int64_t>, Choice<Int128>, Choice<BigInteger>>;

enum class Prepared : std::uint8_t { yes, empty, too_large };

Prepared prepared(Tightened tightened) {
  if (tightened == Tightened::empty) return Prepared::empty;
  return tightened == Tightened::too_large ? Prepared::too_large : Prepared::yes;
}

template <class Int>
Prepared tighten_for_owner(Choice<Int>& choice, std::size_t label) {
  Face<Int>& face = choice.owner[label] == Owner::first ? choice.first : choice.second;
  return prepared(face.tighten(label));
}

/// Labels that one player can no longer have tight belong to the other, and so on until none is forced.
template <class Int>
Prepared settle(Choice<Int>& choice) {
  if (choice.pending) {
    const Prepared done = tighten_for_owner(choice, *choice.pending);
    if (done != Prepared::yes) return done;
    choice.pending.reset();
  }
  for (bool is_forced = true; is_forced;) {
    is_forced = false;
    for (std::size_t label = 0; label < choice.owner.size(); ++label) {
      if (choice.owner[label] != Owner::open) continue;
      const bool not_first = choice.first.is_never_tight(label), not_second = choice.second.is_never_tight(label);
      if (not_first && not_second) return Prepared::empty;
      if (!not_first && !not_second) continue;
      choice.owner[label] = not_first ? Owner::second : Owner::first;
      choice.pending = label;
      const Prepared done = tighten_for_owner(choice, label);
      if (done != Prepared::yes) return done;
      choice.pending.reset();
      is_forced = true;
    }
  }
  return Prepared::yes;
}

/// Another choice has all of this one's points: a strategy is left out that is a best response on the whole face of the
/// other player. The choice with that label given to the other player is found as well, and a largest product of
/// equilibria never has its label here.
template <class Int>
bool is_within_another(const Choice<Int>& choice) {
  for (std::size_t label = 0; label < choice.owner.size(); ++label) {
    const bool is_first = label < choice.num_first;
    const auto& other = is_first ? choice.second : choice.first;
    if (choice.owner[label] == (is_first ? Owner::first : Owner::second) && other.is_tight_throughout(label))
      return true;
  }
  return false;
}

/// The label to decide next; nothing where all are.
template <class Int>
std::optional<std::size_t> next_label(Choice<Int>& choice) {
  std::optional<std::size_t> best;
  double farthest = 0.0;
  for (std::size_t label = 0; label < choice.owner.size(); ++label) {
    if (choice.owner[label] != Owner::open) continue;
    if (choice.first.is_tight_throughout(label) || choice.second.is_tight_throughout(label)) {
      choice.owner[label] = Owner::either;
      continue;
    }
    const double product = choice.first.slack(label) * choice.second.slack(label);
    if (best && !(product > farthest)) continue;
    best = label;
    farthest = product;
  }
  return best;
}

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

  /// Corners of the faces that were found; those that lie in others are not walked.
  void finish() {
    for (std::size_t k = 0; k < ends_.size() && !should_stop(); ++k) {
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
    const Prepared done = settle(choice);
    if (done == Prepared::too_large) return widen(choice, open);
    if (done == Prepared::empty || is_within_another(choice)) return;
    const auto label = next_label(choice);
    if (!label) {
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

  [[nodiscard]] bool lies_in_another_end(std::size_t end) const {
    for (std::size_t k = 0; k < ends_.size(); ++k) {
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
  while (!open.empty() && open.size() < enough_for_threads && !begin.should_stop()) {
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
