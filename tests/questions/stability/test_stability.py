from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest

import negsim
from negsim.errors import InputError
from negsim.questions.stability.who_moves import controls
from negsim.solve.kernels.stability import CONCEPTS
from negsim.solve.tables.formula import holds
from negsim.solve.tables.gains import utilities
from negsim.space.space import Space

# Ann may open the gate, and not close it again; both set the rent; nobody moves the wall.
FARM = """
negsim: 1
scenario: farm
title: The gate and the rent
issues:
  gate: {options: {shut: shut, open: open}, tags: [moved by ann, moved forward only, iron]}
  rent: {range: {from: 0, to: 20, step: 10}, tags: [moved by ann, moved  by ben]}
  wall: {options: {low: low, high: high}}
rules: {no_gift: {forbid: {gate: open, rent: 0}, because: hay costs}}
actors:
  ann:
    preferences: {gate: {weight: 1, ladder: shut < open}, rent: {weight: 1, scores: {0: 1, 20: 0}}}
  ben:
    red_lines: {some_rent: {require: {rent: at least 10}}}
    preferences: {gate: {weight: 2, ladder: open < shut}, rent: {weight: 1, scores: {0: 1, 20: 0}}}
  cat: {consent: never}
outcome: {gate: shut, rent: 10, wall: low}
"""


def test_tags_say_who_moves_what_and_which_way() -> None:
    found = negsim.loads(FARM).stability().to_dict()["moves"]
    assert found == {
        "gate": {"by": ["ann"], "direction": "forward"},
        "rent": {"by": ["ann", "ben"], "direction": "both"},
    }


@pytest.mark.parametrize("tag", ["forward only", "moved", "removed by ben"])
def test_tags_that_only_look_alike_say_nothing(tag: str) -> None:
    study = negsim.loads(FARM.replace("moved forward only, iron", tag))
    gate = controls(study.scenario)[0]
    assert (gate.actors, gate.direction) == (("ann",), "both")


def test_what_is_told_goes_before_the_tags() -> None:
    scenario = negsim.loads(FARM).scenario
    found = controls(scenario, ["gate=", "wall = ben + cat : back"])
    assert [(one.issue, one.actors, one.direction) for one in found] == [
        ("rent", ("ann", "ben"), "both"),
        ("wall", ("ben", "cat"), "back"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "moves", "message"),
    [
        (
            "moved by ann, moved f",
            "moved by anne, moved f",
            (),
            (
                "<text>:6:3: a tag of issue 'gate' names no actor: 'moved by anne'\n"
                "      mend: use one of ann, ben, cat (did you mean ann?)"
            ),
        ),
        (
            "forward only",
            "forwards",
            (),
            (
                "<text>:6:3: a tag of issue 'gate' says no move: 'moved forwards'\n      mend: write `moved by"
                " ACTOR`, `moved forward only` or `moved back only`"
            ),
        ),
        (
            "forward only",
            "forward only, moved back only",
            (),
            (
                "<text>:6:3: tags of issue 'gate' let it move forward only, and back only\n"
                "      mend: keep one of them, or neither where it moves both ways"
            ),
        ),
        (
            "moved",
            "said",
            ("gate=",),
            (
                "`moves` leave nobody who can change an issue by itself once all is signed\n"
                "      mend: `moves` gate=ann, or tag the issue: tags: [moved by ann]"
            ),
        ),
        (
            "",
            "",
            ("gat=ann",),
            (
                "`moves` names no issue: 'gat'\n"
                "      mend: use one of gate, rent, wall (did you mean gate?)"
            ),
        ),
        (
            "",
            "",
            ("gate=an",),
            (
                "`moves` names no actor: 'an'\n"
                "      mend: use one of ann, ben, cat (did you mean ann?)"
            ),
        ),
        (
            "",
            "",
            ("gate",),
            (
                "`moves` has no ISSUE=ACTOR in 'gate'\n      mend: write ISSUE=ACTOR, ISSUE=ACTOR+ACTOR, or"
                " ISSUE=ACTOR:forward (or :back)"
            ),
        ),
        (
            "",
            "",
            ("gate=ann:up",),
            (
                "`moves` names no direction: 'up'\n      mend: write ISSUE=ACTOR, ISSUE=ACTOR+ACTOR, or"
                " ISSUE=ACTOR:forward (or :back)"
            ),
        ),
    ],
)
def test_moves_that_cannot_be_are_told(
    old: str, new: str, moves: tuple[str, ...], message: str
) -> None:
    study = negsim.loads(FARM.replace(old, new) if old else FARM)
    with pytest.raises(InputError) as caught:
        study.stability(moves=moves)
    assert str(caught.value) == message


