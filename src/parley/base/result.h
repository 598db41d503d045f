// SPDX-License-Identifier: Apache-2.0
// What a function that can fail returns: a value, or an error that names the value, the place and the rule.
#pragma once

#include <cstdint>
#include <expected>
#include <stdexcept>
#include <string>
#include <utility>

namespace parley {

enum class ErrorCode : std::uint8_t {
  bad_option,    ///< an option is out of range or names something that does not exist
  unsupported,   ///< a method does not fit the game; the message names the need that fails
  bad_input,     ///< a file or text does not follow its format
  bad_scenario,  ///< the scenario has errors; its diagnostics tell them
  io,            ///< a file could not be read or written
  too_large,     ///< the size asked for passes a limit; nothing was built
  stopped,       ///< the time limit or a stop request came before there was anything to return
};

struct Error {
  ErrorCode code;
  std::string message;
  /// The message without the numbers of one draw, by which errors of many draws are counted; empty: the message.
  std::string rule = {};
};

template <class T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, std::string message) {
  return std::unexpected(Error{code, std::move(message)});
}

/// Our own invariant broke: the only exception that the library starts.
class InternalError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

}  // namespace parley
