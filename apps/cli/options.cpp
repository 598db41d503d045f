// SPDX-License-Identifier: Apache-2.0
// Declares the options of each verb to CLI11 and reads a command line with it. The only file that includes CLI11.
#include "options.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "help.h"
#include "option_values.h"
#include "parley/math/rational.h"
#include "verbs.h"

namespace parley::cli {

namespace {

/// Adds options to the command line of one verb.
class Declaration {
 public:
  Declaration(CLI::App& app, std::string group) : app_(app), group_(std::move(group)) {}

  void flag(const char* names, bool& target, bool value, const char* description) {
    app_.add_flag_function(names, [&target, value](std::int64_t) { target = value; }, description)->group(group_);
  }

  void word(const char* names, std::string& target, const char* type, const char* description) {
    app_.add_option(names, target, description)->type_name(type)->group(group_);
  }

  /// May be repeated, one value each time.
  void words(const char* names, std::vector<std::string>& target, const char* type, const char* description) {
    app_.add_option(names, target, description)->type_name(type)->group(group_)->allow_extra_args(false);
  }

  /// `accept` stores the value and says whether it fits; `expected` tells people what does.
  void value(const char* names, std::function<bool(const std::string&)> accept, const char* type,
             const std::string& expected, const char* description) {
    const std::string name = names;
    const auto read = [name, accept = std::move(accept), expected](const std::string& text) {
      if (!accept(text)) throw CLI::ValidationError(fmt::format("`{}` is `{}`: expected {}", name, text, expected));
    };
    app_.add_option_function<std::string>(names, read, description)->type_name(type)->group(group_);
  }

  template <class Integer>
  void count(const char* names, Integer& target, std::uint64_t least, std::uint64_t most, const char* description) {
    const auto accept = [&target, least, most](const std::string& text) {
      const auto number = parse_count(text);
      if (!number || *number < least || *number > most) return false;
      target = static_cast<std::size_t>(*number);
      return true;
    };
    value(names, accept, "N", fmt::format("a whole number from {} to {}", least, most), description);
  }

  template <class Enum, std::size_t size>
  void choice(const char* names, Enum& target, const std::array<std::pair<const char*, Enum>, size>& choices,
              const char* description) {
    std::string list;
    for (const auto& [word, meaning] : choices) list += fmt::format("{}{}", list.empty() ? "" : ", ", word);
    const auto accept = [&target, choices](const std::string& text) {
      const auto found = std::ranges::find(choices, text, [](const auto& pair) { return std::string(pair.first); });
      if (found == choices.end()) return false;
      target = found->second;
      return true;
    };
    value(names, accept, "WORD", fmt::format("one of {}", list), description);
  }

