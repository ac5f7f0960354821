"""Codings drawn at random, each held against a run of it: `python -m tests.comparison.codings --count 1000 --seed 1`.

Whether the zone is open, how large it is, and which sets of red lines are its minimal conflicts. Exit status 1 where
`codings` and `run` differ, with the coding on stdout.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence

import negsim
from negsim.questions.codings.choices import choices
from negsim.questions.codings.curve import CodingZone, Curve, curve
from negsim.questions.zone.find import run
from tests.questions.changing import recoded


def faults(drawn: Curve, one: CodingZone) -> Iterator[str]:
    """What is otherwise in a run of a coding."""
    scenario = drawn.scenario
    every = [choices(scenario, line.actor, line.line) for line in drawn.lines]
    found = run(recoded(scenario, every, one.chosen))
    names = {asked.path: asked.names[c] for asked, c in zip(every, one.chosen, strict=True)}
    if found.zone.size != one.size:
        yield f"{names}: {one.size} packages, and {found.zone.size} in a run"
    paths = [f"{line.actor.id}.{line.line.id}" for line in drawn.lines]
    knots = {frozenset(paths[place] for place in knot) for knot in one.knots}
    if not found.zone.red_line_size:
        wanted = {frozenset(conflict.paths) for conflict in found.conflicts}
        if wanted != knots:
            yield f"{names}: knots {sorted(map(sorted, knots))}, in a run {sorted(map(sorted, wanted))}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="ukraine_2025")
    parser.add_argument("--variant", default="as_first_coded")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    drawn = curve(negsim.load(asked.scenario, [asked.variant] if asked.variant else []).run())
    if drawn is None:
        print("nothing to code otherwise, or too much to count")  # noqa: T201 - a command of its own
        return 1
    some = random.Random(asked.seed).sample(drawn.zones, min(asked.count, len(drawn.zones)))
    wrong, begun = 0, time.monotonic()
    for number, one in enumerate(some, 1):
        for line in faults(drawn, one):
            wrong += 1
            print(line, flush=True)  # noqa: T201
        if number % 20 == 0 or number == len(some):
            opened = sum(coding.size > 0 for coding in some[:number])
            told = f"{number} of {drawn.total:,} codings, {opened} open: {wrong} differ"
            said = f"{told} ({time.monotonic() - begun:,.0f} s)"
            print(said, file=sys.stderr, flush=True)  # noqa: T201
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
