#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a test of the page with Node.js, or says what is missing for it: exit 77, a counted skip, but 1 where CI=true.

    run.py --web FOLDER --node PROGRAM --bundle FILE [--pages FOLDER] [--types | --unit | --notices | TEST.mjs]
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys

SKIPPED = 77


def missing(options):
    if not options.node:
        return "Node.js and npm (packages.txt, web)"
    if not pathlib.Path(options.bundle).exists():
        return "the page's bundle: this build was made without it (PARLEY_WEB)"
    if options.pages and not chromium():
        return "chromium (packages.txt, test)"
    if options.pages and not shutil.which("pdftotext"):
        return "poppler-utils (packages.txt, test)"
    return None


def chromium():
    return os.environ.get("PARLEY_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def command(options):
    if options.types:
        return [options.node, "node_modules/typescript/bin/tsc", "--noEmit"]
    if options.unit:
        return [options.node, "test.mjs"]
    if options.notices:
        return [options.node, "build.mjs", "--check-notices"]
    return [options.node, "--test", options.test]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--web", required=True)
    parser.add_argument("--node", required=True, help="empty: there is none")
    parser.add_argument("--bundle", required=True)
    parser.add_argument("--pages")
    parser.add_argument("--types", action="store_true")
    parser.add_argument("--unit", action="store_true")
    parser.add_argument("--notices", action="store_true")
    parser.add_argument("test", nargs="?")
    options = parser.parse_args()
    wanted = missing(options)
    if wanted:
        print(f"web: missing: {wanted}")
        return 1 if os.environ.get("CI") == "true" else SKIPPED
    environment = dict(os.environ, PARLEY_BUNDLE=options.bundle)
    if options.pages:
        environment |= {"PARLEY_PAGES": options.pages, "PARLEY_CHROMIUM": chromium()}
    return subprocess.run(command(options), cwd=options.web, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
