"""Clouds of packages, held against the definition, package by package."""

from __future__ import annotations

import random

import negsim
from negsim.questions.acceptance.cloud import cloud
from negsim.questions.zone.find import run
from negsim.testing.documents import random_draft
from negsim.testing.yaml_text import to_yaml
from tests.comparison.agreement import VERSIONS
from tests.oracle import solve
from tests.oracle.facts import Facts, gather, goes_through
from tests.oracle.variants import standing


def lacking(facts: Facts) -> dict[str, int]:
    """Packages that go through if one actor more accepted them; the first such actor, where several would do."""
    found: dict[str, int] = {}
    inside = set(solve.zone(facts))
    for k in facts.feasible:
        if k in inside:
            continue
        agreeing = {name for name in facts.asked if solve.accepts(facts, name, k)}
        for name in facts.asked:
            if goes_through(facts, k, agreeing | {name}):
                found[name] = found.get(name, 0) + 1
                break
    return found


def test_what_one_yes_alone_keeps_out_is_counted_as_going_through_every_package_counts_it() -> None:
    told = 0
    for seed in range(16):
        rng = random.Random(seed)
        drafts = (random_draft(rng, 60, VERSIONS[seed % 2]) for _ in iter(int, 1))
        document = next(one for one in drafts if not one.registers).document
        facts = gather(standing(document, [], []))
        if len(facts.principals) < 2 or not facts.feasible:
            continue
        found = cloud(run(negsim.loads(to_yaml(document)).scenario)).lacking
        assert found == lacking(facts), seed
        told += len(found)
    assert told > 8
