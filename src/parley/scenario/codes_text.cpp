// SPDX-License-Identifier: Apache-2.0
// The stories of P01 (text and syntax) and P07 (limits).
#include <array>
#include <deque>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "parley/scenario/code_families.h"

namespace parley::scenario {
namespace {

/// Most faults stand on one line of a scenario that is the same for all: a statement of its own, or the play.
enum class Part : unsigned char { statement, play, whole };

struct Entry {
  std::string_view code, title, story;
  Part part;
  std::string_view failing, mended;
};

constexpr std::string_view plain_play = "play {\n  leader picks { stay, leave }\n}";

std::string whole_text(Part part, std::string_view typed) {
  if (part == Part::whole) return std::string(typed);
  const bool statement = part == Part::statement;
  return fmt::format(
      "parley 1\n\nplayer leader\n{}{}\n{}\n\noutcome left   when leader is leave\noutcome stayed otherwise\n\n"
      "payoff leader {{ left: 0, stayed: 1 }}\n",
      statement ? typed : "", statement ? "\n" : "", statement ? plain_play : typed);
}

constexpr std::string_view nothing_typed = "parley 1\n";

constexpr std::array text_entries = {
    Entry{"P0100", "more errors than are shown",
          "A file is told of its first 20 errors at once. Further ones are counted here; they show up when the first "
          "are mended, if they have not gone with them.",
          Part::whole,
          "parley 1\nlet 1\nlet 2\nlet 3\nlet 4\nlet 5\nlet 6\nlet 7\nlet 8\nlet 9\nlet 10\nlet 11\nlet 12\nlet 13\n"
          "let 14\nlet 15\nlet 16\nlet 17\nlet 18\nlet 19\nlet 20\nlet 21\nlet 22\n",
          nothing_typed},
    Entry{"P0101", "bytes that are no character",
          "A scenario is UTF-8 text. A byte that is part of no UTF-8 character mostly comes from a file saved in an "
          "older encoding; what it was meant to be cannot be told.",
          Part::statement, "let cost = 1  # caf\xE9", "let cost = 1  # caf\xC3\xA9"},
    Entry{
        "P0102", "an invisible character",
        "Control characters, marks that turn the direction of writing, and byte order marks inside the text cannot be "
        "seen, and could make a scenario say something else than it shows. They are refused everywhere, comments "
        "and texts included.",
        Part::statement, "let cost = 1 +\xE2\x80\x8F 2", "let cost = 1 + 2"},
    Entry{"P0103", "a sign that is not of the language",
          "Outside of texts and comments the language uses letters, digits and the signs { } ( ) : , . + - * / ^ < > = "
          "and \". Signs of other languages are named with what is written here instead: `and` for &&, `=` for ==, a "
          "line "
          "break for a semicolon, straight quotes for curly ones. Names are made of the letters a to z and A to Z, "
          "digits "
          "and `_`, so that every keyboard can type every name.",
          Part::statement, "let cost = 1;", "let cost = 1"},
    Entry{"P0104", "a text without its closing quote",
          "A text stands in straight quotes on one line. A quote inside it is written \\\".", Part::statement,
          "scenario \"A standoff", "scenario \"A standoff\""},
    Entry{"P0105", "a backslash that stands for nothing",
          "In a text \\\" is a quote and \\\\ a backslash; no other letter after a backslash has a meaning, so that no "
          "text "
          "hides a character that cannot be seen.",
          Part::statement, R"(scenario "Stay \n or leave")", R"(scenario "Stay or leave")"},
    Entry{"P0106", "a number that is none",
          "Numbers read 12, 0.25, 1e-3 or 35%. Digits stand on both sides of the point, and no letters behind them. A "
          "name "
          "begins with a letter.",
          Part::statement, "param cost = .5", "param cost = 0.5"},
    Entry{
        "P0107", "a date that no calendar has",
        "Four digits, two and two, joined by `-`, are a date: year, month, day. The month is 01 to 12 and the day one "
        "that the month has.",
        Part::statement, "scenario \"Standoff\" { as_of 2025-02-30 }", "scenario \"Standoff\" { as_of 2025-02-28 }"},
    Entry{"P0108", "a date in an expression",
          "2025-11-07 is a date and no subtraction, wherever it stands. To subtract whole numbers that happen to look "
          "so, "
          "put blanks around the minus sign.",
          Part::statement, "let years = 2025-11-07", "let years = 2025 - 11 - 7"},
    Entry{
        "P0109", "no edition at the beginning",
        "The first statement names the edition of the language that the file is written in, so that it means the same "
        "under every later version of the program.",
        Part::whole, "let cost = 1\n", "parley 1\nlet cost = 1\n"},
    Entry{"P0110", "an edition that is not known here",
          "This program reads edition 1. A later edition may give the same words another meaning, so the file is not "
          "guessed at.",
          Part::whole, "parley 2\n", nothing_typed},
    Entry{
        "P0111", "a line that begins with no key word",
        "A statement begins with its key word on a new line and ends with its line, unless a brace or a parenthesis is "
        "open or the line ends in an operator. A word that is nearly a key word is read as that one; otherwise reading "
        "goes on at the next key word.",
        Part::statement, "lett cost = 1", "let cost = 1"},
    Entry{"P0112", "two things on one line",
          "Statements and steps each begin on a line of their own, and nothing follows them on their last line. Only "
          "items "
          "inside braces may share a line, set apart by commas.",
          Part::play, "play {\n  leader picks { stay, leave } stop\n}", plain_play},
    Entry{
        "P0113", "a key word where a name belongs",
        "The words that begin statements and steps, the words of expressions, the functions, and picks, when, until, "
        "seen, by, none, rest, otherwise, always, noted, to, all, nobody and type are neither names nor labels. Words "
        "that stand only in fixed places (grade, unit, from, step ...) may be used freely.",
        Part::statement, "let rest = 1", "let remainder = 1"},
    Entry{"P0114", "something else was expected",
          "The text stops following the grammar at this place: the message says what could stand there and what does, "
          "and "
          "a note shows the whole form by an example.",
          Part::statement, "param cost 1", "param cost = 1"},
    Entry{"P0115", "an opening brace on a line of its own",
          "An opening brace stays on the line of the statement or step that it belongs to: a statement ends with its "
          "line, and the brace is what lets it go on.",
          Part::play, "play\n{\n  leader picks { stay, leave }\n}", plain_play},
    Entry{"P0116", "a brace or parenthesis that is never closed",
          "What is opened must be closed before the next statement begins or the file ends. The place shown is the "
          "opening; "
          "the closing belongs somewhere between it and the second place.",
          Part::play, "play {\n  leader picks { stay, leave }", plain_play},
    Entry{"P0117", "a brace that closes nothing",
          "Either the brace is one too many, or the one that should open it is missing or was closed too early.",
          Part::play, "play {\n  leader picks { stay, leave }\n}\n}", plain_play},
    Entry{"P0118", "items that nothing sets apart", "Items in braces are set apart by a comma or a line break.",
          Part::play, "play {\n  leader picks { stay leave }\n}", plain_play},
    Entry{"P0119", "a clause that stands twice",
          "Each clause of a statement or step stands at most once; of two it would not be clear which holds.",
          Part::statement, "source DESK \"The desk\" grade B2 grade C3", "source DESK \"The desk\"  grade B2"},
    Entry{"P0120", "a second edition",
          "The edition stands once, on the first line, and holds for the whole file, its variants included.",
          Part::statement, "parley 1", "# nothing more to say"},
    Entry{
        "P0121", "a word that means nothing here",
        "At this place the grammar knows only a few words, and this is none of them. Where one is near enough to be a "
        "misspelling, reading goes on as if it stood there.",
        Part::play, "play {\n  leader pick { stay, leave }\n}", plain_play},
    Entry{
        "P0122", "a step outside of the play",
        "Steps stand between the braces of a play, or of a block inside it. A step found elsewhere often means that a "
        "brace before it closed the play too early.",
        Part::play, "play {\n  leader picks { stay, leave }\n}\n  stop when leader is stay",
        "play {\n  leader picks { stay, leave }\n  stop when leader is stay\n}"},
    Entry{"P0123", "a comparison of three things",
          "A comparison compares two things and is a condition; a condition cannot be compared again. Join two "
          "comparisons "
          "with `and`.",
          Part::statement, "let mild = 0 < 1 < 2", "let mild = 0 < 1 and 1 < 2"},
    Entry{
        "P0124", "a number that cannot stand here",
        "Rounds and parts are counted in whole numbers, and no number is a quotient by zero.", Part::play,
        "play {\n  leader picks { stay, leave }\n  repeat 1.5 times {\n    chance luck { good: 1/2, bad: rest }\n  "
        "}\n}",
        "play {\n  leader picks { stay, leave }\n  repeat 2 times {\n    chance luck { good: 1/2, bad: rest }\n  }\n}"},
    Entry{"P0125", "a list without items",
          "A choice needs something to choose, a chance something that can happen, evidence something that it says.",
          Part::play, "play {\n  leader picks { }\n}", plain_play},
};

/// A statement with one expression in `depth` parentheses.
std::string nested(std::size_t depth) {
  return fmt::format("let deep = {}1{}", std::string(depth, '('), std::string(depth, ')'));
}

/// Three choices on a scale, all of which the payoff tells apart.
std::string grid_scenario(std::string_view step) {
  return fmt::format(
      "parley 1\n\nplayer leader\n\nplay {{\n  leader picks first in 0 to 1 step {0}\n"
      "  leader picks second in 0 to 1 step {0}\n  leader picks third in 0 to 1 step {0}\n}}\n\n"
      "outcome done otherwise\n\npayoff leader {{ done: first - second^2 + third^3 }}\n",
      step);
}

/// Keeps the texts that the stories point to.
struct Family {
  std::deque<std::string> texts;
  std::vector<CodeStory> stories;

