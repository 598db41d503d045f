// SPDX-License-Identifier: Apache-2.0
// Reads and writes .nfg files (version 1, R and D), payoff and outcome form.
#include "parley/game/format/nfg.h"

#include <iterator>
#include <limits>
#include <numeric>
#include <unordered_set>

#include <fmt/format.h>

#include "parley/game/format/tokens.h"

namespace parley::game {
namespace {

using Kind = Tokens::Kind;

class NfgReader {
 public:
  explicit NfgReader(std::string_view text) : tokens_(text) {}

  Result<GameFile<StrategicGame>> read() {
    read_header();
    read_strategies();
    if (tokens_.is(Kind::text)) game_.comment = tokens_.take_text("the comment in quotes");
    game_.outcome_form = tokens_.is(Kind::open);
    game_.outcome_form ? read_outcomes() : read_payoffs();
    if (!tokens_.is(Kind::end)) {
      tokens_.fail_here("the end of the file after the " + counted(num_contingencies_, "contingency", "contingencies") +
                        " of the table");
    }
    if (tokens_.failed()) return std::unexpected(tokens_.error());
    return GameFile<StrategicGame>{std::move(game_), warnings_.take()};
  }

 private:
  void read_header() {
    tokens_.take_word("NFG", "'NFG', the first word of an .nfg file");
    tokens_.take_word("1", "version 1 of the format");
    tokens_.is_word("D") ? tokens_.take() : tokens_.take_word("R", "'R' or 'D'");
    game_.title = tokens_.take_text("the title in quotes");
    const std::size_t line = tokens_.line();
    game_.players = tokens_.take_texts("{ the names of the players }", "a player's name in quotes or '}'");
    if (game_.players.empty()) tokens_.fail(line, "no player", "at least one player");
    for (const std::string_view label : repeated(game_.players)) {
      warnings_.add(line, fmt::format("two players are both called \"{}\"", shown(label)));
    }
  }

  void read_strategies() {
    const std::size_t line = tokens_.line();
    tokens_.take_open("{ the strategies of the players, as labels or counts }");
    tokens_.is(Kind::open) ? read_labels() : read_counts();
    if (tokens_.failed()) return;
    const std::size_t lists = counts_.size();
    if (lists != game_.players.size()) {
      return tokens_.fail(line, "strategies of " + counted(lists, "player", "players"),
                          "those of " + counted(game_.players.size(), "player", "players"));
    }
    tokens_.take_close("'}' after the strategies");
    count_contingencies(line);
    if (tokens_.failed() || !game_.strategies.empty()) return;
    // Only now is it known that the file is long enough for such counts.
    for (const std::uint64_t count : counts_) {
      std::vector<std::string>& labels = game_.strategies.emplace_back();
      for (std::uint64_t s = 1; s <= count; ++s) labels.push_back(std::to_string(s));
    }
  }

  void read_labels() {
    while (!tokens_.failed() && !tokens_.is(Kind::close)) {
      const std::size_t line = tokens_.line();
      game_.strategies.push_back(
          tokens_.take_texts("{ the strategies of a player }", "a strategy's label in quotes or '}'"));
      counts_.push_back(game_.strategies.back().size());
      if (counts_.back() == 0) tokens_.fail(line, "a player without strategies", "at least one strategy");
      for (const std::string_view label : repeated(game_.strategies.back())) {
        warnings_.add(line,
                      fmt::format("two strategies of player {} are both called \"{}\"", counts_.size(), shown(label)));
      }
      tokens_.pass_comma();
    }
  }

  void read_counts() {
    while (!tokens_.failed() && !tokens_.is(Kind::close)) {
      const std::size_t line = tokens_.line();
      const std::int64_t count = tokens_.take_integer("a number of strategies, { labels } or '}'");
      if (count < 1) tokens_.fail(line, fmt::format("{} strategies", count), "at least one");
      counts_.push_back(static_cast<std::uint64_t>(count));
      tokens_.pass_comma();
    }
  }

  /// Every contingency takes at least one character of the file, so a table larger than the file is refused before any
  /// memory is spent on it.
  void count_contingencies(std::size_t line) {
    const std::uint64_t most = std::min<std::uint64_t>(tokens_.bytes_left() + 1, none - 1);
    num_contingencies_ = 1;
    for (const std::uint64_t count : counts_) {
      if (count > most || num_contingencies_ > most / count) {
        return tokens_.fail(line, "more contingencies than the rest of the file has room for",
                            "a payoff or an outcome for each of them");
      }
      num_contingencies_ *= count;
    }
  }

  void read_payoffs() {
    const std::size_t line = tokens_.line();
    const std::uint64_t wanted = num_contingencies_ * game_.players.size();
    for (std::uint64_t c = 0; c < num_contingencies_ && !tokens_.failed(); ++c) {
      StrategicGame::Outcome& outcome = game_.outcomes.emplace_back();
      for (std::size_t p = 0; p < game_.players.size() && !tokens_.failed(); ++p) {
        if (tokens_.is(Kind::end))
          return tokens_.fail_here(missing(counted(wanted, "payoff", "payoffs"), c * counts_.size() + p, line));
        outcome.payoffs.push_back(tokens_.take_number("a payoff"));
        if (tokens_.is(Kind::comma)) tokens_.take();
      }
    }
    game_.contingencies.resize(game_.outcomes.size());
    std::iota(game_.contingencies.begin(), game_.contingencies.end(), 0U);
  }

