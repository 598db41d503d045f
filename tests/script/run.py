#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs transcripts against the program: run.py --program build/release/bin/parley FILE...

FILE is a *.test file or a Markdown page with ```console fences (see transcript.py). Commands run in a scratch folder
in which `examples`, `cases` and `games` lead to those of the repository. JSON documents that commands print or leave
behind are kept in --documents, where the schema test finds them. --update puts what was printed in the place of what
was expected and did not match.
"""

import argparse
import difflib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import transcript

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECONDS = 120  # a command may take; sanitizers are slow




def lines_of(data):
    return transcript.strip_blank_end(data.decode("utf-8", "replace").split("\n"))


def difference(name, expected, actual):
    rows = difflib.unified_diff(expected, actual, f"expected {name}", f"printed {name}", lineterm="", n=3)
    return "\n".join(rows)


class Scratch:
    """A folder to run in, with the program first on the PATH."""

    def __init__(self, program):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="parley-script-"))
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="parley-home-"))
        (self.home / "parley").symlink_to(pathlib.Path(program).resolve())
        for name, target in (("examples", "examples"), ("cases", "tests/cases"), ("games", "tests/games")):
            if (ROOT / target).exists():
                (self.folder / name).symlink_to(ROOT / target)
        keep = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "CLICOLOR_FORCE")}
        self.environment = {**keep, "PATH": f"{self.home}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "TERM": "xterm"}

    def run(self, command, merged=False):
        errors = subprocess.STDOUT if merged else subprocess.PIPE
        return subprocess.run(["bash", "-c", command], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=errors, timeout=SECONDS, check=False)

    def remove(self):
        shutil.rmtree(self.folder)
        shutil.rmtree(self.home)


class Documents:
    """Keeps the JSON documents that one transcript sees."""

    def __init__(self, folder, name):
        self.folder = folder and pathlib.Path(folder)
        self.name = name
        self.count = 0
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)
            for old in self.folder.glob(f"{name}-*.json"):
                old.unlink()

    def keep(self, data):
        if not self.folder or not data.lstrip().startswith(b"{"):
            return
        try:
            document = json.loads(data)
        except ValueError:
            return
        if isinstance(document, dict) and "schema" in document:
            self.count += 1
            (self.folder / f"{self.name}-{self.count}.json").write_bytes(data)

    def keep_files_of(self, folder):
        for path in sorted(folder.glob("*.json")):
            self.keep(path.read_bytes())


def run_test(path, scratch, documents):
    """Yields (command, what was printed, a message or none) for each command of a *.test file."""
    for item in transcript.read_test(path.read_text(encoding="utf-8")):
        if isinstance(item, transcript.File):
            target = scratch.folder / item.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text("".join(line + "\n" for line in item.lines), encoding="utf-8")
            continue
        done = scratch.run(item.text)
        documents.keep(done.stdout)
        out, err = lines_of(done.stdout), lines_of(done.stderr)
        problems = []
        if not transcript.matches(item.stdout, out):
            problems.append(difference("output", item.stdout, out))
        if not transcript.matches(item.stderr, err):
            problems.append(difference("errors", item.stderr, err))
        if done.returncode != item.exit:
            problems.append(f"expected exit {item.exit}, got {done.returncode}")
        printed = list(out)
        if err:
            printed += ["[stderr]", *err]
        if done.returncode:
            printed.append(f"[exit {done.returncode}]")
        yield item, printed, "\n".join(problems)


def run_page(path, scratch, documents):
    """The same for the console fences of a page; its commands share one shell."""
    commands = transcript.read_fences(path.read_text(encoding="utf-8"))
    mark = "=== next command ==="
    script = "".join(f"{command.text}\n__exit=$?; echo; echo '{mark}'; (exit $__exit)\n" for command in commands)
    done = scratch.run(script, merged=True)
    parts = done.stdout.decode("utf-8", "replace").split(f"\n{mark}\n")
    for k, command in enumerate(commands):
        printed = transcript.strip_blank_end(parts[k].split("\n")) if k < len(parts) else ["(did not run)"]
        documents.keep("\n".join(printed).encode())
        matched = transcript.matches(command.stdout, printed)
        yield command, printed, "" if matched else difference("output", command.stdout, printed)


def run_file(path, options):
    scratch = Scratch(options.program)
    documents = Documents(options.documents, path.name)  # a page and a transcript may share a stem
    runner = run_page if path.suffix == ".md" else run_test
    failures = []
    count = 0
    try:
        for command, printed, problem in runner(path, scratch, documents):
            count += 1
            if problem:
                failures.append((command, printed, problem))
        documents.keep_files_of(scratch.folder)
    finally:
        scratch.remove()
    for command, _, problem in failures:
        print(f"{path}:{command.line}: $ {command.text}\n{problem}\n")
    if options.update and failures:
        update(path, failures)
    print(f"{path.name}: {count} commands, {len(failures)} differ")
    return bool(failures)


def update(path, failures):
    lines = path.read_text(encoding="utf-8").split("\n")
    for command, printed, _ in reversed(failures):
        begin = command.line
        while lines[begin - 1].endswith("\\"):
            begin += 1
        end = command.end
        blanks = ["" for line in reversed(lines[begin:end]) if not line.strip()][:1] if path.suffix != ".md" else []
        lines[begin:end] = printed + blanks
    path.write_text("\n".join(lines), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, help="the parley program")
    parser.add_argument("--documents", help="folder in which JSON documents are kept")
    parser.add_argument("--update", action="store_true", help="write what was printed where it differs")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    failed = [run_file(path, options) for path in options.files]
    return 1 if any(failed) else 0


if __name__ == "__main__":
    sys.exit(main())
