#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What `make check` runs. Every step runs, whatever came of those before; the exit code tells whether all passed.
set -u
cd "$(dirname "$0")/.."
failed=

say() { printf '\n== %s (%s)\n' "$1" "$(date +%H:%M:%S)"; }

# A step that is one check: step NAME COMMAND...
step() {
  name=$1
  shift
  say "$name"
  if "$@"; then
    tools/tally.sh add "$name" 1 0 0
  else
    tools/tally.sh add "$name" 0 1 0
    failed="$failed $name"
  fi
}

build_preset() { cmake --preset "$1" >/dev/null && cmake --build "build/$1" --parallel "${JOBS:-$(nproc)}"; }

# A build whose tests count one by one: suite PRESET fast|slow
suite() {
  say "$1: $2 tests"
  tools/run_tests.sh "$1" "$2" || failed="$failed $1-$2"
}

step layout tools/layout.sh check
step house-rules python3 tools/house_rules.py
for preset in clang asan tsan; do
  step "$preset-build" build_preset "$preset"
  suite "$preset" fast
done
step release-build build_preset release
suite release slow
say tidy
tools/tidy.py --tally tidy || failed="$failed tidy"

echo
if [ -n "$failed" ]; then
  echo "check: failed:$failed"
  exit 1
fi
echo "check: all passed"