def test_a_package_that_the_rules_forbid_cannot_have_been_signed() -> None:
    with pytest.raises(InputError, match="the rules do not allow the package to start from"):
        negsim.loads(FARM).stability({"gate": "open", "rent": 0, "wall": "low"})


def test_an_actor_prefers_what_keeps_its_red_lines_to_any_utility() -> None:
    free = negsim.loads(FARM.replace("red_lines: {some_rent: {require: {rent: at least 10}}}", ""))
    # Without a red line Ben would let the rent go; with one he would not.
    rent_free: Any = {"gate": "shut", "rent": 0, "wall": "low"}
    assert free.stability("outcome").signed[0].actors["ben"].improvements == 1
    found = negsim.loads(FARM).stability("outcome", rent_free)
    assert found.signed[0].actors["ben"].improvements == 0
    ben = found.signed[1].actors["ben"]
    assert ben.improvements == 2
    assert ben.told[0].keeps == ("ben.some_rent",)
    assert ben.told[0].change < 0


def test_the_reason_names_the_move_the_answer_and_where_it_leaves_the_mover() -> None:
    (signed,) = negsim.loads(FARM).stability("outcome").signed
    ann = signed.actors["ann"]
    assert (ann.moves, ann.improvements) == (4, 3)
    opened = next(one for one in ann.told if "gate" in one.changes)
    assert dict(opened.changes) == {"gate": ("shut", "open")}
    assert opened.change == Fraction(1, 2)
    # Ben could only raise the rent, and loses by that as well: a threat, not a promise.
    assert opened.sanctioned == {"gmr": False, "smr": False, "seq": False}
    assert (opened.reply_is, opened.reply, opened.after) == (None, (), None)
    assert signed.holds == dict.fromkeys(CONCEPTS, False)


def test_a_costly_answer_is_told_as_a_threat() -> None:
    dear = FARM.replace("weight: 1, scores: {0: 1, 20: 0}", "weight: 3, scores: {0: 1, 20: 0}", 1)
    only_ben = ["rent=ben"]
    (signed,) = negsim.loads(dear).stability("outcome", moves=only_ben).signed
    ann = signed.actors["ann"]
    (opened,) = ann.told
    assert opened.sanctioned == {"gmr": True, "smr": True, "seq": False}
    (turn,) = opened.reply
    assert (turn.actor, dict(turn.changes)) == ("ben", {"rent": (10, 20)})
    assert turn.change < 0
    assert opened.reply_is == "smr"
    assert opened.after is not None
    assert opened.after <= 0
    assert {c: signed.holds[c] for c in CONCEPTS} == {
        "nash": False,
        "gmr": True,
        "smr": True,
        "seq": False,
    }


def test_every_package_asked_about_by_itself_agrees_with_all_at_once() -> None:
    for study in (negsim.loads(FARM), negsim.load("elmira_1991")):
        every = study.stability().everywhere
        assert every is not None
        tried = 0
        for settled in every.packages:
            (signed,) = study.stability(dict(settled.package)).signed
            assert signed.holds == settled.holds
            assert {a: one.holds for a, one in signed.actors.items()} == settled.actors
            tried += 1
        assert tried == every.feasible


def test_no_feasible_package_is_left_out_of_the_count() -> None:
    found = negsim.loads(FARM).stability().everywhere
    assert found is not None
    assert found.feasible == len([*product("ab", "012", "ab")]) - 2
    assert found.stable_total == found.equilibria["gmr"]
    scores = [sum(one.holds.values()) for one in found.stable]
    assert scores == sorted(scores, reverse=True)


