"""What must stay open, and what spelling words out leaves, against the definitions package by package."""

from __future__ import annotations

import copy
import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import negsim
from negsim.document.content import Block, Bullets, Prose, plain
from negsim.document.result import told
from negsim.questions.levers.drafting import spelled_out, staying_open
from negsim.questions.levers.tell import in_words
from negsim.solve.kernels.tally import summarize
from negsim.space.space import compile_scenario
from negsim.testing.documents import MadeUp, random_draft
from tests.comparison.agreement import written
from tests.oracle import solve
from tests.oracle.facts import Facts, gather
from tests.oracle.variants import standing


def _items(block: Block) -> tuple[Prose, ...]:
    assert isinstance(block, Bullets)
    return block.items


COUNCIL = negsim.load("harbour_council")


def facts_of(made: MadeUp, opened: list[str]) -> Facts:
    """The facts, with some issues that may stay open too."""
    document = copy.deepcopy(made.document)
    for issue in opened:
        document["issues"][issue]["may_stay_open"] = "true"
    return gather(standing(document, [], list(made.registers.values())))


def floor_of(facts: Facts, packages: list[int]) -> Fraction:
    principals = [a for a in facts.actors.values() if a.consent == "always"]
    return max(min(a.utility[k] - a.reservation for a in principals) for k in packages)


def with_no_option(made: MadeUp, issues: list[str], draw: random.Random) -> None:
    """Let the first actor refuse every option that is written of an issue, now and then."""
    actor, first = next(iter(made.document["actors"].items()))
    if not issues or draw.random() < 0.5:
        return
    issue = draw.choice(issues)
    options = [
        name
        for name, given in made.document["issues"][issue]["options"].items()
        if not isinstance(given, dict) or actor not in given.get("read_as", {})
    ]
    line = {"forbid": {issue: " | ".join(options)}, "from": "assumption: nothing suits"}
    first.setdefault("red_lines", {})["nothing_written"] = line


def test_the_smallest_sets_to_leave_open_are_those_of_the_definition(tmp_path: Path) -> None:
    n_open = n_nothing = 0
    for seed in range(24):
        made, draw = random_draft(random.Random(seed), 40, "1.1"), random.Random(seed)
        issues: dict[str, Any] = made.document["issues"]
        known = made.document.get("status_quo", {})
        own = [name for name, one in issues.items() if one.get("may_stay_open")]
        more = [
            n for n, one in issues.items() if n in known and "range" not in one and n not in own
        ]
        with_no_option(made, own + more, draw)
        scenario = negsim.load(written(made, tmp_path)).scenario
        found = staying_open(scenario, summarize(compile_scenario(scenario).problem)).to_dict()
        assert found["asked"] == [name for name in issues if name in own + more]
        facts = facts_of(made, more)
        zone: dict[frozenset[str], list[int]] = {}
        for k in solve.zone(facts):
            opened = frozenset(n for n, o in facts.packages[k].items() if o == "left_open")
            zone.setdefault(opened, []).append(k)
        wanted = {one for one in zone if not any(other < one for other in zone)}
        assert {frozenset(one["issues"]) for one in found["smallest"]} == wanted
        for one in found["smallest"]:
            inside = [k for o, ks in zone.items() if o <= set(one["issues"]) for k in ks]
            assert (one["zone"], one["floor"]) == (len(inside), floor_of(facts, inside))
        as_written = [k for opened, ks in zone.items() if opened <= set(own) for k in ks]
        raises = {}
        for issue in more if as_written else []:
            inside = [k for o, ks in zone.items() if o <= {*own, issue} for k in ks]
            if floor_of(facts, inside) > floor_of(facts, as_written):
                raises[issue] = (len(inside), floor_of(facts, inside))
        assert {one["issues"][0]: (one["zone"], one["floor"]) for one in found["raises"]} == raises
        n_open += bool(wanted) and frozenset() not in wanted
        n_nothing += wanted == {frozenset()}
    assert min(n_open, n_nothing) >= 1


def test_what_spelling_out_leaves_is_that_of_the_definition(tmp_path: Path) -> None:
    n_used = 0
    for seed in range(24):
        made = random_draft(random.Random(seed), 40, "1.1")
        scenario = negsim.load(written(made, tmp_path)).scenario
        found = [one.to_dict() for one in spelled_out(compile_scenario(scenario))]
        facts = facts_of(made, [])
        zone = [facts.packages[k] for k in solve.zone(facts)]
        readers = {
            (issue, option): given["read_as"]
            for issue, one in made.document["issues"].items()
            for option, given in one.get("options", {}).items()
            if isinstance(given, dict) and "read_as" in given
        }
        assert [(one["issue"], one["option"]) for one in found] == list(readers)
        for one in found:
            issue, option = one["issue"], one["option"]
            assert one["using"] == sum(package[issue] == option for package in zone)
            assert one["zone"] == len(zone) - one["using"]
            by = readers[issue, option]
            assert {t: set(r["by"]) for t, r in one["readings"].items()} == {
                target: {who for who, other in by.items() if other == target}
                for target in by.values()
            }
            for target, reading in one["readings"].items():
                assert reading["zone"] == sum(package[issue] == target for package in zone)
            n_used += one["using"] > 0
    assert n_used >= 1


def test_an_issue_whose_staying_open_raises_the_floor_is_a_way_too() -> None:
    study = negsim.loads(
        """
        negsim: 1.1
        scenario: fence
        issues: {gate: {options: {shut: shut, wide: wide}}}
        actors:
          ann: {preferences: {gate: {weight: 1, ladder: shut < wide}}}
          ben: {red_lines: {no: {forbid: {gate: wide}}}}
        status_quo: {gate: wide}
        """
    )
    first = study.levers().ranked[0]
    assert (str(first.kind), first.what) == ("left open", {"left_open": ["gate"]})
    assert first.floor == 1


def test_an_issue_left_open_is_a_way_among_others() -> None:
    found = COUNCIL.levers()
    (way,) = [one for one in found.ranked if one.kind == "left open"]
    assert (way.what, way.moves, way.zone) == ({"left_open": ["nights"]}, 1, 7)
    assert in_words(found, way) == "“Is there work at night?” stays open, and the rest is signed"


def test_words_without_which_there_is_no_deal_are_named() -> None:
    found = COUNCIL.levers("considerate_words")
    (words,) = found.spelled
    assert (words.using, words.zone) == (12, 0)
    (settled,) = found.staying.smallest
    assert (settled.issues, settled.zone) == ((), 9)
    told_of = {
        section.id: [plain(item) for block in section.blocks for item in _items(block)]
        for section in told(found).sections
        if section.id in ("left-open", "spelled-out")
    }
    assert told_of["left-open"] == ["Nothing has to. Settled in full: 9 packages, floor 42."]
    assert "in 12 of 12 packages; without them there is no deal." in told_of["spelled-out"][0]
