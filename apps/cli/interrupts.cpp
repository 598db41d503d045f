// SPDX-License-Identifier: Apache-2.0
// A thread that waits for signals may call anything; a signal handler may call next to nothing.
#include "interrupts.h"

#include <pthread.h>
#include <unistd.h>

namespace parley::cli {

namespace {

constexpr int wake_up = SIGUSR2;  // ends the waiting thread

}  // namespace

Interrupts::Interrupts() {
  sigemptyset(&signals_);
  for (const int signal : {SIGINT, SIGTERM, wake_up}) sigaddset(&signals_, signal);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  waiter_ = std::thread([this] { wait(); });
}

Interrupts::~Interrupts() {
  pthread_kill(waiter_.native_handle(), wake_up);
  waiter_.join();
}

void Interrupts::wait() {
  while (true) {
    int signal = 0;
    if (sigwait(&signals_, &signal) != 0 || signal == wake_up) return;
    if (!source_.request_stop()) _exit(128 + signal);
  }
}

}  // namespace parley::cli