  static std::string missing(std::string_view wanted, std::uint64_t read, std::size_t line) {
    return fmt::format("{} from line {} on and not {}", wanted, line, read);
  }

  void read_outcomes() {
    tokens_.take();
    std::unordered_set<std::string> labels;
    while (!tokens_.failed() && !tokens_.is(Kind::close)) {
      const std::size_t line = tokens_.line();
      StrategicGame::Outcome outcome = read_outcome();
      if (!outcome.label.empty() && !labels.insert(outcome.label).second) {
        warnings_.add(line, fmt::format("two outcomes are both called \"{}\"", shown(outcome.label)));
      }
      game_.outcomes.push_back(std::move(outcome));
      tokens_.pass_comma();
    }
    tokens_.take_close("'}' after the outcomes");
    const std::size_t line = tokens_.line();
    for (std::uint64_t c = 0; c < num_contingencies_ && !tokens_.failed(); ++c) {
      if (tokens_.is(Kind::end)) {
        return tokens_.fail_here(missing(counted(num_contingencies_, "outcome number", "outcome numbers"), c, line));
      }
      read_contingency();
      if (tokens_.is(Kind::comma)) tokens_.take();
    }
  }

  StrategicGame::Outcome read_outcome() {
    StrategicGame::Outcome outcome;
    const std::size_t line = tokens_.line();
    tokens_.take_open("{ an outcome's label and payoffs } or '}'");
    if (tokens_.is(Kind::text)) outcome.label = tokens_.take_text("a label");
    tokens_.pass_comma();
    while (!tokens_.failed() && !tokens_.is(Kind::close)) {
      outcome.payoffs.push_back(tokens_.take_number("a payoff or '}'"));
      tokens_.pass_comma();
    }
    tokens_.take_close("'}' after the payoffs");
    if (outcome.payoffs.size() != game_.players.size()) {
      tokens_.fail(line, counted(outcome.payoffs.size(), "payoff", "payoffs"),
                   fmt::format("{}, one for each player", game_.players.size()));
    }
    return outcome;
  }

  void read_contingency() {
    const std::size_t line = tokens_.line();
    const std::int64_t number = tokens_.take_integer("the number of an outcome");
    if (number < 0 || number > static_cast<std::int64_t>(game_.outcomes.size())) {
      tokens_.fail(line, fmt::format("outcome {}", number),
                   fmt::format("an outcome's number from 0 (none) to {}", game_.outcomes.size()));
    }
    game_.contingencies.push_back(number == 0 ? none : static_cast<std::uint32_t>(number - 1));
  }

  Tokens tokens_;
  Warnings warnings_;
  StrategicGame game_;
  std::vector<std::uint64_t> counts_;
  std::uint64_t num_contingencies_ = 0;
};

class NfgWriter {
 public:
  explicit NfgWriter(const StrategicGame& game) : game_(game) {}

  std::string write() {
    put("NFG 1 R {} {{", quoted(game_.title));
    for (const std::string& player : game_.players) put(" {}", quoted(player));
    put(" }}\n\n{{ ");
    for (const std::vector<std::string>& labels : game_.strategies) {
      put("{{");
      for (const std::string& label : labels) put(" {}", quoted(label));
      put(" }}\n");
    }
    put("}}\n{}\n\n", quoted(game_.comment));
    game_.outcome_form ? write_outcomes() : write_payoffs();
    return std::move(out_);
  }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  void write_payoffs() {
    for (const std::uint32_t index : game_.contingencies) {
      for (std::size_t p = 0; p < game_.players.size(); ++p) {
        const std::string payoff = index == none ? "0" : game_.outcomes[index].payoffs[p].to_decimal_string();
        put("{}{}", p == 0 ? "" : " ", payoff);
      }
      put("\n");
    }
  }

  void write_outcomes() {
    put("{{\n");
    for (const StrategicGame::Outcome& outcome : game_.outcomes) {
      put("{{ {}", quoted(outcome.label));
      for (std::size_t p = 0; p < outcome.payoffs.size(); ++p) {
        put("{} {}", p == 0 ? "" : ",", outcome.payoffs[p].to_decimal_string());
      }
      put(" }}\n");
    }
    put("}}\n");
    for (std::size_t c = 0; c < game_.contingencies.size(); ++c) {
      const std::uint32_t index = game_.contingencies[c];
      put("{}{}", c == 0 ? "" : " ", index == none ? 0 : index + 1);
    }
    put("\n");
  }

  const StrategicGame& game_;
  std::string out_;
};

}  // namespace

Result<GameFile<StrategicGame>> read_nfg(std::string_view text) { return NfgReader(text).read(); }

std::string write_nfg(const StrategicGame& game) { return NfgWriter(game).write(); }

}  // namespace parley::game
