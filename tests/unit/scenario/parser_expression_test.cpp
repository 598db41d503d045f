// SPDX-License-Identifier: Apache-2.0
// How expressions group: language.md, section 3 (loosest first: if, or, and, not, comparisons, + -, * /, unary -, ^).
#include <gtest/gtest.h>

#include "syntax_text.h"

namespace parley::scenario {
namespace {

TEST(Expression, ProductsBindTighterThanSums) { EXPECT_EQ(expr_text("a + b * c - d"), "(- (+ a (* b c)) d)"); }

TEST(Expression, SumsAndProductsGroupToTheLeft) {
  EXPECT_EQ(expr_text("a - b - c"), "(- (- a b) c)");
  EXPECT_EQ(expr_text("a / b / c * d"), "(* (/ (/ a b) c) d)");
}

TEST(Expression, PowerBindsToTheRightAndBeforeTheSign) {
  EXPECT_EQ(expr_text("a^b^c"), "(^ a (^ b c))");
  EXPECT_EQ(expr_text("-a^2"), "(neg (^ a 2))");
  EXPECT_EQ(expr_text("2^-1"), "(^ 2 (neg 1))");
  EXPECT_EQ(expr_text("a * -b"), "(* a (neg b))");
}

TEST(Expression, ConditionsBindLooserThanArithmetic) {
  EXPECT_EQ(expr_text("a + 1 < b * 2"), "(< (+ a 1) (* b 2))");
  EXPECT_EQ(expr_text("not a is x and b is y or c is z"), "(or (and (not (is a :x)) (is b :y)) (is c :z))");
}

TEST(Expression, IfIsTheLoosestAndGroupsToTheRight) {
  EXPECT_EQ(expr_text("1 if a is x else 2 if b is y else 3"), "(if 1 (is a :x) (if 2 (is b :y) 3))");
  EXPECT_EQ(expr_text("1 + 2 if a is x or b is y"), "(if (+ 1 2) (or (is a :x) (is b :y)))");
}

TEST(Expression, TestsOfLabels) {
  EXPECT_EQ(expr_text("a is not x"), "(not-is a :x)");
  EXPECT_EQ(expr_text("a is none"), "(is a :none)");
  EXPECT_EQ(expr_text("a is 1/3"), "(is a :1/3)");
  EXPECT_EQ(expr_text("a is -0.5"), "(is a :-0.5)");
  EXPECT_EQ(expr_text("a in { x, 0.5 }"), "(in a :x :0.5)");
  EXPECT_EQ(expr_text("a not in { x }"), "(not-in a :x)");
  EXPECT_EQ(expr_text("leader.type is open"), "(is leader.type :open)");
  EXPECT_EQ(expr_text("type is open"), "(is type :open)");
}

TEST(Expression, Functions) {
  EXPECT_EQ(expr_text("min(a, b, 3)"), "(min a b 3)");
  EXPECT_EQ(expr_text("clamp(x, 0, mod(y, 2))"), "(clamp x 0 (mod y 2))");
  EXPECT_EQ(expr_text("count(a is x) >= 2"), "(>= (count (is a :x)) 2)");
}

TEST(Expression, NumbersKeepTheirTextAndAreExact) {
  const ParsedExpr parsed = parse_expression(text_source("35%"));
  ASSERT_TRUE(parsed.expr);
  EXPECT_EQ(parsed.expr->num.text, "35%");
  EXPECT_EQ(parsed.expr->num.value, Rational::ratio(7, 20));
  EXPECT_EQ(parse_expression(text_source("1e-3")).expr->num.value, Rational::ratio(1, 1000));
}

TEST(Expression, SpansLeaveOutOuterParenthesesAndKeepInnerOnes) {
  const SourceText source = text_source("((a + (b * c)))");
  const ParsedExpr parsed = parse_expression(source);
  ASSERT_TRUE(parsed.expr);
  EXPECT_EQ(source.at(parsed.expr->span), "a + (b * c)");
  EXPECT_TRUE(parsed.expr->parenthesised);
  EXPECT_EQ(source.at(parsed.expr->args[1]->span), "b * c");
}

TEST(Expression, SpansOfOperatorsBeginWithTheLeftParenthesis) {
  const SourceText source = text_source("(a or b) and c");
  EXPECT_EQ(source.at(parse_expression(source).expr->span), "(a or b) and c");
}

TEST(Expression, ComparisonsDoNotChain) {
  EXPECT_EQ(expr_text("a < b < c"), "P0123");
  EXPECT_EQ(expr_text("a is x is y"), "P0123");
}

TEST(Expression, DatesAreNoSubtractions) {
  EXPECT_EQ(expr_text("2025-11-07"), "P0108");
  EXPECT_EQ(expr_text("2025 - 11 - 07"), "(- (- 2025 11) 07)");
  EXPECT_EQ(expr_text("2025-11-7"), "(- (- 2025 11) 7)");
}

TEST(Expression, WhatFollowsIsAnError) { EXPECT_EQ(expr_text("a + b c"), "P0114"); }

TEST(Expression, TargetsAndHoldsStandAlone) {
  const ParsedTarget chance = parse_target_text(text_source("P(handover or removal given leader.type is open)"));
  ASSERT_TRUE(chance.target);
  EXPECT_EQ(to_text(chance.target->event), "(or handover removal)");
  EXPECT_EQ(to_text(chance.target->given), "(is leader.type :open)");
  const ParsedTarget value = parse_target_text(text_source("value(coercer)"));
  ASSERT_TRUE(value.target);
  EXPECT_EQ(value.target->player.text, "coercer");
  EXPECT_FALSE(parse_target_text(text_source("Q(a)")).target);
}

TEST(Expression, AHoldMayBeTypedWithoutIs) {
  const ParsedHold label = parse_hold_text(text_source("pressure=build_up"));
  ASSERT_TRUE(label.hold);
  EXPECT_EQ(label.hold->op.text, "is");
  EXPECT_EQ(label.hold->label.text, "build_up");
  const ParsedHold number = parse_hold_text(text_source("p_open=-1/3"));
  ASSERT_TRUE(number.hold);
  EXPECT_EQ(number.hold->number->value, Rational::ratio(-1, 3));
  const ParsedHold order = parse_hold_text(text_source("offer <= 2/3"));
  ASSERT_TRUE(order.hold);
  EXPECT_EQ(order.hold->op.text, "<=");
  EXPECT_FALSE(parse_hold_text(text_source("offer is")).hold);
  EXPECT_FALSE(parse_hold_text(text_source("")).hold);
}

}  // namespace
}  // namespace parley::scenario
