"""One row per variant: its zone, floor and conflicts, what it changes against the base, and what to say of that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from negsim.document.plain import to_json
from negsim.document.rows import Row as Cells
from negsim.document.rows import frame, to_csv
from negsim.errors import InputError
from negsim.language.model.scenario import Scenario
from negsim.language.overlay.apply import apply
from negsim.questions.compare.changes import Change, changes
from negsim.questions.compare.effect import in_words
from negsim.questions.zone.find import Engine, run
from negsim.questions.zone.result import Findings
from negsim.spread import Spread

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[int, int], None]
Effect = Literal["base", "none", "opens", "closes", "same_conflicts", "other_conflicts", "zone"]
COLUMNS = tuple(
    "variant effect feasible red_line_zone zone floor minimal_conflicts backbone says".split()
)


@dataclass(frozen=True, eq=False)
class Row:
    """What one stack of variants comes to.

    Parameters
    ----------
    variant : tuple of str
        As asked for; empty for the base.
    findings : Findings
        All that `run` finds.
    changes : tuple of Change
        What it changes against the base.
    effect : str
        "none": zone, conflicts and ways out are those of the base; "same_conflicts": empty as the base, for the same
        reasons; "other_conflicts": empty, for other reasons; "opens", "closes"; "zone": open as the base, another zone.
    says : tuple of str
        Sentences for a brief: what it changes in the answer, and why.
    """

    variant: tuple[str, ...]
    findings: Findings
    changes: tuple[Change, ...]
    effect: Effect
    says: tuple[str, ...]

    @property
    def name(self) -> str:
        """The stack as one types it; "base" for the base."""
        return "+".join(self.variant) or "base"

    @property
    def say(self) -> str | None:
        """What the file says of the variants."""
        known = (self.findings.scenario.variant.get(name) for name in self.variant)
        return " ".join(one.say for one in known if one is not None and one.say) or None

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        findings = self.findings
        return {
            "variant": list(self.variant),
            "feasible": findings.feasible,
            "red_line_zone": findings.zone.red_line_size,
            "zone": findings.zone.size,
            "floor": findings.floor,
            "minimal_conflicts": [list(conflict.paths) for conflict in findings.conflicts],
            "minimal_corrections": [
                {"drop": list(one.drop), "opens": one.opens, "zone": one.zone}
                for one in findings.corrections
            ],
            "backbone": dict(findings.zone.backbone),
            "effect": self.effect,
            "changes": [change.to_dict() for change in self.changes],
            "says": list(self.says),
        }

    def cells(self) -> Cells:
        """Give the row of a table, with `COLUMNS`."""
        findings = self.findings
        return {
            "variant": self.name,
            "effect": self.effect,
            "feasible": findings.feasible,
            "red_line_zone": findings.zone.red_line_size,
            "zone": findings.zone.size,
            "floor": findings.floor,
            "minimal_conflicts": "; ".join(" ".join(c.paths) for c in findings.conflicts),
            "backbone": "; ".join(f"{i}={o}" for i, o in findings.zone.backbone.items()),
            "says": " ".join(self.says),
        }


@dataclass(frozen=True)
class LeftOut:
    """A variant that cannot be applied alone, and why."""

    variant: tuple[str, ...]
    because: str

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"variant": list(self.variant), "because": self.because}


@dataclass(frozen=True, eq=False)
class Comparison:
    """The base, then each variant.

    Parameters
    ----------
    base : Scenario
        With what is applied to every row.
    rows : tuple of Row
        The base first.
    left_out : tuple of LeftOut
        Variants of the file that are written for a stack and do not stand alone; none where rows were asked for.

    Examples
    --------
    >>> import negsim
    >>> [row.name for row in negsim.load("harbour").compare(["quiet_machines"]).rows]
    ['base', 'quiet_machines']
    """

    base: Scenario
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim compare --format json` writes."""
        return {
            "scenario": self.base.id,
            "with": list(self.base.applied),
            "rows": [row.to_dict() for row in self.rows],
            "left_out": [one.to_dict() for one in self.left_out],
        }

    def to_json(self) -> str:
        """Write what `negsim compare --format json` writes."""
        return to_json(self.to_dict())

    def to_csv(self) -> str:
        """Write what `negsim compare --format csv` writes: one row of variants a line."""
        return to_csv((row.cells() for row in self.rows), COLUMNS)

    def to_frame(self) -> pd.DataFrame:
        """List the rows."""
        return frame([row.cells() for row in self.rows], COLUMNS)

    def _repr_html_(self) -> str:
        from negsim.document.notebook import rows_html

        is_open = sum(row.findings.zone.is_open for row in self.rows)
        answer = f"The zone is open in {is_open} of {len(self.rows)} rows"
        return rows_html(self.base, answer, [row.cells() for row in self.rows], COLUMNS)


