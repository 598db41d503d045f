#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Equilibria compared with a peer's, and every profile's regret computed apart.

  run.py PROGRAM lrsnash|larger|regret|poker|leduc
"""
import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..", "tools")]
import gen_nfg  # noqa: E402
import gen_poker_efg  # noqa: E402
import verify_nash  # noqa: E402

SKIPPED = 77


def generated(module, arguments):
    """What the generator prints."""
    text = io.StringIO()
    kept, sys.argv = sys.argv, [module.__name__, *map(str, arguments)]
    try:
        with contextlib.redirect_stdout(text):
            module.main()
    finally:
        sys.argv = kept
    return text.getvalue()


def made(folder, name, module, arguments):
    """A game file of the generator, and the game in it."""
    path, text = os.path.join(folder, name), generated(module, arguments)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path, verify_nash.read_game(text)


def parley(program, path, *options):
    """The profiles that parley prints, as tuples of texts."""
    done = subprocess.run([program, "solve", path, "--gambit", "--quiet", *options],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"parley solve {path}: exit {done.returncode}\n{done.stderr}")
    return [tuple(line.split(",")[1:]) for line in done.stdout.splitlines()]


def lrsnash_input(game):
    rows, columns = game.sizes
    lines = [f"{rows} {columns}", ""]
    for payoffs in game.payoffs:
        lines += [" ".join(str(payoffs[j * rows + i]) for j in range(columns)) for i in range(rows)]
        lines.append("")
    return "\n".join(lines)


def lrsnash(path, game):
    """Groups apart by blank lines: the second player's corners, each with the first player's one below them."""
    rows, columns = game.sizes
    with open(path + ".lrs", "w", encoding="utf-8") as file:
        file.write(lrsnash_input(game))
    done = subprocess.run(["lrsnash", path + ".lrs"], capture_output=True, text=True, check=True)
    found, seconds = set(), []
    for line in done.stdout.splitlines():
        fields = line.split()
        if not fields:
            seconds = []
        elif fields[0] == "2":
            seconds.append(tuple(fields[1:1 + columns]))
        elif fields[0] == "1":
            found.update(tuple(fields[1:1 + rows]) + second for second in seconds)
    return found


def regret(game, profile):
    numbers = iter(map(Fraction, profile))
    return max(game.regrets([[next(numbers) for _ in range(size)] for size in game.shape]))


def compare(program, folder, shape, low, high, seeds, *more):
    """The same extreme equilibria as lrsnash, each with regret 0."""
    for seed in seeds:
        path, game = made(folder, f"{shape}_{low}_{high}_{seed}.nfg", gen_nfg,
                          [shape, "--seed", seed, "--range", low, high, *more])
        ours, theirs = parley(program, path, "--all"), lrsnash(path, game)
        if len(set(ours)) != len(ours) or set(ours) != theirs:
            raise SystemExit(f"{os.path.basename(path)}: {len(ours)} equilibria, lrsnash has {len(theirs)}")
        wrong = [profile for profile in ours if regret(game, profile) != 0]
        if wrong:
            raise SystemExit(f"{os.path.basename(path)}: {wrong[0]} is no equilibrium")
        os.remove(path)
    print(f"{shape}, payoffs {low} to {high}: {len(seeds)} games agree")


def small(program, folder):
    """Few different payoffs, so that most games are degenerate; every size up to 6 by 6."""
    for size in range(2, 7):
        shape = f"{size}x{size}"
        compare(program, folder, shape, 0, 2, range(1, 101))
        compare(program, folder, shape, 0, size, range(101, 201), "--denom", 3)
    compare(program, folder, "2x6", 0, 1, range(1, 41))
    compare(program, folder, "7x3", 0, 2, range(1, 41))
    compare(program, folder, "1x5", 0, 1, range(1, 21))


def larger(program, folder):
    for size in (8, 10, 12):
        compare(program, folder, f"{size}x{size}", 0, 1, range(1, 11))
        compare(program, folder, f"{size}x{size}", 0, 4, range(11, 21))
        compare(program, folder, f"{size}x{size}", 0, 100, range(21, 26))


def one_of_each(program, folder):
    """One equilibrium of larger games, zero-sum ones among them, and all pure ones."""
    for shape, seeds in (("3x3", 40), ("7x9", 20), ("25x20", 5), ("60x60", 1)):
        for seed in range(1, seeds + 1):
            for more in ([], ["--sum", 0], ["--range", 0, 2]):
                path, game = made(folder, "one.nfg", gen_nfg, [shape, "--seed", seed, *more])
                found = parley(program, path, "--concept", "nash")
                if len(found) != 1 or regret(game, found[0]) != 0:
                    raise SystemExit(f"{shape} seed {seed} {more}: {found} is no equilibrium")
                for profile in parley(program, path, "--concept", "pure"):
                    if regret(game, profile) != 0:
                        raise SystemExit(f"{shape} seed {seed} {more}: {profile} is no equilibrium")
        print(f"{shape}: {seeds} games of three kinds")


def poker(program, folder, games):
    """Regret 0, and the value that is known, to so many digits."""
    for arguments, value, digits in games:
        path, game = made(folder, "poker.efg", gen_poker_efg, arguments)
        found = parley(program, path, "--concept", "nash")
        if len(found) != 1 or regret(game, found[0]) != 0:
            raise SystemExit(f"{arguments}: no equilibrium")
        worth = game.value(game.root, 0)
        if value is not None and abs(worth - value) > digits:
            raise SystemExit(f"{arguments}: worth {worth}, and {value} is known")
        print(f"{' '.join(map(str, arguments))}: worth {float(worth):.7f}")


def main():
    program, check = sys.argv[1:]
    if check in ("lrsnash", "larger") and shutil.which("lrsnash") is None:
        print("lrsnash is not installed (Debian's lrslib): skipped")
        return SKIPPED
    sys.setrecursionlimit(1 << 16)
    with tempfile.TemporaryDirectory() as folder:
        if check == "lrsnash":
            small(program, folder)
        elif check == "larger":
            larger(program, folder)
        elif check == "regret":
            one_of_each(program, folder)
        elif check == "poker":
            poker(program, folder, [(["kuhn", "--cards", 3], Fraction(-1, 18), 0), (["kuhn", "--cards", 13], None, 0)])
        else:
            # With two raises a round: the value on which the literature on learning in games agrees, to seven digits.
            leduc = Fraction(-856064, 10**7)
            poker(program, folder, [(["leduc", "--raises", 1], None, 0), (["leduc"], leduc, Fraction(1, 10**7))])
    return 0


if __name__ == "__main__":
    sys.exit(main())
