"""Whether a file has room for what really happened, for how much else, and whether it names the knot of history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from negsim.document.plain import to_json
from negsim.document.rows import Row as Cells
from negsim.document.rows import frame, to_csv
from negsim.errors import InputError
from negsim.language.model.scenario import Scenario
from negsim.language.overlay.apply import apply
from negsim.questions.backtest.by_reading import Meant, meant
from negsim.questions.backtest.history import History, history
from negsim.questions.compare.changes import issues_of
from negsim.questions.compare.result import LeftOut
from negsim.questions.compare.stacks import named_stacks
from negsim.questions.zone.find import Engine, run
from negsim.questions.zone.result import Conflict, Findings
from negsim.solve.answer import Suspect
from negsim.solve.kernels.one_package import Place, Standing, standing, verdict
from negsim.space.members import Member, member

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[int, int], None]
COLUMNS = tuple(
    "scenario variant as_of end agrees feasible in_zone zone feasible_packages share lift smallest_gain"
    " better_by_floor better_by_floor_in_zone better_by_nash against conflicts conflicts_on_blocked"
    " blocked_alone_opens".split()
)


@dataclass(frozen=True)
class Against:
    """Something that stands between an actor, or the rules, and the outcome.

    Parameters
    ----------
    member : Member
        The red line that the outcome crosses, the reservation value that it does not reach, or the rule that it breaks.
    counts : bool
        Whether the outcome needs this actor's consent.
    """

    member: Member
    counts: bool

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {**self.member.to_dict(), "counts": self.counts}


@dataclass(frozen=True, eq=False)
class Row:
    """What a stack of variants makes of the outcome.

    Parameters
    ----------
    variant : tuple of str
        Empty for the base.
    findings : Findings
        All that `run` finds.
    agrees : bool
        Whether the answer agrees with history, as `History.agrees` has it.
    is_feasible, in_zone : bool
        Of the outcome.
    standing : Standing or None
        How it ranks; None where it is not feasible.
    against : tuple of Against
        What stands against it: of actors in the file's order, then rules.
    blocked : tuple of str
        The issues over which history says the talks stuck.
    """

    variant: tuple[str, ...]
    findings: Findings
    agrees: bool
    is_feasible: bool
    in_zone: bool
    standing: Standing | None
    against: tuple[Against, ...]
    blocked: tuple[str, ...]

    @property
    def name(self) -> str:
        """The stack as one types it; "base" for the base."""
        return "+".join(self.variant) or "base"

    @property
    def share(self) -> Fraction | None:
        """The zone's share of the feasible packages; None where nothing is feasible."""
        feasible = self.findings.feasible
        return Fraction(self.findings.zone.size, feasible) if feasible else None

    @property
    def lift(self) -> Fraction | None:
        """How many times likelier the outcome is in the zone than a feasible package drawn at random; None outside."""
        return 1 / self.share if self.in_zone and self.share else None

    def issues(self, conflict: Conflict) -> tuple[str, ...]:
        """Name the issues that a conflict speaks of, in the file's order."""
        found = issues_of(conflict, self.findings.scenario)
        return tuple(issue.id for issue in self.findings.scenario.issues if issue.id in found)

    @property
    def on_blocked(self) -> int | None:
        """How many minimal conflicts speak of an issue over which the talks stuck; None where there is none to name."""
        if not self.blocked or self.findings.zone.is_open:
            return None
        return sum(bool(set(self.blocked) & set(self.issues(c))) for c in self.findings.conflicts)

    @property
    def alone_opens(self) -> bool | None:
        """Whether lifting demands that speak only of these issues would leave a package; None as for `on_blocked`."""
        if self.on_blocked is None:
            return None
        return any(
            set(self.issues(Conflict(one.members))) <= set(self.blocked)
            for one in self.findings.corrections
        )

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        findings, found, places = self.findings, self.standing, self._places()
        return {
            "variant": list(self.variant),
            "agrees": self.agrees,
            "feasible": self.is_feasible,
            "in_zone": self.in_zone,
            "packages": {
                "total": findings.total,
                "feasible": findings.feasible,
                "zone": findings.zone.size,
                "exact": findings.exact,
            },
            "share": self.share,
            "lift": self.lift,
            "smallest_gain": None if found is None else found.smallest_gain,
            "rank": {
                "by_floor": _place(places[0]),
                "by_floor_in_zone": _place(places[1]),
                "by_nash": _place(places[2]),
            },
            "against": [one.to_dict() for one in self.against],
            "conflicts": [
                {"members": list(c.paths), "issues": list(self.issues(c))}
                for c in findings.conflicts
            ],
            "conflicts_on_blocked": self.on_blocked,
            "blocked_alone_opens": self.alone_opens,
        }

    def _places(self) -> tuple[Place | None, Place | None, Place | None]:
        found = self.standing
        if found is None:
            return None, None, None
        return found.by_floor, found.by_floor_in_zone, found.by_nash

    def cells(self) -> Cells:
        """Give what `COLUMNS` say of the row alone."""
        found, places = self.standing, self._places()
        names = ("better_by_floor", "better_by_floor_in_zone", "better_by_nash")
        return {
            "variant": self.name,
            "agrees": self.agrees,
            "feasible": self.is_feasible,
            "in_zone": self.in_zone,
            "zone": self.findings.zone.size,
            "feasible_packages": self.findings.feasible,
            "share": self.share,
            "lift": self.lift,
            "smallest_gain": None if found is None else found.smallest_gain,
            **{n: None if p is None else p.better for n, p in zip(names, places, strict=True)},
            "against": " ".join(one.member.path for one in self.against),
            "conflicts": len(self.findings.conflicts),
            "conflicts_on_blocked": self.on_blocked,
            "blocked_alone_opens": self.alone_opens,
        }


