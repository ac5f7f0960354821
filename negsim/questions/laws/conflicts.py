"""Laws 29 to 32: what conflicts and corrections say is so, tried by doing it."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import TypeVar

from negsim.questions.laws.case import Case
from negsim.questions.laws.editing import without
from negsim.questions.laws.law import DoesNotApply, law
from negsim.questions.zone.result import Findings
from negsim.solve.answer import Layer, Package, Suspect
from negsim.solve.tables.formula import holds
from negsim.solve.tables.gains import utilities

ASKED: tuple[frozenset[Layer], ...] = (
    frozenset(),
    frozenset({"reservations"}),
    frozenset({"rules"}),
    frozenset({"reservations", "rules"}),
)
T = TypeVar("T")
TRIED = 3  # corrections or conflicts tried at a time


@law(29)
def every_correction_hits_every_conflict(case: Case, rng: Random) -> str | None:
    """Corrections are the minimal sets that hit every conflict, and conflicts those that hit every correction."""
    found = _explained(case, rng)
    if found.corrections_total > len(found.corrections) or not _has_all_conflicts(found):
        raise DoesNotApply("there are more conflicts or corrections than are listed")
    corrections = [frozenset(one.drop) for one in found.corrections]
    conflicts = [frozenset(one.paths) for one in found.conflicts]
    for some, others, verb in (
        (corrections, conflicts, "the correction {} hits not the conflict {}"),
        (conflicts, corrections, "the conflict {} hits not the correction {}"),
    ):
        for one in some:
            missed = [other for other in others if not one & other]
            if missed:
                return verb.format(_listed(one), _listed(missed[0]))
            for path in one:
                if all((one - {path}) & other for other in others):
                    return f"{_listed(one)} is not minimal: it can do without {path}"
    return None


def _has_all_conflicts(found: Findings) -> bool:
    return found.answer.conflicts.all_conflicts


@law(30)
def every_correction_does_what_it_says(case: Case, rng: Random) -> str | None:
    """Without the constraints of a correction just as much opens as it says; with one of them left, nothing does."""
    found = _explained(case, rng)
    for one in _some(found.corrections, rng):
        after = without(case, set(one.drop)).findings
        opened = _opened(found, after)
        if (opened, after.zone.size) != (one.opens, one.zone):
            return (
                f"without {_listed(one.drop)}, {opened} packages open and {after.zone.size} are in"
                f" the zone, not {one.opens} and {one.zone}"
            )
        for path in one.drop:
            less = without(case, set(one.drop) - {path}).findings
            if _opened(found, less):
                return f"{_listed(set(one.drop) - {path})} would do, without {path}"
    return None


@law(31)
def every_conflict_is_enough_by_itself(case: Case, rng: Random) -> str | None:
    """The constraints of a conflict alone leave nothing; with any one of them gone, they leave something."""
    found = _explained(case, rng)
    suspects = _suspect_paths(case, found)
    for one in _some(found.conflicts, rng):
        alone = without(case, suspects - set(one.paths)).findings
        if _opened(found, alone):
            return f"{_listed(one.paths)} alone leave {_opened(found, alone)} packages"
        for path in one.paths:
            rest = without(case, (suspects - set(one.paths)) | {path}).findings
            if not _opened(found, rest):
                return f"{_listed(one.paths)} is not minimal: it leaves nothing without {path} too"
    return None


@law(32)
def each_witness_crosses_what_it_should(case: Case, rng: Random) -> str | None:
    """The witness of a correction violates just what the correction drops."""
    found = _explained(case, rng)
    if case.scenario.agreement is not None or case.scenario.bodies:
        raise DoesNotApply("under a quota or with bodies a package violates several sets")
    for one in _some(found.corrections, rng):
        package = one.witness.positions
        violated = {
            case.space.name(suspect)
            for suspect in _suspects(case, found)
            if _is_violated(case, suspect, package)
        }
        if violated != set(one.drop):
            return (
                f"the witness of {_listed(one.drop)}, {case.shown(package)}, violates"
                f" {_listed(violated) or 'nothing'}"
            )
    return None


def _explained(case: Case, rng: Random) -> Findings:
    found = case.find(rng.choice(ASKED))
    if not found.corrections:
        raise DoesNotApply("nothing needs explaining: some package violates nothing suspect")
    return found


def _opened(explained: Findings, after: Findings) -> int:
    """How many packages are open to all, as far as these explanations ask."""
    with_values = "reservations" in explained.suspects
    return after.zone.size if with_values else after.zone.red_line_size


def _suspects(case: Case, found: Findings) -> list[Suspect]:
    suspects = []
    for a, actor in enumerate(case.problem.actors):
        if a not in case.problem.asked:
            continue
        suspects += [Suspect("red_lines", a, k) for k in range(len(actor.crossed))]
        if "reservations" in found.suspects:
            suspects.append(Suspect("reservations", a, 0))
    if "rules" in found.suspects:
        suspects += [Suspect("rules", -1, k) for k in range(len(case.problem.broken))]
    return suspects


def _suspect_paths(case: Case, found: Findings) -> set[str]:
    return {case.space.name(suspect) for suspect in _suspects(case, found)}


def _is_violated(case: Case, suspect: Suspect, package: Package) -> bool:
    if suspect.layer == "rules":
        return holds(case.problem.broken[suspect.number], package)
    actor = case.problem.actors[suspect.actor]
    if actor.needed is not None and not holds(actor.needed, package):
        return False
    if suspect.layer == "reservations":
        return utilities(case.problem, package)[suspect.actor] < actor.reservation_value
    return holds(actor.crossed[suspect.number], package)


def _some(items: tuple[T, ...], rng: Random) -> list[T]:
    return rng.sample(items, min(TRIED, len(items)))


def _listed(paths: Iterable[str]) -> str:
    return " and ".join(sorted(paths))
