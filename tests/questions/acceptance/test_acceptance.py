from __future__ import annotations

import random
from collections import Counter
from itertools import product
from typing import Any

import pytest

import negsim
from negsim.questions.acceptance.find import acceptance
from negsim.questions.zone.find import run
from negsim.solve.tables.formula import holds
from negsim.solve.tables.gains import total
from negsim.space.space import Space, compile_scenario
from negsim.testing.documents import random_draft
from negsim.testing.yaml_text import to_yaml
from tests.comparison.agreement import VERSIONS
from tests.oracle.facts import Facts, gather
from tests.oracle.questions import refusals
from tests.oracle.variants import standing
from tests.questions.changing import made_up


def test_options_are_counted_as_going_through_every_package_counts_them() -> None:
    tried = 0
    for scenario in made_up(range(30), 40):
        findings = run(scenario)
        found, problem = acceptance(findings.space), findings.space.problem
        packages = [
            package
            for package in product(*map(range, problem.sizes))
            if not any(holds(f, package) for f in (*problem.broken, *problem.barred))
        ]
        for place, issue in enumerate(scenario.issues):
            for number, option in enumerate(issue.options):
                having = [package for package in packages if package[place] == number]
                assert found.feasible[issue.id][option.id] == len(having)
                for actor, part in zip(scenario.actors, problem.actors, strict=True):
                    kept = [p for p in having if not any(holds(f, p) for f in part.crossed)]
                    accepted = [p for p in kept if total(part, p) >= part.threshold]
                    assert found.red_line_accepted[actor.id][issue.id][option.id] == len(kept)
                    assert found.accepted[actor.id][issue.id][option.id] == len(accepted)
                    why = found.refusal(actor.id, issue.id, option.id)
                    assert (why in {"own_lines", "rules"}) == (not kept) or not having
                    tried += 1
    assert tried > 300


def tangled(rng: random.Random) -> dict[str, Any]:
    """A scenario whose demands and rules speak of two issues each, so that seldom one alone excludes an option."""
    issues = dict.fromkeys(("depth", "fee", "noise"), ("low", "middle", "high"))

    def pair() -> dict[str, Any]:
        return {name: rng.choice(issues[name]) for name in rng.sample(list(issues), 2)}

    def demands(most: int) -> dict[str, Any]:
        return {
            f"line_{k}": {"forbid": pair() if rng.random() < 0.8 else dict([pair().popitem()])}
            for k in range(rng.randint(1, most))
        }

    actors: dict[str, Any] = {
        "port": {"red_lines": demands(6), "consent": "always"},
        "ships": {"red_lines": demands(6), "consent": rng.choice(["always", {"when": pair()}])},
        "town": {"red_lines": demands(9), "consent": rng.choice(["always", "never"])},
    }
    document: dict[str, Any] = {
        "negsim": "1.1",
        "scenario": "tangle",
        "issues": {
            name: {"options": dict.fromkeys(some, "as is")} for name, some in issues.items()
        },
        "actors": actors,
        "rules": {name: {**line, "because": "so"} for name, line in demands(3).items()},
    }
    if rng.random() < 0.3:
        document["agreement"] = {"at_least": "1"}
    elif rng.random() < 0.3:
        votes = dict.fromkeys(("ships", "town"), "1")
        actors["port"]["ratification"] = {"council": {"votes": votes, "needs": "1"}}
    return document


def drawn(seed: int) -> tuple[Space, Facts]:
    """A made-up scenario: as negsim sees it, and package by package."""
    rng = random.Random(seed)
    document, stack = tangled(rng), list[str]()
    if seed % 4 == 0:
        drafts = (random_draft(rng, 60, VERSIONS[seed // 4 % 2]) for _ in iter(int, 1))
        draft = next(draft for draft in drafts if not draft.registers)
        document, stack = draft.document, draft.stacks[-1]
    study = negsim.loads(to_yaml(document)).with_variant("+".join(stack))
    return compile_scenario(study.scenario), gather(standing(document, stack, []))


def test_own_lines_rules_and_others_are_told_apart_as_the_definitions_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: Counter[str] = Counter()
    for seed in range(40):
        space, facts = drawn(seed)
        # In turn by going through all packages, and issue by issue.
        monkeypatch.setattr(
            "negsim.questions.acceptance.find.is_soon_walked", lambda _, seed=seed: seed % 3 > 0
        )
        found = acceptance(space)
        for actor in space.actors:
            wanted, is_alone = refusals(facts, actor)
            for issue, options in zip(space.issues, space.options, strict=True):
                own = [found.refusal(actor, issue, option) for option in options]
                values = facts.issues[issue].options
                assert own == [wanted.get(issue, {}).get(value) for value in values], seed
                told.update(str(one) for one in own)
            assert found.is_alone_against_others(actor) == is_alone
            told["alone"] += is_alone
    assert min(told[kind] for kind in ("own_lines", "rules", "others", "alone")) > 5, told
