#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Keeps count of what passed, failed and was skipped over several steps, in build/tally: a line a step.
#   tally.sh reset                              forget all
#   tally.sh add STEP PASSED FAILED SKIPPED     one step
#   tally.sh junit STEP FILE                    the same, from ctest's report; none is one failure
#   tally.sh sum                                print `N passed, N failed, N skipped`
set -eu
cd "$(dirname "$0")/.."
mkdir -p build
tally=build/tally

field() { sed -n "s/.*[ \t]$1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1; }

case $1 in
  reset) rm -f "$tally" ;;
  add) echo "$2 $3 $4 $5" >>"$tally" ;;
  junit)
    if [ ! -s "$3" ]; then
      echo "$2 0 1 0" >>"$tally"
      exit 0
    fi
    # The attributes of ctest's <testsuite> stand on lines of their own, before the first <testcase>.
    head=$(mktemp)
    sed '/<testcase/,$d' "$3" >"$head"
    total=$(field tests "$head") failed=$(field failures "$head")
    skipped=$(($(field skipped "$head") + $(field disabled "$head")))
    rm -f "$head"
    echo "$2 $((total - failed - skipped)) $failed $skipped" >>"$tally"
    ;;
  sum)
    [ -f "$tally" ] || : >"$tally"
    awk '{ p += $2; f += $3; s += $4 } END { printf "%d passed, %d failed, %d skipped\n", p, f, s }' "$tally"
    ;;
  *) echo "tally: unknown command $1" >&2; exit 2 ;;
esac