def compare(
    scenario: Scenario,
    stacks: Iterable[Sequence[str]] | None = None,
    variants: Sequence[str] = (),
    sets: Sequence[str] = (),
    *,
    engine: Engine = "auto",
    spread: Spread | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Say what each variant comes to, beside the base.

    Parameters
    ----------
    scenario : Scenario
        As written, without variants.
    stacks : iterable of sequences of str, optional
        The rows after the base, each a stack of variants; absent, every variant of the file by itself, in its order.
    variants, sets : sequence of str
        Applied to every row, the base too: variants before those of the row, single changes last.
    engine
        As for `negsim.questions.zone.find.run`.
    spread : Spread, optional
        Where the rows are worked on; this process where absent. The result is the same.
    progress : callable, optional
        Called with the number of rows done, and of how many.

    Raises
    ------
    InputError
        A stack that was asked for and cannot be applied.
    """
    asked = None if stacks is None else [tuple(stack) for stack in stacks]
    wanted = asked
    if wanted is None:
        wanted = [(variant.id,) for variant in scenario.variants if variant.id not in variants]
    stood: list[tuple[tuple[str, ...], Scenario]] = [((), apply(scenario, variants, sets))]
    left_out = []
    for stack in wanted:
        try:
            other = apply(scenario, [*variants, *stack], sets)
        except InputError as error:
            if asked is not None:
                raise
            left_out.append(LeftOut(stack, error.faults[0].what))
            continue
        if stack:
            stood.append((stack, other))

    def told(done: int) -> None:
        if progress is not None:
            progress(done, len(stood))

    found = (spread or Spread()).map(_run, [(other, engine) for _, other in stood], told)
    base = found[0]
    rows = [Row((), base, (), "base", in_words(base, base, (), "base"))]
    rows += [
        _row(base, stack, findings)
        for (stack, _), findings in zip(stood[1:], found[1:], strict=True)
    ]
    return Comparison(base.scenario, tuple(rows), tuple(left_out))


def _run(task: tuple[Scenario, Engine]) -> Findings:
    scenario, engine = task
    return run(scenario, engine=engine)


def _row(base: Findings, stack: tuple[str, ...], findings: Findings) -> Row:
    found = changes(base.scenario, findings.scenario)
    effect = _effect(base, findings)
    return Row(stack, findings, found, effect, in_words(base, findings, found, effect))


def _effect(base: Findings, other: Findings) -> Effect:
    if base.zone.is_open != other.zone.is_open:
        return "opens" if other.zone.is_open else "closes"
    if other.zone.is_open:
        same = (base.zone, base.floor) == (other.zone, other.floor)
        return "none" if same else "zone"
    if [c.paths for c in base.conflicts] != [c.paths for c in other.conflicts]:
        return "other_conflicts"
    ways = [[(c.drop, c.opens, c.zone) for c in one.corrections] for one in (base, other)]
    return "none" if ways[0] == ways[1] else "same_conflicts"
