"""Where negsim and the oracle differ on `score`, `rank` and `profile` of a made-up scenario, key by key."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import negsim
from negsim.document.plain import to_json
from negsim.study import Study
from negsim.testing.documents import MadeUp, random_draft
from tests.comparison.agreement import differences, written
from tests.oracle.drafts import Drafts
from tests.oracle.evidence import claims_of, line_status, lines
from tests.oracle.language import every_package


def disagreements(
    seed: int, directory: Path, version: str = "1", most_packages: int = 60
) -> Iterator[str]:
    """Ask one made-up scenario under one stack of its variants, and tell where the two differ."""
    draft = random_draft(random.Random(seed), most_packages, version)
    study = negsim.load(written(draft, directory))
    stack = draft.stacks[seed % len(draft.stacks)] if draft.stacks and version == "1" else []
    by_hand = Drafts(draft.document, stack, list(draft.registers.values()))
    rng = random.Random(seed)
    for line in _differences(study.with_variant(stack), by_hand, draft, rng):
        yield f"seed {seed}, {'+'.join(stack) or 'base'}: {line}"


def _differences(study: Study, by_hand: Drafts, draft: MadeUp, rng: random.Random) -> Iterator[str]:
    every = every_package(by_hand.issues)
    chosen = rng.sample(every, min(8, len(every)))
    found = _plain(study.score(*map(by_hand.shown_package, chosen)).to_dict())["packages"]
    for one, package in zip(found, chosen, strict=True):
        wanted = by_hand.score(package)
        yield from differences(one, wanted, "score")
        yield from ("score: parts too many" for a in one["actors"] if _more(one, wanted, a))
        yield from ["excluded for nothing"] if one.keys() - wanted.keys() - {"nearest"} else []
    whole, zone = study.rank(limit=1000), study.run().to_dict()["zone"]
    if (whole.n_in_zone, whole.of) != (zone["size"], study.run().feasible):
        yield f"rank has {whole.n_in_zone} packages in the zone, run {zone['size']}"
    scores = study.score(*study.packages(feasible=False)).packages
    if sum(one.in_zone for one in scores) != zone["size"]:
        yield f"score puts {sum(one.in_zone for one in scores)} in the zone of {zone['size']}"
    if sum(one.in_table_zone for one in scores) != zone["table_size"]:
        yield "score and run differ on the table zone"
    conditions = [{name: issue.key(issue.options[0])} for name, issue in by_hand.issues.items()]
    for by in ("nearest", "floor", "nash", "utilitarian", rng.choice(list(by_hand.actors))):
        limit, within = rng.choice([1, 5, 1000]), rng.choice([None, *conditions])
        of, packages = by_hand.rank(by, limit, within)
        ranking = study.rank(by, within, limit=limit)
        shown = [by_hand.shown_package(package) for package in packages]
        yield from differences(ranking.of, of, f"rank by {by}, of")
        rows = [{name: row[name] for name in by_hand.issues} for row in ranking.rows()]
        yield from differences(_plain(rows), shown, f"rank by {by}")
        first = _plain(ranking.to_dict())["packages"][:3]
        wanted_scores = [by_hand.score(package) for package in packages[:3]]
        yield from differences(first, wanted_scores, f"rank by {by}, packages")
    if not by_hand.variants:
        yield from _line_differences(study, draft)
    actor = rng.choice(list(by_hand.actors))
    profile = _plain(study.profile(actor).to_dict())["actors"][actor]
    yield from differences(profile, by_hand.profile(actor), f"profile {actor}")


def _line_differences(study: Study, draft: MadeUp) -> Iterator[str]:
    """How red lines stand to their sources, in every reading, where no variant changes any."""
    claims = claims_of(list(draft.registers.values()))
    ids = [claim["id"] for claim in claims.values()]
    named = {full: c["id"] if ids.count(c["id"]) < 2 else full for full, c in claims.items()}

    def shown(actor: str, clause: Any, sources: Any) -> dict[str, Any]:
        status, grade, carrying = line_status(draft.document, claims, actor, clause, sources)
        return {"status": status, "grade": grade, "carried_by": [named[one] for one in carrying]}

    profiles = _plain(study.profile().to_dict())["actors"]
    for actor, spec in draft.document["actors"].items():
        wanted = {line: shown(actor, *own) for line, own in lines(spec).items()}
        for line, own in spec.get("red_lines", {}).items():
            wanted[line]["readings"] = {
                name: shown(actor, reading, _sources(reading, own))
                for name, reading in own.get("readings", {}).items()
            }
        yield from differences(profiles[actor]["red_lines"], wanted, f"profile {actor}")


def _sources(reading: Any, line: dict[str, Any]) -> Any:
    own = [] if isinstance(reading, str) else reading.get("from", [])
    return own or line.get("from", [])


def _more(found: dict[str, Any], wanted: dict[str, Any], actor: str) -> bool:
    own, theirs = found["actors"][actor]["parts"], wanted["actors"][actor]["parts"]
    return bool(own.keys() - theirs.keys())


def _plain(found: Any) -> Any:
    return json.loads(to_json(found))