  void add(std::string_view code, std::string_view title, std::string_view story, std::string failing,
           std::string mended) {
    const std::string_view wrong = texts.emplace_back(std::move(failing));
    const std::string_view right = texts.emplace_back(std::move(mended));
    stories.push_back({.code = code, .title = title, .story = story, .failing = wrong, .mended = right});
  }
};

Family make_text_family() {
  Family family;
  for (const Entry& entry : text_entries) {
    family.add(entry.code, entry.title, entry.story, whole_text(entry.part, entry.failing),
               whole_text(entry.part, entry.mended));
  }
  return family;
}

Family make_limit_family() {
  Family family;
  family.add(
      "P0701", "a game of too many nodes",
      "A game is refused, with the size at which it passed the limit, before memory is spent on it. The limit is an "
      "option of the command (`--max-nodes`). Fewer choices on a scale, fewer rounds, or payoffs that need not tell "
      "histories apart (those are merged) make a game smaller.",
      grid_scenario("0.001"), grid_scenario("0.5"));
  family.add(
      "P0702", "a play of too many moves",
      "The rounds of a repetition are laid out one after another. A game may have up to a million moves in a row, and "
      "up to 62 players.",
      whole_text(Part::play,
                 "play {\n  leader picks { stay, leave }\n  repeat 2000000 times {\n"
                 "    chance luck { good: 1/2, bad: rest }\n  }\n}"),
      whole_text(Part::play,
                 "play {\n  leader picks { stay, leave }\n  repeat 2 times {\n"
                 "    chance luck { good: 1/2, bad: rest }\n  }\n}"));
  family.add(
      "P0703", "too deep a nesting",
      "Parentheses, braces, signs and functions may stand up to 256 deep in one another, and up to 1,000 operators "
      "on top of one another. No person reads more, and a limit keeps a hostile file from exhausting the program. Give "
      "parts of a long expression a name with `let`.",
      whole_text(Part::statement, nested(300)), whole_text(Part::statement, nested(3)));
  family.add(
      "P0704", "a number too long to be kept exact",
      "Numbers are exact rationals. One with more than 4,000 digits, or an exponent beyond 4,000, says nothing that a "
      "shorter one would not, and would make exact arithmetic slow.",
      whole_text(Part::statement, "let big = 1e5000"), whole_text(Part::statement, "let big = 1e12"));
  return family;
}

}  // namespace

std::span<const CodeStory> text_stories() {
  static const Family family = make_text_family();
  return family.stories;
}

std::span<const CodeStory> limit_stories() {
  static const Family family = make_limit_family();
  return family.stories;
}

}  // namespace parley::scenario
