// SPDX-License-Identifier: Apache-2.0
// `parley doctor`: what to copy into a report when something is wrong.
#include <thread>

#include <CLI/Version.hpp>
#include <fmt/format.h>
#include <gmp.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "parley/game/lanes.h"
#include "session.h"

namespace parley::cli {

namespace {

std::string line(std::string_view what, std::string_view found) { return fmt::format("{:<18} {}\n", what, found); }

std::string about_the_build() {
  const std::string sanitizers = std::string_view(PARLEY_SANITIZERS).empty() ? "none" : PARLEY_SANITIZERS;
  return line("parley", PARLEY_VERSION) + line("built with", PARLEY_COMPILER) +
         line("build type", fmt::format("{}, sanitizers: {}", PARLEY_BUILD_TYPE, sanitizers));
}

std::string about_the_machine() {
  utsname system = {};
  const bool known = uname(&system) == 0;
  const double bytes = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  return line("system", known ? fmt::format("{} {}, {}", system.sysname, system.release, system.machine) : "unknown") +
         line("instruction set", fmt::format("{}, blocks of {} draws", game::lanes_target(), game::block_size)) +
         line("threads", fmt::format("{}", std::thread::hardware_concurrency())) +
         line("memory", fmt::format("{:.1f} GiB", bytes / (1024.0 * 1024.0 * 1024.0)));
}

std::string about_the_terminal(const report::TextStyle& style) {
  return line("terminal", fmt::format("{}, {} columns, colour {}", isatty(STDOUT_FILENO) == 1 ? "yes" : "no",
                                      style.width, style.colour ? "on" : "off"));
}

std::string about_the_packages() {
  const int fmt_version = FMT_VERSION;
  return line("fmt", fmt::format("{}.{}.{}", fmt_version / 10000, fmt_version / 100 % 100, fmt_version % 100)) +
         line("CLI11", CLI11_VERSION) + line("GMP", gmp_version);
}

}  // namespace

Exit run_doctor(Session& session) {
  return session.answer(about_the_build() + about_the_machine() + about_the_terminal(session.style()) +
                        about_the_packages());
}

}  // namespace parley::cli
