// SPDX-License-Identifier: Apache-2.0
// Which known word a misspelt one stands for.
#include "parley/scenario/words.h"

#include <array>

#include <gtest/gtest.h>

namespace parley::scenario {
namespace {

using namespace std::string_view_literals;

constexpr std::array known = {"outcome"sv, "player"sv, "play"sv, "payoff"sv, "why"sv, "x"sv, "P"sv};

TEST(Words, AThirdOfAWordMayBeWrong) {
  EXPECT_EQ(nearest_word("outcom", known), "outcome");
  EXPECT_EQ(nearest_word("otucome", known), "outcome");  // neighbours swapped: one edit
  EXPECT_EQ(nearest_word("Outcome", known), "outcome");
  EXPECT_EQ(nearest_word("payofs", known), "payoff");
  EXPECT_EQ(nearest_word("wy", known), "why");
  EXPECT_EQ(nearest_word("p", known), "P");
}

TEST(Words, WhatIsNearToNoneOrToTwoIsNotGuessed) {
  EXPECT_FALSE(nearest_word("banana", known));
  EXPECT_FALSE(nearest_word("y", known));
  constexpr std::array twins = {"abcd"sv, "abce"sv};
  EXPECT_FALSE(nearest_word("abcf", twins));
  EXPECT_FALSE(nearest_word(std::string(100'000, 'a'), known));
}

TEST(Words, KeyWordsAreThoseOfTheLanguage) {
  for (const std::string_view word : {"parley", "variant", "chance", "stop", "if", "mod", "type", "nobody", "rest"}) {
    EXPECT_TRUE(is_keyword(word)) << word;
  }
  for (const std::string_view word :
       {"grade", "unit", "from", "step", "as", "above", "given", "x", "worth", "times", "P"}) {
    EXPECT_FALSE(is_keyword(word)) << word;
  }
}

}  // namespace
}  // namespace parley::scenario
