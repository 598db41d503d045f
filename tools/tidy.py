#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs clang-tidy-19 over all sources of src and apps that have changed since it last found nothing in them.

What has been found clean is remembered by the digest of the preprocessed source and of .clang-tidy, in
$XDG_CACHE_HOME/parley-tidy, so that a second run takes seconds. --seconds N stops beginning new files after that time:
those left are counted as skipped, and the next run does them first.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = ROOT / "build/tidy"
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "parley-tidy"


def commands():
    subprocess.run(["cmake", "--preset", "tidy"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    for row in json.loads((BUILD / "compile_commands.json").read_text()):
        path = pathlib.Path(row["file"])
        if path.is_relative_to(ROOT / "src") or path.is_relative_to(ROOT / "apps"):
            yield path, row["command"]


def digest(command):
    words = [word for word in shlex.split(command) if not word.endswith("ccache")]
    text = subprocess.run([*words[:words.index("-o")], "-E", "-P", words[-1]], cwd=BUILD, check=True,
                          stdout=subprocess.PIPE).stdout
    return hashlib.sha256((ROOT / ".clang-tidy").read_bytes() + text).hexdigest()


def look(path, command, deadline):
    """Returns (path, "passed" | "failed" | "skipped", what was said)."""
    mark = CACHE / digest(command)
    if mark.exists():
        return path, "passed", ""
    if time.monotonic() > deadline:
        return path, "skipped", ""
    done = subprocess.run(["clang-tidy-19", "--quiet", "-p", str(BUILD), str(path)], cwd=ROOT, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True, check=False)
    if done.returncode != 0:
        return path, "failed", done.stdout
    mark.touch()
    return path, "passed", ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--tally", help="add the counts to tools/tally.sh under this name")
    parser.add_argument("words", nargs="*", help="only files whose path holds one of these")
    options = parser.parse_args()
    CACHE.mkdir(parents=True, exist_ok=True)
    chosen = [(p, c) for p, c in commands() if not options.words or any(word in str(p) for word in options.words)]
    deadline = time.monotonic() + options.seconds
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    jobs = int(os.environ.get("JOBS") or os.cpu_count())
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for path, result, text in pool.map(lambda one: look(*one, deadline), chosen):
            counts[result] += 1
            if result == "failed":
                print(f"{path.relative_to(ROOT)}\n{text}", flush=True)
    print("tidy: {passed} files passed, {failed} failed, {skipped} skipped".format(**counts))
    if options.tally:
        subprocess.run([ROOT / "tools/tally.sh", "add", options.tally, *(str(n) for n in counts.values())], check=True)
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
