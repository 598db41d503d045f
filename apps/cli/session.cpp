// SPDX-License-Identifier: Apache-2.0
// Reads, writes and complains on behalf of the verbs.
#include "session.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "parley/base/atomic_file.h"
#include "parley/base/sha256.h"

namespace parley::cli {

namespace {

constexpr std::size_t max_scenario_bytes = std::size_t{4} << 20U;

Result<std::string> read_standard_input(std::size_t max_bytes) {
  auto text = read_file("/dev/stdin", max_bytes);
  if (text) return text;
  return std::unexpected(Error{text.error().code, "standard input: " + text.error().message});
}

/// Lines that are wider than the screen of a person, filled anew; programs get them as they are.
std::string for_screen(std::string_view text, const Terminal& terminal) {
  if (!terminal.interactive) return std::string(text);
  const report::TextStyle style = {.colour = terminal.colour, .width = terminal.width};
  std::string out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const bool fits = report::display_width(line) <= style.width;
    out += fits ? std::string(line) + "\n" : report::paragraph(style, line, 0, 2);
    at = end + 1;
  }
  out.pop_back();
  return out;
}

Exit exit_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_option:
    case ErrorCode::unsupported:
    case ErrorCode::io:
      return Exit::usage;
    case ErrorCode::bad_input:
    case ErrorCode::bad_scenario:
    case ErrorCode::too_large:
      return Exit::scenario;
    case ErrorCode::stopped:
      return Exit::limit;
  }
  return Exit::internal;
}

}  // namespace

Session::Session(Options options, std::stop_token stop)
    : options_(std::move(options)),
      stop_(std::move(stop)),
      out_(look_at_terminal(STDOUT_FILENO, options_.colour)),
      err_(look_at_terminal(STDERR_FILENO, options_.colour)),
      bar_(options_.quiet && options_.progress == ProgressMode::automatic ? ProgressMode::none : options_.progress,
           err_) {}

report::TextStyle Session::style() const {
  const bool to_file = options_.output != "-";
  const bool colour = to_file ? options_.colour == ColourMode::always : out_.colour;
  return {.colour = colour, .width = out_.width};
}

report::TextStyle Session::error_style() const { return {.colour = err_.colour, .width = err_.width}; }

Result<scenario::SourceText> Session::read_scenario() {
  auto text = read(options_.file, max_scenario_bytes);
  if (!text) return std::unexpected(text.error());
  // A scenario from standard input has no folder, so it may read no `samples` file.
  if (options_.file == "-") return scenario::SourceText("<stdin>", "", *std::move(text));
  const std::filesystem::path path = options_.file;
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  return scenario::SourceText(options_.file, folder.string(), *std::move(text));
}

Result<std::string> Session::read(const std::string& path, std::size_t max_bytes) {
  if (path == "-" && standard_input_ && standard_input_->size() <= max_bytes) return *standard_input_;
  auto text = path == "-" ? read_standard_input(max_bytes) : read_file(path, max_bytes);
  if (!text) return text;
  file_sha256_ = sha256_hex(*text);
  if (path == "-") standard_input_ = *text;
  return text;
}

RunContext Session::run_context() {
  RunContext run;
  run.num_threads = options_.threads;
  run.stop = stop_;
  if (options_.time_limit) run.deadline = start_ + *options_.time_limit;
  run.on_progress = [this](const Progress& progress) { bar_.show(progress); };
  return run;
}

Exit Session::answer(std::string_view text, Exit exit) { return answer_to(options_.output, text, exit); }

Exit Session::answer_to(const std::string& path, std::string_view text, Exit exit) {
  bar_.wipe();
  if (path != "-") {
    const auto written = write_file(path, text);
    return written ? exit : fail(written.error());
  }
  const bool whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!whole || std::fflush(stdout) != 0) {
    const std::string reason = std::generic_category().message(errno);
    return fail(Error{ErrorCode::io, fmt::format("cannot write to standard output: {}", reason)});
  }
  return exit;
}

void Session::say(std::string_view line) {
  if (!options_.quiet) complain(fmt::format("{}\n", line));
}

void Session::complain(std::string_view text) {
  bar_.wipe();
  fmt::print(stderr, "{}", text);
}

Exit Session::fail(const Error& error) {
  const std::string text = report::paint(error_style(), report::Ink::bad, "error:") + " " + error.message;
  complain(for_screen(text, err_) + "\n");
  return exit_of(error.code);
}

}  // namespace parley::cli
