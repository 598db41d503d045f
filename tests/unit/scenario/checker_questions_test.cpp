// SPDX-License-Identifier: Apache-2.0
// Questions of the file and from outside: targets, holds, axes, and the runs that an ordered hold stands for.
#include <gtest/gtest.h>

#include "unit/scenario/checker_text.h"

namespace parley::scenario {
namespace {

constexpr std::string_view lines =
    "menu pressure { ease: 0, patrols: 1/3, strikes: 2/3, build_up: 1 }\n"
    "param c : pos = 1 to 4\nparam p : prob = 0.2 to 0.4\nparam secret = 1 to 3 private to leader\nparam k = 5\n"
    "let gone = leader is leave\nplayer rival type { a: p, b: rest }\n"
    "play {\n  rival picks pressure and share in { 0, 0.5, 1 }\n  leader picks { stay, leave } when pressure is not "
    "ease\n"
    "  chance luck { good worth 2: 0.5, bad worth 0: rest }\n}\n"
    "payoff leader { left: c + share, stayed: secret + k * luck }\npayoff rival { always: 0 }\n";

std::string hold_error(std::string_view text) {
  const auto hold = parse_hold(*checked(lines), text);
  return hold ? "no error: " + hold->text : hold.error().message;
}

TEST(Target, IsReadInTheWordsOfTheLanguage) {
  const auto base = checked(lines);
  const auto chance = parse_target(base, " P(left  given rival.type is a) ");
  ASSERT_TRUE(chance) << chance.error().message;
  EXPECT_EQ(chance->target.text, "P(left given rival.type is a)");
  EXPECT_EQ(chance->scenario->expr(chance->target.event).kind, ExprKind::is_outcome);
  EXPECT_EQ(chance->scenario->expr(*chance->target.given).kind, ExprKind::is_type);
  EXPECT_GT(chance->scenario->exprs.size(), base->exprs.size());
  const auto value = parse_target(base, "value(rival)");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->target.kind, Target::Kind::value);
  EXPECT_EQ(value->target.player, PlayerId{1});
}

TEST(Target, MayUseLetsTypesAndPrivateParameters) {
  const auto base = checked(lines);
  EXPECT_TRUE(parse_target(base, "P(gone and secret > 2 given c < 3)"));
  EXPECT_TRUE(parse_event(base, "leader is stay or luck > 1"));
  EXPECT_EQ(parse_event(base, "gone")->target.text, "P(gone)");
}

TEST(Target, LeavesIdsOfTheGivenScenarioValid) {
  const auto base = checked(lines);
  const auto question = parse_event(base, "leader is stay");
  ASSERT_TRUE(question);
  for (std::size_t i = 0; i < base->exprs.size(); ++i) {
    EXPECT_EQ(question->scenario->exprs[i].kind, base->exprs[i].kind);
    EXPECT_EQ(question->scenario->exprs[i].args, base->exprs[i].args);
  }
}

TEST(Target, IsRefusedWithTheTextThePlaceAndTheRule) {
  const auto base = checked(lines);
  EXPECT_EQ(parse_target(base, "P(leader is go)").error().message,
            "\"P(leader is go)\", column 13: `leader` has no label `go`; its labels are `stay` and `leave`");
  EXPECT_EQ(
      parse_target(base, "value(ruler)").error().message,
      "\"value(ruler)\", column 7: `ruler` is no player, and `value` is of a player; the players are `leader` and "
      "`rival`");
  EXPECT_EQ(
      parse_event(base, "c + 1").error().message,
      "\"c + 1\", column 1: `c + 1` is a number, and a condition is needed here; compare it with something: `c + 1 "
      "> 0`");
  EXPECT_EQ(parse_target(base, "P(leader is stay").error().code, ErrorCode::bad_option);
  EXPECT_FALSE(parse_target(base, ""));
  EXPECT_FALSE(parse_event(base, ""));
}

TEST(Hold, TakesALabelOrANumber) {
  const auto base = checked(lines);
  const auto label = parse_hold(*base, "pressure=build_up");
  ASSERT_TRUE(label) << label.error().message;
  EXPECT_EQ(label->text, "pressure is build_up");
  EXPECT_EQ(label->label, 3U);
  EXPECT_EQ(parse_hold(*base, "pressure is patrols")->label, 1U);
  EXPECT_EQ(parse_hold(*base, "pressure = 2/3")->label, 2U);  // by the value of a label
  EXPECT_EQ(parse_hold(*base, "share=50%")->label, 1U);
  EXPECT_EQ(parse_hold(*base, "luck=good")->label, 0U);  // a chance move is held the same way
  const auto param = parse_hold(*base, "p=1/3");
  ASSERT_TRUE(param);
  EXPECT_EQ(to_string(param->value), "1/3");
  EXPECT_EQ(param->text, "p = 1/3");
  EXPECT_TRUE(parse_hold(*base, "k=7"));  // a constant may be set as well
}

// Language, section 9, Holding.
TEST(Hold, StandsBetweenChoicesOnlyWhereNoLabelIsTested) {
  const auto base = checked(lines);
  const auto between = parse_hold(*base, "share=0.85");
  ASSERT_TRUE(between);
  EXPECT_FALSE(between->label);
  EXPECT_EQ(to_string(between->value), "0.85");
  EXPECT_TRUE(parse_hold(*base, "luck=1"));  // off its labels, like a pick
  EXPECT_EQ(
      hold_error("pressure=0.5"),
      "\"pressure=0.5\", column 10: `pressure` cannot be held at 0.5, between its choices; its labels are tested with "
      "`is`, so the model does not say what another value would mean; its choices are `ease = 0`, `patrols = 1/3`, "
      "`strikes = 2/3` and `build_up = 1`");
  EXPECT_EQ(hold_error("share=2"),
            "\"share=2\", column 7: `share` cannot be held at 2, outside its range; its range is 0 to 1");
  EXPECT_EQ(
      hold_error("leader=1"),
      "\"leader=1\", column 8: `leader` cannot be held at 1: not all its choices have values; its choices are `stay` "
      "and `leave`");
}

TEST(Hold, IsRefusedForWhatIsNoLever) {
  EXPECT_EQ(
      hold_error("secret=2"),
      "\"secret=2\", column 1: `secret` is private to `leader`: it is a type, and cannot be held; ask what follows "
      "from it instead: `P(EVENT given secret > NUM)`");
  EXPECT_EQ(hold_error("left=1"),
            "\"left=1\", column 1: `left` is an outcome, and cannot be held; a lever is a pick, a chance move or a "
            "parameter");
  EXPECT_EQ(hold_error("preassure=1"),
            "\"preassure=1\", column 1: nothing here has the name `preassure`; a lever is needed; the levers are "
            "`pressure`, `share`, `leader`, `luck`, `c`, `p` and `k`");
  EXPECT_EQ(hold_error("p=2"), "\"p=2\", column 3: `p` cannot be held at 2: it is `prob`, between 0 and 1");
  EXPECT_EQ(hold_error("c=0"), "\"c=0\", column 3: `c` cannot be held at 0: it is `pos`, above 0");
  EXPECT_TRUE(hold_error("pressure > 1/3").find("one value is needed") != std::string::npos);
  EXPECT_FALSE(parse_hold(*checked(lines), "pressure"));
  EXPECT_FALSE(parse_hold(*checked(lines), "="));
}

TEST(Axis, IsALeverWithNumbers) {
  const auto base = checked(lines);
  EXPECT_TRUE(parse_axis(*base, "pressure")->variable);
  EXPECT_TRUE(parse_axis(*base, "luck")->variable);
  EXPECT_TRUE(parse_axis(*base, " c ")->param);
  EXPECT_EQ(
      parse_axis(*base, "leader").error().message,
      "\"leader\", column 1: `leader` cannot be an axis: its label `stay` has no value; give its labels values, or "
      "take another lever");
  EXPECT_FALSE(parse_axis(*base, "secret"));
  EXPECT_FALSE(parse_axis(*base, "rival"));
  EXPECT_FALSE(parse_axis(*base, ""));
}

TEST(MayBeHeldBetween, FollowsValuesAndTests) {
  const auto made = checked_case("negotiated_exit/negotiated_exit");
  const auto id = [&](std::string_view name) {
    return make_id<VariableTag>(static_cast<std::size_t>(&variable_named(*made, name) - made->variables.data()));
  };
  EXPECT_TRUE(may_be_held_between(*made, id("offer")));
  EXPECT_FALSE(may_be_held_between(*made, id("pressure")));  // tested by `pressure is build_up`
  EXPECT_FALSE(may_be_held_between(*made, id("course")));    // no values
}

TEST(Expectation, RunsAnOrderedHoldOverEveryChoiceThatMeetsIt) {
  const auto made = checked(std::string(lines) + "expect P(left) < 0.5 holding pressure <= 2/3, share > 0, c = 2\n");
  ASSERT_EQ(made->expectations.size(), 1U);
  const auto& runs = made->expectations[0].runs;
  ASSERT_EQ(runs.size(), 6U);  // three pressures by two shares
  EXPECT_EQ(runs[0][0].text, "pressure is ease");
  EXPECT_EQ(runs[0][1].text, "share is 0.5");
  EXPECT_EQ(runs[0][2].text, "c = 2");
  EXPECT_EQ(runs[5][0].text, "pressure is strikes");
  EXPECT_EQ(runs[5][1].text, "share is 1");
}

TEST(Expectation, WithoutHoldsIsOneRun) {
  const auto made = checked(std::string(lines) + "expect P(left) rises with  pressure  # as it should\n");
  EXPECT_EQ(made->expectations[0].runs.size(), 1U);
  EXPECT_TRUE(made->expectations[0].runs[0].empty());
  EXPECT_EQ(made->expectations[0].test, Expectation::Test::rises);
  EXPECT_EQ(made->expectations[0].text, "P(left) rises with pressure");
}

TEST(Ask, KeepsItsTextAndTakesThePlayersFreePicks) {
  const auto made = checked(std::string(lines) +
                            "ask frontier left on c x   share holding pressure is ease where P >= 1/2\n"
                            "ask information for rival\nask why not left\nask boxes where P(gone) >= 25%\n");
  ASSERT_EQ(made->asks.size(), 4U);
  EXPECT_EQ(made->asks[0].text, "frontier left on c x share holding pressure is ease where P >= 1/2");
  EXPECT_EQ(made->asks[0].held.size(), 1U);
  EXPECT_EQ(to_string(*made->asks[0].at_least), "0.5");
  EXPECT_EQ(made->asks[1].by.size(), 2U);  // pressure and share, which have no `when`
  EXPECT_EQ(made->asks[2].kind, Ask::Kind::why_not);
  EXPECT_EQ(made->asks[3].target->text, "P(gone)");
}

}  // namespace
}  // namespace parley::scenario
