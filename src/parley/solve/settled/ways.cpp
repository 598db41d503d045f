// SPDX-License-Identifier: Apache-2.0
// One way at a time: choices fixed, reach from the top down, gains from the bottom up.
#include "parley/solve/settled/ways.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include "parley/solve/settled/arithmetic.h"

namespace parley::solve::settled {

namespace {

constexpr std::uint64_t most_ways = std::uint64_t{1} << 62U;
// Ways of one set take well under a millisecond each; this keeps the stop request heard.
constexpr std::uint64_t ways_between_polls = 64;

/// A step that visits all of 0 .. count - 1 and spreads the first ways over all of them, so that actions that
/// disagree show early.
std::uint64_t scattered_stride(std::uint64_t count) {
  auto stride = static_cast<std::uint64_t>(static_cast<double>(count) * 0.6180339887498949) | 1U;
  while (std::gcd(stride, count) != 1) stride += 2;
  return stride;
}

/// Where there are more ways than can be numbered one after the other: digit `place` of way `way`.
std::uint64_t scattered_digit(std::uint64_t way, std::uint64_t place, std::uint64_t base) {
  return (mix(mix(way + 1, place + 1), way) >> 16U) % base;
}

/// The choices that can be come to from `roots`, in falling order: a choice is younger than all inside it.
template <class T>
std::vector<AtomId> choices_within(const ChoiceForms<T>& forms, std::span<const FormId> roots) {
  std::vector<char> seen(forms.num_atoms(), 0);
  std::vector<AtomId> found;
  const auto look = [&](FormId form) {
    for (const auto& term : forms.terms(form)) {
      if (forms.is_leaf(term.atom) || seen[term.atom] != 0) continue;
      seen[term.atom] = 1;
      found.push_back(term.atom);
    }
  };
  for (const FormId root : roots) look(root);
  std::size_t looked_at = 0;
  while (looked_at < found.size()) {  // more are found on the way
    for (const FormId form : forms.by_action(found[looked_at++])) look(form);
  }
  std::ranges::sort(found, std::greater<>{});
  return found;
}

}  // namespace

template <class T>
Ways<T>::Ways(const Stakes<T>& stakes)
    : stakes_(stakes), above_{stakes.reach_forms, {}, {}}, below_{stakes.gain_forms, {}, {}} {
  above_.atoms = choices_within(*above_.forms, std::span(&stakes.reach, 1));
  std::vector<FormId> gains;
  for (const auto& kind : stakes.gains) gains.insert(gains.end(), kind.begin(), kind.end());
  below_.atoms = choices_within(*below_.forms, std::span<const FormId>(gains));
  std::ranges::reverse(below_.atoms);
  find_infosets();
  find_distinct_actions();
  actions_.resize(infosets_.size());
  weights_.resize(above_.forms->num_atoms());
  values_.resize(below_.forms->num_atoms());
  leaf_weights_.resize(stakes.gains.size());
  totals_.resize(stakes.num_actions);
}

template <class T>
void Ways<T>::find_infosets() {
  for (const Choices* choices : {&above_, &below_}) {
    for (const AtomId atom : choices->atoms) infosets_.push_back(choices->forms->infoset(atom));
  }
  std::ranges::sort(infosets_);
  const auto repeated = std::ranges::unique(infosets_);
  infosets_.erase(repeated.begin(), repeated.end());
  for (Choices* choices : {&above_, &below_}) {
    choices->place.resize(choices->forms->num_atoms());
    for (const AtomId atom : choices->atoms) {
      const auto at = std::ranges::lower_bound(infosets_, choices->forms->infoset(atom)) - infosets_.begin();
      choices->place[atom] = static_cast<std::uint32_t>(at);
    }
  }
}

/// Two actions differ where some choice of the set gives them different forms.
template <class T>
void Ways<T>::find_distinct_actions() {
  std::vector<std::vector<std::span<const FormId>>> choices_of(infosets_.size());
  for (const Choices* choices : {&above_, &below_}) {
    for (const AtomId atom : choices->atoms)
      choices_of[choices->place[atom]].push_back(choices->forms->by_action(atom));
  }
  for (const auto& choices : choices_of) {
    std::vector<std::uint32_t>& distinct = distinct_.emplace_back();
    for (std::uint32_t a = 0; a < choices.front().size(); ++a) {
      const bool known = std::ranges::any_of(distinct, [&](std::uint32_t b) {
        return std::ranges::all_of(choices, [&](std::span<const FormId> forms) { return forms[a] == forms[b]; });
      });
      if (!known) distinct.push_back(a);
    }
    count_ = count_ > most_ways / distinct.size() ? most_ways : count_ * distinct.size();
  }
}

template <class T>
void Ways<T>::choose(std::uint64_t way, std::uint64_t stride, bool all) {
  std::uint64_t digits = all ? way * stride % count_ : 0;
  for (std::size_t k = 0; k < infosets_.size(); ++k) {
    const std::uint64_t base = distinct_[k].size();
    const std::uint64_t digit = all ? digits % base : scattered_digit(way, k, base);
    digits /= base;
    actions_[k] = distinct_[k][digit];
  }
}

template <class T>
FormId Ways<T>::chosen(const Choices& choices, AtomId atom) const {
  return choices.forms->by_action(atom)[actions_[choices.place[atom]]];
}

template <class T>
void Ways<T>::spread(FormId form, const T& reach) {
  const ChoiceForms<T>& forms = *above_.forms;
  for (const auto& term : forms.terms(form)) {
    T& weight = forms.is_leaf(term.atom) ? leaf_weights_[forms.leaf_number(term.atom)] : weights_[term.atom];
    weight += reach * term.coefficient;
  }
}

template <class T>
void Ways<T>::spread_reach() {
  for (const AtomId atom : above_.atoms) weights_[atom] = T{};
  for (T& weight : leaf_weights_) weight = T{};
  spread(stakes_.reach, T(1));
  for (const AtomId atom : above_.atoms) {
    if (weights_[atom] != T{}) spread(chosen(above_, atom), weights_[atom]);
  }
}

template <class T>
T Ways<T>::value(FormId gain) const {
  T total = below_.forms->constant_of(gain);
  for (const auto& term : below_.forms->terms(gain)) total += term.coefficient * values_[term.atom];
  return total;
}

template <class T>
void Ways<T>::value_gains() {
  for (const AtomId atom : below_.atoms) values_[atom] = value(chosen(below_, atom));
}

template <class T>
bool Ways<T>::weigh(const T& tolerance, std::vector<char>& best) {
  spread_reach();
  T reach{};
  for (const T& weight : leaf_weights_) reach += weight;
  if (reach == T{}) return false;
  value_gains();
  std::ranges::fill(totals_, T{});
  for (std::size_t kind = 0; kind < leaf_weights_.size(); ++kind) {
    if (leaf_weights_[kind] == T{}) continue;
    const T share = leaf_weights_[kind] / reach;
    for (std::size_t a = 1; a < totals_.size(); ++a) totals_[a] += share * value(stakes_.gains[kind][a - 1]);
  }
  const T enough = *std::ranges::max_element(totals_) - tolerance;
  for (std::size_t a = 0; a < totals_.size(); ++a) {
    if (totals_[a] < enough) best[a] = 0;
  }
  return true;
}

template <class T>
BestActions Ways<T>::best_actions(const T& tolerance, std::uint64_t limit, const RunContext& run) {
  BestActions result;
  result.best.assign(stakes_.num_actions, 1);
  const bool all = count_ <= limit;
  const std::uint64_t stride = all ? scattered_stride(count_) : 1;
  const std::uint64_t tries = all ? count_ : limit;
  for (std::uint64_t way = 0; way < tries; ++way) {
    if (way % ways_between_polls == 0 && run.should_stop()) return result;
    choose(way, stride, all);
    if (!weigh(tolerance, result.best)) continue;
    result.any_reached = true;
    if (std::ranges::find(result.best, 1) == result.best.end()) {
      result.complete = true;
      return result;
    }
  }
  result.complete = all;
  return result;
}

template class Ways<double>;
template class Ways<Rational>;

}  // namespace parley::solve::settled
