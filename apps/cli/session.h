// SPDX-License-Identifier: Apache-2.0
// One run of a verb: its options, what it may read, where its answer goes, and how it says what went wrong.
#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "options.h"
#include "parley/base/result.h"
#include "parley/base/run_context.h"
#include "parley/report/text_style.h"
#include "parley/scenario/source.h"
#include "progress_bar.h"
#include "terminal.h"
#include "verbs.h"

namespace parley::cli {

class Session {
 public:
  Session(Options options, std::stop_token stop);

  [[nodiscard]] const Options& options() const { return options_; }
  /// Of the answer: no colour where it goes to a file, unless asked for.
  [[nodiscard]] report::TextStyle style() const;
  /// True where the answer goes to a person's screen.
  [[nodiscard]] bool answers_to_terminal() const { return options_.output == "-" && out_.interactive; }
  /// Of what goes to standard error.
  [[nodiscard]] report::TextStyle error_style() const;

  /// The scenario that the first operand names, at most 4 MiB; `file_sha256` is known from then on.
  [[nodiscard]] Result<scenario::SourceText> read_scenario();
  /// The bytes of a path, or of standard input for "-".
  [[nodiscard]] Result<std::string> read(const std::string& path, std::size_t max_bytes);
  /// SHA-256 of the file that was read last, in hexadecimal digits; empty before.
  [[nodiscard]] const std::string& file_sha256() const { return file_sha256_; }

  /// With the threads and the time limit of the options, counted from the start of the program; reports to the progress
  /// bar. Lives no longer than the session.
  [[nodiscard]] RunContext run_context();

  /// Write the whole answer to where `-o` says: standard output, or a file that is replaced whole.
  [[nodiscard]] Exit answer(std::string_view text, Exit exit = Exit::done);
  [[nodiscard]] Exit answer_to(const std::string& path, std::string_view text, Exit exit = Exit::done);
  /// A line to standard error, unless `--quiet`.
  void say(std::string_view line);
  /// Text to standard error, `--quiet` or not: diagnostics.
  void complain(std::string_view text);
  /// Say what went wrong and give the exit code that belongs to it.
  [[nodiscard]] Exit fail(const Error& error);

 private:
  Options options_;
  std::stop_token stop_;
  Terminal out_, err_;
  RunContext::Clock::time_point start_ = RunContext::Clock::now();
  ProgressBar bar_;
  std::string file_sha256_;
  std::optional<std::string> standard_input_;  // once read it is gone: whoever asks again gets it from here
};

}  // namespace parley::cli
