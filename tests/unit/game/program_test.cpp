// SPDX-License-Identifier: Apache-2.0
// Programs: what folding, identities and sharing may do to a value, and what they must not.
#include "parley/game/program.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "random_program.h"

namespace parley::game {
namespace {

using test::RandomProgram;
using test::RandomSource;
using test::Term;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

Number truth(bool holds) { return Number(Rational(holds ? 1 : 0)); }

/// The value of an expression as the language has it, and whether a program promises it.
struct Naive {
  Number value;
  bool promised = true;
};

Number apply(Op op, const Number& a, const Number& b) {
  switch (op) {
    case Op::add:
      return add(a, b);
    case Op::subtract:
      return subtract(a, b);
    case Op::multiply:
      return multiply(a, b);
    case Op::divide:
      return divide(a, b);
    case Op::minimum:
      return minimum(a, b);
    case Op::maximum:
      return maximum(a, b);
    case Op::power:
      return power(a, b);
    case Op::modulo:
      return modulo(a, b);
    case Op::negate:
      return negate(a);
    case Op::absolute:
      return absolute(a);
    case Op::exponential:
      return exponential(a);
    case Op::logarithm:
      return logarithm(a);
    case Op::square_root:
      return square_root(a);
    case Op::less:
      return truth(less(a, b));
    case Op::less_equal:
      return truth(less_equal(a, b));
    case Op::equal:
      return truth(equal(a, b));
    case Op::logical_and:
      return truth(a.value != 0.0 && b.value != 0.0);
    case Op::logical_or:
      return truth(a.value != 0.0 || b.value != 0.0);
    case Op::logical_not:
      return truth(a.value == 0.0);
    default:
      throw std::logic_error("not an operation on one or two numbers");
  }
}

/// Not promised: the sign of a zero (x * 0 is 0 whatever x), hence what is divided by it; what follows sums and
/// products too large for a double (x - x is 0 for all x of reasonable size).
bool is_promised(const Term& term, const Number& a, const Number& b, const Number& value) {
  switch (term.op) {
    case Op::divide:
    case Op::modulo:
    case Op::power:
      return a.value != 0.0 && b.value != 0.0;
    case Op::add:
    case Op::subtract:
    case Op::multiply:
      return std::isfinite(value.value) || !std::isfinite(a.value) || !std::isfinite(b.value);
    case Op::logarithm:
      return a.value != 0.0;
    default:
      return true;
  }
}

std::vector<Naive> evaluate(const std::vector<Term>& terms, const std::vector<Number>& inputs) {
  std::vector<Naive> values;
  for (const Term& term : terms) {
    if (term.op == Op::constant) {
      values.push_back({term.constant});
    } else if (term.op == Op::input) {
      values.push_back({inputs[term.a]});
    } else if (term.op == Op::select) {
      const Naive& chosen = values[term.a].value.value != 0.0 ? values[term.b] : values[term.c];
      values.push_back({chosen.value, chosen.promised && values[term.a].promised});
    } else {
      const Naive &a = values[term.a], &b = values[term.b];
      const Number value = apply(term.op, a.value, b.value);
      values.push_back({value, a.promised && b.promised && is_promised(term, a.value, b.value, value)});
    }
  }
  return values;
}

bool same_double(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// Equal doubles; exact wherever the language is exact, and then equal rationals.
void expect_kept(const Number& kept, const Naive& naive, std::size_t term) {
  if (!naive.promised) return;
  EXPECT_TRUE(same_double(kept.value, naive.value.value))
      << "term " << term << ": " << kept.value << " for " << naive.value.value;
  if (!naive.value.is_exact()) return;
  ASSERT_TRUE(kept.is_exact()) << "term " << term;
  EXPECT_EQ(*kept.exact, *naive.value.exact) << "term " << term;
}

std::vector<Number> random_inputs(RandomSource& random, bool exact) {
  std::vector<Number> inputs;
  for (int i = 0; i < 3; ++i) {
    const auto small = static_cast<std::int64_t>(random.below(13)) - 6;
    if (exact) {
      inputs.emplace_back(Rational(small) / Rational(1 + static_cast<std::int64_t>(random.below(4))));
    } else {
      inputs.emplace_back(random.one_in(3) ? static_cast<double>(small) : random.between(-5.0, 5.0));
    }
  }
  inputs.push_back(truth(random.one_in(2)));
  return inputs;
}

std::vector<Number> mixed_constants() {
  std::vector<Number> constants = test::doubles({0.0, 1.0, -1.0, 2.0, 0.3, -2.5, infinity, undefined});
  for (const int value : {0, 1, -1, 2, 3, -7}) constants.emplace_back(Rational(value));
  constants.emplace_back(Rational(1) / Rational(3));
  return constants;
}

TEST(RandomPrograms, HaveTheValuesOfTheirExpressions) {
  RandomSource random(1);
  for (int repetition = 0; repetition < 600; ++repetition) {
    RandomProgram made(random, 4, mixed_constants());
    made.grow(40);
    for (int point = 0; point < 6; ++point) {
      const std::vector<Number> inputs = random_inputs(random, point % 2 == 0);
      const std::vector<Number> values = made.program.evaluate(inputs);
      const std::vector<Naive> naive = evaluate(made.terms, inputs);
      for (std::size_t t = 0; t < naive.size(); ++t) expect_kept(values[made.terms[t].slot.at()], naive[t], t);
      if (HasFailure()) FAIL() << "repetition " << repetition << ", point " << point;
    }
  }
}

TEST(RandomPrograms, AnswerTheSameExpressionsWithTheSameSlots) {
  RandomSource random(2);
  for (int repetition = 0; repetition < 100; ++repetition) {
    RandomProgram made(random, 4, mixed_constants());
    made.grow(60);
    Program& program = made.program;
    const std::size_t size = program.size();
    for (const Term& term : made.terms) {
      Slot again = term.slot;
      const auto slot = [&](std::uint32_t t) { return made.terms[t].slot; };
      switch (term.op) {
        case Op::constant:
          again = program.constant(term.constant);
          break;
        case Op::input:
          again = program.input(term.a);
          break;
        case Op::select:
          again = program.select(slot(term.a), slot(term.b), slot(term.c));
          break;
        case Op::negate:
        case Op::absolute:
        case Op::exponential:
        case Op::logarithm:
        case Op::square_root:
        case Op::logical_not:
          again = program.unary(term.op, slot(term.a));
          break;
        default:
          again = program.binary(term.op, slot(term.a), slot(term.b));
          break;
      }
      EXPECT_EQ(again, term.slot);
    }
    EXPECT_EQ(program.size(), size);
  }
}

TEST(RandomPrograms, AreInOrderOfTheirOperands) {
  RandomSource random(3);
  RandomProgram made(random, 4, mixed_constants());
  made.grow(500);
  const auto& instructions = made.program.instructions();
  for (std::uint32_t i = 0; i < instructions.size(); ++i) {
    if (instructions[i].op == Op::constant || instructions[i].op == Op::input) continue;
    EXPECT_LT(instructions[i].a, i);
    EXPECT_LT(instructions[i].b, i);
    EXPECT_LT(instructions[i].c, i);
  }
}

TEST(RandomPrograms, EvaluateWhatIsNeededAndNoMore) {
  RandomSource random(4);
  for (int repetition = 0; repetition < 50; ++repetition) {
    RandomProgram made(random, 4, mixed_constants());
    made.grow(60);
    const std::vector<Number> inputs = random_inputs(random, true);
    const std::vector<Slot> needed{made.terms.back().slot, made.terms[made.terms.size() / 2].slot};
    const std::vector<bool> reached = made.program.reached_from(needed);
    const std::vector<Number> all = made.program.evaluate(inputs);
    const std::vector<Number> some = made.program.evaluate(inputs, needed);
    for (std::size_t slot = 0; slot < all.size(); ++slot) {
      if (reached[slot]) {
        EXPECT_TRUE(same_double(all[slot].value, some[slot].value));
        EXPECT_EQ(all[slot].exact, some[slot].exact);
      } else {
        EXPECT_TRUE(std::isnan(some[slot].value));
      }
    }
    for (const Slot slot : needed) EXPECT_TRUE(reached[slot.at()]);
  }
}

// ---- one operation at a time ----

class OneOperation : public testing::Test {
 protected:
  double at(Op op, double a, double b) {
    Program program(2);
    const Slot slot = program.binary(op, program.input(0), program.input(1));
    return program.evaluate(std::vector{Number(a), Number(b)})[slot.at()].value;
  }
  double at(Op op, double a) {
    Program program(1);
    const Slot slot = program.unary(op, program.input(0));
    return program.evaluate(std::vector{Number(a)})[slot.at()].value;
  }
};

// Source: language.md, section 6 (`mod` has the sign of b), and IEEE 754.
TEST_F(OneOperation, DoesWhatItsNameSays) {
  EXPECT_EQ(at(Op::add, 0.5, 2.0), 2.5);
  EXPECT_EQ(at(Op::subtract, 0.5, 2.0), -1.5);
  EXPECT_EQ(at(Op::multiply, 0.5, 3.0), 1.5);
  EXPECT_EQ(at(Op::divide, 3.0, 2.0), 1.5);
  EXPECT_EQ(at(Op::minimum, 3.0, 2.0), 2.0);
  EXPECT_EQ(at(Op::maximum, 3.0, 2.0), 3.0);
  EXPECT_EQ(at(Op::power, 2.0, 10.0), 1024.0);
  EXPECT_EQ(at(Op::modulo, 7.0, 3.0), 1.0);
  EXPECT_EQ(at(Op::modulo, -7.0, 3.0), 2.0);
  EXPECT_EQ(at(Op::modulo, 7.0, -3.0), -2.0);
  EXPECT_EQ(at(Op::negate, 7.0), -7.0);
  EXPECT_EQ(at(Op::absolute, -7.0), 7.0);
  EXPECT_EQ(at(Op::exponential, 0.0), 1.0);
  EXPECT_EQ(at(Op::logarithm, 1.0), 0.0);
  EXPECT_EQ(at(Op::square_root, 9.0), 3.0);
  EXPECT_EQ(at(Op::less, 1.0, 2.0), 1.0);
  EXPECT_EQ(at(Op::less, 2.0, 2.0), 0.0);
  EXPECT_EQ(at(Op::less_equal, 2.0, 2.0), 1.0);
  EXPECT_EQ(at(Op::less_equal, 3.0, 2.0), 0.0);
  EXPECT_EQ(at(Op::equal, 2.0, 2.0), 1.0);
  EXPECT_EQ(at(Op::equal, 2.0, 3.0), 0.0);
  for (const double a : {0.0, 1.0}) {
    EXPECT_EQ(at(Op::logical_not, a), 1.0 - a);
    for (const double b : {0.0, 1.0}) {
      EXPECT_EQ(at(Op::logical_and, a, b), a * b);
      EXPECT_EQ(at(Op::logical_or, a, b), std::max(a, b));
    }
  }
}

TEST_F(OneOperation, GivesNumbersThatAreNotFiniteWhereItIsUndefined) {
  EXPECT_EQ(at(Op::divide, 1.0, 0.0), infinity);
  EXPECT_TRUE(std::isnan(at(Op::divide, 0.0, 0.0)));
  EXPECT_TRUE(std::isnan(at(Op::logarithm, -1.0)));
  EXPECT_EQ(at(Op::logarithm, 0.0), -infinity);
  EXPECT_TRUE(std::isnan(at(Op::square_root, -1.0)));
  EXPECT_TRUE(std::isnan(at(Op::power, -1.0, 0.5)));
  EXPECT_TRUE(std::isnan(at(Op::modulo, 1.0, 0.0)));
  EXPECT_EQ(at(Op::exponential, 1000.0), infinity);
  EXPECT_EQ(at(Op::less, undefined, 1.0), 0.0);
  EXPECT_EQ(at(Op::less_equal, undefined, undefined), 0.0);
  EXPECT_EQ(at(Op::equal, undefined, undefined), 0.0);
}

TEST(Select, TakesTheArmOfTheCondition) {
  Program program(3);
  const Slot slot = program.select(program.input(0), program.input(1), program.input(2));
  const auto at = [&](double condition) {
    return program.evaluate(std::vector{Number(condition), Number(5.0), Number(undefined)})[slot.at()].value;
  };
  EXPECT_EQ(at(1.0), 5.0);
  EXPECT_TRUE(std::isnan(at(0.0)));
}

// ---- folding and identities ----

class Folding : public testing::Test {
 protected:
  Program program{2};
  Slot x = program.input(0);
  Slot y = program.input(1);
  Slot zero = program.exact(0);
  Slot one = program.exact(1);
  Slot third = program.constant(Number(Rational(1) / Rational(3)));
  Slot holds = program.binary(Op::less, x, y);
};

TEST_F(Folding, DoesConstantsAtOnceAndExactlyWhereBothAreExact) {
  const Slot sum = program.add(third, program.add(third, third));
  EXPECT_EQ(sum, one);
  ASSERT_NE(program.constant_at(sum), nullptr);
  EXPECT_TRUE(program.constant_at(sum)->is_exact());
  const Slot inexact = program.add(third, program.constant(0.5));
  ASSERT_NE(program.constant_at(inexact), nullptr);
  EXPECT_FALSE(program.constant_at(inexact)->is_exact());
  EXPECT_EQ(program.constant_at(inexact)->value, 1.0 / 3.0 + 0.5);
  EXPECT_FALSE(program.constant_at(program.unary(Op::square_root, program.exact(4)))->is_exact());
  EXPECT_EQ(program.constant_at(x), nullptr);
}

TEST_F(Folding, TellsAnExactConstantFromItsDouble) {
  EXPECT_NE(program.constant(0.5), program.constant(Number(Rational(1) / Rational(2))));
  EXPECT_EQ(program.constant(0.5), program.constant(0.5));
  EXPECT_EQ(program.constant(undefined), program.constant(undefined));
}

TEST_F(Folding, TakesIdentities) {
  EXPECT_EQ(program.add(x, zero), x);
  EXPECT_EQ(program.add(zero, x), x);
  EXPECT_EQ(program.subtract(x, zero), x);
  EXPECT_EQ(program.multiply(x, one), x);
  EXPECT_EQ(program.multiply(one, x), x);
  EXPECT_EQ(program.divide(x, one), x);
  EXPECT_EQ(program.binary(Op::minimum, x, x), x);
  EXPECT_EQ(program.binary(Op::maximum, x, x), x);
  EXPECT_EQ(program.unary(Op::negate, program.unary(Op::negate, x)), x);
  EXPECT_EQ(program.unary(Op::logical_not, program.unary(Op::logical_not, holds)), holds);
  EXPECT_EQ(program.binary(Op::logical_and, holds, one), holds);
  EXPECT_EQ(program.binary(Op::logical_and, zero, holds), zero);
  EXPECT_EQ(program.binary(Op::logical_or, zero, holds), holds);
  EXPECT_EQ(program.binary(Op::logical_or, holds, one), one);
  EXPECT_EQ(program.binary(Op::less, x, x), zero);
  EXPECT_EQ(program.binary(Op::less_equal, x, x), one);
  EXPECT_EQ(program.binary(Op::equal, x, x), one);
}

TEST_F(Folding, TakesSelectsApart) {
  EXPECT_EQ(program.select(one, x, y), x);
  EXPECT_EQ(program.select(zero, x, y), y);
  EXPECT_EQ(program.select(holds, x, x), x);
  const Slot chosen = program.select(holds, x, y);
  EXPECT_EQ(program.select(program.unary(Op::logical_not, holds), y, x), chosen);
  EXPECT_EQ(program.select(holds, program.select(holds, x, third), y), chosen);
  EXPECT_EQ(program.select(holds, x, program.select(holds, third, y)), chosen);
}

TEST_F(Folding, DropsFactorsAndDifferencesOnlyWhereTheyAreFinite) {
  EXPECT_EQ(program.multiply(x, zero), zero);
  EXPECT_EQ(program.subtract(x, x), zero);
  const Slot ratio = program.divide(x, y);
  const Slot product = program.multiply(ratio, zero);
  const Slot difference = program.subtract(program.add(ratio, one), program.add(ratio, one));
  const Slot equal = program.binary(Op::equal, ratio, ratio);
  const auto values = program.evaluate(std::vector{Number(0.0), Number(0.0)});
  EXPECT_TRUE(std::isnan(values[product.at()].value));
  EXPECT_TRUE(std::isnan(values[difference.at()].value));
  EXPECT_EQ(values[equal.at()].value, 0.0);
}

TEST_F(Folding, SharesWhatCommutes) {
  for (const Op op : {Op::add, Op::multiply, Op::minimum, Op::maximum, Op::equal}) {
    EXPECT_EQ(program.binary(op, x, y), program.binary(op, y, x));
  }
  for (const Op op : {Op::subtract, Op::divide, Op::power, Op::modulo, Op::less, Op::less_equal}) {
    EXPECT_NE(program.binary(op, x, y), program.binary(op, y, x));
  }
}

TEST(Inputs, CanBeAddedLater) {
  Program program(1);
  const Slot first = program.input(0);
  const Slot second = program.add_input();
  EXPECT_EQ(program.num_inputs(), 2U);
  EXPECT_EQ(second, program.input(1));
  const Slot sum = program.add(first, second);
  EXPECT_EQ(program.evaluate(std::vector{Number(1.0), Number(2.0)})[sum.at()].value, 3.0);
}

TEST(Exactness, IsKeptWhileOnlyRationalsMeet) {
  Program program(2);
  const Slot sum = program.add(program.input(0), program.divide(program.input(1), program.exact(3)));
  const Number tenth(Rational(1) / Rational(10));
  const Number exact = program.evaluate(std::vector{tenth, tenth})[sum.at()];
  ASSERT_TRUE(exact.is_exact());
  EXPECT_EQ(*exact.exact, Rational(2) / Rational(15));
  EXPECT_FALSE(program.evaluate(std::vector{tenth, Number(0.1)})[sum.at()].is_exact());
  const Slot root = program.unary(Op::square_root, program.input(0));
  EXPECT_FALSE(program.evaluate(std::vector{Number(Rational(4)), tenth})[root.at()].is_exact());
}

}  // namespace
}  // namespace parley::game
