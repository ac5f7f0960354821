"""What becomes of words that each reads its own way once somebody insists, against the definitions."""

from __future__ import annotations

import random
from pathlib import Path

import negsim
from negsim.questions.stability.insisting import insisting
from negsim.space.space import compile_scenario
from negsim.testing.documents import random_draft
from tests.comparison.agreement import written
from tests.oracle import solve
from tests.oracle.facts import gather
from tests.oracle.variants import standing


def test_a_reading_that_holds_for_all_makes_the_package_that_it_reads(tmp_path: Path) -> None:
    seen = []
    for seed in range(24):
        made = random_draft(random.Random(seed), 40, "1.1")
        facts = gather(standing(made.document, [], list(made.registers.values())))
        places = {tuple(package.values()): k for k, package in enumerate(facts.packages)}
        zone, feasible = set(solve.zone(facts)), set(facts.feasible)
        space = compile_scenario(negsim.load(written(made, tmp_path)).scenario)
        readers = {
            (issue, option): given["read_as"]
            for issue, one in made.document["issues"].items()
            for option, given in one.get("options", {}).items()
            if isinstance(given, dict) and "read_as" in given
        }
        for k, package in random.Random(seed).choices(list(enumerate(facts.packages)), k=3):
            position = tuple(one.options.index(package[i]) for i, one in facts.issues.items())
            found = insisting(space, position)
            wanted = {
                (issue, target): {who for who, other in by.items() if other == target}
                for (issue, option), by in readers.items()
                if package[issue] == option
                for target in by.values()
            }
            assert {(one.issue, one.reading): set(one.by) for one in found} == wanted
            for one in found:
                read = places[tuple({**package, one.issue: one.reading}.values())]
                assert (one.feasible, one.in_zone) == (read in feasible, read in zone)
                for actor, change in one.change.items():
                    utility = facts.actors[actor].utility
                    assert change == utility[read] - utility[k]
                    newly = facts.actors[actor].crossed[read] - facts.actors[actor].crossed[k]
                    assert (actor in one.loses) == bool(change < 0 or newly)
                seen.append(one.in_zone)
    assert len(seen) > 5


def test_minsk_is_refused_by_whoever_reads_it_otherwise() -> None:
    (signed,) = negsim.load("minsk_2015").stability(variant="the_night+no_autonomy").signed
    told = {one.by: (one.reading, one.refused_by) for one in signed.insists}
    assert told == {
        ("ukraine",): ("temporary_law", ("russia",)),
        ("russia", "separatists"): ("in_the_constitution", ("ukraine",)),
    }
