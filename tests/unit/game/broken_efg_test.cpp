// SPDX-License-Identifier: Apache-2.0
// Malformed .efg files, each with the message that it gets: the line, what was found, what was expected.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "parley/game/format/efg.h"

namespace parley::game {
namespace {

struct Broken {
  std::string_view text;  // where it begins with |, it follows a first line with players "1" and "2"
  std::string_view message;
};

constexpr std::string_view first_line = "EFG 2 R \"t\" { \"1\" \"2\" }\n";

constexpr Broken broken_files[] = {
    {"", "line 1: found the end of the file, expected 'EFG', the first word of an .efg file"},
    {"GAME 2 R", "line 1: found 'GAME', expected 'EFG', the first word of an .efg file"},
    {R"(NFG 1 R "t" { "1" } { 1 } 0)", "line 1: found 'NFG', expected 'EFG', the first word of an .efg file"},
    {R"(EFG 1 R "t" { "1" })", "line 1: found '1', expected version 2 of the format"},
    {R"(EFG 2 X "t" { "1" })", "line 1: found 'X', expected 'R' or 'D'"},
    {R"(EFG 2 R t { "1" })", "line 1: found 't', expected the title in quotes"},
    {R"(EFG 2 R "t)",
     R"(line 1: found a text that begins with "t" and is never closed, expected a closing quote (\" inside a text is a quote that does not close it))"},
    {R"(EFG 2 R "t" "1")", R"(line 1: found the text "1", expected { the names of the players })"},
    {R"(EFG 2 R "t" { 1 })", "line 1: found '1', expected a player's name in quotes or '}'"},
    {R"(EFG 2 R "t" { "1" "2")", "line 1: found the end of the file, expected a player's name in quotes or '}'"},
    {R"(EFG 2 R "t" { })", "line 1: found no player, expected at least one player"},
    {R"(EFG 2 R "t" { "1", })", "line 1: found '}', expected another item after the comma"},
    {R"(EFG 2 R "t" { "1",, "2" })", "line 1: found ',', expected another item after the comma"},
    {"|", "line 2: found the end of the file, expected the root: a node, which begins with 'c', 'p' or 't'"},
    {R"(|"comment" "second comment")",
     R"(line 2: found the text "second comment", expected the root: a node, which begins with 'c', 'p' or 't')"},
    {R"(|x "" 0)", "line 2: found 'x', expected the root: a node, which begins with 'c', 'p' or 't'"},
    {"|t 0", "line 2: found '0', expected the node's label in quotes"},
    {R"(|t "")", "line 2: found the end of the file, expected the number of an outcome, 0 for none"},
    {R"(|t "" one)", "line 2: found 'one', expected the number of an outcome, 0 for none"},
    {R"(|t "" -1)", "line 2: found outcome -1, expected a number from 0 on"},
    {R"(|t "" 1)",
     "line 2: found outcome 1 without its payoffs, expected its label and { payoffs }, since it appears here first"},
    {R"(|t "" 1 "o" { 1 })", "line 2: found 1 payoff, expected 2, one for each player"},
    {R"(|t "" 1 "o" { 1 2 3 })", "line 2: found 3 payoffs, expected 2, one for each player"},
    {R"(|t "" 1 "o" { 1 2)",
     "line 2: found the end of the file, expected a payoff or '}' (such as 2, -0.25, 1e-3 or 1/3)"},
    {R"(|t "" 1 "o" { 1 2, })", "line 2: found '}', expected another item after the comma"},
    {R"(|t "" 1 "o" { 1 "2" })",
     R"(line 2: found the text "2", expected a payoff or '}' (such as 2, -0.25, 1e-3 or 1/3))"},
    {R"(|t "" 1 "o" { 1 2% })", "line 2: found '2%', expected a payoff or '}' (such as 2, -0.25, 1e-3 or 1/3)"},
    {R"(|t "" 1 "o" { 1 1/0 })", "line 2: found '1/0', expected a payoff or '}' (such as 2, -0.25, 1e-3 or 1/3)"},
    {R"(|t "" 1 "o" { 1 1e99999 })", "line 2: found '1e99999', expected a number with an exponent of at most 1000"},
    {R"(|t "" 1 "o" { 1 0x10 })", "line 2: found '0x10', expected a payoff or '}' (such as 2, -0.25, 1e-3 or 1/3)"},
    {R"(|t "" 1 "o" { 1 nan })", "line 2: found 'nan', expected a payoff or '}' (such as 2, -0.25, 1e-3 or 1/3)"},
    {R"(|t "" 1 "o" { 1 -- })", "line 2: found '--', expected a payoff or '}' (such as 2, -0.25, 1e-3 or 1/3)"},
    {R"(|t "" 0 "o" { 0 1 })",
     "line 2: found outcome 0 with payoff 1, expected payoffs of 0, since outcome 0 stands for none"},
    {R"(|t "" 0
t "" 0)",
     "line 3: found 't', expected the end of the file, since the tree is complete"},
    {R"(|t "" 99999999999999999999)",
     "line 2: found '99999999999999999999', expected the number of an outcome, 0 for none"},
    {R"(|p "" 0 1 "" { "a" } 0
t "" 0)",
     "line 2: found player 0, expected a player's number from 1 to 2"},
    {R"(|p "" 3 1 "" { "a" } 0
t "" 0)",
     "line 2: found player 3, expected a player's number from 1 to 2"},
    {R"(|p "" 1 0 "" { "a" } 0
t "" 0)",
     "line 2: found information set 0, expected a number from 1 on"},
    {R"(|p "" 1 1 0
t "" 0)",
     "line 2: found information set 1 of player 1 without its actions, expected its label and { actions }, since it "
     "appears here first"},
    {R"(|p "" 1 1 "" { } 0)", "line 2: found no action, expected at least one action in the braces"},
    {R"(|p "" 1 1 "" { a } 0
t "" 0)",
     "line 2: found 'a', expected an action's label in quotes or '}'"},
    {R"(|p "" 1 1 "" { "a" "b" } 0
t "" 0
)",
     R"(line 4: found the end of the file, expected a node, which begins with 'c', 'p' or 't', after action 2 of 2 ("b") of the node on line 2)"},
    {R"(|p "" 1 1 "" { "a" "b" } 0
t "" 0
t "" 0
t "" 0)",
     "line 5: found 't', expected the end of the file, since the tree is complete"},
    {R"(|p "" 1 1 "" { "a" "b" } 0
p "" 1 1 "" { "a" } 0)",
     "line 3: found information set 1 of player 1 with 1 action, expected 2 as on line 2"},
    {R"(|p "" 1 1 "" { "a" 1/2 "b" 1/2 } 0)", "line 2: found '1/2', expected an action's label in quotes or '}'"},
    {R"(|c "" 1 "" { "a" "b" } 0)",
     R"(line 2: found the text "b", expected the chance of the action (such as 2, -0.25, 1e-3 or 1/3))"},
    {R"(|c "" 1 "" { "a" 1/2 "b" 1/3 } 0)", "line 2: found chances that add up to 5/6, expected 1"},
    {R"(|c "" 1 "" { "a" 3/2 "b" -1/2 } 0)", "line 2: found chance 3/2, expected a chance from 0 to 1"},
    {R"(|c "" 1 "" { "a" 1/2 "b" } 0)",
     "line 2: found '}', expected the chance of the action (such as 2, -0.25, 1e-3 or 1/3)"},
    {R"(|c "" 1 "" { "a" 1/2 "b" 1/2 } 0
c "" 1 "" { "a" 1/3 "b" 2/3 } 0)",
     "line 3: found chance information set 1 with other chances, expected those of line 2"},
    {R"(|c "" 1 0
t "" 0)",
     "line 2: found chance information set 1 without its actions, expected its label and { actions }, since it appears "
     "here first"},
    {R"(|c "" 1 1 "" { "a" 1 } 0)",
     "line 2: found chance information set 1 without its actions, expected its label and { actions }, since it appears "
     "here first"},
    {R"(|p "" 1 1 "" { "a" "b" } 0
t "" 1 "" { 1 2 }
t "" 1 "" { 2 1 })",
     "line 4: found outcome 1 with other payoffs, expected those of line 3"},
    {R"(|p "" 1 1 "" { "a" "b" } })", "line 2: found '}', expected the number of an outcome, 0 for none"},
    {"|{", "line 2: found '{', expected the root: a node, which begins with 'c', 'p' or 't'"},
    {R"(|t "\" 0)",
     R"(line 2: found a text that begins with "\\\" 0" and is never closed, expected a closing quote (\" inside a text is a quote that does not close it))"},
    {R"(|t "" 1 "o" { 1 2 } { 3 4 })", "line 2: found '{', expected the end of the file, since the tree is complete"},
};

TEST(BrokenEfg, TellsLineAndRule) {
  EXPECT_GE(std::size(broken_files), 40U);
  for (const Broken& broken : broken_files) {
    std::string text(broken.text);
    if (text.starts_with('|')) text = std::string(first_line) + text.substr(1);
    const auto file = read_efg(text);
    ASSERT_FALSE(file) << text;
    EXPECT_EQ(file.error().code, ErrorCode::bad_input);
    EXPECT_EQ(file.error().message, broken.message) << text;
  }
}

}  // namespace
}  // namespace parley::game
