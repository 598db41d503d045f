#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the reports that the tests of the page open: NAME.html and the document that stands in it, NAME.json.

    pages.py PROGRAM FOLDER SCENARIO...
"""

import json
import pathlib
import re
import subprocess
import sys

SKIPPED = 77


def main():
    program, folder, *scenarios = sys.argv[1:]
    pages = pathlib.Path(folder)
    pages.mkdir(parents=True, exist_ok=True)
    for scenario in map(pathlib.Path, scenarios):
        page = pages / f"{scenario.stem}.html"
        made = subprocess.run([program, "report", scenario, "--quiet", "-o", page], stderr=subprocess.PIPE, text=True,
                              check=False)
        if made.returncode != 0:
            print(made.stderr)
            return SKIPPED if "PARLEY_WEB" in made.stderr else 1
        found = re.search(r'<script type="application/json" id="parley-report">(.*?)</script>',
                          page.read_text(encoding="utf-8"), re.DOTALL)
        document = json.loads(found[1])
        (pages / f"{scenario.stem}.json").write_text(json.dumps(document), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
