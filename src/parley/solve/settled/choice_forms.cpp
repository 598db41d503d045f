// SPDX-License-Identifier: Apache-2.0
// Forms are hash-consed; sums draw the choices of one information set together.
#include "parley/solve/settled/choice_forms.h"

#include <algorithm>
#include <utility>

#include "parley/solve/settled/arithmetic.h"

namespace parley::solve::settled {

namespace {

// A set whose ways are few enough to be tried needs a few thousand forms.
constexpr std::size_t largest_size = std::size_t{1} << 17U;
// Joining descends as deep as choices stand inside choices; this bounds the stack.
constexpr std::uint32_t largest_depth = 1000;

}  // namespace

template <class T>
void ChoiceForms<T>::clear(const T& floor) {
  floor_ = floor;
  forms_.clear();
  terms_.clear();
  atoms_.clear();
  children_.clear();
  joined_.clear();
  for (HashIndex* index : {&form_index_, &choice_index_, &leaf_index_, &join_index_}) index->clear();
  overflowed_ = false;
  depth_ = 0;
  constant(T{});
}

template <class T>
bool ChoiceForms<T>::same(const T& x, const T& y) const {
  return same_number(x, y, floor_);
}

template <class T>
bool ChoiceForms<T>::same_terms(std::span<const Term> some, std::span<const Term> others) const {
  return std::ranges::equal(some, others, [this](const Term& x, const Term& y) {
    return x.atom == y.atom && same(x.coefficient, y.coefficient);
  });
}

template <class T>
std::size_t ChoiceForms<T>::hash_of(std::size_t hash, std::span<const Term> pool) const {
  for (const Term& term : pool) hash = mix(mix(hash, term.atom), number_hash(term.coefficient, T{}));
  return hash;
}

template <class T>
FormId ChoiceForms<T>::constant(const T& value) {
  return intern(value, {});
}

template <class T>
FormId ChoiceForms<T>::leaf(std::uint32_t number) {
  const std::size_t hash = mix(0, number);
  const auto is_it = [&](AtomId atom) { return leaf_number(atom) == number; };
  AtomId atom = leaf_index_.find(hash, is_it, game::none);
  if (atom == game::none) {
    atom = static_cast<AtomId>(atoms_.size());
    atoms_.push_back({game::none, number, 0});
    leaf_index_.insert(hash, atom);
  }
  const Term term{atom, T(1)};
  return intern(T{}, {&term, 1});
}

template <class T>
FormId ChoiceForms<T>::intern(const T& value, std::span<const Term> pool) {
  const std::size_t hash = hash_of(mix(0, number_hash(value, floor_)), pool);
  const auto is_it = [&](FormId form) { return same(constant_of(form), value) && same_terms(terms(form), pool); };
  const FormId known = form_index_.find(hash, is_it, game::none);
  if (known != game::none) return known;
  if (forms_.size() + terms_.size() + children_.size() > largest_size) {
    overflowed_ = true;
    return zero();
  }
  const auto id = static_cast<FormId>(forms_.size());
  forms_.push_back({value, static_cast<std::uint32_t>(terms_.size()), static_cast<std::uint32_t>(pool.size())});
  terms_.insert(terms_.end(), pool.begin(), pool.end());
  form_index_.insert(hash, id);
  return id;
}

template <class T>
AtomId ChoiceForms<T>::intern_choice(std::uint32_t set, std::span<const FormId> forms) {
  std::size_t hash = mix(0, set);
  for (const FormId form : forms) hash = mix(hash, form);
  const auto is_it = [&](AtomId atom) {
    return atoms_[atom].infoset == set && std::ranges::equal(by_action(atom), forms);
  };
  const AtomId known = choice_index_.find(hash, is_it, game::none);
  if (known != game::none) return known;
  const auto id = static_cast<AtomId>(atoms_.size());
  atoms_.push_back({set, static_cast<std::uint32_t>(children_.size()), static_cast<std::uint32_t>(forms.size())});
  children_.insert(children_.end(), forms.begin(), forms.end());
  choice_index_.insert(hash, id);
  return id;
}

template <class T>
T ChoiceForms<T>::scale_of(std::span<const FormId> forms) const {
  for (const FormId form : forms) {
    if (!is_noise(constant_of(form), floor_)) return constant_of(form);
    if (!is_constant(form)) return terms(form).front().coefficient;
  }
  return T(1);
}

template <class T>
FormId ChoiceForms<T>::choice(std::uint32_t set, std::span<const FormId> forms) {
  const bool all_equal = std::ranges::all_of(forms, [&](FormId form) { return form == forms.front(); });
  if (all_equal) return forms.front();
  const T scale = scale_of(forms);
  std::vector<FormId> scaled(forms.begin(), forms.end());
  if (!same(scale, T(1))) {
    for (FormId& form : scaled) {
      const Part part{T(1) / scale, form};
      form = sum({&part, 1});
    }
  }
  const Term term{intern_choice(set, scaled), scale};
  return intern(T{}, {&term, 1});
}

/// Sorts by information set and atom, adds up equal atoms and drops what vanished.
template <class T>
void ChoiceForms<T>::tidy(std::vector<Term>& pool) const {
  std::ranges::sort(pool, {}, [this](const Term& term) { return std::pair(atoms_[term.atom].infoset, term.atom); });
  std::size_t kept = 0;
  for (std::size_t k = 0; k < pool.size(); ++k) {
    if (kept > 0 && pool[kept - 1].atom == pool[k].atom) {
      pool[kept - 1].coefficient += pool[k].coefficient;
    } else {
      if (kept > 0 && is_noise(pool[kept - 1].coefficient, floor_)) --kept;
      if (kept != k) pool[kept] = std::move(pool[k]);
      ++kept;
    }
  }
  if (kept > 0 && is_noise(pool[kept - 1].coefficient, floor_)) --kept;
  pool.resize(kept);
}

/// The sum of choices of one information set is a choice between sums.
template <class T>
FormId ChoiceForms<T>::join(std::span<const Term> choices) {
  const std::size_t hash = hash_of(choices.size(), choices);
  const auto is_it = [&](std::uint32_t known) { return same_terms(joined_[known].choices, choices); };
  const std::uint32_t known = join_index_.find(hash, is_it, game::none);
  if (known != game::none) return joined_[known].form;
  if (depth_ == largest_depth) overflowed_ = true;
  if (overflowed_) return zero();
  ++depth_;
  std::vector<Term> key(choices.begin(), choices.end());
  std::vector<FormId> sums;
  std::vector<Part> parts;
  const std::uint32_t set = atoms_[key.front().atom].infoset;
  for (std::uint32_t a = 0; a < atoms_[key.front().atom].count && !overflowed_; ++a) {
    parts.clear();
    for (const Term& term : key) parts.push_back({term.coefficient, by_action(term.atom)[a]});
    sums.push_back(sum(parts));
  }
  --depth_;
  if (overflowed_) return zero();
  const FormId form = choice(set, sums);
  join_index_.insert(hash, static_cast<std::uint32_t>(joined_.size()));
  joined_.push_back({std::move(key), form});
  return form;
}

template <class T>
bool ChoiceForms<T>::join_one_set(T& total, std::vector<Term>& pool) {
  const auto clash = std::ranges::adjacent_find(pool, [this](const Term& x, const Term& y) {
    return !is_leaf(x.atom) && atoms_[x.atom].infoset == atoms_[y.atom].infoset;
  });
  if (clash == pool.end()) return false;
  const std::uint32_t set = atoms_[clash->atom].infoset;
  const auto end = std::find_if(clash, pool.end(), [&](const Term& term) { return atoms_[term.atom].infoset != set; });
  const FormId form = join({clash, end});
  pool.erase(clash, end);
  total += constant_of(form);
  const std::span<const Term> joined = terms(form);
  pool.insert(pool.end(), joined.begin(), joined.end());
  return true;
}

template <class T>
FormId ChoiceForms<T>::sum(std::span<const Part> parts) {
  T total{};
  std::vector<Term> pool;
  for (const Part& part : parts) {
    total += part.weight * constant_of(part.form);
    for (const Term& term : terms(part.form)) pool.push_back({term.atom, part.weight * term.coefficient});
  }
  tidy(pool);
  while (!overflowed_ && join_one_set(total, pool)) tidy(pool);
  if (is_noise(total, floor_)) total = T{};
  return intern(total, pool);
}

template class ChoiceForms<double>;
template class ChoiceForms<Rational>;

}  // namespace parley::solve::settled
