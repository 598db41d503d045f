// SPDX-License-Identifier: Apache-2.0
// What JSON values look like on paper, read back by a library that was not made here.
#include "parley/report/json_writer.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace parley::report {
namespace {

TEST(JsonNumbers, ReadBackAsTheSameDouble) {
  std::mt19937_64 random(7);
  for (int k = 0; k < 2000; ++k) {
    const std::uint64_t bits = random();
    double value = 0.0;
    static_assert(sizeof value == sizeof bits);
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) continue;
    EXPECT_EQ(nlohmann::json::parse(Json(value).dump()).get<double>(), value) << Json(value).dump();
  }
}

TEST(JsonNumbers, HaveTheFewestDigits) {
  EXPECT_EQ(Json(0.1).dump(), "0.1");
  EXPECT_EQ(Json(4871.0).dump(), "4871");
  EXPECT_EQ(Json(1.0 / 3.0).dump(), "0.3333333333333333");
}

TEST(JsonNumbers, AreNullWhereUndefined) {
  EXPECT_EQ(Json(std::numeric_limits<double>::quiet_NaN()).dump(), "null");
  EXPECT_EQ(Json(std::numeric_limits<double>::infinity()).dump(), "null");
  EXPECT_EQ(Json(std::optional<double>()).dump(), "null");
}

TEST(JsonNumbers, AreTextWhereNoDoubleEqualsTheRational) {
  EXPECT_EQ(Json(Number(Rational::ratio(1, 3))).dump(), "\"1/3\"");
  EXPECT_EQ(Json(Number(Rational::ratio(1, 10))).dump(), "\"1/10\"");
  EXPECT_EQ(Json(Number(Rational::ratio(1, 4))).dump(), "0.25");
  EXPECT_EQ(Json(Number(Rational(-7))).dump(), "-7");
  EXPECT_EQ(Json(Number(1.0 / 3.0)).dump(), "0.3333333333333333");
}

TEST(JsonText, SurvivesEveryCharacter) {
  std::string text;
  for (int c = 1; c < 128; ++c) text += static_cast<char>(c);
  text += "é→🂡";
  EXPECT_EQ(nlohmann::json::parse(Json(text).dump()).get<std::string>(), text);
}

// Table 3-7 of the Unicode Standard: overlong forms, surrogates and cut sequences are no characters.
TEST(JsonText, HasAReplacementForEachByteThatIsNoCharacter) {
  EXPECT_EQ(Json("a\xFFz").dump(), "\"a\uFFFDz\"");
  EXPECT_EQ(Json("\xC0\xAF").dump(), "\"\uFFFD\uFFFD\"");
  EXPECT_EQ(Json("\xED\xA0\x80").dump(), "\"\uFFFD\uFFFD\uFFFD\"");
  EXPECT_EQ(Json("\xE2\x82").dump(), "\"\uFFFD\uFFFD\"");
}

TEST(JsonLayout, KeepsTheOrderOfKeys) {
  EXPECT_EQ(Json::object().set("z", 1).set("a", 2).dump(), "{\"z\": 1, \"a\": 2}");
}

TEST(JsonLayout, BreaksOnlyWhatDoesNotFitTheLine) {
  Json inner = Json::array().push(1).push(2);
  const Json json = Json::object().set("first", inner).set("second", inner);
  EXPECT_EQ(json.dump(80), "{\"first\": [1, 2], \"second\": [1, 2]}");
  EXPECT_EQ(json.dump(30), "{\n  \"first\": [1, 2],\n  \"second\": [1, 2]\n}");
}

TEST(JsonLayout, WritesEmptyContainers) {
  EXPECT_EQ(Json::object().set("a", Json::array()).set("o", Json::object()).dump(), "{\"a\": [], \"o\": {}}");
}

TEST(JsonLayout, CompactHasNoBlanksButThoseOfTexts) {
  const Json json = Json::object().set("a b", Json::array().push(1).push("x, y: z")).set("c", Json::object());
  EXPECT_EQ(json.compact(), R"({"a b":[1,"x, y: z"],"c":{}})");
}

}  // namespace
}  // namespace parley::report
