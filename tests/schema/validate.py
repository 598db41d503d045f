#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""validate.py SCHEMAS DOCUMENTS: each document follows the schema that it names, and so does each one inside it."""

import json
import os
import pathlib
import sys
import warnings

try:
    import jsonschema
except ImportError:
    print("schema: python3-jsonschema is not installed")
    sys.exit(1 if os.environ.get("CI") == "true" else 77)

SKIPPED_SCHEMAS = {"common-1.json"}  # definitions only


def validators(folder):
    """By schema name ("parley/predict/1"): a validator that finds its neighbours by file name."""
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
    made = {}
    for name, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        if name in SKIPPED_SCHEMAS:
            continue
        with warnings.catch_warnings():
            # The way that Debian 12's version knows; later ones warn of it and still have it.
            warnings.simplefilter("ignore", DeprecationWarning)
            resolver = jsonschema.RefResolver(base_uri=name, referrer=schema, store=schemas)
        made["parley/" + name.removesuffix(".json").replace("-", "/")] = jsonschema.Draft202012Validator(
            schema, resolver=resolver)
    return made


def documents_in(value):
    """The value itself where it is a document, and all documents inside it."""
    if isinstance(value, dict):
        if isinstance(value.get("schema"), str):
            yield value
        for inner in value.values():
            yield from documents_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from documents_in(inner)


def problems(document, known):
    validator = known.get(document["schema"])
    if validator is None:
        return [f"no schema `{document['schema']}` in docs/schema"]
    found = sorted(validator.iter_errors(document), key=lambda error: list(map(str, error.path)))
    return [f"{error.json_path}: {error.message[:300]}" for error in found]


def main():
    schemas, folder = map(pathlib.Path, sys.argv[1:])
    known = validators(schemas)
    seen = {}
    failed = False
    for path in sorted(folder.glob("*.json")):
        for document in documents_in(json.loads(path.read_text(encoding="utf-8"))):
            seen[document["schema"]] = seen.get(document["schema"], 0) + 1
            for problem in problems(document, known):
                failed = True
                print(f"{path.name}: {document['schema']}: {problem}")
    for name in known:
        if name not in seen:
            failed = True
            print(f"{name}: no document of this schema was seen, so nothing proves it")
    print("documents:", ", ".join(f"{count} {name}" for name, count in sorted(seen.items())) or "none")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
