#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs parley on the cases with known answers and compares every number with expected.json.

  run.py PROGRAM [CASE ...]

Tolerances are those of expected.json: 1e-9 for a single draw; for averages over draws 4 combined standard errors plus
3 / draws (an event that no draw showed has no standard error).
"""
import json
import math
import pathlib
import subprocess
import sys
import tempfile
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent
TOOLS = HERE.parent.parent / "tools"
sys.path.insert(0, str(TOOLS))
import verify_nash  # noqa: E402  (after the path)

DRAWS = 4096
ONE_DRAW = 1e-9


class Case:
    """One folder of cases: runs the program on its scenario and collects what differs."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.name = folder.name
        self.scenario = folder / f"{self.name}.parley"
        self.expected = json.loads((folder / "expected.json").read_text())
        self.passed = 0
        self.failures = []

    def run(self, verb, *options, entry=None, json_out=True, codes=(0,)):
        entry = entry or {}
        command = [self.program, verb, str(self.scenario)]
        for name, value in pairs(entry.get("set")):
            command += ["--set", f"{name}={value}"]
        for name, value in pairs(entry.get("hold")):
            command += ["--hold", f"{name}={value}"]
        if entry.get("variant"):
            command += ["--variant", entry["variant"]]
        command += list(options)
        if json_out:
            command += ["--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode not in codes:
            self.fail(f"{' '.join(command[1:])}: exit {done.returncode}: {done.stderr.strip()[:400]}")
            return None
        return json.loads(done.stdout) if json_out else done.stdout

    def fail(self, text):
        self.failures.append(text)

    def near(self, what, got, want, tolerance):
        if got is not None and abs(number(got) - number(want)) <= tolerance:
            self.passed += 1
        else:
            self.fail(f"{what}: got {got}, expected {want} within {tolerance:g}")

    def same(self, what, got, want):
        if got == want:
            self.passed += 1
        else:
            self.fail(f"{what}: got {got}, expected {want}")

    def check(self):
        self.check_settled()
        for tree in self.expected.get("tree", []):
            self.check_tree(tree)
        if "size" in self.expected:
            self.check_size(self.expected["size"])
        for entry in self.expected.get("solve", []):
            self.check_solve(entry)
        for entry in self.expected.get("mixed_equilibrium", []):
            self.check_mixed(entry)
        for listing in self.expected.get("pbe", []):
            self.check_pure_list(listing)
        if self.name == "negotiated_exit":
            self.check_unsettled_variant()
        self.check_published()
        for entry in self.expected.get("predict", []):
            self.check_predict(entry)
        if "bounds_over_draws" in self.expected:
            self.check_bounds(self.expected["bounds_over_draws"])
        if "frontier" in self.expected:
            self.check_frontier(self.expected["frontier"])
        if "prediction" in self.expected:
            self.check_prediction(self.expected["prediction"])
        self.check_expectations()
        self.check_peers()

    # ---- the game ----

    def check_settled(self):
        answer = self.run("check")
        if answer:
            self.same("all_settled", answer["game"]["all_settled"], self.expected["all_settled"])
            self.same("ok", answer["ok"], True)
        if not self.expected["all_settled"]:
            self.certified("solve at the centre", self.run("solve"))

    def check_tree(self, tree):
        answer = self.run("check", entry=tree)
        if not answer:
            return
        game = answer["game"]
        where = f"tree {tree.get('variant', '')}"
        self.same(f"{where} nodes", game["nodes"], tree["nodes"])
        self.same(f"{where} terminals", game["terminals"], tree["terminal"])
        self.same(f"{where} decisions", game["decision_nodes"], tree["decision"])
        self.same(f"{where} information sets", game["infosets"], tree["information_sets"])

    def check_size(self, size):
        answer = self.run("check", entry={"set": self.expected["parameters"]})
        if answer:
            self.same("nodes", answer["game"]["nodes"], size["nodes"])
            self.same("information sets", sum(answer["game"]["infosets"].values()), size["information_sets"])
            self.same("players", len(answer["game"]["players"]), size["players"])

    # ---- one draw ----

    def check_solve(self, entry):
        answer = self.run("solve", entry=entry)
        if not answer:
            return
        where = f"solve {entry.get('set', '')} {entry.get('hold', '')} {entry.get('variant', '')}"
        found = answer["equilibria"][0]
        self.compare(where, found, entry)
        if entry.get("weighed"):
            self.compare(f"{where} weighed", found["weighed"], entry["weighed"])
        self.same(f"{where} ties", answer["counts"]["ties"], entry["ties"])
        self.near(f"{where} regret", found["max_regret"], entry["max_regret"], ONE_DRAW)
        self.near(f"{where} gain", found["largest_deviation_gain"], 0, ONE_DRAW)
        on_path = [c for c in found["choices"] if c["on_path"]]
        self.same(f"{where} sets on the path", len(on_path), len(entry["on_path"]))
        self.same(f"{where} sets off the path", len(found["choices"]) - len(on_path),
                  entry["information_sets_off_path"])
        plays = {(c["player"], saw(c)): c for c in on_path}
        for want in entry["on_path"]:
            choice = plays.get((want["player"], tuple(want["saw"])))
            if choice is None:
                self.fail(f"{where}: no play of {want['player']} having seen {want['saw']}")
                continue
            self.same(f"{where} choice of {want['player']} {want['saw']}", chosen(choice), want["choice"])
            self.near(f"{where} margin of {want['player']} {want['saw']}", choice["margin"], want["margin"], ONE_DRAW)
        self.check_gambit(entry, exact=False)

    def certified(self, where, answer):
        """A sequential equilibrium, by the largest gain over its information sets and by its largest regret."""
        if not answer:
            return
        found = answer["equilibria"][0]
        self.same(f"{where} marks", found["marks"], ["sequential"])
        self.near(f"{where} regret", found["max_regret"], 0, ONE_DRAW)
        self.near(f"{where} gain", found["largest_deviation_gain"], 0, ONE_DRAW)

    def compare_with_any(self, where, found, listed):
        """The outcomes are those of a listed equilibrium, or between those of the ends of a component."""
        sequential = [one["outcomes"] for one in listed if one.get("sequential", True)]
        for name in sequential[0]:
            chances = [number(one[name]) for one in sequential]
            self.same(f"{where} P({name}) = {found['outcomes'][name]} is within {min(chances)} to {max(chances)}",
                      min(chances) - ONE_DRAW <= number(found["outcomes"][name]) <= max(chances) + ONE_DRAW, True)
        isolated = all(one.get("kind", "isolated") == "isolated" for one in listed)
        if isolated:
            close = [one for one in sequential
                     if all(abs(number(one[n]) - number(found["outcomes"][n])) <= ONE_DRAW for n in one)]
            self.same(f"{where}: an equilibrium of the list", bool(close), True)

    def compare(self, where, found, want):
        for name, chance in want["outcomes"].items():
            self.near(f"{where} P({name})", found["outcomes"].get(name), chance, ONE_DRAW)
        for player, value in want["values"].items():
            self.near(f"{where} value({player})", found["values"].get(player), value, ONE_DRAW)

    def check_mixed(self, entry):
        """The only equilibrium there is: outcomes, values and what each player does."""
        answer = self.run("solve", entry=entry)
        if not answer:
            return
        self.certified("mixed", answer)
        self.compare("mixed", answer["equilibria"][0], entry)
        plays = {(c["player"], saw(c)[-1] if saw(c) else ""): c for c in answer["equilibria"][0]["choices"]
                 if c["on_path"] and len(saw(c)) == 1}
        for want in entry["strategy"]:
            rows = plays[(want["player"], want["saw"])]["probs"]
            probs = {" + ".join(row["choice"].values()): row["prob"] for row in rows}
            for choice, chance in want["play"].items():
                self.near(f"mixed {want['player']} {want['saw']} {choice}", probs[choice], chance, ONE_DRAW)

    def check_pure_list(self, listing):
        """Every pure equilibrium with its outcomes, values, choices on the path and the beliefs that support it."""
        for concept in ("pbe", "pure"):
            answer = self.run("solve", "--concept", concept, entry=listing)
            if not answer:
                continue
            where = f"{concept} list {listing.get('set', '')} {listing.get('hold', '')} {listing.get('variant', '')}"
            self.same(f"{where}: kind", answer["list"]["kind"], "complete")
            self.same(f"{where}: size", len(answer["equilibria"]), listing["equilibria"])
            for want in listing["list"]:
                found = self.entry_with(where, answer["equilibria"], want)
                if found:
                    self.check_strategy(where, found, want["strategy"])
        everything = self.run("solve", "--all", entry=listing)
        for want in listing["list"]:
            self.entry_with("--all", everything["equilibria"], want)

    def entry_with(self, where, equilibria, want):
        """The entry with these outcomes and values, certified."""
        for found in equilibria:
            off = [abs(number(found[part][name]) - number(chance))
                   for part in ("outcomes", "values") for name, chance in want[part].items()
                   if name in found[part] or number(chance) > 0]
            if max(off) <= ONE_DRAW:
                self.near(f"{where} gain", found["largest_deviation_gain"], 0, ONE_DRAW * 10)
                self.near(f"{where} regret", found["max_regret"], 0, ONE_DRAW * 10)
                return found
        self.fail(f"{where}: no entry with outcomes {want['outcomes']} and values {want['values']}")
        return None

    def check_strategy(self, where, found, strategy):
        plays = {(c["player"], saw(c)): c for c in found["choices"]}
        for want in strategy:
            choice = plays[(want["player"], tuple(want["saw"]))]
            label = f"{where} {want['player']} {want['saw']}"
            self.same(f"{label} choice", chosen(choice), want["choice"])
            self.same(f"{label} on the path", choice["on_path"], want["on_path"])
            belief = want.get("belief")
            if isinstance(belief, dict):
                # "leader is open", "leader: statement = defiant"
                kind = belief["first_node"][0].split(" is ")[1]
                row = next(r for r in choice["belief"] if r["history"][0]["label"] == kind)
                self.near(f"{label} least belief", row["low"], belief["from"], ONE_DRAW)
                self.near(f"{label} greatest belief", row["high"], belief["to"], ONE_DRAW)
            elif belief and len(belief) == len(choice["belief"]):
                # Nodes may stand in another order: the chances are the same.
                mine = sorted(number(row["prob"]) for row in choice["belief"])
                for got, chance in zip(mine, sorted(belief)):
                    self.near(f"{label} belief", got, chance, ONE_DRAW)

    def check_unsettled_variant(self):
        """Where the coercer's resolve is known: solved and certified at the centre and in 208 draws."""
        entry = {"variant": "resolve_known"}
        self.certified("resolve_known", self.run("solve", entry=entry))
        answer = self.run("predict", "--draws", "208", entry=entry)
        if answer:
            self.same("resolve_known unsolved", answer["counts"]["unsolved"], 0)
            self.same("resolve_known failed", answer["counts"]["failed"], 0)
            self.near("resolve_known gain", answer["largest_deviation_gain"], 0, 1e-8 * 100)  # of the payoff range

    def check_published(self):
        """Equilibria at the stated parameters, under `checks`, `held` and `variants`: settled ones by value, others as
        one of those listed."""
        if "parameters" not in self.expected:
            return
        base = self.expected["parameters"]
        entries = [({"set": base}, self.expected["equilibria"])]
        for check in self.expected.get("checks", []):
            entries.append(({"set": {**base, **check["set"]}}, check["equilibria"]))
        for held in self.expected.get("held", []):
            entries.append(({"set": base, "hold": held["hold"]}, [held]))
        for variant in self.expected.get("variants", []):
            entries.append(({"set": base, "variant": variant["variant"]}, variant["equilibria"]))
        for entry, listed in entries:
            answer = self.run("solve", entry=entry)
            if not answer:
                continue
            found = answer["equilibria"][0]
            sequential = [one for one in listed if one.get("sequential", True)]
            self.certified(f"published {entry}", answer)
            if len(sequential) == 1:
                self.compare(f"published {entry}", found, sequential[0])
            else:
                self.compare_with_any(f"published {entry}", found, listed)
            self.check_gambit(entry, exact=found["exact"])
            self.check_list(entry, sequential)
        self.check_list_of_file()

    def check_list(self, entry, sequential):
        """`solve --all` has each equilibrium that is listed as sequential, and where that list holds them all no other.

        Two lists lack an equilibrium, as can be checked by hand. In brinkmanship, after a first push, both types may
        submit: the challenger, seeing a push that nobody makes, would believe as before and push again, and then a
        resolute defender's push is worth -0.4 + 0.8 (-0.4 + 0.8 * 0.4) = -0.464 (its `all_nash` has this one). In
        crisis_signalling at audience = 1 backing down and war are worth -1 both to an unresolved challenger: the last
        move ties, and then all may challenge and stand firm."""
        answer = self.run("solve", "--all", entry=entry)
        if not answer:
            return
        for want in sequential:
            self.entry_with(f"--all {entry}", answer["equilibria"], want)
        for found in answer["equilibria"]:
            self.same(f"--all {entry} marks", "sequential" in found["marks"], True)
        lacks_one = self.name == "brinkmanship" or entry["set"].get("audience") == "1"
        if self.expected["completeness"] == "complete" and not lacks_one:
            self.same(f"--all {entry} size", len(answer["equilibria"]), len(sequential))
        if self.expected["completeness"] == "components" and len(sequential) > 1 and len(answer["equilibria"]) > 1:
            ends = [one for one in sequential if one.get("kind", "").startswith("extreme")]
            self.same(f"--all {entry} components",
                      any("component" in found["marks"] for found in answer["equilibria"]),
                      len({str(one["outcomes"]) for one in ends}) > 1)

    def check_list_of_file(self):
        """The chances of all choices on the path, by the names of the game file."""
        game = self.folder / self.expected["files"]["game"]
        command = [self.program, "solve", str(game), "--all", "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode != 0:
            self.fail(f"{' '.join(command[1:])}: exit {done.returncode}: {done.stderr.strip()[:400]}")
            return
        answer = json.loads(done.stdout)
        for want in self.expected["equilibria"]:
            if not want.get("sequential", True) or want.get("kind", "isolated") != "isolated":
                continue
            found = [one for one in answer["equilibria"]
                     if all(abs(number(one["values"][p]) - number(v)) <= ONE_DRAW for p, v in want["values"].items())]
            self.same(f"{game.name} {want['name']}: entries with its values", len(found) > 0, True)
            distances = [self.distance_on_path(one, want["profile"]) for one in found]
            self.near(f"{game.name} {want['name']}: chances", min(distances, default=None), 0, ONE_DRAW)

    @staticmethod
    def distance_on_path(found, profile):
        """Largest difference in the chance of a choice at a set that play comes to."""
        worst = 0.0
        for choice in found["choices"]:
            if not choice["on_path"]:
                continue
            want = profile[choice["step"]]
            if isinstance(want, str):
                want = {want: "1"}
            for row in choice["probs"]:
                (label,) = row["choice"].values()
                worst = max(worst, abs(number(row["prob"]) - number(want.get(label, "0"))))
        return worst

    # ---- averages ----

    def check_predict(self, entry):
        options = ["--draws", str(DRAWS), "--seed", "1"]
        for target in entry.get("targets", []):
            options += ["--target", target["target"]]
        answer = self.run("predict", *options, entry=entry)
        if not answer:
            return
        where = f"predict {entry.get('set', '')} {entry.get('hold', '')} {entry.get('variant', '')}"
        reference = 3 / entry["draws"] + 3 / DRAWS

        def average(what, got, error, want, want_error):
            self.near(what, got, want, 4 * math.hypot(error, want_error) + reference)

        rows = {row["name"]: row for row in answer["outcomes"]}
        for name, want in entry["outcomes"].items():
            average(f"{where} P({name})", rows[name]["mean"], rows[name]["standard_error"], want["mean"], want["se"])
        values = {row["player"]: row for row in answer["values"]}
        for player, want in entry["values"].items():
            row = values[player]
            average(f"{where} value({player})", row["mean"], row["standard_error"], want["mean"], want["se"])
        for row, want in zip(answer["targets"], entry.get("targets", [])):
            average(f"{where} {want['target']}", row["mean"], row["standard_error"], want["p"], want["se"])
        # The effective share of draws is an average too: 2 % is four standard errors of it at these sizes.
        share = answer["effective_draws"] / answer["draws"]
        self.near(f"{where} effective share", share, entry["effective_draws"] / entry["draws"], 0.02)
        self.same(f"{where} unsettled", answer["counts"]["unsettled"], 0)
        self.check_plans(where, answer, entry)

    def check_plans(self, where, answer, entry):
        plans = {}
        for row in answer["plans"]:
            key = f"{row['player']} [{', '.join(saw(row))}]"
            plans.setdefault(key, {})["".join([" + ".join(row["choice"].values())])] = row["share"]
        for key, shares in entry.get("plans", {}).items():
            for choice, share in shares.items():
                error = math.sqrt(max(share * (1 - share), 1e-4) / DRAWS)
                self.near(f"{where} plan {key} {choice}", plans.get(key, {}).get(choice, 0.0), share,
                          5 * error + 3 / DRAWS)

    def check_bounds(self, bounds):
        """Bounds over the pure equilibria of each draw. A draw without one counts 0 to 1 there and as what the path
        selects here, so that bounds here are inside, by at most the share of such draws."""
        answer = self.run("predict", "--draws", str(DRAWS), "--seed", "1")
        if not answer:
            return
        self.same("bounds: kind", answer["list"]["kind"], "found")
        self.same("bounds: lists cut", answer["counts"]["cut_lists"], 0)
        without = bounds["share_of_draws_without"]

        def error(share):
            return 4 * math.sqrt(max(share * (1 - share), 1e-4) * (1 / bounds["draws"] + 1 / DRAWS))

        several = answer["counts"]["several_equilibria"] / answer["draws"]
        shares = bounds["share_of_draws_by_number_of_pure_equilibria"]
        self.near("bounds: share with several", several, shares["2"], error(shares["2"]))
        for row in answer["outcomes"]:
            want = bounds["outcomes"][row["name"]]
            slack = error(0.5)
            self.same(f"bounds {row['name']}: {row['lowest_found']} against {want['lowest_found']}",
                      want["lowest_found"] - slack <= row["lowest_found"] <= want["lowest_found"] + without + slack,
                      True)
            self.same(f"bounds {row['name']}: {row['highest_found']} against {want['highest_found']}",
                      want["highest_found"] - without - slack <= row["highest_found"] <= want["highest_found"] + slack,
                      True)

    def check_frontier(self, frontier):
        for event, rows in frontier["events"].items():
            x, y = frontier["x"], frontier["y"]
            answer = self.run("frontier", "--event", event, "--x", x[0], "--y", y[0], "--no-refine",
                              "--draws", str(DRAWS))
            if not answer:
                return
            menu = {"nothing": 0.0, "amnesty": 0.4, "lift_bounties": 0.7, "safe_exile": 1.0}
            for label, row in zip(y[1], rows):
                at = min(range(len(answer["y"]["values"])), key=lambda k: abs(answer["y"]["values"][k] - menu[label]))
                for column, cell in enumerate(row):
                    error = math.hypot(answer["standard_error"][at][column], cell["se"])
                    self.near(f"frontier {event} {label} {x[1][column]}", answer["prob"][at][column], cell["p"],
                              4 * error + 3 / DRAWS + 3 / frontier["draws"])

    def check_prediction(self, prediction):
        answer = self.run("predict", "--draws", str(DRAWS))
        rows = {row["name"]: row for row in answer["outcomes"]}
        for name, want in prediction["outcomes"].items():
            self.near(f"prediction {name}", rows[name]["mean"], want, 4 * rows[name]["standard_error"] + 3 / DRAWS)
        if "value_challenger" in prediction:
            row = next(r for r in answer["values"] if r["player"] == "challenger")
            self.near("value(challenger)", row["mean"], prediction["value_challenger"],
                      4 * row["standard_error"] + 3 / DRAWS)

    def check_expectations(self):
        answer = self.run("check", "--expect")
        for row in (answer or {}).get("expect", []):
            self.same(f"expect {row['text']}", row["holds"], True)

    # ---- other tools' files ----

    def check_gambit(self, entry, exact):
        """The profile on the converted game has regret 0 (rational parameters), or 1e-9, by an independent checker."""
        with tempfile.TemporaryDirectory() as folder:
            game = pathlib.Path(folder) / "game.efg"
            self.run("convert", str(game), entry=entry, json_out=False)
            line = self.run("solve", "--gambit", entry=entry, json_out=False)
            if line is None or not game.exists():
                return
            read = verify_nash.read_game(game.read_text())
            vectors = verify_nash.read_profile(read, line.strip(), "NE")
            drawn = not exact or self.expected.get("prediction")
            worst = max(read.regrets(vectors))
            self.near(f"regret {entry}", float(worst), 0, ONE_DRAW if drawn else 0)

    def check_peers(self):
        """The converted game equals the published file in nodes, information sets, chances and payoffs."""
        if "files" not in self.expected:
            return
        games = [(self.expected["files"]["game"], {})]
        for variant in self.expected.get("variants", []):
            games.append((variant["game"], {"variant": variant["variant"]}))
        for name, entry in games:
            suffix = pathlib.Path(name).suffix
            with tempfile.TemporaryDirectory() as folder:
                mine = pathlib.Path(folder) / f"game{suffix}"
                self.run("convert", str(mine), entry={"set": self.expected["parameters"], **entry}, json_out=False)
                if not mine.exists():
                    continue
                a = verify_nash.read_game(mine.read_text())
                b = verify_nash.read_game((self.folder / name).read_text())
                self.same(f"equal to {name}", difference(a, b), "")


def pairs(held):
    """["a=1"] or {"a": 1} as pairs."""
    if not held:
        return []
    if isinstance(held, dict):
        return list(held.items())
    return [text.split("=", 1) for text in held]


def number(value):
    return float(Fraction(value)) if isinstance(value, str) else float(value)


def saw(choice):
    own = [choice["type"]] if choice.get("type") else []
    return tuple(own + [seen["label"] for seen in choice["seen"]])


def chosen(choice):
    best = max(choice["probs"], key=lambda row: number(row["prob"]))
    return " + ".join(best["choice"].values())


def difference(a, b):
    """Nothing, or where two games differ. Actions may not be reordered; labels and numbering do not matter."""
    if hasattr(a, "payoffs"):
        close = all(abs(x - y) < 1e-12 for p, q in zip(a.payoffs, b.payoffs) for x, y in zip(p, q))
        return "" if a.sizes == b.sizes and close else "the tables differ"
    sets = {}
    open_pairs = [(a.root, b.root)]
    while open_pairs:
        x, y = open_pairs.pop()
        if (x.player, len(x.children)) != (y.player, len(y.children)):
            return f"a node of player {x.player} with {len(x.children)} branches against {y.player}, {len(y.children)}"
        if x.player is None:
            if any(abs(p - q) >= 1e-12 for p, q in zip(x.payoffs, y.payoffs)):
                return f"payoffs {list(map(float, x.payoffs))} against {list(map(float, y.payoffs))}"
            continue
        if x.player == a.CHANCE:
            if any(abs(p - q) >= 1e-12 for p, q in zip(a.odds[x.infoset], b.odds[y.infoset])):
                return "chances differ"
        elif sets.setdefault(("a", x.player, x.infoset), y.infoset) != y.infoset or \
                sets.setdefault(("b", y.player, y.infoset), x.infoset) != x.infoset:
            return f"information sets of player {x.player} are cut differently"
        open_pairs += list(zip(x.children, y.children))
    return ""


def main():
    program, names = sys.argv[1], sys.argv[2:]
    folders = sorted(p.parent for p in HERE.glob("**/expected.json"))
    passed = failed = 0
    for folder in folders:
        if names and folder.name not in names:
            continue
        case = Case(program, folder)
        case.check()
        passed += case.passed
        failed += len(case.failures)
        print(f"{case.name}: {case.passed} passed, {len(case.failures)} failed")
        for text in case.failures[:20]:
            print(f"  {text}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.setrecursionlimit(1 << 16)
    sys.exit(main())
