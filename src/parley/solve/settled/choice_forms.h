// SPDX-License-Identifier: Apache-2.0
// Numbers that depend on how information sets are played, as shared symbolic forms: equal forms have equal ids.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "parley/game/numeric_game.h"
#include "parley/solve/settled/hash_index.h"

namespace parley::solve::settled {

using FormId = std::uint32_t;
using AtomId = std::uint32_t;

/// A form is constant + sum of coefficient * atom. An atom is a choice (of an information set: a form for each action,
/// and its value is the form of the action taken) or a leaf (a number known later). Choices of one set are drawn
/// together wherever they meet in a sum, a choice all of whose forms agree is that form, and choices are scaled to a
/// fixed size: so forms that are the same function of the choices nearly always have the same id.
/// Differs: not canonical where one set's choice stands once alone and once inside another set's choice.
template <class T>
class ChoiceForms {
 public:
  struct Term {
    AtomId atom = 0;
    T coefficient{};
  };
  struct Part {
    T weight{};
    FormId form = 0;
  };

  /// Forget everything; constants and coefficients of at most `floor` in size count as 0.
  void clear(const T& floor);

  [[nodiscard]] FormId zero() const { return 0; }
  FormId constant(const T& value);
  FormId leaf(std::uint32_t number);
  FormId choice(std::uint32_t set, std::span<const FormId> forms);
  FormId sum(std::span<const Part> parts);

  [[nodiscard]] bool is_constant(FormId form) const { return forms_[form].num_terms == 0; }
  [[nodiscard]] const T& constant_of(FormId form) const { return forms_[form].constant; }
  [[nodiscard]] std::span<const Term> terms(FormId form) const {
    return {terms_.data() + forms_[form].first_term, forms_[form].num_terms};
  }
  [[nodiscard]] std::size_t num_atoms() const { return atoms_.size(); }
  [[nodiscard]] bool is_leaf(AtomId atom) const { return atoms_[atom].infoset == game::none; }
  [[nodiscard]] std::uint32_t leaf_number(AtomId atom) const { return atoms_[atom].first; }
  [[nodiscard]] std::uint32_t infoset(AtomId atom) const { return atoms_[atom].infoset; }
  [[nodiscard]] std::span<const FormId> by_action(AtomId atom) const {
    return {children_.data() + atoms_[atom].first, atoms_[atom].count};
  }
  /// True once the forms passed the size that is worth while: ids given since then mean nothing.
  [[nodiscard]] bool overflowed() const { return overflowed_; }

 private:
  struct Form {
    T constant{};
    std::uint32_t first_term = 0, num_terms = 0;
  };
  struct Atom {
    std::uint32_t infoset = game::none;
    std::uint32_t first = 0, count = 0;  // children; a leaf: its number
  };

  FormId intern(const T& value, std::span<const Term> pool);
  AtomId intern_choice(std::uint32_t set, std::span<const FormId> forms);
  [[nodiscard]] T scale_of(std::span<const FormId> forms) const;
  void tidy(std::vector<Term>& pool) const;
  bool join_one_set(T& total, std::vector<Term>& pool);
  FormId join(std::span<const Term> choices);
  [[nodiscard]] bool same(const T& x, const T& y) const;
  [[nodiscard]] bool same_terms(std::span<const Term> some, std::span<const Term> others) const;
  [[nodiscard]] std::size_t hash_of(std::size_t hash, std::span<const Term> pool) const;

  T floor_{};
  std::vector<Form> forms_;
  std::vector<Term> terms_;
  std::vector<Atom> atoms_;
  std::vector<FormId> children_;
  HashIndex form_index_, choice_index_, leaf_index_, join_index_;
  struct Joined {
    std::vector<Term> choices;
    FormId form;
  };
  std::vector<Joined> joined_;
  bool overflowed_ = false;
  std::uint32_t depth_ = 0;
};

}  // namespace parley::solve::settled
