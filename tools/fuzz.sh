#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# fuzz.sh SECONDS [NAME...]: each fuzz target of build/fuzz (or those named) for so many seconds, several at once where
# there are cores. Adds a line a target to tests/fuzz/LOG.md. What crashes is put into tests/fuzz/corpus/NAME, where
# every later test run replays it; what merely covers more stays in build/fuzz/corpus.
set -u
cd "$(dirname "$0")/.."
seconds=$1
shift
names=("$@")
if [ ${#names[@]} -eq 0 ]; then
  for source in tests/fuzz/*_fuzz.cpp; do names+=("$(basename "$source" _fuzz.cpp)"); done
fi
work=build/fuzz
commit=$(git rev-parse --short HEAD)
[ -z "$(git status --porcelain -- src tests/fuzz)" ] || commit="$commit+"

one() {
  name=$1
  found=$work/findings/$name
  mkdir -p "$work/corpus/$name" "$found" "tests/fuzz/corpus/$name"
  log=$work/$name.log
  began=$(date +%s)
  dict=tests/fuzz/$name.dict
  [ -f "$dict" ] || dict=tests/fuzz/parley.dict
  "$work/bin/${name}_fuzz" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=65536 \
    -print_final_stats=1 "-dict=$dict" -artifact_prefix="$found/" \
    "$work/corpus/$name" "tests/fuzz/corpus/$name" >"$log" 2>&1
  result=$?
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  findings=$(find "$found" -type f -newermt "@$began" | wc -l)
  if [ "$findings" -gt 0 ]; then cp "$found"/* "tests/fuzz/corpus/$name/"; fi
  spent=$(($(date +%s) - began))
  echo "| $(date +%F) | $commit | $name | ${executions:-0} | $spent | $findings |" >>tests/fuzz/LOG.md
  echo "fuzz: $name: ${executions:-0} executions, $findings findings ($log)"
  [ $result -eq 0 ]
}

failed=0
running=0
for name in "${names[@]}"; do
  one "$name" &
  running=$((running + 1))
  if [ $running -ge "${JOBS:-$(nproc)}" ]; then
    wait -n || failed=1
    running=$((running - 1))
  fi
done
while [ $running -gt 0 ]; do
  wait -n || failed=1
  running=$((running - 1))
done
exit $failed
