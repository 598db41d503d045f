#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# layout.sh check|fix: clang-format over all C++ sources.
set -u
cd "$(dirname "$0")/.."
sources() { find src apps tests bench -name '*.cpp' -o -name '*.h' | sort; }

case $1 in
  fix) sources | xargs clang-format-19 -i ;;
  check) sources | xargs -P "${JOBS:-$(nproc)}" -n 20 clang-format-19 --dry-run -Werror ;;
  *) echo "layout: check or fix, not $1" >&2; exit 2 ;;
esac
