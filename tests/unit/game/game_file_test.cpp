// SPDX-License-Identifier: Apache-2.0
// What game files may say and how it is read: forms, numbers, labels, comments, warnings, depth.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "games/game_files.h"
#include "unit/game/random_games.h"

namespace parley::game {
namespace {

using testing::ElementsAre;

ExtensiveGame efg(std::string_view text) {
  auto file = read_efg(text);
  EXPECT_TRUE(file) << file.error().message;
  return file ? file->game : ExtensiveGame{};
}

StrategicGame nfg(std::string_view text) {
  auto file = read_nfg(text);
  EXPECT_TRUE(file) << file.error().message;
  return file ? file->game : StrategicGame{};
}

// Source: the format's own documentation: comment optional, commas optional, D as good as R, definitions repeated.
TEST(Efg, TheSameGameInEveryFormIsEqual) {
  const ExtensiveGame plain = efg(R"(EFG 2 R "t" { "one" "two" }
p "" 1 1 "1.1" { "a" "b" } 0
c "" 1 "c" { "l" 1/4 "r" 3/4 } 0
t "" 1 "x" { 1 2 }
t "" 0
p "" 2 1 "2.1" { "c" } 2 "y" { 0.5 -1 }
t "" 1
)");
  EXPECT_EQ(plain, efg(R"(EFG 2 D "t" { "one", "two" } ""
p "" 1 1 "1.1" { "a", "b" } 0 c "" 1 "c" { "l", 0.25, "r", .75 } 0
t "" 1 "x" { 1, 2 } t "" 0 "" { 0, 0 } p "" 2 1 "2.1" { "c" } 2 "y" { 5e-1, -1.0 } t "" 1 "x" { +1, 2. })"));
  EXPECT_EQ(plain,
            efg("\xEF\xBB\xBF"
                "EFG\r\n2\tR\"t\"{\"one\"\"two\"}\r\np\"\"1 1\"1.1\"{\"a\"\"b\"}0 "
                "c\"\"1\"c\"{\"l\"1/4\"r\"3/4}0 t\"\"1\"x\"{1 2}t\"\"0 p\"\"2 1\"2.1\"{\"c\"}2\"y\"{1/2 -1}t\"\"1"));
}

TEST(Efg, KeepsInteriorOutcomesAndAddsPayoffsAlongThePath) {
  const ExtensiveGame game = efg(R"(EFG 2 R "" { "one" }
p "" 1 1 "" { "a" "b" } 1 "" { 10 }
p "" 1 2 "" { "a" "b" } 2 "" { 1/2 }
t "" 1
t "" 0
t "" 3 "" { -1 }
)");
  EXPECT_EQ(game.nodes[0].outcome, 0U);
  const auto numeric_game = numeric(game);
  ASSERT_TRUE(numeric_game);
  EXPECT_THAT(numeric_game->payoffs, ElementsAre(Rational::ratio(41, 2), Rational::ratio(21, 2), Rational(9)));
}

TEST(Efg, NumbersStayExact) {
  const ExtensiveGame game =
      efg("EFG 2 R \"\" { \"1\" \"2\" \"3\" \"4\" }\nt \"\" 1 \"\" { 0.1 1/3 -2.5e-3 "
          "123456789012345678901234567890 }");
  EXPECT_THAT(game.outcomes[0].payoffs,
              ElementsAre(Rational::ratio(1, 10), Rational::ratio(1, 3), Rational::ratio(-1, 400),
                          *Rational::parse("123456789012345678901234567890")));
  EXPECT_NE(write_efg(game).find("{ 0.1, 1/3, -0.0025, 123456789012345678901234567890 }"), std::string::npos);
}

TEST(Efg, LabelsKeepQuotesBackslashesBlanksAndLineBreaks) {
  const ExtensiveGame game =
      efg("EFG 2 R \"say \\\"hi\\\"\" { \"C:\\\\x\" \" b \\n\" }\n\"two\nlines\"\nt \"\xC3\xA9\" 0");
  EXPECT_EQ(game.title, "say \"hi\"");
  EXPECT_EQ(game.players[0], "C:\\x");
  EXPECT_EQ(game.players[1], " b \\n");  // a backslash before another letter is a backslash
  EXPECT_EQ(game.comment, "two\nlines");
  EXPECT_EQ(game.nodes[0].label, "\xC3\xA9");
  EXPECT_EQ(efg(write_efg(game)), game);
}

TEST(Efg, NumbersOfInformationSetsAndOutcomesAreKeptHoweverTheyAreChosen) {
  const ExtensiveGame game = efg(R"(EFG 2 R "" { "1" "2" }
p "" 2 900 "x" { "a" "b" } 0
p "" 1 7 "y" { "a" } 0
t "" 41 "" { 1 2 }
p "" 1 3 { "a" } 0
t "" 5 { 1 2 }
)");
  EXPECT_EQ(game.infosets[0].number, 900);
  EXPECT_EQ(game.infosets[1].number, 7);
  EXPECT_EQ(game.infosets[2].number, 3);
  EXPECT_EQ(game.outcomes[0].number, 41);
  EXPECT_EQ(game.outcomes[1].number, 5);
  EXPECT_EQ(efg(write_efg(game)), game);
}

TEST(Efg, DoubleLabelsAreAcceptedWithAWarningThatNamesTheLine) {
  const auto file = read_efg(R"(EFG 2 R "" { "one" "one" }
p "" 1 1 "set" { "a" "a" } 0
p "" 1 2 "set" { "a" "b" } 0
t "" 1 "end" { 0 0 }
t "" 2 "end" { 0 1 }
p "" 1 2 "other" { "c" "b" } 0
t "" 1 "else"
t "" 0 "none"
)");
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_THAT(file->warnings,
              ElementsAre("line 1: two players are both called \"one\"",
                          "line 2: two actions of information set 1 of player 1 are both called \"a\"",
                          "line 3: information set 2 of player 1 is called \"set\" like another of the same player",
                          "line 5: outcome 2 is called \"end\" like another",
                          "line 6: information set 2 of player 1 has other action labels than on line 3, which hold",
                          "line 6: information set 2 of player 1 has another label than on line 3, which holds",
                          "line 7: outcome 1 has another label than on line 4, which holds",
                          "line 8: outcome 0 stands for none, and its label is dropped"));
}

TEST(Efg, WarningsAreCountedAfterTheFirstHundred) {
  std::string text = "EFG 2 R \"\" {";
  for (int i = 0; i < 151; ++i) text += " \"same\"";
  const auto file = read_efg(text + " }\nt \"\" 0");
  ASSERT_TRUE(file);
  ASSERT_EQ(file->warnings.size(), 101U);
  EXPECT_EQ(file->warnings.back(), "50 further warnings");
}

/// A chain of decisions by two players in turn, each of which can stop.
std::string chain(int depth) {
  std::string text = "EFG 2 R \"chain\" { \"1\" \"2\" }\n";
  for (int i = 0; i < depth; ++i) {
    text += "p \"\" " + std::to_string(1 + i % 2) + " " + std::to_string(i / 2 + 1) + " \"\" { \"go\" \"stop\" } 0\n";
  }
  text += "t \"\" 1 \"\" { 0 0 }\n";
  for (int i = 0; i < depth; ++i) text += i == 0 ? "t \"\" 2 \"\" { 1 1 }\n" : "t \"\" 2\n";
  return text;
}

void read_write_and_solve_chain(int depth) {
  const ExtensiveGame game = efg(chain(depth));
  ASSERT_EQ(game.nodes.size(), static_cast<std::size_t>(2 * depth + 1));
  EXPECT_EQ(imperfect_recall(game), "");
  const auto numeric_game = numeric(game);
  ASSERT_TRUE(numeric_game) << numeric_game.error().message;
  EXPECT_EQ(numeric_game->infosets.back().block, static_cast<std::uint32_t>(depth - 1));
  EXPECT_EQ(gambit_order(*numeric_game).size(), static_cast<std::size_t>(depth));
  const auto back = read_efg(write_efg(game));
  ASSERT_TRUE(back);
  EXPECT_TRUE(back->game == game);
}

// A recursion over so many levels takes more than the usual 8 MiB of stack.
TEST(Efg, TreesAHundredThousandDeepAreReadWrittenAndTurnedIntoGames) { read_write_and_solve_chain(100'000); }
TEST(SlowEfg, TreesAMillionDeepAreReadWrittenAndTurnedIntoGames) { read_write_and_solve_chain(1'000'000); }

// Each of 20,000 nodes refers to a set with 20,000 actions: space for all of them would be 400 million entries.
TEST(Efg, ChildrenTakeMemoryOnlyOnceTheyAreThere) {
  std::string text = "EFG 2 R \"\" { \"1\" }\np \"\" 1 1 \"\" {";
  for (int i = 0; i < 20'000; ++i) text += " \"\"";
  text += " } 0\n";
  for (int i = 0; i < 20'000; ++i) text += "p \"\" 1 1 0\n";
  const auto file = read_efg(text);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().message,
            "line 20003: found the end of the file, expected a node, which begins with 'c', 'p' or 't', after action 1 "
            "of 20000 (\"\") of the node on line 20002");
}

TEST(Efg, GamesAsLargeAsNoMachineAreRefusedBeforeMemoryIsSpent) {
  std::string text = "EFG 2 R \"\" {";
  for (int i = 0; i < 40'000; ++i) text += " \"\"";
  text += " }\np \"\" 1 1 \"\" {";
  for (int i = 0; i < 40'000; ++i) text += " \"\"";
  text += " } 0\n";
  for (int i = 0; i < 40'000; ++i) text += "t \"\" 0\n";
  const auto refused = numeric(efg(text));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::too_large);
}

// Source: the format's own documentation: the first player's strategy runs fastest.
TEST(Nfg, FormsOfTheSameTableAgree) {
  const StrategicGame counts = nfg("NFG 1 R \"t\" { \"A\" \"B\" } { 2 3 }\n1 2 3 4 5 6 7 8 9 10 11 12");
  EXPECT_EQ(counts, nfg("NFG 1 D \"t\" { \"A\" \"B\" } { { \"1\" \"2\" } { \"1\" \"2\" \"3\" } } \"\"\n"
                        "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12"));
  EXPECT_THAT(counts.outcomes[1].payoffs, ElementsAre(Rational(3), Rational(4)));  // second strategy of A, first of B
  const StrategicGame outcomes = nfg(R"(NFG 1 R "t" { "A" "B" } { 2 3 } "comment"
{ { "win" 1, 2 } { "lose" 3 4 } }
1 2 0 0 2 1)");
  EXPECT_TRUE(outcomes.outcome_form);
  EXPECT_EQ(outcomes.comment, "comment");
  EXPECT_THAT(outcomes.contingencies, ElementsAre(0U, 1U, none, none, 1U, 0U));
  EXPECT_EQ(nfg(write_nfg(outcomes)), outcomes);
  EXPECT_EQ(nfg(write_nfg(counts)), counts);
}

TEST(Nfg, EmptyListOfOutcomesMakesEveryPayoffZero) {
  const StrategicGame game = nfg("NFG 1 R \"\" { \"A\" \"B\" } { 2 2 }\n\"\"\n{\n}\n0 0 0 0");
  const auto numeric_game = numeric(game);
  EXPECT_EQ(numeric_game.payoffs, std::vector<Rational>(8));
  EXPECT_EQ(nfg(write_nfg(game)), game);
}

TEST(Nfg, DoubleLabelsAreAcceptedWithAWarningThatNamesTheLine) {
  const auto file =
      read_nfg("NFG 1 R \"\" { \"A\" \"A\" }\n{ { \"x\" \"x\" }\n{ \"y\" } }\n{ { \"o\" 1 2 }\n{ \"o\" 1 2 } }\n1 2");
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_THAT(file->warnings, ElementsAre("line 1: two players are both called \"A\"",
                                          "line 2: two strategies of player 1 are both called \"x\"",
                                          "line 5: two outcomes are both called \"o\""));
}

TEST(Nfg, OneContingencyIsATable) { EXPECT_EQ(nfg("NFG 1 R \"\" { \"A\" } { 1 } 7").outcomes.size(), 1U); }

TEST(Nfg, TablesLargerThanTheFileAreRefusedBeforeMemoryIsSpent) {
  const auto file = read_nfg("NFG 1 R \"\" { \"A\" \"B\" }\n{ 1000000000000 1000000000000 }\n1 2");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().message,
            "line 2: found more contingencies than the rest of the file has room for, expected a payoff or an outcome "
            "for each of them");
}

TEST(RandomGames, ReadBackEqualAfterWriting) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const test::RandomTree tree(seed, 1 + static_cast<std::uint32_t>(seed % 4), 6);
    EXPECT_EQ(efg(write_efg(tree.game())), tree.game()) << seed;
    EXPECT_EQ(imperfect_recall(tree.game()), "") << seed;
  }
}

/// Errors of a damaged file must say where and what.
template <class Reader>
void damage(const std::string& text, const Reader& reader) {
  const auto check = [&reader](const std::string& broken) {
    const auto file = reader(broken);
    if (file) return;
    EXPECT_EQ(file.error().code, ErrorCode::bad_input);
    EXPECT_THAT(file.error().message, testing::MatchesRegex("line [0-9]+: found .*, expected .*")) << broken;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    check(text.substr(0, i));
    check(text.substr(0, i) + text.substr(i + 1));
    for (const char c : {'"', '{', '}', '-', '9', ' ', '\\', ',', 'x', '\0'}) {
      std::string changed = text;
      changed[i] = c;
      check(changed);
    }
  }
}

TEST(DamagedFiles, AreReadOrRefusedWithLineFoundAndExpected) {
  for (const char* name : {"selten1975_fig2.efg", "gilboa1997_fig1.efg"}) {
    damage(test::read_file(test::game_path(name)), read_efg);
  }
  damage(test::read_file(test::game_path("deg1.nfg")), read_nfg);
  damage("NFG 1 R \"t\" { \"A\" \"B\" } { { \"x\" \"y\" } { \"z\" } } \"c\"\n{ { \"o\" 1, 1/2 } { \"p\" 3e2 4 } }\n1 0",
         read_nfg);
}

}  // namespace
}  // namespace parley::game
