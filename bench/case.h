// SPDX-License-Identifier: Apache-2.0
// A benchmark case: lines of a key and a value, from a file of bench/cases.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <map>
#include <string>

#include <fmt/format.h>

#include "parley/base/result.h"

namespace parley::bench {

[[noreturn]] inline void die(const std::string& message) {
  fmt::print(stderr, "parley_bench: {}\n", message);
  std::exit(2);
}

template <class T>
T or_die(Result<T> result) {
  if (!result) die(result.error().message);
  return *std::move(result);
}

struct Case {
  std::string name;
  std::map<std::string, std::string> values;

  [[nodiscard]] bool has(const std::string& key) const { return values.contains(key); }
  [[nodiscard]] std::string at(const std::string& key) const {
    const auto it = values.find(key);
    if (it == values.end()) die(fmt::format("case {} has no `{}`", name, key));
    return it->second;
  }
  [[nodiscard]] std::size_t number(const std::string& key) const { return std::stoul(at(key)); }
  [[nodiscard]] std::size_t number(const std::string& key, std::size_t otherwise) const {
    return has(key) ? number(key) : otherwise;
  }
  /// What is compared is measured in turns, this often.
  [[nodiscard]] std::size_t rounds() const { return number("rounds", 5); }
};

}  // namespace parley::bench
