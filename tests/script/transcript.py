# SPDX-License-Identifier: Apache-2.0
"""Transcripts: commands and what they print, read from *.test files and from ```console fences of Markdown.

A *.test file holds

    # a comment (only before the first command)
    > NAME                 a file of the scratch folder; its lines follow, each after `| `
    | first line
    $ COMMAND              run by bash in the scratch folder; a trailing \\ goes on in the next line
    expected standard output
    [stderr]
    expected standard error
    [exit N]               0 where it is not said

and in what is expected, a line `...` stands for any number of lines, `...` within a line for any text.
"""

import re
from dataclasses import dataclass, field


@dataclass
class Command:
    line: int  # of the file, from 1
    text: str
    stdout: list = field(default_factory=list)
    stderr: list = field(default_factory=list)
    exit: int = 0
    end: int = 0  # last line of what is expected


@dataclass
class File:
    line: int
    name: str
    lines: list = field(default_factory=list)


def strip_blank_end(lines):
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def read_command(lines, at):
    """The command that begins in lines[at] (`$ ` or a continuation) and the index after it."""
    text = lines[at][2:]
    while text.endswith("\\") and at + 1 < len(lines):
        at += 1
        text = text[:-1] + lines[at].strip()
    return text, at + 1


def read_test(text):
    """The commands and files of a *.test file, in order."""
    lines = text.split("\n")
    items = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("> "):
            items.append(File(at + 1, line[2:].strip()))
            at += 1
            while at < len(lines) and lines[at].startswith("|"):
                items[-1].lines.append(lines[at][2:])
                at += 1
        elif line.startswith("$ "):
            start = at
            command, at = read_command(lines, at)
            items.append(Command(start + 1, command))
            at = read_expected(lines, at, items[-1])
        elif line.startswith("#") or not line.strip():
            at += 1
        else:
            raise ValueError(f"line {at + 1}: expected a comment, `> NAME` or `$ COMMAND`, found `{line}`")
    return items


def read_expected(lines, at, command):
    target = command.stdout
    while at < len(lines) and not lines[at].startswith(("$ ", "> ")):
        line = lines[at]
        if line == "[stderr]":
            target = command.stderr
        elif re.fullmatch(r"\[exit \d+\]", line):
            command.exit = int(line[6:-1])
        else:
            target.append(line)
        at += 1
    drop_comment_of_next(target)
    strip_blank_end(command.stdout)
    strip_blank_end(command.stderr)
    command.end = at
    return at


def drop_comment_of_next(lines):
    """Lines of `# ...` after a blank line, at the end, are about the next command."""
    begin = len(lines)
    while begin > 0 and lines[begin - 1].startswith("# "):
        begin -= 1
    if begin < len(lines) and begin > 0 and not lines[begin - 1].strip():
        del lines[begin:]


def read_fences(text):
    """The commands of all ```console fences of a Markdown text; what is expected is both streams as one."""
    lines = text.split("\n")
    commands = []
    at = 0
    while at < len(lines):
        at += 1
        if lines[at - 1].strip() != "```console":
            continue
        while at < len(lines) and lines[at].strip() != "```":
            if lines[at].startswith("$ "):
                start = at
                command, at = read_command(lines, at)
                commands.append(Command(start + 1, command))
            elif commands:
                commands[-1].stdout.append(lines[at])
                at += 1
            else:
                raise ValueError(f"line {at + 1}: a console fence begins with a command")
            commands[-1].end = at
    for command in commands:
        strip_blank_end(command.stdout)
    return commands


def matches_line(expected, actual):
    if "..." not in expected:
        return expected == actual
    pattern = ".*".join(re.escape(part) for part in expected.split("..."))
    return re.fullmatch(pattern, actual) is not None


def matches(expected, actual):
    """Whether the lines `actual` are what `expected` allows; `...` lines may stand for any number of lines."""
    reachable = {0}  # numbers of actual lines that the expected lines so far may have used
    for line in expected:
        if line.strip() == "...":
            reachable = set(range(min(reachable), len(actual) + 1)) if reachable else set()
        else:
            reachable = {k + 1 for k in reachable if k < len(actual) and matches_line(line, actual[k])}
        if not reachable:
            return False
    return len(actual) in reachable
