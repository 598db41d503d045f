// SPDX-License-Identifier: Apache-2.0
// The parley program: from a command line to an exit code.
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "interrupts.h"
#include "options.h"
#include "session.h"
#include "verbs.h"

namespace parley::cli {

namespace {

/// A fault of parley's own: what a report needs, and a request to send one.
Exit ask_for_report(const Session& session, const char* what) {
  const Options& options = session.options();
  const std::string& sha256 = session.file_sha256();
  fmt::print(stderr,
             "error: parley broke one of its own rules: {}\n"
             "This is a fault of the program and not of your file. Please report it with these lines:\n"
             "  version  {}\n  command  parley {}\n  seed     {}\n  file     sha256 {}\n",
             what, PARLEY_VERSION, canonical_command(options), options.seed, sha256.empty() ? "-" : sha256);
  return Exit::internal;
}

Exit run_verb(const Verb& verb, Options options) {
  const Interrupts interrupts;
  Session session(std::move(options), interrupts.token());
  try {
    return verb.run(session);
  } catch (const std::bad_alloc&) {
    return session.fail(
        {ErrorCode::too_large,
         "out of memory; `--max-nodes` bounds the game and `--draws` the study, where the verb has them"});
  } catch (const std::exception& error) {
    return ask_for_report(session, error.what());
  }
}

Exit run(const std::vector<std::string>& arguments) {
  auto line = parse_command_line(arguments);
  if (!line) return Session({}, {}).fail(line.error());
  if (line->verb == nullptr || !line->text.empty()) return Session({}, {}).answer(line->text);
  return run_verb(*line->verb, std::move(line->options));
}

}  // namespace

}  // namespace parley::cli

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  return static_cast<int>(parley::cli::run(arguments));
}
