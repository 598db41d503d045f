// SPDX-License-Identifier: Apache-2.0
// Started by posix_spawn, which copies none of this program's memory; wait4 tells their processor time.
#include "peers.h"

#include <charconv>
#include <cstdlib>
#include <sstream>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "case.h"

namespace parley::bench {
namespace {

/// "*Number of equilibria found: 3"
std::optional<std::size_t> lrsnash_answers(std::string_view output) {
  constexpr std::string_view key = "Number of equilibria found:";
  const std::size_t at = output.find(key);
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t digits = output.find_first_not_of(' ', at + key.size());
  if (digits == std::string_view::npos) return std::nullopt;
  std::size_t count = 0;
  const auto read = std::from_chars(output.data() + digits, output.data() + output.size(), count);
  if (read.ec != std::errc{}) return std::nullopt;
  return count;
}

/// A line "NE,1/2,1/2,..." for each.
std::optional<std::size_t> gambit_answers(std::string_view output) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < output.size();) {
    if (output.substr(at).starts_with("NE,")) ++count;
    const std::size_t end = output.find('\n', at);
    at = end == std::string_view::npos ? output.size() : end + 1;
  }
  return count;
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

struct Ended {
  bool well = false;
  double processor = 0.0;  // its own and that of what it waited for
};

Ended spawn(std::vector<std::string> command, const std::string& output) {
  std::vector<char*> words;
  words.reserve(command.size() + 1);
  for (std::string& word : command) words.push_back(word.data());
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, words.front(), &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) die("cannot start " + command.front());
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) != child) die("lost sight of " + command.front());
  return {WIFEXITED(status) && WEXITSTATUS(status) == 0, seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime)};
}

}  // namespace

Peer lrsnash() {
  return {
      .command = {"lrsnash"}, .suffix = ".lrs", .count_answers = lrsnash_answers, .limit = 3600.0, .must_agree = true};
}

Peer gambit(std::string tool, std::vector<std::string> options) {
  Peer peer{.command = {std::move(tool), "-q"}, .suffix = "", .count_answers = gambit_answers};
  for (std::string& option : options) peer.command.push_back(std::move(option));
  return peer;
}

bool is_installed(const Peer& peer) {
  const char* const path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (access((folder + "/" + peer.name()).c_str(), X_OK) == 0) return true;
  }
  return false;
}

PeerRun run_peer(const Peer& peer, const std::string& file, const TempFolder& folder) {
  std::vector<std::string> command = {"timeout", fmt::format("{:.3f}", peer.limit)};
  command.insert(command.end(), peer.command.begin(), peer.command.end());
  command.push_back(file + peer.suffix);
  const std::string output = folder.file("peer_output.txt");
  PeerRun run;
  Ended ended;
  run.taken.wall = seconds([&] { ended = spawn(std::move(command), output); });
  run.taken.processor = ended.processor;
  if (ended.well) run.num_answers = peer.count_answers(text_of(output));
  return run;
}

}  // namespace parley::bench
