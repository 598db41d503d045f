#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The same question gives the same bytes, whatever the threads; another seed gives the same answer within its error.

  run.py PROGRAM bytes|seeds|reference

  bytes      1, 2 and 4 threads, and the same command twice: equal output
  seeds      20 seeds: every outcome within 4 standard errors of reference.json, a run of 2^20 draws
  reference  that run made again (slow): equal to the stored one within rounding
"""
import json
import math
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE.parent / "cases"
FLAGSHIP = CASES / "negotiated_exit" / "negotiated_exit.parley"
COMMANDS = [
    ["predict", FLAGSHIP, "--draws", "5000"],
    ["predict", FLAGSHIP, "--variant", "patron_first", "--target", "P(handover given leader is exit)"],
    ["frontier", FLAGSHIP, "--ask", "1", "--draws", "1024"],
    ["frontier", FLAGSHIP, "--ask", "2", "--draws", "1024"],
    ["predict", CASES / "private_cost" / "private_cost.parley"],
    ["predict", CASES / "secret_report" / "secret_report.parley", "--seed", "9"],
    ["solve", FLAGSHIP, "--at", "draw:17"],
    ["variants", FLAGSHIP, "--ask", "1", "--variant", "patron_first"],
    ["diff", FLAGSHIP, "@patron_first", "--target", "P(leader is exit)"],
]


def run(program, command, *options):
    words = [program, *map(str, command), "--format", "json", *options]
    done = subprocess.run(words, capture_output=True, timeout=300, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}: exit {done.returncode}: {done.stderr.decode()[:500]}")
    return done.stdout


def check_bytes(program):
    failed = 0
    for command in COMMANDS:
        first = run(program, command, "--threads", "1")
        same = all(run(program, command, "--threads", n) == first for n in ("1", "2", "4"))
        failed += not same
        print(f"{'same' if same else 'DIFFERENT'}: {' '.join(map(str, command[:1] + command[2:]))}")
    return failed


def outcomes(answer):
    return {row["name"]: row for row in json.loads(answer)["outcomes"]}


def check_seeds(program):
    reference = json.loads((HERE / "reference.json").read_text())["outcomes"]
    failed = 0
    worst = 0.0
    for seed in range(1, 21):
        rows = outcomes(run(program, ["predict", FLAGSHIP], "--seed", str(seed)))
        for name, want in reference.items():
            error = math.hypot(rows[name]["standard_error"], want["standard_error"])
            score = abs(rows[name]["mean"] - want["mean"]) / error if error else 0.0
            worst = max(worst, score)
            if score >= 4:
                failed += 1
                print(f"seed {seed}: {name} is {score:.2f} standard errors off")
    print(f"largest z-score {worst:.2f} over 20 seeds and {len(reference)} outcomes")
    return failed


def check_reference(program):
    stored = json.loads((HERE / "reference.json").read_text())
    rows = outcomes(run(program, ["predict", FLAGSHIP], "--draws", str(stored["draws"]), "--seed", "777"))
    failed = 0
    for name, want in stored["outcomes"].items():
        # Another machine's libm may move a draw across a border: 1e-6 is one draw in a million.
        if abs(rows[name]["mean"] - want["mean"]) > 1e-5:
            failed += 1
            print(f"{name}: {rows[name]['mean']} against {want['mean']}")
    return failed


def main():
    checks = {"bytes": check_bytes, "seeds": check_seeds, "reference": check_reference}
    failed = checks[sys.argv[2]](sys.argv[1])
    print(f"{failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
