#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run_tests.sh PRESET fast|slow: runs the tests of build/PRESET in parallel and adds what came of them to the tally.
# Slow tests are those whose name, or whose suite's name, begins with `Slow`.
set -u
cd "$(dirname "$0")/.."
preset=$1 selection=$2
build=build/$preset
report=$build/tests-$selection.xml
slow='(^|[/.])Slow'

if [ "$selection" = fast ]; then choose=-E; else choose=-R; fi
rm -f "$report"
export UBSAN_OPTIONS=print_stacktrace=1
# What passed is counted and not listed: failures should be seen.
ctest --test-dir "$build" "$choose" "$slow" --parallel "${JOBS:-$(nproc)}" --output-on-failure --timeout 600 \
  --no-tests=error --output-junit "$PWD/$report" </dev/null |
  grep -vE '^ *Start +[0-9]+:|^ *[0-9]+/[0-9]+ Test +#.* Passed '
result=${PIPESTATUS[0]}
tools/tally.sh junit "$preset-$selection" "$report"
exit "$result"
