#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Rules of the house that no compiler checks (CONTRIBUTING.md): prints each breach, exits 1 if there is one."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
LICENCE = "SPDX-License-Identifier: Apache-2.0"

# docs/architecture.md: what a folder's files may include; build's own two headers are named for study and report.
MAY_INCLUDE = {
    "base": {"base"},
    "math": {"base", "math"},
    "scenario": {"base", "math", "scenario"},
    "game": {"base", "math", "game"},
    "build": {"base", "math", "scenario", "game", "build"},
    "solve": {"base", "math", "game", "solve"},
    "study": {"base", "math", "game", "solve", "study", "build/model.h", "build/hold.h", "build/evidence.h",
              "build/knowledge.h", "build/secrets.h"},
    "why": {"base", "math", "game", "solve", "study", "why", "build/model.h", "build/hold.h"},
    "report": {"base", "math", "game", "solve", "study", "why", "report", "build/model.h", "build/hold.h"},
}


def sources(*patterns):
    for top in ("src", "apps", "tests", "bench", "tools", "examples", "web"):
        for pattern in patterns:
            yield from sorted(path for path in (ROOT / top).rglob(pattern) if "node_modules" not in path.parts)


def breaches_of_text(path, lines):
    if LICENCE not in "\n".join(lines[:2]):
        yield 1, f"the file does not begin with `{LICENCE}`"
    for number, line in enumerate(lines, 1):
        if len(line) > 120 and path.suffix not in (".cpp", ".h"):  # clang-format sees to those
            yield number, f"{len(line)} columns; at most 120"
        if re.search(r"\b(TODO|FIXME|XXX)\b", line) and path.name != "house_rules.py":
            yield number, "a note to do something later belongs into an issue"


SOURCES = (".cpp", ".h", ".ts", ".tsx", ".mjs")


def breaches_of_source(path, lines):
    if len(lines) > 600:
        yield 1, f"{len(lines)} lines; over 600 an idea in it has no name yet"
    if not lines[1:2] or not lines[1].startswith("//"):
        yield 2, "the second line says in a sentence what the file is for"
    relative = path.relative_to(ROOT).parts
    if relative[:2] != ("src", "parley"):
        return
    allowed = MAY_INCLUDE[relative[2]]
    for number, line in enumerate(lines, 1):
        found = re.match(r'#include "parley/((\w+)/.*)"', line)
        if found and found[2] not in allowed and found[1] not in allowed:
            yield number, f"`{relative[2]}` may not include `{found[1]}` (docs/architecture.md)"


def breaches_of_readmes():
    for folder in MAY_INCLUDE:
        path = ROOT / "src/parley" / folder / "README.md"
        if not path.exists():
            yield path, 1, "every folder says what comes in, what goes out, what must not be added"
        elif len(path.read_text(encoding="utf-8").splitlines()) > 40:
            yield path, 41, "a folder's README has at most 40 lines"


def main():
    found = list(breaches_of_readmes())
    for path in sources("*.cpp", "*.h", "*.py", "*.sh", "*.cmake", "CMakeLists.txt",
                        "*.ts", "*.tsx", "*.mjs", "*.css"):
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [(path, *breach) for breach in breaches_of_text(path, lines)]
        if path.suffix in SOURCES:
            found += [(path, *breach) for breach in breaches_of_source(path, lines)]
    for path, number, message in found:
        print(f"{path.relative_to(ROOT)}:{number}: {message}")
    print(f"house rules: {len(found)} breaches")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