 private:
  CLI::App& app_;
  std::string group_;
};

template <std::size_t size>
constexpr std::array<std::pair<const char*, std::string>, size> same(const std::array<const char*, size>& words) {
  std::array<std::pair<const char*, std::string>, size> pairs;
  for (std::size_t k = 0; k < size; ++k) pairs[k] = {words[k], words[k]};
  return pairs;
}

constexpr std::uint64_t many = 1'000'000'000'000;

void declare_game(CLI::App& app, Options& options) {
  Declaration game(app, "Which game");
  game.words("--set", options.set, "PARAM=VALUE", "hold a param at a number (may be repeated)");
  game.words("--hold", options.hold, "LEVER=VALUE",
             "hold a pick or chance move at a label or a number (may be repeated)");
  game.word("--variant", options.variant, "NAME", "apply a variant of the file");
  game.flag("--no-merge", options.merge, false, "keep every history a node of its own; the answers are the same");
  game.count("--max-nodes", options.max_nodes, 1, many, "refuse a game with more stored nodes (10000000)");
}

void declare_at(CLI::App& app, Options& options) {
  const auto accept = [&options](const std::string& text) {
    constexpr std::string_view draw = "draw:";
    if (text == "centre") {
      options.at.reset();
      return true;
    }
    if (!text.starts_with(draw)) return false;
    options.at = parse_count(std::string_view(text).substr(draw.size()));
    return options.at.has_value();
  };
  Declaration(app, "Which game")
      .value("--at", accept, "POINT", "`centre` or `draw:N` (from 0)",
             "every param at its median (centre, the default), or draw N of the prediction (draw:N)");
}

void declare_draws(CLI::App& app, Options& options) {
  Declaration draws(app, "Draws");
  draws.count("--draws", options.draws, 1, many, "how many draws of what is not known (4096)");
  draws.count("--replicates", options.replicates, 2, 1'000'000, "independent sets of draws, for the error bar (16)");
  draws.count("--seed", options.seed, 0, std::numeric_limits<std::uint64_t>::max(), "another seed, other draws (1)");
}

void declare_run(CLI::App& app, Options& options) {
  Declaration run(app, "Running");
  run.count("--threads", options.threads, 1, 1024, "threads (as many as cores); the answer is the same to the bit");
  const auto accept = [&options](const std::string& text) {
    options.time_limit = parse_duration(text);
    return options.time_limit.has_value();
  };
  run.value("--time-limit", accept, "TIME", "a time such as 500ms, 30s, 5m or 2h",
            "stop after this time with what there is then (30s, 5m; none)");
  run.choice("--progress", options.progress,
             std::array{std::pair("auto", ProgressMode::automatic), std::pair("json", ProgressMode::json),
                        std::pair("none", ProgressMode::none)},
             "progress on standard error: auto, json or none (auto)");
}

void declare_output(CLI::App& app, Options& options) {
  Declaration output(app, "Output");
  output.word("-o,--output", options.output, "FILE", "write to FILE, which is replaced whole (-: standard output)");
}

void declare_talk(CLI::App& app, Options& options) {
  Declaration output(app, "Output");
  output.flag("-q,--quiet", options.quiet, true, "no remarks and no progress on standard error");
  output.choice("--color", options.colour,
                std::array{std::pair("auto", ColourMode::automatic), std::pair("always", ColourMode::always),
                           std::pair("never", ColourMode::never)},
                "colour: auto, always or never (auto; NO_COLOR is honoured)");
}

void declare_format(CLI::App& app, Options& options) {
  Declaration(app, "Output")
      .choice("--format", options.format, std::array{std::pair("text", Format::text), std::pair("json", Format::json)},
              "text for people or json for programs (text)");
}

void declare_ask(CLI::App& app, Options& options) {
  Declaration(app, "Question").count("--ask", options.ask, 1, 10'000, "only the file's Nth ask of this kind (all)");
}

// ---- options of one verb -------------------------------------------------------------------------------------------

void declare_check(CLI::App& app, Options& options) {
  Declaration(app, "Question").flag("--expect", options.expect, true, "run the file's own tests (its `expect` lines)");
}

void declare_fmt(CLI::App& app, Options& options) {
  Declaration layout(app, "Layout");
  layout.flag("--check", options.check, true, "write nothing; exit 1 if the layout is not canonical");
  layout.flag("-w,--write", options.write, true, "put the result in the file's place");
}

void declare_show(CLI::App& app, Options& options) {
  Declaration show(app, "Output");
  show.choice("--as", options.as, same(std::array{"text", "dot", "json", "tikz"}), "text, dot, tikz or json (text)");
  show.count("--depth", options.depth, 0, 1'000'000, "of a tree: only so many levels below the root (all)");
}

void declare_solve(CLI::App& app, Options& options) {
  Declaration solve(app, "Question");
  solve.choice("--concept", options.concept_name, same(std::array{"sequential", "nash", "pure", "pbe", "quantal"}),
               "what counts as a solution (sequential); nash alone: any one equilibrium");
  solve.flag("--exact", options.exact, true, "solve in exact rationals");
  solve.flag("--gambit", options.gambit, true, "print `NE,p1,p2,...` lines and nothing else");
  solve.flag("--all", options.all, true, "every equilibrium that can be found");
  solve.flag("--scale-check", options.scale_check, true,
             "also say whether each player's payoffs halved and doubled change what is selected");
  const auto accept = [&options](const std::string& text) {
    options.lambda = text;
    const auto number = Rational::parse(text);
    return number && number->sign() >= 0 && std::isfinite(number->to_double());
  };
  solve.value("--lambda", accept, "X", "a number not below 0, such as 2, 0.5 or 1/3",
              "precision of quantal play, one over payoff units; 0 is uniform play (the limit of the path)");
}

void declare_predict(CLI::App& app, Options& options) {
  Declaration(app, "Question")
      .words("--target", options.target, "TARGET", "also report P(EVENT), P(EVENT given COND) or value(PLAYER)");
}

void declare_target(CLI::App& app, Options& options) {
  Declaration(app, "Question")
      .words("--target", options.target, "TARGET",
             "the number that is asked about: P(EVENT), P(EVENT given COND) or value(PLAYER) (may be repeated)");
}

void declare_drivers(CLI::App& app, Options& options) {
  declare_target(app, options);
  Declaration drivers(app, "Question");
  drivers.flag("--private", options.private_too, true,
               "also what the answer would be if a param that only one player's payoffs use were its secret");
  drivers.flag("--no-variants", options.variants, false, "leave the variants of the file out");
}

/// A chance in (0, 1) as the language writes it.
auto accept_chance(std::optional<std::string>& target) {
  return [&target](const std::string& text) {
    target = text;
    const auto number = Rational::parse(text);
    return number && number->sign() > 0 && *number < Rational(1);
  };
}

void declare_boxes(CLI::App& app, Options& options) {
  Declaration boxes(app, "Question");
  boxes.word("--event", options.event, "EVENT", "the event whose chance is asked for");
  boxes.value("--at-least", accept_chance(options.at_least), "P", "a number between 0 and 1",
              "draws with at least this chance of the event are the ones to find (1/2)");
  boxes.count("--peel", options.peel, 0, 100'000, "show the box after this step of the trajectory (the best one)");
}

void declare_report(CLI::App& app, Options& options) {
  options.format = Format::html;
  Declaration report(app, "Output");
  report.choice("--format", options.format,
                std::array{std::pair("html", Format::html), std::pair("md", Format::md),
                           std::pair("json", Format::json), std::pair("csv", Format::csv)},
                "html: one page; md: a memo; json: everything; csv: a folder of tables (html)");
  Declaration(app, "Question")
      .word("--compare", options.since, "OLD.json", "also tell what changed since a stored report or prediction");
}

void declare_information(CLI::App& app, Options& options) {
  Declaration information(app, "Question");
  information.word("--for", options.player, "PLAYER", "whose adviser would know");
  information.words("--by", options.by, "LEVER",
                    "a lever that the adviser fixes (may be repeated; the player's picks that have no `when`)");
  information.words("--group", options.group, "NAME,NAME", "params that would be known together (may be repeated)");
}

void declare_frontier(CLI::App& app, Options& options) {
  Declaration frontier(app, "Question");
  frontier.word("--event", options.event, "EVENT", "the event whose chance is mapped");
  frontier.word("--x", options.x, "LEVER", "lever of the horizontal axis: a pick with numeric values, or a param");
  frontier.word("--y", options.y, "LEVER", "lever of the vertical axis");
  frontier.value("--level", accept_chance(options.level), "P", "a number between 0 and 1",
                 "the chance that is asked for (1/2)");
  const auto accept_grid = [&options](const std::string& text) {
    constexpr std::uint64_t finest = 1001;
    const auto grid = parse_grid(text);
    if (!grid || std::min(grid->first, grid->second) < 2 || std::max(grid->first, grid->second) > finest) return false;
    options.grid_x = grid->first;
    options.grid_y = grid->second;
    return true;
  };
  frontier.value("--grid", accept_grid, "NxM", "columns x rows, 2 to 1001 each, such as 21x21",
                 "finest grid of numeric axes (21x21)");
  frontier.flag("--no-refine", options.refine, false, "evaluate every cell, not only those near the level");
}

struct OwnOptions {
  std::string_view verb;
  void (*declare)(CLI::App&, Options&);
};

constexpr std::array own_options = {
    OwnOptions{"check", declare_check},
    OwnOptions{"fmt", declare_fmt},
    OwnOptions{"show", declare_show},
    OwnOptions{"solve", declare_solve},
    OwnOptions{"predict", declare_predict},
    OwnOptions{"frontier", declare_frontier},
    OwnOptions{"drivers", declare_drivers},
    OwnOptions{"boxes", declare_boxes},
    OwnOptions{"information", declare_information},
    OwnOptions{"report", declare_report},
    OwnOptions{"evidence", declare_target},
    OwnOptions{"diff", declare_target},
    OwnOptions{"variants", declare_target},
};

struct SharedOptions {
  OptionGroup group;
  void (*declare)(CLI::App&, Options&);
};

constexpr std::array<SharedOptions, 8> shared_options = {{{ask_options, declare_ask},
                                                          {game_options, declare_game},
                                                          {at_options, declare_at},
                                                          {draws_options, declare_draws},
                                                          {run_options, declare_run},
                                                          {output_options, declare_output},
                                                          {format_options, declare_format},
                                                          {talk_options, declare_talk}}};

/// The words of a usage line: "FILE [OUT]" has FILE and [OUT].
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) words.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

void declare(CLI::App& app, const Verb& verb, Options& options) {
  app.set_help_flag("-h,--help", "print this help")->group("Output");
  app.allow_extras();
  const std::vector<std::string> operands = words_of(verb.operands);
  std::array<std::string*, 2> targets = {&options.file, &options.second};
  for (std::size_t k = 0; k < operands.size() && k < targets.size(); ++k) {
    const bool optional = operands[k].starts_with('[');
    app.add_option(fmt::format("operand{}", k), *targets[k])->group("")->required(!optional);
  }
  const auto* own = std::ranges::find(own_options, verb.name, &OwnOptions::verb);
  if (own != own_options.end()) own->declare(app, options);
  for (const SharedOptions& shared : shared_options) {
    if ((verb.groups & shared.group) != 0) shared.declare(app, options);
  }
}

std::vector<OptionHelp> helps_of(const CLI::App& app) {
  std::vector<OptionHelp> helps;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    OptionHelp help = {.group = option->get_group(), .description = option->get_description()};
    for (const std::string& name : option->get_snames()) help.names.push_back("-" + name);
    for (const std::string& name : option->get_lnames()) help.names.push_back("--" + name);
    if (option->get_items_expected_max() > 0) help.type = option->get_type_name();
    helps.push_back(std::move(help));
  }
  return helps;
}

Error unexpected_argument(const CLI::App& app, const Verb& verb, const std::string& argument) {
  const std::string see = fmt::format("\nusage: {}", usage_line(verb));
  if (!argument.starts_with('-') || argument == "-") {
    return {ErrorCode::bad_option, fmt::format("`{}` does not take `{}`{}", verb.name, argument, see)};
  }
  std::vector<std::string> known;
  for (const OptionHelp& help : helps_of(app)) known.insert(known.end(), help.names.begin(), help.names.end());
  const std::string name = argument.substr(0, argument.find('='));
  const std::string hint = did_you_mean(name, known);
  return {ErrorCode::bad_option, fmt::format("`{}` has no option `{}`{}{}", verb.name, name, hint, see)};
}

Result<CommandLine> parse_verb(const Verb& verb, std::vector<std::string> arguments) {
  CommandLine line = {.verb = &verb, .options = {}, .text = {}};
  line.options.verb = verb.name;
  line.options.threads = std::max(1U, std::thread::hardware_concurrency());
  CLI::App app;
  declare(app, verb, line.options);
  std::ranges::reverse(arguments);  // as CLI11 wants them
  try {
    app.parse(arguments);
  } catch (const CLI::CallForHelp&) {
    line.text = verb_help(verb, helps_of(app));
    return line;
  } catch (const CLI::RequiredError&) {
    return fail(ErrorCode::bad_option,
                fmt::format("`{}` needs {}\nusage: {}", verb.name, verb.operands, usage_line(verb)));
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string what = error.what();
    return fail(ErrorCode::bad_option,
                fmt::format("`{}` needs a value\nusage: {}", what.substr(0, what.find(':')), usage_line(verb)));
  } catch (const CLI::ParseError& error) {
    return fail(ErrorCode::bad_option, error.what());
  }
  const std::vector<std::string> extras = app.remaining();
  if (!extras.empty()) return std::unexpected(unexpected_argument(app, verb, extras.front()));
  return line;
}

Error unknown_verb(const std::string& word) {
  if (word.starts_with('-')) {
    return {ErrorCode::bad_option,
            fmt::format("`{}`: a verb comes first, then its options; see `parley --help`", word)};
  }
  std::vector<std::string> known;
  for (const Verb& verb : verbs()) known.emplace_back(verb.name);
  return {ErrorCode::bad_option,
          fmt::format("there is no verb `{}`{}\n`parley --help` lists them", word, did_you_mean(word, known))};
}

}  // namespace

Result<CommandLine> parse_command_line(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return CommandLine{.text = general_help()};
  const std::string& first = arguments.front();
  const bool more = arguments.size() > 1;
  if (first == "--version") return CommandLine{.text = version_line()};
  if (first == "-h" || first == "--help" || (first == "help" && !more)) return CommandLine{.text = general_help()};
  const std::string& word = first == "help" ? arguments[1] : first;
  const Verb* verb = find_verb(word);
  if (verb == nullptr) return std::unexpected(unknown_verb(word));
  if (verb->run == nullptr) return fail(ErrorCode::bad_option, not_in_this_version(verb->name));
  if (first == "help") return parse_verb(*verb, {"--help"});
  return parse_verb(*verb, {arguments.begin() + 1, arguments.end()});
}

std::vector<OptionHelp> option_helps(const Verb& verb) {
  Options options;
  CLI::App app;
  declare(app, verb, options);
  return helps_of(app);
}

}  // namespace parley::cli
