// SPDX-License-Identifier: Apache-2.0
// The only place that reads what the environment says of the terminal.
#include "terminal.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace parley::cli {

namespace {

constexpr std::size_t min_width = 60;
constexpr std::size_t max_width = 200;

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

std::size_t width_of(int fd) {
  std::size_t width = 0;
  const std::string_view columns = environment("COLUMNS");
  std::from_chars(columns.data(), columns.data() + columns.size(), width);
  winsize size = {};
  if (width == 0 && ioctl(fd, TIOCGWINSZ, &size) == 0) width = size.ws_col;
  return width == 0 ? 80 : std::clamp(width, min_width, max_width);
}

}  // namespace

Terminal look_at_terminal(int fd, ColourMode mode) {
  Terminal terminal;
  terminal.interactive = isatty(fd) == 1;
  terminal.width = width_of(fd);
  const bool wanted = terminal.interactive && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
  terminal.colour = mode == ColourMode::always || (mode == ColourMode::automatic && wanted);
  return terminal;
}

}  // namespace parley::cli