@dataclass(frozen=True, eq=False)
class Backtest:
    """One scenario held against history: as written, then under each variant.

    Parameters
    ----------
    base : Scenario
        With what is applied to every row.
    history : History
        What really happened.
    rows : tuple of Row
        The base first.
    meant : Meant
        Under which readings of the base the outcome is in the zone.
    left_out : tuple of LeftOut
        Variants that are written for a stack and do not stand alone.
    """

    base: Scenario
    history: History
    rows: tuple[Row, ...]
    meant: Meant
    left_out: tuple[LeftOut, ...] = ()

    @property
    def as_of(self) -> date | None:
        """The last day of which positions were taken."""
        return self.base.as_of

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim backtest --format json` lists for each scenario."""
        return {
            "scenario": self.base.id,
            "title": self.base.title,
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "with": list(self.base.applied),
            "end": self.history.end,
            "outcome": dict(self.history.package),
            "blocked": list(self.history.blocked),
            "readings": self.meant.to_dict(),
            "rows": [row.to_dict() for row in self.rows],
            "left_out": [one.to_dict() for one in self.left_out],
        }

    def to_json(self) -> str:
        """Write what `negsim backtest --format json` writes for this scenario alone."""
        return backtests_json([self])

    def to_csv(self) -> str:
        """Write what `negsim backtest --format csv` writes for this scenario alone."""
        return backtests_csv([self])

    def cells(self) -> list[Cells]:
        """Give one row per stack of variants, with `COLUMNS`."""
        ends = {
            "scenario": self.base.id,
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "end": self.history.end,
        }
        return [{**ends, **row.cells()} for row in self.rows]

    def to_frame(self) -> pd.DataFrame:
        """List the rows."""
        return frame(self.cells(), COLUMNS)

    def _repr_html_(self) -> str:
        from negsim.document.notebook import rows_html
        from negsim.questions.backtest.tell import answer

        return rows_html(self.base, answer(self).text, self.cells(), COLUMNS)


def backtests_json(found: Sequence[Backtest]) -> str:
    """Write what `negsim backtest --format json` writes."""
    return to_json({"scenarios": [one.to_dict() for one in found]})


def backtests_csv(found: Sequence[Backtest]) -> str:
    """Write what `negsim backtest --format csv` writes: one stack of variants of one scenario a line."""
    return to_csv((cells for one in found for cells in one.cells()), COLUMNS)


def backtest(
    scenario: Scenario,
    stacks: Iterable[Sequence[str]] | None = None,
    variants: Sequence[str] = (),
    sets: Sequence[str] = (),
    *,
    engine: Engine = "auto",
    progress: Progress | None = None,
) -> Backtest:
    """Hold a scenario against what really happened, as written and under each of its variants.

    Parameters
    ----------
    scenario : Scenario
        As written, without variants, with an `outcome`.
    stacks : iterable of sequences of str, optional
        The rows after the base, each a stack of variants; absent, each variant of the file by itself, then the stacks
        that its expectations name.
    variants, sets : sequence of str
        Applied to every row, the base too: variants before those of the row, single changes last.
    engine
        As for `negsim.questions.zone.find.run`.
    progress : callable, optional
        Called with the number of rows done, and of how many.

    Raises
    ------
    InputError
        Where the file has no `outcome`, or variants that were asked for cannot be applied.
    """
    asked = None if stacks is None else [tuple(stack) for stack in stacks if stack]
    base = apply(scenario, variants, sets)
    stood: list[tuple[tuple[str, ...], Scenario]] = [((), base)]
    left_out = []
    for stack in _stacks(scenario, variants) if asked is None else asked:
        try:
            stood.append((stack, apply(scenario, [*variants, *stack], sets)))
        except InputError as error:
            if asked is not None:
                raise
            left_out.append(LeftOut(stack, error.faults[0].what))
    rows = []
    for done, (stack, other) in enumerate(stood, 1):
        rows.append(_row(stack, run(other, engine=engine)))
        if progress is not None:
            progress(done, len(stood))
    space = rows[0].findings.space
    happened = history(space)
    return Backtest(base, happened, tuple(rows), meant(space, happened.positions), tuple(left_out))


def _stacks(scenario: Scenario, variants: Sequence[str]) -> list[tuple[str, ...]]:
    alone = [(variant.id,) for variant in scenario.variants if variant.id not in variants]
    return alone + named_stacks(scenario, variants)


def _row(stack: tuple[str, ...], findings: Findings) -> Row:
    space = findings.space
    happened = history(space)
    found = verdict(space.problem, happened.positions)
    scenario, zone = findings.scenario, findings.zone.size
    against = []
    for a, crossed in enumerate(found.crossed):
        suspects = [Suspect("red_lines", a, k) for k in crossed]
        if found.is_below[a]:
            suspects.append(Suspect("reservations", a, 0))
        against += [Against(member(scenario, each), found.is_needed[a]) for each in suspects]
    against += [Against(member(scenario, Suspect("rules", -1, r)), True) for r in found.broken]
    stands = None
    if found.is_feasible:
        best = _best(findings)
        stands = standing(space.problem, happened.positions, in_zone=found.in_zone, best=best)
    return Row(
        variant=stack,
        findings=findings,
        agrees=happened.agrees(in_zone=found.in_zone, zone=zone),
        is_feasible=found.is_feasible,
        in_zone=found.in_zone,
        standing=stands,
        against=tuple(against),
        blocked=happened.blocked,
    )


def _best(findings: Findings) -> list[int] | None:
    """The largest total of each principal in the zone, where no principal loses."""
    problem, frontier = findings.space.problem, findings.answer.frontier
    if frontier.among != "zone":
        return None
    least = [problem.actors[a].threshold for a in problem.principals]
    fair = frontier.vectors[(frontier.vectors >= least).all(axis=1)]
    return [int(column.max()) for column in fair.T] if len(fair) else None


def _place(place: Place | None) -> dict[str, int] | None:
    if place is None:
        return None
    return {"rank": place.better + 1, "better": place.better, "equal": place.equal}
