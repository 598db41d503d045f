#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Run all benchmark cases, or those named: bench/run.sh BUILD_FOLDER [CASE ...]
set -eu
build=$1
shift
exec "$build/bin/parley_bench" "$@"
