"""What charts show is what the definitions say: clouds, acceptance by option, and the shortlist."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

import negsim
from negsim.errors import InputError
from negsim.questions.acceptance.cloud import BINS, cloud
from negsim.questions.acceptance.find import acceptance
from negsim.questions.packages.find import best_by_floor, nearest_misses, shortlist
from negsim.questions.zone.result import Findings
from negsim.solve.answer import Package
from negsim.solve.tables.formula import holds
from negsim.solve.tables.gains import gains, utilities
from negsim.space.listing import left_off, option_values
from negsim.study import Study
from negsim.testing.strategies import scenarios

drawn = settings(max_examples=10, suppress_health_check=list(HealthCheck))


def feasible(findings: Findings) -> list[Package]:
    problem = findings.space.problem
    wrong = (*problem.broken, *problem.barred)
    every = product(*(range(size) for size in problem.sizes))
    return [package for package in every if not any(holds(f, package) for f in wrong)]


def keeps(findings: Findings, actor: int, package: Package) -> bool:
    return not any(holds(f, package) for f in findings.space.problem.actors[actor].crossed)


@drawn
@given(scenarios())
def test_acceptance_by_option_is_what_each_package_says(study: Study) -> None:
    findings = study.run()
    space, packages = findings.space, feasible(findings)
    told = acceptance(space)
    for i, issue in enumerate(space.issues):
        for o, option in enumerate(space.options[i]):
            having = [package for package in packages if package[i] == o]
            assert told.feasible[issue][option] == len(having)
            for a, actor in enumerate(space.actors):
                part = space.problem.actors[a]
                kept = [p for p in having if keeps(findings, a, p)]
                accepted = [p for p in kept if gains(space.problem, p)[a] >= 0]
                against = [
                    p
                    for p in having
                    if p not in kept
                    and (
                        part.consent == "always"
                        or (part.needed is not None and holds(part.needed, p))
                    )
                ]
                assert told.red_line_accepted[actor][issue][option] == len(kept)
                assert told.accepted[actor][issue][option] == len(accepted)
                assert told.unopposed[actor][issue][option] == len(having) - len(against)
                why = told.refusal(actor, issue, option)
                assert (why in {"own_lines", "rules"}) == (not kept) or not having


@drawn
@given(scenarios())
def test_clouds_hold_every_package_once(study: Study) -> None:
    findings = study.run()
    space, packages = findings.space, feasible(findings)
    for pair in cloud(findings).pairs:
        sides = [side for side in (pair.x, pair.y) if side is not None]
        places = [space.actors.index(side.actor) for side in sides]
        worths = [tuple(utilities(space.problem, p)[a] for a in places) for p in packages]
        assert pair.feasible.sum() == len(packages)
        assert pair.zone.sum() == findings.zone.size
        assert (pair.zone <= pair.feasible).all()
        assert pair.above == sum(
            all(w >= side.reservation_value for w, side in zip(worth, sides, strict=True))
            for worth in worths
        )
        grid = np.zeros_like(pair.feasible)
        for worth in worths:
            cells = [
                min(int((float(w) - side.low) / (side.high - side.low) * BINS + 1e-9), BINS - 1)
                for w, side in zip(worth, sides, strict=True)
            ]
            grid[tuple([*cells, 0][:2])] += 1
        assert (grid == pair.feasible).all()
        best = {
            w
            for w in worths
            if not any(all(x >= y for x, y in zip(v, w, strict=True)) and v != w for v in worths)
        }
        assert len(pair.frontier) == len(best)
        assert pair.feasible_points is not None
        assert len(pair.feasible_points) == len(set(worths))


@drawn
@given(scenarios())
def test_the_best_by_floor_are_the_first_of_all_sorted_by_it(study: Study) -> None:
    assert_best_by_floor(study.run())


def test_the_best_by_floor_are_found_wherever_they_stand() -> None:
    assert_best_by_floor(negsim.load("ukraine_2025").run("land_as_held+moratorium_swap"))


def assert_best_by_floor(findings: Findings) -> None:
    space = findings.space
    problem, n = space.problem, len(space.issues)
    values = [option_values(space, i) for i in range(n)]
    zone = [
        tuple(values[i].index(option) for i, option in enumerate(row[:n]))
        for row in findings.zone_rows()
    ]
    floors = {p: min(gains(problem, p)[a] for a in problem.principals) for p in zone}
    wanted = sorted(sorted(zone), key=lambda p: -floors[p])[:4]
    assert [deal.positions for deal in best_by_floor(findings, 4)] == wanted


@drawn
@given(scenarios())
def test_the_shortlist_has_every_solution_or_the_nearest_misses(study: Study) -> None:
    findings = study.run()
    chosen = shortlist(findings)
    assert len({one.deal.positions for one in chosen if one.why != "miss"}) == len(
        [one for one in chosen if one.why != "miss"]
    )
    if not findings.zone.is_open:
        assert chosen == nearest_misses(findings)
        assert len(chosen) == min(5, len(findings.corrections))
        return
    named = [criterion for one in chosen for criterion in one.criteria]
    having = [c for c, solution in findings.solutions.items() if solution.deals]
    assert sorted(named) == sorted(having)
    assert len(chosen) >= min(3, findings.zone.size)
    for one in chosen:
        for criterion in one.criteria:
            assert one.deal in findings.solutions[criterion].deals


@drawn
@given(scenarios())
def test_what_is_too_large_to_walk_through_is_counted_the_same(study: Study) -> None:
    findings = study.run()
    walked = acceptance(findings.space)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("negsim.questions.acceptance.find.is_soon_walked", lambda _: False)
        swept = acceptance(findings.space)
    assert vars(swept) == vars(walked)


@drawn
@given(scenarios())
def test_drawn_clouds_are_parts_of_the_whole_and_their_frontiers_are_exact(study: Study) -> None:
    findings = study.run()
    whole = cloud(findings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("negsim.questions.acceptance.cloud.is_soon_walked", lambda _: False)
        patch.setattr("negsim.questions.acceptance.cloud.DRAWS", 3_000)
        some, again = cloud(findings), cloud(findings)
    assert some.drawn == (3_000 if findings.feasible else 0)
    for pair, full, twin in zip(some.pairs, whole.pairs, again.pairs, strict=True):
        assert pair.frontier.tolist() == full.frontier.tolist()
        # Sixty packages at most, so that 3,000 draws miss hardly any; none may be found that is not there.
        assert not pair.feasible[full.feasible == 0].any()
        assert not pair.zone[full.zone == 0].any()
        assert pair.zone.any() == full.zone.any()
        assert (pair.feasible > 0).sum() == (full.feasible > 0).sum()
        assert (pair.feasible == twin.feasible).all()
        assert (pair.zone == twin.zone).all()
        assert abs(pair.above - full.above) <= 1 + 0.1 * findings.feasible


def test_the_most_contested_pairs_come_first() -> None:
    findings = negsim.load("ukraine_2025").run()
    actors = ("nato", "europe", "russia", "ukraine")
    pairs = cloud(findings, actors).pairs
    accepted = {frozenset(c.members): c.accept for c in findings.coalitions}
    found = [
        accepted[frozenset((pair.x.actor, pair.y.actor))] for pair in pairs if pair.y is not None
    ]
    assert found == sorted(found)
    assert found[0] == 0


def test_clouds_of_actors_that_are_not_there_are_refused() -> None:
    findings = negsim.load("harbour").run()
    with pytest.raises(InputError, match=r"there is no actor 'prt'\n.*did you mean port\?"):
        cloud(findings, ("prt", "ships"))
    with pytest.raises(InputError, match="an actor is named twice"):
        cloud(findings, ("port", "port"))
    with pytest.raises(InputError, match="name an actor"):
        cloud(findings, ())


def test_of_spaces_too_large_to_walk_only_the_first_packages_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issues = ", ".join(f"i{k}: {{range: {{from: 0, to: 39, step: 1}}}}" for k in range(4))
    likes = "preferences: {i0: {weight: 1, scores: {0: 0, 39: 1}}}"
    narrow = "red_lines: {narrow: {require: {i2: 0, i3: 0}}}"
    findings = negsim.loads(
        f"negsim: 1\nscenario: wide\nissues: {{{issues}}}\nactors: {{one: {{{narrow}, {likes}}}}}"
    ).run()
    every = list(findings.zone_rows())
    assert len(every) == findings.zone.size == 1600
    monkeypatch.setattr("negsim.space.listing.reach", lambda _: findings.total // 2)
    some = list(findings.zone_rows())
    assert 0 < len(some) < len(every)
    assert some == every[: len(some)]
    # Beyond what fits into memory: those that solutions pick.
    monkeypatch.setattr("negsim.space.listing.reach", lambda _: 0)
    picked = {deal.positions for one in findings.solutions.values() for deal in one.deals}
    rows = list(findings.zone_rows())
    assert len(rows) == len(picked)
    assert rows == [row for row in every if row in rows]


def test_where_the_first_packages_hold_none_of_the_zone_those_of_solutions_are_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    findings = negsim.load("ukraine_2025").run("land_as_held+moratorium_swap")
    every = list(findings.zone_rows())
    monkeypatch.setattr("negsim.space.listing.reach", lambda _: 1)
    rows = list(findings.zone_rows())
    assert 0 < len(rows) <= 4 * 20
    assert rows == [row for row in every if row in rows]


def test_what_is_left_off_is_told_with_where_it_is() -> None:
    findings = negsim.load("harbour").run("quiet_machines")
    assert left_off(findings.zone.size, 8, 10) is None
    assert left_off(findings.zone.size, 5, 5) == (
        "5 of 8 packages of the zone written, 3 left off; `limit` 8 writes all"
    )
    assert left_off(findings.zone.size, 5, 10) == (
        "5 of 8 packages of the zone written, 3 left off, beyond the packages that were gone through"
    )
