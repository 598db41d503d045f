// SPDX-License-Identifier: Apache-2.0
// Reads the operands of `diff`.
#include "diff_sides.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "parley/base/unicode.h"

namespace parley::cli {

namespace {

constexpr std::size_t max_scenario_bytes = std::size_t{4} << 20U;
constexpr std::size_t max_answer_bytes = std::size_t{256} << 20U;

/// "FILE", "FILE@VARIANT" or "@VARIANT".
struct Named {
  std::string path, variant;
};

Named read_name(const std::string& operand) {
  const std::size_t at = operand.rfind('@');
  std::error_code error;
  if (at == std::string::npos || std::filesystem::exists(operand, error)) return {operand, ""};
  return {operand.substr(0, at), operand.substr(at + 1)};
}

scenario::SourceText source_of(const std::string& path, std::string text) {
  if (path == "-") return {"<stdin>", "", std::move(text)};
  const std::filesystem::path file = path;
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  return {path, folder.string(), std::move(text)};
}

Result<DiffOperand> read_stored(const Named& named, DiffOperand operand, const std::string& text,
                                std::optional<scenario::SourceText>& source) {
  auto stored = read_stored_answer(named.path, text);
  if (!stored) return std::unexpected(stored.error());
  if (!named.variant.empty()) {
    return fail(ErrorCode::bad_option, fmt::format("`{}@{}`: a stored answer is of one scenario; its variant is fixed",
                                                   named.path, named.variant));
  }
  operand.about.is_stored = true;
  operand.about.variant = stored->variant;
  if (stored->scenario_text) source = source_of(named.path, *stored->scenario_text);
  operand.stored = *std::move(stored);
  return operand;
}

/// The operand without its scenario checked; `source` is the text that it is about.
Result<DiffOperand> read_operand(Session& session, const Named& named, std::optional<scenario::SourceText>& source) {
  auto text = session.read(named.path, max_answer_bytes);
  if (!text) return std::unexpected(text.error());
  DiffOperand operand;
  operand.about.file = named.path == "-" ? "-" : std::filesystem::path(named.path).filename().string();
  operand.about.variant = named.variant;
  operand.about.sha256 = session.file_sha256();
  if (looks_stored(*text)) return read_stored(named, std::move(operand), *text, source);
  if (text->size() > max_scenario_bytes) {
    return fail(ErrorCode::too_large,
                fmt::format("{}: {} bytes; a scenario has at most {}", named.path, text->size(), max_scenario_bytes));
  }
  source = source_of(named.path, *std::move(text));
  return operand;
}

struct Pair {
  DiffOperand a, b;
  std::optional<scenario::SourceText> source_a, source_b;
};

/// `other` is the operand that `@VARIANT` is of.
Result<void> share_source(const Named& named, const DiffOperand& other, const std::optional<scenario::SourceText>& from,
                          DiffOperand& to, std::optional<scenario::SourceText>& source) {
  if (!from) {
    return fail(ErrorCode::bad_option, fmt::format("`@{}`: {} holds no scenario whose variant that could be",
                                                   named.variant, other.about.file));
  }
  to.about = other.about;
  to.about.variant = named.variant;
  to.about.is_stored = false;
  source = *from;
  return {};
}

Result<Pair> read_pair(Session& session) {
  const Options& options = session.options();
  if (!options.variant.empty()) {
    return fail(ErrorCode::bad_option,
                fmt::format("`--variant {}`: `diff` takes variants as FILE@VARIANT or @VARIANT", options.variant));
  }
  const Named a = read_name(options.file), b = read_name(options.second);
  if (a.path.empty() && b.path.empty()) {
    return fail(ErrorCode::bad_option, "`@VARIANT` is a variant of the other operand's file: one of the two names it");
  }
  if (a.path == "-" && b.path == "-") {
    return fail(ErrorCode::bad_option, "standard input can be one of the two operands, not both");
  }
  Pair pair;
  if (!b.path.empty()) {
    auto read = read_operand(session, b, pair.source_b);
    if (!read) return std::unexpected(read.error());
    pair.b = *std::move(read);
  }
  if (!a.path.empty()) {  // last: the provenance is that of A
    auto read = read_operand(session, a, pair.source_a);
    if (!read) return std::unexpected(read.error());
    pair.a = *std::move(read);
  }
  Result<void> shared;
  if (a.path.empty()) shared = share_source(a, pair.b, pair.source_b, pair.a, pair.source_a);
  if (b.path.empty()) shared = share_source(b, pair.a, pair.source_a, pair.b, pair.source_b);
  if (!shared) return std::unexpected(shared.error());
  return pair;
}

/// Words of a command as the shell would split them; only the quotes that `canonical_command` writes.
std::vector<std::string> shell_words(std::string_view command) {
  std::vector<std::string> words;
  bool is_quoted = false, is_open = false;
  for (std::size_t k = 0; k < command.size(); ++k) {
    const char c = command[k];
    if (c == ' ' && !is_quoted) {
      is_open = false;
      continue;
    }
    if (!is_open) words.emplace_back();
    is_open = true;
    if (c == '\'') {
      is_quoted = !is_quoted;
    } else if (c == '\\' && !is_quoted && k + 1 < command.size()) {
      words.back() += command[++k];
    } else {
      words.back() += c;
    }
  }
  return words;
}

/// The outcome whose stored chance is furthest from the one that is computed; empty where all are found again.
std::string remark_on_numbers(const StoredAnswer& stored, const std::string& file,
                              const study::Prediction& prediction) {
  constexpr double rounding = 1e-12;
  double furthest = rounding;
  std::string note;
  for (const study::OutcomeRow& row : prediction.outcomes) {
    const auto found = std::ranges::find(stored.outcomes, row.name, &StoredNumber::name);
    if (found == stored.outcomes.end()) continue;
    const double distance = std::fabs(found->estimate.mean - row.chance.mean);
    if (!(distance > furthest)) continue;
    furthest = distance;
    note = fmt::format(
        "The numbers of {} are computed again, and not all are found again: {} has {:.4g} there and {:.4g} "
        "here.",
        file, row.name, found->estimate.mean, row.chance.mean);
  }
  return note;
}

std::string held_text(const Options& options) {
  std::vector<std::string> all = options.set;
  all.insert(all.end(), options.hold.begin(), options.hold.end());
  std::ranges::sort(all);
  return all.empty() ? "nothing" : fmt::format("{}", fmt::join(all, ", "));
}

/// The targets of the command line and of stored answers, each once.
std::vector<std::string> wanted_targets(const Options& options, const DiffOperand& a, const DiffOperand& b) {
  std::vector<std::string> wanted = options.target;
  for (const DiffOperand* operand : {&a, &b}) {
    if (!operand->stored) continue;
    for (const StoredNumber& target : operand->stored->targets) wanted.push_back(target.name);
  }
  return wanted;
}

/// A target as this side has it: its canonical text, or why it cannot be asked.
Result<std::string> ask(DiffOperand& operand, const std::string& text) {
  if (operand.checked) {
    auto question = scenario::parse_target(operand.checked->scenario, text);
    if (!question) return std::unexpected(question.error());
    return question->target.text;
  }
  const auto& rows = operand.stored->targets;
  if (std::ranges::find(rows, text, &StoredNumber::name) != rows.end()) return text;
  return fail(ErrorCode::bad_option,
              fmt::format("{} does not hold `{}`, and no scenario to compute it from", operand.about.file, text));
}

}  // namespace

Step<std::pair<DiffOperand, DiffOperand>> open_operands(Session& session) {
  auto pair = read_pair(session);
  if (!pair) return std::unexpected(session.fail(pair.error()));
  if (pair->source_a) {
    auto checked = check_scenario(session, *pair->source_a, pair->a.about.variant);
    if (!checked) return std::unexpected(checked.error());
    pair->a.checked = *std::move(checked);
  }
  if (pair->source_b) {
    auto checked = check_scenario(session, *pair->source_b, pair->b.about.variant);
    if (!checked) return std::unexpected(checked.error());
    pair->b.checked = *std::move(checked);
  }
  return std::pair(std::move(pair->a), std::move(pair->b));
}

Step<DiffOperand> open_stored(Session& session, const std::string& path) {
  std::optional<scenario::SourceText> source;
  auto operand = read_operand(session, {path, ""}, source);
  if (!operand) return std::unexpected(session.fail(operand.error()));
  if (!operand->about.is_stored) {
    return std::unexpected(session.fail(
        {ErrorCode::bad_input,
         fmt::format("{}: this is no stored answer; `report --format json` and `predict --format json` write one, and "
                     "`parley diff` compares scenarios",
                     path)}));
  }
  if (!source) return *std::move(operand);
  auto checked = check_scenario(session, *std::move(source), operand->about.variant);
  if (!checked) return std::unexpected(checked.error());
  operand->checked = *std::move(checked);
  return *std::move(operand);
}

std::vector<std::string> remarks_on_stored(const Options& options, const DiffOperand& operand,
                                           const study::Prediction& prediction) {
  std::vector<std::string> notes;
  if (!operand.stored) return notes;
  const std::string& file = operand.about.file;
  if (const auto line = parse_command_line(shell_words(operand.stored->command)); line && line->verb != nullptr) {
    const Options& then = line->options;
    const auto differs = [&](const char* what, const std::string& before, const std::string& now) {
      if (before != now) {
        notes.push_back(fmt::format("{} was made with {} {}; both sides are computed with {} here.", file, what,
                                    printable(before), now));
      }
    };
    differs("--draws", fmt::format("{}", then.draws), fmt::format("{}", options.draws));
    differs("--replicates", fmt::format("{}", then.replicates), fmt::format("{}", options.replicates));
    differs("--seed", fmt::format("{}", then.seed), fmt::format("{}", options.seed));
    differs("held:", held_text(then), held_text(options));
  } else {
    notes.push_back(fmt::format("{} does not say with which options it was made.", file));
  }
  if (auto note = remark_on_numbers(*operand.stored, file, prediction); !note.empty()) notes.push_back(std::move(note));
  return notes;
}

Result<std::vector<std::string>> read_targets(const Options& options, DiffOperand& a, DiffOperand& b,
                                              std::vector<std::string>& notes) {
  std::vector<std::string> targets;
  for (const std::string& text : wanted_targets(options, a, b)) {
    const auto of_a = ask(a, text);
    const auto of_b = ask(b, text);
    if (!of_a && !of_b) return std::unexpected(of_a.error());
    if (!of_a || !of_b) {
      notes.push_back(fmt::format("{} can be asked of {} alone: {}", text, of_a ? "A" : "B",
                                  of_a ? of_b.error().message : of_a.error().message));
      continue;
    }
    if (std::ranges::find(targets, *of_a) == targets.end()) targets.push_back(*of_a);
  }
  return targets;
}

}  // namespace parley::cli
