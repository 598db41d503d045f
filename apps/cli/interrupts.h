// SPDX-License-Identifier: Apache-2.0
// Turns SIGINT and SIGTERM into a stop request.
#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace parley::cli {

/// From construction on both signals ask for a stop; the second one ends the program at once. Construct before any
/// other thread: the signals are blocked everywhere but in the one that waits for them.
class Interrupts {
 public:
  Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;
  ~Interrupts();

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  void wait();

  sigset_t signals_ = {};
  std::stop_source source_;
  std::thread waiter_;
};

}  // namespace parley::cli