def test_packages_that_hold_are_told_apart_by_whether_they_would_be_signed() -> None:
    study = negsim.loads(
        FARM.replace("weight: 1, scores: {0: 1, 20: 0}", "weight: 3, scores: {0: 1, 20: 0}", 1)
    )
    zone = study.set("ben.reservation_value", 0.5)
    inside = {tuple(row) for row in zone.run().zone_packages()[["gate", "rent", "wall"]].to_numpy()}
    found = zone.stability().everywhere
    assert found is not None
    told = {tuple(one.package.values()): one.in_zone for one in found.stable}
    assert {True, False} == set(told.values())
    assert {package: package in inside for package in told} == told
    order = [(-sum(one.holds.values()), not one.in_zone) for one in found.stable]
    assert order == sorted(order)


def test_a_large_scenario_is_asked_about_one_package_where_few_issues_move() -> None:
    study = negsim.load("ukraine_2025", ["as_first_coded", "korean_accepted"])
    issues = [issue.id for issue in study.scenario.issues]
    moves = [f"{issues[0]}=russia", f"{issues[1]}=russia", f"{issues[2]}=ukraine"]
    found = study.stability("nash", moves=moves)
    assert set(found.signed[0].actors) == {"russia", "ukraine"}
    unnamed = study.stability(moves=moves)
    assert unnamed.chosen == "egalitarian"
    fairest = study.run().solutions["egalitarian"].deals[0]
    assert [one.deal.positions for one in unnamed.signed] == [fairest.positions]


def test_where_nobody_says_who_moves_what_it_is_asked_who_would_go_back_on_which_clause() -> None:
    """Ann likes the gate open; both like rent their own way; nobody is said to be able to do anything."""
    study = negsim.loads(FARM.replace("moved", "said"))
    found = study.stability("outcome")
    (signed,) = found.signed
    assert (found.controls, signed.holds, signed.actors) == ((), {}, {})
    space, package = found.space, signed.deal.positions
    wanted = {}
    for issue, size in enumerate(space.problem.sizes):
        for actor in found.scenario.actors:
            if actor.consent.kind == "never":
                continue
            options = [(*package[:issue], k, *package[issue + 1 :]) for k in range(size)]
            ranks = [_rank(space, actor.id, option) for option in options if _stands(space, option)]
            here = _rank(space, actor.id, package)
            if max(ranks) > here:
                wanted[space.issues[issue], actor.id] = max(ranks)[1] - here[1]
    told = {(*one.changes, one.actor): one.change for one in signed.tempted}
    assert told == wanted
    assert told
    assert list(told.values()) == sorted(told.values(), reverse=True)


def _stands(space: Space, package: tuple[int, ...]) -> bool:
    return not any(holds(f, package) for f in (*space.problem.broken, *space.problem.barred))


def _rank(space: Space, actor: str, package: tuple[int, ...]) -> tuple[bool, Fraction]:
    place = space.actors.index(actor)
    spec = space.problem.actors[place]
    return not any(holds(f, package) for f in spec.crossed), utilities(space.problem, package)[
        place
    ]


def test_who_pays_for_a_change_of_heart_is_named() -> None:
    found = negsim.load("ukraine_2025", ["as_first_coded"]).stability()
    assert found.chosen == "nearest"
    first = found.signed[0].tempted[0]
    assert (first.actor, first.loses) == ("nato", ("russia",))
    assert found.to_dict()["from"][0]["tempted"][0]["loses"] == ["russia"]


def test_a_red_line_that_stays_crossed_is_not_said_to_be_kept() -> None:
    text = FARM.replace(
        "gate: {weight: 2, ladder: open < shut}", "wall: {weight: 2, ladder: low < high}"
    )
    start: Any = {"gate": "shut", "rent": 0, "wall": "low"}
    (signed,) = negsim.loads(text).stability(start, moves=["wall=ben", "rent=", "gate="]).signed
    (raised,) = signed.actors["ben"].told
    assert dict(raised.changes) == {"wall": ("low", "high")}
    assert raised.keeps == ()
    assert signed.crosses == ("ben.some_rent",)
